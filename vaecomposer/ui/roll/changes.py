"""What changed since the last version: which notes are new, and where notes were."""

from __future__ import annotations

from dataclasses import dataclass, field

from vaecomposer.music.note_changes import Placed
from vaecomposer.ui.roll.phrase import Phrase
from vaecomposer.ui.theme import SIZES

_HALO_MS = SIZES.halo_hold_ms + SIZES.halo_fade_ms


@dataclass(slots=True)
class Changes:
    """Notes that came and went lately, by the millisecond they did. Time is given, not taken."""

    came: dict[Placed, float] = field(default_factory=dict)
    went: dict[Placed, float] = field(default_factory=dict)

    def note_difference(self, before: Phrase, after: Phrase, now: float) -> int:
        """Takes in the step from one version of a phrase to the next; how many notes came.

        A note that leaves while it is still new leaves no trace: in a drag only what stood before
        the drag is worth remembering.
        """
        count = 0
        for old, new in zip(before.tracks, after.tracks, strict=False):
            if old.notes is new.notes or old.notes == new.notes:
                continue
            was, is_now = set(old.notes), set(new.notes)
            for note in is_now - was:
                count += 1
                place = (new.index, note)
                if self.went.pop(place, None) is None:
                    self.came[place] = now
            for note in was - is_now:
                place = (old.index, note)
                if self.came.pop(place, None) is None:
                    self.went[place] = now
        return count

    def forget(self) -> None:
        """Nothing is new."""
        self.came.clear()
        self.went.clear()

    def grow_old(self, now: float) -> bool:
        """Drops what is over; whether anything is left to show."""
        self.came = {p: t for p, t in self.came.items() if now - t < _HALO_MS}
        self.went = {p: t for p, t in self.went.items() if now - t < SIZES.was_here_ms}
        return bool(self.came or self.went)


def halo_strength(age: float, *, fades: bool) -> float:
    """Opacity of a halo `age` milliseconds after its note came: whole at first, then fading."""
    if age < SIZES.halo_hold_ms or not fades:
        return 1.0 if age < _HALO_MS else 0.0
    return max(0.0, 1 - (age - SIZES.halo_hold_ms) / SIZES.halo_fade_ms)
