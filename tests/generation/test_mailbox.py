"""Which requests wait and which are pushed out."""

from __future__ import annotations

import pytest

from tests.music.pieces import four_parts
from vaecomposer.generation.api import (
    ComposeRequest,
    MorphRequest,
    PlacesRequest,
    TakeRequest,
    TransitionRequest,
    TravelRequest,
)
from vaecomposer.generation.mailbox import Mailbox, Numbered
from vaecomposer.session.state import Conditions

PIECE = four_parts()


def take(seed: int) -> TakeRequest:
    return TakeRequest(Conditions(), seed)


def transition(seed: int) -> TransitionRequest:
    return TransitionRequest(PIECE, PIECE, 1, seed)


PLACES = PlacesRequest((PIECE,))


def taken(mail: Mailbox) -> list[ComposeRequest | None]:
    found = []
    while mail:
        found.append(mail.take())
    return found


def test_the_newest_of_a_kind_wins_and_the_music_in_front_is_served_first() -> None:
    mail = Mailbox()
    for request in (transition(1), take(1), PLACES, take(2), transition(2)):
        mail.put(request)
    assert taken(mail) == [take(2), transition(2), PLACES]
    assert mail.take() is None


def test_blends_and_places_of_the_map_are_music_in_front() -> None:
    mail = Mailbox()
    travel = TravelRequest((0.5, 0.5), Conditions(), 1)
    for request in (take(1), MorphRequest((PIECE,), (1.0,), Conditions(), 1), travel):
        mail.put(request)
    assert taken(mail) == [travel]


def test_a_request_beside_a_long_drag_keeps_its_number() -> None:
    numbered = Numbered()
    numbered.keep(1, PLACES)
    asked = [take(seed) for seed in range(500)]
    for number, request in enumerate(asked, 2):
        numbered.keep(number, request)
    assert numbered.number(PLACES) == 1
    assert numbered.request(1) is PLACES
    assert numbered.request(501) is asked[-1]
    assert numbered.request(2) is None


def test_the_very_request_counts_and_its_newest_number() -> None:
    numbered = Numbered()
    one, other = take(1), take(1)
    for number, request in enumerate((one, other, one), 1):
        numbered.keep(number, request)
    assert numbered.number(one) == 3
    assert numbered.number(other) == 2
    with pytest.raises(KeyError):
        numbered.number(take(1))


def test_what_is_lost_when_a_process_ends_is_what_has_no_answer() -> None:
    numbered = Numbered()
    numbered.keep(1, transition(1))
    numbered.keep(2, transition(2))
    numbered.keep(3, take(1))
    numbered.keep(4, PLACES)
    numbered.answered(2)
    assert numbered.newest() == (take(1), PLACES)
