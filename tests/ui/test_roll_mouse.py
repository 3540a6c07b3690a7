"""The mouse in the note area: selecting, moving, lengthening, drawing, erasing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from vaecomposer.music.note import Note
from vaecomposer.music.snap import OFF
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.roll.note_menu import note_menu

from .conftest import make_piece
from .roll_desk import ALT, BAR, CTRL, QUARTER, SHIFT, STEP, RollDesk


@pytest.fixture
def desk(window: MainWindow) -> RollDesk:
    return RollDesk(window)


def test_a_click_selects_hears_and_another_selects_instead(desk: RollDesk) -> None:
    heard = desk.heard()
    first, second = desk.notes()[4:6]
    desk.click(desk.body(first))
    assert desk.selected == [first]
    desk.click(desk.body(second))
    assert desk.selected == [second]
    assert heard == [(0, n.pitch, n.velocity) for n in (first, second)]


def test_ctrl_and_shift_add_a_note_and_take_it_out_again(desk: RollDesk) -> None:
    first, second = desk.notes()[4:6]
    desk.click(desk.body(first))
    desk.click(desk.body(second), CTRL)
    assert desk.selected == [first, second]
    desk.click(desk.body(first), SHIFT)
    assert desk.selected == [second]


def test_a_click_on_empty_ground_selects_nothing(desk: RollDesk) -> None:
    desk.roll.select(desk.places(0, 1))
    desk.click(desk.cell(2 * BAR + 20, 68))
    assert not desk.selected


def test_a_drag_moves_all_selected_notes_by_lines_and_semitones_as_one_entry(
    desk: RollDesk,
) -> None:
    old = desk.notes()[4:6]
    desk.roll.select(desk.places(4, 5))
    x, y = desk.body(old[0])
    dx, dy = STEP * desk.g.scale, -2 * desk.g.row
    desk.drag((x, y), (x + 40, y + 15), (x + dx, y + dy))
    new = [Note(n.onset + STEP, n.pitch + 2, n.duration, n.velocity) for n in old]
    assert desk.selected == new
    assert set(new) <= set(desk.notes())
    assert desk.document.undo_label == "Move 2 notes"
    desk.document.undo()
    assert desk.state.shown is not None
    assert desk.notes() == make_piece().tracks[0].notes
    assert desk.selected == list(old)
    desk.document.redo()
    assert desk.selected == new


def test_shift_locks_an_axis_and_alt_ignores_the_lines(desk: RollDesk) -> None:
    note = desk.notes()[4]
    x, y = desk.body(note)
    desk.drag((x, y), (x + 3 * STEP * desk.g.scale, y - desk.g.row), keys=SHIFT)
    assert desk.selected == [note.moved(3 * STEP)]
    desk.document.undo()
    desk.drag((x, y), (x + 7, y), keys=ALT)
    moved = desk.selected[0].onset - note.onset
    assert moved == round(7 / desk.g.scale)
    assert moved % STEP


def test_ctrl_drag_leaves_the_note_and_moves_a_copy(desk: RollDesk) -> None:
    note = desk.notes()[4]
    x, y = desk.body(note)
    desk.drag((x, y), (x, y - 20 * desk.g.row), keys=CTRL)
    assert note in desk.notes()
    assert len(desk.notes()) == 65
    assert desk.document.undo_label == "Copy 1 note"
    assert len(desk.selected) == 1


def test_edges_lengthen_and_begin_notes(desk: RollDesk) -> None:
    desk.roll.zoom(2)
    desk.roll.reveal((0, desk.notes()[4]))
    note = desk.notes()[4]
    x, y = desk.end_of(note)
    desk.drag((x, y), (desk.g.x_of(note.onset + QUARTER), y))
    assert desk.notes()[4] == Note(note.onset, note.pitch, QUARTER, note.velocity)
    assert desk.document.undo_label == "Length of 1 note"
    desk.document.undo()
    x, y = desk.start_of(note)
    desk.drag((x, y), (x + STEP * desk.g.scale, y))
    assert desk.notes()[4].onset == note.onset + STEP
    assert desk.notes()[4].end == note.end


def test_escape_takes_a_drag_back(desk: RollDesk) -> None:
    note = desk.notes()[4]
    x, y = desk.body(note)
    desk.press((x, y))
    desk.move((x + 60, y - 30))
    desk.window.grab()
    QTest.keyClick(desk.window, Qt.Key.Key_Escape)
    desk.move((x + 90, y - 30))
    desk.release((x + 90, y - 30))
    assert desk.notes() == make_piece().tracks[0].notes
    assert desk.document.undo_label == "Open"
    QTest.keyClick(desk.window, Qt.Key.Key_Escape)
    assert not desk.selected


def test_a_box_selects_the_front_tracks_notes_that_it_touches(desk: RollDesk) -> None:
    g = desk.g
    x0, x1 = g.x_of(BAR) - 3, g.x_of(2 * BAR) - 3
    desk.press((x0, g.notes.top() + 2))
    desk.move((x1, g.y_of(70)))
    assert not desk.window.grab().isNull()
    desk.release((x1, g.y_of(70)))
    assert desk.selected == list(desk.notes()[4:8])
    desk.drag((x1 + 6, g.notes.top() + 2), (g.x_of(3 * BAR) - 3, g.y_of(70)), keys=CTRL)
    assert desk.selected == list(desk.notes()[4:12])


def test_alt_draws_a_lasso(desk: RollDesk) -> None:
    first = desk.notes()[4]
    x, y = desk.body(first)
    way = ((x + 12, y + 60), (x + 12, y - 12), (x - 12, y - 12))
    desk.drag((x - 12, y + 60), *way, keys=ALT)
    assert desk.selected == [first]


def test_a_double_click_draws_a_note_and_deletes_one(desk: RollDesk) -> None:
    heard = desk.heard()
    desk.double_click(desk.cell(BAR + 2 * STEP + 20, 68))
    new = Note(BAR + 2 * STEP, 68, STEP, 96)
    assert desk.selected == [new]
    assert new in desk.notes()
    assert heard[-1] == (0, 68, 96)
    assert desk.document.undo_label == "Draw A♭4"
    desk.double_click(desk.body(new))
    assert new not in desk.notes()
    assert desk.document.undo_label == "Delete 1 note"


def test_a_drawn_note_grows_with_the_hand(desk: RollDesk) -> None:
    at = desk.cell(BAR, 68)
    desk.command("tool-draw")
    desk.drag(at, (desk.g.x_of(BAR + 3 * STEP) + 2, at[1]))
    assert desk.selected == [Note(BAR, 68, 4 * STEP, 96)]


def test_the_pencil_paints_a_line_of_notes_up_and_down(desk: RollDesk) -> None:
    desk.command("tool-draw")
    cells = [desk.cell(BAR + i * STEP + 20, 68 + i % 2) for i in range(4)]
    desk.press(cells[0])
    for cell in cells:
        desk.move(cell)
    desk.release(cells[-1])
    assert [(n.onset - BAR, n.pitch) for n in desk.selected] == [
        (0, 68), (STEP, 69), (2 * STEP, 68), (3 * STEP, 69),
    ]  # fmt: skip
    assert desk.document.undo_label == "Draw 4 notes"


def test_the_eraser_sweeps_and_skips_nothing(desk: RollDesk) -> None:
    desk.command("tool-erase")
    heard = desk.notes()[4:6]
    y = desk.body(heard[0])[1]
    desk.press((desk.g.x_of(BAR) - 4, y))
    desk.move((desk.body(heard[0])[0], y))
    desk.release((desk.body(heard[0])[0], y))
    assert heard[0] not in desk.notes()
    assert desk.document.undo_label == "Delete 1 note"


def test_ghosts_are_heard_but_not_moved(desk: RollDesk) -> None:
    heard = desk.heard()
    ghost = desk.notes(2)[4]
    x, y = desk.body(ghost)
    desk.click((x, y))
    assert heard == [(2, ghost.pitch, ghost.velocity)]
    assert not desk.selected
    menu = note_menu(desk.roll, (2, ghost), 0.0, "Bass")
    menu.actions()[0].trigger()
    assert desk.state.front == 2
    menu.close()


def test_without_snapping_a_note_comes_where_the_hand_is(desk: RollDesk) -> None:
    desk.roll.snap = OFF
    desk.command("tool-draw")
    desk.drag(desk.cell(BAR + 77, 68), desk.cell(BAR + 300, 68))
    note = desk.selected[0]
    assert abs(note.onset - BAR - 77) < 2 / desk.g.scale
    assert (note.onset % STEP, note.end % STEP) != (0, 0)


def test_a_hand_edit_does_not_move_the_picture(desk: RollDesk) -> None:
    desk.roll.zoom(2)
    desk.roll.reveal((0, desk.notes()[8]))
    before = desk.g
    note = desk.notes()[8]
    x, y = desk.body(note)
    desk.drag((x, y), (x, y - 3 * desk.g.row))
    assert desk.g == before


def test_notes_never_leave_the_piece(desk: RollDesk) -> None:
    first, last = desk.notes()[0], desk.notes()[-1]
    x, y = desk.body(first)
    desk.drag((x, y), (x - 300, y))
    assert desk.notes()[0].onset == 0
    x, y = desk.body(last)
    desk.drag((x, y), (x + 300, y), (x + 600, y))
    assert max(n.end for n in desk.notes()) <= 16 * BAR


def test_where_not_all_pitches_fit_the_front_track_is_seen(desk: RollDesk) -> None:
    desk.window.resize(1024, 600)
    top, bottom = desk.g.notes.top(), desk.g.notes.bottom()
    assert all(top <= desk.body(note)[1] <= bottom for note in desk.notes())


def test_a_mouse_over_an_edge_and_a_head_says_so(desk: RollDesk) -> None:
    note = desk.notes()[4]
    place = desk.roll.viewport()

    def shape(at: tuple[float, float]) -> Qt.CursorShape:
        QTest.mouseMove(place, QPoint(round(at[0]), round(at[1])))
        return place.cursor().shape()

    assert shape(desk.body(note)) is Qt.CursorShape.ArrowCursor
    assert shape(desk.end_of(note)) is Qt.CursorShape.SizeHorCursor
    assert shape((desk.g.x_of(note.onset) + 40, desk.g.velocity.top() + 1)) is (
        Qt.CursorShape.CrossCursor
    )
