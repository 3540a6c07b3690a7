"""The pads' requests beside those of the sliders: the newest has the word."""

from __future__ import annotations

from vaecomposer.generation.api import Failure, MorphRequest, SteerRequest, TravelRequest
from vaecomposer.generation.mailbox import Mailbox
from vaecomposer.session import morphing
from vaecomposer.session.state import Conditions

from .test_controller import PIECE, Desk, other


def blend(weight: float = 0.5, *, beside: bool = False) -> MorphRequest:
    return MorphRequest((PIECE, PIECE), (weight, 1 - weight), Conditions(), 1, beside)


def test_older_answers_of_a_drag_show_until_a_newer_one_has_come() -> None:
    desk = Desk()
    first, second = blend(0.1), blend(0.2)
    desk.controller.blend(first)
    desk.controller.blend(second)
    assert desk.asked[-2:] == [first, second]
    assert desk.controller.take_blend(first)
    assert desk.controller.take_blend(second)
    assert not desk.controller.take_blend(second)
    desk.controller.blend(third := blend(0.3))
    desk.controller.blend(fourth := blend(0.4))
    assert desk.controller.take_blend(fourth)
    assert not desk.controller.take_blend(third)


def test_the_dots_own_edits_ask_for_no_steering() -> None:
    desk = Desk()
    desk.move(30.0)
    count = len(desk.asked)
    desk.controller.blend(blend())
    desk.document.apply("Morph", morphing.set_dot(0.2, 0.2))
    assert len(desk.asked) == count + 1


def test_the_new_music_is_read_for_the_sliders_once_the_hand_has_left() -> None:
    desk = Desk()
    request = blend()
    desk.controller.blend(request)
    count = len(desk.asked)
    desk.controller.settle()
    assert len(desk.asked) == count  # its answer is still to come
    assert desk.controller.take_blend(request)
    desk.document.join(morphing.begin(other(50), Conditions(), 1, "Morph"))
    assert len(desk.asked) == count
    desk.controller.settle()
    assert isinstance(desk.asked[-1], SteerRequest)
    desk.controller.settle()
    assert len(desk.asked) == count + 1


def test_a_slider_moved_later_has_the_word() -> None:
    desk = Desk()
    request = blend()
    desk.controller.blend(request)
    steer = desk.move(30.0)
    assert steer.directions[0] == 30.0
    assert not desk.controller.take_blend(request)


def test_a_take_composed_or_opened_later_has_the_word() -> None:
    desk = Desk()
    desk.controller.blend(request := blend())
    desk.controller.compose()
    assert not desk.controller.take_blend(request)
    desk.controller.blend(other := blend())
    assert not desk.controller.is_composing
    desk.controller.forget_take()
    assert not desk.controller.take_blend(other)


def test_what_is_dropped_or_failed_is_not_waited_for() -> None:
    desk = Desk()
    desk.controller.blend(request := blend())
    desk.controller.drop_blends()
    assert not desk.controller.take_blend(request)
    journey = TravelRequest((0.5, 0.5), Conditions(), 1)
    desk.controller.blend(journey)
    desk.controller.receive(Failure(journey, "Nothing there."))
    assert desk.said == ["Nothing there."]
    assert not desk.controller.take_blend(journey)


def test_a_path_is_asked_beside_the_music_in_front() -> None:
    mail = Mailbox()
    mail.put(aside := blend(0.2, beside=True))
    mail.put(front := blend(0.3))
    assert mail.take() is front
    assert mail.take() is aside
