"""Blending pieces, whatever the weights of the network are."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.music.pieces import four_parts
from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import MorphRequest, TakeRequest
from vaecomposer.latent.paths import blend
from vaecomposer.music.key import A_MINOR, Key, Mode
from vaecomposer.music.lengths import transposed, with_bars
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.piece import KeyChange, MetreChange, Piece, Role
from vaecomposer.session.state import Conditions
from vaecomposer.vae.checkpoint import load_songbook
from vaecomposer.vae.composer import VaeComposer

HERE = Conditions(key=A_MINOR, bpm=77)


@pytest.fixture(scope="module")
def composer(songbook_file: Path) -> VaeComposer:
    cpu = torch.device("cpu")
    return VaeComposer(load_songbook(songbook_file, cpu), cpu)


@pytest.fixture(scope="module")
def corners(composer: VaeComposer) -> tuple[Piece, ...]:
    """Four takes of eight bars in the key of the blend."""
    return tuple(
        composer.answer(TakeRequest(Conditions(key=A_MINOR, bars=8, style=style), seed))
        for seed, style in enumerate(("pop", "jazz", "rock", None))
    )


def notes(piece: Piece) -> list[object]:
    return [(t.role, t.notes) for t in piece.tracks]


@pytest.mark.parametrize("place", range(4))
def test_a_corner_comes_back_note_for_note(
    composer: VaeComposer, corners: tuple[Piece, ...], place: int
) -> None:
    weights = tuple(float(i == place) for i in range(4))
    made = composer.answer(MorphRequest(corners, weights, HERE, 1))
    assert made.tracks == corners[place].tracks
    assert made.chords == corners[place].chords
    assert made.bpm == pytest.approx(77, abs=0.01)
    assert made.key == HERE.key


def test_between_corners_is_other_music_and_the_same_every_time(
    composer: VaeComposer, corners: tuple[Piece, ...]
) -> None:
    request = MorphRequest(corners, (0.4, 0.3, 0.2, 0.1), HERE, 1)
    made = composer.answer(request)
    assert all(notes(made) != notes(corner) for corner in corners)
    assert composer.answer(request) == made
    assert len(made.bars()) == 8
    assert all(n.onset < made.length for t in made.tracks for n in t.notes)


def test_a_corner_in_another_key_is_moved_to_the_key_asked_for(composer: VaeComposer) -> None:
    here = four_parts(4)
    there = replace(transposed(here, 3), keys=(KeyChange(0, Key(0, Mode.MINOR)),))
    made = composer.answer(MorphRequest((there,), (1.0,), HERE, 1))
    assert made.tracks == here.tracks
    assert made.chords == here.chords


def test_major_keeps_its_scale_in_the_minor_key_of_the_same_signature(
    composer: VaeComposer,
) -> None:
    here = replace(four_parts(4), keys=(KeyChange(0, Key(0, Mode.MAJOR)),))
    made = composer.answer(MorphRequest((here,), (1.0,), HERE, 1))
    assert made.tracks == here.tracks


def test_shorter_corners_go_round_and_sixteen_bars_are_most(composer: VaeComposer) -> None:
    short, long = four_parts(4), four_parts(20)
    made = composer.answer(MorphRequest((short, long), (1.0, 0.0), HERE, 1))
    assert notes(made) == notes(with_bars(short, 16))
    assert len(composer.answer(MorphRequest((short, long), (0.3, 0.7), HERE, 1)).bars()) == 16


def test_the_strongest_corner_gives_the_metre(composer: VaeComposer) -> None:
    three, four = four_parts(4, metre=Metre(3, 4)), four_parts(4)
    for weights, metre in (((0.6, 0.4), three.metre), ((0.4, 0.6), four.metre)):
        made = composer.answer(MorphRequest((three, four), weights, HERE, 1))
        assert {bar.metre for bar in made.bars()} == {metre}
        assert metre in COMPOSED_METRES


def test_a_part_comes_and_goes_with_those_who_play_it(composer: VaeComposer) -> None:
    whole = four_parts(4)
    tune = replace(whole, tracks=whole.tracks[:1], title="Tune")
    other = replace(tune, title="Another")

    def drums(*weights: float) -> bool:
        made = composer.answer(MorphRequest((tune, whole, other), weights, HERE, 1))
        track = made.lead(Role.DRUMS)
        return track is not None and bool(track.notes)

    assert drums(0.1, 0.9, 0.0)
    assert not drums(0.9, 0.1, 0.0)
    assert not drums(0.3, 0.4, 0.3)


def test_shares_need_not_sum_to_one(composer: VaeComposer, corners: tuple[Piece, ...]) -> None:
    one = composer.answer(MorphRequest(corners[:2], (0.25, 0.75), HERE, 1))
    assert composer.answer(MorphRequest(corners[:2], (0.5, 1.5), HERE, 1)) == one


@pytest.mark.parametrize("weights", [(), (0.0,)])
def test_nothing_to_blend_is_said_in_a_sentence(
    composer: VaeComposer, weights: tuple[float, ...]
) -> None:
    corners = tuple(four_parts(2) for _ in weights)
    with pytest.raises(ComposerError, match="corner of the pad"):
        composer.answer(MorphRequest(corners, weights, HERE, 1))


def test_an_unknown_metre_is_said_in_a_sentence(composer: VaeComposer) -> None:
    odd = replace(four_parts(2), metres=(MetreChange(0, Metre(7, 8)),), title="Odd")
    with pytest.raises(ComposerError, match="Odd has bars in 7/8"):
        composer.answer(MorphRequest((four_parts(2), odd), (1.0, 0.0), HERE, 1))


def test_all_weight_on_one_point_is_that_point() -> None:
    points = [torch.randn(6).numpy() for _ in range(3)]
    assert blend(points, (0.0, 1.0, 0.0)) is points[1]
    with pytest.raises(ValueError, match="without weights"):
        blend(points, (0.0, 0.0, 0.0))
