"""Where everything in the roll stands: ticks to x, pitches to y, and the lanes' boxes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from math import gcd

from PySide6.QtCore import QRectF

from vaecomposer.music.piece import Bar
from vaecomposer.ui.theme import SIZES

HIGHEST = 127
_MIN_NOTES = 200
"""Below this height of the note area the velocity lane closes."""


def beat_unit(bars: tuple[Bar, ...]) -> int:
    """The longest stretch of ticks that every beat of these bars is a whole number of."""
    unit = 0
    for bar in bars:
        unit = gcd(unit, max(1, bar.ticks // bar.metre.beats))
    return max(1, unit)


def fitting_scale(bars: tuple[Bar, ...], ticks_per_quarter: int, width: float) -> float:
    """Pixels per tick at which the bars fit `width`, such that beats fall on whole pixels if they can.

    A bar of four beats is then a multiple of four pixels wide. A beat grows to 96 px at most.
    """
    ticks = bars[-1].end - bars[0].start
    unit = beat_unit(bars)
    pixels = int(width * unit / ticks)
    if pixels < 1:
        return width / ticks
    longest = max(1, round(96 * unit / ticks_per_quarter))
    return min(pixels, longest) / unit


@dataclass(frozen=True)  # no slots: the lanes are kept once they are known
class RollGeometry:
    """The roll's layout for one size, zoom and scroll. All lengths in logical pixels.

    Attributes:
        width, height: of the viewport.
        first, last: ticks at which the phrase begins and ends.
        scale: pixels per tick.
        row: height of a pitch's row.
        scroll_x: pixels scrolled to the right. scroll_y: pixels from the top of pitch 127.
        has_chords, has_velocity, drum_rows, has_form: which lanes there are.
    """

    width: float
    height: float
    first: int
    last: int
    scale: float
    row: int
    scroll_x: float = 0.0
    scroll_y: float = 0.0
    has_chords: bool = True
    has_velocity: bool = True
    drum_rows: int = 9
    has_form: bool = False
    left: float = field(default=float(SIZES.keys), init=False)

    @cached_property
    def ruler(self) -> QRectF:
        """The ruler over the time axis."""
        return QRectF(self.left, 0, self.width - self.left, SIZES.ruler)

    @cached_property
    def chords(self) -> QRectF:
        """The chord lane; no height without chords."""
        height = SIZES.chords if self.has_chords else 0
        return QRectF(self.left, self.form.bottom(), self.width - self.left, height)

    @cached_property
    def form(self) -> QRectF:
        """The form lane; no height where nobody said the form."""
        height = SIZES.form if self.has_form else 0
        return QRectF(self.left, SIZES.ruler, self.width - self.left, height)

    @cached_property
    def velocity(self) -> QRectF:
        """The velocity lane; no height while it is closed."""
        height = SIZES.velocity if self.has_velocity else 0
        return QRectF(self.left, self.height - height, self.width - self.left, height)

    @cached_property
    def drums(self) -> QRectF:
        """The drum lane; no height without drums."""
        height = self.drum_rows * SIZES.drum_row
        bottom = self.velocity.top() - (SIZES.lane_gap if self.has_velocity else 0)
        return QRectF(self.left, bottom - height, self.width - self.left, height)

    @cached_property
    def notes(self) -> QRectF:
        """The note area."""
        top = self.chords.bottom()
        bottom = self.drums.top() - (SIZES.lane_gap if self.drum_rows else 0)
        return QRectF(self.left, top, self.width - self.left, max(0.0, bottom - top))

    @cached_property
    def keys(self) -> QRectF:
        """The keys beside the note area, without the gutter of the range brackets."""
        notes = self.notes
        return QRectF(SIZES.key_gutter, notes.top(), self.left - SIZES.key_gutter, notes.height())

    @cached_property
    def content_width(self) -> float:
        """Width of the whole phrase."""
        return (self.last - self.first) * self.scale

    @cached_property
    def end_x(self) -> float:
        """Where the phrase ends."""
        return self.x_of(self.last)

    def x_of(self, tick: float) -> float:
        """Where a tick stands."""
        return self.left + (tick - self.first) * self.scale - self.scroll_x

    def tick_at(self, x: float) -> float:
        """The tick under x."""
        return (x - self.left + self.scroll_x) / self.scale + self.first

    def y_of(self, pitch: int) -> float:
        """Top of a pitch's row."""
        return self.notes.top() + (HIGHEST - pitch) * self.row - self.scroll_y

    def pitch_at(self, y: float) -> int:
        """The pitch whose row is under y, 0..127."""
        pitch = HIGHEST - int((y - self.notes.top() + self.scroll_y) // self.row)
        return max(0, min(HIGHEST, pitch))

    def visible_pitches(self) -> range:
        """Pitches of which some part shows, ascending."""
        notes = self.notes
        return range(self.pitch_at(notes.bottom() - 1), self.pitch_at(notes.top()) + 1)

    def drum_row_top(self, row: int) -> float:
        """Top of a drum row, counted from the top."""
        return self.drums.top() + row * SIZES.drum_row


def fitting_row(height: float, low: int, high: int) -> int:
    """Row height at which the pitches `low`..`high` fit `height`, within the least and the most."""
    rows = max(1, high - low + 1)
    return max(SIZES.row_min, min(SIZES.row_max, int(height / rows)))


def scroll_to_middle(height: float, row: int, low: int, high: int) -> float:
    """The vertical scroll that puts the pitches `low`..`high` in the middle of `height`."""
    middle = (HIGHEST - (low + high) / 2 + 0.5) * row
    return clamp_scroll(middle - height / 2, height, row)


def scroll_to_show(scroll: float, height: float, row: int, low: int, high: int) -> float:
    """The vertical scroll nearest to `scroll` that shows the pitches `low`..`high`, the high ones first."""
    top, bottom = (HIGHEST - high - 1) * row, (HIGHEST - low + 2) * row
    return clamp_scroll(min(max(scroll, bottom - height), float(top)), height, row)


def clamp_scroll(scroll: float, height: float, row: int) -> float:
    """A vertical scroll that stays on the keyboard, in whole pixels."""
    return float(round(max(0.0, min(scroll, (HIGHEST + 1) * row - height))))


def wants_velocity(height: float, window_is_short: bool, drum_rows: int) -> bool:
    """Whether there is room for the velocity lane: it closes first."""
    fixed = SIZES.ruler + SIZES.chords + drum_rows * SIZES.drum_row + 2 * SIZES.lane_gap
    return not window_is_short and height - fixed - SIZES.velocity >= _MIN_NOTES
