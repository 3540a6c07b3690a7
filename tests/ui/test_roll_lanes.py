"""Drum lane, velocity lane, ruler, keys column, wheel and pinch."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtWidgets import QApplication

from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.roll.chord_lane import symbols
from vaecomposer.ui.roll.lanes import velocity_tops
from vaecomposer.ui.roll.note_menu import bar_menu
from vaecomposer.ui.roll.phrase import DRUM_LABELS

from .roll_desk import ALT, BAR, CTRL, NONE, QUARTER, SHIFT, STEP, RollDesk

KICK, RIDE = DRUM_LABELS.index("Kick"), DRUM_LABELS.index("Ride")


@pytest.fixture
def desk(window: MainWindow) -> RollDesk:
    return RollDesk(window)


def hits(desk: RollDesk, pitch: int) -> list[int]:
    return [n.onset for n in desk.notes(3) if n.pitch == pitch]


def test_a_click_sets_a_hit_and_another_takes_it(desk: RollDesk) -> None:
    heard = desk.heard()
    desk.click(desk.drum(BAR + STEP, RIDE))
    assert hits(desk, 51) == [BAR + STEP]
    assert heard == [(3, 51, 96)]
    assert desk.document.undo_label == "Draw a hit"
    assert not desk.selected
    desk.click(desk.drum(BAR + STEP, RIDE))
    assert hits(desk, 51) == []
    assert desk.document.undo_label == "Erase a hit"


def test_a_drag_paints_along_the_row_as_one_entry(desk: RollDesk) -> None:
    x, y = desk.drum(BAR, RIDE)
    desk.drag((x, y), (desk.g.x_of(BAR + QUARTER) - 2, y + 30))
    assert hits(desk, 51) == [BAR, BAR + STEP, BAR + 2 * STEP, BAR + 3 * STEP]
    assert desk.document.undo_label == "Draw 4 hits"


def test_a_drag_that_begins_on_a_hit_takes_hits(desk: RollDesk) -> None:
    assert hits(desk, 36)[:2] == [0, BAR]
    x, y = desk.drum(0, KICK)
    desk.drag((x, y), (desk.g.x_of(2 * BAR) - 3, y))
    assert hits(desk, 36)[0] == 2 * BAR


def test_shift_drag_selects_hits_which_then_move_together(desk: RollDesk) -> None:
    top = desk.g.drums.top()
    desk.drag(
        (desk.g.x_of(0) + 8, top + 2), (desk.g.x_of(BAR) - 3, desk.g.drums.bottom() - 1), keys=SHIFT
    )
    assert len(desk.selected) == 3
    hit = desk.selected[0]
    x, y = desk.drum(hit.onset, DRUM_LABELS.index("Hat"))
    desk.drag((x, y), (x + 1.4 * STEP * desk.g.scale, y))  # a step is hardly wider than a click
    assert [n.onset for n in desk.selected] == [QUARTER * i + STEP for i in (1, 2, 3)]


def head(desk: RollDesk, index: int) -> tuple[float, float]:
    note = desk.notes()[index]
    track = desk.roll.phrase.tracks[0]  # type: ignore[union-attr]
    return desk.g.x_of(note.onset) + 1.75, float(velocity_tops(desk.g, track.table[:, 3])[index])


def test_a_head_is_dragged_and_the_selected_ones_go_along(desk: RollDesk) -> None:
    before = [n.velocity for n in desk.notes()[:3]]
    desk.roll.select(desk.places(0, 1))
    x, y = head(desk, 0)
    desk.drag((x, y), (x, y - 10))
    after = [n.velocity for n in desk.notes()[:3]]
    assert after[0] > before[0]
    assert after[1] - before[1] == after[0] - before[0]
    assert after[2] == before[2]
    assert desk.document.undo_label == "Velocity"
    assert desk.selected == list(desk.notes()[:2])


def test_a_line_is_swept_over_the_heads(desk: RollDesk) -> None:
    lane = desk.g.velocity
    y = lane.top() + 3
    desk.drag((desk.g.x_of(0) - 0.0, y), (desk.g.x_of(BAR) - 6, y))
    assert {n.velocity for n in desk.notes()[:4]} == {127}
    assert desk.notes()[4].velocity < 127
    assert not desk.selected
    desk.drag((desk.g.x_of(0), lane.bottom() - 2), (desk.g.x_of(BAR) - 6, y), keys=SHIFT)
    loud = [n.velocity for n in desk.notes()[:4]]
    assert loud == sorted(loud)
    assert loud[0] < 20


def test_alt_and_the_wheel_change_velocity_as_one_entry(desk: RollDesk) -> None:
    note = desk.notes()[4]
    place = len(desk.document.history.labels)
    for _ in range(3):
        desk.wheel(desk.body(note), QPoint(120, 0), ALT)
    assert desk.notes()[4].velocity == note.velocity + 15
    assert len(desk.document.history.labels) == place + 1
    desk.roll._pause.stop()


def test_wheels_pan_and_zoom_at_the_pointer(desk: RollDesk) -> None:
    x = desk.g.x_of(8 * BAR)
    desk.wheel((x, 300), QPoint(0, 480), CTRL)
    assert desk.g.x_of(8 * BAR) == pytest.approx(x, abs=1)
    zoomed = desk.g
    assert zoomed.scale > 0
    desk.wheel((x, 300), QPoint(0, 120), SHIFT)
    assert desk.g.scroll_x < zoomed.scroll_x
    desk.wheel((x, 300), QPoint(-120, 0))
    assert desk.g.scroll_x == zoomed.scroll_x
    row = desk.g.row
    desk.wheel((x, 300), QPoint(0, 120), CTRL | SHIFT)
    assert desk.g.row == row + 1


def test_a_pinch_zooms_at_the_pointer(desk: RollDesk) -> None:
    place = desk.roll.viewport()
    x, before = desk.g.x_of(8 * BAR), desk.g.scale
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice(), 2,
        QPointF(x, 300), QPointF(x, 300), QPointF(x, 300), 0.5, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(place, event)
    assert desk.g.scale == pytest.approx(1.5 * before)
    assert desk.g.x_of(8 * BAR) == pytest.approx(x, abs=1)


def test_ctrl_click_and_drag_in_the_ruler_select_bars(desk: RollDesk) -> None:
    def bar(number: int) -> tuple[float, float]:
        return desk.g.x_of(number * BAR) + 12, 12.0

    desk.click(bar(2), CTRL)
    desk.click(bar(4), CTRL)
    assert desk.state.bars == {2, 4}
    desk.click(bar(6), SHIFT)
    assert desk.state.bars == {4, 5, 6}
    desk.drag(bar(1), bar(3), keys=CTRL)
    assert desk.state.bars == {1, 2, 3}
    assert desk.window.status.facts[-1] == "Sliders move bars 2–4"
    assert not desk.window.grab().isNull()
    assert desk.roll.clear_selection()
    assert desk.state.bars == frozenset()
    assert not desk.roll.clear_selection()


def test_the_rulers_menu_locks_selects_and_loops_a_bar(desk: RollDesk) -> None:
    menu = bar_menu(desk.roll, 3)
    by_text = {a.text().split("\t")[0]: a for a in menu.actions()}
    by_text["Lock bar 4"].trigger()
    by_text["Select bar 4"].trigger()
    by_text["Loop bar 4"].trigger()
    by_text["Select its notes"].trigger()
    assert desk.state.locks.bars == desk.state.bars == {3}
    assert (desk.state.loop.start, desk.state.loop.end) == (3 * BAR, 4 * BAR)
    assert desk.selected == list(desk.notes()[12:16])
    menu.close()


def test_shift_click_on_a_key_selects_its_notes(desk: RollDesk) -> None:
    y = desk.g.y_of(72) + desk.g.row / 2
    desk.click((30, y), SHIFT)
    assert {n.pitch for n in desk.selected} == {72}
    assert len(desk.selected) == sum(n.pitch == 72 for n in desk.notes())


def test_the_velocity_lane_closes_and_opens(desk: RollDesk) -> None:
    button = desk.window.centre.tools.velocity
    assert desk.g.has_velocity
    assert button.isChecked()
    button.click()
    assert not desk.g.has_velocity
    button.click()
    assert desk.g.has_velocity


def test_leaving_the_roll_says_nothing_more(desk: RollDesk) -> None:
    desk.move(desk.body(desk.notes()[4]), NONE)
    QApplication.sendEvent(desk.roll.viewport(), QEvent(QEvent.Type.Leave))
    assert desk.window.status.help == ("", "")


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("Am7", ("Am7", "Am", "A")),
        ("Cmaj7/E", ("Cmaj7/E", "C△7/E", "C△7", "C")),
        ("F♯m7♭5", ("F♯m7♭5", "F♯ø", "F♯m", "F♯")),
        ("Gsus4", ("Gsus4", "Gs4", "G")),
        ("C", ("C",)),
    ],
)
def test_a_chord_in_a_narrow_chip_is_said_shorter_never_cut(
    text: str, shorter: tuple[str, ...]
) -> None:
    assert symbols(text) == shorter
