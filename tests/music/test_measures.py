"""Measured attributes."""

from dataclasses import replace

import pytest

from tests.music.pieces import four_parts
from vaecomposer.music.key import A_MINOR
from vaecomposer.music.measures import ATTRIBUTES, measure
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece
from vaecomposer.music.reduction import reduce_piece


def measured(piece: Piece) -> dict[str, float]:
    """Attributes of a whole piece, by name."""
    values = measure(reduce_piece(piece, piece.bars(), A_MINOR.to_white_keys))
    return dict(zip((a.name for a in ATTRIBUTES), values, strict=True))


def test_every_attribute_is_measured_in_its_unit() -> None:
    found = measured(four_parts(4))
    assert found["density"] == 4.0  # quarter notes
    assert found["drum density"] == 4.0
    assert found["bass activity"] == 1.0
    assert found["harmonic rhythm"] == pytest.approx(3 / 4)
    assert found["harmonic colour"] == 0.0
    assert found["melody rests"] == pytest.approx(0.5)


def test_an_octave_raises_the_register_and_nothing_else() -> None:
    piece = four_parts(4)
    high = piece.with_track(
        0, piece.tracks[0].with_notes(n.transposed(12) for n in piece.tracks[0].notes)
    )
    before, after = measured(piece), measured(high)
    assert after["register"] == pytest.approx(before["register"] + 12)
    assert {k: v for k, v in after.items() if k != "register"} == pytest.approx(
        {k: v for k, v in before.items() if k != "register"}
    )


def test_notes_off_the_beat_are_syncopated() -> None:
    piece = four_parts(4)
    late = [replace(n, onset=n.onset + 120) for n in piece.tracks[0].notes]
    assert measured(piece)["syncopation"] == 0.0
    assert measured(piece.with_track(0, piece.tracks[0].with_notes(late)))["syncopation"] == 4.0


def test_a_rising_line_has_a_rising_contour() -> None:
    piece = four_parts(4)
    scale = [Note(i * 480, 60 + i, 240) for i in range(16)]
    assert measured(piece.with_track(0, piece.tracks[0].with_notes(scale)))["contour"] > 2


def test_silence_can_be_measured() -> None:
    piece = four_parts(2)
    assert len(measure(reduce_piece(replace(piece, tracks=()), piece.bars(), 0))) == len(ATTRIBUTES)
