"""The composing process: real, with an untrained songbook, killed, and started again."""

from __future__ import annotations

import os
import queue
import signal
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.music.pieces import four_parts
from tests.vae.conftest import untrained_songbook
from vaecomposer.composing.link import ComposingProcess
from vaecomposer.generation.api import (
    Answer,
    ComposeResult,
    Failure,
    MorphRequest,
    Places,
    PlacesRequest,
    SongbookFacts,
    SteerRequest,
    TakeRequest,
    TransitionRequest,
)
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.session.state import Conditions
from vaecomposer.vae.checkpoint import save_songbook
from vaecomposer.vae.composer import VaeComposer

CONDITIONS = Conditions(bars=4)
REST = (0.0,) * DIRECTIONS


@pytest.fixture(scope="module")
def songbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("songbook") / "untrained.safetensors"
    save_songbook(untrained_songbook(), path)
    return path


class Mailbox:
    def __init__(self, songbook: Path) -> None:
        self.answers: queue.Queue[Answer] = queue.Queue()
        self.process = ComposingProcess(songbook, self.answers.put)

    def next(self) -> Answer:
        return self.answers.get(timeout=60)


@pytest.fixture
def mailbox(songbook: Path) -> Iterator[Mailbox]:
    made = Mailbox(songbook)
    made.process.start()
    yield made
    made.process.close()


def test_it_opens_composes_and_steers_as_in_this_process(mailbox: Mailbox) -> None:
    facts = mailbox.next()
    assert isinstance(facts, SongbookFacts)
    assert facts.name == "Untrained"
    take = TakeRequest(CONDITIONS, 5)
    mailbox.process.ask(take)
    composed = mailbox.next()
    assert isinstance(composed, ComposeResult)
    assert composed.request is take
    here = VaeComposer(untrained_songbook(), torch.device("cpu"))
    assert len(composed.piece.tracks) == len(here.answer(take).tracks)
    request = SteerRequest(composed.piece, 0, 4, (60.0, *REST[1:]), CONDITIONS, CONDITIONS, 5)
    mailbox.process.ask(request)
    steered = mailbox.next()
    assert isinstance(steered, ComposeResult)
    assert steered.request is request
    assert steered.milliseconds > 0


def test_tracks_the_answer_leaves_alone_are_the_very_same(mailbox: Mailbox) -> None:
    mailbox.next()
    mailbox.process.ask(TakeRequest(CONDITIONS, 5))
    composed = mailbox.next()
    assert isinstance(composed, ComposeResult)
    mailbox.process.ask(SteerRequest(composed.piece, 0, 4, REST, CONDITIONS, CONDITIONS, 5))
    at_rest = mailbox.next()
    assert isinstance(at_rest, ComposeResult)
    assert at_rest.piece == composed.piece
    assert all(a is b for a, b in zip(at_rest.piece.tracks, composed.piece.tracks, strict=True))


def test_a_process_that_dies_says_so_and_composes_again(mailbox: Mailbox) -> None:
    mailbox.next()
    assert mailbox.process._process is not None
    os.kill(mailbox.process._process.pid, getattr(signal, "SIGKILL", signal.SIGTERM))
    lost = mailbox.next()
    assert isinstance(lost, Failure)
    assert "started again" in lost.sentence
    assert isinstance(mailbox.next(), SongbookFacts)
    mailbox.process.ask(TakeRequest(CONDITIONS, 5))
    assert isinstance(mailbox.next(), ComposeResult)


def test_a_songbook_that_does_not_open_is_a_sentence(tmp_path: Path) -> None:
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"no songbook")
    mailbox = Mailbox(broken)
    mailbox.process.start()
    answer = mailbox.next()
    assert isinstance(answer, Failure)
    assert answer.request is None
    mailbox.process.close()


def test_closing_before_it_has_opened_leaves_nothing(songbook: Path) -> None:
    mailbox = Mailbox(songbook)
    mailbox.process.start()
    mailbox.process.close()
    assert mailbox.process._process is None or mailbox.process._process.poll() is not None
    assert not mailbox.process._thread.is_alive()


def test_blends_transitions_and_places_come_through_too(mailbox: Mailbox) -> None:
    facts = mailbox.next()
    assert isinstance(facts, SongbookFacts)
    assert facts.strands > 0
    a, b = four_parts(2), four_parts(4)
    places = PlacesRequest((a, b))
    mailbox.process.ask(MorphRequest((a, b), (0.0, 1.0), CONDITIONS, 1))
    mailbox.process.ask(places)
    mailbox.process.ask(TransitionRequest(a, b, 1, 1))
    found = {type(answer.request): answer for answer in (mailbox.next() for _ in range(3))}  # type: ignore[union-attr]
    assert found[PlacesRequest] == Places(places, ((0.5, 0.5), (0.5, 0.5)))
    morph, transition = found[MorphRequest], found[TransitionRequest]
    assert isinstance(morph, ComposeResult)
    assert morph.piece.tracks == b.tracks
    assert isinstance(transition, ComposeResult)
    assert len(transition.piece.bars()) == 1


def test_another_songbook_takes_over_and_answers_what_waits(
    mailbox: Mailbox, songbook: Path, tmp_path: Path
) -> None:
    mailbox.next()
    other = tmp_path / "other.safetensors"
    save_songbook(
        replace(untrained_songbook(), card={**untrained_songbook().card, "name": "Other"}), other
    )
    mailbox.process.open(other)
    take = TakeRequest(CONDITIONS, 5)
    mailbox.process.ask(take)
    facts = mailbox.next()
    assert isinstance(facts, SongbookFacts)
    assert facts.name == "Other"
    answer = mailbox.next()
    assert isinstance(answer, ComposeResult)
    assert answer.request is take


def test_after_a_songbook_that_does_not_open_another_can(
    mailbox: Mailbox, songbook: Path, tmp_path: Path
) -> None:
    mailbox.next()
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"no songbook")
    mailbox.process.open(broken)
    failure = mailbox.next()
    assert isinstance(failure, Failure)
    assert failure.request is None
    mailbox.process.open(songbook)
    assert isinstance(mailbox.next(), SongbookFacts)


def test_after_giving_up_another_songbook_starts_it_again(mailbox: Mailbox, songbook: Path) -> None:
    mailbox.next()
    for _ in range(4):
        process = mailbox.process._process
        assert process is not None
        process.kill()
        answers = [mailbox.next(), mailbox.next()]
        if not any(isinstance(answer, SongbookFacts) for answer in answers):
            break
    sentences = [answer.sentence for answer in answers if isinstance(answer, Failure)]
    assert "stopped several times" in sentences[-1]
    mailbox.process.open(songbook)
    assert isinstance(mailbox.next(), SongbookFacts)
