"""Chord symbols as MusicXML knows them: a kind, and degrees that change it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from music21 import harmony

from vaecomposer.files.score_spelling import Spelling, spelled
from vaecomposer.music.chord import Chord
from vaecomposer.music.key import Key
from vaecomposer.music.note import pitch_class_name

# By quality: music21's name of MusicXML's kind, and the degrees (number, semitones, add or alter) beside it.
# Only kinds of the MusicXML 4.0 list are used, so that other programs know them; an added seventh counts from
# the minor one, as the standard says.
_KINDS: dict[str, tuple[str, tuple[tuple[int, int, str], ...]]] = {
    "maj": ("major", ()),
    "min": ("minor", ()),
    "dim": ("diminished", ()),
    "aug": ("augmented", ()),
    "sus2": ("suspended-second", ()),
    "sus4": ("suspended-fourth", ()),
    "5": ("power", ()),
    "6": ("major-sixth", ()),
    "min6": ("minor-sixth", ()),
    "7": ("dominant-seventh", ()),
    "maj7": ("major-seventh", ()),
    "min7": ("minor-seventh", ()),
    "hdim7": ("half-diminished-seventh", ()),
    "dim7": ("diminished-seventh", ()),
    "minmaj7": ("minor-major-seventh", ()),
    "aug7": ("augmented-seventh", ()),
    "augmaj7": ("major-seventh", ((5, 1, "alter"),)),
    "7sus4": ("suspended-fourth", ((7, 0, "add"),)),
    "add9": ("major", ((9, 0, "add"),)),
    "minadd9": ("minor", ((9, 0, "add"),)),
    "69": ("major-sixth", ((9, 0, "add"),)),
    "9": ("dominant-ninth", ()),
    "maj9": ("major-ninth", ()),
    "min9": ("minor-ninth", ()),
    "7b9": ("dominant-seventh", ((9, -1, "add"),)),
    "7#9": ("dominant-seventh", ((9, 1, "add"),)),
    "7b5": ("dominant-seventh", ((5, -1, "alter"),)),
    "11": ("dominant-11th", ()),
    "min11": ("minor-11th", ()),
    "13": ("dominant-13th", ()),
    "maj13": ("major-13th", ()),
    "min13": ("minor-13th", ()),
    "other": ("other", ()),
}


def chord_symbol(chord: Chord, key: Key | None) -> Any:
    """music21's symbol of a chord, spelled in a key, with its suffix as it stands on the screen."""
    if chord.is_none:
        return harmony.NoChord()
    kind, degrees = _KINDS[chord.quality]
    suffix = str(replace(chord, bass=chord.root)).removeprefix(pitch_class_name(chord.root))
    symbol = harmony.ChordSymbol(kindStr=suffix)
    # Set one by one: given together, music21 takes the bass for an inversion and asks whether it may.
    symbol.chordKind = kind
    symbol.root(_name(spelled(chord.root, key)))
    if chord.bass != chord.root:
        symbol.bass(_name(spelled(chord.bass, key)), allow_add=True)
    for number, semitones, deed in degrees:
        change = harmony.ChordStepModification(deed, number, semitones)
        symbol.addChordStepModification(change, updatePitches=False)
    return symbol


def _name(name: Spelling) -> str:
    return name.step + ("#" * name.alter if name.alter > 0 else "-" * -name.alter)
