"""The song lane: takes in a row, with repeats and bars that lead over."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vaecomposer.music.joining import joined
from vaecomposer.music.mix import AS_WRITTEN, Mix, mix_of
from vaecomposer.music.piece import Piece
from vaecomposer.session.document import Edit
from vaecomposer.session.state import Section, SessionState
from vaecomposer.session.takes import find

MOST_REPEATS = 16


def add(take: int, place: int | None = None, name: str = "") -> Edit:
    """Puts a take into the song, at the end or before the section at `place`."""

    def edit(state: SessionState) -> SessionState:
        if find(state, take) is None:
            return state
        at = len(state.song) if place is None else max(0, min(place, len(state.song)))
        song = _parted(state.song, at)
        return replace(state, song=(*song[:at], Section(take, name), *song[at:]))

    return edit


def remove(place: int) -> Edit:
    """Takes a section out of the song."""

    def edit(state: SessionState) -> SessionState:
        if not 0 <= place < len(state.song):
            return state
        song = _parted(state.song, place)
        return replace(state, song=(*song[:place], *song[place + 1 :]))

    return edit


def move(place: int, to: int) -> Edit:
    """Moves a section before the one that stands at `to` (the song's length for the end)."""

    def edit(state: SessionState) -> SessionState:
        if not 0 <= place < len(state.song) or to in (place, place + 1):
            return state
        section = replace(state.song[place], transition=None)
        without = remove(place)(state)
        at = max(0, min(to - (to > place), len(without.song)))
        song = _parted(without.song, at)
        return replace(state, song=(*song[:at], section, *song[at:]))

    return edit


def change(place: int, *, name: str | None = None, repeats: int | None = None) -> Edit:
    """Renames a section, or sets how often it is played (1..16)."""

    def edit(state: SessionState) -> SessionState:
        if not 0 <= place < len(state.song):
            return state
        section = state.song[place]
        if name is not None:
            section = replace(section, name=" ".join(name.split()))
        if repeats is not None:
            section = replace(section, repeats=max(1, min(MOST_REPEATS, repeats)))
        return _with(state, place, section)

    return edit


def set_transition(place: int, bars: Piece | None) -> Edit:
    """Puts composed bars between a section and the next, or takes them away."""

    def edit(state: SessionState) -> SessionState:
        if not 0 <= place < len(state.song):
            return state
        return _with(state, place, replace(state.song[place], transition=bars))

    return edit


def _with(state: SessionState, place: int, section: Section) -> SessionState:
    return replace(state, song=(*state.song[:place], section, *state.song[place + 1 :]))


def _parted(song: tuple[Section, ...], at: int) -> tuple[Section, ...]:
    """The song without the transition over the line before `at`: it led to what no longer follows."""
    if 0 < at <= len(song) and song[at - 1].transition is not None:
        return (*song[: at - 1], replace(song[at - 1], transition=None), *song[at:])
    return song


@dataclass(frozen=True, slots=True)
class Span:
    """Where a section plays in the song's piece: ticks, and the section's place in the lane.

    Attributes:
        start, end: ticks of the song's piece, repeats and the transition after it included.
        transition: first tick of the transition; `end` if there is none.
    """

    place: int
    start: int
    transition: int
    end: int


@dataclass(frozen=True, slots=True)
class Song:
    """The song as one piece.

    Attributes:
        piece: all sections in turn.
        spans: of each section.
        mix: for the piece's tracks.
    """

    piece: Piece
    spans: tuple[Span, ...]
    mix: Mix


def song_of(state: SessionState, title: str = "Song") -> Song | None:
    """The song as one piece that plays and is exported like any other; None if the lane is empty."""
    rows: list[tuple[int, Piece, bool]] = []
    for place, section in enumerate(state.song):
        take = find(state, section.take)
        if take is None or take.shown.length < 1:
            continue
        rows += [(place, take.shown, False)] * section.repeats
        if section.transition is not None and place + 1 < len(state.song):
            rows.append((place, section.transition, True))
    if not rows:
        return None
    piece = joined([found for _, found, _ in rows], title)
    spans: list[Span] = []
    at = 0
    for place, part, is_transition in rows:
        ticks = round(part.length * piece.ticks_per_quarter / part.ticks_per_quarter)
        if spans and spans[-1].place == place:
            last = spans[-1]
            spans[-1] = replace(
                last, transition=at if is_transition else at + ticks, end=at + ticks
            )
        else:
            spans.append(Span(place, at, at + ticks, at + ticks))
        at += ticks
    return Song(piece, tuple(spans), _mix(state, piece))


def _mix(state: SessionState, piece: Piece) -> Mix:
    """The mix of the take in front, track by track of the same role and name; as written otherwise."""
    if state.shown is None:
        return ()
    known = {
        (track.role, track.name, track.is_lead): mix_of(state.mix, i)
        for i, track in enumerate(state.shown.tracks)
    }
    found = [known.get((t.role, t.name, t.is_lead), AS_WRITTEN) for t in piece.tracks]
    return tuple(found) if any(entry != AS_WRITTEN for entry in found) else ()
