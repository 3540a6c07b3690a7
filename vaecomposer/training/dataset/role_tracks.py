"""Roles for training: each note in the part that the network is to learn it for.

`assign_roles` names the role of each track as a musician sees it. The network merges all tracks of a role, so
here a second melody or bass that plays together with the first becomes "other", and a piano that plays
everything is divided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from vaecomposer.music.analysis import assign_roles
from vaecomposer.music.piece import Role, Track
from vaecomposer.training.dataset.quantising import NoteColumns, quantise

NO_PART = (47, *range(112, 128))
"""General MIDI programs of timpani, bells and drums off the drum channel, and noises: no part of the four."""

TAKES_OVER = 0.7
"""Share of a second melody's (bass's) notes that must fall where the first rests for it to be one too."""

HIGHEST_BASS = 55
"""G3: notes above it are no bass line when one is drawn from a piano's left hand."""

BASS_BARS = 0.4
"""Share of the played bars that need such low notes."""

CHORDAL = 1.35
"""Mean notes an onset from which a melody track is taken for a tune with its accompaniment."""


@dataclass(frozen=True, slots=True)
class RoleTrack:
    """A track, or a voice drawn from one, with its role and how that was found."""

    track: Track
    role: Role
    how: str
    notes: NoteColumns


def role_tracks(
    tracks: Sequence[Track], ticks_per_quarter: int, bar_lines: npt.NDArray[np.int64]
) -> list[RoleTrack]:
    """The tracks that hold notes, with roles for training.

    Args:
        tracks: of one piece.
        ticks_per_quarter: their resolution.
        bar_lines: onsets of all bars in ticks of 1/24 quarter.
    """
    heard = assign_roles(tracks)
    voices = []
    for track in heard:
        if not track.notes:
            continue
        role, how = (
            track.role,
            "heard in the notes" if not track.name else "name, program and notes",
        )
        if role is Role.DRUMS:
            how = "channel 10"
        elif track.program in NO_PART:
            role, how = Role.OTHER, "program of timpani, a drum or a noise"
        voices.append(RoleTrack(track, role, how, quantise(track.notes, ticks_per_quarter)))
    for role in (Role.MELODY, Role.BASS):
        voices = _one_line(voices, role, bar_lines)
    voices = _with_divided_melody(voices)
    return _with_drawn_bass(voices, bar_lines)


def _bars_of(notes: NoteColumns, bar_lines: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Number of the bar each note begins in."""
    return np.searchsorted(bar_lines, notes.onset, side="right") - 1


def _one_line(
    voices: list[RoleTrack], role: Role, bar_lines: npt.NDArray[np.int64]
) -> list[RoleTrack]:
    """Only the leading track of a role keeps it, and those that play where the others rest."""
    own = [i for i, voice in enumerate(voices) if voice.role is role]
    own.sort(key=lambda i: (not voices[i].track.is_lead, -len(voices[i].notes)))
    result, taken = list(voices), np.zeros(len(bar_lines) + 1, np.bool_)
    for i in own:
        bars = _bars_of(voices[i].notes, bar_lines)
        if i != own[0]:
            fills = float((~taken[bars]).mean()) >= TAKES_OVER
            result[i] = replace(
                voices[i],
                role=role if fills else Role.OTHER,
                how=f"plays where the {role.value} rests" if fills else f"beside the {role.value}",
            )
        if result[i].role is role:
            taken[bars] = True
    return result


def _edge(notes: NoteColumns, *, highest: bool) -> npt.NDArray[np.bool_]:
    """Which notes are the highest (lowest) of their onset and do not begin under (over) one that sounds on."""
    order = np.lexsort((-notes.pitch.astype(np.int64) if highest else notes.pitch, notes.onset))
    chosen = np.zeros(len(notes), np.bool_)
    sounding: int | None = None
    before = -1
    for i in order.tolist():
        onset, pitch = int(notes.onset[i]), int(notes.pitch[i])
        if onset == before:
            continue
        before = onset
        if sounding is not None:
            late = int(notes.end[sounding]) - onset
            inner = (int(notes.pitch[sounding]) > pitch) == highest and notes.pitch[
                sounding
            ] != pitch
            # A sixteenth of overlap is legato, more is a voice within.
            if late > 6 and inner:
                continue
        chosen[i] = True
        sounding = i
    return chosen


def _with_divided_melody(voices: list[RoleTrack]) -> list[RoleTrack]:
    """A melody track full of chords becomes its top line and the rest, where nothing else accompanies."""
    if any(voice.role is Role.CHORDS for voice in voices):
        return voices
    result = []
    for voice in voices:
        dense = len(voice.notes) >= CHORDAL * len(np.unique(voice.notes.onset))
        if voice.role is not Role.MELODY or not dense:
            result.append(voice)
            continue
        top = _edge(voice.notes, highest=True)
        for which, role, how in (
            (top, Role.MELODY, "top line of a chordal track"),
            (~top, Role.CHORDS, "a chordal track without its top line"),
        ):
            if which.any():
                result.append(replace(voice, role=role, how=how, notes=voice.notes.chosen(which)))
    return result


def _with_drawn_bass(voices: list[RoleTrack], bar_lines: npt.NDArray[np.int64]) -> list[RoleTrack]:
    """Without a bass, the lowest line of the accompaniment where it lies low enough in enough bars."""
    if any(voice.role is Role.BASS for voice in voices):
        return voices
    chordal = [i for i, voice in enumerate(voices) if voice.role is Role.CHORDS]
    if not chordal:
        return voices
    lowest = min(chordal, key=lambda i: float(voices[i].notes.pitch.mean()))
    voice = voices[lowest]
    low = _edge(voice.notes, highest=False) & (voice.notes.pitch <= HIGHEST_BASS)
    bars = _bars_of(voice.notes, bar_lines)
    if not low.any() or len(np.unique(bars[low])) < BASS_BARS * len(np.unique(bars)):
        return voices
    bass = replace(
        voice, role=Role.BASS, how="lowest line of the accompaniment", notes=voice.notes.chosen(low)
    )
    above = [replace(voice, notes=voice.notes.chosen(~low))] if not low.all() else []
    return [*voices[:lowest], *above, bass, *voices[lowest + 1 :]]
