"""Metronome, count-in, swing, device, MIDI and recording: from the top row to the engine and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from vaecomposer.engine.api import (
    DeviceChoice,
    MidiArrived,
    MidiChoice,
    Performed,
    PortsNews,
    SynthChoice,
)
from vaecomposer.engine.rig import Rig
from vaecomposer.music.note import Note
from vaecomposer.music.swing import Swing
from vaecomposer.session import edits
from vaecomposer.settings import Settings, load_settings
from vaecomposer.studio.studio import Studio, StudioOptions
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow, MidiWishes
from vaecomposer.ui.transport.midi import HAS_VIRTUAL_PORTS
from vaecomposer.ui.transport.more import swing_words

from ..engine.quiet_rig import PulledDevices
from .conftest import StudioWorker, make_piece
from .test_shape import Listener

Key, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PIECE = make_piece()
PORTS = PortsNews(("KeyStep", "Clock box"), ("Bus 1", "Bus 2"))


@dataclass
class Asked:
    """What the studio asked of the engine that the quiet rig does nothing about."""

    midi: list[MidiChoice] = field(default_factory=list)
    record: list[int | None] = field(default_factory=list)
    devices: list[DeviceChoice] = field(default_factory=list)
    synths: list[SynthChoice] = field(default_factory=list)


class ListeningRig(Rig):
    """A quiet rig that writes down what it is asked."""

    def __init__(self) -> None:
        self.asked = Asked()
        super().__init__(devices=PulledDevices())

    def choose_midi(self, choice: MidiChoice) -> None:
        self.asked.midi.append(choice)

    def record(self, track: int | None) -> None:
        self.asked.record.append(track)

    def choose_device(self, choice: DeviceChoice) -> None:
        self.asked.devices.append(choice)
        super().choose_device(choice)

    def choose_synth(self, choice: SynthChoice) -> None:
        self.asked.synths.append(choice)


@pytest.fixture
def rig() -> ListeningRig:
    return ListeningRig()


@pytest.fixture
def studio(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, rig: ListeningRig
) -> Iterator[Studio]:
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")
    window = MainWindow(Look("dark", reduced_motion=True))
    window.resize(1440, 900)
    qtbot.addWidget(window)
    made = Studio(window, Settings(), rig, lambda deliver: StudioWorker(Listener, deliver))
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made.start(StudioOptions())
    made.document.apply("Open", edits.open_piece(PIECE, None))
    rig.tell(PORTS)
    made.sounding.tick()
    yield made
    made.close()


def entries(menu: QMenu) -> dict[str, QAction]:
    found = {action.text(): action for action in menu.actions()}
    for inner in menu.findChildren(QMenu):
        found |= {action.text(): action for action in inner.actions()}
    return found


def more(studio: Studio) -> dict[str, QAction]:
    return entries(studio.window.transport.more.menu(studio.window.actions_table))


def test_k_and_its_button_switch_the_metronome_and_it_is_remembered(
    studio: Studio, rig: ListeningRig
) -> None:
    window = studio.window
    QTest.keyClick(window, Key.Key_K)
    assert rig.player._wish.metronome
    assert window.transport.metronome.isChecked()
    assert studio.settings.metronome
    window.transport.metronome.click()
    assert not rig.player._wish.metronome
    assert not window.transport.metronome.isChecked()


def test_count_in_is_chosen_in_the_menu_or_by_key(studio: Studio, rig: ListeningRig) -> None:
    more(studio)["2 bars"].trigger()
    assert rig.player._wish.count_in == 2
    assert more(studio)["2 bars"].isChecked()
    for bars in (0, 1):
        QTest.keyClick(studio.window, Key.Key_K, SHIFT)
        assert rig.player._wish.count_in == bars
    assert studio.settings.count_in == 1


def test_the_counter_counts_down_to_the_music(studio: Studio) -> None:
    window = studio.window
    for left, said in ((3.0, "−3"), (2.4, "−3"), (0.2, "−1"), (None, "1.1.1")):
        window.show_position(0.0, playing=True, counting_in=left)
        assert window.transport.display.counter.text == said


def test_swing_is_dragged_in_its_popup_and_is_one_entry(studio: Studio, rig: ListeningRig) -> None:
    dots = studio.window.transport.more
    dots.open_swing()
    slider, left = dots.swing.slider, Qt.MouseButton.LeftButton
    y = round(slider.groove().center().y())
    QTest.mousePress(slider, left, NONE, QPoint(3, y))
    for value in (60, 70):
        QTest.mouseMove(slider, QPoint(round(slider.x_of(value)), y))
    QTest.mouseRelease(slider, left, NONE, QPoint(round(slider.x_of(70)), y))
    ratio = studio.document.state.swing.ratio
    assert ratio == pytest.approx(0.70, abs=0.01)
    assert rig.player._wish.swing.ratio == ratio
    dots.swing.unit.picked.emit(1)
    assert studio.document.state.swing == Swing(ratio, "sixteenth")
    dots.swing.presets.picked.emit(3)
    assert studio.document.state.swing == Swing(round(2 / 3, 4), "sixteenth")
    assert dots.swing.presets.chosen == 3
    assert "Swing: triplets, 67 %…" in more(studio)
    dots.swing.close()
    for _ in range(3):
        studio.window.undo_requested.emit()
    assert studio.document.state.swing.is_straight
    assert studio.document.undo_label == "Open"


def test_swings_have_their_names() -> None:
    assert [swing_words(Swing(r)) for r in (0.5, 0.55, 0.58, 0.75)] == [
        "straight", "light, 55 %", "58 %", "hard, 75 %",
    ]  # fmt: skip


def test_all_notes_off_reaches_the_player(studio: Studio, rig: ListeningRig) -> None:
    before = rig.player._wish.panics
    QTest.keyClick(studio.window, Key.Key_Period, CTRL)
    assert rig.player._wish.panics == before + 1
    more(studio)["All notes off"].trigger()
    assert rig.player._wish.panics == before + 2


def test_rate_and_block_are_chosen_in_the_devices_menu(studio: Studio, rig: ListeningRig) -> None:
    device = studio.window.transport.device
    found = entries(device.menu())
    assert found["The device's own"].isChecked()
    found["44.1 kHz"].trigger()
    entries(device.menu())["128 frames · 2.9 ms"].trigger()
    assert rig.asked.devices[-1] == DeviceChoice(sample_rate=44_100, block_frames=128)
    assert (studio.settings.sample_rate, studio.settings.block_frames) == (44_100, 128)
    studio.sounding.tick()
    assert entries(device.menu())["44.1 kHz"].isChecked()


def test_instruments_are_chosen_in_the_devices_menu(studio: Studio, rig: ListeningRig) -> None:
    window, device = studio.window, studio.window.transport.device
    window.show_soundfonts((("Built-in", None), ("Grand", "/s/Grand.sf2")), None, "tinysoundfont")
    entries(device.menu())["Grand"].trigger()
    assert rig.asked.synths[-1] == SynthChoice("/s/Grand.sf2", "tinysoundfont")
    entries(device.menu())["FluidSynth"].trigger()
    assert rig.asked.synths[-1] == SynthChoice("/s/Grand.sf2", "fluidsynth")
    assert (studio.settings.soundfont, studio.settings.synth) == ("/s/Grand.sf2", "fluidsynth")
    assert entries(device.menu())["Grand"].isChecked()
    assert entries(device.menu())["FluidSynth"].isChecked()


def test_ports_are_chosen_in_the_midi_menu_and_remembered(
    studio: Studio, rig: ListeningRig
) -> None:
    midi = studio.window.transport.midi
    assert midi.accessibleName() == "MIDI, not used"
    found = entries(midi.menu())
    found["KeyStep"].trigger()
    entries(midi.menu())["Bus 2"].trigger()
    assert rig.asked.midi[-1] == MidiChoice(("KeyStep",), 0, ("Bus 2",))
    assert midi.accessibleName() == "MIDI, KeyStep, clock on"
    entries(midi.menu())["The clock of Clock box"].trigger()
    assert rig.asked.midi[-1].follow == "Clock box"
    assert studio.settings.midi_inputs == ("KeyStep",)
    assert studio.settings.clock_outputs == ("Bus 2",)
    assert studio.settings.follow == "Clock box"
    entries(midi.menu())["KeyStep"].trigger()
    assert rig.asked.midi[-1].inputs == ()


@pytest.mark.skipif(not HAS_VIRTUAL_PORTS, reason="Windows has no virtual ports")
def test_ports_of_ours_are_offered(studio: Studio, rig: ListeningRig) -> None:
    entries(studio.window.transport.midi.menu())["Offer ports to other programs"].trigger()
    assert rig.asked.midi[-1].virtual
    assert studio.settings.virtual_ports


def test_remembered_ports_are_opened_at_the_start_and_absent_ones_said(window: MainWindow) -> None:
    window.show_midi(MidiWishes(("Gone",)))
    window.show_ports((), ())
    midi = window.transport.midi
    assert midi.accessibleName() == "MIDI, Gone, not connected"
    assert entries(midi.menu())["Gone (not connected)"].isChecked()
    window.show_midi(MidiWishes())
    assert midi.accessibleName() == "MIDI, no ports"


def test_the_dot_lights_when_something_arrives(studio: Studio, rig: ListeningRig) -> None:
    midi = studio.window.transport.midi
    assert not midi.is_lit
    rig.tell(MidiArrived("KeyStep", 0.0, bytes((0x90, 60, 100))))
    studio.sounding.tick()
    assert midi.is_lit
    QTest.qWait(250)
    assert not midi.is_lit


def test_keyboards_play_the_track_in_front_unless_told_not_to(
    studio: Studio, rig: ListeningRig
) -> None:
    assert rig.asked.midi[-1].through_track == 0
    studio.window.front_picked.emit(2)
    assert rig.asked.midi[-1].through_track == 2
    more(studio)["Keyboards play the front track"].trigger()
    assert rig.asked.midi[-1].through_track is None
    told = len(rig.asked.midi)
    studio.window.front_picked.emit(1)
    assert len(rig.asked.midi) == told
    assert not more(studio)["Keyboards play the front track"].isChecked()


def test_what_is_learnt_stays_taken_when_ports_change(studio: Studio, rig: ListeningRig) -> None:
    studio.sounding.take_messages((("KeyStep", 0xB0, 21),))
    studio.window.midi_changed.emit(MidiWishes(("KeyStep",)))
    assert rig.asked.midi[-1].taken == (("KeyStep", 0xB0, 21),)


def test_recording_starts_the_music_and_what_is_played_is_one_entry(
    studio: Studio, rig: ListeningRig
) -> None:
    window = studio.window
    studio.window.midi_changed.emit(MidiWishes(("KeyStep",)))
    window.front_picked.emit(1)
    QTest.keyClick(window, Key.Key_R, CTRL)
    assert rig.asked.record == [1]
    assert rig.readings().playing
    assert window.transport.record.isChecked()
    played = (Note(100, 90, 200, 80), Note(490, 91, 200, 80))
    rig.tell(Performed(1, played, ()))
    studio.sounding.tick()
    assert studio.document.undo_label == "Record 2 notes"
    shown = studio.document.state.shown
    assert shown is not None
    assert set(played) <= set(shown.tracks[1].notes)
    assert studio.sounding._heard is shown
    assert window._toasts.texts == ("2 notes recorded on Chords",)
    window.transport.record.click()
    assert rig.asked.record == [1, None]
    assert rig.readings().playing
    assert not window.transport.record.isChecked()
    window.undo_requested.emit()
    assert studio.document.state.shown is PIECE
    window._toasts.close_newest()


def test_recorded_notes_are_drawn_to_sixteenths_if_wished(
    studio: Studio, rig: ListeningRig
) -> None:
    more(studio)["Quantise recordings to sixteenths"].trigger()
    assert studio.settings.quantise_recording
    assert more(studio)["Quantise recordings to sixteenths"].isChecked()
    studio.window.transport.record.click()
    rig.tell(Performed(0, (Note(100, 90, 200, 80),), ()))
    studio.sounding.tick()
    shown = studio.document.state.shown
    assert shown is not None
    assert Note(120, 90, 200, 80) in shown.tracks[0].notes
    assert studio.document.undo_label == "Record 1 note"
    while studio.window._toasts.close_newest():
        pass


def test_recording_ends_with_the_music(studio: Studio, rig: ListeningRig) -> None:
    studio.window.transport.record.click()
    studio._tick()
    assert rig.asked.record == [0]
    studio.window.play_toggled.emit()
    studio._tick()
    assert rig.asked.record == [0, None]
    assert not studio.window.transport.record.isChecked()
    studio.window._toasts.close_newest()


def test_what_was_played_to_other_music_is_not_kept(studio: Studio, rig: ListeningRig) -> None:
    studio.window.transport.record.click()
    studio.window.demo_picked.emit(0)
    assert rig.asked.record == [0, None]
    before = studio.document.state
    rig.tell(Performed(0, (Note(100, 90, 200, 80),), ()))
    studio.sounding.tick()
    assert studio.document.state is before
    studio.window._toasts.close_newest()


def test_without_music_nothing_is_recorded_and_that_is_said(
    studio: Studio, rig: ListeningRig
) -> None:
    studio.window.undo_requested.emit()
    studio.window.transport.record.click()
    assert rig.asked.record == []
    assert not studio.window.transport.record.isChecked()
    assert studio.window._toasts.texts == (
        "Nothing to record onto yet. Open a MIDI file or compose a take first.",
    )
    studio.window._toasts.close_newest()


def test_choices_are_there_at_the_next_start(studio: Studio, tmp_path: Path) -> None:
    studio.window.midi_changed.emit(MidiWishes(("KeyStep",), ("Bus 1",), virtual=True))
    studio.window.transport.metronome.click()
    studio.close()
    settings = load_settings(tmp_path / "settings.json")
    assert settings.midi_inputs == ("KeyStep",)
    assert settings.clock_outputs == ("Bus 1",)
    assert settings.virtual_ports
    assert settings.metronome
    studio.close = lambda: None  # type: ignore[method-assign]


def test_the_top_row_is_named_and_explained(window: MainWindow) -> None:
    top = window.transport
    for widget in (
        top.record,
        top.metronome,
        top.more,
        top.device,
        top.midi,
        top.more.swing.slider,
    ):
        assert widget.accessibleName()
        assert widget.toolTip()
        assert "\n" in widget.statusTip()


@pytest.mark.parametrize("width", [1024, 1280, 1440, 1920])
def test_long_names_of_ports_and_devices_do_not_push_the_row(
    window: MainWindow, width: int
) -> None:
    window.resize(width, 800)
    long = "An instrument whose maker likes very long names MIDI 1"
    window.show_devices((long,), long, "11.6 ms · 48 kHz")
    window.show_midi(MidiWishes((long,)))
    QTest.qWait(20)
    top = window.transport
    assert top._row.minimumSize().width() <= width
    assert top.midi.geometry().right() < width
    for part in (top.play, top.record, top.metronome, top.more, top.device, top.midi):
        assert part.isVisible()
        assert part.width() >= 24
        assert part.height() >= 20
