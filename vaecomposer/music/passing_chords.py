"""Livelier harmony over the same chords: what a player puts between two chords of a bar.

White-key pitch: the chords are the diatonic triads of the key.
"""

from __future__ import annotations

from collections.abc import Sequence

from vaecomposer.music.chord import Chord

_TRIADS = {0: "maj", 2: "min", 4: "min", 5: "maj", 7: "maj", 9: "min"}
_SCALE = (0, 2, 4, 5, 7, 9, 11)


def _triad(root: int) -> Chord:
    """The diatonic triad nearest to a root; the leading tone's diminished one gives way to the dominant's."""
    root = min(_TRIADS, key=lambda pc: (min((pc - root) % 12, (root - pc) % 12), pc))
    return Chord(root, _TRIADS[root], root)


def _step(root: int, degrees: int) -> int:
    """The root so many scale degrees above, of white keys."""
    near = min(_SCALE, key=lambda pc: min((pc - root) % 12, (root - pc) % 12))
    return _SCALE[(_SCALE.index(near) + degrees) % 7]


def with_passing_chords(
    bar: Sequence[Chord], following: Chord, *, every_beat: bool
) -> tuple[Chord, ...]:
    """A bar's chords with the way to the next bar in it.

    Args:
        bar: one chord a beat. following: the first of the next bar.
        every_beat: a chord on every beat; otherwise only the end of the bar prepares the next.

    Returns:
        As many chords. The last is the dominant of what follows, or another way there where the bar stands
        on that already; the first stays.
    """
    first, beats = bar[0], len(bar)
    goal = first if following.is_none else following
    # Its dominant, its subdominant, or the step above it: the first that is not here already.
    ways = (_triad(_step(goal.root, degrees)) for degrees in (4, 3, 1))
    last = next(way for way in ways if way.root != first.root)
    if not every_beat:
        late = max(1, beats - beats // 2)
        return tuple(bar[i] if i < late else last for i in range(beats))
    middle = [_triad(_step(first.root, 5)), _triad(_step(last.root, 2))]
    return (first, *[middle[i % 2] for i in range(beats - 2)], last)
