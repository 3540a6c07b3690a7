"""The whole state of a session as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.chord import Chord
from vaecomposer.music.key import A_MINOR, Key
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.mix import Mix
from vaecomposer.music.phrases import LONGEST_PHRASE
from vaecomposer.music.piece import Bar, Piece, Role
from vaecomposer.music.swing import STRAIGHT, Swing

ALL_PARTS = frozenset((Role.MELODY, Role.CHORDS, Role.BASS, Role.DRUMS))

PHRASE_BARS = LONGEST_PHRASE
"""Bars the model composes in one pass; a longer piece is a row of phrases."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What composed music must respect.

    Attributes:
        key: tonic and mode.
        style: one of the songbook's styles, or None for any.
        surprise: 0..100, how daring (scales the noise in latent space).
        metre: one of `COMPOSED_METRES`.
        bars: 1..16.
        bpm: quarter notes per minute.
        mood: valence and energy, -1..1 each around the style's middle, or None for any.
        form: a letter for every four bars ("AABA"), or None for the usual.
        progression: chords in turn, one for each bar and begun anew when used up, or None for the songbook's
            own. A bar may carry several, as a tuple of chords that share it evenly.
        parts: roles that play.
    """

    key: Key = A_MINOR
    style: str | None = None
    surprise: float = 30.0
    metre: Metre = COMPOSED_METRES[0]
    bars: int = PHRASE_BARS
    bpm: float = 96.0
    mood: tuple[float, float] | None = None
    form: str | None = None
    progression: tuple[tuple[Chord, ...], ...] | None = None
    parts: frozenset[Role] = ALL_PARTS


@dataclass(frozen=True, slots=True)
class LoopRegion:
    """Ticks from `start` up to `end` that repeat while `on`."""

    start: int = 0
    end: int = 0
    on: bool = True


@dataclass(frozen=True, slots=True)
class Locks:
    """What stays as it is, whatever is composed.

    Attributes:
        tracks: indices of whole tracks.
        bars: numbers of whole bars, all tracks.
        notes: single notes as (track, onset, pitch).
        controls: names of sliders and pads (as in `ui.learning.targets`) that dice leave alone.
    """

    tracks: frozenset[int] = frozenset()
    bars: frozenset[int] = frozenset()
    notes: frozenset[tuple[int, int, int]] = frozenset()
    controls: frozenset[str] = frozenset()

    @property
    def holds_music(self) -> bool:
        """Whether any music is locked."""
        return bool(self.tracks or self.bars or self.notes)


NO_LOCKS = Locks()


@dataclass(frozen=True, slots=True)
class Take:
    """A result that is kept: the music and how everything that made it stood. See `session.takes`.

    Attributes:
        number: from 1, never used twice in a session.
        name: as the musician or the file calls it, "" if nobody did.
        starred: whether it is a favourite.
        source, shown, settled, conditions, shape, directions, variation, strands, seed, phrase, path, composed, mix,
            locks: as in `SessionState`.
    """

    number: int
    source: Piece
    shown: Piece
    settled: Conditions
    conditions: Conditions
    name: str = ""
    starred: bool = False
    shape: tuple[float, ...] = (0.0,) * len(SHAPES)
    directions: tuple[float, ...] = (0.0,) * DIRECTIONS
    variation: float = 0.0
    strands: tuple[tuple[int, float], ...] = ()
    seed: int = 1
    phrase: int = 0
    path: str | None = None
    composed: bool = False
    mix: Mix = ()
    locks: Locks = Locks()

    @property
    def title(self) -> str:
        """What the window calls it."""
        return self.name or f"Take {self.number}"


@dataclass(frozen=True, slots=True)
class Section:
    """A place in the song lane.

    Attributes:
        take: number of the take that is played.
        name: "Verse", "Chorus" ...; "" for the take's own.
        repeats: how often in a row, 1..16.
        transition: bars composed between it and the next section, which lead over; None for none.
    """

    take: int
    name: str = ""
    repeats: int = 1
    transition: Piece | None = None


@dataclass(frozen=True, slots=True)
class Morph:
    """The morph pad.

    Attributes:
        corners: numbers of the takes at top left, top right, bottom left, bottom right, or None.
        dot: from left to right and from top to bottom, 0..1 each.
        path: a recorded movement of the dot: (quarter notes since its beginning, x, y).
        path_start: where in the music the path begins, in quarter notes.
    """

    corners: tuple[int | None, int | None, int | None, int | None] = (None, None, None, None)
    dot: tuple[float, float] = (0.5, 0.5)
    path: tuple[tuple[float, float, float], ...] = ()
    path_start: float = 0.0


@dataclass(frozen=True, slots=True)
class SessionState:
    """Everything that is saved and that undo restores.

    Attributes:
        source: the music with every slider at rest: exactly as opened or composed. None at first.
        shown: `source` with the sliders applied; this is drawn, played and exported.
        settled: conditions under which `source` was made; at these nothing is changed.
        conditions: what the pickers say now.
        shape: slider values -100..100, one for each of `SHAPES`.
        directions: slider values -100..100, one per Direction.
        seed: of the composed take, and of Surprise.
        phrase: number of the 16-bar phrase in front, from 0.
        front: index of the track in front.
        loop: the loop region.
        path: file the music was opened from, if any.
        composed: the conditions and `seed` made `source` out of nothing; False once a hand has changed it, and
            for what was opened.
        mix: volume, pan, mute, solo and MIDI port of every track.
        swing: how far playing and exports swing.
        variation: 0..100, how far from `source` along a way that `seed` picks.
        strands: (number, value -100..100) of every dimension of the song latent that is moved.
        bars: numbers of the bars that sliders move; empty for the whole phrase.
        take: number of the take in front; 0 without music.
        takes: all that are kept, oldest first; the one in front as it was when last left.
        compared: number of the take that A/B swaps with, or None.
        takes_made: how many numbers have been given to takes.
        song: the sections of the song, in turn.
        locks: what stays as it is.
        morph: the morph pad.
    """

    source: Piece | None = None
    shown: Piece | None = None
    settled: Conditions = Conditions()
    conditions: Conditions = Conditions()
    shape: tuple[float, ...] = (0.0,) * len(SHAPES)
    directions: tuple[float, ...] = (0.0,) * DIRECTIONS
    seed: int = 1
    phrase: int = 0
    front: int = 0
    loop: LoopRegion = LoopRegion()
    path: str | None = None
    composed: bool = False
    mix: Mix = ()
    swing: Swing = STRAIGHT
    variation: float = 0.0
    strands: tuple[tuple[int, float], ...] = ()
    bars: frozenset[int] = frozenset()
    take: int = 0
    takes: tuple[Take, ...] = ()
    compared: int | None = None
    takes_made: int = 0
    song: tuple[Section, ...] = ()
    locks: Locks = Locks()
    morph: Morph = Morph()

    @property
    def at_rest(self) -> bool:
        """Whether nothing moves the music away from `source`."""
        return not (any(self.directions) or any(self.shape) or self.variation or self.strands) and (
            self.conditions.style == self.settled.style
            and self.conditions.mood == self.settled.mood
            and self.conditions.surprise == self.settled.surprise
        )

    def phrase_bars(self) -> tuple[Bar, ...]:
        """The bars of the phrase in front (at most 16); empty without music."""
        if self.source is None:
            return ()
        first = self.phrase * PHRASE_BARS
        return self.source.bars()[first : first + PHRASE_BARS]
