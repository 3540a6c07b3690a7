"""Every kind of file that music is read from, and one function for them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from vaecomposer.errors import ScoreFileError
from vaecomposer.files.score_reading import SCORE_SUFFIXES, open_scores
from vaecomposer.music.piece import Piece

MIDI_SUFFIXES = (".mid", ".midi", ".kar", ".rmi", ".smf")
MUSIC_SUFFIXES = (*MIDI_SUFFIXES, *SCORE_SUFFIXES)
"""Endings of files that are read, in small letters."""


def is_score(path: Path) -> bool:
    """Whether a file is written music, whose metre and bar lines a person set."""
    return path.suffix.lower() in SCORE_SUFFIXES


def open_music(path: Path) -> Iterator[Callable[[], Piece]]:
    """All pieces of a file, each as a call that reads it, so that one that fails spoils no other.

    A piece has chord symbols only where the file itself writes them.

    Raises:
        ComposerError: in a sentence, on the way if the file, in a call if this piece cannot be read.
    """
    if is_score(path):
        yield from open_scores(path)
    else:
        yield partial(_midi, path)


def read_one(path: Path) -> Piece:
    """The one piece of a file: MIDI as it is opened in the studio, a score as it is written.

    Raises:
        ComposerError: it cannot be read, or holds more than one piece.
    """
    from vaecomposer.files.midi_reading import read_midi

    if not is_score(path):
        return read_midi(path)
    first, *others = open_music(path)
    if others:
        raise ScoreFileError(
            f"{path.name} holds {len(others) + 1} tunes, and I open one at a time. "
            "Save the one you want in a file of its own."
        )
    return first()


def _midi(path: Path) -> Piece:
    from vaecomposer.files.midi_reading import read_midi

    # The reader names chords by analysis, which are not in the file.
    return replace(read_midi(path), chords=())
