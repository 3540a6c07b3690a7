"""Notes of one pitch that overlap, which a MIDI file could not tell apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vaecomposer.music.note import Note


def parted(kept: Sequence[Note], touched: Sequence[Note]) -> list[Note]:
    """All notes, no touched one overlapping another of its pitch, which MIDI could not tell apart.

    The earlier ends where the later begins; of two on one tick the musician's stays. Overlaps among the
    musician's own notes are the musician's.
    """
    fresh = {note.pitch for note in touched}
    by_pitch: dict[int, list[tuple[Note, bool]]] = {pitch: [] for pitch in fresh}
    found: list[Note] = []
    for note in kept:
        if note.pitch in fresh:
            by_pitch[note.pitch].append((note, True))
        else:
            found.append(note)
    for note in touched:
        by_pitch[note.pitch].append((note, False))
    for row in by_pitch.values():
        found += _parted_pitch(row)
    return found


def _parted_pitch(row: list[tuple[Note, bool]]) -> list[Note]:
    """The same for notes of one pitch, each with whether it is the musician's."""
    row.sort(key=lambda item: (item[0].onset, not item[1]))
    found: list[Note] = []
    sounding: list[tuple[Note, bool]] = []
    latest = -1
    for note, mine in row:
        onset = note.onset
        if latest > onset:
            found += [n for n, _ in sounding if n.end <= onset]
            sounding = [(n, own) for n, own in sounding if n.end > onset]
            foreign = [n for n, own in sounding if not (mine and own)]
            if any(n.onset == onset for n in foreign):
                continue
            if foreign:
                # The musician's own overlapping notes all end here, or the one that began last would seem to.
                found += [replace(n, duration=onset - n.onset) for n, _ in sounding]
                sounding = []
        else:
            found += [n for n, _ in sounding]
            sounding = []
        sounding.append((note, mine))
        latest = max(n.end for n, _ in sounding)
    return found + [n for n, _ in sounding]
