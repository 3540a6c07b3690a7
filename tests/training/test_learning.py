"""Learning, on a handful of bars made here."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch
from lightning.fabric import Fabric

from vaecomposer.errors import DataError
from vaecomposer.music.chord import QUALITIES
from vaecomposer.training.bar_stage import BarRecipe, part_rows, train_part
from vaecomposer.training.losses import beat_mask, gaussian_kl, standard_kl, step_mask
from vaecomposer.training.shipping import read_sources, ship
from vaecomposer.training.song_stage import SongRecipe, cache_posteriors, train_song
from vaecomposer.training.songs import load_bars, read_songs
from vaecomposer.training.windows import WindowSource
from vaecomposer.vae.composer import open_composer
from vaecomposer.vae.tokens import Part

ROLES = ["other", "melody", "chords", "bass", "drums"]


def write_songs(path: Path, songs: int = 6, bars: int = 8) -> None:
    """A data file in the shared format: `songs` songs of `bars` bars, four parts each."""
    columns: dict[str, list[int]] = {
        k: [] for k in ("onset", "dur", "pitch", "vel", "role", "track", "chord")
    }
    track_start, song_track, song_chord, metas = [0], [0], [0], []
    chord_rows: list[tuple[int, int, int, int, int]] = []
    for song in range(songs):
        parts: dict[str, list[tuple[int, int, int, int]]] = {r: [] for r in ROLES[1:]}
        for bar in range(bars):
            root, start = (9, 5, 0, 7)[(bar + song) % 4], bar * 96
            chord_rows.append(
                (start, 96, root, QUALITIES.index("min" if root == 9 else "maj"), root)
            )
            parts["chords"] += [(start, 90, 48 + (root + k) % 12, 70) for k in (0, 7)]
            parts["bass"].append((start, 96, 36 + root, 80 + bar))
            for beat in range(4):
                parts["melody"].append(
                    (
                        start + 24 * beat,
                        24,
                        72 + (0, 2, 4, 5)[(beat + song) % 4],
                        60 + 5 * beat + bar,
                    )
                )
                parts["drums"].append((start + 24 * beat, 6, (36, 38)[beat % 2], 70 + 8 * beat))
        for role, notes in parts.items():
            for onset, dur, pitch, vel in notes:
                columns["onset"].append(onset)
                columns["dur"].append(dur)
                columns["pitch"].append(pitch)
                columns["vel"].append(vel)
            columns["role"].append(ROLES.index(role))
            track_start.append(len(columns["onset"]))
        song_track.append(len(columns["role"]))
        song_chord.append(len(chord_rows))
        metas.append(
            {"id": f"s{song}", "title": f"Song {song}", "split": "valid" if song == 0 else "train", "klass": "A",
             "time_signatures": [[0, 4, 4]], "tempos": [[0, 100.0]], "keys": [[0, 9, "minor"]],
             "tracks": [{"name": r, "role_how": "made"} for r in ROLES[1:]]}
        )  # fmt: skip
    meta = {"format": "vaecomposer-notes-1", "tpq": 24, "roles": ROLES, "chord_quals": list(QUALITIES),
            "source": {"name": "Made here", "license": "CC0-1.0"}, "songs": metas}  # fmt: skip
    chords = np.array(chord_rows)
    np.savez(
        path, meta_json=np.frombuffer(json.dumps(meta).encode(), np.uint8),
        note_onset=np.array(columns["onset"], np.int32), note_dur=np.array(columns["dur"], np.int32),
        note_pitch=np.array(columns["pitch"], np.uint8), note_vel=np.array(columns["vel"], np.uint8),
        note_micro=np.zeros(len(columns["onset"]), np.int8), track_note_start=np.array(track_start, np.int64),
        track_song=np.zeros(len(columns["role"]), np.int32), track_role=np.array(columns["role"], np.uint8),
        track_program=np.zeros(len(columns["role"]), np.uint8), track_is_drum=np.zeros(len(columns["role"]), bool),
        song_track_start=np.array(song_track, np.int32), song_chord_start=np.array(song_chord, np.int32),
        chord_onset=chords[:, 0].astype(np.int32), chord_dur=chords[:, 1].astype(np.int32),
        chord_root=chords[:, 2].astype(np.int8), chord_qual=chords[:, 3].astype(np.uint8),
        chord_bass=chords[:, 4].astype(np.int8),
    )  # fmt: skip


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    write_songs(folder / "made.npz")
    return folder


def test_songs_become_bars_of_every_part(data: Path) -> None:
    songs = load_bars(data)
    assert len(songs.bars) == 6 * 8
    assert songs.bars.present.all()
    assert songs.valid.sum() == 8
    assert len(set(songs.region.tolist())) == 6


def test_the_cache_holds_the_same_bars(data: Path, tmp_path: Path) -> None:
    first = load_bars(data, tmp_path / "bars.npz")
    second = load_bars(data, tmp_path / "bars.npz")
    np.testing.assert_array_equal(first.bars.lines, second.bars.lines)
    assert first.titles == second.titles


def test_a_folder_without_songs_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no training songs"):
        load_bars(tmp_path)


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.npz").write_bytes(b"not an archive")
    with pytest.raises(DataError):
        list(read_songs(tmp_path / "x.npz"))


def test_masks_follow_the_metre() -> None:
    metre = torch.tensor([0, 1, 2, 3])
    assert step_mask(metre).sum(1).tolist() == [16, 12, 12, 8]
    assert beat_mask(metre).sum(1).tolist() == [4, 3, 2, 2]


def test_kl_is_zero_between_equals_and_matches_the_known_formula() -> None:
    mean, log_var = torch.tensor([[0.5, -1.0]]), torch.tensor([[0.2, -0.3]])
    assert gaussian_kl(mean, log_var, mean, log_var).abs().max() == 0
    normal = torch.distributions.Normal(mean, (0.5 * log_var).exp())
    unit = torch.distributions.Normal(torch.zeros_like(mean), torch.ones_like(mean))
    expected = torch.distributions.kl_divergence(normal, unit).sum(-1)
    torch.testing.assert_close(standard_kl(mean, log_var), expected)


def test_windows_are_consecutive_bars_of_one_song(data: Path) -> None:
    songs = load_bars(data)
    windows = WindowSource(songs, valid=False).draw(50, np.random.default_rng(1))
    for row in windows.bars:
        bars = row[row >= 0]
        assert (np.diff(bars) == 1).all()
        assert len(set(songs.region[bars].tolist())) == 1
        assert not songs.valid[bars].any()


def test_silent_bars_are_mostly_left_out(data: Path) -> None:
    songs = load_bars(data)
    songs.bars.lines[:10, 0] = 0
    assert len(part_rows(songs, Part.MELODY, 0.0, 1)) == 48 - 10


def _fabric() -> Fabric:
    return Fabric(accelerator="cpu", devices=1)


def test_training_learns_and_resumes_where_it_stopped(data: Path, tmp_path: Path) -> None:
    songs, said = load_bars(data), []
    run = tmp_path / "run"
    train_part(
        songs, Part.MELODY, BarRecipe(minutes=5, steps=10, batch=16), run, _fabric(), said.append
    )
    first = json.loads((run / "melody.json").read_text())
    train_part(
        songs, Part.MELODY, BarRecipe(minutes=5, steps=60, batch=16), run, _fabric(), said.append
    )
    second = json.loads((run / "melody.json").read_text())
    assert (first["step"], second["step"]) == (10, 60)
    assert second["valid"]["nats"] < first["valid"]["nats"] / 2


def test_a_whole_training_ends_in_a_songbook_that_composes(data: Path, tmp_path: Path) -> None:
    songs, said, run = load_bars(data), [], tmp_path / "run"
    for part in Part:
        train_part(
            songs, part, BarRecipe(minutes=5, steps=3, batch=16), run, _fabric(), said.append
        )
    posteriors = cache_posteriors(songs, run, said.append)
    train_song(
        songs, posteriors, SongRecipe(minutes=5, steps=3, batch=8), run, _fabric(), said.append
    )
    target = tmp_path / "tiny.safetensors"
    ship(songs, posteriors, run, target, read_sources(data), said.append, phrases=300)
    card = json.loads(target.with_suffix(".json").read_text())
    assert card["sources"][0]["license"] == "CC0-1.0"
    assert len(card["directions"]) == 16
    assert open_composer(target, torch.device("cpu")).facts.name == "Tiny"
