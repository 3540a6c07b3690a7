"""Training state on disk: safetensors and JSON, never a pickle. A run can stop and resume at any time.

One file a stage, ``NAME.safetensors``: the weights (``net.*``), the best weights so far where the newest are
not the best (``best.*``), the optimiser's moments (``opt.INDEX.FIELD``), and in the header, as JSON under
``facts``, how far the training is. Everything moves into place at once, so that weights and facts always fit
together. ``NAME.json`` repeats the facts for people to read; states from before the facts were in the header
have them there alone, and are read as well.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

from vaecomposer.errors import ComposerError, DataError


class TrainingError(ComposerError):
    """Training that cannot begin or go on, although the songs are sound."""


@dataclass(frozen=True, slots=True)
class State:
    """What a state file holds.

    Attributes:
        weights: the newest weights, by the network's own names.
        best: the weights of the best validation so far; empty where these are the newest.
        moments: the optimiser's, by the parameter's place.
        facts: at least `step` (optimiser steps done) and `seconds` (wall-clock time spent).
        path: the file it was read from, for messages.
    """

    weights: dict[str, Tensor]
    best: dict[str, Tensor]
    moments: dict[int, dict[str, Tensor]]
    facts: dict[str, Any]
    path: Path

    def restore(
        self, network: nn.Module, optimizer: torch.optim.Optimizer | None = None
    ) -> dict[str, Any]:
        """Puts the state into a network: the newest weights beside an optimiser, else the best ones.

        Raises:
            DataError: the state belongs to another version of the network.
        """
        resuming = optimizer is not None
        try:
            network.load_state_dict(self.weights if resuming else self.best or self.weights)
            if optimizer is not None:
                groups = optimizer.state_dict()["param_groups"]
                optimizer.load_state_dict({"state": self.moments, "param_groups": groups})
        except (RuntimeError, ValueError) as why:
            raise DataError(
                f"{self.path} was written by another version and cannot be resumed."
            ) from why
        return self.facts


def save_state(
    folder: Path,
    name: str,
    network: nn.Module,
    optimizer: torch.optim.Optimizer,
    facts: dict[str, Any],
    best: Mapping[str, Tensor] | None = None,
) -> None:
    """Writes weights, optimiser moments and `facts`, replacing the older ones in one move.

    Args:
        best: weights of the best validation so far; None where these are the network's own.

    Raises:
        TrainingError: the disk is full or cannot be written. The state before is then still whole.
    """
    tensors = {f"net.{k}": _kept(v) for k, v in network.state_dict().items()}
    tensors |= {f"best.{k}": _kept(v) for k, v in (best or {}).items()}
    for i, moments in optimizer.state_dict()["state"].items():
        for k, v in moments.items():
            tensors[f"opt.{i}.{k}"] = _kept(torch.as_tensor(v)).clone()
    temporary = folder / f"{name}.safetensors.tmp"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        save_file(tensors, temporary, metadata={"facts": json.dumps(facts)})
        _flush(temporary)
        temporary.replace(folder / f"{name}.safetensors")
        temporary.write_text(json.dumps(facts, indent=1))
        temporary.replace(folder / f"{name}.json")
    except (OSError, SafetensorError) as why:
        _discard(temporary)
        raise TrainingError(
            f"The training state could not be written to {folder}: {_reason(why)}. The state before it "
            "is whole; make room and start the same command again."
        ) from why


def read_state(folder: Path, name: str) -> State | None:
    """Reads a stage's state; None if there is none yet.

    Raises:
        DataError: the file is damaged or cut short. It is left as it is.
    """
    path = folder / f"{name}.safetensors"
    if not path.exists():
        return None
    try:
        # One open file for both, so that a state replaced in this moment cannot mix with its successor.
        with safe_open(path, framework="pt") as file:
            header = file.metadata() or {}
            tensors = {k: file.get_tensor(k) for k in file.keys()}  # noqa: SIM118  (no mapping)
    except (OSError, SafetensorError) as why:
        raise _damaged(path) from why
    notes = path if "facts" in header else folder / f"{name}.json"
    try:
        facts = json.loads(header["facts"] if "facts" in header else notes.read_text())
        facts = {**facts, "step": int(facts["step"]), "seconds": float(facts["seconds"])}
        moments: dict[int, dict[str, Tensor]] = {}
        for k in [k for k in tensors if k.startswith("opt.")]:
            _, index, field = k.split(".")
            moments.setdefault(int(index), {})[field] = tensors.pop(k)
    except (OSError, ValueError, TypeError, KeyError) as why:
        raise _damaged(notes) from why
    own = {k.removeprefix("net."): v for k, v in tensors.items() if k.startswith("net.")}
    best = {k.removeprefix("best."): v for k, v in tensors.items() if k.startswith("best.")}
    return State(own, best, moments, facts, path)


def load_state(
    folder: Path, name: str, network: nn.Module, optimizer: torch.optim.Optimizer | None = None
) -> dict[str, Any] | None:
    """Reads what `save_state` wrote into a network (and optimiser); None if there is none yet.

    With an optimiser the newest weights, to go on from; without one the best ones, to use.

    Raises:
        DataError: the state is damaged, or belongs to another version of the network.
    """
    state = read_state(folder, name)
    return None if state is None else state.restore(network, optimizer)


def _kept(x: Tensor) -> Tensor:
    return x.detach().cpu().contiguous()


def _flush(path: Path) -> None:
    """Waits until a file is on the disk, which may find out only now that it is full."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _discard(path: Path) -> None:
    """Removes half a file. Failing is no news: the disk has just refused."""
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return


def _reason(why: Exception) -> str:
    said = (why.strerror if isinstance(why, OSError) else None) or str(why)
    return "the disk is full" if "No space left" in said else said


def _damaged(path: Path) -> DataError:
    return DataError(
        f"{path} is damaged and cannot be resumed. It was left as it is; move it away to train this stage "
        "from the beginning."
    )
