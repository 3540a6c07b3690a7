"""Mood: dark or bright, calm or driven, heard like a slider."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QWidget

from vaecomposer.session.state import SessionState
from vaecomposer.ui import words
from vaecomposer.ui.controls.card import hairline
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import BODY, SECONDARY
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.pads.pad import Pad
from vaecomposer.ui.pads.pad_card import PadCard
from vaecomposer.ui.pads.trail import Place
from vaecomposer.ui.theme import faded

CORNERS = ("Tense", "Joyful", "Wistful", "Peaceful")
LOCK = "mood"
"""The word under which it is locked."""

ENERGIES = ((-0.6, "still"), (-0.2, "calm"), (0.2, "moving"), (0.6, "lively"), (2.0, "driven"))
_MIDDLE = 0.08

Mood = tuple[float, float]


def mood_words(mood: Mood | None) -> str:
    """A mood in words, as the history has it: ``Wistful, moving``."""
    if mood is None:
        return "Any mood"
    valence, energy = mood
    if abs(valence) < _MIDDLE and abs(energy) < _MIDDLE:
        return "Even"
    corner = CORNERS[(2 if energy < 0 else 0) + (1 if valence >= 0 else 0)]
    return f"{corner}, {next(word for limit, word in ENERGIES if energy < limit)}"


def said_mood(mood: Mood | None) -> str:
    """A mood in words, as the window shows it."""
    return listed(*map(localised, mood_words(mood).split(", ")))


def mood_at(place: Place) -> Mood:
    """Valence and energy (-1..1) of a place on the pad, in whole hundredths."""
    return round(2 * place[0] - 1, 3), round(1 - 2 * place[1], 3)


def place_of(mood: Mood) -> Place:
    """Where on the pad a mood is."""
    return (mood[0] + 1) / 2, (1 - mood[1]) / 2


class MoodPad(Pad):
    """Four tints that flow into one another, and a word in every corner."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.mood: Mood | None = None
        super().__init__(look, 0.005, parent)

    def _inside(self, place: Place) -> Place:
        return place_of(mood_at(super()._inside(place)))

    def say(self) -> str:
        if self._dot is None:
            return translate("Mood", "any mood")
        valence, energy = (words.spoken(100 * value) for value in mood_at(self._dot))
        return translate("Mood", "{mood}, bright {valence}, driven {energy}").format(
            mood=said_mood(mood_at(self._dot)), valence=valence, energy=energy
        )

    def paint_ground(self, painter: QPainter) -> None:
        theme, box = self._look.theme, QRectF(self.rect())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.isEnabled():
            # Four pixels, drawn large: what lies between them is their bilinear mixture. The half pixel
            # around each middle would be flat, so only what lies between the middles is drawn.
            wash = QImage(2, 2, QImage.Format.Format_RGB32)
            for place, tint in enumerate(theme.mood):
                wash.setPixelColor(place % 2, place // 2, tint)
            painter.drawImage(box, wash.scaled(
                64, 64, Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            ), QRectF(16, 16, 32, 32))  # fmt: skip
        else:
            painter.fillRect(box, theme.well)
        line = hairline(self.devicePixelRatioF())
        plane = self.plane()
        for quarter in (1, 2, 3):
            strength = 0.16 if quarter == 2 else 0.07
            painter.setPen(QPen(faded(theme.text, strength), line))
            x = plane.left() + plane.width() * quarter / 4
            y = plane.top() + plane.height() * quarter / 4
            painter.drawLine(QLineF(x, 0, x, box.height()))
            painter.drawLine(QLineF(0, y, box.width(), y))
        painter.setFont(self._look.font(BODY, 500))
        painter.setPen(theme.text if self.isEnabled() else theme.text3)
        sides = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
        ends = (Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom)
        inner = box.adjusted(10, 8, -10, -8)
        for place, word in enumerate(CORNERS):
            painter.drawText(inner, sides[place % 2] | ends[place // 2], localised(word))


class MoodCard(PadCard):
    """The mood pad with its caption, reset and lock."""

    mood_moved = Signal(object)  # tuple[float, float] | None
    drag_ended = Signal()
    locked = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self.mood_pad = MoodPad(look)
        super().__init__(
            look, self.mood_pad, words.MOOD, translate("Mood", "dark–bright, calm–driven"), parent
        )
        self.lock = self.add_tool("unlock", words.PAD_LOCK, latch=True)
        self.reset = self.add_tool("reset", words.MOOD_RESET)
        self.caption = Label(look, "", weight=600, size=SECONDARY, parent=self)
        self.figures = Label(look, "", ink="text3", size=SECONDARY, parent=self)
        self._foot.addWidget(self.caption, 1)
        self._foot.addWidget(self.figures)
        self._foot.addSpacing(6)
        self.pad.moved.connect(self._move)
        self.pad.drag_ended.connect(self.drag_ended)
        self.pad.reset_wanted.connect(self._reset)
        self.pad.lock_changed.connect(self.locked)
        self.reset.clicked.connect(self._reset)
        self.lock.clicked.connect(self.locked)
        self._show(None)

    def show_state(self, state: SessionState) -> None:
        """Shows the mood of a state."""
        mood = state.conditions.mood
        shown = mood_at(self.pad.dot) if self.pad.dot is not None else None
        if mood != shown:
            self.pad.show_dot(None if mood is None else place_of(mood))
        self._show(mood)
        locked = LOCK in state.locks.controls
        self.show_lock(self.lock, locked=locked)
        self._refresh()

    def show_sentence(self, sentence: str) -> None:
        """Greys the pad with a sentence; "" lets it be moved."""
        self.pad.show_sentence(sentence)
        self.lock.setEnabled(not sentence)
        self._refresh()

    def _refresh(self) -> None:
        pad = self.pad
        self.reset.setEnabled(pad.dot is not None and not pad.is_locked and pad.isEnabled())

    def _show(self, mood: Mood | None) -> None:
        self.caption.show_text(said_mood(mood))
        figures = ""
        if mood is not None:
            figures = " · ".join(words.signed(round(100 * value)) for value in mood)
        self.figures.show_text(figures)

    def _move(self, x: float, y: float) -> None:
        mood = mood_at((x, y))
        self._show(mood)
        self._refresh()
        self.mood_moved.emit(mood)

    def _reset(self) -> None:
        self.pad.trail.clear()
        self.mood_moved.emit(None)
        self.drag_ended.emit()
