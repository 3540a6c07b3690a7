"""``vaecomposer vary``, ``continue``, ``fill`` and the other operations on the music of a file."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from vaecomposer.commands import wishes
from vaecomposer.commands.parsing import (
    Commands,
    add_bars,
    add_command,
    add_midi_output,
    add_mood,
    add_parts,
    add_seed,
    add_songbook,
    add_style,
    add_surprise,
    checked_output,
    checked_seed,
    songbook_path,
    wanted_style,
    wanted_surprise,
)
from vaecomposer.errors import ComposerError
from vaecomposer.music.naming import bars_of, parts_of
from vaecomposer.music.piece import COMPOSED_ROLES, Piece

if TYPE_CHECKING:
    from vaecomposer.generation.api import OperationRequest
    from vaecomposer.generation.operations import Ground

_Ask = Callable[[argparse.Namespace, "Ground", int], "OperationRequest"]
"""Makes a command's request of its options, the music and the seed."""

_USUAL = {"vary": 30, "simplify": 50, "busier": 50, "reharmonise": 30}
"""As `generation.operations.USUAL_AMOUNT`, which is not imported to show a page of help; a test holds them together."""


def add_to(commands: Commands) -> None:
    """Adds this family's commands."""
    _command(commands, "vary", _vary, "vary the music of a file")
    parser = _command(
        commands, "continue", _continue, "go on after the end of the music", bars=False
    )
    parser.add_argument(
        "--add", type=int, default=8, metavar="N", help="bars to add, 1 to 16 (default: 8)"
    )
    _command(
        commands, "fill", _fill, "fill a gap so that it leads from what is before to what is after"
    )
    parser = _command(
        commands, "interpolate", _interpolate, "go from one piece to another in steps", bars=False
    )
    parser.add_argument("other", type=Path, help="the file to arrive at")
    parser.add_argument(
        "--steps", type=int, default=4, metavar="N", help="steps, 1 to 16 (default: 4)"
    )
    parser = _command(commands, "accompany", _accompany, "write parts around the music of a file")
    add_parts(parser, "--write", "to write; what these parts play now is replaced", required=True)
    add_style(parser)
    add_surprise(parser)
    add_mood(parser)
    parser = _command(
        commands, "harmonise", _harmonise, "find chords for the melody, and play them"
    )
    add_parts(parser, "--write", "to write over the chords (default: chords)", default="chords")
    parser = _command(commands, "reharmonise", _reharmonise, "put the music over other chords")
    parser.add_argument(
        "--chords",
        required=True,
        help='such as "Am F C G", a bar each, "Am | F G | C", or numerals: "i VI III VII"',
    )
    parser.add_argument(
        "--adapt", action="store_true", help="move the melody where it does not fit"
    )
    parser = _command(commands, "transfer", _transfer, "take the music into another style or mood")
    add_style(parser)
    add_mood(parser)
    _command(commands, "simplify", _simplify, "leave out notes")
    _command(commands, "busier", _busier, "add notes between those that are there")
    parser = _command(commands, "humanise", _humanise, "play the notes as people would")
    add_parts(parser, "--parts", "to play so (default: all tracks)")
    parser = _command(commands, "groove", _groove, "play the notes with the groove of another file")
    parser.add_argument("model", type=Path, help="the file whose groove is taken")
    add_parts(parser, "--parts", "to play so (default: all tracks)")


def _command(
    commands: Commands, name: str, ask: _Ask, summary: str, *, bars: bool = True
) -> argparse.ArgumentParser:
    """A command that reads a file, asks for one operation and writes another."""

    def run(options: argparse.Namespace) -> int:
        return _run(options, ask)

    parser = add_command(commands, name, run, summary)
    parser.add_argument("file", type=Path, help="the file to read: .mid, .musicxml, .mxl or .abc")
    parser.add_argument(
        "--amount",
        type=float,
        metavar="PERCENT",
        help=f"how different, 0 to 100; 0 changes nothing (default: {_USUAL.get(name, 100)})",
    )
    add_seed(parser)
    if bars:
        add_bars(parser)
    add_parts(parser, "--lock", "that stay as they are")
    add_midi_output(parser)
    add_songbook(parser)
    return parser


# What each asks for.


def _vary(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.generation import operations

    return operations.vary(ground, options.amount, seed)


def _continue(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.generation import operations

    return operations.continued(ground, options.add, options.amount, seed)


def _fill(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.generation import operations

    return operations.fill(ground, options.amount, seed)


def _interpolate(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.files.music_files import read_one
    from vaecomposer.generation import operations

    other = read_one(options.other)
    return operations.interpolate(ground, other, options.steps, options.amount, seed)


def _accompany(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.generation import operations

    wanted = replace(
        ground.conditions,
        style=wanted_style(options),
        surprise=wanted_surprise(options),
        mood=wishes.mood_of(options.mood),
    )
    return operations.accompany(ground, parts_of(options.write), options.amount, seed, wanted)


def _harmonise(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.generation import operations

    return operations.harmonise(ground, parts_of(options.write), options.amount, seed)


def _reharmonise(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.generation import operations

    chords = operations.typed_chords(ground, options.chords)
    return operations.reharmonise(ground, chords, options.amount, seed, adapt=options.adapt)


def _transfer(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.generation import operations

    mood = wishes.mood_of(options.mood)
    return operations.transfer(ground, wanted_style(options), mood, options.amount, seed)


def _simplify(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.generation import operations

    return operations.simplify(ground, options.amount, seed)


def _busier(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.generation import operations

    return operations.make_busier(ground, options.amount, seed)


def _humanise(options: argparse.Namespace, ground: Ground, seed: int) -> OperationRequest:
    from vaecomposer.generation import operations

    parts = parts_of(options.parts) if options.parts else ()
    return operations.humanise(ground, parts, options.amount, seed)


def _groove(options: argparse.Namespace, ground: Ground, _seed: int) -> OperationRequest:
    from vaecomposer.files.music_files import read_one
    from vaecomposer.generation import operations

    parts = parts_of(options.parts) if options.parts else ()
    return operations.take_groove(ground, read_one(options.model), parts, options.amount)


# What all do.


def _run(options: argparse.Namespace, ask: _Ask) -> int:
    from vaecomposer.files.midi_writing import write_midi
    from vaecomposer.files.music_files import read_one
    from vaecomposer.vae.composer import open_composer

    seed = checked_seed(options.seed)
    others = (
        [options.other] if "other" in options else [options.model] if "model" in options else []
    )
    output = checked_output(options.output, options.file, *others)
    piece = read_one(options.file)
    if not piece.bars():
        raise ComposerError(f"{options.file.name} holds no music.")
    request = ask(options, _ground(options, piece), seed)
    made = open_composer(songbook_path(options.songbook)).answer(request)
    write_midi(made, output)
    key = request.settled.key
    sys.stdout.write(f"{output}: {_counted(len(made.bars()), 'bar')} in {key}.\n")
    for line in _told(piece, made):
        sys.stdout.write(f"  {line}\n")
    return 0


def _ground(options: argparse.Namespace, piece: Piece) -> Ground:
    from vaecomposer.generation.operations import Ground
    from vaecomposer.session.state import Locks

    chosen = getattr(options, "bars", None)
    only = bars_of(chosen, len(piece.bars())) if chosen else frozenset()
    roles = parts_of(options.lock) if options.lock else frozenset()
    tracks = frozenset(i for i, track in enumerate(piece.tracks) if track.role in roles)
    return Ground(piece, only=only, locks=Locks(tracks=tracks))


def _told(before: Piece, after: Piece) -> list[str]:
    """A line for each part: what it has now, and how much of it is as it was."""
    lines = []
    for role in COMPOSED_ROLES:
        old = [n for t in before.tracks if t.role is role for n in t.notes]
        new = [n for t in after.tracks if t.role is role for n in t.notes]
        if old or new:
            kept = len(set(old) & set(new))
            lines.append(
                f"{role.value}: {_counted(len(new), 'note')}, {kept} of {len(old)} as before"
            )
    return lines


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"
