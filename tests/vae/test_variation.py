"""Variation, strands and bars that stay, whatever the weights are."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.music.pieces import four_parts
from vaecomposer.generation.api import SteerRequest
from vaecomposer.music.key import A_MINOR
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece
from vaecomposer.session.state import Conditions
from vaecomposer.vae.checkpoint import load_songbook
from vaecomposer.vae.composer import VaeComposer
from vaecomposer.vae.conductor import SONG
from vaecomposer.vae.tokens import Part, empty_batch
from vaecomposer.vae.variation import repeats, share_of_way

HERE = Conditions(key=A_MINOR)
PIECE = four_parts(8)
AT_REST = SteerRequest(PIECE, 0, 8, (0.0,) * 16, HERE, HERE, 5)


@pytest.fixture(scope="module")
def composer(songbook_file: Path) -> VaeComposer:
    cpu = torch.device("cpu")
    return VaeComposer(load_songbook(songbook_file, cpu), cpu)


def outside(piece: Piece, bars: set[int]) -> list[list[Note]]:
    spans = [(b.start, b.end) for b in piece.bars() if b.index in bars]
    return [
        [n for n in track.notes if not any(a <= n.onset < b for a, b in spans)]
        for track in piece.tracks
    ]


def test_no_variation_is_the_very_piece_and_some_is_another(composer: VaeComposer) -> None:
    assert composer.answer(replace(AT_REST, variation=0.0)) is PIECE
    varied = composer.answer(replace(AT_REST, variation=80.0))
    assert varied != PIECE
    assert varied == composer.answer(replace(AT_REST, variation=80.0))
    assert varied != composer.answer(replace(AT_REST, variation=80.0, seed=6))


def test_a_breath_of_variation_changes_hardly_anything(composer: VaeComposer) -> None:
    def changed(value: float) -> int:
        varied = composer.answer(replace(AT_REST, variation=value))
        pairs = zip(PIECE.tracks, varied.tracks, strict=True)
        return sum(len(set(a.notes) ^ set(b.notes)) for a, b in pairs)

    assert changed(0.01) <= changed(40.0)
    assert changed(0.01) < 10


def test_the_way_is_gone_steadily() -> None:
    shares = [share_of_way(value) for value in range(101)]
    assert shares[0] == 0
    assert shares[-1] == 1
    assert (np.diff(shares) > 0).all()
    assert share_of_way(250) == 1


def test_bars_that_may_not_change_stay_note_for_note(composer: VaeComposer) -> None:
    only = {2, 5, 6}
    moves = {
        "variation": {"variation": 90.0},
        "directions": {"directions": (100.0,) * 16},
        "strands": {"strands": tuple((i, 100.0) for i in range(SONG))},
        "shape": {"shape": (90.0,) * 12},
        "style": {"conditions": replace(HERE, style="jazz", surprise=90.0, mood=(1.0, 1.0))},
    }
    for name, move in moves.items():
        request = replace(AT_REST, only=frozenset(only), **move)  # type: ignore[arg-type]
        made = composer.answer(request)
        assert outside(made, only) == outside(PIECE, only), name
        chords = [s for s in made.chords if not 1920 * 2 <= s.onset < 1920 * 7]
        assert chords[:2] == list(PIECE.chords[:2])
    assert composer.answer(replace(AT_REST, only=frozenset(only), variation=90.0)) != PIECE


def test_bars_elsewhere_may_not_change_the_phrase(composer: VaeComposer) -> None:
    request = replace(AT_REST, only=frozenset({40}), directions=(100.0,) * 16)
    assert composer.answer(request) is PIECE


def test_a_strand_moves_the_music_and_an_unknown_one_does_not(composer: VaeComposer) -> None:
    assert composer.facts.strands == SONG
    every = tuple((i, 100.0) for i in range(SONG))
    assert composer.answer(replace(AT_REST, strands=every)) != PIECE
    assert composer.answer(replace(AT_REST, strands=((SONG + 3, 100.0),))) is PIECE
    assert composer.answer(replace(AT_REST, strands=((3, 0.0),))) is PIECE


def test_bars_that_are_the_same_are_found_part_by_part() -> None:
    bars = empty_batch(4)
    bars.present[:, [Part.MELODY, Part.BASS]] = True
    bars.lines[:, 0, 0] = (40, 41, 40, 42)
    bars.lines[:, 1, 0] = (20, 21, 21, 21)
    recalled, kept = repeats(bars)
    assert recalled.tolist() == [-1, -1, 0, 1]  # the tune counts more than the bass
    assert kept[2].tolist() == [0, 1, 0, 0, 0]
    assert kept[3].tolist() == [0, 0, 1, 0, 0]
