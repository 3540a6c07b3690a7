"""Metre: how beats group into bars, and which metres the model composes in."""

from __future__ import annotations

from dataclasses import dataclass

from vaecomposer.errors import MusicError

STEPS_PER_QUARTER = 4
"""The model's grid is sixteenth notes."""

MAX_STEPS = 16
"""Steps of the longest bar on the model's grid (4/4)."""

MAX_BEATS = 4
"""Beats (chord places) of the longest bar on the model's grid."""


@dataclass(frozen=True, slots=True)
class Metre:
    """A time signature, `numerator` notes of 1/`denominator` to the bar."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if self.numerator < 1 or self.denominator not in (1, 2, 4, 8, 16, 32, 64):
            raise MusicError(f"{self.numerator}/{self.denominator} is not a metre.")

    def __str__(self) -> str:
        return f"{self.numerator}/{self.denominator}"

    def bar_ticks(self, ticks_per_quarter: int) -> int:
        """Length of a bar in ticks, at least 1."""
        return max(1, ticks_per_quarter * 4 * self.numerator // self.denominator)

    @property
    def is_compound(self) -> bool:
        """Whether a beat is three eighths, as in 6/8."""
        return self.denominator == 8 and self.numerator % 3 == 0 and self.numerator > 3

    @property
    def beats(self) -> int:
        """Beats a listener counts in one bar (2 in 6/8)."""
        return self.numerator // 3 if self.is_compound else self.numerator

    def beat_ticks(self, ticks_per_quarter: int) -> int:
        """Length of one counted beat in ticks, at least 1."""
        return max(1, self.bar_ticks(ticks_per_quarter) // self.beats)

    @property
    def steps(self) -> int:
        """Sixteenths in one bar."""
        return 4 * STEPS_PER_QUARTER * self.numerator // self.denominator

    @property
    def steps_per_beat(self) -> int:
        """Sixteenths in one counted beat."""
        return max(1, self.steps // self.beats)

    @property
    def grid_metre(self) -> Metre | None:
        """The composed metre whose grid this one shares (2/2 shares 4/4's), or None if not composed."""
        if self == Metre(2, 2):
            return COMPOSED_METRES[0]
        return self if self in COMPOSED_METRES else None


COMPOSED_METRES = (Metre(4, 4), Metre(3, 4), Metre(6, 8), Metre(2, 4))
"""The metres the model composes in, in the order of its metre condition."""
