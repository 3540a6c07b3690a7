"""What evaluation needs of a composer; the tests put a made-up one in its place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from vaecomposer.generation.api import ComposeRequest, SongbookFacts, SteerRequest, TakeRequest
from vaecomposer.music.attributes import Statistics
from vaecomposer.music.grid import BarGrid
from vaecomposer.music.piece import Piece


class Subject(Protocol):
    """A composer whose results can be had as white-key grids, before they become a piece."""

    @property
    def facts(self) -> SongbookFacts:
        """What the window shows of it."""
        ...

    @property
    def attribute_statistics(self) -> Statistics:
        """Mean and spread of the named attributes over its training songs."""
        ...

    def answer(self, request: ComposeRequest) -> Piece:
        """The piece a request asks for."""
        ...

    def takes_grids(self, requests: Sequence[TakeRequest]) -> list[tuple[BarGrid, ...]]:
        """New takes of equally many bars in white-key pitch, one grid a bar, composed in one batch."""
        ...

    def steered_grids(self, request: SteerRequest) -> tuple[BarGrid, ...]:
        """A phrase's decoded notes under the request's sliders, in white-key pitch, one grid a bar."""
        ...
