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
        group: under which of `GROUPS` the table of shortcuts has it.
    """

    name: str
    text: str
    keys: Keys
    repeats: bool = False
    group: str = "More"


GROUPS = ("Play", "Takes", "Sliders", "Roll", "View", "File", "Help", "More")
"""Headings of the table of shortcuts, in their order."""

_STANDARD = QKeySequence.StandardKey

COMMANDS: tuple[Command, ...] = (
    Command("play", "Play or stop", ("Space",), group="Play"),
    Command("play-loop", "Play from the loop's start", ("Shift+Space",), group="Play"),
    Command("to-start", "To the loop's start", ("Home",), group="Play"),
    Command("to-end", "To the loop's end", ("End",), group="Play"),
    Command("bar-back", "Bar back", (",",), repeats=True, group="Play"),
    Command("bar-on", "Bar on", (".",), repeats=True, group="Play"),
    Command("loop", "Loop", ("C",), group="Play"),
    Command("tap", "Tap tempo", ("T",), group="Play"),
    Command("metronome", "Metronome", ("K",), group="Play"),
    Command("count-in", "Count-in: off, 1 bar, 2 bars", ("Shift+K",), group="Play"),
    Command("record", "Record", ("Ctrl+R",), group="Play"),
    Command("swing", "Swing…", (), group="Play"),
    Command("panic", "All notes off", ("Ctrl+.",), group="Play"),
    Command("mute", "Mute the front track", ("M",), group="Play"),
    Command("solo", "Solo the front track", ("S",), group="Play"),
    Command("quantum-step", "Change on the step", ("1",), group="Play"),
    Command("quantum-beat", "Change on the beat", ("2",), group="Play"),
    Command("quantum-bar", "Change on the bar", ("3",), group="Play"),
    Command("compose", "Compose a take", ("Ctrl+Return", "Ctrl+Enter"), group="Takes"),
    Command(
        "compose-selection",
        "Compose only the selected bars",
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        group="Takes",
    ),
    Command("take-previous", "Previous take", ("[",), group="Takes"),
    Command("take-next", "Next take", ("]",), group="Takes"),
    Command("take-keep", "Keep as a take", ("Ctrl+Shift+K",), group="Takes"),
    Command("take-swap", "Swap A and B", ("X",), group="Takes"),
    Command("take-star", "Star the take", ("F",), group="Takes"),
    Command("take-rename", "Rename the take…", ("F2",), group="Takes"),
    Command("song-add", "Add the take to the song", ("Ctrl+Shift+A",), group="Takes"),
    Command("song-play", "Play the song", ("Shift+S",), group="Takes"),
    Command("dice", "Dice for one slider, or for the Directions", ("R",), group="Sliders"),
    Command("dice-panel", "Dice for the panel", ("Shift+R",), group="Sliders"),
    Command("dice-all", "Dice for all sliders", ("Ctrl+Shift+D",), group="Sliders"),
    Command("midi-learn", "MIDI learn", ("Shift+M",), group="Sliders"),
    Command("tool-select", "Select", ("V",), group="Roll"),
    Command("tool-draw", "Draw", ("P",), group="Roll"),
    Command("tool-erase", "Erase", ("E",), group="Roll"),
    Command("select-all", "Select all notes", (_STANDARD.SelectAll,), group="Roll"),
    Command("cut", "Cut notes", (_STANDARD.Cut,), group="Roll"),
    Command("copy", "Copy notes", (_STANDARD.Copy,), group="Roll"),
    Command("paste", "Paste notes", (_STANDARD.Paste,), group="Roll"),
    Command("duplicate", "Duplicate notes", ("Ctrl+D",), group="Roll"),
    Command("delete", "Delete notes", ("Del", "Backspace"), group="Roll"),
    Command("quantise", "Quantise", ("Q",), group="Roll"),
    Command("humanise", "Humanise", ("H",), group="Roll"),
    Command("split", "Split the note under the pointer", ("B",), group="Roll"),
    Command("glue", "Glue notes", ("J",), group="Roll"),
    Command("lock", "Lock the selection", ("L",), group="Roll"),
    Command("unlock-all", "Unlock all music", ("Shift+L",), group="Roll"),
    Command("loop-selection", "Loop the selection", ("Ctrl+L",), group="Play"),
    Command("loop-start", "Loop from the playhead", ("I",), group="Play"),
    Command("loop-end", "Loop up to the playhead", ("O",), group="Play"),
    Command("ghosts", "Ghosts", ("G",), group="View"),
    Command("scale", "Scale highlight", ("N",), group="View"),
    *(
        Command(f"front-{n}", f"Track {n} in front", (f"Ctrl+{n}",), group="Roll")
        for n in range(1, 9)
    ),
    Command("zoom-in", "Zoom in", (_STANDARD.ZoomIn, "Ctrl+="), repeats=True, group="View"),
    Command("zoom-out", "Zoom out", (_STANDARD.ZoomOut,), repeats=True, group="View"),
    Command("zoom-fit", "Zoom to fit", ("Ctrl+0",), group="View"),
    Command("zoom-selection", "Zoom to the selection", ("Z",), group="View"),
    Command("undo", "Undo", (_STANDARD.Undo,), repeats=True, group="File"),
    Command("redo", "Redo", (_STANDARD.Redo,), repeats=True, group="File"),
    Command("new", "New session", (_STANDARD.New,), group="File"),
    Command("open", "Open…", (_STANDARD.Open, "Ctrl+I"), group="File"),
    Command("recover", "Open what was not saved", ("Ctrl+Shift+O",), group="File"),
    Command("save", "Save", (_STANDARD.Save,), group="File"),
    Command("save-as", "Save as…", (_STANDARD.SaveAs, "Ctrl+Shift+S"), group="File"),
    Command("history", "History…", ("Ctrl+Shift+H",), group="File"),
    Command("export", "Export…", ("Ctrl+E",), group="File"),
    Command("left-column", "Left column", ("Ctrl+B",), group="View"),
    Command("right-column", "Right column", ("Ctrl+Shift+B",), group="View"),
    Command("next-panel", "Next panel", ("F6",), group="View"),
    Command("previous-panel", "Previous panel", ("Shift+F6",), group="View"),
    Command("escape", "Cancel", ("Esc",), group="View"),
    Command("full-screen", "Full screen", (_STANDARD.FullScreen, "F11"), group="View"),
    Command("quit", "Quit", (_STANDARD.Quit, "Ctrl+Q"), group="File"),
    Command("look-system", "Follow the system", (), group="View"),
    Command("look-dark", "Dark", (), group="View"),
    Command("look-light", "Light", (), group="View"),
    Command("reduced-motion", "Reduce motion", (), group="View"),
    Command("palette", "Find any command…", ("Ctrl+K",), group="Help"),
    Command("shortcuts", "Keyboard shortcuts…", (_STANDARD.HelpContents, "F1"), group="Help"),
    Command("tour", "Show me around", (), group="Help"),
    Command("notes-table", "Notes as a table…", ("Ctrl+Shift+T",), group="Roll"),
    Command("single-keys", "Single-letter keys", (), group="Help"),
    Command("space-presses", "Space presses the focused button", (), group="Help"),
)
"""The table. What a release cannot do is not in it."""


class Actions(QObject):
    """The table as Qt actions of one window."""

    def __init__(self, window: QWidget, deeds: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.text, window)
            action.setShortcuts(list(sequences(command.keys)))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setAutoRepeat(command.repeats)
            # triggered carries a bool that no deed wants.
            action.triggered.connect(lambda _on=False, deed=deeds[command.name]: deed())
            window.addAction(action)
            self._actions[command.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def use_keys(self, name: str, keys: tuple[QKeySequence, ...]) -> None:
        """Lets a command answer other keys, or none."""
        self._actions[name].setShortcuts(list(keys))


def sequences(keys: Keys) -> tuple[QKeySequence, ...]:
    """All sequences of a command on this platform, each once."""
    found: list[QKeySequence] = []
    for key in keys:
        wanted = (
            QKeySequence.keyBindings(key)
            if isinstance(key, QKeySequence.StandardKey)
            else [QKeySequence(key)]
        )
        found += [sequence for sequence in wanted if sequence not in found]
    return tuple(found)
