"""From a piece to a song of the data set: metre, roles, key, chords, timing."""

from __future__ import annotations

import hashlib
from collections import Counter

import numpy as np
import numpy.typing as npt

from vaecomposer.errors import DataError, MusicError
from vaecomposer.music.analysis import find_chords, find_key_regions, hear_metre, keeps_beat
from vaecomposer.music.chord import QUALITIES
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Bar, ChordSpan, KeyChange, MetreChange, Piece, Role, bars_until
from vaecomposer.music.timing import piece_tempo_map
from vaecomposer.training.dataset.fingerprints import fingerprint
from vaecomposer.training.dataset.outcomes import (
    DropReason,
    PreparedSong,
    PreparedTrack,
    SourcePiece,
)
from vaecomposer.training.dataset.quantising import TICKS_PER_QUARTER, to_tick
from vaecomposer.training.dataset.role_tracks import RoleTrack, role_tracks

FEWEST_BARS = 4
LONGEST_MINUTES = 60
LATEST_TICK = 2**30

SYMBOL_EVERY = 8
"""A file with fewer chord symbols than one in this many bars is taken to have none."""


class UnfitError(DataError):
    """A piece that is no training song. Never leaves this package: it becomes a line of the report."""

    def __init__(self, reason: DropReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


def prepare(source: SourcePiece) -> PreparedSong:
    """A song from a piece.

    Raises:
        UnfitError: it has no notes, too few or too many bars, or none in a metre that is composed.
    """
    piece = source.piece
    if not any(track.notes for track in piece.tracks):
        raise UnfitError(DropReason.NO_NOTES, "It holds no notes.")
    seconds = piece_tempo_map(piece).seconds_at(piece.last_note_end)
    end = to_tick(piece.last_note_end, piece.ticks_per_quarter)
    if seconds > 60 * LONGEST_MINUTES or end > LATEST_TICK:
        raise UnfitError(
            DropReason.TOO_LONG,
            f"It lasts {seconds / 60:,.0f} minutes; {LONGEST_MINUTES} are the most.",
        )
    changes, metre_how = _metres(piece, is_score=source.is_score)
    bars = bars_until(changes, TICKS_PER_QUARTER, end)
    composed = _composed_bars(bars)
    voices = role_tracks(
        piece.tracks, piece.ticks_per_quarter, np.array([bar.start for bar in bars], np.int64)
    )
    _check_length(voices, bars, composed)
    pitched = [n for v in voices if v.role is not Role.DRUMS for n in v.notes.as_notes()]
    keys, key_how = _keys(piece, pitched, bars)
    alone = all(voice.role in (Role.MELODY, Role.DRUMS) for voice in voices)
    chords, chords_how = _chords(piece, [] if alone else pitched, bars)
    return PreparedSong(
        title=piece.title,
        metres=tuple((change.tick, change.metre) for change in changes),
        tempos=_tempos(piece),
        keys=keys,
        tracks=tuple(map(_prepared, voices)),
        chords=chords,
        metre_how=metre_how,
        key_how=key_how,
        chords_how=chords_how,
        loose_timing=not keeps_beat(
            (n.onset for track in piece.tracks for n in track.notes), piece.ticks_per_quarter
        ),
        bars=dict(composed),
        seconds=round(seconds, 3),
        digest=_digest(voices),
        fingerprint=fingerprint([(voice.role, voice.notes) for voice in voices]),
    )


def _prepared(voice: RoleTrack) -> PreparedTrack:
    track = voice.track
    return PreparedTrack(
        track.name, voice.role, voice.how, track.program or 0, track.is_drums, voice.notes
    )


def _metres(piece: Piece, *, is_score: bool) -> tuple[tuple[MetreChange, ...], str]:
    """The metres at 24 ticks a quarter. A MIDI file all in 4/4 may only have been left so: it is heard."""
    changes = {to_tick(m.tick, piece.ticks_per_quarter): m.metre for m in piece.metres}
    metre_how = "written"
    if not is_score and set(changes.values()) == {Metre(4, 4)}:
        pitched = [n for track in piece.tracks if not track.is_drums for n in track.notes]
        heard = hear_metre(pitched, piece.ticks_per_quarter)
        if heard is not None:
            changes, metre_how = {0: heard}, "heard in the notes of a file in 4/4"
    ordered: list[MetreChange] = []
    for tick in sorted(changes):
        # The same metre written again on its own bar line changes nothing.
        again = bool(ordered) and ordered[-1].metre == changes[tick]
        bar = changes[tick].bar_ticks(TICKS_PER_QUARTER)
        if not (again and (tick - ordered[-1].tick) % bar == 0):
            ordered.append(MetreChange(tick, changes[tick]))
    return tuple(ordered), metre_how


def _composed_bars(bars: tuple[Bar, ...]) -> Counter[str]:
    """Whole bars in metres that are composed, by metre."""
    return Counter(
        str(bar.metre.grid_metre)
        for bar in bars
        if bar.metre.grid_metre and bar.ticks == bar.metre.bar_ticks(TICKS_PER_QUARTER)
    )


def _check_length(voices: list[RoleTrack], bars: tuple[Bar, ...], composed: Counter[str]) -> None:
    starts = np.array([bar.start for bar in bars])
    played = np.unique(
        np.concatenate([np.searchsorted(starts, v.notes.onset, side="right") for v in voices])
    )
    if len(played) < FEWEST_BARS:
        raise UnfitError(
            DropReason.TOO_SHORT, f"Notes begin in {len(played)} bars; {FEWEST_BARS} are needed."
        )
    if not composed:
        names = ", ".join(sorted({str(bar.metre) for bar in bars}))
        raise UnfitError(DropReason.METRE, f"It is in {names}.")


def _tempos(piece: Piece) -> tuple[tuple[int, float], ...]:
    found = {to_tick(t.tick, piece.ticks_per_quarter): round(t.bpm, 3) for t in piece.tempos}
    ordered: list[tuple[int, float]] = []
    for tick in sorted(found):
        if not ordered or ordered[-1][1] != found[tick]:
            ordered.append((tick, found[tick]))
    return tuple(ordered)


def _keys(
    piece: Piece, pitched: list[Note], bars: tuple[Bar, ...]
) -> tuple[tuple[tuple[int, int, str], ...], str]:
    """Key regions: those written; where no change is written, those heard."""
    written = tuple(KeyChange(to_tick(k.tick, piece.ticks_per_quarter), k.key) for k in piece.keys)
    if len({change.key for change in written}) > 1:
        changes, how = written, "changes written"
    else:
        first = written[0].key if written else None
        changes = find_key_regions(pitched, bars, first)
        how = "changes heard in the notes" if len(changes) > 1 else "one key"
    ordered: list[KeyChange] = []
    for change in changes:
        if not ordered or ordered[-1].key != change.key:
            ordered.append(change)
    return tuple((c.tick, c.key.tonic, c.key.mode.value) for c in ordered), how


def _chords(
    piece: Piece, pitched: list[Note], bars: tuple[Bar, ...]
) -> tuple[npt.NDArray[np.int32], str]:
    """The chord symbols written, or those heard for each half bar in `pitched`.

    Nothing is to be heard in a tune alone: its notes fit too many chords.
    """
    how = "written in the score"
    scale = piece.ticks_per_quarter
    spans = [
        ChordSpan(onset, end - onset, span.chord)
        for span in piece.chords
        for onset, end in [(to_tick(span.onset, scale), to_tick(span.onset + span.duration, scale))]
        if end > onset
    ]
    if len(spans) * SYMBOL_EVERY < len(bars):
        how = "heard for each half bar"
        try:
            spans = list(find_chords(pitched, bars))
        except MusicError:
            spans = []
    rows = [
        (s.onset, s.duration, -1, QUALITIES.index("N"), -1)
        if s.chord.is_none
        else (s.onset, s.duration, s.chord.root, QUALITIES.index(s.chord.quality), s.chord.bass)
        for s in spans
    ]
    if all(row[2] < 0 for row in rows):
        rows, how = [], "none: no harmony sounds"
    return np.array(rows, np.int32).reshape(-1, 5), how


def _digest(voices: list[RoleTrack]) -> str:
    """A fingerprint of all notes, whatever their order of tracks."""
    parts = sorted(
        b"".join(c.tobytes() for c in (v.notes.onset, v.notes.duration, v.notes.pitch))
        for v in voices
    )
    return hashlib.blake2b(b"\0".join(parts), digest_size=12).hexdigest()
