"""One tab per track, the front one lit. A track's menu changes its role and what is composed."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

from vaecomposer.music.piece import COMPOSED_ROLES, Role, Track
from vaecomposer.session.state import SessionState
from vaecomposer.ui.brief.glyph import paint_glyph
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.ink import TrackInk, track_inks
from vaecomposer.ui.tab_order import in_turn
from vaecomposer.ui.theme import SIZES, mixed

_HEIGHT = 26
_LONGEST = 128.0
_MENU_WIDTH = 18
_LOCK_WIDTH = 16


class _Tab(QAbstractButton):
    """A track's name behind its sign."""

    menu_wanted = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._ink: TrackInk | None = None
        self._locked = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_track(self, track: Track, ink: TrackInk, *, front: bool, locked: bool) -> None:
        """Shows a track."""
        self._ink, self._locked = ink, locked
        lead = (
            ""
            if track.is_lead or track.role not in COMPOSED_ROLES
            else translate("Tabs", ", beside the lead")
        )
        held = translate("Tabs", ", locked") if locked else ""
        self.setText(localised(track.name or track.role.value.title()))
        self.setChecked(front)
        self.setAccessibleName(
            translate("Tabs", "{text}, {role} track{lead}{held}").format(
                text=self.text(), role=localised(track.role.value), lead=lead, held=held
            )
        )
        self.setToolTip(
            translate("Tabs", "{text}   right-click: role, lock").format(text=self.text())
        )
        self.setStatusTip(
            translate(
                "Tabs",
                "{text}\nBring it in front.   Right-click: its role, its lock, and what is composed",
            ).format(text=self.text())
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._look.font(weight=500)).horizontalAdvance(self.text())
        return QSize(round(min(_LONGEST, width)) + 35 + self._signs(), _HEIGHT)

    def _signs(self) -> int:
        """Room for padlock and chevron."""
        return (_MENU_WIDTH if self.isChecked() else 4) + (_LOCK_WIDTH if self._locked else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, ink = self._look.theme, self._ink
        if ink is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isChecked():
            painter.setPen(QPen(ink.ghost, 1))
            painter.setBrush(mixed(theme.panel, ink.front, 0.18))
            painter.drawRoundedRect(box, SIZES.chip_radius, SIZES.chip_radius)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.raised)
            painter.drawRoundedRect(box, SIZES.chip_radius, SIZES.chip_radius)
        paint_glyph(painter, ink.form, 8, (self.height() - 16) / 2, ink.front)
        font = self._look.font(weight=500)
        painter.setFont(font)
        lit = self.isChecked() or self.underMouse()
        painter.setPen(theme.text if lit else theme.text2)
        room = self.width() - 35 - self._signs() + 2
        text = QFontMetricsF(font).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(
            QRectF(29, 0, room + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, text
        )
        y = (self.height() - 12) / 2
        if self._locked:
            x = self.width() - self._signs() - 3
            self._look.icons.paint(painter, "lock", x, y, theme.text, 12)
        if self.isChecked():
            self._look.icons.paint(painter, "chevron", self.width() - 19, y, theme.text2, 12)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        on_chevron = self.isChecked() and event.position().x() > self.width() - _MENU_WIDTH - 4
        if on_chevron and event.button() is Qt.MouseButton.LeftButton:
            self.menu_wanted.emit()
        else:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Menu):
            self.menu_wanted.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._look.ring.enter(self, event.reason())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look.ring.leave()


class TrackTabs(QScrollArea):
    """All tracks' tabs in a row that scrolls when there are many."""

    front_picked = Signal(int)
    role_picked = Signal(int, object)  # Role
    lead_picked = Signal(int)
    track_locked = Signal(int, bool)
    overflowed = Signal(bool)  # whether some tabs are out of sight

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._tabs: list[_Tab] = []
        self._shown: tuple[object, ...] = ()
        self._tracks: tuple[Track, ...] = ()
        self._locked: frozenset[int] = frozenset()
        self.follows: QWidget | None = None
        """What Tab comes from: the tabs are made when there is music, later than what stands around them."""
        self._row_widget = QWidget()
        self._row = QHBoxLayout(self._row_widget)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self.setWidget(self._row_widget)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(SIZES.tabs)
        bar = self.horizontalScrollBar()
        bar.rangeChanged.connect(lambda _low, high: self.overflowed.emit(high > 0))

    @property
    def names(self) -> tuple[str, ...]:
        """What the tabs say."""
        return tuple(tab.text() for tab in self._tabs)

    def show_state(self, state: SessionState) -> None:
        """Shows the tracks of a state's music. Does nothing while only notes change."""
        piece = state.shown
        if piece is None:
            return
        facts = tuple((t.name, t.role, t.is_lead, t.channel) for t in piece.tracks)
        shown = (facts, state.front, id(self._look.theme), state.locks.tracks)
        self._tracks, self._locked = piece.tracks, state.locks.tracks
        if shown == self._shown:
            return
        self._shown = shown
        while len(self._tabs) < len(piece.tracks):
            self._add_tab()
        while len(self._tabs) > len(piece.tracks):
            tab = self._tabs.pop()
            self._row.removeWidget(tab)
            tab.hide()
            tab.deleteLater()
        if self.follows is not None:
            in_turn((self.follows, *self._tabs))
        inks = track_inks(piece, self._look.theme)
        for index, (tab, track) in enumerate(zip(self._tabs, piece.tracks, strict=True)):
            tab.show_track(
                track, inks[index], front=index == state.front, locked=index in self._locked
            )
        if 0 <= state.front < len(self._tabs):
            self._row_widget.adjustSize()
            self.ensureWidgetVisible(self._tabs[state.front], 24, 0)

    def _add_tab(self) -> None:
        index = len(self._tabs)
        tab = _Tab(self._look, self._row_widget)
        tab.clicked.connect(lambda _on=False, i=index: self._click(i))
        tab.menu_wanted.connect(lambda i=index: self.open_menu(i))
        self._row.insertWidget(index, tab)
        tab.show()
        self._tabs.append(tab)

    def _click(self, index: int) -> None:
        was_front = self._shown[1] if self._shown else -1
        for i, tab in enumerate(self._tabs):
            tab.setChecked(i == was_front)
        self.front_picked.emit(index)

    def open_menu(self, index: int) -> None:
        """Opens a track's menu under its tab."""
        tab, menu = self._tabs[index], self.track_menu(index)
        menu.popup(tab.mapToGlobal(QPoint(0, tab.height() + 4)))

    def track_menu(self, index: int) -> QMenu:
        """The menu of a track: its role, and whether it is the one that is composed."""
        track = self._tracks[index]
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for role in Role:
            action = QAction(
                localised(role.value.title()), menu, checkable=True, checked=role is track.role
            )
            action.triggered.connect(lambda _on=False, r=role: self.role_picked.emit(index, r))
            group.addAction(action)
            menu.addAction(action)
        if track.role in COMPOSED_ROLES and not track.is_lead:
            menu.addSeparator()
            menu.addAction(
                translate("Tabs", "Compose this track"), lambda: self.lead_picked.emit(index)
            )
        menu.addSeparator()
        held = index in self._locked
        menu.addAction(
            translate("Tabs", "Unlock this track")
            if held
            else translate("Tabs", "Lock this track"),
            lambda: self.track_locked.emit(index, not held),
        )
        return menu

    def list_menu(self) -> QMenu:
        """A menu of all tracks, for when their tabs do not fit."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for index, tab in enumerate(self._tabs):
            action = QAction(tab.text().replace("&", "&&"), menu, checkable=True)
            action.setChecked(tab.isChecked())
            action.triggered.connect(lambda _on=False, i=index: self.front_picked.emit(i))
            menu.addAction(action)
        return menu

    def wheelEvent(self, event: QWheelEvent) -> None:
        bar = self.horizontalScrollBar()
        turn = event.angleDelta().y() or event.angleDelta().x()
        bar.setValue(bar.value() - turn // 2)
        event.accept()
