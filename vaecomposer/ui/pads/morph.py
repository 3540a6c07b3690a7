"""The card of the morph pad: shares, path, and what is being written."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from vaecomposer.session.morphing import Shares
from vaecomposer.session.state import SessionState
from vaecomposer.session.takes import find
from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.pads.corner import NAMES
from vaecomposer.ui.pads.morph_pad import MorphPad
from vaecomposer.ui.pads.pad_card import PadCard

LOCK = "morph"
"""The word under which it is locked."""

_AROUND = 22
_PLAY = 28
_AFTER_NAME, _AFTER_SHARE = 3.0, 6.0


class _Footer(QWidget):
    """The corners' shares, or how far writing has come."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._shares: Shares = (0.0, 0.0, 0.0, 0.0)
        self._saying = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def text(self) -> str:
        """What stands there."""
        if self._saying:
            return self._saying
        rows = zip(NAMES, self._shares, strict=True)
        return " ".join(f"{name} {round(100 * share)}" for name, share in rows if share)

    def show_shares(self, found: Shares) -> None:
        """Shows the corners' shares, 0..1 each."""
        if found != self._shares:
            self._shares = found
            self.setAccessibleName(self.text)
            self.update()

    def show_saying(self, text: str) -> None:
        """Shows a sentence in place of the shares; "" for none."""
        if text != self._saying:
            self._saying = text
            self.setAccessibleName(self.text)
            self.update()

    @property
    def room(self) -> float:
        """Width that shares of two digits need, for as many corners as hold a take, in px."""
        name = QFontMetricsF(self._look.font(SECONDARY, 600)).horizontalAdvance("D")
        share = QFontMetricsF(self._look.font(SECONDARY)).horizontalAdvance("88")
        count = max(2, sum(bool(share) for share in self._shares))
        return count * (name + _AFTER_NAME + share + _AFTER_SHARE)

    def sizeHint(self) -> QSize:
        return QSize(40, 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        theme = self._look.theme
        painter = QPainter(self)
        middle = Qt.AlignmentFlag.AlignVCenter
        if self._saying:
            painter.setFont(self._look.font(SECONDARY))
            painter.setPen(theme.text2)
            painter.drawText(QRectF(self.rect()), middle, self._saying)
            return
        x = 0.0
        for name, share in zip(NAMES, self._shares, strict=True):
            if not share:
                continue
            for text, ink, weight, gap in (
                (name, theme.accent, 600, _AFTER_NAME),
                (f"{round(100 * share)}", theme.text2, 400, _AFTER_SHARE),
            ):
                painter.setFont(self._look.font(SECONDARY, weight))
                painter.setPen(ink)
                width = QFontMetricsF(painter.font()).horizontalAdvance(text)
                painter.drawText(QRectF(x, 0, width + 2, self.height()), middle, text)
                x += width + gap


class _Record(Button):
    """In small type, so that it stands beside the shares."""

    def _font(self) -> QFont:
        return self._look.font(SECONDARY)


class MorphCard(PadCard):
    """The morph pad with its corners, shares and path."""

    dot_moved = Signal(float, float)
    drag_ended = Signal()
    locked = Signal(bool)
    corner_set = Signal(int, object)  # corner, take number or None
    file_set = Signal(int, str)  # corner, path
    file_wanted = Signal(int)  # corner
    corners_cleared = Signal()
    path_recorded = Signal(bool)
    path_played = Signal(bool)
    path_forgotten = Signal()
    path_export_wanted = Signal()
    path_export_stopped = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.morph_pad = MorphPad(look)
        self._state = SessionState()
        super().__init__(
            look, self.morph_pad, words.MORPH, translate("Morph", "blend four takes"), parent
        )
        self.lock = self.add_tool("unlock", words.PAD_LOCK, latch=True)
        self.more = self.add_tool("more", words.MORPH_MORE)
        self.footer = _Footer(look, self)
        self.play = Button(look, Kind.LATCH, icon="play", parent=self, height=24)
        self.record = _Record(
            look, Kind.LATCH, translate("Morph", "Record path"), "path", self, height=24
        )
        self.stop = Button(look, Kind.QUIET, icon="close", parent=self, height=24)
        words.describe(self.play, words.PATH_PLAY)
        words.describe(self.record, words.PATH_RECORD)
        words.describe(self.stop, words.PATH_STOP)
        self._foot.addWidget(self.footer, 1)
        for button in (self.play, self.record, self.stop):
            self._foot.addWidget(button)
        self.stop.hide()
        self._connect()
        self.show_state(self._state)

    def _connect(self) -> None:
        pad = self.morph_pad
        pad.moved.connect(self._move)
        pad.drag_ended.connect(self.drag_ended)
        pad.lock_changed.connect(self.locked)
        pad.reset_wanted.connect(self._to_middle)
        for corner in pad.corners:
            corner.take_dropped.connect(self.corner_set)
            corner.file_dropped.connect(self.file_set)
            corner.front_wanted.connect(lambda i: self.corner_set.emit(i, self._state.take))
            corner.empty_wanted.connect(lambda i: self.corner_set.emit(i, None))
            corner.file_wanted.connect(self.file_wanted)
        self.lock.clicked.connect(self.locked)
        self.record.clicked.connect(self.path_recorded)
        self.play.clicked.connect(self.path_played)
        self.stop.clicked.connect(self.path_export_stopped)
        self.more.clicked.connect(self._pop)

    # --- told ---------------------------------------------------------------------------------

    def show_state(self, state: SessionState) -> None:
        """Shows corners, dot and path of a state."""
        self._state = state
        for corner, number in zip(self.morph_pad.corners, state.morph.corners, strict=True):
            take = None if number is None else find(state, number)
            corner.can_take_front = state.shown is not None
            if take is None:
                corner.show_take("", None)
            else:
                corner.show_take(localised(take.title), take.shown)
        self.morph_pad.show_morph(state.morph)
        self.footer.show_shares(self.morph_pad.shares)
        self.show_lock(self.lock, locked=LOCK in state.locks.controls)
        self._refresh()

    def show_sentence(self, sentence: str) -> None:
        """Greys the pad with a sentence; "" lets it be moved."""
        self.pad.show_sentence(sentence)
        for corner in self.morph_pad.corners:
            corner.setVisible(not sentence)
        self._refresh()

    def show_path(self, *, records: bool, plays: bool) -> None:
        """Shows whether the dot's path is being recorded or played."""
        self.record.setChecked(records)
        self.play.setChecked(plays)
        self._refresh()

    def show_writing(self, text: str) -> None:
        """Shows how far writing a path has come; "" for nothing being written."""
        self.footer.show_saying(text)
        self.stop.setVisible(bool(text))
        self._refresh()

    def _refresh(self) -> None:
        open_, writes = self.pad.isEnabled(), not self.stop.isHidden()
        has = self.morph_pad.dot is not None
        self.lock.setEnabled(open_)
        self.more.setEnabled(open_)
        self.play.setVisible(bool(self._state.morph.path) and not writes)
        self.play.setEnabled(open_ and has)
        self.record.setVisible(not writes)
        self.record.setEnabled(open_ and has)
        room = self.width() - _AROUND - (0 if self.play.isHidden() else _PLAY)
        self.record.show_label(on=True)
        self.record.show_label(room - self.record.sizeHint().width() >= self.footer.room)

    # --- wanted -------------------------------------------------------------------------------

    def menu(self) -> QMenu:
        """The pad's menu."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        morph = self._state.morph
        has_path = bool(morph.path)
        has_corner = any(corner is not None for corner in morph.corners)
        play = menu.addAction(
            translate("Morph", "Stop the path")
            if self.play.isChecked()
            else translate("Morph", "Play path")
        )
        play.triggered.connect(lambda _on=False: self.path_played.emit(not self.play.isChecked()))
        play.setEnabled(has_path and has_corner)
        export = menu.addAction(translate("Morph", "Export path…"))
        export.triggered.connect(lambda _on=False: self.path_export_wanted.emit())
        export.setEnabled(has_path and has_corner and self.stop.isHidden())
        forget = menu.addAction(translate("Morph", "Forget path"))
        forget.triggered.connect(lambda _on=False: self.path_forgotten.emit())
        forget.setEnabled(has_path)
        menu.addSeparator()
        clear = menu.addAction(translate("Morph", "Empty all corners"))
        clear.triggered.connect(lambda _on=False: self.corners_cleared.emit())
        clear.setEnabled(has_corner)
        return menu

    def _pop(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _move(self, x: float, y: float) -> None:
        self.footer.show_shares(self.morph_pad.shares)
        self.dot_moved.emit(x, y)

    def _to_middle(self) -> None:
        if self.morph_pad.dot is not None:
            self.morph_pad.turn_to(0, 0.5)
            self.morph_pad.turn_to(1, 0.5)
            self.drag_ended.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drops the record button's text where there is no room."""
        super().resizeEvent(event)
        self._refresh()
