"""Edits: functions from one session state to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from vaecomposer.music.chord import Chord
from vaecomposer.music.key import C_MAJOR, Key
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.mix import AS_WRITTEN, TrackMix, mix_of
from vaecomposer.music.note import Note
from vaecomposer.music.piece import ChordSpan, Event, Piece, Role
from vaecomposer.music.swing import Swing
from vaecomposer.music.transforms import change_key, with_lead, with_role
from vaecomposer.session import takes
from vaecomposer.session.document import Edit
from vaecomposer.session.locks import apply_locks
from vaecomposer.session.state import PHRASE_BARS, Conditions, LoopRegion, SessionState


def open_piece(piece: Piece, path: str | None) -> Edit:
    """Brings music in exactly as it is, as a new take, every slider at rest."""

    def edit(state: SessionState) -> SessionState:
        grid = piece.metre.grid_metre or COMPOSED_METRES[0]
        conditions = replace(
            state.conditions,
            key=piece.key or C_MAJOR,
            metre=grid,
            bpm=piece.bpm,
            bars=max(1, min(PHRASE_BARS, len(piece.bars()))),
        )
        name = "" if piece.title == "Untitled" else piece.title
        return takes.begun(state, piece, conditions, name=name, path=path)

    return edit


def take_composed(piece: Piece, conditions: Conditions, seed: int) -> Edit:
    """A newly composed take comes in front, every slider at rest."""

    def edit(state: SessionState) -> SessionState:
        return takes.begun(state, piece, conditions, seed=seed, composed=True)

    return edit


def take_around(piece: Piece, conditions: Conditions, seed: int) -> Edit:
    """A take composed around what is locked comes in front; what was locked is as it was, and stays so."""

    def edit(state: SessionState) -> SessionState:
        before = state.shown
        made = piece if before is None else apply_locks(before, piece, state.locks)
        return takes.begun(state, made, conditions, seed=seed, locked=True)

    return edit


def take_operated(piece: Piece, conditions: Conditions, seed: int, name: str) -> Edit:
    """Music that an operation has made of the take in front comes in front; what was locked stays so."""

    def edit(state: SessionState) -> SessionState:
        before = state.shown
        made = piece if before is None else apply_locks(before, piece, state.locks)
        bars = max(1, min(PHRASE_BARS, len(made.bars())))
        own = replace(conditions, bars=bars)
        return takes.begun(state, made, own, name=name, seed=seed, locked=True)

    return edit


def composed_anew(piece: Piece, conditions: Conditions) -> Edit:
    """The take in front was composed again with the same seed, under other conditions."""

    def edit(state: SessionState) -> SessionState:
        bpm = state.source.bpm if state.source is not None else piece.bpm
        made = piece.with_bpm(bpm) if piece.bpm != bpm else piece
        if state.shown is not None and state.shown.length == made.length:
            made = apply_locks(state.shown, made, state.locks)
        loop = state.loop
        if loop.end > made.length or (state.shown and loop.end == state.shown.length):
            loop = LoopRegion(0, made.length, loop.on)
        return replace(
            state,
            source=made,
            shown=made,
            settled=replace(
                conditions,
                style=state.settled.style,
                mood=state.settled.mood,
                surprise=state.settled.surprise,
            ),
            phrase=0,
            loop=loop,
            bars=frozenset(),
        )

    return edit


def _at_rest(state: SessionState) -> SessionState:
    """Sliders at rest show exactly the source, without waiting for the network; what is locked stays."""
    if not state.at_rest or state.source is None or state.shown is None:
        return state
    return replace(state, shown=apply_locks(state.shown, state.source, state.locks))


def _slider(value: float) -> float:
    return max(-100.0, min(100.0, value))


def _both(state: SessionState, change: Callable[[Piece], Piece]) -> SessionState:
    """The state with its music changed, at rest and as shown."""
    if state.source is None or state.shown is None:
        return state
    source = change(state.source)
    shown = source if state.shown is state.source else change(state.shown)
    return replace(state, source=source, shown=shown)


def set_shape(index: int, value: float) -> Edit:
    """Moves one Shape slider to `value` (-100..100)."""

    def edit(state: SessionState) -> SessionState:
        values = list(state.shape)
        values[index] = _slider(value)
        return _at_rest(replace(state, shape=tuple(values)))

    return edit


def set_shapes(values: tuple[float, ...]) -> Edit:
    """Moves all Shape sliders at once, each to -100..100."""

    def edit(state: SessionState) -> SessionState:
        return _at_rest(replace(state, shape=tuple(map(_slider, values))))

    return edit


def move_direction(index: int, value: float) -> Edit:
    """Moves one Direction to `value` (-100..100)."""

    def edit(state: SessionState) -> SessionState:
        values = list(state.directions)
        values[index] = _slider(value)
        return _at_rest(replace(state, directions=tuple(values)))

    return edit


def set_directions(values: tuple[float, ...]) -> Edit:
    """Moves all Directions at once, each to -100..100."""

    def edit(state: SessionState) -> SessionState:
        return _at_rest(replace(state, directions=tuple(map(_slider, values))))

    return edit


def set_variation(value: float) -> Edit:
    """Sets Variation (0..100)."""
    return lambda state: _at_rest(replace(state, variation=max(0.0, min(100.0, value))))


def set_strands(values: tuple[tuple[int, float], ...]) -> Edit:
    """Moves dimensions of the song latent, (number, value -100..100) each; all others rest."""
    moved = tuple(sorted((number, _slider(value)) for number, value in values if value))
    return lambda state: _at_rest(replace(state, strands=moved))


def move_strand(number: int, value: float) -> Edit:
    """Moves one dimension of the song latent to `value` (-100..100)."""

    def edit(state: SessionState) -> SessionState:
        return set_strands(tuple({**dict(state.strands), number: value}.items()))(state)

    return edit


def set_mood(mood: tuple[float, float] | None) -> Edit:
    """Picks a mood (valence and energy, -1..1 each), or any."""
    if mood is not None:
        mood = (max(-1.0, min(1.0, mood[0])), max(-1.0, min(1.0, mood[1])))
    return lambda state: _picked(state, replace(state.conditions, mood=mood))


def set_form(form: str | None) -> Edit:
    """Sets the form of takes: a letter for every four bars ("AABA"), or the usual."""
    return lambda state: _for_takes(state, form=form)


def set_progression(progression: tuple[tuple[Chord, ...], ...] | None) -> Edit:
    """Sets the chords of takes, a tuple of chords a bar; None for the songbook's own."""
    return lambda state: _for_takes(state, progression=progression)


def set_parts(parts: frozenset[Role]) -> Edit:
    """Sets which roles play in takes; at least one."""
    return lambda state: _for_takes(state, parts=parts) if parts else state


def set_chord_symbols(chords: tuple[ChordSpan, ...]) -> Edit:
    """Writes other chord symbols over the music; its notes stay."""
    return lambda state: _both(state, lambda piece: replace(piece, chords=chords))


def lock_control(name: str, *, on: bool) -> Edit:
    """Locks a slider or pad, so that dice leave it alone, or frees it."""

    def edit(state: SessionState) -> SessionState:
        held = state.locks.controls
        controls = held | {name} if on else held - {name}
        return replace(state, locks=replace(state.locks, controls=controls))

    return edit


def _picked(state: SessionState, conditions: Conditions) -> SessionState:
    """The state under other conditions, which move the music that is there like a slider."""
    moved = replace(state, conditions=conditions)
    return _at_rest(moved if state.source else replace(moved, settled=conditions))


def _for_takes(state: SessionState, **fields: Any) -> SessionState:
    """The state with conditions that only composing can obey: the take in front, if it was composed and no
    hand has changed it since, is composed again; other music keeps what it has.
    """
    conditions = replace(state.conditions, **fields)
    if state.composed:
        return replace(state, conditions=conditions)
    return replace(state, conditions=conditions, settled=replace(state.settled, **fields))


def set_surprise(value: float) -> Edit:
    """Sets Surprise (0..100)."""
    surprise = max(0.0, min(100.0, value))
    return lambda state: _picked(state, replace(state.conditions, surprise=surprise))


def set_style(style: str | None) -> Edit:
    """Picks a style, or any."""
    return lambda state: _picked(state, replace(state.conditions, style=style))


def set_key(key: Key) -> Edit:
    """Picks a key: the music is transposed, and its degrees turned into the new mode's, exactly."""

    def edit(state: SessionState) -> SessionState:
        before = state.conditions.key
        return replace(
            _both(state, lambda piece: change_key(piece, before, key)),
            conditions=replace(state.conditions, key=key),
            settled=replace(state.settled, key=key),
        )

    return edit


def set_bpm(bpm: float) -> Edit:
    """Sets the starting tempo (20..400 quarter notes per minute); later tempos scale alike."""

    def edit(state: SessionState) -> SessionState:
        value = max(20.0, min(400.0, bpm))
        return replace(
            _both(state, lambda piece: piece.with_bpm(value)),
            conditions=replace(state.conditions, bpm=value),
            settled=replace(state.settled, bpm=value),
        )

    return edit


def set_bars(bars: int) -> Edit:
    """Sets how many bars the next take has (1..16)."""
    return lambda state: _for_takes(state, bars=max(1, min(PHRASE_BARS, bars)))


def set_metre(metre: Metre) -> Edit:
    """Sets the metre of the next take, one of `COMPOSED_METRES`; music that is there keeps its own."""
    return lambda state: _for_takes(state, metre=metre)


def set_loop(loop: LoopRegion) -> Edit:
    """Sets the loop region."""
    return lambda state: replace(state, loop=loop)


def set_front(track: int) -> Edit:
    """Brings a track in front."""
    return lambda state: replace(state, front=track)


def set_phrase(phrase: int) -> Edit:
    """Brings another 16-bar phrase in front; sliders return to rest, what they did stays.

    The shown music becomes the new source, so that every phrase keeps what was made of it.
    """

    def edit(state: SessionState) -> SessionState:
        return replace(takes.settled(state, state.shown), phrase=phrase)

    return edit


def set_role(track: int, role: Role) -> Edit:
    """Gives a track another role (it becomes its role's lead if there is none). Sliders return to rest."""

    def edit(state: SessionState) -> SessionState:
        if state.shown is None:
            return state
        piece = with_role(state.shown, track, role)
        return takes.settled(state, piece)

    return edit


def set_lead(track: int) -> Edit:
    """Makes a track the one of its role that is composed. Sliders return to rest."""

    def edit(state: SessionState) -> SessionState:
        if state.shown is None:
            return state
        piece = with_lead(state.shown, track)
        return takes.settled(state, piece)

    return edit


def set_track_mix(track: int, mix: TrackMix) -> Edit:
    """Sets volume, pan, mute, solo and port of one track."""

    def edit(state: SessionState) -> SessionState:
        count = max(len(state.mix), track + 1)
        entries = [mix_of(state.mix, i) for i in range(count)]
        entries[track] = mix
        while entries and entries[-1] == AS_WRITTEN:
            entries.pop()
        return replace(state, mix=tuple(entries))

    return edit


def set_program(track: int, program: int) -> Edit:
    """Gives a track another instrument (General MIDI program 0..127); later changes in it go."""

    def change(piece: Piece) -> Piece:
        if not 0 <= track < len(piece.tracks):
            return piece
        old = piece.tracks[track]
        kept = tuple(event for event in old.events if not _is_program(event))
        return piece.with_track(track, replace(old, program=program, events=kept))

    return lambda state: _both(state, change)


def _is_program(event: Event) -> bool:
    """Whether an event chooses an instrument: a program change or its bank."""
    kind = event.data[0] & 0xF0
    return kind == 0xC0 or (kind == 0xB0 and event.data[1] in (0, 32))


def set_swing(swing: Swing) -> Edit:
    """Sets how far playing and exports swing; the notes stay as they are."""
    return lambda state: replace(state, swing=swing)


def add_performance(track: int, notes: tuple[Note, ...], events: tuple[Event, ...]) -> Edit:
    """Adds what was played to a track, beside what it holds. Sliders return to rest; all of it is kept.

    A note that is there already (same onset and pitch) gives way to the one played.
    """

    def edit(state: SessionState) -> SessionState:
        shown = state.shown
        if shown is None or not 0 <= track < len(shown.tracks):
            return state
        old = shown.tracks[track]
        played = {(note.onset, note.pitch) for note in notes}
        kept = [note for note in old.notes if (note.onset, note.pitch) not in played]
        new = replace(
            old.with_notes([*kept, *notes]),
            events=tuple(sorted((*old.events, *events), key=lambda event: event.tick)),
        )
        piece = shown.with_track(track, new)
        return takes.settled(state, piece)

    return edit


def steered(piece: Piece) -> Edit:
    """Notes that a move asked for have come. Tempo and the rest are the document's own."""

    def edit(state: SessionState) -> SessionState:
        if state.source is None:
            return state
        shown = replace(state.source, tracks=piece.tracks, chords=piece.chords)
        if state.shown is not None:
            shown = apply_locks(state.shown, shown, state.locks)
        return replace(state, shown=shown)

    return edit
