"""Values that cross between the window, the worker and the network."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from vaecomposer.latent.directions import DirectionWords
from vaecomposer.music.piece import Piece, Role
from vaecomposer.session.state import NO_LOCKS, Conditions, Locks


@dataclass(frozen=True, slots=True)
class TakeRequest:
    """Compose a new phrase from nothing but conditions and a seed."""

    conditions: Conditions
    seed: int


@dataclass(frozen=True, slots=True)
class SteerRequest:
    """Apply to `source` the difference between two decodings: sliders at rest, and as given.

    Attributes:
        source: the music at rest. It comes back unchanged wherever the decodings agree.
        first_bar, bars: the phrase the sliders act on, at most 16 bars.
        directions: slider values -100..100.
        settled, conditions: conditions at rest, and as picked now.
        seed: of the noise that Surprise scales.
        shape: values -100..100 of the twelve named sliders (`music.attributes.SHAPES`); empty for all at rest.
        variation: 0..100, how far along a way through latent space that `seed` picks.
        strands: (dimension of the song latent, value -100..100) of those that are moved.
        only: numbers of the piece's bars that may change; empty for all bars of the phrase.
    """

    source: Piece
    first_bar: int
    bars: int
    directions: tuple[float, ...]
    settled: Conditions
    conditions: Conditions
    seed: int
    shape: tuple[float, ...] = ()
    variation: float = 0.0
    strands: tuple[tuple[int, float], ...] = ()
    only: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class AccompanyRequest:
    """Write parts around the music that is there, or fill gaps in it.

    Attributes:
        source: the music. Nothing of it changes but the parts asked for, in the bars asked for.
        first_bar, bars: at most 16.
        parts: roles to write; what their lead tracks held in these bars is replaced.
        conditions: the music's key, the style, Surprise and mood wanted.
        seed: same seed, same notes.
        kept: numbers of bars inside that stay as they are, in all parts; the others are made to fit them.
        locks: single notes among what is replaced that the new music is written around.
    """

    source: Piece
    first_bar: int
    bars: int
    parts: frozenset[Role]
    conditions: Conditions
    seed: int
    kept: frozenset[int] = frozenset()
    locks: Locks = NO_LOCKS


class Operation(StrEnum):
    """What can be done to music that is there. `generation.operations` has a function for each."""

    VARY = "vary"
    CONTINUE = "continue"
    FILL = "fill"
    INTERPOLATE = "interpolate"
    ACCOMPANY = "accompany"
    HARMONISE = "harmonise"
    REHARMONISE = "reharmonise"
    TRANSFER = "transfer"
    SIMPLIFY = "simplify"
    BUSIER = "busier"
    HUMANISE = "humanise"
    GROOVE = "groove"


@dataclass(frozen=True, slots=True)
class OperationRequest:
    """Do one thing to music that is there. Made by the functions of `generation.operations`.

    The answer is the whole piece again. What is not asked to change, and all that is locked, is in it exactly as
    it was.

    Attributes:
        operation: what to do.
        source: the music.
        settled: conditions of the music as it is; its key counts.
        conditions: what is wanted: style, mood, Surprise, progression, as far as the operation asks for them.
        amount: how different, 0..100; at 0 the source comes back.
        seed: same seed, same notes.
        parts: roles that may change (or be written); empty for all.
        only: numbers of the piece's bars that may change; empty for all.
        count: bars to continue by, or steps from one piece to the other.
        other: the piece to go to, or whose groove is taken.
        adapt: whether the melody may move onto new chords.
        locks: what stays, whatever else is said.
    """

    operation: Operation
    source: Piece
    settled: Conditions
    conditions: Conditions
    amount: float = 100.0
    seed: int = 1
    parts: frozenset[Role] = frozenset()
    only: frozenset[int] = frozenset()
    count: int = 0
    other: Piece | None = None
    adapt: bool = False
    locks: Locks = NO_LOCKS


@dataclass(frozen=True, slots=True)
class MorphRequest:
    """Blend up to four pieces.

    Attributes:
        corners: the pieces, one to four; the first 16 bars of each count.
        weights: the share of each, 0..1, summing to 1.
        conditions: key, tempo and style of the blend. With all weight on one corner, that corner's own
            notes come back (transposed to the key).
        seed: for what the blend leaves open.
        beside: asked beside the music in front, which it neither waits for nor pushes out.
    """

    corners: tuple[Piece, ...]
    weights: tuple[float, ...]
    conditions: Conditions
    seed: int
    beside: bool = False


@dataclass(frozen=True, slots=True)
class TransitionRequest:
    """Compose bars that lead from one piece over to another, in the key and tempo of the first.

    Attributes:
        before, after: what ends and what begins; neither is changed.
        bars: 1..4 to write.
        seed: same seed, same notes.
    """

    before: Piece
    after: Piece
    bars: int
    seed: int


@dataclass(frozen=True, slots=True)
class PlacesRequest:
    """Ask where pieces lie on the map. Answered by `Places`."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class TravelRequest:
    """Compose the music of a place on the map.

    Attributes:
        place: (x, y) on the map.
        conditions: as of a take; the style is that of the place if None.
        seed: same seed, same notes.
    """

    place: tuple[float, float]
    conditions: Conditions
    seed: int


def same_ground(a: SteerRequest, b: SteerRequest) -> bool:
    """Whether two requests steer the same notes from the same rest: what they ask for may differ.

    Tempo and names do not count, so that a reading of the phrase outlives a change of tempo.
    """
    return (
        a.source.tracks is b.source.tracks
        and a.source.metres == b.source.metres
        and (a.first_bar, a.bars, a.only) == (b.first_bar, b.bars, b.only)
        and (a.settled.key, a.settled.style, a.settled.surprise)
        == (b.settled.key, b.settled.style, b.settled.surprise)
    )


ComposeRequest = (
    TakeRequest
    | SteerRequest
    | AccompanyRequest
    | OperationRequest
    | MorphRequest
    | TransitionRequest
    | TravelRequest
    | PlacesRequest
)


@dataclass(frozen=True, slots=True)
class ComposeResult:
    """The answer to a request, and how long it took on the worker, in milliseconds."""

    request: ComposeRequest
    piece: Piece
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Places:
    """Where the pieces of a `PlacesRequest` lie on the map, (x, y) each."""

    request: PlacesRequest
    places: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class SongMap:
    """The training songs' places on the map.

    Attributes:
        places: (x, y), 0..1 each. styles: the style of each. names: of each, "" where the song may not
            be named (docs/decisions.md).
    """

    places: tuple[tuple[float, float], ...] = ()
    styles: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """A request that could not be answered (None: the songbook itself did not open), in a sentence."""

    request: ComposeRequest | None
    sentence: str


@dataclass(frozen=True, slots=True)
class SongbookFacts:
    """What the window shows of the trained model once it is open.

    Attributes:
        name: as musicians know it ("Studio").
        device: where it runs, such as "CPU, 2 threads" or "NVIDIA H200".
        styles: the style picker's entries.
        directions: words at the ends of each Direction.
        note_accuracy: share of notes played back right in songs it has not heard, 0..1.
        strands: dimensions of the song latent.
        map: the songs it has learned from.
    """

    name: str
    device: str
    styles: tuple[str, ...]
    directions: tuple[DirectionWords, ...]
    note_accuracy: float
    strands: int = 0
    map: SongMap = SongMap()


Answer = ComposeResult | Places | Failure | SongbookFacts


class Composer(Protocol):
    """What the worker needs of a trained model. Used by one thread only."""

    @property
    def facts(self) -> SongbookFacts:
        """What the window shows of it."""
        ...

    def answer(self, request: ComposeRequest) -> Piece:
        """The piece a request asks for; `PlacesRequest` is for `places`.

        Raises:
            ComposerError: with a sentence for the musician.
        """
        ...

    def places(self, request: PlacesRequest) -> tuple[tuple[float, float], ...]:
        """Where the pieces lie on the map, (x, y) each, 0..1; the middle where nothing of one can be read."""
        ...
