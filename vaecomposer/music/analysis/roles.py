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


def _motion(notes: Sequence[Note]) -> tuple[float, float]:
    """Shares of successive notes at most a tone apart, and a fifth or more.

    Tunes go by step: of sung melodies 68 and 8 of 100, of piano figures 10 and 40 (POP909, OpenScore Lieder).
    """
    if len(notes) < 2:
        return 0.5, 0.0
    sizes = [abs(b.pitch - a.pitch) for a, b in pairwise(notes)]
    return sum(s <= 2 for s in sizes) / len(sizes), sum(s >= 7 for s in sizes) / len(sizes)


def _is_chordal(notes: Sequence[Note]) -> bool:
    return _notes_per_onset(notes) >= POLYPHONIC or _overlap(notes) > 0.4


def _mean_pitch(track: Track) -> float:
    return sum(note.pitch for note in track.notes) / len(track.notes)


def role_scores(track: Track) -> dict[Role, float]:
    """How much a pitched track looks like each composed role; higher is likelier."""
    notes = track.notes
    mean = _mean_pitch(track)
    chordal = _is_chordal(notes)
    steps, leaps = _motion(notes)
    program = track.program if track.program is not None else -1
    scores = {
        Role.MELODY: (0 if chordal else 1.5) + min(1.0, max(-1.0, (mean - 62) / 10)),
        Role.BASS: (-1.5 if chordal else 0.5) + min(2.0, max(-2.0, (50 - mean) / 6)),
        Role.CHORDS: (2.0 if chordal else -0.5) - abs(mean - 60) / 24,
    }
    if not chordal:
        scores[Role.MELODY] += 1.5 * (steps - 0.5) - 2 * leaps
        scores[Role.CHORDS] += 2 * leaps
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
    always hears a tune somewhere. Of several single lines without a bass the lowest is one, and those that
    move together with others below the tune are its harmony, as in a choir.
    """
    roles = _roles_of(tracks)
    pitched = [i for i, t in enumerate(tracks) if t.notes and not t.is_drums]
    if pitched and Role.MELODY not in roles:
        spare = [i for i in pitched if roles.count(roles[i]) > 1] or pitched
        best = max(spare, key=lambda i: role_scores(tracks[i])[Role.MELODY])
        roles[best] = Role.MELODY
    tune = _lead(tracks, roles, Role.MELODY)
    if tune is not None:
        _give_bass(tracks, roles, tune)
        _give_inner_voices(tracks, roles, tune)
    leads = {role: _lead(tracks, roles, role) for role in COMPOSED_ROLES}
    return tuple(
        replace(track, role=role, is_lead=leads.get(role) == i)
        for i, (track, role) in enumerate(zip(tracks, roles, strict=True))
    )


def _lead(tracks: Sequence[Track], roles: Sequence[Role], role: Role) -> int | None:
    """Which track of a role leads; None if there is none."""
    own = [i for i, r in enumerate(roles) if r is role]
    if not own:
        return None
    most = max(len(tracks[i].notes) for i in own)
    last = max(tracks[i].notes[-1].end for i in own)
    return max(own, key=lambda i: _lead_rank(tracks[i], role, most, last))


LOW = 57
"""A lowest line that lies below A3 on average is a bass."""


def _give_bass(tracks: Sequence[Track], roles: list[Role], tune: int) -> None:
    """Without a bass, the lowest single line beside the tune becomes it."""
    if Role.BASS in roles:
        return
    lines = [
        i
        for i, role in enumerate(roles)
        if role in (Role.MELODY, Role.CHORDS) and i != tune and not _is_chordal(tracks[i].notes)
    ]
    lowest = min(lines, key=lambda i: _mean_pitch(tracks[i]), default=None)
    if lowest is None or _mean_pitch(tracks[lowest]) >= LOW:
        return
    # A cello that enters for a bar is no bass.
    if len(tracks[lowest].notes) * 4 >= len(tracks[tune].notes) and (
        _NAMES[Role.MELODY].search(tracks[lowest].name) is None
        or (len(lines) > 1 and _plain(tracks[lowest]) == _plain(tracks[tune]))
    ):
        roles[lowest] = Role.BASS


def _plain(track: Track) -> str:
    """A track's name without what numbers it: of three voices or more "Voice 4" may well be the bass."""
    return re.sub(r"[\W\d_]+", "", track.name).lower()


TOGETHER = 0.6
"""Share of a line's notes that begin together with one of the tune's or the bass's for it to be harmony."""


def _give_inner_voices(tracks: Sequence[Track], roles: list[Role], tune: int) -> None:
    """Without chords, further lines below the tune that move with it become its harmony."""
    if Role.CHORDS in roles:
        return
    frame = {
        n.onset for i, r in enumerate(roles) if i == tune or r is Role.BASS for n in tracks[i].notes
    }
    for i, role in enumerate(roles):
        if (
            role is not Role.MELODY
            or i == tune
            or _mean_pitch(tracks[i]) >= _mean_pitch(tracks[tune])
        ):
            continue
        together = sum(note.onset in frame for note in tracks[i].notes)
        if together >= TOGETHER * len(tracks[i].notes):
            roles[i] = Role.CHORDS


def _lead_rank(track: Track, role: Role, most: int, last: int) -> float:
    """Among tracks of one role, the fullest and most typical one leads.

    Args:
        track: the track.
        role: its role.
        most: notes of the fullest track of that role.
        last: tick at which the last of them ends.
    """
    if role is Role.DRUMS:
        return float(len(track.notes))
    sounding = sum(note.duration for note in track.notes)
    full = len(track.notes) / most if role is Role.MELODY else 0.0
    return role_scores(track)[role] + 2 * min(1.0, sounding / max(1, last)) + full
