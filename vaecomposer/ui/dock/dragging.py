"""Takes on their way: into the song, onto a morph corner, or out of the window as a MIDI file, as the song is."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QCursor, QDrag, QPixmap
from PySide6.QtWidgets import QWidget

TAKE = "application/x-vaecomposer-take"
SECTION = "application/x-vaecomposer-section"
SONG = "application/x-vaecomposer-song"
"""Kinds of what is dragged inside the window; the data is a number in digits."""


def take_drag(source: QWidget, number: int, path: str | None, picture: QPixmap) -> QDrag:
    """A take to be dragged.

    Args:
        source: where the drag begins.
        number: of the take.
        path: a MIDI file that holds it, for other programs; it must stay until they have taken it.
        picture: what hangs on the pointer.
    """
    data = _data(TAKE, number)
    if path is not None:
        data.setUrls([QUrl.fromLocalFile(path)])
    return _drag(source, data, picture)


def section_drag(source: QWidget, place: int, picture: QPixmap) -> QDrag:
    """A section of the song to be put elsewhere in it."""
    return _drag(source, _data(SECTION, place), picture)


def song_drag(source: QWidget, sections: int, path: str, picture: QPixmap) -> QDrag:
    """The whole song on its way out of the window, as a MIDI file; see `take_drag`."""
    data = _data(SONG, sections)
    data.setUrls([QUrl.fromLocalFile(path)])
    return _drag(source, data, picture)


def carry(drag: QDrag, action: Qt.DropAction) -> None:
    """Drags until it is let go. Qt tells whoever the drag began in not that the pointer has left it."""
    source = drag.source()
    drag.exec(action)
    if not isinstance(source, QWidget):
        return
    for widget in (source, *source.findChildren(QWidget)):
        here = widget.rect().contains(widget.mapFromGlobal(QCursor.pos()))
        if widget.testAttribute(Qt.WidgetAttribute.WA_UnderMouse) and not here:
            widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, on=False)
            widget.update()


def is_own(data: QMimeData) -> bool:
    """Whether a drag began in a window of this program, whatever file it carries for others."""
    return any(data.hasFormat(kind) for kind in (TAKE, SECTION, SONG))


def number_of(data: QMimeData, kind: str) -> int | None:
    """The number that a drag of a kind carries, or None."""
    if not data.hasFormat(kind):
        return None
    text = bytes(data.data(kind).data())
    return int(text) if text.isdigit() else None


def _data(kind: str, number: int) -> QMimeData:
    data = QMimeData()
    data.setData(kind, QByteArray(str(number).encode()))
    return data


def _drag(source: QWidget, data: QMimeData, picture: QPixmap) -> QDrag:
    drag = QDrag(source)
    drag.setMimeData(data)
    drag.setPixmap(picture)
    drag.setHotSpot(QPoint(12, 12))
    return drag
