"""The only source of colours and sizes. Colours are measured for contrast; see tests/ui/test_theme.py."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QColor


@dataclass(frozen=True, slots=True)
class TrackColour:
    """A track's colour in front, and as a ghost behind the front track."""

    front: QColor
    ghost: QColor


@dataclass(frozen=True, slots=True)
class Theme:
    """Every colour of one appearance, by what it is for.

    `text3` never stands on `hover`. `line`, `edge` and `groove` are decorative. `tracks` holds melody,
    chords, bass and drums, then four colours for further tracks. `mood` holds the mood pad's corners tense,
    joyful, wistful and peaceful; `clouds` the map's tints, none of them a track's.
    """

    is_dark: bool
    ground: QColor
    panel: QColor
    raised: QColor
    hover: QColor
    well: QColor
    line: QColor
    edge: QColor
    groove: QColor
    text: QColor
    text2: QColor
    text3: QColor
    control: QColor
    cap: QColor
    accent: QColor
    accent_fill: QColor
    accent_ink: QColor
    accent_soft: QColor
    fresh: QColor
    focus: QColor
    ok: QColor
    warn: QColor
    danger: QColor
    danger_soft: QColor
    bubble: QColor
    bubble_text: QColor
    row_out: QColor
    row_line: QColor
    step_line: QColor
    beat_line: QColor
    bar_line: QColor
    white_key: QColor
    black_key: QColor
    key_line: QColor
    key_text: QColor
    shade: QColor
    shadow: QColor
    tracks: tuple[TrackColour, ...]
    mood: tuple[QColor, QColor, QColor, QColor]
    clouds: tuple[QColor, ...]


def _tracks(*pairs: tuple[str, str]) -> tuple[TrackColour, ...]:
    return tuple(TrackColour(QColor(front), QColor(ghost)) for front, ghost in pairs)


def _c(text: str, alpha: float = 1.0) -> QColor:
    colour = QColor(text)
    colour.setAlphaF(alpha)
    return colour


def _colours(*texts: str) -> tuple[QColor, ...]:
    return tuple(QColor(text) for text in texts)


DARK: Final = Theme(
    is_dark=True,
    ground=_c("#101113"),
    panel=_c("#191A1D"),
    raised=_c("#25272B"),
    hover=_c("#2F3237"),
    well=_c("#131416"),
    line=_c("#2B2D31"),
    edge=_c("#232529"),
    groove=_c("#3A3D43"),
    text=_c("#EDEBE6"),
    text2=_c("#B4B2AC"),
    text3=_c("#918F8A"),
    control=_c("#7B7E86"),
    cap=_c("#EDEBE6"),
    accent=_c("#E8C074"),
    accent_fill=_c("#E8C074"),
    accent_ink=_c("#1B1405"),
    accent_soft=_c("#3A3222"),
    fresh=_c("#FFF7E0"),
    focus=_c("#FFFFFF"),
    ok=_c("#6CCB8C"),
    warn=_c("#F4C04A"),
    danger=_c("#FF8177"),
    danger_soft=_c("#3B2323"),
    bubble=_c("#EDEBE6"),
    bubble_text=_c("#191A1D"),
    row_out=_c("#101113"),
    row_line=_c("#1A1B1E"),
    step_line=_c("#1F2124"),
    beat_line=_c("#24262A"),
    bar_line=_c("#33363B"),
    white_key=_c("#B4B1AA"),
    black_key=_c("#222326"),
    key_line=_c("#8F8D87"),
    key_text=_c("#191A1D"),
    shade=_c("#101113", 0.42),
    shadow=_c("#000000", 0.45),
    tracks=_tracks(
        ("#74D6FF", "#44758A"),
        ("#B27DF5", "#74549E"),
        ("#27AC90", "#1F6F5F"),
        ("#F8A24F", "#865B32"),
        ("#F5EE96", "#848156"),
        ("#E8648A", "#9D4861"),
        ("#C6C8CD", "#6C6E72"),
        ("#A5876A", "#73604D"),
    ),
    mood=(_c("#3C2A2E"), _c("#473619"), _c("#1C2433"), _c("#1E302A")),
    clouds=_colours(
        "#8FA9C4", "#C6A987", "#9DB689", "#B997B4", "#86B5B2", "#B7B38F", "#C29A99", "#A3A5BE"
    ),
)

LIGHT: Final = Theme(
    is_dark=False,
    ground=_c("#DCDDDD"),
    panel=_c("#F3F3F2"),
    raised=_c("#E4E5E5"),
    hover=_c("#D9DADB"),
    well=_c("#FBFBFA"),
    line=_c("#D3D4D4"),
    edge=_c("#CBCCCC"),
    groove=_c("#C4C6C7"),
    text=_c("#1C1C1B"),
    text2=_c("#494947"),
    text3=_c("#5E5E5C"),
    control=_c("#75777B"),
    cap=_c("#1C1C1B"),
    accent=_c("#7E560C"),
    accent_fill=_c("#E6BB62"),
    accent_ink=_c("#1B1405"),
    accent_soft=_c("#EEE2C8"),
    fresh=_c("#241A05"),
    focus=_c("#111111"),
    ok=_c("#1F7A41"),
    warn=_c("#7C5100"),
    danger=_c("#B3261E"),
    danger_soft=_c("#F6DEDB"),
    bubble=_c("#1C1C1B"),
    bubble_text=_c("#F3F3F2"),
    row_out=_c("#F0F0EF"),
    row_line=_c("#F1F1F0"),
    step_line=_c("#EAEAE9"),
    beat_line=_c("#E2E3E3"),
    bar_line=_c("#C9CBCC"),
    white_key=_c("#FFFFFF"),
    black_key=_c("#3A3B3D"),
    key_line=_c("#D3D4D4"),
    key_text=_c("#1C1C1B"),
    shade=_c("#C9CBCC", 0.34),
    shadow=_c("#000000", 0.18),
    tracks=_tracks(
        ("#0077B6", "#4199C8"),
        ("#7B2F86", "#AE81B4"),
        ("#0C6A4A", "#5D9B86"),
        ("#B55A06", "#C68141"),
        ("#4E4800", "#959166"),
        ("#B92F50", "#CF748A"),
        ("#5D6066", "#8E9094"),
        ("#7C5A3C", "#A38C77"),
    ),
    mood=(_c("#F3D9D6"), _c("#FBEBC4"), _c("#D5DDEC"), _c("#D8EBE0")),
    clouds=_colours(
        "#56769B", "#96703F", "#5E7F47", "#8A5E84", "#3F807C", "#7A7547", "#98605F", "#666991"
    ),
)


@dataclass(frozen=True, slots=True)
class Sizes:
    """Every length of the layout, in logical pixels, and every time of a motion, in milliseconds."""

    gutter: int = 6
    card_radius: int = 10
    card_padding: int = 12
    button_radius: int = 8
    chip_radius: int = 6
    cap_radius: int = 3
    note_radius: float = 1.5
    transport: int = 52
    status: int = 22
    brief: int = 36
    tabs: int = 32
    ruler: int = 20
    form: int = 18
    chords: int = 28
    lane_gap: int = 4
    drum_row: int = 13
    velocity: int = 54
    keys: int = 48
    key_gutter: int = 14
    row_min: int = 6
    row_max: int = 16
    slider_row: int = 36
    direction_row: int = 26
    direction_track: int = 114
    left_min: int = 232
    left_max: int = 380
    rail: int = 44
    pad_radius: int = 7
    drawer_ms: int = 160
    compact_below: int = 1280
    roomy_above: int = 2200
    short_below: int = 800
    press_ms: int = 80
    toast_ms: int = 160
    halo_hold_ms: int = 500
    halo_fade_ms: int = 900
    was_here_ms: int = 700
    undo_toast_ms: int = 6000
    wheel_hover_ms: int = 300


SIZES: Final = Sizes()


def left_width(window: int) -> int:
    """Width of the left column for a window's width: 248, 264, 284, 312 and 340 at the five design sizes."""
    return _between(((1024, 248), (1280, 264), (1440, 284), (1920, 312), (2560, 340)), window)


def right_width(window: int) -> int:
    """Width of the right column for a window's width: a rail of 44 below 1280, then 232, 250, 300 and 380."""
    if window < SIZES.compact_below:
        return SIZES.rail
    return _between(((1280, 232), (1440, 250), (1920, 300), (2560, 380)), window)


def _between(known: tuple[tuple[int, int], ...], window: int) -> int:
    """A width for a window's width, on the lines between (window, width) pairs."""
    if window <= known[0][0]:
        return known[0][1]
    for (w0, left0), (w1, left1) in itertools.pairwise(known):
        if window <= w1:
            return round(left0 + (left1 - left0) * (window - w0) / (w1 - w0))
    return known[-1][1]


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2 contrast ratio (1..21) of two opaque colours (relative luminance after W3C, 2.2, 1.4.3)."""

    def luminance(colour: QColor) -> float:
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def faded(colour: QColor, alpha: float) -> QColor:
    """The same colour at another opacity, 0..1."""
    copy = QColor(colour)
    copy.setAlphaF(max(0.0, min(1.0, alpha)))
    return copy


def mixed(under: QColor, over: QColor, share: float) -> QColor:
    """The opaque colour seen when `over` lies on `under` with opacity `share`, 0..1."""
    return QColor.fromRgbF(
        under.redF() + (over.redF() - under.redF()) * share,
        under.greenF() + (over.greenF() - under.greenF()) * share,
        under.blueF() + (over.blueF() - under.blueF()) * share,
    )
