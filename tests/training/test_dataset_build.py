"""Building a data set from a folder, from the command line to the bars that are trained on."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.training import folder_of_music as music
from vaecomposer import cli
from vaecomposer.errors import DataError
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.files.music_files import MUSIC_SUFFIXES
from vaecomposer.music.chord import QUALITIES
from vaecomposer.music.key import C_MAJOR
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import Role
from vaecomposer.training.dataset import BuildOptions, build_dataset
from vaecomposer.training.dataset.finding_files import find_music
from vaecomposer.training.dataset.outcomes import Dropped, DropReason, Found
from vaecomposer.training.dataset.reporting import Report
from vaecomposer.training.dataset.worker_pool import read_file, read_files
from vaecomposer.training.dataset.writing import SourceCard
from vaecomposer.training.shipping import read_sources
from vaecomposer.training.songs import load_bars, read_songs


def build(
    folder: Path, output: Path, workers: int = 1, read: Any = music.read, **options: Any
) -> Report:
    card = SourceCard("mine", "CC0-1.0", "A", "folk")
    how = BuildOptions(card, workers=workers, **options)
    return build_dataset(folder, output, MUSIC_SUFFIXES, read, how)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The folder of everything, built once with two workers."""
    place = tmp_path_factory.mktemp("built")
    music.fill(place / "music")
    return place / "music", build(place / "music", place / "data" / "mine.npz", workers=2)


def data_of(built: tuple[Path, Report]) -> Path:
    return built[0].parent / "data" / "mine.npz"


def arrays_of(path: Path) -> dict[str, Any]:
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def meta_of(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(arrays_of(path)["meta_json"].tobytes())
    return found


def reasons(report: Report) -> dict[str, DropReason]:
    return {item.name: item.reason for item in report.dropped}


def test_what_is_left_out_is_said_with_its_reason(built: tuple[Path, Report]) -> None:
    _, report = built
    assert reasons(report) == {
        "copy.mid": DropReason.DUPLICATE,
        "short.mid": DropReason.TOO_SHORT,
        "five.mid": DropReason.METRE,
        "cut.mid": DropReason.BROKEN,
        "letter.mid": DropReason.BROKEN,
        "half.musicxml": DropReason.BROKEN,
        "silence.mid": DropReason.NO_NOTES,
        "tunes.abc#2": DropReason.NO_NOTES,
    }
    said = {item.name: item.detail for item in report.dropped}
    assert said["copy.mid"] == "It is much the same as four 0.mid."
    assert said["letter.mid"] == "letter.mid is not a MIDI file. Nothing was opened."
    assert said["five.mid"] == "It is in 5/4."
    assert "3 bars" in said["short.mid"]
    assert (report.files, report.others, len(report.songs)) == (15, 1, music.SONGS)


def test_songs_come_back_as_they_were(built: tuple[Path, Report]) -> None:
    songs = {song.title: song for song in read_songs(data_of(built))}
    assert set(songs) == {"four 0", "four 1", "four 2", "four 3", "waltz", "jig", "polka",
                          "First", "Second"}  # fmt: skip
    original, found = music.piece(1), songs["four 1"]
    roles = (Role.MELODY, Role.CHORDS, Role.BASS, Role.DRUMS)
    assert set(found.notes) == set(roles)
    for role, track in zip(roles, original.tracks, strict=True):
        was = [(n.onset // 20, n.pitch, n.duration // 20, n.velocity) for n in track.notes]
        now = [(n.onset, n.pitch, n.duration, n.velocity) for n in found.notes[role]]
        assert now == was
    assert found.key == C_MAJOR
    assert found.bpm == pytest.approx(100, abs=0.01)
    assert (found.style, found.licence_class, found.source) == ("folk", "A", "mine")
    assert {role for song in songs.values() for role in song.expressive} >= {Role.MELODY}


def test_all_four_metres_are_trained_on(built: tuple[Path, Report]) -> None:
    songs = {song.title: song for song in read_songs(data_of(built))}
    assert {str(songs[t].metres[0].metre) for t in ("four 0", "waltz", "jig", "polka")} == {
        "4/4", "3/4", "6/8", "2/4",
    }  # fmt: skip
    bars = load_bars(data_of(built).parent)
    assert len(bars.bars) == music.SONGS * 8
    assert set(np.unique(bars.bars.metre).tolist()) == {0, 1, 2, 3}
    assert built[1].counts()["bars"] == {"2/4": 8, "3/4": 8, "4/4": 48, "6/8": 8}


def test_chords_are_heard_in_midi_and_read_from_scores(built: tuple[Path, Report]) -> None:
    songs = {song.title: song for song in read_songs(data_of(built))}
    meta = {song["title"]: song for song in meta_of(data_of(built))["songs"]}
    assert [str(span.chord) for span in songs["First"].chords] == ["C", "Am", "F", "G7"] * 2
    assert [span.onset for span in songs["First"].chords] == [96 * bar for bar in range(8)]
    assert meta["First"]["chords_how"] == "written in the score"
    assert meta["four 2"]["chords_how"] == "heard for each half bar"
    roots = [
        next(s.chord.root for s in songs["four 2"].chords if s.onset <= tick < s.onset + s.duration)
        for tick in range(0, 8 * 96, 96)
    ]
    sounding = sorted(music.piece(2).tracks[1].notes)[::3]
    agree = sum(a == b.pitch % 12 for a, b in zip(roots, sounding, strict=True))
    assert agree >= 6  # of 8: a sixth chord and the seventh chord below it are the same tones


def test_the_arrays_have_the_types_of_the_format(built: tuple[Path, Report]) -> None:
    arrays, meta = arrays_of(data_of(built)), meta_of(data_of(built))
    kinds = {
        "note_onset": "int32", "note_dur": "int32", "note_pitch": "uint8", "note_vel": "uint8",
        "note_micro": "int8", "track_note_start": "int64", "track_song": "int32",
        "track_role": "uint8", "track_program": "uint8", "track_is_drum": "bool",
        "song_track_start": "int32", "chord_onset": "int32", "chord_dur": "int32",
        "chord_root": "int8", "chord_qual": "uint8", "chord_bass": "int8", "song_chord_start": "int32",
        "meta_json": "uint8",
    }  # fmt: skip
    assert {name: str(array.dtype) for name, array in arrays.items()} == kinds
    assert meta["format"] == "vaecomposer-notes-1"
    assert meta["tpq"] == 24
    assert meta["roles"] == ["other", "melody", "chords", "bass", "drums"]
    assert meta["chord_quals"] == list(QUALITIES)
    assert arrays["track_note_start"][-1] == len(arrays["note_onset"])
    assert arrays["song_track_start"][-1] == len(arrays["track_role"]) == len(arrays["track_song"])
    assert arrays["song_chord_start"][-1] == len(arrays["chord_root"])
    assert arrays["note_dur"].min() >= 1
    assert len(meta["songs"]) == len(arrays["song_track_start"]) - 1
    starts = arrays["song_chord_start"]
    for i in range(len(meta["songs"])):
        span = slice(starts[i], starts[i + 1])
        onset, duration = arrays["chord_onset"][span], arrays["chord_dur"][span]
        assert (onset[1:] >= onset[:-1] + duration[:-1]).all()
        assert len(meta["songs"][i]["tracks"]) == np.sum(arrays["track_song"] == i)
    assert read_sources(data_of(built).parent) == [
        {"file": "mine", "songs": music.SONGS, "name": "mine", "license": "CC0-1.0"}
    ]


def test_the_number_of_workers_changes_no_byte(built: tuple[Path, Report], tmp_path: Path) -> None:
    folder, report = built
    alone = build(folder, tmp_path / "mine.npz", workers=1)
    assert (tmp_path / "mine.npz").read_bytes() == data_of(built).read_bytes()
    assert alone.as_json() == report.as_json()


def test_the_split_does_not_depend_on_names_or_order(
    built: tuple[Path, Report], tmp_path: Path
) -> None:
    folder, _ = built
    renamed = tmp_path / "renamed"
    renamed.mkdir()
    for number, path in enumerate(sorted(folder.glob("four *.mid"), reverse=True)):
        (renamed / f"{number}.mid").write_bytes(path.read_bytes())
    plain = tmp_path / "plain"
    plain.mkdir()
    for path in folder.glob("four *.mid"):
        (plain / path.name).write_bytes(path.read_bytes())

    def splits(of: Path) -> dict[str, str]:
        report = build(of, tmp_path / "x.npz", valid=0.5, seed=3)
        return {
            found.song.digest: split
            for found, split in zip(report.songs, report.splits, strict=True)
        }

    assert splits(renamed) == splits(plain)
    assert set(splits(plain).values()) == {"train", "valid"}


def test_songs_for_a_test_are_not_trained_on(built: tuple[Path, Report], tmp_path: Path) -> None:
    folder, _ = built
    report = build(folder, tmp_path / "mine.npz", valid=0.2, test=0.4)
    kept = [split for split in report.splits if split != "test"]
    assert 0 < len(kept) < music.SONGS
    assert len(load_bars(tmp_path).bars) == 8 * len(kept)
    assert {song.split for song in read_songs(tmp_path / "mine.npz")} == {"train", "valid", "test"}


def test_files_that_end_sleep_or_fail_stop_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "music"
    for name in ("a", "b kill", "c", "d sleep", "e fail", "f greedy", "g"):
        write_midi(music.piece(ord(name[0])), folder / f"{name}.mid")
    files = [(path, path.name) for path in sorted(folder.iterdir())]
    done: list[int] = []
    outcomes = read_files(files, music.read_badly, workers=2, seconds=2.0, progress=done.append)
    # What comes after the piece that is slow or fails is read all the same.
    found = [o.name for o in outcomes if isinstance(o, Found)]
    assert found == [f"{name}.mid#2" for name in ("a", "c", "d sleep", "e fail", "f greedy", "g")]
    dropped = {
        o.name: o
        for o in outcomes
        if isinstance(o, Dropped) and o.reason is not DropReason.NO_NOTES
    }
    assert {name: o.reason for name, o in dropped.items()} == {
        "b kill.mid": DropReason.CRASHED,
        "d sleep.mid": DropReason.TOO_SLOW,
        "e fail.mid": DropReason.BROKEN,
        "f greedy.mid": DropReason.BROKEN,
    }
    assert "an error of the library's own" in dropped["e fail.mid"].detail
    assert "memory" in dropped["f greedy.mid"].detail
    assert done[-1] == len(files)
    assert done == sorted(done)


def test_workers_that_cannot_start_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_midi(music.piece(1), tmp_path / "a.mid")
    monkeypatch.setattr("vaecomposer.training.dataset.worker_pool._begin_worker", os._exit)
    with pytest.raises(DataError, match="could not be started"):
        read_files([(tmp_path / "a.mid", "a.mid")], music.read, workers=1)


def test_one_file_is_read_without_a_worker_too(tmp_path: Path) -> None:
    write_midi(music.piece(1), tmp_path / "a.mid")
    (found,) = read_file(tmp_path / "a.mid", "a.mid", music.read, 30.0)
    assert isinstance(found, Found)
    slow, missing = read_file(tmp_path / "sleep.mid", "sleep.mid", music.read_badly, 0.2)
    assert isinstance(slow, Dropped)
    assert slow.reason is DropReason.TOO_SLOW
    assert missing == Dropped("sleep.mid#2", DropReason.BROKEN, "sleep.mid was not found.")


def test_folders_are_searched_once_each_and_in_order(tmp_path: Path) -> None:
    for name in ("b/2.mid", "a/1.ABC", "a/0.xml", ".git/3.mid", "c.txt", "a/.4.mid"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "a" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "z.mid").symlink_to(tmp_path / "b" / "2.mid")
    (tmp_path / "nowhere.mid").symlink_to(tmp_path / "missing")
    found = find_music(tmp_path, MUSIC_SUFFIXES)
    names = [path.relative_to(tmp_path).as_posix() for path in found.music]
    assert names[:2] == ["a/0.xml", "a/1.ABC"]
    # One real file behind two names counts once; a link to nothing is left to the reader.
    assert len(names) == 4
    assert found.others == 1
    with pytest.raises(DataError, match="is not a folder"):
        find_music(tmp_path / "c.txt", MUSIC_SUFFIXES)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"valid": 1.2}, "shares"),
        ({"test": -0.1}, "shares"),
        ({"workers": 0}, "worker"),
        ({"card": SourceCard("x", style="polka")}, "no style I know"),
        ({"card": SourceCard("x", licence_class="C")}, "class"),
    ],
)
def test_options_that_cannot_be_are_told(options: dict[str, Any], words: str) -> None:
    with pytest.raises(DataError, match=words):
        BuildOptions(**{"card": SourceCard("x"), **options})


def test_the_command_builds_and_reports(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, output, report = tmp_path / "my songs", tmp_path / "data.npz", tmp_path / "report.json"
    for number in range(3):
        write_midi(music.piece(number), folder / f"{number}.mid")
    (folder / "odd [red].mid").write_text("Dear diary")
    command = ["dataset", "build", str(folder), "-o", str(output), "--workers", "2"]
    more = ["--style", "jazz", "--licence", "mine", "--class", "A", "--report", str(report)]
    assert cli.main([*command, *more]) == 0
    out = capsys.readouterr().out
    assert "3 songs kept of 4 files" in out
    assert "could not be read" in out
    assert "odd [red].mid" in out.replace("\n", "")
    said = json.loads(report.read_text())
    assert said["songs"] == 3
    assert said["dropped"] == [
        {
            "file": "odd [red].mid",
            "reason": "could not be read",
            "detail": "odd [red].mid is not a MIDI file. Nothing was opened.",
        }
    ]
    assert {kept["file"] for kept in said["kept"]} == {"0.mid", "1.mid", "2.mid"}
    assert said["kept"][0]["roles"] == ["melody", "chords", "bass", "drums"]
    assert said["counts"]["dropped"] == {"could not be read": 1}
    meta = meta_of(output)
    assert meta["source"] == {"name": "my songs", "license": "mine", "klass": "A"}
    assert {song["style"] for song in meta["songs"]} == {"jazz"}
    assert {song.style for song in read_songs(output)} == {"jazz"}


def test_the_command_tells_what_it_cannot_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "data.npz"
    assert cli.main(["dataset", "build", str(tmp_path / "none"), "-o", str(output)]) == 1
    assert "is not a folder" in capsys.readouterr().err
    assert cli.main(["dataset", "build", str(tmp_path), "-o", str(output)]) == 1
    assert "holds no music" in capsys.readouterr().err
    (tmp_path / "a.mid").write_text("Dear diary")
    assert cli.main(["dataset", "build", str(tmp_path), "-o", str(output), "--workers", "1"]) == 1
    assert "No song is left" in capsys.readouterr().err
    assert not output.exists()
    write_midi(music.piece(1), tmp_path / "b.mid")
    (tmp_path / "file").write_text("")
    unwritable = str(tmp_path / "file" / "data.npz")
    assert cli.main(["dataset", "build", str(tmp_path), "-o", unwritable, "--workers", "1"]) == 1
    assert "was not written" in capsys.readouterr().err


def test_a_waltz_left_in_four_four_is_heard(tmp_path: Path) -> None:
    waltz = music.piece(5, bars=24, metre=Metre(3, 4), drums=False)
    left = music.piece(6, bars=4).metres  # 4/4
    write_midi(replace(waltz, metres=left, length=waltz.length), tmp_path / "a.mid")
    report = build(tmp_path, tmp_path / "out.npz")
    (found,) = report.songs
    assert [str(metre) for _, metre in found.song.metres] == ["3/4"]
    assert found.song.metre_how == "heard in the notes of a file in 4/4"
