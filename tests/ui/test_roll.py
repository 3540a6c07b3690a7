"""The roll under the hand, and what it keeps instead of drawing it anew."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import MetreChange, Piece
from vaecomposer.session.state import Locks, LoopRegion
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.geometry import RollGeometry
from vaecomposer.ui.roll.roll import RollView

from .conftest import make_piece, state_of

Left, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
BAR = 4 * 480


@pytest.fixture
def roll(qtbot: QtBot, look: Look) -> RollView:
    made = RollView(look)
    made.resize(1100, 750)
    qtbot.addWidget(made)
    made.show()
    made.show_state(state_of(make_piece()))
    return made


def layout(roll: RollView) -> RollGeometry:
    g = roll.roll_geometry
    assert g is not None
    return g


def click(roll: RollView, x: float, y: float) -> None:
    QTest.mouseClick(roll.viewport(), Left, NONE, QPoint(round(x), round(y)))


def drag(roll: RollView, x0: float, x1: float, y: float) -> None:
    place = roll.viewport()
    QTest.mousePress(place, Left, NONE, QPoint(round(x0), round(y)))
    QTest.mouseMove(place, QPoint(round((x0 + x1) / 2), round(y)))
    QTest.mouseMove(place, QPoint(round(x1), round(y)))
    QTest.mouseRelease(place, Left, NONE, QPoint(round(x1), round(y)))


def test_a_click_in_the_ruler_goes_there(roll: RollView) -> None:
    ticks: list[int] = []
    roll.seek_requested.connect(ticks.append)
    click(roll, layout(roll).x_of(3 * BAR), 12)
    assert ticks == [3 * BAR]


def test_a_drag_in_the_ruler_asks_for_a_loop_of_whole_beats(roll: RollView) -> None:
    loops: list[LoopRegion] = []
    roll.loop_changed.connect(loops.append)
    g = layout(roll)
    drag(roll, g.x_of(4 * BAR) + 3, g.x_of(8 * BAR) - 3, 12)
    assert loops[-1] == LoopRegion(4 * BAR, 8 * BAR, on=True)


def test_an_edge_of_the_loop_can_be_moved(roll: RollView) -> None:
    loops: list[LoopRegion] = []
    roll.loop_changed.connect(loops.append)
    roll.show_state(replace(state_of(make_piece()), loop=LoopRegion(4 * BAR, 8 * BAR)))
    g = layout(roll)
    drag(roll, g.x_of(8 * BAR), g.x_of(12 * BAR), 12)
    assert loops[-1] == LoopRegion(4 * BAR, 12 * BAR, on=True)


def test_a_click_on_a_note_lets_it_be_heard(roll: RollView) -> None:
    heard: list[tuple[int, int, int]] = []
    roll.audition.connect(lambda *note: heard.append(note))
    g, note = layout(roll), make_piece().tracks[0].notes[5]
    click(roll, g.x_of(note.onset) + 3, g.y_of(note.pitch) + g.row / 2)
    assert heard == [(0, note.pitch, note.velocity)]


def test_a_click_on_a_key_or_a_drums_name_lets_it_be_heard(roll: RollView) -> None:
    heard: list[tuple[int, int, int]] = []
    roll.audition.connect(lambda *note: heard.append(note))
    g = layout(roll)
    click(roll, 30, g.y_of(64) + g.row / 2)
    click(roll, 20, g.drums.bottom() - 4)
    assert [(track, pitch) for track, pitch, _ in heard] == [(0, 64), (3, 36)]


def test_a_note_is_told_in_words(roll: RollView) -> None:
    note = make_piece().tracks[0].notes[4]
    assert (
        roll.note_words(0, note)
        == f"E5\nMelody, bar 2 beat 1, dotted eighth, velocity {note.velocity}"
    )


def test_all_pitches_of_a_phrase_fit(roll: RollView) -> None:
    visible = layout(roll).visible_pitches()
    assert visible[0] <= 33
    assert visible[-1] >= 78


def test_steering_shows_what_changed_and_opening_does_not(roll: RollView) -> None:
    state = state_of(make_piece())
    roll.show_state(state)
    assert not roll.changes.came
    track = make_piece().tracks[0]
    steered = make_piece().with_track(0, track.with_notes(n.transposed(1) for n in track.notes[:8]))
    roll.show_state(replace(state, shown=steered))
    assert len(roll.changes.came) == 8
    roll.show_state(state_of(make_piece(8)))
    assert not roll.changes.came
    roll._halos.stop()


@pytest.mark.parametrize(
    "metre", [Metre(3, 4), Metre(6, 8), Metre(7, 8), Metre(5, 4), Metre(2, 2)], ids=str
)
def test_every_metre_is_drawn(roll: RollView, metre: Metre) -> None:
    roll.show_state(state_of(make_piece(metre=metre)))
    assert not roll.grab().isNull()


def test_a_change_of_metre_and_unknown_drums_are_drawn(roll: RollView) -> None:
    piece = make_piece()
    drums = piece.tracks[3]
    piece = piece.with_track(3, drums.with_notes((*drums.notes, Note(0, 54, 10))))
    changes = (*piece.metres, MetreChange(4 * BAR, Metre(3, 4)))
    roll.show_state(state_of(replace(piece, metres=changes, chords=())))
    assert layout(roll).drum_rows == 10
    assert layout(roll).chords.height() == 0
    assert not roll.grab().isNull()


def test_the_playhead_repaints_only_narrow_strips(roll: RollView, qtbot: QtBot) -> None:
    roll.show_position(BAR, playing=True)
    qtbot.wait(10)
    updated: list[QRect] = []
    real = roll.viewport().update
    roll.viewport().update = lambda *box: updated.append(QRect(*box) if len(box) == 4 else box[0])
    try:
        roll.show_position(BAR + 10, playing=True)
    finally:
        roll.viewport().update = real
    assert updated
    assert all(box.width() < 60 for box in updated)


def many_notes(count: int, seed: int) -> Piece:
    rng = random.Random(seed)
    piece = make_piece()
    for index in range(3):
        notes = [
            Note(rng.randrange(piece.length - 480), rng.randrange(40, 90), rng.randrange(30, 480), 90)
            for _ in range(count // 3)
        ]  # fmt: skip
        piece = piece.with_track(index, piece.tracks[index].with_notes(notes))
    return piece


def kept_picture(roll: RollView) -> int:
    roll.viewport().repaint()
    return int(roll._scene._picture.cacheKey())


def test_the_kept_picture_is_shown_again_until_something_in_it_changes(roll: RollView) -> None:
    state = state_of(many_notes(5000, 1))
    roll.show_state(state)
    first = kept_picture(roll)
    roll.show_position(BAR, playing=True)
    roll.show_state(replace(state, seed=9))
    assert kept_picture(roll) == first
    roll.show_state(replace(state, locks=Locks(bars=frozenset({1}))))
    assert kept_picture(roll) != first


def test_a_hand_at_the_front_track_leaves_the_ground_under_it_as_drawn(roll: RollView) -> None:
    state = state_of(many_notes(300, 1))
    roll.show_state(state)
    roll.viewport().repaint()
    ground = roll._scene._ground.cacheKey()
    assert state.shown is not None
    front = state.shown.tracks[0]
    edited = state.shown.with_track(0, front.with_notes(n.moved(1) for n in front.notes))
    roll.show_state(replace(state, source=edited, shown=edited))
    roll.viewport().repaint()
    assert roll._scene._ground.cacheKey() == ground
