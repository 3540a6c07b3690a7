"""The worker's thread: the newest request wins, the last is never lost, nothing ends it unseen."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.music.pieces import four_parts
from vaecomposer.errors import ComposerError, SongbookError
from vaecomposer.generation.api import (
    Answer,
    Composer,
    ComposeRequest,
    ComposeResult,
    Failure,
    Places,
    PlacesRequest,
    SongbookFacts,
    TakeRequest,
)
from vaecomposer.generation.worker import Worker
from vaecomposer.music.piece import Piece
from vaecomposer.session.state import Conditions

PIECE = four_parts()
PATIENCE = 10.0
FACTS = SongbookFacts("Fake", "a test", (), (), 1.0)


def take(seed: int) -> TakeRequest:
    return TakeRequest(Conditions(), seed)


@dataclass
class FakeComposer:
    """Answers when it is let, and remembers what it was asked. Seeds below nought make trouble."""

    facts: SongbookFacts = FACTS
    asked: list[int] = field(default_factory=list)
    begun: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    go_on: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))
    threads: set[str] = field(default_factory=set)

    def answer(self, request: ComposeRequest) -> Piece:
        self.asked.append(request.seed)
        self.threads.add(threading.current_thread().name)
        self.begun.release()
        assert self.go_on.acquire(timeout=PATIENCE)
        if request.seed == -1:
            raise ComposerError("This cannot be sung.")
        if request.seed == -2:
            raise ZeroDivisionError("by nought")
        return PIECE

    def places(self, request: PlacesRequest) -> tuple[tuple[float, float], ...]:
        return ((0.25, 0.75),) * len(request.pieces)


class Inbox:
    """What the worker delivered, to be waited for."""

    def __init__(self) -> None:
        self.answers: list[Answer] = []
        self._come = queue.SimpleQueue[Answer]()

    def put(self, answer: Answer) -> None:
        self.answers.append(answer)
        self._come.put(answer)

    def next(self) -> Answer:
        return self._come.get(timeout=PATIENCE)


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


@pytest.fixture
def composer() -> FakeComposer:
    return FakeComposer()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def worker(composer: FakeComposer, inbox: Inbox) -> Iterator[Worker]:
    """A worker whose songbook is open."""
    made = Worker(lambda: composer, inbox.put)
    made.start()
    assert inbox.next() == composer.facts
    yield made
    for _ in range(10):
        composer.go_on.release()
    made.close()


def test_the_newest_request_wins_and_the_one_begun_is_finished(
    worker: Worker, composer: FakeComposer, inbox: Inbox
) -> None:
    worker.ask(take(1))
    assert composer.begun.acquire(timeout=PATIENCE)
    for seed in (2, 3, 4):
        worker.ask(take(seed))
    composer.go_on.release(2)
    first, second = inbox.next(), inbox.next()
    assert composer.asked == [1, 4]
    assert isinstance(second, ComposeResult)
    assert (second.request, second.piece) == (take(4), PIECE)
    assert second.milliseconds >= 0
    assert first is not None


def test_the_last_of_a_long_drag_is_never_lost(
    worker: Worker, composer: FakeComposer, inbox: Inbox
) -> None:
    composer.go_on.release(1000)
    for seed in range(500):
        worker.ask(take(seed))
    while not (isinstance(answer := inbox.next(), ComposeResult) and answer.request == take(499)):
        pass
    assert composer.asked == sorted(set(composer.asked))
    assert composer.threads == {"composer"}


def test_what_is_asked_before_the_songbook_is_open_is_answered_after(
    composer: FakeComposer, inbox: Inbox
) -> None:
    opening = threading.Event()

    def load() -> Composer:
        assert opening.wait(PATIENCE)
        return composer

    worker = Worker(load, inbox.put)
    worker.start()
    worker.ask(take(1))
    worker.ask(take(2))
    composer.go_on.release()
    opening.set()
    assert inbox.next() == composer.facts
    assert isinstance(inbox.next(), ComposeResult)
    assert composer.asked == [2]
    worker.close()


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (SongbookError("The songbook is missing."), "The songbook is missing."),
        (ValueError("odd"), "The songbook could not be opened (odd)."),
    ],
)
def test_a_songbook_that_does_not_open_is_told_in_a_sentence(
    inbox: Inbox, trouble: Exception, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def load() -> Composer:
        raise trouble

    worker = Worker(load, inbox.put)
    worker.start()
    assert inbox.next() == Failure(None, sentence)
    worker.ask(take(1))
    worker.close()
    assert len(inbox.answers) == 1


def test_a_request_that_fails_is_told_and_the_next_is_answered(
    worker: Worker, composer: FakeComposer, inbox: Inbox, capsys: pytest.CaptureFixture[str]
) -> None:
    composer.go_on.release(3)
    worker.ask(take(-1))
    assert inbox.next() == Failure(take(-1), "This cannot be sung.")
    worker.ask(take(-2))
    answer = inbox.next()
    assert isinstance(answer, Failure)
    assert "by nought" in answer.sentence
    assert "Your music is unchanged." in answer.sentence
    assert "ZeroDivisionError" in capsys.readouterr().err
    worker.ask(take(5))
    assert isinstance(inbox.next(), ComposeResult)


def test_nothing_is_delivered_after_closing(
    worker: Worker, composer: FakeComposer, inbox: Inbox
) -> None:
    worker.ask(take(1))
    assert composer.begun.acquire(timeout=PATIENCE)
    worker.ask(take(2))
    worker.close(timeout=0)
    composer.go_on.release()
    worker.close()
    assert composer.asked == [1]
    assert inbox.answers == [composer.facts]


def test_a_worker_never_started_closes_too(inbox: Inbox) -> None:
    Worker(FakeComposer, inbox.put).close()


def test_what_is_asked_beside_a_drag_is_answered_when_the_drag_rests(
    worker: Worker, composer: FakeComposer, inbox: Inbox
) -> None:
    places = PlacesRequest((PIECE, PIECE))
    worker.ask(take(1))
    assert composer.begun.acquire(timeout=PATIENCE)
    worker.ask(places)
    for seed in (2, 3):
        worker.ask(take(seed))
    worker.ask(PlacesRequest((PIECE,)))
    worker.ask(places)
    composer.go_on.release(2)
    answers = [inbox.next() for _ in range(3)]
    assert composer.asked == [1, 3]
    assert answers[2] == Places(places, ((0.25, 0.75),) * 2)
