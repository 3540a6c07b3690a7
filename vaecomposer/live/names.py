"""Names of MIDI ports that can be remembered."""

from __future__ import annotations

import re
from collections.abc import Sequence

CLIENT = "VAE Composer"
"""Under which name other programs see us."""

_OURS = re.compile(rf"^{CLIENT}(-\d+)?(:.*)?$")
"""Ports of this program, or of another copy of it (JACK numbers those)."""


def stable_names(found: Sequence[str], *, numbered: bool = False) -> list[str]:
    """Names that stay the same when the system counts its ports anew; "" for our own.

    ALSA appends ``client:port``, the JACK bridge a2j writes ``[client]``; where a client's port repeats
    its name, the repetition goes. A second port of the same name gets " (2)".

    Args:
        found: rtmidi's names, in its order.
        numbered: whether each ends in its place in the list, as on Windows.
    """
    names: list[str] = []
    for place, raw in enumerate(found):
        name = raw.removesuffix(f" {place}") if numbered else raw
        name = re.sub(r" \d+:\d+$| \[\d+\]", "", name)
        if _OURS.match(name):
            names.append("")
            continue
        client, _, port = name.partition(":")
        name = port if client and port.startswith(client) else name
        count = 1
        unique = name
        while unique in names:
            count += 1
            unique = f"{name} ({count})"
        names.append(unique)
    return names
