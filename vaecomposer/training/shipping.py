"""Third stage: from a finished run to a songbook that can be shipped, with its Directions and its card."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch

from vaecomposer.errors import DataError
from vaecomposer.latent.directions import DIRECTIONS, FULL_TRAVEL, principal_axes
from vaecomposer.music.measures import ATTRIBUTES, measure
from vaecomposer.music.style import STYLES
from vaecomposer.session.state import Conditions
from vaecomposer.training.attribute_statistics import SongAttributes
from vaecomposer.training.bar_stage import Report, new_network
from vaecomposer.training.phrases import Posteriors, gather_phrases
from vaecomposer.training.reader_stage import train_readers
from vaecomposer.training.song_map import song_map
from vaecomposer.training.song_stage import SongNetwork
from vaecomposer.training.songs import SongBars
from vaecomposer.training.state import load_state
from vaecomposer.training.validation import held_out_figures
from vaecomposer.training.windows import WindowSource
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import CODE, HarmonyVae, PartVae
from vaecomposer.vae.checkpoint import FORMAT, VERSION, Songbook, save_songbook
from vaecomposer.vae.conditioning import with_mood
from vaecomposer.vae.conductor import SONG, unfold
from vaecomposer.vae.song_map import map_file, save_song_map
from vaecomposer.vae.tokens import NOTE_PARTS, Part, decode_bars


def _networks(folder: Path) -> tuple[HarmonyVae, tuple[PartVae, ...], SongNetwork, dict[str, Any]]:
    facts: dict[str, Any] = {}
    nets = {}
    for part in Part:
        nets[part] = new_network(part)
        facts[part.name.lower()] = load_state(folder, part.name.lower(), nets[part])
    song = SongNetwork()
    facts["song"] = load_state(folder, "song", song)
    missing = [name for name, found in facts.items() if found is None]
    if missing:
        raise DataError(f"{folder} has not finished training: {', '.join(missing)} are missing.")
    harmony = nets[Part.HARMONY]
    parts = tuple(net for part in NOTE_PARTS if isinstance(net := nets[part], PartVae))
    assert isinstance(harmony, HarmonyVae)
    return harmony, parts, song, facts


def song_means(
    songs: SongBars,
    posteriors: Posteriors,
    attributes: SongAttributes,
    song: SongNetwork,
    count: int,
) -> np.ndarray[Any, Any]:
    """Posterior means of the song latent over `count` training phrases, (count, SONG)."""
    source = WindowSource(songs, valid=False)
    means = []
    for start in range(0, count, 256):
        windows = source.draw(256, np.random.default_rng((5, start)))
        p = gather_phrases(songs, posteriors, windows, attributes)
        with torch.no_grad():
            means.append(song.encoder(p.mean, p.present, p.inside, p.conditions)[0].numpy())
    return np.concatenate(means)[:count].astype(np.float32)


def direction_words(
    book: Songbook,
    songs: SongBars,
    posteriors: Posteriors,
    attributes: SongAttributes,
    phrases: int = 40,
) -> list[tuple[str, str]]:
    """Words for each Direction: the attribute that its full travel moves most, in its own standard
    deviations, measured on decoded notes. No word is given twice for the same end.
    """
    source = WindowSource(songs, valid=False)
    windows = source.draw(phrases, np.random.default_rng(9))
    p = gather_phrases(songs, posteriors, windows, attributes)
    shape = p.conditions.shape
    plain = with_mood(p.conditions.flatten(0, 1), Conditions(), book).view(*shape[:2], -1)
    coder = BarCoder(book, torch.device("cpu"))
    playing = torch.ones_like(p.present)
    with torch.inference_mode():
        at_rest = book.encoder(p.mean, p.present, p.inside, p.conditions)[0]

        def measured(song: torch.Tensor) -> np.ndarray[Any, Any]:
            codes = unfold(book.conductor, song, plain, playing).flatten(0, 1)
            conditions = p.conditions.flatten(0, 1)
            metre = conditions[:, -4:].argmax(-1)
            chords = coder.decode_harmony(codes[:, Part.HARMONY], conditions)
            grids = decode_bars(coder.decode_notes(NOTE_PARTS, codes, chords, metre, conditions))
            size = p.mean.shape[1]
            return np.array([measure(grids[i * size : (i + 1) * size]) for i in range(phrases)])

        rest = measured(at_rest)
        spread = rest.std(0) + 1e-6
        effects = []
        for axis, width in zip(book.axes, book.spread, strict=True):
            move = axis * width * FULL_TRAVEL * 0.6
            effects.append(((measured(at_rest + move) - measured(at_rest - move)) / spread).mean(0))
    return _name_directions(np.array(effects))


def _name_directions(effects: np.ndarray[Any, Any]) -> list[tuple[str, str]]:
    """The strongest words not yet taken, Direction by Direction."""
    taken: set[tuple[int, bool]] = set()
    words = []
    for effect in effects:
        order = np.argsort(-np.abs(effect))
        best = next((i for i in order if (int(i), bool(effect[i] > 0)) not in taken), int(order[0]))
        up = bool(effect[best] > 0)
        taken.add((int(best), up))
        low, high = ATTRIBUTES[int(best)].words
        words.append((low, high) if up else (high, low))
    return words


def ship(
    songs: SongBars,
    posteriors: Posteriors,
    attributes: SongAttributes,
    folder: Path,
    target: Path,
    sources: Sequence[dict[str, Any]],
    report: Report,
    phrases: int = 20_000,
) -> Songbook:
    """Writes the songbook `target` (``.safetensors`` and ``.json``) and its map from a finished run.

    `phrases` training phrases are read for the Directions.
    """
    harmony, parts, song, facts = _networks(folder)
    for network in (harmony, *parts, song):
        network.requires_grad_(requires_grad=False).eval()
    axes, spread = principal_axes(
        song_means(songs, posteriors, attributes, song, phrases), DIRECTIONS
    )
    readers, explained = train_readers(songs, posteriors, attributes)
    book = Songbook(
        harmony,
        parts,
        song.encoder,
        song.conductor,
        torch.from_numpy(axes.copy()),
        torch.from_numpy(spread.copy()),
        readers,
        attributes.statistics,
        torch.from_numpy(attributes.styles).float(),
        {},
    )
    words = direction_words(book, songs, posteriors, attributes)
    report("directions: " + ", ".join("–".join(pair) for pair in words))
    parameters = sum(
        p.numel() for net in (harmony, *parts, song, *readers.values()) for p in net.parameters()
    )
    figures = held_out_figures(book, songs)
    report(json.dumps(figures))
    f1 = [figures[name]["note_f1"] for name in ("melody", "bass") if name in figures]
    card = {
        "format": FORMAT,
        "version": VERSION,
        "name": target.stem.title(),
        "architecture": {
            "kind": "hierarchical conditional VAE: a bar code for every part, a song latent, a conductor with a "
            "residual flow, and readers of the named attributes",
            "bar_code": CODE, "song_latent": SONG, "parts": [part.name.lower() for part in Part],
            "parameters": parameters, "bars_in_one_pass": 16,
            "weights": "matrices in 8-bit rows with a scale each, the rest in half precision",
        },
        "use": "composing, varying and accompanying phrases of up to 16 bars in 4/4, 2/2, 3/4, 6/8 and 2/4",
        "limits": "melody and bass are one voice each, comping keeps to the chord's five tones, sixteenths are the "
        "finest grid; the song latent alone does not give a phrase back; styles known from drums only (funk, latin, "
        "hip-hop) have no tonal parts of their own",
        "styles": list(STYLES),
        "directions": words,
        "trained_steps": {name: fact["step"] for name, fact in facts.items()},
        "figures": {
            "note_accuracy": round(float(np.mean(f1)), 4) if f1 else 0.0,
            "definition": "single bars of validation songs, posterior means, greedy decoding: steps and whole bars "
            "right, note F1 (onset and pitch) of melody and bass; beats right of harmony; onset F1 of texture, "
            "hit F1 of drums; note_accuracy is the mean note F1 of melody and bass",
            "validation": figures,
            "attributes_read": {name: round(share, 3) for name, share in explained.items()},
            "song_level": facts["song"]["valid"],
        },
        "sources": list(sources),
        "licence": "weights: CC-BY-4.0; see the sources for attribution",
    }  # fmt: skip
    book = replace(book, card=card)
    save_songbook(book, target)
    book = replace(book, songs=song_map(songs, book, report))
    assert book.songs is not None
    save_song_map(book.songs, map_file(target))
    return book


def read_sources(data: Path) -> list[dict[str, Any]]:
    """Name, licence and attribution of every source in a data folder, for the card."""
    found = []
    for path in sorted(data.glob("*.npz")):
        with np.load(path, allow_pickle=False) as archive:
            meta = json.loads(archive["meta_json"].tobytes())
        source = meta["source"]
        about = source if isinstance(source, dict) else {"name": str(source)}
        kept = {k: about[k] for k in ("name", "license", "attribution", "repo") if k in about}
        found.append({"file": path.stem, "songs": len(meta["songs"]), **kept})
    return found
