"""What the conductor knows around each bar: earlier bars, the bar it recalls, what the musician has given."""

from __future__ import annotations

from typing import NamedTuple

import torch
from torch import Tensor

LAGS = (1, 2, 4, 8)
"""How many bars back the conductor looks outright: music repeats after powers of two."""

RECALL, NEXT, HERE = len(LAGS), len(LAGS) + 1, len(LAGS) + 2
PLACES = len(LAGS) + 3
"""The bars at `LAGS`, the bar that the form recalls, the next bar and this one (as far as given)."""


class Surroundings(NamedTuple):
    """Bar codes at each place around each bar.

    Attributes:
        codes: (n, bars, PLACES, 5, CODE), zeros where unknown.
        known: (n, bars, PLACES, 5), 1 where a code may be used.
        empty: whether nothing at all is known.
    """

    codes: Tensor
    known: Tensor
    empty: bool = False


def surroundings(
    codes: Tensor, present: Tensor, usable: Tensor, given: Tensor, recalled: Tensor
) -> Surroundings:
    """The surroundings of every bar of known codes.

    Args:
        codes: (n, bars, 5, CODE). present: (n, bars, 5), parts that are there.
        usable: (n, bars), 1 where a bar may look back at what was composed before it.
        given: (n, bars, 5), 1 where the music was there before composing began.
        recalled: (n, bars) integer, the earlier bar that the form says again, -1 for none.
    """
    n, bars = codes.shape[:2]
    place = torch.arange(bars, device=codes.device)
    index = torch.stack(
        [*(place - lag for lag in LAGS), place, place + 1, place], -1
    )  # (bars, PLACES)
    index = index.expand(n, -1, -1).clone()
    index[:, :, RECALL] = recalled
    exists = (index >= 0) & (index < bars)
    rows = torch.arange(n, device=codes.device)[:, None, None]
    at = index.clamp(0, bars - 1)
    back = usable[:, :, None].expand(-1, -1, PLACES).clone()
    back[:, :, NEXT:] = 0
    # A bar that is recalled is looked back at: it must lie before.
    open_ = torch.maximum(back.unsqueeze(-1), given.to(codes.dtype)[rows, at])
    known = exists.unsqueeze(-1) * open_ * present.to(codes.dtype)[rows, at]
    return Surroundings(codes[rows, at] * known.unsqueeze(-1), known)


def nothing_known(n: int, bars: int, parts: int, code: int, device: torch.device) -> Surroundings:
    """No code known anywhere."""
    return Surroundings(
        torch.zeros(n, bars, PLACES, parts, code, device=device),
        torch.zeros(n, bars, PLACES, parts, device=device),
        empty=True,
    )
