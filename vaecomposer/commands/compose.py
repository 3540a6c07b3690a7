"""``vaecomposer generate``, ``shape`` and ``reconstruct``: the model at work on MIDI files."""

from __future__ import annotations

import argparse
import sys
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
    add_shape,
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
from vaecomposer.music.key import C_MAJOR, Key, Mode, parse_tonic
from vaecomposer.music.metre import COMPOSED_METRES, Metre
from vaecomposer.music.naming import bars_of, parts_of
from vaecomposer.music.piece import COMPOSED_ROLES, Bar, Piece, Role

if TYPE_CHECKING:
    from vaecomposer.generation.api import SteerRequest
    from vaecomposer.music.attributes import Floats
    from vaecomposer.music.grid import BarGrid
    from vaecomposer.session.state import Conditions
    from vaecomposer.vae.composer import VaeComposer


def add_to(commands: Commands) -> None:
    """Adds this family's commands."""
    _add_generate(commands)
    _add_shape(commands)
    _add_reconstruct(commands)


def _add_generate(commands: Commands) -> None:
    parser = add_command(
        commands, "generate", _run_generate, "compose a new phrase and write it as MIDI"
    )
    parser.add_argument("--bars", type=int, default=16, help="length, 1 to 16 bars (default: 16)")
    parser.add_argument("--key", default="A", help="tonic, such as C, F#, Bb (default: A)")
    parser.add_argument(
        "--mode", choices=[m.value for m in Mode], default="minor", help="(default: minor)"
    )
    add_style(parser)
    parser.add_argument(
        "--metre", choices=[str(m) for m in COMPOSED_METRES], default="4/4", help="(default: 4/4)"
    )
    parser.add_argument(
        "--tempo", type=float, default=96.0, help="quarter notes a minute (default: 96)"
    )
    add_surprise(parser)
    add_mood(parser)
    parser.add_argument("--form", help="a letter for every four bars (default: AABA)")
    parser.add_argument(
        "--chords",
        help='such as "Am F C G", a bar each, "Am | F G | C", or numerals in the key: "i VI III VII"',
    )
    parser.add_argument(
        "--parts",
        default=",".join(COMPOSED_ROLES),
        help="which of melody,chords,bass,drums play (default: all)",
    )
    add_shape(parser)
    add_seed(parser)
    parser.add_argument(
        "--count", type=int, metavar="N", help="write N takes, of this seed and those after it"
    )
    add_midi_output(parser, "the MIDI file to write, or with --count the folder")
    add_songbook(parser)


def _add_shape(commands: Commands) -> None:
    parser = add_command(commands, "shape", _run_shape, "move sliders over the music of a file")
    parser.add_argument("file", type=Path, help="the file to read: .mid, .musicxml, .mxl or .abc")
    add_shape(parser)
    parser.add_argument(
        "--direction",
        action="append",
        default=[],
        metavar="NUMBER=VALUE",
        help="a Direction, -100 to 100, such as 1=50; may be repeated",
    )
    add_style(parser)
    add_mood(parser)
    add_bars(parser)
    add_parts(parser, "--lock", "that stay as they are")
    add_midi_output(parser)
    add_songbook(parser)


def _add_reconstruct(commands: Commands) -> None:
    parser = add_command(
        commands, "reconstruct", _run_reconstruct, "play a file back through the model"
    )
    parser.add_argument("file", type=Path, help="the file to read: .mid, .musicxml, .mxl or .abc")
    add_midi_output(parser)
    add_songbook(parser)


# New takes.


def _run_generate(options: argparse.Namespace) -> int:
    from vaecomposer.files.midi_writing import write_midi
    from vaecomposer.vae.composer import open_composer

    conditions = _wanted_take(options)
    shape = wishes.shape_of(options.shape)
    takes = _takes(options.output, options.seed, options.count)
    composer = open_composer(songbook_path(options.songbook))
    for seed, path in takes:
        piece = _take(composer, conditions, seed, shape)
        write_midi(replace(piece, title=path.stem), path)
        parts = ", ".join(f"{t.name.lower()} {len(t.notes)}" for t in piece.tracks)
        sys.stdout.write(f"{path}: {options.bars} bars in {conditions.key}; notes: {parts}.\n")
    return 0


def _wanted_take(options: argparse.Namespace) -> Conditions:
    from vaecomposer.session.state import Conditions

    tonic = parse_tonic(options.key)
    if tonic is None:
        raise ComposerError(f"{options.key} is not a note I know; try C, F# or Bb.")
    if not 1 <= options.bars <= 16:
        raise ComposerError("A phrase has 1 to 16 bars.")
    if not 20 <= options.tempo <= 400:
        raise ComposerError("The tempo goes from 20 to 400 quarter notes a minute.")
    key = Key(tonic, Mode(options.mode))
    numerator, denominator = map(int, options.metre.split("/"))
    metre = Metre(numerator, denominator)
    return Conditions(
        key=key,
        style=wanted_style(options),
        surprise=wanted_surprise(options),
        metre=metre,
        bars=options.bars,
        bpm=options.tempo,
        mood=wishes.mood_of(options.mood),
        form=wishes.form_of(options.form),
        progression=wishes.progression_of(options.chords, key, metre, options.bars),
        parts=parts_of(options.parts),
    )


def _takes(output: Path, seed: int, count: int | None) -> list[tuple[int, Path]]:
    """Seeds and files: one of each, or as many as counted, in a folder."""
    checked_seed(seed)
    if count is None:
        return [(seed, checked_output(output))]
    if count < 1:
        raise ComposerError("At least one take is needed.")
    checked_seed(seed + count - 1)
    if output.exists() and not output.is_dir():
        raise ComposerError(f"{output} is a file; several takes go into a folder.")
    return [(each, output / f"take-{each}.mid") for each in range(seed, seed + count)]


def _take(
    composer: VaeComposer, conditions: Conditions, seed: int, shape: tuple[float, ...]
) -> Piece:
    from vaecomposer.generation.api import SteerRequest, TakeRequest
    from vaecomposer.latent.directions import DIRECTIONS

    piece = composer.answer(TakeRequest(conditions, seed))
    if not any(shape):
        return piece
    rest = (0.0,) * DIRECTIONS
    return composer.answer(
        SteerRequest(piece, 0, conditions.bars, rest, conditions, conditions, seed, shape)
    )


# Music that is there.


def _phrases(piece: Piece) -> list[tuple[Bar, ...]]:
    """The phrases the model can work on.

    Raises:
        ComposerError: no bar is in a metre the model knows.
    """
    from vaecomposer.music.phrases import phrases

    found = phrases(piece.bars())
    if not found:
        raise ComposerError(
            f"{piece.title} is in {piece.metre}; the model knows 4/4, 3/4, 6/8 and 2/4."
        )
    return found


def _share(worked: int, total: int) -> str:
    """How much of a piece the model worked on, in words."""
    bars = "1 bar" if total == 1 else f"{total} bars"
    return bars if worked == total else f"{worked} of {bars}"


def _run_shape(options: argparse.Namespace) -> int:
    from vaecomposer.files.midi_writing import write_midi
    from vaecomposer.files.music_files import read_one
    from vaecomposer.generation.api import SteerRequest
    from vaecomposer.generation.operations import check_length
    from vaecomposer.session.locks import apply_locks
    from vaecomposer.session.state import Conditions, Locks
    from vaecomposer.vae.composer import open_composer

    shape = wishes.shape_of(options.shape)
    directions = wishes.directions_of(options.direction)
    wanted = Conditions(style=wanted_style(options), mood=wishes.mood_of(options.mood))
    if not (options.shape or options.direction or wanted.style or wanted.mood):
        raise ComposerError("No slider was named; give --shape, --direction, --style or --mood.")
    locked = parts_of(options.lock) if options.lock else frozenset()
    if locked >= frozenset(COMPOSED_ROLES):
        raise ComposerError("All parts are locked, so there is nothing to compose.")
    output = checked_output(options.output, options.file)
    source = piece = read_one(options.file)
    chosen = bars_of(options.bars, len(piece.bars())) if options.bars else frozenset()
    check_length(len(chosen or piece.bars()))
    runs = _phrases(piece)
    settled = Conditions(key=piece.key or C_MAJOR)
    wanted = replace(wanted, key=settled.key)
    composer = open_composer(songbook_path(options.songbook))
    measured = []
    for run in runs:
        only = frozenset(bar.index for bar in run if not chosen or bar.index in chosen)
        if not only:
            continue
        request = SteerRequest(
            piece, run[0].index, len(run), directions, settled, wanted, 1, shape,
            only=only if len(only) < len(run) else frozenset(),
        )  # fmt: skip
        measured.append((_before_and_after(composer, request, locked), len(only)))
        piece = composer.answer(request)
    tracks = frozenset(i for i, track in enumerate(source.tracks) if track.role in locked)
    piece = apply_locks(source, piece, Locks(tracks=tracks))
    write_midi(piece, output)
    worked = sum(bars for _, bars in measured)
    sys.stdout.write(f"{output}: {_share(worked, len(piece.bars()))} in {settled.key}.\n")
    for slider in wishes.named_sliders(options.shape):
        sys.stdout.write(_told(slider, measured))
    return 0


def _before_and_after(
    composer: VaeComposer, request: SteerRequest, locked: frozenset[Role]
) -> tuple[Floats, Floats]:
    """The attributes of a phrase as the model plays it, with all sliders at rest and as they are; what is locked
    as at rest, and of the bars that may change.
    """
    from vaecomposer.music.attributes import measure, phrase_arrays

    rest = replace(
        request, directions=(0.0,) * len(request.directions), conditions=request.settled, shape=()
    )
    resting, moved = composer.steered_grids(rest), composer.steered_grids(request)
    moved = tuple(_with_locked(a, b, locked) for a, b in zip(resting, moved, strict=True))
    open_bars = [
        n for n in range(request.bars) if not request.only or request.first_bar + n in request.only
    ]
    before, after = (
        measure(phrase_arrays([grids[n] for n in open_bars]), composer.attribute_statistics)[0]
        for grids in (resting, moved)
    )
    return before, after


def _with_locked(resting: BarGrid, moved: BarGrid, locked: frozenset[Role]) -> BarGrid:
    """A bar as moved, its locked parts as at rest."""
    return replace(
        moved,
        melody=resting.melody if Role.MELODY in locked else moved.melody,
        texture=resting.texture if Role.CHORDS in locked else moved.texture,
        bass=resting.bass if Role.BASS in locked else moved.bass,
        drums=resting.drums if Role.DRUMS in locked else moved.drums,
    )


def _told(slider: int, measured: list[tuple[tuple[Floats, Floats], int]]) -> str:
    """One line on a named slider: its attribute before and after, over all phrases that have it."""
    import numpy as np

    from vaecomposer.music.attributes import SHAPES

    name, unit = wishes.slider_names()[slider], SHAPES[slider].unit
    values = np.array([[before[slider], after[slider]] for (before, after), _ in measured])
    bars = np.array([count for _, count in measured])
    known = ~np.isnan(values).any(1)
    if not known.any():
        return f"  {name}: this music has no notes it could move\n"
    before, after = np.average(values[known], axis=0, weights=bars[known])
    return f"  {name}: {before:.2f} before, {after:.2f} after ({unit})\n"


def _run_reconstruct(options: argparse.Namespace) -> int:
    from vaecomposer.files.midi_writing import write_midi
    from vaecomposer.files.music_files import read_one
    from vaecomposer.generation.operations import check_length
    from vaecomposer.vae.composer import open_composer
    from vaecomposer.vae.reconstruction import reconstruct

    output = checked_output(options.output, options.file)
    piece = read_one(options.file)
    check_length(len(piece.bars()))
    result = reconstruct(open_composer(songbook_path(options.songbook)), piece)
    write_midi(result.piece, output)
    sys.stdout.write(f"{output}: the model's own words for {options.file.name}.\n")
    for part in result.agreement:
        sys.stdout.write(
            f"  {part.role.value}: {part.both} of {part.written} notes on the grid came back at their place "
            f"(F1 {part.f1:.3f})\n"
        )
    return 0
