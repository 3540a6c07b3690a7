"""The menu of operations, and their cards."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from vaecomposer.generation.api import Operation
from vaecomposer.ui.look import Look
from vaecomposer.ui.transform.card import TransformCard
from vaecomposer.ui.transform.offers import OFFERS
from vaecomposer.ui.words import Help

_LINES_BEFORE = (Operation.ACCOMPANY, Operation.TRANSFER, Operation.HUMANISE)


class TransformMenu(QObject):
    """Opens the menu under its button, and the card of an operation in its place."""

    def __init__(self, look: Look, button: QWidget, window: QWidget) -> None:
        super().__init__(window)
        self._button = button
        self.card = TransformCard(look, window)

    def build(self) -> QMenu:
        """The menu."""
        menu = QMenu(self._button)
        menu.aboutToHide.connect(menu.deleteLater)
        for offer in OFFERS:
            if offer.operation in _LINES_BEFORE:
                menu.addSeparator()
            action = menu.addAction(f"{offer.name}…")
            sentence = Help(offer.name, offer.sentence, offer.technical).tip
            action.setStatusTip(f"{offer.name}\n{sentence}")
            action.triggered.connect(lambda _on=False, op=offer.operation: self.ask(op))
        return menu

    def pop(self) -> None:
        """Opens the menu."""
        self.build().popup(self._button.mapToGlobal(QPoint(0, self._button.height() + 4)))

    def ask(self, operation: Operation) -> None:
        """Opens the card of an operation."""
        offer = next(offer for offer in OFFERS if offer.operation is operation)
        self.card.ask(offer, self._button)
