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
    by_pitch: dict[int, list[tuple[Note, bool]]] = {}
    for notes, mine in ((kept, True), (touched, False)):
        for note in notes:
            by_pitch.setdefault(note.pitch, []).append((note, mine))
    parted: list[Note] = []
    for row in by_pitch.values():
        row.sort(key=lambda item: (item[0].onset, not item[1]))
        sounding: list[tuple[Note, bool]] = []
        for note, mine in row:
            done = [n for n, _ in sounding if n.end <= note.onset]
            sounding = [(n, own) for n, own in sounding if n.end > note.onset]
            parted += done
            foreign = [n for n, own in sounding if not (mine and own)]
            if any(n.onset == note.onset for n in foreign):
                continue
            if foreign:
                # The musician's own overlapping notes all end here, or the one that began last would seem to.
                parted += [replace(n, duration=note.onset - n.onset) for n, _ in sounding]
                sounding = []
            sounding.append((note, mine))
        parted += [n for n, _ in sounding]
    return parted
