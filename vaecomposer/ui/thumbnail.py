"""A piece as a small picture, drawn once."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from vaecomposer.music.piece import Piece
from vaecomposer.ui.look import Look
from vaecomposer.ui.roll.ink import in_drum_lane, track_inks
from vaecomposer.ui.theme import SIZES

WIDTH, HEIGHT = 112, 46
_BARS = 16
_PAD = 5.0


def thumbnail(look: Look, piece: Piece, ratio: float) -> QPixmap:
    """The first sixteen bars of a piece in its tracks' colours."""
    theme = look.theme
    picture = QPixmap(round(WIDTH * ratio), round(HEIGHT * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.raised)
    painter.drawRoundedRect(QRectF(0, 0, WIDTH, HEIGHT), SIZES.chip_radius, SIZES.chip_radius)
    bars = piece.bars()[:_BARS]
    end = bars[-1].end if bars else 0
    pitched = [t for t in piece.tracks if not in_drum_lane(t)]
    pitches = [n.pitch for t in pitched for n in t.notes if n.onset < end]
    if pitches:
        low, high = min(pitches), max(pitches)
        across = (WIDTH - 2 * _PAD) / end
        up = (HEIGHT - 2 * _PAD - 1.5) / max(1, high - low)
        for track, ink in zip(piece.tracks, track_inks(piece, theme), strict=True):
            if in_drum_lane(track):
                continue
            painter.setBrush(ink.front)
            painter.drawRects(
                [
                    QRectF(
                        _PAD + n.onset * across,
                        _PAD + (high - n.pitch) * up,
                        max(1.0, n.duration * across - 0.4),
                        1.4,
                    )
                    for n in track.notes
                    if n.onset < end
                ]
            )
    painter.end()
    return picture
