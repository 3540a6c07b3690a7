"""How values are written and read aloud."""

from __future__ import annotations

import pytest

from vaecomposer.ui.words import bars_of, note_value, signed, spoken


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


def test_lengths_have_their_names() -> None:
    assert note_value(0.75) == "dotted eighth"
    assert note_value(0.97) == "quarter"
    assert note_value(6) == "6 quarters"


def test_phrases_are_counted_from_one() -> None:
    assert bars_of(17, 32, 64) == "Bars 17–32 of 64"
    assert bars_of(65, 65, 65) == "Bar 65 of 65"
