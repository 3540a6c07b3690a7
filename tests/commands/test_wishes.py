"""Musical wishes as they are typed, and the sentence for every one that cannot be."""

from __future__ import annotations

import pytest

from vaecomposer.commands import wishes
from vaecomposer.errors import ComposerError
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.key import A_MINOR, C_MAJOR, Key
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.naming import parts_of
from vaecomposer.music.piece import Role

FOUR = COMPOSED_METRES[0]


def chords(
    text: str, key: Key = A_MINOR, metre: Metre = FOUR, bars: int = 16
) -> list[list[str]] | None:
    found = wishes.progression_of(text, key, metre, bars)
    return None if found is None else [[str(chord) for chord in bar] for bar in found]


@pytest.mark.parametrize(
    ("typed", "bars"),
    [
        ("Am F C G", [["Am"], ["F"], ["C"], ["G"]]),
        ("Am | F G | C", [["Am"], ["F", "G"], ["C"]]),
        ("| Am | F G |", [["Am"], ["F", "G"]]),
        ("Am F |", [["Am", "F"]]),
        ("Am|F", [["Am"], ["F"]]),
        ("C/E Bbmaj7", [["C/E"], ["B♭maj7"]]),
        ("i VI III VII", [["Am"], ["F"], ["C"], ["G"]]),
        ("i VI | E7", [["Am", "F"], ["E7"]]),
        ("Am - N", [["Am"], ["–"], ["–"]]),
    ],
)
def test_chords_are_read_bar_by_bar(typed: str, bars: list[list[str]]) -> None:
    assert [[c.replace("A♯", "B♭") for c in bar] for bar in chords(typed) or ()] == bars


def test_numerals_follow_the_key() -> None:
    assert chords("ii7 V7 Imaj7", C_MAJOR) == [["Dm7"], ["G7"], ["Cmaj7"]]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Am H7 C", "H7 is not a chord I know"),
        ("i VIII", "VIII is not a chord I know"),
        ("Am | | C", "A bar without chords"),
        ("", "A bar without chords"),
        ("|", "A bar without chords"),
        ("A B C D E", "Chords for 5 bars were typed; the phrase has 4."),
        ("A | B C D E F", "Bar 2 has 5 chords; a bar of 4/4 has room for 4."),
    ],
)
def test_chords_that_cannot_be_are_named(typed: str, words: str) -> None:
    with pytest.raises(ComposerError, match=words):
        chords(typed, bars=4)


def test_a_short_bar_has_room_for_fewer_chords() -> None:
    assert chords("Am F | C", metre=Metre(6, 8)) == [["Am", "F"], ["C"]]
    with pytest.raises(ComposerError, match="6/8 has room for 2"):
        chords("Am F C |", metre=Metre(6, 8))


def test_no_wish_is_none() -> None:
    assert wishes.mood_of(None) is None
    assert wishes.form_of(None) is None
    assert wishes.progression_of(None, A_MINOR, FOUR, 16) is None
    assert wishes.shape_of([]) == ()


def test_a_mood_is_two_numbers() -> None:
    assert wishes.mood_of("-0.5, 1") == (-0.5, 1.0)


@pytest.mark.parametrize(
    "typed", ["", "0.5", "1,2", "-1.1,0", "a,b", "0,0,0", "nan,0", "0,inf", ","]
)
def test_what_is_no_mood_is_named(typed: str) -> None:
    with pytest.raises(ComposerError, match="is not a mood"):
        wishes.mood_of(typed)


def test_a_form_is_letters() -> None:
    assert wishes.form_of("aaba") == "AABA"
    assert wishes.form_of("A") == "A"


@pytest.mark.parametrize("typed", ["", "A1", "AAB A", "AABAC", "ÄÖ"])
def test_what_is_no_form_is_named(typed: str) -> None:
    with pytest.raises(ComposerError, match="is not a form"):
        wishes.form_of(typed)


def test_parts_are_roles() -> None:
    assert parts_of("Bass, drums") == {Role.BASS, Role.DRUMS}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("tuba", "tuba is not a part"),
        ("bass,", "Nothing is not a part"),
        ("", "Nothing is not"),
        ("other", "other is not a part I write; the parts are melody, chords, bass and drums."),
    ],
)
def test_what_is_no_part_is_named(typed: str, words: str) -> None:
    with pytest.raises(ComposerError, match=words):
        parts_of(typed)


def test_sliders_have_the_names_of_the_window() -> None:
    names = wishes.slider_names()
    assert names[0] == "density"
    assert "harmonic-rhythm" in names
    for i, name in enumerate(names):
        values = wishes.shape_of([f"{name}=-20"])
        assert len(values) == len(SHAPES)
        assert [j for j, value in enumerate(values) if value == -20] == [i]


def test_sliders_gather_and_the_last_word_counts() -> None:
    typed = ["density=40", " Leaps = -20.5", "density=10"]
    values = wishes.shape_of(typed)
    assert (values[0], values[4], sum(map(bool, values))) == (10.0, -20.5, 2)
    assert wishes.named_sliders(typed) == (0, 4)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("density", "density does not name a slider and its value; write such as density=40."),
        ("=4", "=4 does not name"),
        ("density=loud", "goes from -100 to 100"),
        ("density=", "goes from -100 to 100"),
        ("density=101", "density=101 cannot be"),
        ("density=nan", "cannot be"),
        ("speed=1", "speed is not a slider I know; they are density, syncopation, .* and energy."),
    ],
)
def test_what_is_no_slider_is_named(typed: str, words: str) -> None:
    with pytest.raises(ComposerError, match=words):
        wishes.shape_of([typed])


def test_directions_are_numbered_from_one() -> None:
    values = wishes.directions_of(["1=50", "16=-100"])
    assert (values[0], values[15], len(values)) == (50.0, -100.0, 16)
    assert not any(wishes.directions_of([]))


@pytest.mark.parametrize(
    "typed", ["0=1", "17=1", "x=1", "-1=5", "1", "1=200", "1=", "1" * 5000 + "=1"]
)
def test_what_is_no_direction_is_named(typed: str) -> None:
    with pytest.raises(ComposerError, match="Direction"):
        wishes.directions_of([typed])
