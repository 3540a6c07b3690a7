"""Requests come back equal, and music that has travelled before stays behind."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.music.pieces import four_parts
from vaecomposer.composing.requests import RequestCodec
from vaecomposer.generation.api import (
    AccompanyRequest,
    ComposeRequest,
    MorphRequest,
    Operation,
    OperationRequest,
    PlacesRequest,
    SteerRequest,
    TakeRequest,
    TransitionRequest,
    TravelRequest,
)
from vaecomposer.music.piece import Role
from vaecomposer.session.state import Conditions, Locks

A, B = four_parts(4), four_parts(8)
REST = (0.0,) * 16
HERE = Conditions()
LOCKS = Locks(frozenset({1}), frozenset({0, 2}), frozenset({(0, 480, 60), (2, 0, 33)}))


class Pipe:
    """Both ends."""

    def __init__(self) -> None:
        self.here, self.there = RequestCodec(), RequestCodec()
        self.sent = ""

    def through(self, request: ComposeRequest) -> Any:
        self.sent = json.dumps(self.here.encode(request))
        return self.there.decode(json.loads(self.sent))


@pytest.mark.parametrize(
    "request_",
    [
        TakeRequest(HERE, 3),
        SteerRequest(
            A, 0, 4, REST, HERE, HERE, 1, variation=30.0, strands=((3, 50.0), (9, -100.0)), only=frozenset({1, 2})
        ),
        AccompanyRequest(A, 0, 4, frozenset((Role.BASS,)), HERE, 1, frozenset({0}), LOCKS),
        *(OperationRequest(kind, A, HERE, HERE) for kind in Operation),
        OperationRequest(
            Operation.GROOVE, A, HERE, HERE, 40.0, 7, frozenset((Role.DRUMS,)), frozenset({1, 2}), 3, B,
            locks=LOCKS, adapt=True,
        ),
        MorphRequest((A, B), (0.25, 0.75), HERE, 2),
        TransitionRequest(A, B, 2, 4),
        TravelRequest((0.25, 0.75), HERE, 1),
        PlacesRequest((A, B, A)),
        PlacesRequest(()),
    ],
)  # fmt: skip
def test_every_request_comes_back_equal(request_: ComposeRequest) -> None:
    pipe = Pipe()
    assert pipe.through(request_) == request_
    assert pipe.through(request_) == request_


def test_corners_of_a_blend_travel_once_and_stay_the_same_objects() -> None:
    pipe = Pipe()
    first = pipe.through(MorphRequest((A, B), (0.0, 1.0), HERE, 1))
    long = len(pipe.sent)
    second = pipe.through(MorphRequest((A, B), (0.5, 0.5), HERE, 1))
    assert all(x is y for x, y in zip(first.corners, second.corners, strict=True))
    assert len(pipe.sent) < min(1000, long / 4)
    assert pipe.through(TransitionRequest(B, A, 1, 1)).before is first.corners[1]


def test_both_ends_forget_the_same_pieces() -> None:
    pipe = Pipe()
    many = [four_parts(1) for _ in range(80)]
    for piece in [*many, *many[::-1], *many[::3]]:
        assert pipe.through(PlacesRequest((piece,))).pieces == (piece,)
    assert pipe.through(PlacesRequest(tuple(many))) == PlacesRequest(tuple(many))
