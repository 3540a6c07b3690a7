"""The mixer, driven by hand in a whole studio with a quiet rig."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from vaecomposer.engine.rig import Rig
from vaecomposer.music.mix import AS_WRITTEN, TrackMix, mix_of
from vaecomposer.session import edits
from vaecomposer.settings import Settings
from vaecomposer.studio.studio import Studio
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.mixer.row import MixerRow
from vaecomposer.ui.mixer.sayings import decibels, mix_change, pan_words
from vaecomposer.ui.mixer.volume import VolumeSlider, volume_of, way_of

from ..engine.quiet_rig import quiet_rig
from .conftest import Ear, StudioWorker, make_piece, state_of
from .test_shape import Listener

Key, Left = Qt.Key, Qt.MouseButton.LeftButton
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
PIECE = make_piece()


@pytest.fixture
def rig() -> Rig:
    return quiet_rig()


@pytest.fixture
def studio(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rig: Rig
) -> Iterator[Studio]:
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")
    window = MainWindow(Look("dark", reduced_motion=True))
    window.resize(1440, 900)
    qtbot.addWidget(window)
    made = Studio(window, Settings(), rig, lambda deliver: StudioWorker(Listener, deliver))
    with qtbot.waitExposed(window):
        window.show()
    made.worker.start()
    made.document.apply("Open", edits.open_piece(PIECE, None))
    qtbot.waitUntil(lambda: made.songbook_is_settled)
    yield made
    made.close()


def row(studio: Studio, track: int = 0) -> MixerRow:
    return studio.window.mixer.rows[track]


def mix(studio: Studio, track: int = 0) -> TrackMix:
    return mix_of(studio.document.state.mix, track)


def at(slider: VolumeSlider, way: float) -> QPoint:
    return QPoint(round(slider.x_of(way)), round(slider.groove().center().y()))


def drag(slider: VolumeSlider, start: float, *stops: float) -> None:
    QTest.mousePress(slider, Left, NONE, at(slider, start))
    for stop in stops:
        QTest.mouseMove(slider, at(slider, stop))
    QTest.mouseRelease(slider, Left, NONE, at(slider, stops[-1]))


def entries(menu: QMenu) -> dict[str, QAction]:
    found = {action.text(): action for action in menu.actions()}
    for inner in menu.findChildren(QMenu):
        found |= {action.text(): action for action in inner.actions()}
    return found


def test_a_drag_of_a_fader_is_heard_and_is_one_entry(studio: Studio, rig: Rig) -> None:
    fader = row(studio).volume
    drag(fader, 75, 60, 40, 50)
    assert fader.volume == pytest.approx(volume_of(50), abs=0.02)
    assert mix(studio).volume == fader.volume
    assert rig.player._wish.mix == studio.document.state.mix
    assert studio.document.undo_label == f"Melody {decibels(fader.volume)}"
    studio.window.undo_requested.emit()
    assert studio.document.undo_label == "Open"
    assert mix(studio) == AS_WRITTEN
    assert fader.amount == 75


def test_what_a_drag_sets_stands_under_the_name_while_it_lasts(studio: Studio) -> None:
    track = row(studio)
    QTest.mousePress(track.volume, Left, NONE, at(track.volume, 75))
    QTest.mouseMove(track.volume, at(track.volume, 30))
    assert track.name.below == decibels(track.volume.volume)
    QTest.mouseRelease(track.volume, Left, NONE, at(track.volume, 30))
    assert track.name.below == "Acoustic Grand Piano"


def test_a_double_click_brings_a_fader_back_to_0_db_exactly(studio: Studio) -> None:
    fader = row(studio).volume
    drag(fader, 75, 20)
    QTest.mouseDClick(fader, Left, NONE, at(fader, 20))
    assert mix(studio) == AS_WRITTEN


def test_keys_and_digits_move_a_fader_by_decibels(studio: Studio) -> None:
    fader = row(studio).volume
    fader.setFocus()
    QTest.keyClick(fader, Key.Key_Left)
    assert decibels(mix(studio).volume) == "−1.0 dB"
    QTest.keyClick(fader, Key.Key_Right, SHIFT)
    assert decibels(mix(studio).volume) == "−0.9 dB"
    QTest.keyClicks(fader, "-12")
    QTest.keyClick(fader, Key.Key_Return)
    assert mix(studio).volume == pytest.approx(10 ** (-12 / 20), rel=0.01)
    QTest.keyClick(fader, Key.Key_Home)
    assert mix(studio).volume == 0
    assert "silent" in fader.accessibleName()
    QTest.keyClick(fader, Key.Key_Up)
    assert mix(studio).volume > 0


def test_escape_takes_the_drag_of_a_fader_back(studio: Studio) -> None:
    fader = row(studio).volume
    QTest.mousePress(fader, Left, NONE, at(fader, 75))
    QTest.mouseMove(fader, at(fader, 10))
    assert studio.window.mixer.cancel_drag()
    assert mix(studio) == AS_WRITTEN


def test_a_pan_knob_is_dragged_turned_by_keys_and_centred(studio: Studio) -> None:
    knob = row(studio, 1).pan
    QTest.mousePress(knob, Left, NONE, QPoint(13, 13))
    QTest.mouseMove(knob, QPoint(13, -7))
    QTest.mouseRelease(knob, Left, NONE, QPoint(13, -7))
    assert mix(studio, 1).pan == 0.2
    assert studio.document.undo_label == "Chords 20 right"
    assert knob.accessibleName() == "Chords pan, knob, 20 right"
    QTest.keyClick(knob, Key.Key_PageDown)
    QTest.keyRelease(knob, Key.Key_PageDown)
    assert mix(studio, 1).pan == 0.1
    QTest.mouseDClick(knob, Left, NONE, QPoint(13, 13))
    assert mix(studio, 1) == AS_WRITTEN


def test_m_and_s_are_pressed_and_keyed(studio: Studio) -> None:
    row(studio, 2).mute.click()
    assert mix(studio, 2).mute
    assert row(studio, 2).mute.isChecked()
    assert studio.document.undo_label == "Bass muted"
    studio.window.activateWindow()
    QTest.keyClick(studio.window, Key.Key_S)
    assert mix(studio, 0).solo
    heard = [strip.heard for strip in studio.window.mixer.strips]
    assert heard == [True, False, False, False]
    QTest.keyClick(studio.window, Key.Key_M)
    assert mix(studio, 0).mute
    for _ in range(3):
        studio.window.undo_requested.emit()
    assert studio.document.state.mix == ()
    assert not row(studio, 2).mute.isChecked()


def test_an_instrument_is_chosen_from_its_family(studio: Studio) -> None:
    menu = row(studio).program_menu()
    found = entries(menu)
    assert found["Pianos"].isChecked()
    assert found["Acoustic Grand Piano"].isChecked()
    found["Flute"].trigger()
    shown = studio.document.state.shown
    assert shown is not None
    assert shown.tracks[0].program == 73
    assert row(studio).name.below == "Flute"
    assert studio.document.undo_label == "Instrument Flute"


def test_drums_have_kits(studio: Studio) -> None:
    menu = row(studio, 3).program_menu()
    assert "Pianos" not in entries(menu)
    entries(menu)["Brush Kit"].trigger()
    assert row(studio, 3).name.below == "Brush Kit"
    assert studio.document.undo_label == "Instrument Brush Kit"


def test_the_other_view_sends_a_track_to_a_port_and_a_channel(studio: Studio) -> None:
    mixer = studio.window.mixer
    studio.window.show_ports(("Keys",), ("Bus 1", "Bus 2"))
    mixer.link.click()
    track = row(studio)
    assert track.port.isVisible()
    assert not track.volume.isVisible()
    assert not track.channel.isEnabled()
    entries(track.port_menu())["Bus 2"].trigger()
    assert mix(studio).port == "Bus 2"
    assert track.port.text() == "Bus 2"
    entries(track.channel_menu())["Channel 7"].trigger()
    assert mix(studio).channel == 6
    assert track.channel.text() == "Ch 7"
    mixer.link.click()
    assert track.volume.isVisible()


def test_a_port_that_is_remembered_but_absent_is_greyed(studio: Studio) -> None:
    studio.window.show_ports((), ("Bus 2",))
    studio.document.apply("Port", edits.set_track_mix(0, TrackMix(port="Bus 9")))
    entry = entries(row(studio).port_menu())["Bus 9 (not connected)"]
    assert entry.isChecked()
    assert not entry.isEnabled()
    assert "not connected" in row(studio).port.accessibleName()


def test_more_than_four_tracks_scroll(window: MainWindow) -> None:
    window.show_state(state_of(make_piece(2, further=6)))
    QTest.qWait(20)
    bar = window.mixer._scroller.verticalScrollBar()
    assert bar.maximum() > 0
    assert window.mixer.height() == 174
    window.mixer.rows[-1].solo.setFocus(Qt.FocusReason.TabFocusReason)
    assert bar.value() > 0
    window.show_state(state_of(make_piece(2)))
    QTest.qWait(20)
    assert bar.maximum() == 0


@pytest.mark.parametrize("size", [(1024, 700), (1280, 800), (1440, 900), (1920, 1080)])
def test_nothing_in_a_row_is_cut_or_too_small_to_hit(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.show_state(state_of(make_piece()))
    window.left.show_tab(1)
    for on in (False, True):
        window.mixer.show_ports_view(on=on)
        QTest.qWait(20)
        viewport = window.mixer._scroller.viewport()
        for track in window.mixer.rows:
            seen = [w for w in track.findChildren(QWidget) if w.isVisible()]
            assert len(seen) == (3 if on else 5)
            boxes = sorted((w.geometry() for w in seen), key=QRect.left)
            assert all(a.right() < b.left() for a, b in itertools.pairwise(boxes))
            assert track.mapTo(viewport, boxes[-1].bottomRight()).x() < viewport.width()
            assert all(box.width() >= 24 and box.height() >= 20 for box in boxes)


def test_in_a_narrow_window_the_mixer_is_a_tab_of_the_left_card(window: MainWindow) -> None:
    window.show_state(state_of(make_piece()))
    window.resize(1024, 700)
    QTest.qWait(20)
    assert not window.mixer.isVisible()
    window.left.tabs.picked.emit(1)
    assert window.mixer.isVisible()
    assert not window.left.shape.isVisible()
    window.show_songbook_missing("The file is cut short.")
    assert window.mixer.isVisible()
    window.resize(1440, 900)
    QTest.qWait(20)
    assert window.mixer.isVisible()
    assert window.mixer.height() == 174
    assert not window.left.tabs.isVisible()


def test_f6_stops_at_the_mixer_after_roll_and_pads(window: MainWindow) -> None:
    window.show_state(state_of(make_piece()))
    window.activateWindow()
    window.centre.roll.setFocus()
    stops = []
    for _ in range(4):
        QTest.keyClick(window, Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        stops.append("mixer" if window.mixer.isAncestorOf(focus) else "elsewhere")
        if stops[-1] == "elsewhere":
            assert window.pads.isAncestorOf(focus)
        else:
            break
    assert stops[-1] == "mixer"
    assert len(stops) > 1  # the pads come before it


def test_all_in_the_mixer_is_named_and_explained(window: MainWindow) -> None:
    window.show_state(state_of(make_piece()))
    for track in window.mixer.rows:
        for widget in (
            track.name, track.volume, track.pan, track.mute, track.solo, track.port, track.channel,
        ):  # fmt: skip
            assert track.name.text() in widget.accessibleName()
            assert widget.toolTip()
            assert "\n" in widget.statusTip()
    assert window.mixer.link.accessibleName()


def test_while_only_notes_change_no_row_is_told(window: MainWindow) -> None:
    state = state_of(make_piece())
    window.show_state(state)
    before = window.mixer._shown
    assert state.shown is not None
    tune = state.shown.tracks[0]
    window.show_state(
        replace(state, shown=state.shown.with_track(0, tune.with_notes(tune.notes[::2])))
    )
    assert window.mixer._shown is before


def test_without_music_there_is_a_word_and_m_does_nothing(window: MainWindow, ear: Ear) -> None:
    window.activateWindow()
    QTest.keyClick(window, Key.Key_M)
    assert ear.heard == []
    assert window.mixer._none.isVisible()


@pytest.mark.parametrize("volume", [0.0, 0.01, 0.25, 1.0, 1.5, 2.0])
def test_a_way_and_a_volume_belong_together(volume: float) -> None:
    assert volume_of(way_of(volume)) == pytest.approx(volume, abs=1e-4)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (TrackMix(volume=2.0), "Bass +6.0 dB"),
        (TrackMix(volume=0.0), "Bass silent"),
        (TrackMix(pan=-0.5), "Bass 50 left"),
        (TrackMix(mute=True), "Bass muted"),
        (TrackMix(solo=True), "Bass solo"),
        (TrackMix(port="Bus 1"), "Bass on Bus 1"),
        (TrackMix(channel=3), "Bass on channel 4"),
    ],
)
def test_undo_says_what_was_moved(after: TrackMix, said: str) -> None:
    assert mix_change("Bass", AS_WRITTEN, after) == said
    assert pan_words(0) == "centre"
