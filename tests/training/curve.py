"""The loss of each step of a short training; run as a module, by `torchrun`, on as many processes as it starts."""

import json
import sys
from pathlib import Path

from lightning.fabric import Fabric

from vaecomposer.training.__main__ import open_fabric
from vaecomposer.training.bar_stage import BarRecipe, BarTask
from vaecomposer.training.songs import load_bars
from vaecomposer.training.trainer import train
from vaecomposer.vae.tokens import Part

# The rate is ten times the usual, since it is still warming up; free bits bind in some of the steps.
RECIPE = BarRecipe(steps=15, batch=16, rate=2e-2, beta=0.5, warm_up=5, free_nats=0.5)


def loss_curve(
    data: Path, run: Path, part: Part, fabric: Fabric, recipe: BarRecipe = RECIPE
) -> list[float]:
    """Trains a bar VAE from the beginning and returns the whole batch's loss, step by step."""
    losses: list[float] = []
    train(
        BarTask(load_bars(data), part, recipe),
        run,
        fabric,
        lambda line: None,
        lambda step, loss: losses.append(loss),
    )
    return losses


if __name__ == "__main__":
    data, run, target, *names = sys.argv[1:]
    fabric = open_fabric("cpu", "1", 1, "32")
    curves = {name: loss_curve(Path(data), Path(run), Part[name], fabric) for name in names}
    if fabric.is_global_zero:
        Path(target).write_text(json.dumps(curves))
