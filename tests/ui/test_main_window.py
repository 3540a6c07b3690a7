"""The window is told what is and answers with what is wanted."""

from __future__ import annotations

import gc
import itertools
import weakref
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu
from pytestqt.qtbot import QtBot

from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import Role
from vaecomposer.session.state import LoopRegion, SessionState
from vaecomposer.ui.actions import COMMANDS
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.drop import Zone
from vaecomposer.ui.files import file_name
from vaecomposer.ui.look import Look
from vaecomposer.ui.main_window import MainWindow, TransportReadings

from .conftest import FACTS, Ear, make_piece, state_of

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
BAR = 4 * 480


def press(window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
    window.activateWindow()
    QTest.keyClick(window, key, modifier)


def test_being_shown_anything_emits_nothing(window: MainWindow, ear: Ear) -> None:
    state = state_of(make_piece(40, further=9))
    moved = replace(
        state,
        shape=(-12.0,) * 12,
        directions=(12.0,) * 16,
        phrase=1,
        front=2,
        loop=LoopRegion(0, BAR, on=False),
        conditions=replace(state.conditions, style="jazz", bars=7, surprise=80.0),
    )
    for told in (state, moved, SessionState(), state_of(make_piece(2)), moved):
        window.show_state(told)
    window.show_undo("Compose", "Move")
    window.show_position(100.0, playing=True)
    window.show_meters(TransportReadings(0.5, 3, 0.1, 0.2))
    window.show_devices(("A", "B"), "A", "5 ms")
    window.show_composing(busy=True)
    window.show_heard_after(30)
    window.show_demos((make_piece(),))
    window.show_quantum("bar")
    window.show_songbook(None)
    window.show_songbook(FACTS)
    window.notify("Done", undo=True)
    window.warn("Not written", "The disk is full.")
    assert ear.heard == []
    window._toasts.close_newest()
    window._toasts.close_newest()


def test_the_sliders_show_the_state(window: MainWindow) -> None:
    window.show_state(
        replace(state_of(make_piece()), directions=tuple(float(i) for i in range(16)))
    )
    assert window.left.directions.values == tuple(float(i) for i in range(16))


@pytest.mark.parametrize(
    ("key", "modifier", "heard"),
    [
        (Qt.Key.Key_Space, NONE, ("play_toggled",)),
        (Qt.Key.Key_Space, SHIFT, ("play_from_loop_requested",)),
        (Qt.Key.Key_Home, NONE, ("seek_requested", 0)),
        (Qt.Key.Key_Period, NONE, ("seek_requested", BAR)),
        (Qt.Key.Key_1, NONE, ("quantum_changed", "step")),
        (Qt.Key.Key_3, NONE, ("quantum_changed", "bar")),
        (Qt.Key.Key_Return, CTRL, ("compose_requested",)),
        (Qt.Key.Key_2, CTRL, ("front_picked", 1)),
        (Qt.Key.Key_Z, CTRL, ("undo_requested",)),
    ],
)
def test_keys_do_what_the_table_says(
    window: MainWindow,
    ear: Ear,
    key: Qt.Key,
    modifier: Qt.KeyboardModifier,
    heard: tuple[object, ...],
) -> None:
    window.show_state(state_of(make_piece()))
    window.show_undo("Compose", None)
    press(window, key, modifier)
    assert ear.heard[:1] == [heard]


def test_every_shortcut_is_given_once() -> None:
    keys = [key for command in COMMANDS for key in command.keys if isinstance(key, str)]
    assert len(keys) == len(set(keys))


def test_c_asks_for_the_loop_to_be_switched(window: MainWindow, ear: Ear) -> None:
    state = state_of(make_piece())
    window.show_state(state)
    press(window, Qt.Key.Key_C)
    assert ear.all_of("loop_changed") == [(replace(state.loop, on=False),)]


def test_g_and_n_switch_ghosts_and_scale(window: MainWindow) -> None:
    window.show_state(state_of(make_piece()))
    press(window, Qt.Key.Key_G)
    press(window, Qt.Key.Key_N)
    assert not window.centre.ghosts.isChecked()
    assert not window.centre.scale.isChecked()


def test_a_focused_slider_takes_digits_before_the_window_does(window: MainWindow, ear: Ear) -> None:
    slider = window.left.directions.sliders[0]
    slider.setFocus()
    QTest.keyClick(slider, Qt.Key.Key_3)
    QTest.keyClick(slider, Qt.Key.Key_Return)
    assert ear.all_of("quantum_changed") == []
    assert ear.all_of("direction_moved") == [(0, 3.0)]


def test_dice_leave_locked_sliders_alone(window: MainWindow, ear: Ear) -> None:
    window.show_state(replace(state_of(make_piece()), directions=(17.0,) * 16))
    window.left.directions.sliders[4].set_locked(True)
    press(window, Qt.Key.Key_R)
    (values,) = ear.all_of("directions_set")[0]
    assert isinstance(values, tuple)
    assert len(values) == 16
    assert values[4] == 17.0
    assert len(set(values)) > 3


def test_reset_is_offered_only_when_something_moved(window: MainWindow, ear: Ear) -> None:
    window.show_state(state_of(make_piece()))
    assert not window.left.directions.reset.isEnabled()
    window.show_state(replace(state_of(make_piece()), directions=(5.0,) + (0.0,) * 15))
    window.left.directions.reset.click()
    assert ear.all_of("directions_set") == [((0.0,) * 16,)]


def test_without_a_songbook_nothing_can_be_composed(window: MainWindow, ear: Ear) -> None:
    window.show_songbook_missing("The file is cut short.")
    press(window, Qt.Key.Key_Return, CTRL)
    press(window, Qt.Key.Key_R)
    assert ear.heard == []
    assert not window.left.directions.isVisible()
    window.show_songbook(FACTS)
    assert window.left.directions.isVisible()
    press(window, Qt.Key.Key_Return, CTRL)
    assert ear.heard == [("compose_requested",)]


def test_key_and_mode_are_picked_together(window: MainWindow, ear: Ear) -> None:
    window.show_state(state_of(make_piece()))
    window.centre.brief.tonic.picked.emit(2)
    window.centre.brief.mode.picked.emit(Mode.LYDIAN)
    window.centre.brief.style_chip.picked.emit(None)
    window.centre.brief.metre.picked.emit(Metre(6, 8))
    window.centre.brief.length.picked.emit(8)
    assert ear.heard == [
        ("key_picked", Key(2, Mode.DORIAN)),
        ("key_picked", Key(9, Mode.LYDIAN)),
        ("style_picked", None),
        ("metre_picked", Metre(6, 8)),
        ("bars_picked", 8),
    ]


def test_a_long_piece_is_turned_phrase_by_phrase(window: MainWindow, ear: Ear) -> None:
    window.show_state(replace(state_of(make_piece(40)), phrase=1))
    brief = window.centre.brief
    assert brief.phrase_label.text == "Bars 17–32 of 40"
    brief.next.click()
    brief.previous.click()
    assert ear.all_of("phrase_picked") == [(2,), (0,)]
    window.show_state(state_of(make_piece(16)))
    assert not brief.next.isVisible()


def test_a_tracks_menu_changes_its_role_and_what_is_composed(window: MainWindow, ear: Ear) -> None:
    piece = make_piece()
    second = replace(piece.tracks[0], name="Oboe", is_lead=False)
    window.show_state(state_of(replace(piece, tracks=(*piece.tracks, second))))
    assert window.centre.tabs.names == ("Melody", "Chords", "Bass", "Drums", "Oboe")
    menu = window.centre.tabs.track_menu(4)
    by_text = {action.text(): action for action in menu.actions()}
    by_text["Bass"].trigger()
    by_text["Compose this track"].trigger()
    assert ear.heard == [("role_picked", 4, Role.BASS), ("lead_picked", 4)]
    menu.close()


def test_the_empty_window_offers_a_start(window: MainWindow, ear: Ear) -> None:
    window.show_state(SessionState())
    window.show_demos((make_piece(), make_piece(4)))
    empty = window.centre.empty
    assert empty.isVisible()
    empty.demos[1].click()
    empty.compose.click()
    assert ear.heard == [("demo_picked", 1), ("compose_requested",)]
    window.show_state(state_of(make_piece()))
    assert not empty.isVisible()


@pytest.mark.filterwarnings("ignore:Function. .QDrag(Enter|Move)Event:DeprecationWarning")
@pytest.mark.parametrize(
    ("name", "zone", "wish"),
    [
        ("night.mid", Zone.OPEN, "open_requested"),
        ("night.MusicXML", Zone.KEEP, "file_kept"),
        ("night.abc", Zone.SONG, "file_sung"),
        ("night.vaec", Zone.OPEN, "open_requested"),
        ("cat.png", Zone.OPEN, ""),
    ],
)
def test_a_dropped_file_goes_where_it_is_dropped_and_others_are_refused(
    window: MainWindow, ear: Ear, name: str, zone: Zone, wish: str
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/music/{name}")])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPointF(700, 100).toPoint(), copy, data, left, NONE)
    enter.setAccepted(False)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted() is bool(wish)
    assert window._drop.isVisible() is bool(wish)
    place = QPointF(700, 100)
    if wish:
        place = dict(window._drop._boxes())[zone].center() + QPointF(window._drop.pos())
        over = QDragMoveEvent(place.toPoint(), copy, data, left, NONE)
        QApplication.sendEvent(window, over)
        assert window._drop.zone is zone
        window._drop.repaint()
    drop = QDropEvent(place, copy, data, left, NONE, QEvent.Type.Drop)
    QApplication.sendEvent(window, drop)
    assert not window._drop.isVisible()
    path = f"/music/{name}"
    assert ear.heard == ([("file_dragged", path), (wish, path)] if wish else [])


def test_a_note_replaces_the_last_and_warnings_wait(window: MainWindow, qtbot: QtBot) -> None:
    window.notify("One")
    window.notify("Two", undo=True)
    window.warn("verse.mid was not written", "The disk is full.")
    window.warn("verse.mid was not written", "The disk is full.")
    assert window._toasts.texts == ("Two", "verse.mid was not written. The disk is full.")
    press(window, Qt.Key.Key_Escape)
    assert window._toasts.texts == ("Two",)
    press(window, Qt.Key.Key_Escape)
    assert window._toasts.texts == ()


def test_a_long_note_is_not_cut_off(window: MainWindow) -> None:
    window.notify(
        "2 of 542 notes lie between the steps of the grid; they stay as they are, whatever moves."
    )
    (toast,) = window._toasts._stack
    label = toast.findChild(Label)
    assert label is not None
    assert label.height() >= label.heightForWidth(label.width()) > 20
    window._toasts.close_newest()


def test_without_takes_nothing_stands_in_their_strip_but_a_sentence(window: MainWindow) -> None:
    takes = window.dock.takes
    for tool in (takes.compare, takes.star, takes.keep, takes.drag_out):
        assert not tool.isVisible()
    assert takes._none.isVisible()
    assert takes._none.x() == takes.title.x()


def test_what_pops_up_is_written_as_the_window_is(window: MainWindow) -> None:
    family = window.font().family()
    assert QMenu().font().family() == family
    assert window.history.rows.font().family() == family
    assert window.transform.card.chords.font().family() == family
    assert window.transform.card.chords.font().pixelSize() == window.font().pixelSize()


def test_a_warning_does_not_say_its_title_twice(window: MainWindow) -> None:
    said = "verse.vaec was not written. The disk is full. Your session is safe."
    window.warn("verse.vaec was not written", said)
    assert window._toasts.texts == (said,)
    window._toasts.close_newest()


def test_undo_in_a_note_takes_it_back(window: MainWindow, ear: Ear) -> None:
    window.notify("Bars 5–8 composed anew", undo=True)
    toast = window._toasts._stack[0]
    next(b for b in toast.findChildren(QAbstractButton) if b.text() == "Undo").click()
    assert ear.heard == [("undo_requested",)]
    assert window._toasts.texts == ()


def test_the_counter_follows_the_music(window: MainWindow) -> None:
    window.show_state(state_of(make_piece()))
    window.show_position(5 * BAR + 960, playing=True)
    assert window.transport.display.counter.text == "6.3.1"
    assert window.transport.play.accessibleName() == "Stop"


def test_the_title_row_says_what_the_session_is_called_and_how_safe_it_is(
    window: MainWindow,
) -> None:
    assert window.transport.title.text == "VAE Composer"
    window.show_session("Harbour Lights", "Saved 20 s ago", changed=True)
    assert window.transport.title.text == "Harbour Lights"
    assert window.transport.origin.text == "Saved 20 s ago"
    assert window.isWindowModified()


@pytest.mark.parametrize(
    "size", [(1024, 700), (1280, 800), (1440, 900), (1920, 1080), (2560, 1440)]
)
def test_nothing_in_the_top_row_overlaps_at_any_size(
    window: MainWindow, size: tuple[int, int]
) -> None:
    window.show_devices(
        ("A device with a very long name indeed",), "A device with a very long name indeed", "11 ms"
    )
    window.resize(*size)
    QTest.qWait(20)
    row = [w for w in window.transport.children() if getattr(w, "isVisible", lambda: False)()]
    boxes = sorted((w.geometry() for w in row), key=lambda box: box.left())
    for left, right in itertools.pairwise(boxes):
        assert left.right() < right.left()
    assert boxes[-1].right() <= window.width()
    for widget in row:
        assert widget.width() >= widget.minimumSizeHint().width()


def test_f6_goes_from_panel_to_panel_and_shows_a_ring(window: MainWindow, qtbot: QtBot) -> None:
    window.show_state(state_of(make_piece()))
    window.activateWindow()
    seen = set()
    for _ in range(6):
        press(window, Qt.Key.Key_F6)
        seen.add(QApplication.focusWidget())
    assert len(seen) == 6


def test_both_appearances_are_painted(window: MainWindow, look: Look, ear: Ear) -> None:
    window.show_state(state_of(make_piece()))
    dark = window.grab().toImage().pixelColor(3, 200).name()
    look.choose("light")
    light = window.grab().toImage().pixelColor(3, 200).name()
    assert (dark, light) == ("#101113", "#dcdddd")


def test_what_the_pointer_is_on_is_explained_below(window: MainWindow) -> None:
    QTest.mouseMove(window.left.compose)
    QApplication.sendEvent(window.left.compose, QEvent(QEvent.Type.Enter))
    window.status.show_help(window.left.compose.statusTip())
    assert window.status.help[0] == "Compose a take"
    assert window.status.facts == ("Songbook: Studio · CPU, 2 threads",)


def test_every_button_has_a_name(window: MainWindow) -> None:
    window.show_state(state_of(make_piece()))
    nameless = [
        b
        for b in window.findChildren(QAbstractButton)
        if not (b.accessibleName() or b.text() or b.objectName().startswith("qt_"))
    ]
    assert nameless == []


def test_closing_is_told(window: MainWindow, ear: Ear) -> None:
    window.close()
    assert ear.heard == [("closing",)]


def test_a_closed_window_leaves_nothing_behind(qtbot: QtBot) -> None:
    window = MainWindow(Look("dark"))
    window.show_state(state_of(make_piece()))
    window.show()
    left = weakref.ref(window.centre.roll)
    window.close()
    window.deleteLater()
    del window
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QTest.qWait(10)
    gc.collect()
    assert left() is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Harbour: Lights", "Harbour Lights.mid"),
        ("", "Untitled.mid"),
        ("Etude No. 5", "Etude No. 5.mid"),
        ("AC/DC", "AC DC.mid"),
        ("nightfall.MID", "nightfall.mid"),
        ("Evening set.vaec", "Evening set.mid"),
    ],
)
def test_a_title_becomes_a_file_name(title: str, name: str) -> None:
    assert file_name(title).replace("  ", " ") == name


def test_tab_goes_from_compose_to_variation_to_surprise(window: MainWindow) -> None:
    window.show_state(state_of(make_piece()))
    QApplication.processEvents()
    left = window.left
    left.compose.setFocus()
    for wanted in (left.transform, left.variation, left.surprise):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is wanted
