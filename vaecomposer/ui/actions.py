"""Every command and its keys, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

Keys = tuple[str | QKeySequence.StandardKey, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the window.

    Attributes:
        name: the word the program knows it by.
        text: as a menu shows it.
        keys: its key sequences, Ctrl being ⌘ on macOS; standard keys where the platform has its own.
        repeats: whether holding the keys repeats it.
    """

    name: str
    text: str
    keys: Keys
    repeats: bool = False


_STANDARD = QKeySequence.StandardKey

COMMANDS: tuple[Command, ...] = (
    Command("play", "Play or stop", ("Space",)),
    Command("play-loop", "Play from the loop's start", ("Shift+Space",)),
    Command("to-start", "To the loop's start", ("Home",)),
    Command("bar-back", "Bar back", (",",), repeats=True),
    Command("bar-on", "Bar on", (".",), repeats=True),
    Command("loop", "Loop", ("C",)),
    Command("tap", "Tap tempo", ("T",)),
    Command("metronome", "Metronome", ("K",)),
    Command("count-in", "Count-in: off, 1 bar, 2 bars", ("Shift+K",)),
    Command("record", "Record", ("Ctrl+R",)),
    Command("swing", "Swing…", ()),
    Command("panic", "All notes off", ("Ctrl+.",)),
    Command("mute", "Mute the front track", ("M",)),
    Command("solo", "Solo the front track", ("S",)),
    Command("quantum-step", "Change on the step", ("1",)),
    Command("quantum-beat", "Change on the beat", ("2",)),
    Command("quantum-bar", "Change on the bar", ("3",)),
    Command("compose", "Compose a take", ("Ctrl+Return", "Ctrl+Enter")),
    Command("take-previous", "Previous take", ("[",)),
    Command("take-next", "Next take", ("]",)),
    Command("take-keep", "Keep as a take", ("Ctrl+Shift+K",)),
    Command("take-swap", "Swap A and B", ("X",)),
    Command("take-star", "Star the take", ("F",)),
    Command("take-rename", "Rename the take…", ("F2",)),
    Command("song-add", "Add the take to the song", ("Ctrl+Shift+A",)),
    Command("song-play", "Play the song", ("Shift+S",)),
    Command("dice", "Dice for one slider, or for the Directions", ("R",)),
    Command("dice-panel", "Dice for the panel", ("Shift+R",)),
    Command("dice-all", "Dice for all sliders", ("Ctrl+Shift+D",)),
    Command("midi-learn", "MIDI learn", ("Shift+M",)),
    Command("tool-select", "Select", ("V",)),
    Command("tool-draw", "Draw", ("P",)),
    Command("tool-erase", "Erase", ("E",)),
    Command("select-all", "Select all notes", (_STANDARD.SelectAll,)),
    Command("cut", "Cut notes", (_STANDARD.Cut,)),
    Command("copy", "Copy notes", (_STANDARD.Copy,)),
    Command("paste", "Paste notes", (_STANDARD.Paste,)),
    Command("duplicate", "Duplicate notes", ("Ctrl+D",)),
    Command("delete", "Delete notes", ("Del", "Backspace")),
    Command("quantise", "Quantise", ("Q",)),
    Command("humanise", "Humanise", ("H",)),
    Command("split", "Split the note under the pointer", ("B",)),
    Command("glue", "Glue notes", ("J",)),
    Command("lock", "Lock the selection", ("L",)),
    Command("unlock-all", "Unlock all music", ("Shift+L",)),
    Command("loop-selection", "Loop the selection", ("Ctrl+L",)),
    Command("loop-start", "Loop from the playhead", ("I",)),
    Command("loop-end", "Loop up to the playhead", ("O",)),
    Command("ghosts", "Ghosts", ("G",)),
    Command("scale", "Scale highlight", ("N",)),
    *(Command(f"front-{n}", f"Track {n} in front", (f"Ctrl+{n}",)) for n in range(1, 9)),
    Command("zoom-in", "Zoom in", (_STANDARD.ZoomIn, "Ctrl+="), repeats=True),
    Command("zoom-out", "Zoom out", (_STANDARD.ZoomOut,), repeats=True),
    Command("zoom-fit", "Zoom to fit", ("Ctrl+0",)),
    Command("zoom-selection", "Zoom to the selection", ("Z",)),
    Command("undo", "Undo", (_STANDARD.Undo,), repeats=True),
    Command("redo", "Redo", (_STANDARD.Redo,), repeats=True),
    Command("new", "New session", (_STANDARD.New,)),
    Command("open", "Open…", (_STANDARD.Open, "Ctrl+I")),
    Command("save", "Save", (_STANDARD.Save,)),
    Command("save-as", "Save as…", (_STANDARD.SaveAs, "Ctrl+Shift+S")),
    Command("history", "History…", ("Ctrl+Shift+H",)),
    Command("export", "Export…", ("Ctrl+E",)),
    Command("left-column", "Left column", ("Ctrl+B",)),
    Command("next-panel", "Next panel", ("F6",)),
    Command("previous-panel", "Previous panel", ("Shift+F6",)),
    Command("escape", "Cancel", ("Esc",)),
    Command("full-screen", "Full screen", (_STANDARD.FullScreen, "F11")),
    Command("quit", "Quit", (_STANDARD.Quit, "Ctrl+Q")),
    Command("look-system", "Follow the system", ()),
    Command("look-dark", "Dark", ()),
    Command("look-light", "Light", ()),
    Command("reduced-motion", "Reduce motion", ()),
)
"""The table. What a release cannot do is not in it."""


class Actions(QObject):
    """The table as Qt actions of one window."""

    def __init__(self, window: QWidget, deeds: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.text, window)
            action.setShortcuts(_sequences(command.keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(command.repeats)
            # triggered carries a bool that no deed wants.
            action.triggered.connect(lambda _on=False, deed=deeds[command.name]: deed())
            window.addAction(action)
            self._actions[command.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]


def _sequences(keys: Keys) -> list[QKeySequence]:
    """All sequences of a command, each once."""
    found: list[QKeySequence] = []
    for key in keys:
        wanted = (
            QKeySequence.keyBindings(key)
            if isinstance(key, QKeySequence.StandardKey)
            else [QKeySequence(key)]
        )
        found += [sequence for sequence in wanted if sequence not in found]
    return found
