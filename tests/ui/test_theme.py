"""The colours keep the contrast the design promises."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from vaecomposer.ui.theme import DARK, LIGHT, Theme, contrast, left_width, mixed

BOTH = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])

PROMISED = [  # name, dark on panel and raised, light on panel and raised (studio.md)
    ("text", 14.6, 12.6, 15.4, 13.5),
    ("text2", 8.2, 7.1, 8.1, 7.1),
    ("text3", 5.4, 4.6, 5.9, 5.1),
    ("control", 4.3, 3.7, 4.0, 3.6),
    ("accent", 10.1, 8.7, 5.9, 5.2),
    ("focus", 17.4, 15.0, 17.0, 15.0),
    ("ok", 8.7, 7.5, 4.8, 4.2),
    ("warn", 10.3, 8.9, 6.2, 5.5),
    ("danger", 7.2, 6.2, 5.9, 5.2),
]


def test_white_on_black_is_twenty_one_to_one() -> None:
    assert contrast(QColor("white"), QColor("black")) == pytest.approx(21)


@pytest.mark.parametrize("row", PROMISED, ids=[row[0] for row in PROMISED])
def test_every_ink_has_the_contrast_of_the_design_table(
    row: tuple[str, float, float, float, float],
) -> None:
    name, *ratios = row
    found = [
        contrast(getattr(theme, name), ground)
        for theme in (DARK, LIGHT)
        for ground in (theme.panel, theme.raised)
    ]
    assert found == pytest.approx(ratios, abs=0.11)


@BOTH
def test_text_on_filled_buttons_and_messages_is_readable(theme: Theme) -> None:
    assert contrast(theme.accent_ink, theme.accent_fill) >= 7
    assert contrast(theme.accent, theme.accent_soft) >= 4.5
    assert contrast(theme.text, theme.danger_soft) >= 7
    assert contrast(theme.bubble_text, theme.bubble) >= 7


@BOTH
def test_every_track_stands_out_from_the_paper(theme: Theme) -> None:
    for track in theme.tracks:
        assert contrast(track.front, theme.well) >= 4.5
        assert contrast(track.ghost, theme.well) >= 3


@BOTH
def test_playhead_and_new_notes_are_the_brightest(theme: Theme) -> None:
    assert contrast(theme.fresh, theme.well) >= 16


@pytest.mark.parametrize(
    ("window", "left"),
    [(1024, 248), (1280, 264), (1440, 284), (1920, 312), (2560, 340), (4000, 340)],
)
def test_the_left_column_has_the_design_widths(window: int, left: int) -> None:
    assert left_width(window) == left


def test_mixing_with_nothing_or_all_gives_either_colour() -> None:
    assert mixed(DARK.panel, DARK.text, 0) == DARK.panel.convertTo(QColor.Spec.Rgb)
    assert mixed(DARK.panel, DARK.text, 1).name() == DARK.text.name()
