"""Folders of music for building data sets, and readers that misbehave. Worker processes import this module."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from vaecomposer.errors import DataError
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.files.music_files import is_score, open_music
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    DRUM_CHANNEL,
    KeyChange,
    MetreChange,
    Piece,
    Role,
    Track,
    tempo_at,
    whole_bars,
)
from vaecomposer.training.dataset import SourcePiece

Q = 480
SCALE = (0, 2, 4, 5, 7, 9, 11)


def tune(seed: int, bars: int, metre: Metre = Metre(4, 4), transpose: int = 0) -> list[Note]:  # noqa: B008
    """A melody that goes by step, in eighths and quarters, its own for each seed."""
    draw = random.Random(seed)
    bar, place, notes = metre.bar_ticks(Q), 7, list[Note]()
    for start in range(0, bars * bar, bar):
        tick = start
        while tick < start + bar:
            length = min(draw.choice((Q // 2, Q // 2, Q)), start + bar - tick)
            place = min(13, max(0, place + draw.choice((-2, -1, -1, 0, 1, 1, 2))))
            pitch = 60 + 12 * (place // 7) + SCALE[place % 7] + transpose
            notes.append(Note(tick, pitch, length, draw.randrange(60, 100)))
            tick += length
    return notes


def piece(
    seed: int,
    bars: int = 8,
    metre: Metre = Metre(4, 4),  # noqa: B008
    transpose: int = 0,
    drums: bool = True,
) -> Piece:
    """Melody, chords (I vi IV V, a bar each), bass and drums."""
    bar = metre.bar_ticks(Q)
    draw = random.Random(seed + 1000)
    roots = [(0, 9, 5, 7)[draw.randrange(4)] for _ in range(bars)]
    chords, bass, hits = list[Note](), list[Note](), list[Note]()
    for number, root in enumerate(roots):
        start, third = number * bar, 3 if root == 9 else 4
        chords += [Note(start, 48 + root + step + transpose, bar, 64) for step in (0, third, 7)]
        for tick in range(start, start + bar, draw.choice((Q, bar // 2))):
            step = draw.choice((0, 0, 7))
            bass.append(Note(tick, 36 + (root + step) % 12 + transpose, Q // 2, 90))
        for beat in range(metre.bar_ticks(Q) // (Q // 2)):
            hits.append(Note(start + beat * Q // 2, (36, 42, 38, 42)[beat % 4], 60, 100))
    parts: list[tuple[int, int, Sequence[Note]]] = [
        (0, 73, tune(seed, bars, metre, transpose)),
        (1, 0, chords),
        (2, 33, bass),
    ]
    if drums:
        parts.append((DRUM_CHANNEL, 0, hits))
    tracks = tuple(
        Track(f"Track {i}", Role.OTHER, channel, program, tuple(sorted(notes)))
        for i, (channel, program, notes) in enumerate(parts)
    )
    metres = (MetreChange(0, metre),)
    return Piece(
        Q,
        tracks,
        (tempo_at(0, 100),),
        metres,
        (KeyChange(0, Key(transpose % 12, Mode.MAJOR)),),
        (),
        whole_bars(metres, Q, bars * bar),
        "Song",
    )


def abc(seed: int, title: str, bars: int = 8) -> str:
    """A tune in 4/4 with chord symbols."""
    draw = random.Random(seed)
    lines = []
    place = 7
    for number in range(bars):
        steps = []
        for _ in range(8):
            place = min(13, max(0, place + draw.choice((-2, -1, 1, 2))))
            steps.append("CDEFGABcdefgab"[place])
        lines.append(f'"{("C", "Am", "F", "G7")[number % 4]}"{"".join(steps)}')
    return f"X:{seed}\nT:{title}\nM:4/4\nL:1/8\nK:C\n{'|'.join(lines)}|]\n"


def fill(folder: Path) -> None:
    """Eight sound songs in several metres and kinds, and everything that can be wrong."""
    folder.mkdir()
    for number in range(4):
        write_midi(piece(number), folder / f"four {number}.mid")
    write_midi(piece(10, metre=Metre(3, 4)), folder / "more" / "waltz.mid")
    write_midi(piece(11, metre=Metre(6, 8)), folder / "more" / "jig.midi")
    write_midi(piece(12, metre=Metre(2, 4)), folder / "more" / "polka.mid")
    (folder / "tunes.abc").write_text(abc(1, "First") + "\nX:9\nK:C\nM:4/4\n\n" + abc(2, "Second"))
    # The same music a fourth up without drums: the fuller one stays.
    write_midi(piece(0, transpose=5, drums=False), folder / "copy.mid")
    write_midi(piece(20, bars=3), folder / "short.mid")
    write_midi(piece(21, metre=Metre(5, 4)), folder / "five.mid")
    whole = (folder / "four 1.mid").read_bytes()
    (folder / "cut.mid").write_bytes(whole[: len(whole) // 2])
    (folder / "letter.mid").write_text("Dear diary")
    (folder / "half.musicxml").write_text("<score-partwise><part>")
    (folder / "silence.mid").write_bytes(
        b"MThd\x00\x00\x00\x06\x00\x01\x00\x01\x01\xe0MTrk\x00\x00\x00\x04\x00\xff\x2f\x00"
    )
    (folder / "notes.txt").write_text("about these files")
    (folder / "._four 1.mid").write_text("what a Macintosh leaves")
    (folder / "again").symlink_to(folder, target_is_directory=True)


SONGS = 9  # that `fill` leaves: four, waltz, jig, polka and two tunes


def read(path: Path) -> Iterator[Callable[[], SourcePiece]]:
    """Files as the command line reads them."""
    for opened in open_music(path):
        yield partial(source_piece, opened, is_score(path))


def source_piece(opened: Callable[[], Piece], score: bool) -> SourcePiece:
    return SourcePiece(opened(), is_score=score)


def read_badly(path: Path) -> Iterator[Callable[[], SourcePiece]]:
    """Ends the process, sleeps or fails, as the file's name says; other files are read."""
    yield partial(misbehave, path)
    yield from read(path)


def misbehave(path: Path) -> SourcePiece:
    """As the name says; a good name is refused for want of notes."""
    if "kill" in path.name:
        os.kill(os.getpid(), signal.SIGKILL)
    if "sleep" in path.name:
        time.sleep(60)
    if "fail" in path.name:
        raise RuntimeError("an error of the library's own")
    if "greedy" in path.name:
        raise MemoryError
    raise DataError("There are no notes in this one.")
