"""Which songs train, which validate and which are kept for a test: by a hash of the music itself.

So the split is the same on every machine and in every order of files, and a song that is added moves no other
(except into its own kin's split).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence


def _draw(digest: str, seed: int) -> float:
    """A number in 0..1 that depends on the music and the seed alone."""
    drawn = hashlib.blake2b(f"{seed}/{digest}".encode(), digest_size=8).digest()
    return int.from_bytes(drawn) / 2**64


def split_songs(
    digests: Sequence[str],
    clusters: Sequence[int],
    *,
    valid: float,
    test: float,
    seed: int,
) -> tuple[str, ...]:
    """The split of each song: ``train``, ``valid`` or ``test``. Songs of one cluster stay together.

    A share above nought gets at least one cluster if there are enough of them.

    Args:
        digests: fingerprint of each song's notes.
        clusters: number of the group each song belongs to.
        valid, test: shares, 0..1, together below 1.
        seed: another seed, another split.
    """
    names: dict[int, str] = {}
    for digest, cluster in zip(digests, clusters, strict=True):
        names[cluster] = min(digest, names.get(cluster, digest))
    ordered = sorted(names, key=lambda c: (_draw(names[c], seed), names[c]))
    draws = {cluster: _draw(names[cluster], seed) for cluster in ordered}
    split = {
        c: "test" if draws[c] < test else "valid" if draws[c] < test + valid else "train"
        for c in ordered
    }
    # The lowest draws go to the test, the next to validation: where chance left one empty, they still do.
    wanted = [name for name, share in (("test", test), ("valid", valid)) if share > 0]
    if len(ordered) > len(wanted):
        for place, name in enumerate(wanted):
            if name not in split.values():
                split[ordered[place]] = name
    return tuple(split[cluster] for cluster in clusters)
