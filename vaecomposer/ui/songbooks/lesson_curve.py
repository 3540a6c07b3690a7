"""How much less songs it has not heard surprise a songbook that is being learned, as a line over the time."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QLinearGradient, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from vaecomposer.ui.fonts import SECONDARY
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.theme import SIZES, faded

_HEIGHT = 112
_LINE = 16
"""Height of a line of words."""

_PAD = 10
_LEAST_SPAN = 0.03
"""Share of the surprise that the height shows at least, so that chance does not look like learning."""

Point = tuple[float, float]
"""Share of the time, share of the surprise that is gone."""


def ahead(points: tuple[Point, ...], steps: int = 12) -> tuple[Point, ...]:
    """Where it may go from the last point, if it rises ever more slowly from here, as learning does."""
    if len(points) < 2 or points[-1][0] >= 1:
        return ()
    (x0, _), (x1, y1) = points[0], points[-1]
    # The slope of the later half: a single step may be chance.
    middle = next(p for p in points if p[0] >= x0 + (x1 - x0) / 2 or p is points[-2])
    slope = max(0.0, (y1 - middle[1]) / (x1 - middle[0])) if x1 > middle[0] else 0.0
    rest = 1 - x1
    rise = min(slope * rest / 2, (1 - y1) / 2)
    shares = [step / steps for step in range(1, steps + 1)]
    return tuple((x1 + rest * t, y1 + rise * (1 - (1 - t) ** 2)) for t in shares)


def notes_of_100(share: float) -> int:
    """A share of the notes as it is said."""
    return round(100 * max(0.0, min(1.0, share)))


def surprised_less(surprise: float) -> int:
    """How much less unheard songs surprise it than at first, in per cent as it is said; never below 0."""
    return max(0, round(100 * (1 - surprise)))


class LessonCurve(QWidget):
    """The line, filled to the ground, with dots where it may go, and its last figure in words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._points: tuple[Point, ...] = ()
        self._right = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_points(())

    @property
    def points(self) -> tuple[Point, ...]:
        """What it shows."""
        return self._points

    @property
    def words(self) -> tuple[str, ...]:
        """The lines below it."""
        if not self._points:
            return translate("Lesson", "not judged yet"), translate(
                "Lesson", "some songs are kept apart to judge it by"
            )
        right = translate("Lesson", "plays back {n} of 100 notes right").format(n=self._right)
        if len(self._points) == 1:
            return right, translate("Lesson", "before it has learned from you")
        where = translate("Lesson", "in songs it has not heard")
        less = surprised_less(1 - self._points[-1][1])
        if not less:
            return right, where
        also = translate("Lesson", "they surprise it {n} % less than at first")
        return right, where, also.format(n=less)

    def show_points(self, points: tuple[Point, ...], notes_right: float = 0.0) -> None:
        """Shows what has been measured so far, by time; and the share of notes it plays back right by now."""
        self._points, self._right = points, notes_of_100(notes_right)
        self.setAccessibleName(
            translate("Lesson", "How well it has learned: {words}").format(
                words=listed(*self.words)
            )
        )
        sentence = translate(
            "Lesson",
            "The line: how much less songs it has not heard surprise it. The words: how many of their notes it gives "
            "back",
        )
        self.setAccessibleDescription(sentence)
        self.setToolTip(
            translate("Words", "{sentence} ({term})").format(
                sentence=sentence, term=translate("Lesson", "held-out nats and note accuracy")
            )
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.well)
        painter.drawRoundedRect(QRectF(self.rect()), SIZES.pad_radius, SIZES.pad_radius)
        plot = QRectF(self.rect()).adjusted(_PAD, _PAD, -_PAD, -_LINE * len(self.words) - 10)
        painter.setPen(QPen(theme.line, 1))
        for share in (0.0, 0.5, 1.0):
            y = round(plot.bottom() - share * plot.height()) + 0.5
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        self._paint_line(painter, plot)
        self._paint_words(painter)

    def _paint_line(self, painter: QPainter, plot: QRectF) -> None:
        theme, points, further = self._look.theme, self._points, ahead(self._points)
        if not points:
            return
        heights = [y for _, y in (*points, *further)]
        low, high = min(heights), max(heights)
        span = max(_LEAST_SPAN, (high - low) * 1.1)
        low = max(0.0, (low + high - span) / 2)

        def place(point: Point) -> QPointF:
            x, y = point
            return QPointF(
                plot.left() + x * plot.width(), plot.bottom() - (y - low) / span * plot.height()
            )

        line = [place(point) for point in points]
        if len(line) > 1:
            path = QPainterPath(line[0])
            for point in line[1:]:
                path.lineTo(point)
            below = QPainterPath(path)
            below.lineTo(line[-1].x(), plot.bottom())
            below.lineTo(line[0].x(), plot.bottom())
            below.closeSubpath()
            wash = QLinearGradient(0, plot.top(), 0, plot.bottom())
            wash.setColorAt(0, faded(theme.accent, 0.26))
            wash.setColorAt(1, faded(theme.accent, 0.08))
            painter.fillPath(below, wash)
            painter.setPen(QPen(theme.accent, 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(path)
        painter.setPen(QPen(theme.text3, 1.4, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline([line[-1], *(place(point) for point in further)])
        painter.setPen(QPen(theme.well, 2))
        painter.setBrush(theme.accent)
        painter.drawEllipse(line[-1], 4, 4)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._look.theme
        words = self.words
        top = self.height() - _LINE * len(words) - 5
        for row, text in enumerate(words):
            weight = 500 if self._points and row == 0 else 400
            ink = theme.text3 if row else theme.text if self._points else theme.text2
            font = self._look.font(SECONDARY, weight)
            painter.setFont(font)
            painter.setPen(ink)
            room = QRectF(_PAD, top, self.width() - 2 * _PAD, _LINE)
            said = QFontMetricsF(font).elidedText(
                text, Qt.TextElideMode.ElideRight, room.width() + 1
            )
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, said)
            top += _LINE
