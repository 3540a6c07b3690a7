"""Tokens, decoding and checkpoints."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.music.pieces import four_parts
from tests.vae.conftest import untrained_songbook
from vaecomposer.errors import SongbookError
from vaecomposer.music.grid import LINE_TOKENS
from vaecomposer.music.key import A_MINOR
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.reduction import reduce_piece
from vaecomposer.vae import decoding
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import chord_features, steps_to_beats
from vaecomposer.vae.checkpoint import load_songbook, read_card
from vaecomposer.vae.conductor import FORM_FEATURES, SONG, SONG_CONDITIONS, Conductor
from vaecomposer.vae.decoding import NoteDecoder
from vaecomposer.vae.features import (
    bar_tensors,
    quality_chroma,
    step_features,
    transpose_chords,
    transpose_lines,
)
from vaecomposer.vae.surroundings import surroundings
from vaecomposer.vae.tokens import NOTE_PARTS, Part, decode_bars, encode_bars


@pytest.mark.parametrize("metre", COMPOSED_METRES)
def test_bars_survive_the_way_through_arrays(metre: Metre) -> None:
    piece = four_parts(4, metre=metre)
    batch = encode_bars(reduce_piece(piece, piece.bars(), A_MINOR.to_white_keys))
    again = encode_bars(decode_bars(batch))
    for name in batch.__dataclass_fields__:
        np.testing.assert_array_equal(getattr(batch, name), getattr(again, name))


@pytest.mark.parametrize(("kind", "apart"), [(torch.float32, 2e-4), (torch.bfloat16, 5e-2)])
def test_the_batched_loop_decodes_what_each_network_would_alone(
    monkeypatch: pytest.MonkeyPatch, kind: torch.dtype, apart: float
) -> None:
    """Fed its own decoded steps, the plain network gives the very outputs of the batched loop."""
    monkeypatch.setattr(decoding, "_product_type", lambda _: kind)
    book = untrained_songbook()
    piece = four_parts(6)
    bars = bar_tensors(encode_bars(reduce_piece(piece, piece.bars(), 3)))
    coder = BarCoder(book, torch.device("cpu"))
    conditions = coder.conditions(1, 2, bars.metre)
    chords, beat = chord_features(bars.chords, quality_chroma()), steps_to_beats(bars.metre)
    codes = torch.randn(6, 4, 32, generator=torch.Generator().manual_seed(1))
    with torch.inference_mode():
        out = NoteDecoder(book.parts).decode(NOTE_PARTS, codes, chords, beat, conditions)
        notes = coder.decode_notes(
            NOTE_PARTS, torch.cat([codes[:, :1], codes], 1), bars.chords, bars.metre, conditions
        )
        decoded = bar_tensors(notes)
        for i, (part, network) in enumerate(zip(NOTE_PARTS, book.parts, strict=True)):
            before = torch.roll(step_features(decoded, part), 1, 1)
            before[:, 0] = 0
            alone = network.decode_known(codes[:, i], before, chords, beat, conditions)
            torch.testing.assert_close(out[:, i].transpose(0, 1), alone, atol=apart, rtol=1e-3)


def test_the_conductor_never_looks_ahead() -> None:
    torch.manual_seed(0)
    conductor = Conductor().eval()
    conditions, form = torch.rand(1, 6, SONG_CONDITIONS), torch.zeros(1, 6, FORM_FEATURES)
    playing, back = torch.ones(1, 6, 5), torch.ones(1, 6)
    codes = torch.randn(1, 6, 5, 32)
    changed = codes.clone()
    changed[:, 4] += 1
    song, nothing = torch.randn(1, SONG), torch.full((1, 6), -1)

    def predicted(known: torch.Tensor) -> torch.Tensor:
        around = surroundings(known, playing, back, torch.zeros(1, 6, 5), nothing)
        heard = conductor.listen(song, conditions, form, playing, around)
        told = torch.zeros(1, 6, 5)
        mean: torch.Tensor = conductor.predict(heard, around, codes, told)[0]
        return mean

    with torch.inference_mode():
        a, b = predicted(codes), predicted(changed)
    torch.testing.assert_close(a[:, :5], b[:, :5])
    assert not torch.allclose(a[:, 5], b[:, 5])


def test_transposing_tokens_moves_onsets_only_and_stays_in_range() -> None:
    lines = torch.tensor([[0, 1, 2, 40, LINE_TOKENS - 1]])
    up = transpose_lines(lines, torch.tensor([3]))
    assert up[0, :2].tolist() == [0, 1]
    assert up[0, 3] == 43
    assert up.max() < LINE_TOKENS
    assert transpose_lines(lines, torch.tensor([-3])).min() >= 0


def test_transposing_chords_leaves_empty_beats_empty() -> None:
    chords = torch.tensor([[[11, 1, 11], [0, 0, 0]]])
    assert transpose_chords(chords, torch.tensor([2])).tolist() == [[[1, 1, 1], [0, 0, 0]]]


def test_chord_features_hold_the_sounding_tones() -> None:
    features = chord_features(torch.tensor([[[9, 2, 0]]]), quality_chroma())  # A minor over C
    assert features[0, 0, -12:].nonzero().flatten().tolist() == [0, 4, 9]


def test_a_songbook_comes_back_as_it_was_saved(songbook_file: Path) -> None:
    book, saved = load_songbook(songbook_file, torch.device("cpu")), untrained_songbook()
    assert book.card["name"] == "Untrained"
    kept, own = book.parts[0].leave, saved.parts[0].leave
    finest = own.weight.abs().amax(1, keepdim=True) / 127
    assert ((kept.weight - own.weight).abs() <= 0.51 * finest).all()
    torch.testing.assert_close(kept.bias, own.bias.half().float())
    assert torch.equal(book.axes, saved.axes)


def test_a_missing_songbook_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SongbookError, match="was not found"):
        load_songbook(tmp_path / "none.safetensors", torch.device("cpu"))


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.999])
def test_a_songbook_cut_short_is_refused(songbook_file: Path, tmp_path: Path, share: float) -> None:
    data = songbook_file.read_bytes()
    path = tmp_path / "cut.safetensors"
    path.write_bytes(data[: int(len(data) * share)])
    path.with_suffix(".json").write_text(songbook_file.with_suffix(".json").read_text())
    with pytest.raises(SongbookError, match="damaged or cut short"):
        load_songbook(path, torch.device("cpu"))


def test_a_songbook_of_another_version_is_refused(songbook_file: Path, tmp_path: Path) -> None:
    card = json.loads(songbook_file.with_suffix(".json").read_text())
    path = tmp_path / "newer.safetensors"
    path.write_bytes(songbook_file.read_bytes())
    path.with_suffix(".json").write_text(json.dumps({**card, "version": 99}))
    with pytest.raises(SongbookError, match="version 99"):
        read_card(path)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": "something else"}'])
def test_a_damaged_card_is_refused(songbook_file: Path, tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.safetensors"
    path.write_bytes(songbook_file.read_bytes())
    path.with_suffix(".json").write_text(text)
    with pytest.raises(SongbookError):
        load_songbook(path, torch.device("cpu"))


def test_part_order_is_the_order_of_codes() -> None:
    assert [int(part) for part in Part] == list(range(5))
