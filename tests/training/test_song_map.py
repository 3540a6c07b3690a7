"""Laying songs out on a plane."""

from pathlib import Path

import numpy as np
import pytest

from tests.training.made_songs import write_songs
from tests.vae.conftest import untrained_songbook
from vaecomposer.training.projection import laid_out, styled
from vaecomposer.training.song_map import AXES, mapped_songs, named, song_map
from vaecomposer.training.songs import load_bars
from vaecomposer.vae.conductor import SONG


def clouds(count: int = 40) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    rng = np.random.default_rng(1)
    kind = np.repeat(np.arange(3), count)
    centres = rng.normal(size=(3, 8)) * 6
    return (centres[kind] + rng.normal(size=(3 * count, 8))).astype(np.float32), kind


def test_like_lies_by_like_and_all_on_the_plane() -> None:
    points, kind = clouds()
    plane = laid_out(points, steps=150)
    assert plane.shape == (120, 2)
    assert ((plane >= 0) & (plane <= 1)).all()
    apart = np.hypot(*(plane[:, None] - plane).transpose(2, 0, 1)) + 9 * np.eye(len(plane))
    assert (kind[apart.argmin(1)] == kind).mean() > 0.95
    np.testing.assert_array_equal(laid_out(points, steps=150), plane)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 7])
def test_a_handful_of_songs_has_places_too(count: int) -> None:
    plane = laid_out(np.random.default_rng(2).normal(size=(count, 5)).astype(np.float32), steps=30)
    assert plane.shape == (count, 2)
    assert np.isfinite(plane).all()


def test_equal_songs_do_no_harm() -> None:
    assert np.isfinite(laid_out(np.ones((30, 6), np.float32), steps=30)).all()


def test_styles_are_told_apart_more_and_points_are_kept() -> None:
    points, kind = clouds()
    more = styled(points, kind, 1.0)
    assert more.shape == (120, 10)
    np.testing.assert_array_equal(more[:, :8], points)
    assert styled(points, kind, 0.0) is points
    assert styled(points, np.zeros(120, np.int64), 1.0) is points


@pytest.mark.parametrize(
    ("title", "source", "name"),
    [
        ("musics/d_e1m1", "freedoom", "Freedoom e1m1"),
        ("mus_cptd", "blasphemer", "Blasphemer cptd"),
        (" Think of  Today", "lieder", "Think of Today"),
        ("Boss 3", "easyrpg", "Boss 3"),
        ("", "pop909", ""),
    ],
)
def test_songs_are_called_as_musicians_would(title: str, source: str, name: str) -> None:
    assert named(title, source) == name


def test_training_songs_get_places_and_held_out_ones_do_not(tmp_path: Path) -> None:
    write_songs(tmp_path / "made.npz", songs=6)
    songs = load_bars(tmp_path)
    said: list[str] = []
    found = song_map(songs, untrained_songbook(), said.append)
    assert len(mapped_songs(songs)) == 5
    assert found.names == tuple(f"Song {i}" for i in range(1, 6))
    assert found.latents.shape == (5, AXES)
    assert found.axes.shape == (AXES, SONG)
    assert said == ["map: 5 songs, 5 of them named"]
