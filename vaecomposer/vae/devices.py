"""Where the network runs."""

from __future__ import annotations

import os

import torch

from vaecomposer.errors import SongbookError


def choose_device() -> torch.device:
    """CUDA, then Apple's MPS, then the CPU; ``VAECOMPOSER_DEVICE`` overrides."""
    wanted = os.environ.get("VAECOMPOSER_DEVICE")
    if wanted:
        try:
            return torch.device(wanted)
        except RuntimeError as why:
            raise SongbookError(
                f"VAECOMPOSER_DEVICE={wanted} is no device I know; use cpu, cuda or mps."
            ) from why
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def cores() -> int:
    """Processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 2


def device_name(device: torch.device) -> str:
    """A device as the status line shows it."""
    if device.type == "cuda":
        return str(torch.cuda.get_device_name(device))
    if device.type == "mps":
        return "Apple GPU"
    threads = torch.get_num_threads()
    return f"CPU, {threads} thread" + ("s" if threads > 1 else "")
