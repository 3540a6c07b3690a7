"""Composing and steering, with an untrained songbook: what must hold whatever the weights are."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.music.pieces import four_parts
from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import AccompanyRequest, SteerRequest, TakeRequest
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.chord import parse_chord
from vaecomposer.music.key import A_MINOR, Key, Mode
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.phrases import phrases
from vaecomposer.music.piece import COMPOSED_ROLES, MetreChange, Piece, Role
from vaecomposer.session.state import Conditions
from vaecomposer.vae.checkpoint import load_songbook
from vaecomposer.vae.composer import VaeComposer
from vaecomposer.vae.devices import device_name
from vaecomposer.vae.reconstruction import reconstruct

REST = (0.0,) * 16
SETTLED = Conditions(key=A_MINOR)


@pytest.fixture(scope="module")
def composer(songbook_file: Path) -> VaeComposer:
    cpu = torch.device("cpu")
    return VaeComposer(load_songbook(songbook_file, cpu), cpu)


def steer(
    piece: Piece, *, values: tuple[float, ...] = REST, now: Conditions = SETTLED
) -> SteerRequest:
    return SteerRequest(piece, 0, min(16, len(piece.bars())), values, SETTLED, now, 1)


def test_the_same_seed_gives_the_same_notes(composer: VaeComposer) -> None:
    assert composer.answer(TakeRequest(Conditions(), 7)) == composer.answer(
        TakeRequest(Conditions(), 7)
    )


def test_another_seed_gives_other_notes(composer: VaeComposer) -> None:
    a, b = (composer.answer(TakeRequest(Conditions(), seed)) for seed in (7, 8))
    assert [t.notes for t in a.tracks] != [t.notes for t in b.tracks]


@pytest.mark.parametrize("metre", COMPOSED_METRES)
@pytest.mark.parametrize("bars", [1, 5, 16])
def test_a_take_has_the_bars_parts_and_metre_asked_for(
    composer: VaeComposer, metre: Metre, bars: int
) -> None:
    piece = composer.answer(TakeRequest(Conditions(metre=metre, bars=bars), 3))
    assert len(piece.bars()) == bars
    assert piece.metre == metre
    assert [t.role for t in piece.tracks] == list(COMPOSED_ROLES)
    assert all(n.onset < piece.length for t in piece.tracks for n in t.notes)


def test_another_key_is_the_same_take_transposed(composer: VaeComposer) -> None:
    low = composer.answer(TakeRequest(Conditions(key=Key(9, Mode.MINOR)), 3))
    high = composer.answer(TakeRequest(Conditions(key=Key(11, Mode.MINOR)), 3))
    assert [n.pitch + 2 for n in low.tracks[0].notes] == [n.pitch for n in high.tracks[0].notes]


def test_sliders_at_rest_give_back_the_very_piece(composer: VaeComposer) -> None:
    piece = four_parts(16)
    assert composer.answer(steer(piece)) is piece


def test_a_moved_slider_changes_notes_and_coming_back_restores_them(composer: VaeComposer) -> None:
    piece = four_parts(16)
    moved = composer.answer(steer(piece, values=(100.0, *REST[1:])))
    assert moved != piece
    assert composer.answer(steer(piece)) is piece


@pytest.mark.parametrize("now", [replace(SETTLED, surprise=90.0), replace(SETTLED, style="jazz")])
def test_surprise_and_style_change_notes_too(composer: VaeComposer, now: Conditions) -> None:
    piece = four_parts(16)
    assert composer.answer(steer(piece, now=now)) != piece


def test_tracks_that_are_not_composed_stay_as_they_are(composer: VaeComposer) -> None:
    piece = four_parts(8)
    other = replace(piece.tracks[0], name="Second voice", is_lead=False)
    piece = replace(piece, tracks=(*piece.tracks, other))
    moved = composer.answer(steer(piece, values=(100.0,) * 16))
    assert moved.tracks[4] is other


def test_bars_outside_the_phrase_stay_as_they_are(composer: VaeComposer) -> None:
    piece = four_parts(40)
    request = replace(steer(piece, values=(100.0,) * 16), first_bar=16, bars=16)
    moved = composer.answer(request)
    start, end = piece.bars()[16].start, piece.bars()[32].start
    assert moved != piece
    for before, after in zip(piece.tracks, moved.tracks, strict=True):
        assert [n for n in before.notes if not start <= n.onset < end] == [
            n for n in after.notes if not start <= n.onset < end
        ]


def test_a_piece_with_one_part_is_steered_alone(composer: VaeComposer) -> None:
    piece = four_parts(8)
    tune = replace(piece, tracks=piece.tracks[:1])
    moved = composer.answer(steer(tune, values=(100.0,) * 16))
    assert len(moved.tracks) == 1
    assert moved.tracks[0].notes != tune.tracks[0].notes


def test_bars_in_an_unknown_metre_are_refused_in_a_sentence(composer: VaeComposer) -> None:
    piece = replace(four_parts(4), metres=(MetreChange(0, Metre(7, 8)),))
    with pytest.raises(ComposerError, match="7/8"):
        composer.answer(steer(piece, values=(50.0,) * 16))


def test_phrases_skip_unknown_metres_and_hold_sixteen_bars() -> None:
    piece = four_parts(20)
    odd = replace(piece, metres=(*piece.metres, MetreChange(18 * 1920, Metre(5, 4))))
    assert [len(run) for run in phrases(odd.bars())] == [16, 2]


def test_reconstruction_keeps_what_it_cannot_hear(composer: VaeComposer) -> None:
    piece = four_parts(20)
    result = reconstruct(composer, piece)
    assert len(result.piece.bars()) == 20
    assert result.piece.tempos == piece.tempos
    assert {part.role for part in result.agreement} == set(COMPOSED_ROLES)
    assert all(0 <= part.f1 <= 1 for part in result.agreement)


def shaped(piece: Piece, **named: float) -> SteerRequest:
    values = [named.get(shape.name.lower().replace(" ", "_"), 0.0) for shape in SHAPES]
    return replace(steer(piece), shape=tuple(values))


def test_a_named_slider_at_rest_changes_nothing(composer: VaeComposer) -> None:
    piece = four_parts(8)
    composer.answer(shaped(piece, density=80.0))
    assert composer.answer(shaped(piece)) is piece


def test_a_bass_slider_leaves_the_other_parts_alone(composer: VaeComposer) -> None:
    piece = four_parts(8)
    moved = composer.answer(shaped(piece, bass_activity=100.0))
    changed = {t.role for t, u in zip(piece.tracks, moved.tracks, strict=True) if t != u}
    assert changed <= {Role.BASS}


def test_the_mood_pad_moves_the_phrase(composer: VaeComposer) -> None:
    piece = four_parts(8)
    assert composer.answer(steer(piece, now=replace(SETTLED, mood=(-1.0, 1.0)))) != piece


def test_typed_chords_are_the_chords_of_the_take(composer: VaeComposer) -> None:
    typed = tuple((parse_chord(name),) for name in ("Dm7", "G7", "Cmaj7", "A7"))
    wanted = Conditions(key=Key(0, Mode.MAJOR), progression=typed, bars=8)  # type: ignore[arg-type]
    grids = composer.take_grids(TakeRequest(wanted, 5))
    for bar, grid in enumerate(grids):
        assert set(grid.chords) == set(typed[bar % 4])


def test_typed_chords_follow_the_key(composer: VaeComposer) -> None:
    typed = ((parse_chord("Em"), parse_chord("B7")),)
    wanted = Conditions(key=Key(4, Mode.MINOR), progression=typed, bars=2)  # type: ignore[arg-type]
    piece = composer.answer(TakeRequest(wanted, 5))
    assert [str(span.chord) for span in piece.chords] == ["Em", "B7", "Em", "B7"]


def test_only_the_parts_asked_for_play(composer: VaeComposer) -> None:
    wanted = Conditions(parts=frozenset({Role.BASS, Role.DRUMS}), bars=4)
    piece = composer.answer(TakeRequest(wanted, 2))
    assert {t.role for t in piece.tracks if t.notes} <= {Role.BASS, Role.DRUMS}


def test_takes_in_one_batch_are_the_takes_alone(composer: VaeComposer) -> None:
    requests = [TakeRequest(Conditions(bars=4, surprise=s), seed) for s, seed in ((10, 1), (60, 2))]
    together = composer.takes_grids(requests)
    for request, grids in zip(requests, together, strict=True):
        for a, b in zip(composer.take_grids(request), grids, strict=True):
            assert a.chords == b.chords
            np.testing.assert_array_equal(a.melody.tokens, b.melody.tokens)  # type: ignore[union-attr]


def test_the_device_is_named_for_people() -> None:
    assert device_name(torch.device("cpu")).startswith("CPU, ")


def accompany_request(piece: Piece, *roles: Role) -> AccompanyRequest:
    return AccompanyRequest(piece, 0, len(piece.bars()), frozenset(roles), SETTLED, 3)


def test_missing_parts_are_written_and_given_ones_stay(composer: VaeComposer) -> None:
    whole = four_parts(8)
    tune = replace(whole, tracks=whole.tracks[:1])
    result = composer.answer(accompany_request(tune, Role.BASS, Role.DRUMS))
    assert result.tracks[0] == tune.tracks[0]
    assert [t.role for t in result.tracks[1:]] == [Role.BASS, Role.DRUMS]
    assert result.tracks[2].channel == 9
    assert result.chords == tune.chords


def test_a_part_that_is_written_anew_keeps_its_track(composer: VaeComposer) -> None:
    whole = four_parts(8)
    result = composer.answer(accompany_request(whole, Role.BASS))
    for before, after in zip(whole.tracks, result.tracks, strict=True):
        if before.role is Role.BASS:
            assert (after.program, after.channel) == (before.program, before.channel)
        else:
            assert after == before


def test_a_tune_without_chords_gets_some(composer: VaeComposer) -> None:
    whole = four_parts(8)
    tune = replace(whole, tracks=whole.tracks[:1], chords=())
    result = composer.answer(accompany_request(tune, Role.CHORDS))
    assert all(span.onset + span.duration <= tune.length for span in result.chords)
    assert result.tracks[0] == tune.tracks[0]
