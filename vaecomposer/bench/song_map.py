"""How long a frame of the map takes with 20,000 songs: ``python -m vaecomposer.bench.song_map``."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from vaecomposer.generation.api import SongMap
from vaecomposer.ui.look import Look
from vaecomposer.ui.pads.map import MapCard

SONGS = 20_000
FRAMES = 200
_STYLES = ("baroque", "folk", "game", "hymn", "jazz", "pop", "rock", "soul")


def crowded_map(songs: int) -> SongMap:
    """Eight clouds strewn by chance (always the same)."""
    chance = random.Random(1)
    middles = [(chance.uniform(0.2, 0.8), chance.uniform(0.2, 0.8)) for _ in _STYLES]
    places, styles = [], []
    for number in range(songs):
        x, y = middles[number % len(middles)]
        places.append((chance.gauss(x, 0.07), chance.gauss(y, 0.07)))
        styles.append(_STYLES[number % len(middles)])
    return SongMap(tuple(places), tuple(styles), ("",) * songs)


class MapBench:
    """A map with many songs, and a hand on it."""

    def __init__(self, width: int, height: int) -> None:
        self._card = MapCard(Look("dark"))
        self._card.resize(width, height)
        self._pad = self._card.map_pad
        self._pad.show_songs(crowded_map(SONGS))
        self._pad.show_dot((0.5, 0.5))
        self._card.show()
        while self._pad.clouds is None:
            QApplication.processEvents()
        for _ in range(20):
            QApplication.processEvents()

    def run(self) -> dict[str, list[float]]:
        """Seconds of every frame, by what was done."""
        found = {"zoom": self._frames(self._zoom)}
        found["pan"] = self._frames(self._pan)
        self._pad.fit()
        found["hover"] = self._frames(self._hover)
        found["travel"] = self._frames(self._travel)
        return found

    def _frames(self, step: Callable[[float], None]) -> list[float]:
        spent = []
        for number in range(FRAMES):
            began = time.perf_counter()
            step(number / FRAMES)
            QApplication.processEvents()
            spent.append(time.perf_counter() - began)
        return sorted(spent)

    def _zoom(self, share: float) -> None:
        side = 1.12 * (1 - 0.9 * abs(2 * share - 1))
        self._pad.show_part(QRectF(0.5 - side / 2, 0.5 - side / 2, side, side))

    def _pan(self, share: float) -> None:
        self._pad.show_part(QRectF(0.4 * share, 0.4 * share, 0.6, 0.6))

    def _hover(self, share: float) -> None:
        at = QPointF(share * self._pad.width(), 0.4 * self._pad.height())
        QTest.mouseMove(self._pad, QPoint(round(at.x()), round(at.y())))

    def _travel(self, share: float) -> None:
        self._pad.show_way((0.2 + 0.6 * share, 0.5))


def main() -> None:
    """Prints the median and the 95th percentile of every kind of frame, in ms."""
    _ = QApplication.instance() or QApplication([])
    for width, height in ((250, 270), (380, 460)):
        for name, spent in MapBench(width, height).run().items():
            middle, late = (1000 * spent[int(FRAMES * share)] for share in (0.5, 0.95))
            print(f"{width}x{height} {name:7} p50 {middle:5.1f} ms  p95 {late:5.1f} ms")


if __name__ == "__main__":
    main()
