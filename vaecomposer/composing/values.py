"""The values that go to and from the composing process."""

from __future__ import annotations

from vaecomposer.generation.api import (
    AccompanyRequest,
    Failure,
    MorphRequest,
    Operation,
    OperationRequest,
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
from vaecomposer.session.state import Conditions, Locks

CODEC = Codec((
    AccompanyRequest, Conditions, DirectionWords, Failure, Locks, MorphRequest, Operation, OperationRequest,
    PlacesRequest, SongbookFacts, SongMap, SteerRequest, TakeRequest, TransitionRequest, TravelRequest,
))  # fmt: skip
