"""How values are written and read aloud."""

from __future__ import annotations

import pytest

from vaecomposer.music.attributes import SHAPES
from vaecomposer.ui.words import bars_of, measured_change, note_value, signed, spoken


@pytest.mark.parametrize(
    ("value", "written", "read"),
    [
        (46, "+46", "plus 46"),
        (-10, "−10", "minus 10"),
        (0, "0", "0"),
        (0.5, "+0.5", "plus 0.5"),
        (-0.04, "0", "0"),
    ],
)
def test_values_are_written_with_a_true_minus_and_read_in_words(
    value: float, written: str, read: str
) -> None:
    assert signed(value) == written
    assert spoken(value) == read


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("Density", 4.125, 6.0, ("4.1 → 6", "notes a bar")),
        ("Density", 4.125, 4.1, ("4.1", "notes a bar")),
        ("Register", 69.4, 72.0, ("A4 → C5", "")),
        ("Contour", -1.25, 0.5, ("−1.2 → +0.5", "semitones a bar")),
        ("Repetition", 0.5, 0.754, ("50 % → 75 %", "")),
        ("Energy", 0.1, 0.9, ("", "")),
        ("Drum density", float("nan"), float("nan"), ("", "")),
    ],
)
def test_what_a_move_did_is_said_in_a_musicians_figures(
    name: str, before: float, after: float, said: tuple[str, str]
) -> None:
    (shape,) = (s for s in SHAPES if s.name == name)
    assert measured_change(shape, before, after) == said


def test_lengths_have_their_names() -> None:
    assert note_value(0.75) == "dotted eighth"
    assert note_value(0.97) == "quarter"
    assert note_value(6) == "6 quarters"


def test_phrases_are_counted_from_one() -> None:
    assert bars_of(17, 32, 64) == "Bars 17–32 of 64"
    assert bars_of(65, 65, 65) == "Bar 65 of 65"
