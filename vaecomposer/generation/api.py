"""Values that cross between the window, the worker and the network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from vaecomposer.latent.directions import DirectionWords
from vaecomposer.music.piece import Piece, Role
from vaecomposer.session.state import Conditions


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
    """

    source: Piece
    first_bar: int
    bars: int
    directions: tuple[float, ...]
    settled: Conditions
    conditions: Conditions
    seed: int
    shape: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class AccompanyRequest:
    """Write parts around the music that is there.

    Attributes:
        source: the music. Nothing of it changes but the parts asked for, in the bars asked for.
        first_bar, bars: at most 16.
        parts: roles to write; what their lead tracks held in these bars is replaced.
        conditions: the music's key, the style, Surprise and mood wanted.
        seed: same seed, same notes.
    """

    source: Piece
    first_bar: int
    bars: int
    parts: frozenset[Role]
    conditions: Conditions
    seed: int


def same_ground(a: SteerRequest, b: SteerRequest) -> bool:
    """Whether two requests steer the same notes from the same rest: what they ask for may differ.

    Tempo and names do not count, so that a reading of the phrase outlives a change of tempo.
    """
    return (
        a.source.tracks is b.source.tracks
        and a.source.metres == b.source.metres
        and (a.first_bar, a.bars) == (b.first_bar, b.bars)
        and (a.settled.key, a.settled.style, a.settled.surprise)
        == (b.settled.key, b.settled.style, b.settled.surprise)
    )


ComposeRequest = TakeRequest | SteerRequest | AccompanyRequest


@dataclass(frozen=True, slots=True)
class ComposeResult:
    """The answer to a request, and how long it took on the worker, in milliseconds."""

    request: ComposeRequest
    piece: Piece
    milliseconds: float


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
    """

    name: str
    device: str
    styles: tuple[str, ...]
    directions: tuple[DirectionWords, ...]
    note_accuracy: float


Answer = ComposeResult | Failure | SongbookFacts


class Composer(Protocol):
    """What the worker needs of a trained model. Used by one thread only."""

    @property
    def facts(self) -> SongbookFacts:
        """What the window shows of it."""
        ...

    def answer(self, request: ComposeRequest) -> Piece:
        """The piece a request asks for.

        Raises:
            ComposerError: with a sentence for the musician.
        """
        ...
