"""Tab within a panel: as the panel is read, not as its parts were made."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from vaecomposer.ui.main_window import MainWindow


def in_turn(widgets: Iterable[QWidget]) -> None:
    """Lets Tab go through widgets one after another."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def set_tab_order(window: MainWindow) -> None:
    """Puts right what the window's panels made in another order than they show it."""
    transport, pads = window.transport, window.pads
    left = window.left
    in_turn((left.compose, left.transform, left.variation, left.surprise))
    in_turn((transport.to_start, transport.play, transport.record, transport.loop))
    mood, morph, map_ = pads.mood, pads.morph, pads.map
    # The heading's tools stand above the pad.
    in_turn((mood.lock, mood.reset, mood.pad))
    corners = morph.morph_pad.corners
    in_turn((morph.lock, morph.more, morph.pad, *corners, morph.play, morph.record, morph.stop))
    in_turn((map_.lock, map_.fit, map_.pad))
