"""Asking where an export goes. The dialog does not block, like those of `ui.files`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from vaecomposer.ui.export.choices import ExportKind

_FILTERS = {
    ExportKind.MIDI: "MIDI files (*.mid *.midi)",
    ExportKind.MUSICXML: "Scores (*.musicxml *.mxl)",
    ExportKind.WAV: "WAV files (*.wav)",
    ExportKind.FLAC: "FLAC files (*.flac)",
}


def ask_where(
    parent: QWidget, kind: ExportKind, path: Path, then: Callable[[Path], None]
) -> QFileDialog:
    """Asks for a file to write, beginning at `path`, and hands on its path with an ending of the kind."""
    dialog = QFileDialog(parent, "Export to", str(path.parent), _FILTERS[kind])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind.suffixes[0].removeprefix("."))
    dialog.selectFile(path.name)
    dialog.fileSelected.connect(lambda chosen: then(kind.named(Path(chosen))))
    dialog.open()
    return dialog
