"""Damaged files of every kind: a sentence or music, within seconds, and never another error.

`VAECOMPOSER_FULL_TESTS=1 pytest tests/files/test_fuzz.py` tries 12,000 MIDI files and 2,000 scores instead of 300 and
80, and prints what became of them.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import pytest

from tests.files import score_texts as xml
from tests.files.midi_events import Player
from tests.files.test_midi_damage import rich_file
from tests.files.vandals import Vandal
from tests.music.pieces import four_parts
from vaecomposer.audio.score import compile_score
from vaecomposer.errors import MidiFileError, ScoreFileError
from vaecomposer.files.midi_reading import read_midi, read_to_write_back
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.files.music_files import open_music
from vaecomposer.files.score_writing import write_score
from vaecomposer.music.coverage import coverage
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece
from vaecomposer.paths import resources

resource = pytest.importorskip("resource", reason="this system counts no memory")

FULL = os.environ.get("VAECOMPOSER_FULL_TESTS") == "1"
BLOCKS = 12
MIDI_FILES = (12_000 if FULL else 300) // BLOCKS
SCORE_BLOCKS = 4
SCORE_FILES = (1_000 if FULL else 40) // SCORE_BLOCKS
HANG = 60
"""Seconds after which a file counts as a hang."""

MEMORY = 800e6
"""Bytes by which all files together may make the process grow."""


class HangError(BaseException):
    """No reader may take this for an error of its own."""


@dataclass
class Tally:
    """What became of some files."""

    read: int = 0
    refused: int = 0
    seconds: float = 0.0
    slowest: tuple[float, str] = (0.0, "none")
    before: int = field(default_factory=lambda: peak())

    def __str__(self) -> str:
        return (
            f"{self.read} read, {self.refused} refused in {self.seconds:.1f} s; slowest "
            f"{self.slowest[0]:.2f} s ({self.slowest[1]}); peak {peak() / 1e6:.0f} MB, "
            f"{(peak() - self.before) / 1e6:.0f} MB of it new"
        )


def peak() -> int:
    """The most memory the process has held so far, in bytes (Linux counts in kilobytes)."""
    return int(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * 1024


@contextmanager
def no_hang(what: str) -> Iterator[None]:
    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise HangError(f"{what} hangs")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(HANG)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def tried(what: str, open_file: Callable[[], Piece], tally: Tally, folder: Path) -> None:
    """Opens a file and does with it all that the studio does at once."""
    begun = time.perf_counter()
    try:
        with no_hang(what):
            piece = open_file()
            lived_with(piece, folder)
        tally.read += 1
    except (MidiFileError, ScoreFileError) as refusal:
        if not str(refusal).endswith("."):
            pytest.fail(f"{what} is refused without a sentence: {refusal}")
        tally.refused += 1
    except Exception as why:
        why.add_note(f"while trying {what}, left at {folder}")
        raise
    seconds = time.perf_counter() - begun
    tally.seconds += seconds
    tally.slowest = max(tally.slowest, (seconds, what))


def lived_with(piece: Piece, folder: Path) -> None:
    """It has bars, is seen by the model or not, can be played, written and opened again."""
    assert piece.bars()
    assert coverage(piece).outside <= coverage(piece).notes
    compile_score(piece)
    write_midi(piece, folder / "again.mid")
    again = read_midi(folder / "again.mid")
    assert notes(again) == notes(piece)
    assert (again.tempos, again.metres) == (piece.tempos, piece.metres)


def notes(piece: Piece) -> list[tuple[Note, ...]]:
    return [track.notes for track in piece.tracks if track.notes]


def whole_midi_files() -> list[bytes]:
    demos = [path.read_bytes() for path in sorted((resources() / "demos").glob("*.mid"))]
    return [rich_file(), *demos, *(Player(seed).file() for seed in range(20))]


@pytest.mark.parametrize("block", range(BLOCKS))
def test_damaged_midi_files_give_music_or_a_sentence(
    tmp_path: Path, block: int, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, path, tally = whole_midi_files(), tmp_path / "in.mid", Tally()
    for number in range(block * MIDI_FILES, (block + 1) * MIDI_FILES):
        path.write_bytes(Vandal(number).midi(whole))

        def open_file() -> Piece:
            piece, written = read_to_write_back(path)
            write_midi(written, tmp_path / "back.mid")
            assert notes(read_midi(tmp_path / "back.mid")) == notes(piece)
            return piece

        tried(f"file {number}", open_file, tally, tmp_path)
    told(f"MIDI, block {block}: {tally}", capsys)
    assert peak() - tally.before < MEMORY
    assert tally.read > 0 < tally.refused


def told(words: str, capsys: pytest.CaptureFixture[str]) -> None:
    if FULL:
        with capsys.disabled():
            print(f"\n{words}")


def whole_scores(folder: Path) -> list[bytes]:
    write_score(four_parts(2), folder / "whole.musicxml")
    by_hand = xml.score(
        [
            (
                "Voice",
                xml.measures(
                    xml.attributes("3/4", 2) + xml.tempo(90) + xml.repeat("forward")
                    + xml.harmony("D", "major", bass="F") + xml.note("D", 5, 4, tie="start")
                    + xml.note("D", 5, 4, tie="stop") + xml.note("A", 4, 2, grace=True)
                    + xml.note("F", 4, 4, alter=1),
                    xml.dynamic("ff") + xml.note("A", 4, 6) + xml.note("C", 5, 6, chord=True)
                    + xml.rest(6) + xml.repeat("backward"),
                ),
            ),
        ],
        "A song",
    )  # fmt: skip
    return [(folder / "whole.musicxml").read_bytes(), by_hand.encode()]


ABC = [
    b'X:1\nT:Reel\nM:4/4\nL:1/8\nQ:1/4=120\nK:Em\n|:"Em"EFGA B2^de|(3gfe {d}d>B [EGB]4:|[1 A4-A2z2:|[2 A8|]\n',
    b"X:2\nM:6/8\nK:Gmix\nV:1\nG3 B2d|gfe dBG|\nV:2\nG,6|D,6|\n",
]


@pytest.mark.parametrize("suffix", [".musicxml", ".abc"])
@pytest.mark.parametrize("block", range(SCORE_BLOCKS))
def test_damaged_scores_give_music_or_a_sentence(
    tmp_path: Path, block: int, suffix: str, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = whole_scores(tmp_path) if suffix == ".musicxml" else ABC
    path, tally = tmp_path / f"in{suffix}", Tally()
    for number in range(block * SCORE_FILES, (block + 1) * SCORE_FILES):
        path.write_bytes(Vandal(number).text(whole))

        def open_file() -> Piece:
            return next(iter(open_music(path)))()

        tried(f"score {number}{suffix}", open_file, tally, tmp_path)
    told(f"{suffix}, block {block}: {tally}", capsys)
    assert peak() - tally.before < MEMORY
