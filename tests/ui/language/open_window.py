"""Opens the window over some music, in the language of the environment, and prints what is written in it (JSON).

A program of its own: the language is chosen once for a process.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import replace
from html import unescape

from PySide6.QtCore import QBuffer, QPoint, Qt
from PySide6.QtGui import QAction, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QApplication, QListWidget, QMenu, QTableView, QWidget

from vaecomposer.files.midi_reading import read_midi
from vaecomposer.generation.api import SongbookFacts
from vaecomposer.latent.directions import DirectionWords
from vaecomposer.music.key import Key, Mode
from vaecomposer.paths import resources
from vaecomposer.session import edits, song, takes
from vaecomposer.session.song import song_of
from vaecomposer.session.state import SessionState
from vaecomposer.ui.help.stops import stops
from vaecomposer.ui.language.catalogue import catalogue
from vaecomposer.ui.main_window import MainWindow

_KINDS = (
    "text", "toolTip", "statusTip", "accessibleName", "accessibleDescription", "placeholderText", "windowTitle",
    "title", "whatsThis",
)  # fmt: skip


def state() -> SessionState:
    """Three takes, a song and some locks."""
    pieces = [
        replace(read_midi(path), title=path.stem.lstrip("0123456789 "))
        for path in sorted((resources() / "demos").glob("*.mid"))
    ]
    found = SessionState()
    for edit in (
        *(edits.open_piece(piece, None) for piece in pieces),
        takes.star(3, on=True),
        takes.compare_with(1),
        song.add(1, name="Intro"),
        song.add(2, name="Chorus"),
        song.change(1, repeats=2),
        edits.set_key(Key(9, Mode.DORIAN)),
        edits.set_style("jazz"),
    ):
        found = edit(found)
    return found


def written(window: MainWindow) -> list[tuple[str, str]]:
    """(widget and kind, text) of all that can be read."""
    found: list[tuple[str, str]] = []
    for widget in (window, *window.findChildren(QWidget)):
        name = type(widget).__name__
        for kind in _KINDS:
            value = getattr(widget, kind, None)
            text = value() if callable(value) else value
            if isinstance(text, str) and text:
                found.append((f"{name}.{kind}", text))
    found += [("QAction", action.text()) for action in window.findChildren(QAction)]
    for rows in window.findChildren(QListWidget):
        for place in range(rows.count()):
            item = rows.item(place)
            found += [
                ("row", item.text()),
                ("row", item.data(Qt.ItemDataRole.AccessibleTextRole) or ""),
            ]
    for table in window.findChildren(QTableView):
        model = table.model()
        if model is not None:
            for column in range(model.columnCount()):
                found.append(("column", str(model.headerData(column, Qt.Orientation.Horizontal))))
    return found


def painted(window: QWidget) -> list[tuple[str, str]]:
    """What the window paints without saying it in a property: drawn once more, as text."""
    buffer, drawing = QBuffer(), QSvgGenerator()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    drawing.setOutputDevice(buffer)
    drawing.setSize(window.size())
    painter = QPainter(drawing)
    window.render(painter, QPoint())
    painter.end()
    found = re.findall(r"<text[^>]*>([^<]*)", bytes(buffer.data().data()).decode())
    return [("painted", unescape(text)) for text in found]


def menus(window: MainWindow) -> list[QMenu]:
    """Those that are built when they are asked for."""
    transport, centre, dock = window.transport, window.centre, window.dock
    row = window.mixer.rows[0]
    return [
        window.menu.build(transport.menu_button, {}),
        transport.device.menu(),
        transport.midi.menu(),
        transport.more.menu(window.actions_table),
        centre.brief.more_menu(),
        centre.brief.form.menu(),
        centre.brief.chords.menu(),
        centre.tabs.track_menu(0),
        centre.tools.strength_menu(),
        window.left.shape.amount_menu(),
        dock.takes.menu_of(1),
        row.program_menu(),
    ]


def main() -> None:
    """Prints the texts of the window."""
    application = QApplication(["vaecomposer"])
    catalogue().install(application)
    window = MainWindow()
    window.resize(1440, 900)
    window.show()
    empty = [*written(window), *painted(window)]
    now = state()
    window.show_state(now)
    words = tuple(DirectionWords("dark", "bright") for _ in range(16))
    window.show_songbook(
        SongbookFacts("Studio", "CPU, 2 threads", ("pop", "art song"), words, 0.8, 96)
    )
    window.show_song(song_of(now), playing=False)
    window.show_undo("Density +12 to +46", "Lock 3 notes")
    window.history.show_steps(("", "Compose a take", "Density 0 to +46", "Lock bar 4"), 1)
    window.lesson.begin("1")
    window.lesson.show_gathered(
        128, 2310, (("1.mid", "1.mid holds no notes. Nothing was opened."),)
    )
    window.lesson.show_going(0.4, 840)
    window.lesson.show_judged(0.0, 0.79)
    window.lesson.show_judged(0.4, 0.81, 0.9)
    window.skipped.pop((("1.mid", "1.mid holds no notes. Nothing was opened."),))
    plain = painted(window)
    window.skipped.close_now()
    window.guide.sheet.pop()
    window.guide.open_palette()
    window.guide.open_table()
    window.left.strands.toggle()
    window.warn("The sound was interrupted", "1.mid holds no notes. Nothing was opened.")
    window.notify("3 notes", undo=True)
    kept = menus(window)
    for _ in range(5):
        application.processEvents()
    found = [*empty, *plain, *written(window), *painted(window)]
    found += [("tour", text) for stop in stops(window) for text in (stop.title, stop.text)]
    for menu in kept:
        found += [
            ("menu", action.text())
            for inner in (menu, *menu.findChildren(QMenu))
            for action in inner.actions()
        ]
    json.dump(sorted(set(found)), sys.stdout, ensure_ascii=True)


if __name__ == "__main__":
    main()
