"""Writing sound to WAV and FLAC files."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from vaecomposer.errors import AudioFileError
from vaecomposer.files.whole_files import WholeFiles

FloatBlock = npt.NDArray[np.float32]


class SampleFormat(StrEnum):
    """How each sample is stored; the values are libsndfile's names."""

    INT16 = "PCM_16"
    INT24 = "PCM_24"
    FLOAT32 = "FLOAT"


_BYTES = {SampleFormat.INT16: 2, SampleFormat.INT24: 3, SampleFormat.FLOAT32: 4}
_FORMATS = {".wav": "WAV", ".flac": "FLAC"}


def write_audio(
    path: Path,
    blocks: Iterable[FloatBlock],
    sample_rate: int,
    sample_format: SampleFormat = SampleFormat.INT24,
) -> int:
    """Write stereo blocks to a WAV or FLAC file, by the ending of its name.

    The file appears under its name only when it is complete; what stood there before stays until
    then. If `blocks` raises (an export that was stopped), nothing is left behind.

    Args:
        path: name ending in .wav or .flac.
        blocks: arrays (frames, 2), -1..1.
        sample_rate: frames per second.
        sample_format: stored samples; FLAC knows whole numbers only.

    Returns:
        Frames written.

    Raises:
        AudioFileError: the name's ending, the format, the folder or the disk does not allow it.
    """
    return write_audio_files([(path, blocks)], sample_rate, sample_format)[0]


def write_audio_files(
    sounds: Sequence[tuple[Path, Iterable[FloatBlock]]],
    sample_rate: int,
    sample_format: SampleFormat = SampleFormat.INT24,
) -> list[int]:
    """Write several sounds as `write_audio` does one: all of them appear, or none.

    Args:
        sounds: for each file its name and its blocks, which are asked for one file after another.
        sample_rate, sample_format: as in `write_audio`.

    Returns:
        Frames written to each.

    Raises:
        AudioFileError: one of the names, the format, the folder or the disk does not allow it.
    """
    for path, _ in sounds:
        _check(path, sample_format)
    frames: list[int] = []
    path = sounds[0][0] if sounds else Path()
    try:
        with WholeFiles() as files:
            for path, blocks in sounds:
                draft = files.draft(path)
                frames.append(_write(draft, path, blocks, sample_rate, sample_format))
    except OSError as error:
        raise AudioFileError(_refusal(path, error, 0)) from error
    return frames


def _check(path: Path, sample_format: SampleFormat) -> None:
    """Refuse endings and formats that cannot be."""
    kind = _FORMATS.get(path.suffix.lower())
    if kind is None:
        raise AudioFileError(
            f"{path.name} was not written. Give it a name ending in .wav or .flac."
        )
    if kind == "FLAC" and sample_format is SampleFormat.FLOAT32:
        raise AudioFileError(
            f"{path.name} was not written. FLAC holds 16 or 24 bits; choose one of them, or WAV."
        )


def _write(
    draft: Path,
    path: Path,
    blocks: Iterable[FloatBlock],
    sample_rate: int,
    sample_format: SampleFormat,
) -> int:
    """Write all blocks to `draft`; `path` is named in messages."""
    import soundfile

    frames = 0
    kind = _FORMATS[path.suffix.lower()]
    try:
        with soundfile.SoundFile(
            str(draft), "w", sample_rate, 2, sample_format.value, format=kind
        ) as file:
            for block in blocks:
                file.write(block)
                frames += len(block)
    except (OSError, soundfile.LibsndfileError, AssertionError) as error:
        # soundfile asserts that all frames were taken, which is how a full disk shows.
        needed = (frames + sample_rate) * 2 * _BYTES[sample_format]
        raise AudioFileError(_refusal(path, error, needed)) from error
    return frames


def _refusal(path: Path, error: Exception, needed: int) -> str:
    """What happened, what is safe, what to do."""
    try:
        free = shutil.disk_usage(path.parent).free
    except OSError:
        free = -1
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
    if full or (free >= 0 and free < max(needed, 1)):
        reason = f"The disk is full: {max(0, free) / 1e6:.0f} MB free. Make room or choose another."
    elif isinstance(error, PermissionError):
        reason = "This folder may not be written to. Choose another one."
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        reason = f"The folder {path.parent} is not there. Choose another one."
    else:
        reason = "This place did not take the file. Choose another one."
    return f"{path.name} was not written. {reason} Your session is safe."
