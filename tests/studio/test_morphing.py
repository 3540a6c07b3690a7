"""The morph pad in the studio: one take, one undo entry, and the newest answer wins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from vaecomposer.files.midi_writing import write_midi
from vaecomposer.generation.api import Failure
from vaecomposer.music.joining import at_resolution
from vaecomposer.session import edits, morphing, takes

from .pads_desk import FIRST, SECOND, PadsDesk, louder, pads_desk


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[PadsDesk]:
    made = pads_desk(qtbot)
    yield made
    made.studio.close()


def test_the_first_move_begins_a_take_and_a_whole_drag_is_one_entry(desk: PadsDesk) -> None:
    document, window = desk.studio.document, desk.window
    entries = len(document.history.rows)
    window.dot_moved.emit(0.4, 0.5)
    assert desk.state.takes_made == 2  # nothing is there yet
    desk.answer(desk.blends[-1], 20)
    window.dot_moved.emit(0.3, 0.5)
    desk.answer(desk.blends[-1], 21)
    window.dot_moved.emit(0.2, 0.5)
    window.drag_ended.emit()
    desk.answer(desk.blends[-1], 22)
    state = desk.state
    assert [take.title for take in state.takes] == ["Harbour Lights", "Take 2", "Morph"]
    assert (state.take, desk.loudness) == (3, 22)
    assert state.at_rest
    assert len(document.history.rows) == entries + 1
    document.undo()
    assert (desk.state.take, len(desk.state.takes)) == (2, 2)
    assert desk.state.morph.dot == (0.5, 0.5)
    document.redo()
    assert (desk.state.take, desk.loudness) == (3, 22)


def test_the_next_drag_changes_the_same_take(desk: PadsDesk) -> None:
    for velocity in (20, 30):
        desk.window.dot_moved.emit(velocity / 100, 0.5)
        desk.window.drag_ended.emit()
        desk.answer(desk.blends[-1], velocity)
    assert (desk.state.take, desk.loudness, len(desk.state.takes)) == (3, 30, 3)
    desk.studio.document.undo()
    assert desk.loudness == 20


def test_a_renamed_blend_is_kept_and_another_begun(desk: PadsDesk) -> None:
    desk.window.dot_moved.emit(0.2, 0.5)
    desk.answer(desk.blends[-1], 20)
    desk.window.take_renamed.emit(3, "Mine")
    desk.window.dot_moved.emit(0.3, 0.5)
    desk.answer(desk.blends[-1], 30)
    assert [take.title for take in desk.state.takes[2:]] == ["Mine", "Morph"]
    kept = takes.find(desk.state, 3)
    assert kept is not None
    assert kept.shown.tracks[0].notes[0].velocity == 20


def test_what_is_asked_holds_the_very_pieces_their_shares_and_the_conditions(
    desk: PadsDesk,
) -> None:
    desk.window.dot_moved.emit(0.25, 0.5)
    desk.window.dot_moved.emit(0.5, 0.5)
    first, second = desk.blends
    assert first.weights == pytest.approx((0.75, 0.25))
    assert first.corners[0] is FIRST
    assert all(a is b for a, b in zip(first.corners, second.corners, strict=True))
    desk.answer(second, 20)
    desk.window.dot_moved.emit(0.6, 0.5)
    assert desk.blends[-1].corners[1] is SECOND  # left in front when the blend came
    assert second.conditions == desk.state.conditions


def test_corners_in_other_ticks_are_brought_to_the_same(desk: PadsDesk) -> None:
    desk.studio.document.apply("C", edits.open_piece(at_resolution(FIRST, 384), None))
    desk.window.corner_set.emit(2, 3)
    desk.window.dot_moved.emit(0.5, 0.4)
    desk.window.dot_moved.emit(0.5, 0.6)
    first, second = desk.blends
    assert {piece.ticks_per_quarter for piece in first.corners} == {1920}
    assert all(a is b for a, b in zip(first.corners, second.corners, strict=True))


def test_a_late_answer_does_not_push_out_a_slider(desk: PadsDesk) -> None:
    desk.window.dot_moved.emit(0.2, 0.5)
    desk.answer(desk.blends[-1], 20)
    desk.window.dot_moved.emit(0.3, 0.5)
    desk.window.drag_ended.emit()
    late = desk.blends[-1]
    desk.window.shape_moved.emit(0, 40.0)
    desk.answer(late, 99)
    assert (desk.loudness, desk.state.shape[0]) == (20, 40.0)
    desk.answer(desk.steers[-1], 44)
    assert desk.loudness == 44


def test_a_late_slider_does_not_push_out_the_blend(desk: PadsDesk) -> None:
    desk.window.shape_moved.emit(0, 40.0)
    late = desk.steers[-1]
    desk.window.dot_moved.emit(0.2, 0.5)
    desk.answer(desk.blends[-1], 20)
    desk.answer(late, 99)
    assert desk.loudness == 20
    kept = takes.find(desk.state, 2)
    assert kept is not None
    assert kept.shape[0] == 40.0


def test_an_answer_for_a_dot_that_was_undone_is_dropped(desk: PadsDesk) -> None:
    desk.window.dot_moved.emit(0.2, 0.5)
    desk.window.drag_ended.emit()
    desk.studio.document.undo()
    desk.answer(desk.blends[-1], 99)
    assert len(desk.state.takes) == 2


def test_after_the_drag_the_blend_is_read_for_the_sliders(desk: PadsDesk, qtbot: QtBot) -> None:
    before = len(desk.steers)
    desk.window.dot_moved.emit(0.2, 0.5)
    desk.answer(desk.blends[-1], 20)
    assert len(desk.steers) == before
    qtbot.waitUntil(lambda: len(desk.steers) == before + 1)
    assert desk.steers[-1].source is desk.state.source


def test_what_cannot_be_blended_is_said(desk: PadsDesk) -> None:
    desk.window.dot_moved.emit(0.2, 0.5)
    desk.hear(Failure(desk.blends[-1], "Night has bars in 5/4."))
    assert any("5/4" in text for text in desk.window._toasts.texts)
    desk.answer(desk.blends[-1], 99)
    assert len(desk.state.takes) == 2


def test_takes_come_onto_corners_from_strip_and_menu(desk: PadsDesk) -> None:
    desk.window.corner_picked.emit(1, 3)
    desk.window.corner_set.emit(2, 2)
    desk.window.corner_set.emit(0, None)
    assert desk.state.morph.corners == (None, 2, 2, 1)
    assert desk.studio.document.undo_label == "Empty corner A"
    desk.window.corner_set.emit(0, 99)
    assert desk.state.morph.corners[0] is None
    desk.window.corners_cleared.emit()
    assert not any(desk.state.morph.corners)


def test_a_new_corner_is_heard_at_once_in_the_blend(desk: PadsDesk) -> None:
    desk.window.dot_moved.emit(0.5, 0.5)
    desk.answer(desk.blends[-1], 20)
    desk.window.corner_set.emit(2, 1)
    assert len(desk.blends[-1].corners) == 3
    desk.answer(desk.blends[-1], 30)
    assert (desk.loudness, len(desk.state.takes)) == (30, 3)


def test_a_midi_file_on_a_corner_is_a_take_that_does_not_come_in_front(
    desk: PadsDesk, tmp_path: Path
) -> None:
    path = tmp_path / "Verse.mid"
    write_midi(replace(louder(50), title="Verse"), path)
    desk.window.corner_file_picked.emit(3, str(path))
    assert desk.state.take == 2
    assert desk.state.morph.corners[3] == 3
    assert desk.state.takes[-1].path == str(path)
    assert desk.window.pads.morph.morph_pad.corners[3].title == desk.state.takes[-1].title
    desk.window.corner_file_picked.emit(3, str(tmp_path / "gone.mid"))
    assert any("gone.mid was not opened" in text for text in desk.window._toasts.texts)


def test_a_file_on_a_corner_of_an_empty_session_opens(desk: PadsDesk, tmp_path: Path) -> None:
    path = tmp_path / "Verse.mid"
    write_midi(FIRST, path)
    desk.studio.document.go(0)
    desk.window.corner_file_picked.emit(0, str(path))
    assert desk.state.take == 1
    assert desk.state.shown is not None
    assert desk.state.morph.corners[0] == 1


def test_the_pad_itself_asks(desk: PadsDesk) -> None:
    pad = desk.window.pads.morph.morph_pad
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(pad, left, pos=pad.pixel((0.5, 0.5)).toPoint())
    QTest.mouseMove(pad, pad.pixel((0.3, 0.5)).toPoint())
    QTest.mouseRelease(pad, left, pos=pad.pixel((0.3, 0.5)).toPoint())
    assert desk.blends[-1].weights[0] == pytest.approx(0.7, abs=0.01)
    assert desk.studio.document.undo_label == morphing.MORPH


def test_the_mood_is_heard_like_a_slider(desk: PadsDesk) -> None:
    entries = len(desk.studio.document.history.rows)
    desk.window.mood_moved.emit((0.5, 0.1))
    desk.window.mood_moved.emit((0.6, 0.1))
    desk.window.drag_ended.emit()
    assert desk.steers[-1].conditions.mood == (0.6, 0.1)
    assert len(desk.studio.document.history.rows) == entries + 1
    assert desk.studio.document.undo_label == "Mood: Joyful, moving"
    desk.answer(desk.steers[-1], 33)
    assert desk.loudness == 33
    desk.window.mood_moved.emit(None)
    assert desk.state.conditions.mood is None
    assert desk.studio.document.undo_label == "Any mood"
