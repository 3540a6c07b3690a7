"""``python -m vaecomposer.training``: trains stage by stage, resuming what the run folder holds."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lightning.fabric import Fabric

from vaecomposer.errors import ComposerError
from vaecomposer.training.bar_stage import train_part
from vaecomposer.training.recipes import RECIPES
from vaecomposer.training.shipping import read_sources, ship
from vaecomposer.training.song_stage import cache_posteriors, train_song
from vaecomposer.training.songs import load_bars
from vaecomposer.vae.tokens import Part


def main(arguments: list[str]) -> int:
    """Runs the stages named on the command line, in order."""
    parser = argparse.ArgumentParser(prog="python -m vaecomposer.training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of training songs (.npz)")
    parser.add_argument("--run", type=Path, required=True, help="folder for the training state")
    parser.add_argument("--recipe", choices=sorted(RECIPES), default="first")
    parser.add_argument(
        "--stages", nargs="+", choices=("bars", "song", "ship"), default=["bars", "song", "ship"]
    )
    parser.add_argument(
        "--songbook", type=Path, default=Path("studio.safetensors"), help="where the result goes"
    )
    options = parser.parse_args(arguments)
    try:
        _run(options)
    except ComposerError as why:
        _say(str(why))
        return 1
    return 0


def _run(options: argparse.Namespace) -> None:
    recipe = RECIPES[options.recipe]
    fabric = Fabric(accelerator="auto", devices=1, precision="bf16-mixed")
    fabric.launch()
    songs = load_bars(options.data, options.run / "bars.npz")
    if "bars" in options.stages:
        for part in Part:
            train_part(songs, part, recipe.bars[part], options.run, fabric, _say)
    if "song" in options.stages or "ship" in options.stages:
        posteriors = cache_posteriors(songs, options.run, _say)
    if "song" in options.stages:
        train_song(songs, posteriors, recipe.song, options.run, fabric, _say)
    if "ship" in options.stages:
        ship(songs, posteriors, options.run, options.songbook, read_sources(options.data), _say)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
