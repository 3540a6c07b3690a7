"""An untrained songbook, the same for every test."""

from pathlib import Path

import pytest
import torch

from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.vae.bars import HarmonyVae, PartVae
from vaecomposer.vae.checkpoint import FORMAT, VERSION, Songbook, save_songbook
from vaecomposer.vae.conductor import SONG, Conductor, SongEncoder
from vaecomposer.vae.tokens import NOTE_PARTS


def untrained_songbook() -> Songbook:
    """Random but fixed weights."""
    torch.manual_seed(7)
    axes = torch.linalg.qr(torch.randn(SONG, DIRECTIONS))[0].T
    card = {
        "format": FORMAT,
        "version": VERSION,
        "name": "Untrained",
        "directions": [["low", "high"]] * DIRECTIONS,
        "figures": {"note_accuracy": 0.5},
    }
    parts = tuple(PartVae(part).eval() for part in NOTE_PARTS)
    return Songbook(
        HarmonyVae().eval(),
        parts,
        SongEncoder().eval(),
        Conductor().eval(),
        axes,
        torch.ones(DIRECTIONS),
        card,
    )


@pytest.fixture(scope="session")
def songbook_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The untrained songbook on disk."""
    path = tmp_path_factory.mktemp("songbook") / "untrained.safetensors"
    save_songbook(untrained_songbook(), path)
    return path
