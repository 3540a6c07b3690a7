"""Tells screen readers once, when the music has come to rest, how many notes have changed and where."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from vaecomposer.music.piece import Piece
from vaecomposer.ui.bars import BarMap
from vaecomposer.ui.language.catalogue import translate

_REST_MS = 600
"""A drag sends a new phrase every frame; only where it stops is worth a sentence."""


def changes_in_words(before: Piece | None, after: Piece | None, bars: BarMap) -> str:
    """Such as "14 notes changed in bars 5 to 8"; "" if none did."""
    if before is None or after is None or len(before.tracks) != len(after.tracks) or not bars.bars:
        return ""
    count = 0
    ticks: list[int] = []
    for old, new in zip(before.tracks, after.tracks, strict=True):
        if old.notes is new.notes:
            continue
        came, went = set(new.notes) - set(old.notes), set(old.notes) - set(new.notes)
        count += max(len(came), len(went))
        ticks += [note.onset for note in came | went]
    if not count:
        return ""
    first, last = (bars.bar_at(tick).index + 1 for tick in (min(ticks), max(ticks)))
    where = (
        translate("Announcing", "bar {first}").format(first=first)
        if first == last
        else translate("Announcing", "bars {first} to {last}").format(first=first, last=last)
    )
    said = (
        translate("Announcing", "1 note changed in {where}")
        if count == 1
        else translate("Announcing", "{count} notes changed in {where}")
    )
    return said.format(count=count, where=where)


def announce(widget: QWidget, text: str) -> None:
    """Lets a screen reader say a sentence, where Qt can (from 6.8 on)."""
    event = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if event is not None:
        QAccessible.updateAccessibility(event(widget, text))


class Announcer(QObject):
    """Follows the music; does nothing unless somebody listens.

    Args:
        widget: what speaks; the roll.
        say: how it speaks.
    """

    def __init__(self, widget: QWidget, say: Callable[[QWidget, str], None] = announce) -> None:
        super().__init__(widget)
        self._widget, self._say = widget, say
        self._told: Piece | None = None
        self._now: Piece | None = None
        self._bars = BarMap(())
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.tell)

    def show_piece(self, piece: Piece | None, bars: BarMap) -> None:
        """Takes in the music as it is now."""
        changed = piece is not self._now
        self._now, self._bars = piece, bars
        if not changed:
            return
        if not QAccessible.isActive():
            self._told = piece
        elif self._told is None or piece is None or self._told.length != piece.length:
            self._told = piece  # other music: its take or title is what is read
        else:
            self._rest.start()

    def tell(self) -> None:
        """Says what has changed since the last time."""
        said = changes_in_words(self._told, self._now, self._bars)
        self._told = self._now
        if said:
            self._say(self._widget, said)
