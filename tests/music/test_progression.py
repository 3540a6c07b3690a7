"""Progressions: presets, what is typed, what a piece has."""

from __future__ import annotations

import pytest

from tests.music.pieces import four_parts
from vaecomposer.errors import MusicError
from vaecomposer.music.form import FORMS, parse_form
from vaecomposer.music.key import A_MINOR, C_MAJOR, Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.progression import (
    MAJOR_PROGRESSIONS,
    MINOR_PROGRESSIONS,
    parse_progression,
    presets_for,
    progression_in_numerals,
    progression_in_words,
    progression_of_piece,
    suggestion,
)

FOUR = Metre(4, 4)


@pytest.mark.parametrize(
    ("key", "presets"), [(C_MAJOR, MAJOR_PROGRESSIONS), (A_MINOR, MINOR_PROGRESSIONS)]
)
def test_every_preset_is_chords_of_its_key(key: Key, presets: tuple[tuple[str, str], ...]) -> None:
    assert presets_for(key) == presets
    for name, text in presets:
        chords = parse_progression(text, key, FOUR, 16)
        assert chords, name
        again = parse_progression(progression_in_words(chords), key, FOUR, 16)
        assert again == chords
    assert len({name for name, _ in presets}) == len(presets)


def test_modes_take_the_presets_that_suit_them() -> None:
    assert presets_for(Key(2, Mode.DORIAN)) is MINOR_PROGRESSIONS
    assert presets_for(Key(2, Mode.MIXOLYDIAN)) is MAJOR_PROGRESSIONS


def test_an_unknown_chord_is_answered_with_the_nearest() -> None:
    with pytest.raises(MusicError, match=r"Hm7 is not a chord I know\. Did you mean Bm7\?"):
        parse_progression("Am | Hm7", A_MINOR, FOUR, 16)
    assert suggestion("Cmaj7x") == "Cmaj7"
    assert suggestion("?") is None


def test_a_pieces_own_chords_come_back_bar_by_bar() -> None:
    found = progression_of_piece(four_parts())
    assert found is not None
    assert progression_in_words(found) == "Am | F | C | G"


def test_forms() -> None:
    assert parse_form(" aaba ") == "AABA"
    assert all(parse_form(form) == form for form in FORMS)
    for wrong in ("", "AABAB", "A1"):
        with pytest.raises(MusicError):
            parse_form(wrong)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Am F C G", "i VI III VII"),
        ("Am7 | F G | – | E7", "i7 | VI VII | – | V7"),
        ("Am F/A C G", "Am | F/A | C | G"),
    ],
)
def test_chords_are_written_so_that_they_serve_other_keys(text: str, written: str) -> None:
    chords = parse_progression(text, A_MINOR, FOUR, 16)
    kept = progression_in_numerals(chords, A_MINOR)
    assert kept == written
    assert parse_progression(kept, A_MINOR, FOUR, 16) == chords
    if "/" not in text:
        higher = parse_progression(kept, Key(0, Mode.MINOR), FOUR, 16)
        assert higher == tuple(tuple(c.transposed(3) for c in bar) for bar in chords)
