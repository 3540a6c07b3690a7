"""Reducing to the grid, and applying differences on it."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.music.pieces import four_parts
from vaecomposer.music.arrangement import arrange
from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.difference import apply_difference, decoding, grid_notes
from vaecomposer.music.grid import (
    FIRST_ONSET,
    HOLD,
    LOWEST_PITCH,
    Line,
    Texture,
    pitch_slot,
    slot_pitch,
)
from vaecomposer.music.key import A_MINOR, Key, Mode
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece, Role
from vaecomposer.music.reduction import lead_voice, reduce_line, reduce_piece


@given(st.integers(0, 11), st.sampled_from(QUALITIES[1:]), st.integers(0, 19))
def test_a_ladder_slot_is_found_again_from_its_pitch(root: int, quality: str, slot: int) -> None:
    chord = Chord(root, quality, root)
    assert pitch_slot(slot_pitch(slot, chord), chord) == slot


def test_a_line_holds_until_the_next_note() -> None:
    notes = [Note(0, 60, 12), Note(12, 62, 6)]
    line = reduce_line(notes, 0, 6, 8, 0, highest=True)
    c, d = (FIRST_ONSET + pitch - LOWEST_PITCH for pitch in (60, 62))
    assert line.tokens.tolist() == [c, HOLD, d, 0, 0, 0, 0, 0]


def test_the_highest_voice_leads_and_one_under_a_held_note_is_left_out() -> None:
    notes = [Note(0, 72, 24), Note(0, 60, 24), Note(12, 64, 6), Note(24, 71, 6)]
    voice = lead_voice(notes, 0, 6, highest=True)
    assert [note.pitch for _, _, note in voice] == [72, 71]


def test_microtiming_is_kept_beside_the_step() -> None:
    step, micro, _ = lead_voice([Note(125, 60, 30)], 0, 120, highest=True)[0]
    assert (step, micro) == (1, 5)


@pytest.mark.parametrize("metre", COMPOSED_METRES)
@pytest.mark.parametrize("tpq", [24, 96, 100, 480, 1000])
def test_a_piece_on_the_grid_comes_back_note_for_note(metre: Metre, tpq: int) -> None:
    piece = four_parts(4, tpq, metre)
    grids = reduce_piece(piece, piece.bars(), A_MINOR.to_white_keys)
    for role in (Role.MELODY, Role.CHORDS, Role.BASS, Role.DRUMS):
        lead = piece.lead(role)
        assert lead is not None
        written = {(round(n.onset / (tpq / 4)), n.pitch) for n in lead.notes}
        assert {(n.step, n.pitch) for n in grid_notes(grids, role) or []} == written


def test_an_absent_part_is_none_and_never_silent() -> None:
    piece = four_parts()
    grids = reduce_piece(replace(piece, tracks=piece.tracks[:1]), piece.bars(), 0)
    assert all(g.melody is not None and g.bass is None and g.drums is None for g in grids)


def _moved(piece: Piece, seed: int) -> tuple[Piece, set[int]]:
    """The piece after a random change of some melody bars of its grid; which bars changed."""
    bars = piece.bars()
    base = reduce_piece(piece, bars, 0)
    rng = np.random.default_rng(seed)
    moved, changed = list(base), set()
    for i in rng.choice(len(bars), 2, replace=False).tolist():
        line = base[i].melody
        assert line is not None
        tokens = line.tokens.copy()
        tokens[rng.integers(16)] = FIRST_ONSET + int(rng.integers(40, 60))
        moved[i] = replace(base[i], melody=Line(tokens, np.full(16, 70, np.int8), line.micro))
        changed.add(i)
    return apply_difference(piece, bars, decoding(base), decoding(moved), 0), changed


def test_two_equal_decodings_give_back_the_very_piece() -> None:
    piece = four_parts()
    grids = reduce_piece(piece, piece.bars(), 0)
    assert apply_difference(piece, piece.bars(), decoding(grids), decoding(grids), 0) is piece


@given(st.integers(0, 500))
@settings(max_examples=60)
def test_only_what_differs_is_touched(seed: int) -> None:
    piece = four_parts(8)
    after, changed = _moved(piece, seed)
    assert after.tracks[1:] == piece.tracks[1:]
    bars = piece.bars()
    near = changed | {i + 1 for i in changed} | {i - 1 for i in changed}
    for i, bar in enumerate(bars):
        if i not in near:
            kept = [n for n in piece.tracks[0].notes if bar.start <= n.onset < bar.end]
            assert kept == [n for n in after.tracks[0].notes if bar.start <= n.onset < bar.end]


@given(st.integers(0, 500))
@settings(max_examples=60)
def test_a_changed_line_stays_one_voice(seed: int) -> None:
    notes = _moved(four_parts(8), seed)[0].tracks[0].notes
    assert all(a.end <= b.onset for a, b in pairwise(notes))


def test_notes_the_grid_cannot_hold_stay_untouched() -> None:
    piece = four_parts()
    odd = Note(37, 90, 11, 33)  # a grace note under the tune's first note, outside its voice
    tune = piece.tracks[0].with_notes([*piece.tracks[0].notes, odd])
    piece = piece.with_track(0, tune)
    bars = piece.bars()
    base = reduce_piece(piece, bars, 0)
    line = base[3].melody
    assert line is not None
    tokens = line.tokens.copy()
    tokens[2] = FIRST_ONSET + 50
    moved = [*base[:3], replace(base[3], melody=Line(tokens, line.velocity, line.micro))]
    after = apply_difference(piece, bars, decoding(base), decoding(moved), 0)
    assert odd in after.tracks[0].notes
    assert after.tracks[0].notes != piece.tracks[0].notes


def test_an_arrangement_is_in_the_key_that_was_asked_for() -> None:
    piece = four_parts()
    grids = reduce_piece(piece, piece.bars(), A_MINOR.to_white_keys)
    key = Key(4, Mode.MINOR)
    placed = arrange(grids, key, 90, "pop", "Moved")
    assert placed.key == key
    for track in placed.tracks[:3]:
        assert {note.pitch % 12 for note in track.notes} <= key.scale
    assert placed.length == 4 * 4 * 480


@given(st.integers(0, 500))
@settings(max_examples=60)
def test_a_change_never_makes_notes_of_one_pitch_overlap(seed: int) -> None:
    piece = four_parts(8)
    bars = piece.bars()
    base = reduce_piece(piece, bars, 0)
    rng = np.random.default_rng(seed)
    moved = list(base)
    for i in range(8):
        texture = base[i].texture
        assert texture is not None
        slots = rng.choice(3, p=(0.6, 0.3, 0.1), size=texture.slots.shape).astype(np.int8)
        moved[i] = replace(base[i], texture=Texture(slots, np.full(16, 70, np.int8)))
    after = apply_difference(piece, bars, decoding(base), decoding(moved), 0)
    by_pitch: dict[int, list[Note]] = {}
    for note in after.tracks[1].notes:
        by_pitch.setdefault(note.pitch, []).append(note)
    assert all(a.end <= b.onset for row in by_pitch.values() for a, b in pairwise(row))


def test_a_note_played_across_the_line_of_a_bar_that_stays_is_left_alone() -> None:
    piece = four_parts(2)
    early = Note(
        1910, 84, 400, 70
    )  # belongs to the second bar's first step, begins in the first bar
    tune = [n for n in piece.tracks[0].notes if n.onset != 1920]
    piece = piece.with_track(0, piece.tracks[0].with_notes([*tune, early]))
    bars = piece.bars()
    base = reduce_piece(piece, bars, 0)
    line = base[1].melody
    assert line is not None
    tokens = np.full(16, HOLD, np.int8)
    tokens[0], tokens[8] = FIRST_ONSET + 50, FIRST_ONSET + 63
    moved = [base[0], replace(base[1], melody=Line(tokens, np.full(16, 70, np.int8), line.micro))]
    after = apply_difference(
        piece, bars, decoding(base), decoding(moved), 0, frozenset({1})
    ).tracks[0]
    assert [n for n in after.notes if n.onset < 1920] == [
        n for n in piece.tracks[0].notes if n.onset < 1920
    ]
    # The step is taken by the early note; the other new note is there.
    assert [n.onset for n in after.notes if n.onset >= 1920] == [1920 + 960]
