"""What a drag leaves behind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor, QDrag, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from vaecomposer.ui.dock.dragging import carry, take_drag


def test_what_was_dragged_away_is_no_longer_lit(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = QWidget()
    qtbot.addWidget(card)
    cell, under = QWidget(card), QWidget(card)
    card.resize(300, 100)
    cell.setGeometry(0, 0, 100, 100)
    under.setGeometry(100, 0, 100, 100)
    with qtbot.waitExposed(card):
        card.show()
    there = under.mapToGlobal(QPoint(50, 50))
    monkeypatch.setattr(QCursor, "pos", lambda: there)
    monkeypatch.setattr(QDrag, "exec", lambda _drag, action: action)
    for widget in (cell, under):
        widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    carry(take_drag(card, 3, None, QPixmap(10, 10)), Qt.DropAction.CopyAction)
    assert not cell.underMouse()
    assert under.underMouse()
