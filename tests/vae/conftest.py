"""An untrained songbook, the same for every test."""

from pathlib import Path

import numpy as np
import pytest
import torch

from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.attributes import COLUMNS, Statistics
from vaecomposer.music.style import STYLES
from vaecomposer.vae.attribute_reader import READ, AttributeReader
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
        {part: AttributeReader(len(columns)).eval() for part, columns in READ.items()},
        Statistics(np.zeros(COLUMNS), np.ones(COLUMNS)),
        torch.stack([torch.zeros(1 + len(STYLES), 2), torch.ones(1 + len(STYLES), 2)], -1),
        card,
    )


@pytest.fixture(scope="session")
def songbook_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The untrained songbook on disk."""
    path = tmp_path_factory.mktemp("songbook") / "untrained.safetensors"
    save_songbook(untrained_songbook(), path)
    return path
