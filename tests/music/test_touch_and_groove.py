"""Loudness and timing of notes that stay what they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.music.pieces import four_parts
from vaecomposer.errors import MusicError
from vaecomposer.music.groove import Feel, in_the_groove, read_groove
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece, Role, Track
from vaecomposer.music.touch import Touch, retouched, touches

PIECE = four_parts(2)
STEP = 120  # ticks of a sixteenth


def drums(*hits: tuple[int, int, int]) -> Piece:
    """A bar of drums: (tick, pitch, velocity)."""
    notes = tuple(sorted(Note(tick, pitch, 60, velocity) for tick, pitch, velocity in hits))
    kit = Track("Kit", Role.DRUMS, 9, 0, notes, (), is_lead=True)
    return replace(four_parts(1), tracks=(kit,))


def test_notes_know_their_sixteenth_and_how_late_they_are() -> None:
    kit = drums(
        (0, 36, 90), (STEP + 24, 38, 90), (2 * STEP + 40, 42, 90), (1910, 36, 90), (300, 17, 5)
    )
    found = touches(kit, kit.tracks[0], kit.bars())
    assert [(t.row, t.bar, t.step) for t in found] == [(0, 0, 0), (1, 0, 1), (2, 0, 2), (0, 0, 16)]
    assert [t.late if t.late is None else round(t.late, 2) for t in found] == [0, 0.2, None, -0.08]
    two = replace(four_parts(2), tracks=kit.tracks)
    assert touches(two, two.tracks[0], two.bars())[-1].bar == 1
    assert touches(two, two.tracks[0], two.bars()[1:]) == []


def test_moved_notes_stay_in_their_bars_and_out_of_each_others_way() -> None:
    notes = (
        Note(0, 60, 480, 90),
        Note(480, 60, 480, 90),
        Note(960, 60, 480, 90),
        Note(1920, 60, 100, 90),
    )
    track = Track("Tune", Role.MELODY, 0, 4, notes, (), is_lead=True)
    bars = PIECE.bars()[:1]
    early = {0: Touch(-50, 100), 1: Touch(450, 200), 2: Touch(990, 0), 3: Touch(1900, 3)}
    made = retouched(track, early, bars, frozenset()).notes
    assert made == (Note(0, 60, 450, 100), Note(450, 60, 480, 127), Note(990, 60, 480, 1), notes[3])
    held = retouched(track, early, bars, frozenset({(0, 60)})).notes
    assert held[:2] == (notes[0], Note(480, 60, 480, 127))
    assert retouched(track, {0: Touch(0, 90)}, bars, frozenset()) is track


def test_a_groove_is_the_mean_of_its_bars_and_knows_what_it_has_not_heard() -> None:
    model = drums((12, 36, 100), (480 - 12, 38, 60), (960 + 36, 36, 80))
    groove = read_groove(model)
    late, louder = groove.feel(0, 0), groove.feel(1, 4)
    assert late == Feel(0.1, 20)
    assert louder is not None
    assert (round(louder.late, 2), louder.louder) == (-0.1, -20)
    assert groove.feel(5, 8) == groove.at[8]
    beat = groove.feel(Role.MELODY, 12)
    assert beat is not None
    assert beat.late == pytest.approx((0.1 - 0.1 + 0.3) / 3)
    assert groove.feel(0, 3) is None
    with pytest.raises(MusicError, match="no notes whose groove"):
        read_groove(replace(PIECE, tracks=()))


def test_notes_take_the_groove_and_stay_the_same_notes() -> None:
    model = drums(
        *(
            (480 * beat + 24, 36 if beat % 2 == 0 else 38, 100 - 20 * (beat % 2))
            for beat in range(4)
        )
    )
    made = in_the_groove(PIECE, model, PIECE.bars(), frozenset(), 100.0)
    for old, new in zip(PIECE.tracks, made.tracks, strict=True):
        # What ended with the piece still does.
        assert [(n.pitch, n.end) for n in new.notes] == [
            (n.pitch, min(n.end + 24, PIECE.length)) for n in old.notes
        ]
        assert all(b.onset - a.onset == 24 for a, b in zip(old.notes, new.notes, strict=True))
    assert [n.velocity for n in made.tracks[3].notes[:4]] == [110, 90, 110, 90]
    half = in_the_groove(PIECE, model, PIECE.bars(), frozenset({Role.DRUMS}), 50.0)
    assert half.tracks[:3] == PIECE.tracks[:3]
    assert [(n.onset, n.velocity) for n in half.tracks[3].notes[:2]] == [(12, 105), (492, 95)]
    assert in_the_groove(PIECE, PIECE, PIECE.bars(), frozenset(), 100.0) is PIECE


def test_a_note_played_late_does_not_sound_on_beyond_its_bars() -> None:
    last = Note(960, 60, 960, 90)
    track = Track("Tune", Role.MELODY, 0, 4, (last,), (), is_lead=True)
    made = retouched(track, {0: Touch(990, 90)}, PIECE.bars()[:1], frozenset()).notes
    assert made == (Note(990, 60, 930, 90),)


def test_two_strokes_on_one_place_stay_two() -> None:
    flam = (Note(0, 38, 20, 40), Note(30, 38, 60, 90))
    track = Track("Kit", Role.DRUMS, 9, 0, flam, (), is_lead=True)
    both = {0: Touch(8, 50), 1: Touch(8, 90)}
    made = retouched(track, both, PIECE.bars()[:1], frozenset()).notes
    assert [note.onset for note in made] == [8, 38]
