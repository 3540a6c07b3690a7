"""Asking for files. The dialogs do not block: music and sliders go on behind them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_KINDS = (
    "Music and sessions (*.mid *.midi *.kar *.smf *.vaec);;MIDI files (*.mid *.midi *.kar *.smf);;"
    "Sessions (*.vaec);;All files (*)"
)
_MIDI = "MIDI files (*.mid *.midi *.kar *.smf)"


def ask_to_open(window: QWidget, folder: str, then: Callable[[str], None]) -> QFileDialog:
    """Asks for a MIDI file or a session to open and hands on its path."""
    dialog = QFileDialog(window, "Open", folder, _KINDS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, then)


def ask_to_save(
    window: QWidget, folder: str, name: str, then: Callable[[str], None]
) -> QFileDialog:
    """Asks where a session shall be saved and hands on the path."""
    dialog = QFileDialog(window, "Save session", folder, "Sessions (*.vaec)")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("vaec")
    dialog.selectFile(str(Path(file_name(name)).with_suffix(".vaec")))
    return _open(dialog, then)


def ask_for_midi(window: QWidget, folder: str, then: Callable[[str], None]) -> QFileDialog:
    """Asks for a MIDI file and hands on its path."""
    dialog = QFileDialog(window, "Open", folder, _MIDI)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, then)


def ask_to_write_midi(
    window: QWidget, folder: str, name: str, then: Callable[[str], None]
) -> QFileDialog:
    """Asks where a MIDI file shall be written and hands on the path."""
    dialog = QFileDialog(window, "Export path", folder, _MIDI)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("mid")
    dialog.selectFile(file_name(name))
    return _open(dialog, then)


def file_name(title: str) -> str:
    """A title as a file name: what file systems refuse becomes a space."""
    plain = re.sub(r"[\x00-\x1f<>:\"/\\|?*]+", " ", Path(title).stem).strip(" .")
    return f"{plain or 'Untitled'}.mid"


def _open(dialog: QFileDialog, then: Callable[[str], None]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()
    return dialog
