"""Writing music to a file by itself: one frozen job, run to its end, stopped, or refused in a sentence.

No Qt here: the command line runs the same jobs.
"""

from __future__ import annotations

import re
import threading
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vaecomposer.audio.offline import render_blocks, stem
from vaecomposer.audio.opening import open_synth
from vaecomposer.audio.player import DEFAULT_GAIN
from vaecomposer.audio.synth import FloatBlock, SilentSynth, Synth
from vaecomposer.errors import AudioFileError, ComposerError, SynthError
from vaecomposer.files.audio_file import SampleFormat, write_audio_files
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.files.score_writing import write_score
from vaecomposer.music.mix import Mix, is_heard
from vaecomposer.music.piece import Piece
from vaecomposer.music.swing import STRAIGHT, Swing, swung_piece
from vaecomposer.ui.export.choices import ExportKind

Progress = Callable[[float], None]
"""Is told the share done, 0..1."""

_FORMATS = {16: SampleFormat.INT16, 24: SampleFormat.INT24, 32: SampleFormat.FLOAT32}
_LONGEST_NAME = 60
"""Letters of a track's name in a file's: with the song's before it, no system's limit is reached."""

_STEP = 0.002
"""Progress is told in steps of this share, since each telling crosses over to the window's thread."""


class ExportStoppedError(Exception):
    """The musician stopped the export. Nothing was written."""


@dataclass(frozen=True, slots=True)
class ExportJob:
    """All that an export depends on.

    Attributes:
        piece: the music.
        kind: which kind of file.
        path: where to; its name ends as the kind wants.
        bits: per sample, 16, 24 or 32 (float; WAV only).
        sample_rate: frames per second.
        stems: one sound file a track that is heard, instead of the mix.
        swing: as heard; written into the notes of MIDI files, played in sound, not drawn in scores.
        mix: as heard; for sound only, notes are all written.
        gain: linear, of the whole.
        tempo_factor: as heard; for sound only.
        soundfont: an SF2 or SF3 file; None for the built-in instruments.
        synth: kind of synthesiser, ``tinysoundfont`` or ``fluidsynth``.
    """

    piece: Piece
    kind: ExportKind
    path: Path
    bits: int = 24
    sample_rate: int = 48_000
    stems: bool = False
    swing: Swing = STRAIGHT
    mix: Mix = ()
    gain: float = DEFAULT_GAIN
    tempo_factor: float = 1.0
    soundfont: Path | None = None
    synth: str = "tinysoundfont"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, and a sentence about it."""

    paths: tuple[Path, ...]
    sentence: str


def run_export(
    job: ExportJob,
    progress: Progress = lambda _share: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Exported:
    """Does a job on the calling thread.

    Args:
        job: what to do.
        progress: is told the share done.
        is_stopped: asked often; once it says yes, the export ends and leaves nothing behind.

    Raises:
        ComposerError: in a sentence, if the file cannot be written or the sound not made.
        ExportStoppedError: it was stopped.
    """
    told = -1.0

    def go_on(share: float) -> None:
        nonlocal told
        if is_stopped():
            raise ExportStoppedError
        if share - told >= _STEP:
            told = share
            progress(share)

    go_on(0.0)
    if job.kind.is_sound:
        exported = _sound(job, go_on)
        progress(1.0)
        return exported
    if job.kind is ExportKind.MIDI:
        write_midi(swung_piece(job.piece, job.swing), job.path)
        progress(1.0)
        return Exported((job.path,), f"{job.path.name} written.")
    report = write_score(job.piece, job.path, go_on)
    progress(1.0)
    return Exported((job.path,), f"{job.path.name} written. {report.sentence}".rstrip())


def _sound(job: ExportJob, go_on: Progress) -> Exported:
    """The mix as one file, or a file for each track that is heard."""
    sample_format = _FORMATS.get(job.bits)
    if sample_format is None:
        raise AudioFileError(f"{job.path.name} was not written. Choose 16, 24 or 32 bits.")
    tracks = range(len(job.piece.tracks))
    if job.stems:
        heard = [i for i in tracks if job.piece.tracks[i].notes and is_heard(job.mix, i)]
        if not heard:
            raise AudioFileError(
                "No stem was written, since no track is heard. Take one off mute and export again."
            )
        parts = [
            (stem_path(job.path, i + 1, job.piece.tracks[i].name), stem(job.mix, i, len(tracks)))
            for i in heard
        ]
    else:
        parts = [(job.path, job.mix)]
    sounds = [
        (path, _blocks(job, mix, _share(go_on, number, len(parts))))
        for number, (path, mix) in enumerate(parts)
    ]
    frames = write_audio_files(sounds, job.sample_rate, sample_format)
    paths = tuple(path for path, _ in parts)
    seconds = max(frames) / job.sample_rate
    if not job.stems:
        return Exported(paths, f"{job.path.name} written: {seconds:.1f} seconds.")
    return Exported(paths, _stems_sentence(paths, len(tracks), seconds))


def _stems_sentence(paths: tuple[Path, ...], tracks: int, seconds: float) -> str:
    count = "1 stem" if len(paths) == 1 else f"{len(paths)} stems"
    left = tracks - len(paths)
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    said = f"{count} written, {seconds:.1f} seconds: {paths[0].name}{more}."
    if left:
        silent = "track was" if left == 1 else "tracks were"
        said += f" {left} silent {silent} left out."
    return said


def _share(go_on: Progress, number: int, count: int) -> Progress:
    return lambda share: go_on((number + share) / count)


def _blocks(job: ExportJob, mix: Mix, go_on: Progress) -> Iterator[FloatBlock]:
    """The sound of the piece, its tail included; each on a synth of its own."""
    blocks = render_blocks(
        job.piece,
        _synth(job),
        mix=mix,
        gain=job.gain,
        tempo_factor=job.tempo_factor,
        swing=job.swing,
        progress=go_on,
    )
    for block in blocks:
        yield block
        go_on(0.0)  # tells nothing new, but ends an export that was stopped, in its tail too
        # Rendering holds the interpreter; whoever plays at the same time is let in here.
        time.sleep(0)


def _synth(job: ExportJob) -> Synth:
    """The synthesiser asked for, never another one: an export with other instruments helps nobody.

    Raises:
        SynthError: it, or its SoundFont, is not to be had.
    """
    kind: dict[str, Any] = {} if job.synth == "tinysoundfont" else {"kind": job.synth}
    synth, message = open_synth(job.soundfont, job.sample_rate, **kind)
    if message or isinstance(synth, SilentSynth):
        raise SynthError(message or "There is no synthesiser here to make the sound with.")
    return synth


def stem_path(path: Path, number: int, name: str) -> Path:
    """The name of a track's file: ``song - 1 Melody.wav`` beside ``song.wav``; numbers make it unique.

    What any system refuses in names becomes a space.
    """
    plain = unicodedata.normalize("NFC", name)
    plain = re.sub(r"[\x00-\x1f\x7f<>:\"/\\|?*]+", " ", plain)
    plain = " ".join(plain.split())[:_LONGEST_NAME].strip(" .")
    return path.with_name(f"{path.stem} - {number} {plain or 'Track'}{path.suffix}")


class ExportThread:
    """Runs one job on a thread of its own.

    Args:
        job: what to do.
        on_progress: is told the share done, on the thread.
        on_end: is told once how it ended, on the thread: what was written, a sentence of why not, or None if
            it was stopped.
        run: does the job: `run_export`, or `export_elsewhere.run_elsewhere`.
    """

    def __init__(
        self,
        job: ExportJob,
        on_progress: Progress,
        on_end: Callable[[Exported | ComposerError | None], None],
        run: Callable[[ExportJob, Progress, Callable[[], bool]], Exported] = run_export,
    ) -> None:
        self.job = job
        self._run_job = run
        self._on_progress = on_progress
        self._on_end = on_end
        # Set by any thread, read by the job's.
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="export", daemon=True)

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def cancel(self) -> None:
        """Asks it to stop; returns at once. `on_end` tells when it has."""
        self._stop.set()

    def join(self, seconds: float | None = None) -> None:
        """Waits until it has ended."""
        self._thread.join(seconds)

    @property
    def is_alive(self) -> bool:
        """Whether it is still at work."""
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            self._on_end(self._run_job(self.job, self._on_progress, self._stop.is_set))
        except ExportStoppedError:
            self._on_end(None)
        except ComposerError as why:
            self._on_end(why)
        except Exception as why:  # noqa: BLE001 - the border of this thread
            self._on_end(unexpected(self.job, why))


def unexpected(job: ExportJob, why: Exception) -> ComposerError:
    """A defect of ours as a sentence, with its cause for the log."""
    sentence = (
        f"{job.path.name} was not written, because of a defect in this program "
        f"({type(why).__name__}: {why}). Your music is safe here. Please report it."
    )
    told = ComposerError(sentence)
    told.__cause__ = why
    return told
