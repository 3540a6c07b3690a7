"""Drums of MusicXML as General MIDI's drum pitches.

music21 would keep only the place on the staff, so this is done before it sees the score.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

# Where a drum set is written on the staff (Weinberg 1998), for scores that do not say what a hit means.
_DRUM_OF_PLACE = {
    "D4": 44, "F4": 36, "G4": 43, "A4": 41, "B4": 45, "C5": 38, "D5": 47, "E5": 50, "F5": 51, "G5": 42,
    "A5": 49, "B5": 57,
}  # fmt: skip

SIDE_STICK = 37
"""For places without a custom: it takes no part in the nine drums that are composed."""

_SPELLING = (
    ("C", 0), ("C", 1), ("D", 0), ("D", 1), ("E", 0), ("F", 0), ("F", 1), ("G", 0), ("G", 1), ("A", 0),
    ("A", 1), ("B", 0),
)  # fmt: skip


def pitch_drums(root: Element) -> frozenset[str]:
    """Gives every unpitched note of a score the pitch of its drum, in place.

    Args:
        root: of a partwise score.

    Returns:
        The ids of the parts that hold such notes.
    """
    said = _said_drums(root)
    parts = set()
    for part in root.iterfind("part"):
        for note in part.iter("note"):
            unpitched = note.find("unpitched")
            if unpitched is None:
                continue
            parts.add(part.get("id", ""))
            instrument = note.find("instrument")
            named = instrument.get("id", "") if instrument is not None else ""
            _give_pitch(unpitched, said.get(named) or _by_place(unpitched))
    return frozenset(parts)


def _said_drums(root: Element) -> dict[str, int]:
    """MIDI pitches of the score's drum instruments by id. MusicXML counts them from 1."""
    found = {}
    for instrument in root.iterfind("part-list/score-part/midi-instrument"):
        text = (instrument.findtext("midi-unpitched") or "").strip()
        if text.isdecimal() and 1 <= int(text) <= 128:
            found[instrument.get("id", "")] = int(text) - 1
    return found


def _by_place(unpitched: Element) -> int:
    step, octave = unpitched.findtext("display-step"), unpitched.findtext("display-octave")
    return _DRUM_OF_PLACE.get(f"{(step or '').strip()}{(octave or '').strip()}", SIDE_STICK)


def _give_pitch(unpitched: Element, midi: int) -> None:
    step, alter = _SPELLING[midi % 12]
    unpitched.clear()
    unpitched.tag = "pitch"
    SubElement(unpitched, "step").text = step
    SubElement(unpitched, "alter").text = str(alter)
    SubElement(unpitched, "octave").text = str(midi // 12 - 1)
