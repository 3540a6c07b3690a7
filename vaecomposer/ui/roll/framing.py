"""What part of the phrase the roll shows: it fits by itself, until a hand zooms or pans."""

from __future__ import annotations

from vaecomposer.ui.roll.geometry import (
    RollGeometry,
    clamp_scroll,
    fitting_row,
    fitting_scale,
    scroll_to_middle,
    scroll_to_show,
    wants_velocity,
)
from vaecomposer.ui.roll.phrase import DRUM_LABELS, Phrase
from vaecomposer.ui.theme import SIZES

_MARGIN = 2
_EMPTY_RANGE = (48, 84)
_LEAST_ROWS = 24
_MOST_ZOOM = 16.0
_ROW_LIMITS = (4, 28)


class Framing:
    """Zoom and scroll. The rows fit the phrase's pitches and only ever widen while sliders move, so
    that the picture stays still under the eye; another phrase is fitted anew.
    """

    def __init__(self) -> None:
        self._low, self._high = _EMPTY_RANGE
        self._time_zoom = 1.0
        self._scroll_x = 0.0
        self._row: int | None = None  # chosen by hand, or None: as fits
        self._scroll_y: float | None = None  # chosen by hand, or None: in the middle
        self._span = (0, 0)
        self._other_drums = False

    def see(self, phrase: Phrase, *, anew: bool) -> None:
        """Takes in the pitches of a phrase. `anew`: it is another phrase, not a change of this one."""
        found = phrase.pitch_range
        low, high = found if found is not None else _EMPTY_RANGE
        low, high = max(0, low - _MARGIN), min(127, high + _MARGIN)
        missing = max(0, _LEAST_ROWS - (high - low + 1))
        low, high = max(0, low - missing // 2), min(127, high + missing - missing // 2)
        self._other_drums = phrase.has_other_drums or (self._other_drums and not anew)
        if anew:
            self._low, self._high = low, high
            self._row = self._scroll_y = None
            if (phrase.start, phrase.end) != self._span:
                self._span = (phrase.start, phrase.end)
                self._time_zoom, self._scroll_x = 1.0, 0.0
        else:
            self._low, self._high = min(low, self._low), max(high, self._high)

    def geometry(
        self,
        phrase: Phrase,
        width: float,
        height: float,
        *,
        window_is_short: bool,
        velocity: bool | None = None,
        front: int = 0,
        form: bool = False,
    ) -> RollGeometry:
        """The layout in a viewport of this size.

        `form` opens the lane of the form, `velocity` opens or closes its own; None: by room. Where not
        all pitches fit, those of track `front` come first.
        """
        drum_rows = len(DRUM_LABELS) + self._other_drums if phrase.has_drums else 0
        if velocity is None:
            velocity = wants_velocity(height, window_is_short, drum_rows)
        base = RollGeometry(
            width,
            height,
            phrase.start,
            phrase.end,
            fitting_scale(
                phrase.bars, phrase.piece.ticks_per_quarter, max(64.0, width - SIZES.keys)
            )
            * self._time_zoom,
            SIZES.row_min,
            has_chords=bool(phrase.piece.chords),
            has_velocity=velocity,
            drum_rows=drum_rows,
            has_form=form,
        )
        room = base.notes.height()
        row = self._row if self._row is not None else fitting_row(room, self._low, self._high)
        if self._scroll_y is None:
            scroll_y = scroll_to_middle(room, row, self._low, self._high)
            wanted = phrase.range_of(front)
            if wanted is not None:
                scroll_y = scroll_to_show(scroll_y, room, row, *wanted)
        else:
            scroll_y = self._scroll_y = clamp_scroll(self._scroll_y, room, row)
        most = max(0.0, base.content_width - (width - SIZES.keys))
        self._scroll_x = round(max(0.0, min(self._scroll_x, most)))
        return RollGeometry(
            base.width,
            base.height,
            base.first,
            base.last,
            base.scale,
            row,
            self._scroll_x,
            scroll_y,
            base.has_chords,
            base.has_velocity,
            base.drum_rows,
            base.has_form,
        )

    def zoom(self, g: RollGeometry, factor: float, x: float) -> None:
        """Zooms the time axis so that what is at x stays there; a factor of 0 fits the phrase."""
        before = self._time_zoom
        wanted = 1.0 if factor <= 0 else max(1.0, min(_MOST_ZOOM, before * factor))
        x = max(g.left, x)
        content = (x - g.left + self._scroll_x) / before
        self._time_zoom = wanted
        self._scroll_x = content * wanted - (x - g.left)

    def zoom_to(self, g: RollGeometry, start: int, end: int, low: int, high: int) -> None:
        """Fills the view with some ticks, and brings some pitches to its middle."""
        before, span = self._time_zoom, max(1, end - start) * 1.1
        wished = before * (g.width - g.left) / (span * g.scale)
        self._time_zoom = max(1.0, min(_MOST_ZOOM, wished))
        wanted = g.scale / before * self._time_zoom
        middle = (start + end) / 2 - g.first
        self._scroll_x = middle * wanted - (g.width - g.left) / 2
        self._row = max(g.row, min(SIZES.row_max, int(g.notes.height() / (high - low + 7))))
        self._scroll_y = scroll_to_middle(g.notes.height(), self._row, low, high)

    def reveal(self, g: RollGeometry, start: int, end: int, pitch: int | None) -> None:
        """Scrolls just as far that a stretch of ticks and a pitch are seen."""
        left, right = g.x_of(start), g.x_of(end)
        if left < g.left or right > g.width:
            to_left = left < g.left or right - left > g.width - g.left
            self._scroll_x += left - g.left - 24 if to_left else right - g.width + 24
        if pitch is None:
            return
        top, notes = g.y_of(pitch), g.notes
        if top < notes.top():
            self.pan(g, 0, top - notes.top() - g.row)
        elif top + g.row > notes.bottom():
            self.pan(g, 0, top + 2 * g.row - notes.bottom())

    def zoom_rows(self, g: RollGeometry, by: int, y: float) -> None:
        """Makes rows higher or lower by a pixel; the row at y stays there."""
        row = max(_ROW_LIMITS[0], min(_ROW_LIMITS[1], g.row + by))
        within = max(0.0, y - g.notes.top())
        self._scroll_y = (within + g.scroll_y) / g.row * row - within
        self._row = row

    def pan(self, g: RollGeometry, dx: float, dy: float) -> None:
        """Moves the view by pixels."""
        self._scroll_x += dx
        if dy:
            self._row = g.row
            self._scroll_y = clamp_scroll(g.scroll_y + dy, g.notes.height(), g.row)

    def follow(self, g: RollGeometry, old_x: float, x: float) -> bool:
        """Turns the page when the playhead leaves a zoomed view; whether it did."""
        if self._time_zoom <= 1.0 or not g.first <= g.tick_at(x) < g.last:
            return False
        was_seen = g.left <= old_x <= g.width
        if not was_seen or g.left <= x <= g.width:
            return False
        self._scroll_x += x - g.left - 24
        return True
