"""Writing sound files: whole or not at all."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from vaecomposer.errors import AudioFileError
from vaecomposer.files.audio_file import SampleFormat, write_audio

RATE = 48_000
SOUND = np.random.default_rng(1).uniform(-0.9, 0.9, (3000, 2)).astype(np.float32)


def blocks() -> Iterator[np.ndarray]:
    for start in range(0, len(SOUND), 1024):
        yield SOUND[start : start + 1024]


@pytest.mark.parametrize(
    ("name", "sample_format", "error"),
    [
        ("a.wav", SampleFormat.INT16, 2**-15),
        ("a.wav", SampleFormat.INT24, 2**-23),
        ("a.WAV", SampleFormat.FLOAT32, 0.0),
        ("a.flac", SampleFormat.INT16, 2**-15),
        ("a.flac", SampleFormat.INT24, 2**-23),
    ],
)
def test_what_is_written_can_be_read_back(
    tmp_path: Path, name: str, sample_format: SampleFormat, error: float
) -> None:
    path = tmp_path / name
    assert write_audio(path, blocks(), RATE, sample_format) == len(SOUND)
    read, rate = soundfile.read(path, dtype="float32")
    assert rate == RATE
    assert np.abs(read - SOUND).max() <= error
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_full_disk_is_told_and_leaves_nothing_but_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "verse.wav"
    path.write_bytes(b"old")

    def filling() -> Iterator[np.ndarray]:
        yield SOUND
        raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(AudioFileError, match=r"verse\.wav was not written\. The disk is full"):
        write_audio(path, filling(), RATE)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["verse.wav"]


def test_an_export_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    class Stopped(Exception):  # noqa: N818
        pass

    def stopping() -> Iterator[np.ndarray]:
        yield SOUND
        raise Stopped

    with pytest.raises(Stopped):
        write_audio(tmp_path / "verse.flac", stopping(), RATE)
    assert not list(tmp_path.iterdir())


def test_names_formats_and_folders_that_cannot_be_are_told(tmp_path: Path) -> None:
    with pytest.raises(AudioFileError, match=r"\.wav or \.flac"):
        write_audio(tmp_path / "verse.mp3", blocks(), RATE)
    with pytest.raises(AudioFileError, match="16 or 24 bits"):
        write_audio(tmp_path / "verse.flac", blocks(), RATE, SampleFormat.FLOAT32)
    with pytest.raises(AudioFileError, match="is not there"):
        write_audio(tmp_path / "nowhere" / "verse.wav", blocks(), RATE)
    folder = tmp_path / "verse.wav"
    folder.mkdir()
    with pytest.raises(AudioFileError, match="was not written"):
        write_audio(folder, blocks(), RATE)
    assert [p.name for p in tmp_path.iterdir()] == ["verse.wav"]
