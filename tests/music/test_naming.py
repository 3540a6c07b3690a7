"""Parts and bars as they are typed."""

import pytest

from vaecomposer.errors import MusicError
from vaecomposer.music.naming import bars_of, listed


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [("3", {2}), ("5-8", {4, 5, 6, 7}), ("1, 3–4,4", {0, 2, 3}), (" 8 - 8 ", {7})],
)
def test_bars_are_counted_from_one(typed: str, wanted: set[int]) -> None:
    assert bars_of(typed, 8) == wanted


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "Nothing is no bar"), ("x", "x is no bar"), ("4-", "4- is no bar"), ("0", "no bar 0"), ("7-9", "no bar 7-9"),
     ("5-3", "no bar 5-3")],
)  # fmt: skip
def test_bars_that_cannot_be_are_told(typed: str, words: str) -> None:
    with pytest.raises(MusicError, match=words):
        bars_of(typed, 8)


def test_names_are_listed_as_they_are_said() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
