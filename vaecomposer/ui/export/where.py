"""Asking where an export goes. The dialog does not block, like those of `ui.files`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from vaecomposer.ui.export.choices import ExportKind
from vaecomposer.ui.language.catalogue import translate

_FILTERS = {
    ExportKind.MIDI: translate("Where", "MIDI files (*.mid *.midi)"),
    ExportKind.MUSICXML: translate("Where", "Scores (*.musicxml *.mxl)"),
    ExportKind.WAV: translate("Where", "WAV files (*.wav)"),
    ExportKind.FLAC: translate("Where", "FLAC files (*.flac)"),
}


def ask_where(
    parent: QWidget, kind: ExportKind, path: Path, then: Callable[[Path], None]
) -> QFileDialog:
    """Asks for a file to write, beginning at `path`, and hands on its path with an ending of the kind."""
    dialog = QFileDialog(parent, translate("Where", "Export to"), str(path.parent), _FILTERS[kind])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind.suffixes[0].removeprefix("."))
    dialog.selectFile(path.name)
    dialog.fileSelected.connect(lambda chosen: then(kind.named(Path(chosen))))
    dialog.open()
    return dialog
