"""The card above the mixer while a songbook is learned from the musician's own music."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import Card
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.pressable import Pressable
from vaecomposer.ui.export.pages import ProgressLine
from vaecomposer.ui.fonts import NAME, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.songbooks.lesson_curve import LessonCurve, Point
from vaecomposer.ui.songbooks.states import Glyph
from vaecomposer.ui.tab_order import in_turn
from vaecomposer.ui.theme import SIZES
from vaecomposer.ui.words import Help, describe

HEAR = Help(
    translate("Lesson", "Hear it so far"),
    translate("Lesson", "Opens the songbook as it is by now; it goes on learning"),
)
PAUSE = Help(
    translate("Lesson", "Pause learning"), translate("Lesson", "Leaves the processor to the music")
)
GO_ON = Help(translate("Lesson", "Go on learning"), translate("Lesson", "Learns on from here"))
KEEP = Help(
    translate("Lesson", "Stop and keep"),
    translate("Lesson", "Ends here, and keeps the songbook as it is by now"),
)
LEAVE = Help(
    translate("Lesson", "Stop without keeping"),
    translate("Lesson", "No songbook is written; the same folder goes on from there another time"),
)
FOLD = Help(
    translate("Lesson", "Fold learning"), translate("Lesson", "Shows only how long it takes")
)
UNFOLD = Help(
    translate("Lesson", "Unfold learning"), translate("Lesson", "Shows how well it has learned")
)
SKIPPED = Help(
    translate("Lesson", "Files skipped"), translate("Lesson", "Shows which files, and why")
)

_LEFT_BY_ITSELF = 340
"""Height that the sliders keep when the card stands open by itself."""

_LEFT_WHEN_ASKED = 210
"""The same where the musician has opened it; below that, it opens without the curve."""

_WHOLE = 280


class Fold(Enum):
    """How much of the card is seen."""

    WHOLE = "whole"
    BRIEF = "brief"  # without the curve
    FOLDED = "folded"  # one line


class Stage(Enum):
    """What learning is at."""

    READING = "reading"
    LEARNING = "learning"
    PAUSED = "paused"
    WRITING = "writing"


class Underlined(Pressable):
    """Words within a line of text that lead to more."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self._look.font(SECONDARY)).horizontalAdvance(self.text())
        return QSize(round(width) + 2, 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        theme, font = self._look.theme, self._look.font(SECONDARY)
        metrics = QFontMetricsF(font)
        ink = theme.text if self.underMouse() else theme.text2
        painter.setFont(font)
        painter.setPen(QPen(ink, 1))
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignVCenter, self.text())
        y = round((self.height() + metrics.ascent() - metrics.descent()) / 2 + 2) + 0.5
        painter.drawLine(QPointF(0, y), QPointF(metrics.horizontalAdvance(self.text()), y))


def time_left(seconds: float, *, briefly: bool = False) -> str:
    """How long it will still take, as people say it; "" if that is not known."""
    if not seconds >= 0:  # nor where it is no number
        return ""
    if seconds < 50:
        if briefly:
            return translate("Lesson", "under 1 min left")
        return translate("Lesson", "less than a minute left")
    brief, whole = translate("Lesson", "{n} min left"), translate("Lesson", "about {n} min left")
    return (brief if briefly else whole).format(n=max(1, round(seconds / 60)))


def facts_in_words(songs: int, phrases: int) -> str:
    """``128 songs, 2,310 phrases``."""
    song, phrase = translate("Lesson", "1 song"), translate("Lesson", "1 phrase")
    many_songs, many = translate("Lesson", "{n} songs"), translate("Lesson", "{n} phrases")
    return translate("Lesson", "{songs}, {phrases}").format(
        songs=song if songs == 1 else many_songs.format(n=f"{songs:,}"),
        phrases=phrase if phrases == 1 else many.format(n=f"{phrases:,}"),
    )


class LessonCard(Card):
    """How learning goes. Told what is with `show_...`; what is wanted of it are the words of `wished`.

    It stands open where the column has room for it, else as one line; a press on the line opens it.
    """

    wished = Signal(str)  # "pause", "go on", "hear", "keep" or "leave"
    skipped_wanted = Signal(object)  # tuple of (file, reason)
    fold_changed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._stage = Stage.READING
        self._name = ""
        self._seconds = -1.0
        self._has_learned = self._writes = False
        self._skipped: tuple[tuple[str, str], ...] = ()
        self._points: tuple[Point, ...] = ()
        self._opened: bool | None = None  # by the musician
        self._room, self._narrow = 0, False
        self._fold = Fold.FOLDED
        self.title = Label(look, "", size=NAME, weight=600, parent=self)
        self.brief = Label(look, "", ink="text2", size=SECONDARY, parent=self)
        self.fold_button = Button(look, Kind.QUIET, icon="chevron", parent=self, height=24)
        self.leave = Button(look, Kind.QUIET, icon="close", parent=self, height=24)
        self.facts = Label(look, "", ink="text2", size=SECONDARY, parent=self)
        self.skipped = Underlined(look, self)
        self.line = ProgressLine(look, self)
        self.left = Label(look, "", ink="text2", size=SECONDARY, parent=self)
        self.curve = LessonCurve(look, self)
        self.hear = Button(look, Kind.RAISED, translate("Lesson", "Hear it so far"), "play", self)
        self.pause = Button(look, Kind.RAISED, translate("Lesson", "Pause"), "pause", self)
        self.keep = Button(look, Kind.RAISED, translate("Lesson", "Stop and keep"), parent=self)
        self._hint = Label(
            look,
            translate("Lesson", "Go on composing: learning steps back while you play."),
            ink="text3",
            size=SECONDARY,
            wraps=True,
            parent=self,
        )
        self._body = QWidget(self)
        self._lay_out()
        self._connect()
        self.setAccessibleName(translate("Lesson", "Learning a songbook"))
        self.hide()

    # --- told ---------------------------------------------------------------------------------

    def begin(self, name: str) -> None:
        """Stands there from now on, reading the files."""
        self._name, self._seconds = name, -1.0
        self._points, self._skipped = (), ()
        self._has_learned = self._writes = False
        self._opened = None
        self.curve.show_points(())
        self._enter(Stage.READING)
        self.show_reading(0, 0)
        self.setVisible(True)
        self.fold_changed.emit()

    def show_reading(self, done: int, of: int) -> None:
        """Shows how many files are read, of how many; 0 of 0 while they are looked for."""
        if self._stage is not Stage.READING:
            return
        said = translate("Lesson", "Reading your music… {done} of {of}").format(done=done, of=of)
        self.facts.show_text(said if of else translate("Lesson", "Reading your music…"))
        self.line.setValue(round(1000 * done / of) if of else 0)
        self._refresh()

    def show_gathered(self, songs: int, phrases: int, skipped: tuple[tuple[str, str], ...]) -> None:
        """Shows what was found; learning begins."""
        self._skipped = skipped
        said = facts_in_words(songs, phrases)
        self.facts.show_text(f"{said} ·" if skipped else said)
        self.line.setValue(0)
        self._enter(Stage.LEARNING)

    def show_going(self, share: float, seconds: float) -> None:
        """Shows how much of the time has passed, and how much is left."""
        if self._stage is Stage.READING:
            self._enter(Stage.LEARNING)
        self._has_learned = self._has_learned or share > 0
        self._seconds = seconds
        self.line.setValue(round(1000 * max(0.0, min(1.0, share))))
        if share >= 1:
            self._enter(Stage.WRITING)
        else:
            self._refresh()

    def show_judged(self, share: float, notes_right: float, surprise: float = 1.0) -> None:
        """Shows one more figure.

        Args:
            share: of the time. notes_right: share of the notes it plays back right.
            surprise: how much unheard songs surprise it, over what they did at first.
        """
        self._points = tuple(sorted((*self._points, (share, 1 - surprise))))
        self.curve.show_points(self._points, notes_right)

    def show_paused(self, *, on: bool) -> None:
        """Shows that learning rests, or goes on."""
        if self._stage in (Stage.LEARNING, Stage.PAUSED):
            self._enter(Stage.PAUSED if on else Stage.LEARNING)

    def show_hearing(self, *, on: bool) -> None:
        """Shows that what is learned so far is being written, or that it is."""
        self._writes = on
        self._refresh()

    def show_writing(self) -> None:
        """Shows that learning is over and the songbook is being written."""
        self._enter(Stage.WRITING)

    def end(self) -> None:
        """Goes."""
        self.setVisible(False)
        self.fold_changed.emit()

    def fit(self, room: int, *, narrow: bool) -> None:
        """Takes what the column can spare of a height that it shares with the sliders."""
        self._room, self._narrow = room, narrow
        self._show_fold()

    @property
    def stage(self) -> Stage:
        """What learning is at."""
        return self._stage

    @property
    def fold(self) -> Fold:
        """How much of the card is seen."""
        return self._fold

    # --- assembling ---------------------------------------------------------------------------

    def _lay_out(self) -> None:
        pad = SIZES.card_padding
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(8)
        head.addWidget(Glyph(self._look, "book", "text", self))
        head.addWidget(self.title, 1)
        head.addWidget(self.brief)
        ends = QHBoxLayout()
        ends.setSpacing(0)
        ends.addWidget(self.fold_button)
        ends.addWidget(self.leave)
        head.addLayout(ends)
        facts = QHBoxLayout()
        facts.setSpacing(4)
        facts.addWidget(self.facts)
        facts.addWidget(self.skipped)
        facts.addStretch(1)
        going = QHBoxLayout()
        going.setSpacing(10)
        going.addWidget(self.line, 1)
        going.addWidget(self.left)
        going.addStrut(16)
        facts.addStrut(20)
        self._going = going
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(6)
        self._buttons.addWidget(self.hear)
        self._buttons.addWidget(self.pause)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.keep)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, pad - 6, 0)
        body.setSpacing(8)
        body.addLayout(facts)
        body.addLayout(going)
        body.addWidget(self.curve)
        body.addLayout(self._buttons)
        body.addWidget(self._hint)
        column = QVBoxLayout(self)
        column.setContentsMargins(pad, 8, 6, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._body)
        self._column = column
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _connect(self) -> None:
        for button, words, wish in (
            (self.hear, HEAR, "hear"),
            (self.keep, KEEP, "keep"),
            (self.leave, LEAVE, "leave"),
        ):
            describe(button, words)
            button.clicked.connect(lambda _on=False, w=wish: self.wished.emit(w))
        describe(self.skipped, SKIPPED)
        self.pause.clicked.connect(
            lambda: self.wished.emit("go on" if self._stage is Stage.PAUSED else "pause")
        )
        self.fold_button.clicked.connect(self._turn)
        self.skipped.clicked.connect(lambda: self.skipped_wanted.emit(self._skipped))

    # --- what is seen -------------------------------------------------------------------------

    def _enter(self, stage: Stage) -> None:
        self._stage = stage
        self._refresh()

    def _refresh(self) -> None:
        stage, folded = self._stage, self._fold is Fold.FOLDED
        learns = stage in (Stage.LEARNING, Stage.PAUSED)
        self.hear.setEnabled(learns and self._has_learned and not self._writes)
        self.keep.setEnabled(learns and self._has_learned)
        self.pause.setEnabled(learns)
        self.leave.setEnabled(stage is not Stage.WRITING)
        paused = stage is Stage.PAUSED
        self.pause.show_icon("play" if paused else "pause")
        describe(self.pause, GO_ON if paused else PAUSE)
        left = self._time_words()
        self.left.show_text(left)
        self.left.setVisible(bool(left))
        self.line.setAccessibleDescription(left)
        self.brief.show_text(self._time_briefly())
        self.brief.setVisible(folded)
        self._show_words()
        self._place_buttons()
        self.update()

    def _time_words(self) -> str:
        if self._stage is Stage.PAUSED:
            return translate("Lesson", "paused")
        if self._stage is Stage.WRITING:
            return translate("Lesson", "Writing the songbook…")
        return time_left(self._seconds) if self._stage is Stage.LEARNING else ""

    def _time_briefly(self) -> str:
        if self._stage is Stage.READING:
            return translate("Lesson", "reading…")
        if self._stage is Stage.WRITING:
            return translate("Lesson", "writing…")
        if self._stage is Stage.PAUSED:
            return translate("Lesson", "paused")
        return time_left(self._seconds, briefly=True)

    def _show_words(self) -> None:
        """The name and what was found, in as many words as the column has room for."""
        known = translate("Lesson", "Learning from {name}").format(name=self._name)
        self.title.show_text(known)
        room = self.width() - SIZES.card_padding - 6 - 24 - 2 * 24 - 8
        if self._fold is Fold.FOLDED or self.title.sizeHint().width() > room:
            self.title.show_text(self._name)
        self.title.setAccessibleName(known)
        self.title.setToolTip(known)
        count = len(self._skipped)
        self.skipped.setVisible(count > 0)
        if not count:
            return
        one, many = translate("Lesson", "1 file skipped"), translate("Lesson", "{n} files skipped")
        whole = one if count == 1 else many.format(n=f"{count:,}")
        self.skipped.setText(whole)
        wanted = self.facts.sizeHint().width() + self.skipped.sizeHint().width() + 4
        if wanted > self.width() - 2 * SIZES.card_padding:
            self.skipped.setText(translate("Lesson", "{n} skipped").format(n=f"{count:,}"))
        describe(self.skipped, SKIPPED)
        self.skipped.setAccessibleName(whole)
        self.skipped.updateGeometry()

    def _show_fold(self) -> None:
        opened = self._opened
        if opened is None:
            opened = not self._narrow and self._room - _WHOLE >= _LEFT_BY_ITSELF
        has_room = self._room - _WHOLE >= _LEFT_WHEN_ASKED
        fold = Fold.FOLDED if not opened else Fold.WHOLE if has_room else Fold.BRIEF
        self._fold = fold
        folded = fold is Fold.FOLDED
        self._body.setVisible(not folded)
        self.curve.setVisible(fold is Fold.WHOLE)
        self._hint.setVisible(fold is Fold.WHOLE)
        self.leave.setVisible(not folded)
        self.fold_button.show_icon("chevron-up" if folded else "chevron")
        describe(self.fold_button, UNFOLD if folded else FOLD)
        self.setCursor(Qt.CursorShape.PointingHandCursor if folded else Qt.CursorShape.ArrowCursor)
        self._column.setContentsMargins(
            SIZES.card_padding, 6 if folded else 8, 6, 9 if folded else 10
        )
        self._refresh()

    def _turn(self) -> None:
        self._opened = self._fold is Fold.FOLDED
        self._show_fold()
        self.fold_changed.emit()

    def _place_buttons(self) -> None:
        """All in a row; where the column is narrow, Pause is a sign beside the time."""
        room = self.width() - 2 * SIZES.card_padding
        paused = self._stage is Stage.PAUSED
        word = translate("Lesson", "Go on") if paused else translate("Lesson", "Pause")
        self.pause.setText(word)
        self.hear.show_icon("play")
        ends = self.hear.sizeHint().width() + self.keep.sizeHint().width() + 6
        beside = ends + self.pause.sizeHint().width() + 6 > room
        self.pause.setText("" if beside else word)
        self.pause.updateGeometry()
        self.hear.show_icon("" if ends > room else "play")
        self.hear.updateGeometry()
        if beside and self._going.indexOf(self.pause) < 0:
            self._buttons.removeWidget(self.pause)
            self._going.addWidget(self.pause)
            in_turn((self.skipped, self.pause, self.hear, self.keep))
        elif not beside and self._buttons.indexOf(self.pause) < 0:
            self._going.removeWidget(self.pause)
            self._buttons.insertWidget(1, self.pause)
            in_turn((self.skipped, self.hear, self.pause, self.keep))
        # Without this the column would reckon with the lines of another width.
        self._hint.setFixedHeight(self._hint.heightForWidth(max(1, room)))

    # --- Qt -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_words()
        self._place_buttons()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._fold is Fold.FOLDED and event.button() is Qt.MouseButton.LeftButton:
            self._turn()
        else:
            super().mousePressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._fold is not Fold.FOLDED:
            return
        theme, share = self._look.theme, self.line.value() / self.line.maximum()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        line = QRectF(
            SIZES.card_padding, self.height() - 7, self.width() - 2 * SIZES.card_padding, 3
        )
        painter.setBrush(theme.groove)
        painter.drawRoundedRect(line, 1.5, 1.5)
        if share > 0:
            line.setWidth(max(3.0, line.width() * share))
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(line, 1.5, 1.5)
