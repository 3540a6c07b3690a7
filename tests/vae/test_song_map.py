"""The map: its file, where pieces lie, and the music of a place."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.numpy import load_file, save_file

from tests.music.pieces import four_parts
from tests.vae.conftest import untrained_songbook
from vaecomposer.errors import ComposerError
from vaecomposer.generation.api import PlacesRequest, SongMap, TakeRequest, TravelRequest
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import MetreChange
from vaecomposer.music.style import STYLES
from vaecomposer.session.state import Conditions
from vaecomposer.vae.checkpoint import load_songbook, save_songbook
from vaecomposer.vae.composer import VaeComposer
from vaecomposer.vae.conductor import SONG
from vaecomposer.vae.song_map import MIDDLE, SongPlaces, load_song_map, map_file, save_song_map

CPU = torch.device("cpu")
AXES = 4


def two_clouds() -> SongPlaces:
    """Forty pop songs at the lower left, forty folk songs at the upper right, far apart in latent space."""
    rng = np.random.default_rng(3)
    side = np.repeat([0, 1], 40)
    latents = rng.integers(-20, 20, (80, AXES)).astype(np.int8)
    latents[:, 0] += (120 * side - 60).astype(np.int8)
    places = np.where(side[:, None], 0.8, 0.2) + rng.uniform(-0.05, 0.05, (80, 2))
    return SongPlaces(
        places.astype(np.float32),
        np.where(side, 1 + STYLES.index("folk"), 1 + STYLES.index("pop")).astype(np.uint8),
        tuple(f"Song {i}" if i % 2 else "" for i in range(80)),
        latents,
        np.eye(SONG, dtype=np.float32)[:AXES],
        np.full(AXES, 0.05, np.float32),
        np.linspace(-1, 1, SONG, dtype=np.float32),
        np.ones(SONG, np.float32),
    )


@pytest.fixture
def composer() -> VaeComposer:
    return VaeComposer(replace(untrained_songbook(), songs=two_clouds()), CPU)


def test_a_map_comes_back_from_its_file(tmp_path: Path) -> None:
    songs, path = two_clouds(), tmp_path / "a.map.safetensors"
    save_song_map(songs, path)
    found = load_song_map(path, SONG)
    assert found is not None
    np.testing.assert_allclose(found.places, songs.places, atol=1e-5)
    np.testing.assert_array_equal(found.latents, songs.latents)
    assert found.names == songs.names
    assert found.map.styles[0] == "pop"


def test_a_songbook_opens_with_its_map_or_without_one(tmp_path: Path) -> None:
    path = tmp_path / "made.safetensors"
    save_songbook(untrained_songbook(), path)
    assert load_songbook(path, CPU).songs is None
    assert VaeComposer(load_songbook(path, CPU), CPU).facts.map == SongMap()
    save_song_map(two_clouds(), map_file(path))
    facts = VaeComposer(load_songbook(path, CPU), CPU).facts
    assert len(facts.map.places) == len(facts.map.styles) == len(facts.map.names) == 80
    map_file(path).write_bytes(map_file(path).read_bytes()[:-50])
    assert load_songbook(path, CPU).songs is None


Damage = Callable[[dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]], object]


@pytest.mark.parametrize(
    "damage",
    [
        lambda t: t.pop("names"),
        lambda t: t.update(version=np.array([99], np.int32)),
        lambda t: t.update(styles=t["styles"][:-1].copy()),
        lambda t: t.update(styles=np.full(80, 200, np.uint8)),
        lambda t: t.update(mean=np.full(SONG, np.nan, np.float32)),
        lambda t: t.update(axes=t["axes"][:, :-1].copy()),
        lambda t: t.update(latents=t["latents"].astype(np.float32)),
        lambda t: t.update(names=np.array([255, 254], np.uint8)),
        lambda t: t.update(version=np.zeros(0, np.int32)),
    ],
)
def test_a_damaged_map_is_no_map(tmp_path: Path, damage: Damage) -> None:
    path = tmp_path / "a.map.safetensors"
    save_song_map(two_clouds(), path)
    tensors = load_file(path)
    damage(tensors)
    save_file(tensors, path)
    assert load_song_map(path, SONG) is None


def test_a_song_lies_where_it_lies_and_a_stranger_in_the_nearer_cloud() -> None:
    songs = two_clouds()
    for i in (0, 50):
        song = torch.from_numpy(songs.mean + (songs.latents[i] * songs.scale) @ songs.axes)
        assert np.hypot(*(np.array(songs.place_of(song)) - songs.places[i])) < 0.05
    stranger = torch.from_numpy(songs.mean.copy())
    stranger[0] += 1.0
    x, y = songs.place_of(stranger)
    assert x > 0.7
    assert y > 0.7


def test_the_latent_of_a_place_is_that_of_its_songs() -> None:
    songs = two_clouds()
    for place, style, side in (((0.2, 0.2), "pop", -3.0), ((0.8, 0.8), "folk", 3.0)):
        song, found = songs.song_at(place)
        assert found == style
        assert song.shape == (SONG,)
        assert float(song[0]) - float(songs.mean[0]) == pytest.approx(side, abs=1.0)


def test_pieces_are_placed_and_nothing_to_read_lies_in_the_middle(composer: VaeComposer) -> None:
    odd = replace(four_parts(4), metres=(MetreChange(0, Metre(7, 8)),))
    silent = replace(four_parts(4), tracks=())
    request = PlacesRequest((four_parts(4), odd, silent, four_parts(40)))
    places = composer.places(request)
    assert places[1] == places[2] == MIDDLE
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places)
    assert composer.places(request) == places


def test_without_a_map_everything_lies_in_the_middle_and_there_is_no_travelling() -> None:
    composer = VaeComposer(untrained_songbook(), CPU)
    assert composer.places(PlacesRequest((four_parts(4),))) == (MIDDLE,)
    with pytest.raises(ComposerError, match="no map"):
        composer.answer(TravelRequest((0.5, 0.5), Conditions(bars=2), 1))


def test_a_place_has_music_of_its_own_and_a_seed_varies_it(composer: VaeComposer) -> None:
    here = Conditions(bars=4)
    first = composer.answer(TravelRequest((0.2, 0.2), here, 1))
    assert len(first.bars()) == 4
    assert composer.answer(TravelRequest((0.2, 0.2), here, 1)) == first
    assert composer.answer(TravelRequest((0.8, 0.8), here, 1)) != first
    assert composer.answer(TravelRequest((0.2, 0.2), here, 2)) != first
    assert composer.answer(TakeRequest(here, 1)) != first
