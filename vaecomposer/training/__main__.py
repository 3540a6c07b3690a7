"""``vaecomposer train``: trains stage by stage, resuming what the run folder holds.

Also ``python -m vaecomposer.training``, by itself or under ``torchrun``.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import torch
from lightning.fabric import Fabric
from lightning.fabric.strategies.ddp import DDPStrategy

from vaecomposer.errors import ComposerError
from vaecomposer.training.bar_stage import train_part
from vaecomposer.training.progress import Screen, open_screen
from vaecomposer.training.recipes import RECIPES, Recipe
from vaecomposer.training.songs import SongBars, load_bars
from vaecomposer.training.state import TrainingError
from vaecomposer.training.trainer import (
    SaidElsewhereError,
    ShortOfMemoryError,
    TrainingStoppedError,
    on_first,
)
from vaecomposer.vae.tokens import Part

STAGES = ("bars", "song", "ship")
PARTS = {part.name.lower(): part for part in Part}

# The other processes wait while the first one works alone, on the posteriors for longest.
WAITING = timedelta(hours=2)


def main(arguments: Sequence[str]) -> int:
    """Runs the stages named on the command line, in order; 130 if it was stopped."""
    options = _parser().parse_args(arguments)
    screen, first = Screen(), int(os.environ.get("RANK", os.environ.get("LOCAL_RANK", "0"))) == 0
    try:
        fabric = open_fabric(options.accelerator, options.devices, options.nodes, options.precision)
        first = fabric.is_global_zero
        screen = open_screen(_say) if first else screen
        _run(options, fabric, screen)
    except KeyboardInterrupt:
        return _end(first, "Stopped. The same command goes on from the last state.", 130)
    except TrainingStoppedError as why:
        return _end(first, str(why), 130)
    except SaidElsewhereError:
        return 0
    except ComposerError as why:
        # All processes meet most errors alike; that of a single one would otherwise go unsaid.
        return _end(first or isinstance(why, ShortOfMemoryError), str(why), 1)
    return 0


def shipped(arguments: Sequence[str]) -> tuple[Path, SongBars] | None:
    """The songbook that these options ship and the songs it was made of; None if they ship none."""
    options = _parser().parse_args(arguments)
    if "ship" not in options.stages or int(os.environ.get("RANK", "0")) != 0:
        return None
    folder = options.run or Path("runs") / _recipe(options).name
    return options.songbook, load_bars(options.data, folder / "bars.npz")


def open_fabric(accelerator: str, devices: str, nodes: int, precision: str) -> Fabric:
    """Starts the processes that share the work, in `torchrun`'s or with Lightning's own launcher.

    Args:
        accelerator: auto, cpu or cuda. devices: a number for each node, or auto for all GPUs.
        precision: auto, 32 or bf16.

    Raises:
        TrainingError: there are no such devices.
    """
    cuda = torch.cuda.is_available()
    if accelerator == "cuda" and not cuda:
        raise TrainingError("No CUDA device was found. --accelerator cpu trains without one.")
    if accelerator == "auto":
        mps = torch.backends.mps.is_available() and devices in ("1", "auto")
        accelerator = "cuda" if cuda else "mps" if mps else "cpu"
    there = torch.cuda.device_count() if accelerator == "cuda" else 1
    if torch.distributed.is_torchelastic_launched():
        count = int(os.environ["LOCAL_WORLD_SIZE"])
        nodes = int(os.environ["WORLD_SIZE"]) // count
    else:
        count = there if devices == "auto" else int(devices)
    if accelerator == "cuda" and count > there:
        raise TrainingError(f"{count} GPUs were asked for, and this machine has {there}.")
    fabric = Fabric(
        accelerator=accelerator,
        devices=count,
        num_nodes=nodes,
        precision="bf16-mixed" if _half(accelerator, precision) else "32-true",
        strategy=DDPStrategy(timeout=WAITING) if count * nodes > 1 else "auto",
    )
    fabric.launch()
    return fabric


def _half(accelerator: str, precision: str) -> bool:
    """Whether to compute in bfloat16: as asked, else where the hardware has it."""
    if precision != "auto":
        return precision == "bf16"
    if accelerator == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    # Without AVX-512 the processor would emulate it, slower than single precision. As torch itself asks:
    mkldnn = torch._C._has_mkldnn and torch.ops.mkldnn._is_mkldnn_bf16_supported()  # noqa: SLF001
    return accelerator == "cpu" and bool(mkldnn)


def _run(options: argparse.Namespace, fabric: Fabric, screen: Screen) -> None:
    recipe = _recipe(options)
    # A run folder may hold the songs of an earlier time; a wrong --data must not go on with those.
    if not any(options.data.glob("*.npz")):
        raise TrainingError(f"{options.data} holds no training songs (.npz files).")
    folder = options.run or Path("runs") / recipe.name
    songs = _songs(options.data, folder, fabric, screen)
    if "bars" in options.stages:
        for name in options.parts:
            train_part(songs, PARTS[name], recipe.bars[PARTS[name]], folder, fabric, screen)
    if "song" in options.stages or "ship" in options.stages:
        _run_later(options, recipe, songs, folder, fabric, screen)


def _run_later(
    options: argparse.Namespace,
    recipe: Recipe,
    songs: SongBars,
    folder: Path,
    fabric: Fabric,
    screen: Screen,
) -> None:
    """The stages that need every part's trained bar VAE."""
    from vaecomposer.training.attribute_statistics import song_attributes
    from vaecomposer.training.phrases import cache_posteriors
    from vaecomposer.training.shipping import read_sources, ship
    from vaecomposer.training.song_stage import train_song

    # One machine's rounding, and one machine's run folder, for all.
    posteriors = on_first(fabric, lambda: cache_posteriors(songs, folder, screen))
    attributes = song_attributes(songs)
    if "song" in options.stages:
        train_song(songs, posteriors, attributes, recipe.song, folder, fabric, screen)
    if "ship" in options.stages and fabric.is_global_zero:
        sources = read_sources(options.data)
        ship(songs, posteriors, attributes, folder, options.songbook, sources, screen)


def _recipe(options: argparse.Namespace) -> Recipe:
    recipe = RECIPES[options.recipe]
    if options.batch is None:
        return recipe
    bars = {part: replace(each, batch=options.batch) for part, each in recipe.bars.items()}
    return replace(recipe, bars=bars, song=replace(recipe.song, batch=options.batch))


def _songs(data: Path, folder: Path, fabric: Fabric, screen: Screen) -> SongBars:
    """The songs as bars: read by the first process, which leaves a cache, and then by the others."""
    cache = folder / "bars.npz"

    songs: list[SongBars] = []
    on_first(fabric, lambda: songs.append(_read_songs(data, cache, screen)))
    # Another node need not see the run folder.
    return songs[0] if songs else load_bars(data, cache if cache.exists() else None)


def _read_songs(data: Path, cache: Path, screen: Screen) -> SongBars:
    partial = cache.with_name("bars.part.npz")
    try:
        _forget_other_songs(data, cache, screen)
        if cache.exists():
            return load_bars(data, cache)
        partial.unlink(missing_ok=True)
        songs = load_bars(data, partial)
        partial.replace(cache)  # in one move, so that a stop on the way leaves no half a cache
    except OSError as why:
        raise TrainingError(
            f"The songs could not be kept in {cache.parent}: {why.strerror or why}."
        ) from why
    return songs


def _forget_other_songs(data: Path, cache: Path, screen: Screen) -> None:
    """Removes a cache made of other songs than `data` holds now, and notes which it will be made of."""
    now = {path.name: path.stat().st_size for path in sorted(data.glob("*.npz"))}
    note = cache.with_suffix(".json")
    try:
        before = json.loads(note.read_text()) if note.exists() else None
    except ValueError:
        before = {}
    if before not in (None, now) and cache.exists():
        screen("The songs are not those of the last time; they are read anew.")
        cache.unlink()
    if before != now and now:
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps(now, indent=1))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="vaecomposer train", description="Learn a songbook from a folder of songs."
    )
    add = parser.add_argument
    add("--data", type=Path, required=True, help="folder of training songs (.npz)")
    # torchrun takes --run for one of its own options.
    add(
        "--run",
        "--run-folder",
        dest="run",
        metavar="RUN",
        type=Path,
        help="folder for the training state (default: runs/RECIPE)",
    )
    add("--recipe", choices=sorted(RECIPES), default="first", help="(default: first)")
    add("--stages", nargs="+", choices=STAGES, default=list(STAGES), help="(default: all)")
    add(
        "--parts",
        nargs="+",
        choices=list(PARTS),
        default=list(PARTS),
        help="whose bars to learn in the stage `bars` (default: all)",
    )
    add("--devices", type=_devices, default="1", help="processes on this machine, each with a GPU of its own "
        "where there are any; auto for all GPUs (default: 1)")  # fmt: skip
    add("--nodes", type=_number, default=1, help="machines that train together (default: 1)")
    add("--accelerator", choices=("auto", "cpu", "cuda"), default="auto")
    add("--precision", choices=("auto", "32", "bf16"), default="auto")
    add(
        "--batch",
        type=_number,
        help="examples a step, all devices together, instead of the recipe's",
    )
    add("--songbook", type=Path, default=Path("studio.safetensors"), help="where the result goes")
    return parser


def _number(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number from 1.")
    return int(text)


def _devices(text: str) -> str:
    return text if text == "auto" else str(_number(text))


def _end(said: bool, line: str, status: int) -> int:
    """Says a last line, if it is this process's to say.

    Lightning's launcher kills all processes when one of those it started ends with a status, and the one
    that speaks must come to its end.
    """
    if said:
        _say(line)
    return status if said else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
