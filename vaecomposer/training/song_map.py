"""The map of a songbook: every training song's latent, laid out on a plane."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import torch

from vaecomposer.latent.directions import principal_axes
from vaecomposer.session.state import PHRASE_BARS
from vaecomposer.training.bar_stage import Report
from vaecomposer.training.projection import laid_out, styled
from vaecomposer.training.songs import SongBars
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import condition_features
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conductor import SONG
from vaecomposer.vae.song_map import SongPlaces
from vaecomposer.vae.tokens import Part

AXES = 24
"""Principal axes of the song latents that are kept: 99.8 % of their variance."""

SHORTEST = 8
"""Bars of the shortest piece of music that gets a place."""

LISTENED = 4
"""Phrases of a song that are read, spread over it; its latent is their mean."""

STYLE_WEIGHT = 0.7
"""How much the differences between styles count beside all others."""

_CHUNK = 64
_PLAIN = re.compile(r"[\w~]*[/_][\w/~]*")


def mapped_songs(songs: SongBars) -> npt.NDArray[np.int64]:
    """First rows and lengths (n, 2) of the training music that gets a place: with a tune, and long enough."""
    first = np.flatnonzero(np.r_[True, np.diff(songs.region) != 0])
    length = np.diff(np.r_[first, len(songs.region)])
    tune = songs.bars.present[first, Part.MELODY]
    kept = tune & ~songs.valid[first] & (length >= SHORTEST)
    return np.stack([first[kept], length[kept]], 1)


def song_latents(
    songs: SongBars, rows: npt.NDArray[np.int64], book: Songbook
) -> npt.NDArray[np.float32]:
    """Mean of the song latents of some phrases of each song, (n, SONG).

    They are read without their styles, as a musician's pieces are.

    Args:
        songs: the bars. rows: see `mapped_songs`. book: reads them.
    """
    phrases, owners = [], []
    for owner, (first, length) in enumerate(rows.tolist()):
        most = max(0, length - PHRASE_BARS)
        for start in np.unique(np.linspace(0, most, min(LISTENED, 1 + most // 8)).astype(int)):
            phrase = np.full(PHRASE_BARS, -1)
            start -= start % 4  # songs are built of four bars
            count = min(PHRASE_BARS, length - start)
            phrase[:count] = first + start + np.arange(count)
            phrases.append(phrase)
            owners.append(owner)
    total = np.zeros((len(rows), SONG))
    coder = BarCoder(book, torch.device("cpu"))
    with torch.inference_mode():
        for at in range(0, len(phrases), _CHUNK):
            chunk = np.array(phrases[at : at + _CHUNK])
            bars = np.maximum(chunk, 0).ravel()
            batch = songs.bars.take(bars)
            conditions = condition_features(
                torch.from_numpy(songs.mode[bars]),
                torch.zeros(len(bars), dtype=torch.long),
                torch.from_numpy(batch.metre),
            )
            shape = chunk.shape
            inside = torch.from_numpy(chunk >= 0)
            codes = coder.encode(batch, conditions).view(*shape, len(Part), -1)
            present = torch.from_numpy(batch.present).view(*shape, -1) & inside[..., None]
            told = conditions.view(*shape, -1)
            mean = book.encoder(codes, present, inside, told)[0]
            np.add.at(total, owners[at : at + _CHUNK], mean.numpy())
    count = np.bincount(owners, minlength=len(rows))[:, None]
    return (total / np.maximum(count, 1)).astype(np.float32)


def song_map(songs: SongBars, book: Songbook, report: Report) -> SongPlaces:
    """Places of all training songs with a tune. Takes minutes.

    Songs of sources that may not be named have "" for a name; see `SongBars.titles`.
    """
    rows = mapped_songs(songs)
    latents = song_latents(songs, rows, book)
    mean = latents.mean(0) if len(rows) else np.zeros(SONG, np.float32)
    spread = latents.std(0) if len(rows) else np.ones(SONG, np.float32)
    axes = np.eye(SONG, dtype=np.float32)[:AXES]
    if len(rows) > 1:
        axes = principal_axes(latents, AXES)[0]
    points = (latents - mean) @ axes.T
    styles = songs.style[rows[:, 0]].astype(np.int64)
    places = laid_out(styled(points, styles, STYLE_WEIGHT))
    scale = np.maximum(np.abs(points).max(0, initial=0.0), 1e-6) / 127
    names = tuple(
        named(songs.titles[songs.region[first]], songs.sources[songs.source[first]])
        for first in rows[:, 0].tolist()
    )
    report(f"map: {len(rows)} songs, {sum(map(bool, names))} of them named")
    return SongPlaces(
        places,
        styles.astype(np.uint8),
        names,
        np.rint(points / scale).astype(np.int8),
        axes.astype(np.float32),
        scale.astype(np.float32),
        mean.astype(np.float32),
        spread.astype(np.float32),
    )


def named(title: str, source: str) -> str:
    """A song's name for the screen; a file's name, such as ``musics/d_e1m1``, becomes "Freedoom e1m1"."""
    title = " ".join(title.split())
    if title and _PLAIN.fullmatch(title):
        word = re.sub(r"^(mus|d)_", "", title.rsplit("/", 1)[-1]).replace("_", " ")
        return f"{source.title()} {word}"
    return title
