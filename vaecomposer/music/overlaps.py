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
        last: tuple[Note, bool] | None = None
        for note, mine in row:
            if last is not None and last[0].end > note.onset and not (mine and last[1]):
                if last[0].onset == note.onset:
                    continue
                parted[-1] = replace(last[0], duration=note.onset - last[0].onset)
            parted.append(note)
            last = note, mine
    return parted
