"""Which track is the melody, the chords, the bass, the drums."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from vaecomposer.music.note import Note
from vaecomposer.music.piece import COMPOSED_ROLES, Role, Track

_NAMES = {
    Role.MELODY: re.compile(
        r"melod|vocal|voice|voc\b|lead|sing|sopran|solo|canto|gesang|tune|theme|treble",
        re.IGNORECASE,
    ),
    Role.BASS: re.compile(r"bass(?!oon)|bajo|contrabass|\bbs\b", re.IGNORECASE),
    Role.DRUMS: re.compile(r"drum|perc|\bkit\b|beat|schlagzeug|bateria", re.IGNORECASE),
    Role.CHORDS: re.compile(
        r"chord|piano|pad|comp|harmon|accomp|organ|rhythm|guitar|strings?|keys|alto|tenor",
        re.IGNORECASE,
    ),
}
# "Bass" and "Vocal" mean what they say; "Piano" or "Guitar" may still carry the tune.
_NAME_WEIGHT = {Role.MELODY: 5.0, Role.BASS: 5.0, Role.CHORDS: 2.5}

# General MIDI families that speak for a role.
_BASS_PROGRAMS = range(32, 40)
_LEAD_PROGRAMS = (*range(56, 88), 40, 52, 53, 54)
_CHORD_PROGRAMS = (*range(16), *range(16, 32), *range(44, 52), *range(88, 96))

POLYPHONIC = 1.35
"""Mean notes per onset from which a track counts as chordal."""


def _notes_per_onset(notes: Sequence[Note]) -> float:
    return len(notes) / max(1, len({note.onset for note in notes}))


def _overlap(notes: Sequence[Note]) -> float:
    """Share of notes that begin while the one before still sounds for more than a fifth of its length."""
    if len(notes) < 2:
        return 0.0
    late = sum(b.onset < a.end - a.duration / 5 for a, b in pairwise(notes))
    return late / (len(notes) - 1)


def role_scores(track: Track) -> dict[Role, float]:
    """How much a pitched track looks like each composed role; higher is likelier."""
    notes = track.notes
    mean = sum(note.pitch for note in notes) / len(notes)
    chordal = _notes_per_onset(notes) >= POLYPHONIC or _overlap(notes) > 0.4
    program = track.program if track.program is not None else -1
    scores = {
        Role.MELODY: (0 if chordal else 1.5) + min(1.0, max(-1.0, (mean - 62) / 10)),
        Role.BASS: (-1.5 if chordal else 0.5) + min(2.0, max(-2.0, (50 - mean) / 6)),
        Role.CHORDS: (2.0 if chordal else -0.5) - abs(mean - 60) / 24,
    }
    scores[Role.MELODY] += 0.75 * (program in _LEAD_PROGRAMS)
    scores[Role.BASS] += 1.5 * (program in _BASS_PROGRAMS)
    scores[Role.CHORDS] += 0.5 * (program in _CHORD_PROGRAMS)
    for role in scores:
        scores[role] += _NAME_WEIGHT[role] * bool(_NAMES[role].search(track.name))
    return scores


def _roles_of(tracks: Sequence[Track]) -> list[Role]:
    """The likeliest role of each track, drums by channel; empty tracks are "other"."""
    roles = []
    for track in tracks:
        if not track.notes:
            roles.append(Role.OTHER)
        elif track.is_drums:
            roles.append(Role.DRUMS)
        else:
            scores = role_scores(track)
            roles.append(max(scores, key=lambda role: scores[role]))
    return roles


def assign_roles(tracks: Sequence[Track]) -> tuple[Track, ...]:
    """The tracks with roles, and one lead track for each composed role that occurs.

    A piece with pitched tracks but no melody gives the role to the track most like one, since a listener
    always hears a tune somewhere.
    """
    roles = _roles_of(tracks)
    pitched = [i for i, t in enumerate(tracks) if t.notes and not t.is_drums]
    if pitched and Role.MELODY not in roles:
        spare = [i for i in pitched if roles.count(roles[i]) > 1] or pitched
        best = max(spare, key=lambda i: role_scores(tracks[i])[Role.MELODY])
        roles[best] = Role.MELODY
    leads = {}
    for role in COMPOSED_ROLES:
        own = [i for i, r in enumerate(roles) if r is role]
        if own:
            leads[role] = max(own, key=lambda i: _lead_rank(tracks[i], role))
    return tuple(
        replace(track, role=role, is_lead=leads.get(role) == i)
        for i, (track, role) in enumerate(zip(tracks, roles, strict=True))
    )


def _lead_rank(track: Track, role: Role) -> float:
    """Among tracks of one role, the fullest and most typical one leads."""
    if role is Role.DRUMS:
        return float(len(track.notes))
    sounding = sum(note.duration for note in track.notes)
    last = max(note.end for note in track.notes)
    return role_scores(track)[role] + 2 * min(1.0, sounding / max(1, last))
