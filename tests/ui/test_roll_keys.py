"""Keys and commands for notes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from vaecomposer.music.note import Note
from vaecomposer.session import edits
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.roll.gestures import Tool
from vaecomposer.ui.roll.note_menu import note_menu

from .conftest import make_piece
from .roll_desk import ALT, BAR, CTRL, NONE, QUARTER, SHIFT, STEP, RollDesk

Key = Qt.Key


@pytest.fixture
def desk(window: MainWindow) -> RollDesk:
    made = RollDesk(window)
    window.activateWindow()
    return made


@pytest.mark.parametrize(
    ("key", "keys", "moved"),
    [
        (Key.Key_Up, NONE, (0, 1, 0, 0)),
        (Key.Key_Down, SHIFT, (0, -12, 0, 0)),
        (Key.Key_Right, NONE, (STEP, 0, 0, 0)),
        (Key.Key_Left, NONE, (-STEP, 0, 0, 0)),
        (Key.Key_Right, SHIFT, (0, 0, STEP, 0)),
        (Key.Key_Left, SHIFT, (0, 0, -STEP, 0)),
        (Key.Key_Up, ALT, (0, 0, 0, 5)),
        (Key.Key_Down, ALT, (0, 0, 0, -5)),
        (Key.Key_Right, ALT, (1, 0, 0, 0)),
    ],
)
def test_arrows_move_turn_up_and_lengthen_the_selection(
    desk: RollDesk, key: Qt.Key, keys: Qt.KeyboardModifier, moved: tuple[int, int, int, int]
) -> None:
    old = desk.notes()[8]
    desk.roll.select(desk.places(8))
    desk.key(key, keys)
    ticks, semitones, length, loud = moved
    new = Note(old.onset + ticks, old.pitch + semitones, old.duration + length, old.velocity + loud)
    assert desk.selected == [new]
    assert new in desk.notes()
    desk.roll._pause.stop()


def test_every_press_is_an_entry_of_its_own(desk: RollDesk) -> None:
    desk.roll.select(desk.places(8))
    before = len(desk.document.history.labels)
    desk.key(Key.Key_Up)
    desk.key(Key.Key_Up)
    assert len(desk.document.history.labels) == before + 2
    desk.document.undo()
    assert desk.selected[0].pitch == make_piece().tracks[0].notes[8].pitch + 1
    desk.roll._pause.stop()


def test_arrows_without_a_selection_pan(desk: RollDesk) -> None:
    desk.roll.zoom(2)
    before = desk.g.scroll_x
    desk.key(Key.Key_Right)
    assert desk.g.scroll_x == before + 48


def test_ctrl_and_arrows_go_from_note_to_note(desk: RollDesk) -> None:
    notes = desk.notes()
    desk.key(Key.Key_Right, CTRL)
    assert desk.selected == [notes[0]]
    desk.key(Key.Key_Right, CTRL)
    desk.key(Key.Key_Right, CTRL | SHIFT)
    assert desk.selected == list(notes[1:3])
    desk.key(Key.Key_Left, CTRL)
    assert desk.selected == [notes[0]]
    assert "3 selected" not in desk.roll.accessibleDescription()
    assert "1 selected" in desk.roll.accessibleDescription()


def test_letters_take_the_tools(desk: RollDesk) -> None:
    for key, tool in ((Key.Key_P, Tool.DRAW), (Key.Key_E, Tool.ERASE), (Key.Key_V, Tool.SELECT)):
        QTest.keyClick(desk.window, key)
        assert desk.roll.tool is tool
        assert [t for t, b in desk.window.centre.tools.buttons.items() if b.isChecked()] == [tool]


def test_select_all_copy_and_paste_at_the_playhead(desk: RollDesk) -> None:
    desk.roll.select(desk.places(0, 1))
    QTest.keyClick(desk.window, Key.Key_C, CTRL)
    desk.window.show_position(4 * BAR + 2 * STEP, playing=False)
    QTest.keyClick(desk.window, Key.Key_V, CTRL)
    assert [n.onset for n in desk.selected] == [4 * BAR + 2 * STEP, 4 * BAR + 2 * STEP + QUARTER]
    assert desk.document.undo_label == "Paste 2 notes"
    QTest.keyClick(desk.window, Key.Key_A, CTRL)
    assert len(desk.selected) == len(desk.notes())


def test_a_paste_goes_to_the_first_selected_bar_and_to_the_front_track(desk: RollDesk) -> None:
    desk.roll.select(desk.places(0, 1))
    desk.command("cut")
    assert desk.document.undo_label == "Cut 2 notes"
    assert len(desk.notes()) == 62
    desk.document.join(edits.set_front(2))
    desk.window.bars_selected.emit(frozenset({5, 6}))
    desk.command("paste")
    assert [n.onset for n in desk.selected] == [5 * BAR, 5 * BAR + QUARTER]
    assert {track for track, _ in desk.roll.selected} == {2}


def test_duplicates_follow_what_they_repeat(desk: RollDesk) -> None:
    desk.roll.select(desk.places(0, 1, 2, 3))
    QTest.keyClick(desk.window, Key.Key_D, CTRL)
    first = desk.selected[0]
    assert first.onset == 3 * QUARTER + QUARTER * 3 // 4
    assert first.pitch == desk.notes()[0].pitch
    assert desk.document.undo_label == "Duplicate 4 notes"


def test_delete_deletes(desk: RollDesk) -> None:
    desk.roll.select(desk.places(0, 1))
    QTest.keyClick(desk.window, Key.Key_Delete)
    assert len(desk.notes()) == 62
    assert not desk.selected
    desk.document.undo()
    assert len(desk.selected) == 2


def test_quantise_by_strength_and_humanise(desk: RollDesk) -> None:
    track = make_piece().tracks[0]
    off = make_piece().with_track(0, track.with_notes(n.moved(40) for n in track.notes))
    desk.document.apply("Open", edits.open_piece(off, None))
    desk.roll.select(desk.places(0))
    menu = desk.window.centre.tools.strength_menu()
    next(a for a in menu.actions() if a.text() == "50 %").trigger()
    QTest.keyClick(desk.window, Key.Key_Q)
    assert [n.onset for n in desk.notes()[:2]] == [20, QUARTER + 40]
    desk.roll.select(())
    desk.roll.quantise(1.0)
    assert all(n.onset % STEP == 0 for n in desk.notes())
    assert not desk.selected
    QTest.keyClick(desk.window, Key.Key_H)
    assert desk.document.undo_label == "Humanise 64 notes"
    menu.close()


def test_split_at_the_pointer_and_glue(desk: RollDesk) -> None:
    note = desk.notes()[4]
    x, y = desk.g.x_of(note.onset + STEP), desk.body(note)[1]
    desk.move((x, y))
    QTest.keyClick(desk.window, Key.Key_B)
    assert [n.duration for n in desk.notes()[4:6]] == [STEP, 2 * STEP]
    desk.roll.select(desk.places(4, 5))
    QTest.keyClick(desk.window, Key.Key_J)
    assert desk.notes()[4] == note
    assert desk.selected == [note]


def test_what_needs_a_selection_says_so(desk: RollDesk) -> None:
    for name in ("delete", "cut", "copy", "duplicate"):
        desk.window.status.show_help("")
        desk.command(name)
        assert desk.window.status.help[0] == "Nothing selected"
    desk.command("paste")
    assert desk.window.status.help[0] == "Nothing to paste"
    assert desk.document.undo_label == "Open"


def test_loop_and_zoom_to_the_selection(desk: RollDesk) -> None:
    desk.roll.select(desk.places(8, 9, 13))
    QTest.keyClick(desk.window, Key.Key_L, CTRL)
    assert (desk.state.loop.start, desk.state.loop.end) == (2 * BAR, 4 * BAR)
    before = desk.g.scale
    QTest.keyClick(desk.window, Key.Key_Z)
    assert desk.g.scale > before
    notes = desk.g.notes
    for note in desk.selected:
        x, y = desk.body(note)
        assert notes.left() <= x <= notes.right()
        assert notes.top() <= y <= notes.bottom()
    desk.window.show_position(3 * BAR, playing=False)
    QTest.keyClick(desk.window, Key.Key_I)
    assert desk.state.loop.start == 3 * BAR
    desk.window.show_position(5 * BAR, playing=False)
    QTest.keyClick(desk.window, Key.Key_O)
    assert desk.state.loop.end == 5 * BAR


def test_the_menu_holds_every_command_and_does_them(desk: RollDesk) -> None:
    desk.roll.select(desk.places(4))
    place = next(iter(desk.roll.selected))
    menu = note_menu(desk.roll, place, float(place[1].onset + STEP))
    by_text = {a.text().split("\t")[0]: a for a in menu.actions()}
    assert {"Cut", "Split here", "Glue", "Quantise", "Humanise", "Lock", "Unlock all"} <= set(
        by_text
    )
    by_text["Octave up"].trigger()
    assert desk.selected[0].pitch == place[1].pitch + 12
    assert not by_text["Paste"].isEnabled()
    menu.close()
    desk.roll._pause.stop()
