"""An untrained composer in place of the shipped one, which notes what it was asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch

from tests.music.pieces import four_parts
from tests.vae.conftest import untrained_songbook
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.generation.api import ComposeRequest
from vaecomposer.music.piece import Piece
from vaecomposer.vae.checkpoint import save_songbook
from vaecomposer.vae.composer import VaeComposer


class Noting(VaeComposer):
    """A composer that remembers its requests."""

    def __init__(self) -> None:
        super().__init__(untrained_songbook(), torch.device("cpu"))
        self.asked: list[ComposeRequest] = []

    def answer(self, request: ComposeRequest) -> Piece:
        self.asked.append(request)
        return super().answer(request)


@pytest.fixture(scope="session")
def untrained() -> Noting:
    return Noting()


@pytest.fixture
def composer(untrained: Noting, monkeypatch: pytest.MonkeyPatch) -> Iterator[Noting]:
    """Opened by every command in place of any songbook; forgets after a test."""
    monkeypatch.setattr("vaecomposer.vae.composer.open_composer", lambda _path: untrained)
    yield untrained
    untrained.asked.clear()


@pytest.fixture(scope="session")
def songbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same on disk."""
    path = tmp_path_factory.mktemp("songbook") / "untrained.safetensors"
    save_songbook(untrained_songbook(), path)
    return path


@pytest.fixture
def song(tmp_path: Path) -> Path:
    """A MIDI file of twenty bars in four parts."""
    path = tmp_path / "song.mid"
    write_midi(four_parts(20), path)
    return path
