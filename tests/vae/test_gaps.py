"""Filling gaps and leading over, whatever the weights are."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.music.pieces import four_parts
from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import AccompanyRequest, TransitionRequest
from vaecomposer.music.grid import FIRST_ONSET
from vaecomposer.music.key import A_MINOR, Key, Mode
from vaecomposer.music.lengths import transposed
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import COMPOSED_ROLES, KeyChange, MetreChange, Piece, Role, tempo_at
from vaecomposer.session.state import Conditions
from vaecomposer.vae.checkpoint import load_songbook
from vaecomposer.vae.composer import VaeComposer
from vaecomposer.vae.joins import leaps, unease

HERE = Conditions(key=A_MINOR)
ALL = frozenset(COMPOSED_ROLES)


@pytest.fixture(scope="module")
def composer(songbook_file: Path) -> VaeComposer:
    cpu = torch.device("cpu")
    return VaeComposer(load_songbook(songbook_file, cpu), cpu)


def notes_of(piece: Piece, bars: set[int], *, inside: bool) -> list[list[Note]]:
    spans = [(b.start, b.end) for b in piece.bars() if b.index in bars]
    return [
        [n for n in track.notes if any(a <= n.onset < b for a, b in spans) is inside]
        for track in piece.tracks
    ]


def test_kept_bars_stay_and_the_others_are_composed(composer: VaeComposer) -> None:
    piece = four_parts(8)
    # One note is held into the gap.
    held = piece.tracks[0].with_notes([*piece.tracks[0].notes, Note(1920, 60, 5000, 77)])
    piece = piece.with_track(0, held)
    kept = frozenset({0, 1, 5, 6, 7})
    request = AccompanyRequest(piece, 0, 8, ALL, HERE, 3, kept)
    made = composer.answer(request)
    assert notes_of(made, set(kept), inside=True) == notes_of(piece, set(kept), inside=True)
    assert notes_of(made, set(kept), inside=False) != notes_of(piece, set(kept), inside=False)
    assert made == composer.answer(request)
    assert made.chords == piece.chords


def test_only_the_parts_asked_for_fill_a_gap(composer: VaeComposer) -> None:
    piece = four_parts(8)
    kept = frozenset(range(8)) - {3, 4}
    made = composer.answer(AccompanyRequest(piece, 0, 8, frozenset({Role.BASS}), HERE, 3, kept))
    assert [a == b for a, b in zip(piece.tracks, made.tracks, strict=True)] == [
        True,
        True,
        False,
        True,
    ]


def test_with_every_bar_kept_nothing_changes(composer: VaeComposer) -> None:
    piece = four_parts(4)
    assert (
        composer.answer(AccompanyRequest(piece, 0, 4, ALL, HERE, 3, frozenset(range(4)))) is piece
    )


def test_a_gap_without_chords_gets_some_and_the_others_stay(composer: VaeComposer) -> None:
    piece = four_parts(8)
    bare = replace(piece, chords=tuple(s for s in piece.chords if not 3840 <= s.onset < 7680))
    kept = frozenset({0, 1, 4, 5, 6, 7})
    made = composer.answer(AccompanyRequest(bare, 0, 8, ALL, HERE, 3, kept))
    assert set(bare.chords) <= set(made.chords)
    assert all(3840 <= s.onset < 7680 for s in set(made.chords) - set(bare.chords))


def test_leaps_are_told_apart_by_where_they_are() -> None:
    tokens = np.zeros((3, 16), np.int8)
    tokens[0, 0], tokens[1, [0, 4]], tokens[2, 2] = (
        FIRST_ONSET + 40,
        FIRST_ONSET + 47,
        FIRST_ONSET + 45,
    )
    assert leaps(tokens, np.array([False, True, False])) == ([7, 2], [0])


def test_a_smooth_join_is_preferred_and_so_is_one_that_plays() -> None:
    lines = np.zeros((3, 2, 16), np.int8)
    lines[:, 0, 0] = FIRST_ONSET + 40
    composed, playing = np.array([False, True, False]), np.array([[True, False]] * 3)
    smooth = unease(lines, composed, playing)
    assert smooth == 0
    wild, silent = lines.copy(), lines.copy()
    wild[1, 0, 0] += 14
    silent[1] = 0
    assert unease(wild, composed, playing) > unease(silent, composed, playing) > smooth


def in_key(piece: Piece, key: Key) -> Piece:
    moved = transposed(piece, key.tonic - 9)
    return replace(moved, keys=(KeyChange(0, key),), tempos=(tempo_at(0, 140),))


@pytest.mark.parametrize("bars", [1, 2, 4])
def test_a_transition_is_in_the_key_tempo_and_metre_it_comes_from(
    composer: VaeComposer, bars: int
) -> None:
    before, after = four_parts(8), in_key(four_parts(4, metre=Metre(3, 4)), Key(11, Mode.MINOR))
    request = TransitionRequest(before, after, bars, 4)
    made = composer.answer(request)
    assert len(made.bars()) == bars
    assert (made.key, made.bpm, made.metre) == (before.key, before.bpm, before.metre)
    assert [t.role for t in made.tracks] == list(COMPOSED_ROLES)
    assert [t.program for t in made.tracks] == [t.program for t in before.tracks]
    assert all(n.onset < made.length for t in made.tracks for n in t.notes)
    assert made == composer.answer(request)


def test_a_transition_ends_on_the_dominant_of_what_follows(composer: VaeComposer) -> None:
    after = in_key(four_parts(4), Key(11, Mode.MINOR))  # begins in B minor
    made = composer.answer(TransitionRequest(four_parts(4), after, 2, 4))
    assert [str(s.chord) for s in made.chords][-2:] == ["C♯m7♭5", "F♯7"]


def test_tunes_alone_are_joined_by_a_tune_alone(composer: VaeComposer) -> None:
    whole = four_parts(4)
    tune = replace(whole, tracks=whole.tracks[:1], chords=())
    made = composer.answer(TransitionRequest(tune, tune, 2, 4))
    assert [t.role for t in made.tracks] == [Role.MELODY]
    assert not any(not s.chord.is_none for s in made.chords)


@pytest.mark.parametrize("bars", [0, 5])
def test_a_transition_is_short(composer: VaeComposer, bars: int) -> None:
    with pytest.raises(ComposerError, match="1 to 4 bars"):
        composer.answer(TransitionRequest(four_parts(4), four_parts(4), bars, 1))


def test_an_unknown_metre_is_refused_in_a_sentence(composer: VaeComposer) -> None:
    odd = replace(four_parts(4), metres=(MetreChange(0, Metre(7, 8)),))
    with pytest.raises(ComposerError, match="7/8"):
        composer.answer(TransitionRequest(four_parts(4), odd, 2, 1))
