"""Asking for files. The dialogs do not block: music and sliders go on behind them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from vaecomposer.ui.language.catalogue import translate

_MIDI_FILES = "*.mid *.midi *.kar *.rmi *.smf"
_SCORES = "*.musicxml *.xml *.mxl *.abc"
_SESSIONS = "*.vaec"
_ENDING = re.compile(r"\.(midi?|kar|rmi|smf|musicxml|xml|mxl|abc|vaec)$", re.IGNORECASE)


def _kinds(*kinds: tuple[str, str]) -> str:
    """A dialog's filter: what files are called, and their endings."""
    return ";;".join(f"{name} ({endings})" for name, endings in kinds)


def _midi() -> str:
    return _kinds((translate("Files", "MIDI files"), _MIDI_FILES))


def _music() -> tuple[tuple[str, str], ...]:
    return (
        (translate("Files", "MIDI files"), _MIDI_FILES),
        (translate("Files", "Scores"), _SCORES),
    )


def ask_to_open(window: QWidget, folder: str, then: Callable[[str], None]) -> QFileDialog:
    """Asks for a MIDI file, a score or a session to open and hands on its path."""
    every = f"{_MIDI_FILES} {_SCORES} {_SESSIONS}"
    kinds = _kinds(
        (translate("Files", "Music and sessions"), every),
        *_music(),
        (translate("Files", "Sessions"), _SESSIONS),
        (translate("Files", "All files"), "*"),
    )
    dialog = QFileDialog(window, translate("Files", "Open"), folder, kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, then)


def ask_to_save(
    window: QWidget, folder: str, name: str, then: Callable[[str], None]
) -> QFileDialog:
    """Asks where a session shall be saved and hands on the path."""
    kinds = _kinds((translate("Files", "Sessions"), _SESSIONS))
    dialog = QFileDialog(window, translate("Files", "Save session"), folder, kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("vaec")
    dialog.selectFile(str(Path(file_name(name)).with_suffix(".vaec")))
    return _open(dialog, then)


def ask_for_music(window: QWidget, folder: str, then: Callable[[str], None]) -> QFileDialog:
    """Asks for a MIDI file or a score and hands on its path."""
    every = (translate("Files", "Music"), f"{_MIDI_FILES} {_SCORES}")
    dialog = QFileDialog(window, translate("Files", "Open"), folder, _kinds(every, *_music()))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, then)


def ask_for_songbook(window: QWidget, folder: str, then: Callable[[str], None]) -> QFileDialog:
    """Asks for a songbook and hands on its path."""
    title, kind = translate("Files", "Choose a songbook"), translate("Files", "Songbooks")
    dialog = QFileDialog(window, title, folder, f"{kind} (*.safetensors)")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _open(dialog, then)


def ask_for_music_folder(window: QWidget, folder: str, then: Callable[[str], None]) -> QFileDialog:
    """Asks for a folder of music to learn from and hands on its path."""
    dialog = QFileDialog(window, translate("Files", "Choose a folder of your music"), folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _open(dialog, then)


def ask_to_write_midi(
    window: QWidget,
    folder: str,
    name: str,
    then: Callable[[str], None],
    title: str = translate("Files", "Export path"),
) -> QFileDialog:
    """Asks where a MIDI file shall be written and hands on the path. `title`: what is written."""
    dialog = QFileDialog(window, title, folder, _midi())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("mid")
    dialog.selectFile(file_name(name))
    return _open(dialog, then)


def file_name(title: str) -> str:
    """A title as a file name: what file systems refuse becomes a space, an ending of ours is not said twice."""
    plain = re.sub(r"[\x00-\x1f<>:\"/\\|?*]+", " ", _ENDING.sub("", title)).strip(" .")
    plain = plain or translate("Files", "Untitled")
    return f"{plain}.mid"


def _open(dialog: QFileDialog, then: Callable[[str], None]) -> QFileDialog:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(then)
    dialog.open()
    return dialog
