"""Numerals as chords of a key."""

from __future__ import annotations

import pytest

from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.key import A_MINOR, C_MAJOR, Key, Mode
from vaecomposer.music.roman import parse_roman, roman_of

G_MAJOR = Key(7, Mode.MAJOR)


def named(text: str, key: Key) -> list[str]:
    return [str(parse_roman(numeral, key)) for numeral in text.split()]


@pytest.mark.parametrize(
    ("key", "numerals", "chords"),
    [
        (A_MINOR, "i VI III VII", "Am F C G"),
        (A_MINOR, "iv v V7 ii°", "Dm Em E7 Bdim"),
        (C_MAJOR, "I ii iii IV V vi vii°", "C Dm Em F G Am Bdim"),
        (C_MAJOR, "ii7 V7 Imaj7", "Dm7 G7 Cmaj7"),
        (G_MAJOR, "I V vi IV", "G D Em C"),
        (Key(2, Mode.DORIAN), "i IV VII", "Dm G C"),
        (Key(7, Mode.MIXOLYDIAN), "I VII IV", "G F C"),
        (Key(4, Mode.PHRYGIAN), "i II", "Em F"),
        (Key(5, Mode.LYDIAN), "I II iv°", "F G Bdim"),
    ],
)
def test_numerals_stand_on_the_degrees_of_the_mode(key: Key, numerals: str, chords: str) -> None:
    assert named(numerals, key) == chords.split()


@pytest.mark.parametrize(
    ("key", "numerals", "chords"),
    [
        (C_MAJOR, "bVII bVI bIII ♭II", "B♭ A♭ E♭ D♭"),
        (Key(0, Mode.MINOR), "bVII bVI bIII bII", "B♭ A♭ E♭ D♭"),
        (C_MAJOR, "#iv° #I°7", "F♯dim C♯dim7"),
        (A_MINOR, "#VI #vii°", "F♯ G♯dim"),
        (Key(5, Mode.LYDIAN), "#IV bIV", "B B♭"),
        (Key(4, Mode.PHRYGIAN), "bII", "F"),
    ],
)
def test_accidentals_count_from_the_scale_everybody_has_in_mind(
    key: Key, numerals: str, chords: str
) -> None:
    assert [parse_roman(n, key) for n in numerals.split()] == [
        parse_roman("I" + suffix, Key(root, Mode.MAJOR))
        for root, suffix in map(_split, chords.split())
    ]


def _split(symbol: str) -> tuple[int, str]:
    from vaecomposer.music.key import parse_tonic

    length = 2 if symbol[1:2] in ("♯", "♭") else 1
    root = parse_tonic(symbol[:length])
    assert root is not None
    return root, symbol[length:]


@pytest.mark.parametrize("numeral", ["vii°", "viio", "viidim", "vii°7", "viiø7", "viim7b5"])
def test_the_diminished_seventh_degree_of_minor_is_the_leading_note(numeral: str) -> None:
    chord = parse_roman(numeral, A_MINOR)
    assert chord is not None
    assert chord.root == 8
    assert chord.quality in ("dim", "dim7", "hdim7")


@pytest.mark.parametrize(
    ("numeral", "quality"),
    [
        ("I", "maj"), ("Imaj7", "maj7"), ("IM7", "maj7"), ("IΔ", "maj7"), ("I7", "7"), ("I+", "aug"),
        ("Isus4", "sus4"), ("I6", "6"), ("I6/9", "69"), ("Iadd9", "add9"), ("I5", "5"), ("Im7", "min7"),
        ("i", "min"), ("i7", "min7"), ("i6", "min6"), ("i9", "min9"), ("iadd9", "minadd9"),
        ("imaj7", "minmaj7"), ("iM7", "minmaj7"), ("im(maj7)", "minmaj7"), ("im7", "min7"), ("i°7", "dim7"),
        ("iø", "hdim7"), ("i7b5", "hdim7"), ("isus4", "sus4"), ("i7sus4", "7sus4"), ("i5", "5"),
    ],
)  # fmt: skip
def test_what_follows_a_numeral_is_read_as_in_a_chord_symbol(numeral: str, quality: str) -> None:
    chord = parse_roman(numeral, C_MAJOR)
    assert chord is not None
    assert (chord.root, chord.quality, chord.bass) == (0, quality, 0)


@pytest.mark.parametrize(
    ("key", "numeral", "chord"),
    [
        (C_MAJOR, "V7/V", "D7"), (C_MAJOR, "V/vi", "E"), (C_MAJOR, "ii7/IV", "Gm7"), (C_MAJOR, "V7/ii", "A7"),
        (A_MINOR, "V7/iv", "A7"), (A_MINOR, "V/VI", "C"), (C_MAJOR, "VI/ii", "B♭"),
    ],
)  # fmt: skip
def test_a_chord_may_lean_on_another(key: Key, numeral: str, chord: str) -> None:
    root, suffix = _split(chord)
    assert parse_roman(numeral, key) == parse_roman(
        ("i7" if suffix == "m7" else "I" + suffix), Key(root, Mode.MAJOR)
    )


@pytest.mark.parametrize(
    "text",
    ["", "b", "VIII", "IIII", "Iv", "iV", "H", "Am", "I/", "/V", "V/x", "V/E", "Iwhat", "imajor", "imaj9",
     "i+", "V7/V/V/", "N", "-"],
)  # fmt: skip
def test_what_is_no_numeral_is_none(text: str) -> None:
    assert parse_roman(text, C_MAJOR) is None


@pytest.mark.parametrize("mode", list(Mode))
def test_every_chord_on_its_root_has_a_numeral_that_is_read_as_it(mode: Mode) -> None:
    for tonic in (0, 9):
        key = Key(tonic, mode)
        for root in range(12):
            for quality in QUALITIES[1:-1]:
                chord = Chord(root, quality, root)
                text = roman_of(chord, key)
                assert text is not None, (chord, key)
                assert parse_roman(text, key) == chord


@pytest.mark.parametrize(
    ("key", "numerals"),
    [
        (A_MINOR, "i VI III VII iv V7 ii° vii° iiø7 VImaj7 i(maj7) bII #iv°7"),
        (C_MAJOR, "I vi7 ii7 V7sus4 I6/9 bVII iii(add9) vii°7 IVmaj9 bVI"),
    ],
)
def test_numerals_are_written_as_in_the_textbooks(key: Key, numerals: str) -> None:
    for text in numerals.split():
        chord = parse_roman(text, key)
        assert chord is not None
        assert roman_of(chord, key) == text.replace("ø7", "ø")


def test_a_chord_over_another_bass_has_no_numeral() -> None:
    assert roman_of(Chord(0, "maj", 4), C_MAJOR) is None
    assert roman_of(Chord(0, "other", 0), C_MAJOR) is None
