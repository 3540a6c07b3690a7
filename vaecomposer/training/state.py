"""Training state on disk: safetensors and JSON, never a pickle. A run can stop and resume at any time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import nn

from vaecomposer.errors import DataError


def save_state(
    folder: Path,
    name: str,
    network: nn.Module,
    optimizer: torch.optim.Optimizer,
    facts: dict[str, Any],
) -> None:
    """Writes weights and optimiser moments beside `facts`, replacing the older ones in one move."""
    folder.mkdir(parents=True, exist_ok=True)
    tensors = {f"net.{k}": v.detach().cpu().contiguous() for k, v in network.state_dict().items()}
    for i, moments in optimizer.state_dict()["state"].items():
        for k, v in moments.items():
            tensors[f"opt.{i}.{k}"] = torch.as_tensor(v).detach().cpu().clone().contiguous()
    temporary = folder / f"{name}.tmp"
    save_file(tensors, temporary)
    temporary.replace(folder / f"{name}.safetensors")
    temporary.write_text(json.dumps(facts, indent=1))
    temporary.replace(folder / f"{name}.json")


def load_state(
    folder: Path, name: str, network: nn.Module, optimizer: torch.optim.Optimizer | None = None
) -> dict[str, Any] | None:
    """Reads what `save_state` wrote into a network (and optimiser); None if there is none yet.

    Raises:
        DataError: the state belongs to another version of the network.
    """
    weights = folder / f"{name}.safetensors"
    if not weights.exists():
        return None
    tensors = load_file(weights)
    own = {k.removeprefix("net."): v for k, v in tensors.items() if k.startswith("net.")}
    try:
        network.load_state_dict(own)
    except RuntimeError as why:
        raise DataError(f"{weights} was written by another version and cannot be resumed.") from why
    if optimizer is not None:
        moments: dict[int, dict[str, torch.Tensor]] = {}
        for k, v in tensors.items():
            if k.startswith("opt."):
                _, index, field = k.split(".")
                moments.setdefault(int(index), {})[field] = v
        groups = optimizer.state_dict()["param_groups"]
        optimizer.load_state_dict({"state": moments, "param_groups": groups})
    facts: dict[str, Any] = json.loads((folder / f"{name}.json").read_text())
    return facts
