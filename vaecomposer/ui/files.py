"""Asking for files. The dialogs do not block: music and sliders go on behind them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_KINDS = "MIDI files (*.mid *.midi *.kar *.smf);;All files (*)"


def ask_for_midi(window: QWidget, folder: str, then: Callable[[str], None]) -> QFileDialog:
    """Asks for a MIDI file to open and hands on its path."""
    dialog = QFileDialog(window, "Open MIDI", folder, _KINDS)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
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
