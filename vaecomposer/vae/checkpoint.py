"""A songbook on disk: one safetensors file of weights and a JSON card. Never unpickled.

Matrices are kept as whole numbers of 8 bits with a scale for each row, which plays back the same notes as
half precision does (docs/model.md has the figures) at half the size; everything else in half precision.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor

from vaecomposer.errors import SongbookError
from vaecomposer.music.attributes import Statistics
from vaecomposer.vae.attribute_reader import READ, AttributeReader
from vaecomposer.vae.bars import HarmonyVae, PartVae
from vaecomposer.vae.conductor import SONG, Conductor, SongEncoder
from vaecomposer.vae.song_map import SongPlaces, load_song_map, map_file
from vaecomposer.vae.tokens import NOTE_PARTS, Part

FORMAT = "vaecomposer-songbook"
VERSION = 2
"""Raised whenever the networks' shapes or the meaning of their numbers change."""


@dataclass(frozen=True, slots=True)
class Songbook:
    """A trained model in memory.

    Attributes:
        harmony, parts: bar VAEs; `parts` in the order of `NOTE_PARTS`.
        encoder, conductor: the song level.
        axes, spread: the Directions, (16, SONG) and (16,).
        readers: read the named attributes off bar codes, by part.
        statistics: of the named attributes over training songs.
        style_moods: (1 + styles, 2, 2), mean and spread of valence and energy by style, "any" first.
        card: what `models/*.json` says.
        songs: the training songs' places, if there is a map beside it.
    """

    harmony: HarmonyVae
    parts: tuple[PartVae, ...]
    encoder: SongEncoder
    conductor: Conductor
    axes: Tensor
    spread: Tensor
    readers: dict[Part, AttributeReader]
    statistics: Statistics
    style_moods: Tensor
    card: dict[str, Any]
    songs: SongPlaces | None = None


def _networks(book: Songbook) -> dict[str, torch.nn.Module]:
    named: dict[str, torch.nn.Module] = {"harmony": book.harmony}
    named |= {part.name.lower(): net for part, net in zip(NOTE_PARTS, book.parts, strict=True)}
    named |= {f"{part.name.lower()} reader": net for part, net in book.readers.items()}
    return named | {"encoder": book.encoder, "conductor": book.conductor}


SCALE = ".scale"


def _packed(name: str, value: Tensor) -> dict[str, Tensor]:
    """A tensor as it is stored: a matrix as 8-bit rows and their scales (rows, 1), else in half precision."""
    if value.dim() != 2 or min(value.shape) < 2:
        return {name: value.half().contiguous()}
    scale = value.abs().amax(1, keepdim=True).clamp(min=1e-12) / 127
    rows = (value / scale).round().to(torch.int8)
    return {name: rows.contiguous(), name + SCALE: scale.float().contiguous()}


def _unpacked(tensors: dict[str, Tensor], device: torch.device) -> dict[str, Tensor]:
    """The opposite, for all tensors of a network."""
    return {
        name: (
            value.float() * tensors[name + SCALE] if name + SCALE in tensors else value.float()
        ).to(device)
        for name, value in tensors.items()
        if not name.endswith(SCALE)
    }


def _tables(book: Songbook) -> dict[str, Tensor]:
    """What is stored beside the networks."""
    return {
        "axes": book.axes,
        "spread": book.spread,
        "style_moods": book.style_moods,
        "attribute_mean": torch.from_numpy(book.statistics.mean),
        "attribute_spread": torch.from_numpy(book.statistics.spread),
    }


TABLES = ("axes", "spread", "style_moods", "attribute_mean", "attribute_spread")


def save_songbook(book: Songbook, path: Path) -> None:
    """Writes `path` (``.safetensors``) and the card beside it (``.json``)."""
    tensors: dict[str, Tensor] = {}
    for name, network in _networks(book).items():
        for key, value in network.state_dict().items():
            tensors |= _packed(f"{name}.{key}", value.detach().cpu())
    tensors |= {
        name: value.detach().cpu().float().contiguous() for name, value in _tables(book).items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".tmp")
    save_file(tensors, temporary)
    temporary.replace(path)
    temporary.write_text(
        json.dumps(book.card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    temporary.replace(path.with_suffix(".json"))


def read_card(path: Path) -> dict[str, Any]:
    """The card of a songbook.

    Raises:
        SongbookError: missing, damaged, or made for another version of the program.
    """
    card_path = path.with_suffix(".json")
    try:
        card = json.loads(card_path.read_text(encoding="utf-8"))
    except FileNotFoundError as why:
        raise SongbookError(
            f"{card_path.name}, the songbook's card, was not found beside it."
        ) from why
    except (OSError, ValueError) as why:
        raise SongbookError(f"{card_path.name}, the songbook's card, cannot be read.") from why
    if not isinstance(card, dict) or card.get("format") != FORMAT:
        raise SongbookError(f"{card_path.name} does not describe a songbook.")
    if card.get("version") != VERSION:
        raise SongbookError(
            f"{path.stem} is a songbook of version {card.get('version')}; this program reads version {VERSION}. "
            "Please choose another, or update the program."
        )
    return card


def load_songbook(path: Path, device: torch.device) -> Songbook:
    """Opens a songbook on a device.

    Raises:
        SongbookError: in a sentence, if it is missing, cut short, damaged or of another version.
    """
    if not path.exists():
        raise SongbookError(f"{path.name} was not found, so there is no songbook to compose with.")
    card = read_card(path)
    try:
        tensors = load_file(path)
    except (SafetensorError, OSError, ValueError) as why:
        raise SongbookError(
            f"{path.name} could not be opened: the file is damaged or cut short."
        ) from why
    # Built without drawing initial weights, which the file replaces anyway.
    with torch.device("meta"):
        harmony, parts = HarmonyVae(), tuple(PartVae(part) for part in NOTE_PARTS)
        encoder, conductor = SongEncoder(), Conductor()
        readers = {part: AttributeReader(len(columns)) for part, columns in READ.items()}
    missing = [name for name in TABLES if name not in tensors]
    if missing:
        raise SongbookError(f"{path.name} lacks its {missing[0]} and cannot be used.")
    book = Songbook(
        harmony,
        parts,
        encoder,
        conductor,
        tensors["axes"].to(device),
        tensors["spread"].to(device),
        readers,
        Statistics(
            tensors["attribute_mean"].double().numpy(), tensors["attribute_spread"].double().numpy()
        ),
        tensors["style_moods"].to(device),
        card,
        load_song_map(map_file(path), SONG),
    )
    for name, network in _networks(book).items():
        own = {
            key.removeprefix(f"{name}."): value
            for key, value in tensors.items()
            if key.startswith(f"{name}.")
        }
        try:
            network.load_state_dict(_unpacked(own, device), assign=True)
        except RuntimeError as why:
            raise SongbookError(f"{path.name} does not fit this version of the program.") from why
        network.requires_grad_(requires_grad=False).eval()
    return book
