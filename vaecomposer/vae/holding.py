"""Single notes that are locked: the network is made to say them, so that what is new is written around them.

A leaning on the decoder's outputs puts a held note where it is; greedy decoding goes on from it as from a note of
its own. The note itself stays the musician's (`session.locks.apply_locks`).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

import torch
from torch import Tensor

from vaecomposer.music.grid import (
    DRUM_CLASS_OF,
    FIRST_ONSET,
    HIGHEST_PITCH,
    HOLD,
    LADDER_SLOTS,
    LOWEST_PITCH,
    TEXTURE_ONSET,
    pitch_slot,
)
from vaecomposer.music.metre import MAX_STEPS
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece, Role
from vaecomposer.music.reduction import step_of
from vaecomposer.session.state import Locks
from vaecomposer.vae.bars import OUTPUT
from vaecomposer.vae.conditioning import PARTS_OF
from vaecomposer.vae.reading import Encoded
from vaecomposer.vae.tokens import Part

FIRM = 1000.0
"""Nats that a held note gains: more than any other could."""


def held_notes(
    piece: Piece, locks: Locks, phrase: Encoded, parts: tuple[Part, ...]
) -> Tensor | None:
    """What makes the decoder say the locked notes of its parts: (16, parts, bars, OUTPUT); None without any."""
    if not locks.notes:
        return None
    leaning = torch.zeros(MAX_STEPS, len(parts), len(phrase.bars), OUTPUT)
    for index, track in enumerate(piece.tracks):
        (part,) = PARTS_OF.get(track.role, (Part.HARMONY,))
        if not track.is_lead or part not in parts:
            continue
        for note in track.notes:
            if (index, note.onset, note.pitch) in locks.notes:
                _hold(leaning[:, parts.index(part)], part, note, piece, phrase)
    return leaning.to(phrase.codes.device) if bool(leaning.any()) else None


def _hold(leaning: Tensor, part: Part, note: Note, piece: Piece, phrase: Encoded) -> None:
    """Adds one note to a part's leaning (16, bars, OUTPUT)."""
    ticks = piece.ticks_per_quarter / 4
    first = step_of(note, phrase.bars[0].start, ticks)[0]
    last = max(first + 1, round((note.end - phrase.bars[0].start) / ticks))
    places = _places(phrase)
    if not 0 <= first < len(places):
        return
    bar, step = places[first]
    if part is Part.DRUMS:
        drum = DRUM_CLASS_OF.get(note.pitch)
        if drum is not None:
            leaning[step, bar, drum] += FIRM
    elif part is Part.TEXTURE:
        chord = piece.chord_at(note.onset)
        slot = None if chord is None else pitch_slot(
            note.pitch + phrase.transpose, chord.transposed(phrase.transpose)
        )  # fmt: skip
        if slot is not None:
            leaning[step, bar, TEXTURE_ONSET * LADDER_SLOTS + slot] += FIRM
    else:
        pitch = min(max(note.pitch + phrase.transpose, LOWEST_PITCH), HIGHEST_PITCH)
        # A held note that begins takes the place of one that sounds on.
        leaning[step, bar] = 0
        leaning[step, bar, FIRST_ONSET + pitch - LOWEST_PITCH] = FIRM
        for bar, step in places[first + 1 : last]:
            if not leaning[step, bar].any():
                leaning[step, bar, HOLD] = FIRM


def _places(phrase: Encoded) -> list[tuple[int, int]]:
    """Bar and step within it of every step of a phrase."""
    return [
        (number, step) for number, bar in enumerate(phrase.bars) for step in range(bar.metre.steps)
    ]


def giving_way(source: Piece, made: Piece, locks: Locks) -> Piece:
    """New notes of melody and bass leave a held note alone, whatever their pitch: a line stays a line, and a drum
    is struck once.

    Those that begin while it sounds, or on its sixteenth, go; those that reach into it end where it begins.
    """
    tracks = list(made.tracks)
    for index, (old, new) in enumerate(zip(source.tracks, made.tracks, strict=False)):
        held = sorted(n for n in old.notes if (index, n.onset, n.pitch) in locks.notes)
        if not held or not new.is_lead or new.notes == old.notes or index in locks.tracks:
            continue
        own = set(old.notes)
        line = new.role in (Role.MELODY, Role.BASS)
        free = [n for n in new.notes if n not in own]
        kept = [n for n in new.notes if n in own]
        step = made.ticks_per_quarter / 4
        found = [x for n in free if (x := _clear(n, held, step, line=line)) is not None]
        tracks[index] = new.with_notes([*kept, *found])
    if all(a is b for a, b in zip(tracks, made.tracks, strict=True)):
        return made
    return replace(made, tracks=tuple(tracks))


def _clear(note: Note, held: list[Note], step: float, *, line: bool) -> Note | None:
    """A new note clear of the held ones; None if there is no room for it."""
    if not line:
        near = (h for h in held if h.pitch == note.pitch and abs(h.onset - note.onset) < step / 2)
        return None if any(near) else note
    for one in held:
        if abs(one.onset - note.onset) < step / 2 or one.onset <= note.onset < one.end:
            return None
    following = bisect_right(held, note.onset, key=lambda h: h.onset)
    if following < len(held) and held[following].onset < note.end:
        return Note(note.onset, note.pitch, held[following].onset - note.onset, note.velocity)
    return note
