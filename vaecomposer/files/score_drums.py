"""Drums of MusicXML as General MIDI's drum pitches, and back.

music21 would keep only the place on the staff and one drum of each kind, so this is done before it sees a
score that is read and after it has written one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


_NATURALS = (("C", 0), ("D", 2), ("E", 4), ("F", 5), ("G", 7), ("A", 9), ("B", 11))

# The same the other way, for all of General MIDI's kit: toms by height, cymbals at the top.
PLACE_OF_DRUM = {
    35: "E4", 36: "F4", 37: "C5", 38: "C5", 39: "C5", 40: "C5", 41: "G4", 42: "G5", 43: "A4", 44: "D4",
    45: "B4", 46: "G5", 47: "D5", 48: "D5", 49: "A5", 50: "E5", 51: "F5", 52: "B5", 53: "F5", 54: "G5",
    55: "B5", 56: "E5", 57: "B5", 58: "E5", 59: "F5",
}  # fmt: skip

_CROSSED = frozenset({37, 39, 42, 44, 46, 49, 51, 52, 53, 54, 55, 57, 59})
"""Drums whose heads are crosses: sticks, claps and everything of metal."""

_BEFORE_NOTEHEAD = frozenset(
    {"duration", "tie", "instrument", "voice", "type", "dot", "time-modification", "stem"}
)

_NAME_OF_DRUM = {
    35: "Acoustic Bass Drum", 36: "Bass Drum", 37: "Side Stick", 38: "Snare Drum", 39: "Hand Clap",
    40: "Electric Snare", 41: "Low Floor Tom", 42: "Closed Hi-Hat", 43: "High Floor Tom", 44: "Pedal Hi-Hat",
    45: "Low Tom", 46: "Open Hi-Hat", 47: "Low-Mid Tom", 48: "Hi-Mid Tom", 49: "Crash Cymbal", 50: "High Tom",
    51: "Ride Cymbal", 52: "Chinese Cymbal", 53: "Ride Bell", 54: "Tambourine", 55: "Splash Cymbal",
    56: "Cowbell", 57: "Crash Cymbal 2", 58: "Vibraslap", 59: "Ride Cymbal 2",
}  # fmt: skip


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


def unpitch_drums(root: Element, parts: Iterable[str]) -> None:
    """Makes drum hits of the pitched notes of some parts, in place: the way back from `pitch_drums`.

    Each drum becomes an instrument of its part, with its General MIDI pitch.

    Args:
        root: of a partwise score.
        parts: ids of the parts whose pitches are General MIDI's drums.
    """
    wanted = frozenset(parts)
    heads = {head.get("id", ""): head for head in root.iterfind("part-list/score-part")}
    for part in root.iterfind("part"):
        name = part.get("id", "")
        if name not in wanted:
            continue
        used: set[int] = set()
        for note in part.iter("note"):
            pitch = note.find("pitch")
            if pitch is not None:
                used.add(_hit(note, pitch, name))
        if used:
            _list_drums(heads[name], name, sorted(used))


def _hit(note: Element, pitch: Element, part: str) -> int:
    """Makes a drum hit of a note; its MIDI pitch."""
    step, octave = pitch.findtext("step") or "C", int(pitch.findtext("octave") or 4)
    alter = round(float(pitch.findtext("alter") or 0))
    midi = 12 * (octave + 1) + dict(_NATURALS)[step] + alter
    place = PLACE_OF_DRUM.get(midi, "E5")
    pitch.clear()
    pitch.tag = "unpitched"
    SubElement(pitch, "display-step").text = place[0]
    SubElement(pitch, "display-octave").text = place[1]
    for accidental in note.findall("accidental"):
        note.remove(accidental)
    children = list(note)
    tags = [child.tag for child in children]
    after = max(i for i, tag in enumerate(tags) if tag in ("duration", "tie"))
    mark = Element("instrument", {"id": _drum_id(part, midi)})
    note.insert(after + 1, mark)
    if midi in _CROSSED:
        before = [i for i, child in enumerate(note) if child.tag in _BEFORE_NOTEHEAD]
        head = Element("notehead")
        head.text = "x"
        note.insert(max(before) + 1, head)
    return midi


def _drum_id(part: str, midi: int) -> str:
    return f"{part}-I{midi}"


def _list_drums(head: Element, part: str, drums: Sequence[int]) -> None:
    """Names a part's drums in the part list in place of its one instrument."""
    channel = head.findtext("midi-instrument/midi-channel") or "10"
    program = head.findtext("midi-instrument/midi-program")
    for tag in ("score-instrument", "midi-instrument"):
        for old in head.findall(tag):
            head.remove(old)
    for midi in drums:
        instrument = SubElement(head, "score-instrument", {"id": _drum_id(part, midi)})
        name = _NAME_OF_DRUM.get(midi, f"Percussion {midi}")
        SubElement(instrument, "instrument-name").text = name
    for midi in drums:
        player = SubElement(head, "midi-instrument", {"id": _drum_id(part, midi)})
        SubElement(player, "midi-channel").text = channel
        if program is not None:
            SubElement(player, "midi-program").text = program
        SubElement(player, "midi-unpitched").text = str(midi + 1)
