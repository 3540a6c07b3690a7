"""The values that go to and from the composing process."""

from __future__ import annotations

from vaecomposer.generation.api import (
    AccompanyRequest,
    Failure,
    MorphRequest,
    PlacesRequest,
    SongbookFacts,
    SongMap,
    SteerRequest,
    TakeRequest,
    TransitionRequest,
    TravelRequest,
)
from vaecomposer.latent.directions import DirectionWords
from vaecomposer.processes.values import Codec
from vaecomposer.session.state import Conditions

CODEC = Codec((
    AccompanyRequest, Conditions, DirectionWords, Failure, MorphRequest, PlacesRequest, SongbookFacts, SongMap,
    SteerRequest, TakeRequest, TransitionRequest, TravelRequest,
))  # fmt: skip
