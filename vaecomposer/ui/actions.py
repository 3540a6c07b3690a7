"""Every command and its keys, in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.transform.offers import OFFERS

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


GROUPS = ("Play", "Takes", "Transform", "Sliders", "Roll", "View", "File", "Help", "More")
"""Headings of the table of shortcuts, in their order."""

_STANDARD = QKeySequence.StandardKey

# fmt: off
COMMANDS: tuple[Command, ...] = (
    Command("play", translate("Actions", "Play or stop"), ("Space",), group="Play"),
    Command("play-loop", translate("Actions", "Play from the loop's start"), ("Shift+Space",), group="Play"),
    Command("to-start", translate("Actions", "To the loop's start"), ("Home",), group="Play"),
    Command("to-end", translate("Actions", "To the loop's end"), ("End",), group="Play"),
    Command("bar-back", translate("Actions", "Bar back"), (",",), repeats=True, group="Play"),
    Command("bar-on", translate("Actions", "Bar on"), (".",), repeats=True, group="Play"),
    Command("loop", translate("Actions", "Loop"), ("C",), group="Play"),
    Command("tap", translate("Actions", "Tap tempo"), ("T",), group="Play"),
    Command("metronome", translate("Actions", "Metronome"), ("K",), group="Play"),
    Command("count-in", translate("Actions", "Count-in: off, 1 bar, 2 bars"), ("Shift+K",), group="Play"),
    Command("record", translate("Actions", "Record"), ("Ctrl+R",), group="Play"),
    Command("swing", translate("Actions", "Swing…"), (), group="Play"),
    Command("panic", translate("Actions", "All notes off"), ("Ctrl+.",), group="Play"),
    Command("mute", translate("Actions", "Mute the front track"), ("M",), group="Play"),
    Command("solo", translate("Actions", "Solo the front track"), ("S",), group="Play"),
    Command("quantum-step", translate("Actions", "Change on the step"), ("1",), group="Play"),
    Command("quantum-beat", translate("Actions", "Change on the beat"), ("2",), group="Play"),
    Command("quantum-bar", translate("Actions", "Change on the bar"), ("3",), group="Play"),
    Command("compose", translate("Actions", "Compose a take"), ("Ctrl+Return", "Ctrl+Enter"), group="Takes"),
    Command("compose-selection", translate("Actions", "Compose only the selected bars"),
        ("Ctrl+Shift+Return", "Ctrl+Shift+Enter"), group="Takes"),
    Command("take-previous", translate("Actions", "Previous take"), ("[",), group="Takes"),
    Command("take-next", translate("Actions", "Next take"), ("]",), group="Takes"),
    Command("take-keep", translate("Actions", "Keep as a take"), ("Ctrl+Shift+K",), group="Takes"),
    Command("take-swap", translate("Actions", "Swap A and B"), ("X",), group="Takes"),
    Command("take-star", translate("Actions", "Star the take"), ("F",), group="Takes"),
    Command("take-rename", translate("Actions", "Rename the take…"), ("F2",), group="Takes"),
    Command("song-add", translate("Actions", "Add the take to the song"), ("Ctrl+Shift+A",), group="Takes"),
    Command("song-play", translate("Actions", "Play the song"), ("Shift+S",), group="Takes"),
    Command("dice", translate("Actions", "Dice for one slider, or for the Directions"), ("R",), group="Sliders"),
    Command("dice-panel", translate("Actions", "Dice for the panel"), ("Shift+R",), group="Sliders"),
    Command("dice-all", translate("Actions", "Dice for all sliders"), ("Ctrl+Shift+D",), group="Sliders"),
    Command("strand-find", translate("Actions", "Find a strand by its number…"), ("Ctrl+F",), group="Sliders"),
    Command("midi-learn", translate("Actions", "MIDI learn"), ("Shift+M",), group="Sliders"),
    Command("tool-select", translate("Actions", "Select"), ("V",), group="Roll"),
    Command("tool-draw", translate("Actions", "Draw"), ("P",), group="Roll"),
    Command("tool-erase", translate("Actions", "Erase"), ("E",), group="Roll"),
    Command("select-all", translate("Actions", "Select all notes"), (_STANDARD.SelectAll,), group="Roll"),
    Command("cut", translate("Actions", "Cut notes"), (_STANDARD.Cut,), group="Roll"),
    Command("copy", translate("Actions", "Copy notes"), (_STANDARD.Copy,), group="Roll"),
    Command("paste", translate("Actions", "Paste notes"), (_STANDARD.Paste,), group="Roll"),
    Command("duplicate", translate("Actions", "Duplicate notes"), ("Ctrl+D",), group="Roll"),
    Command("delete", translate("Actions", "Delete notes"), ("Del", "Backspace"), group="Roll"),
    Command("quantise", translate("Actions", "Quantise"), ("Q",), group="Roll"),
    Command("humanise", translate("Actions", "Humanise"), ("H",), group="Roll"),
    Command("split", translate("Actions", "Split the note under the pointer"), ("B",), group="Roll"),
    Command("glue", translate("Actions", "Glue notes"), ("J",), group="Roll"),
    Command("chord-type", translate("Actions", "Type the chord at the playhead…"), ("Shift+C",), group="Roll"),
    Command("chord-next", translate("Actions", "Next chord"), ("D",), repeats=True, group="Roll"),
    Command("chord-previous", translate("Actions", "Previous chord"), ("Shift+D",), repeats=True, group="Roll"),
    Command("form-change", translate("Actions", "Change the form at the playhead…"), ("Shift+F",), group="Roll"),
    Command("lock", translate("Actions", "Lock the selection"), ("L",), group="Roll"),
    Command("unlock-all", translate("Actions", "Unlock all music"), ("Shift+L",), group="Roll"),
    Command("loop-selection", translate("Actions", "Loop the selection"), ("Ctrl+L",), group="Play"),
    Command("loop-start", translate("Actions", "Loop from the playhead"), ("I",), group="Play"),
    Command("loop-end", translate("Actions", "Loop up to the playhead"), ("O",), group="Play"),
    Command("ghosts", translate("Actions", "Ghosts"), ("G",), group="View"),
    Command("scale", translate("Actions", "Scale highlight"), ("N",), group="View"),
    *(
        Command(
            f"front-{n}",
            translate("Actions", "Track {number} in front").format(number=n),
            (f"Ctrl+{n}",),
            group="Roll",
        )
        for n in range(1, 9)
    ),
    Command("zoom-in", translate("Actions", "Zoom in"), (_STANDARD.ZoomIn, "Ctrl+="), repeats=True, group="View"),
    Command("zoom-out", translate("Actions", "Zoom out"), (_STANDARD.ZoomOut,), repeats=True, group="View"),
    Command("zoom-fit", translate("Actions", "Zoom to fit"), ("Ctrl+0",), group="View"),
    Command("zoom-selection", translate("Actions", "Zoom to the selection"), ("Z",), group="View"),
    Command("undo", translate("Actions", "Undo"), (_STANDARD.Undo,), repeats=True, group="File"),
    Command("redo", translate("Actions", "Redo"), (_STANDARD.Redo,), repeats=True, group="File"),
    Command("new", translate("Actions", "New session"), (_STANDARD.New,), group="File"),
    Command("open", translate("Actions", "Open…"), (_STANDARD.Open, "Ctrl+I"), group="File"),
    Command("recover", translate("Actions", "Open what was not saved"), ("Ctrl+Shift+O",), group="File"),
    Command("save", translate("Actions", "Save"), (_STANDARD.Save,), group="File"),
    Command("save-as", translate("Actions", "Save as…"), (_STANDARD.SaveAs, "Ctrl+Shift+S"), group="File"),
    Command("history", translate("Actions", "History…"), ("Ctrl+Shift+H",), group="File"),
    Command("export", translate("Actions", "Export…"), ("Ctrl+E",), group="File"),
    Command("left-column", translate("Actions", "Left column"), ("Ctrl+B",), group="View"),
    Command("right-column", translate("Actions", "Right column"), ("Ctrl+Shift+B",), group="View"),
    Command("next-panel", translate("Actions", "Next panel"), ("F6",), group="View"),
    Command("previous-panel", translate("Actions", "Previous panel"), ("Shift+F6",), group="View"),
    Command("escape", translate("Actions", "Cancel"), ("Esc",), group="View"),
    Command("full-screen", translate("Actions", "Full screen"), (_STANDARD.FullScreen, "F11"), group="View"),
    Command("quit", translate("Actions", "Quit"), (_STANDARD.Quit, "Ctrl+Q"), group="File"),
    Command("look-system", translate("Actions", "Follow the system"), (), group="View"),
    Command("look-dark", translate("Actions", "Dark"), (), group="View"),
    Command("look-light", translate("Actions", "Light"), (), group="View"),
    Command("reduced-motion", translate("Actions", "Reduce motion"), (), group="View"),
    Command("songbook", translate("Actions", "Songbook…"), ("Ctrl+Shift+M",), group="Sliders"),
    Command("songbook-learn", translate("Actions", "Learn from my MIDI…"), (), group="Sliders"),
    *(Command(offer.command, f"{offer.name}…", (), group="Transform") for offer in OFFERS),
    Command("palette", translate("Actions", "Find any command…"), ("Ctrl+K",), group="Help"),
    Command("shortcuts", translate("Actions", "Keyboard shortcuts…"), (_STANDARD.HelpContents, "F1"), group="Help"),
    Command("tour", translate("Actions", "Show me around"), (), group="Help"),
    Command("notes-table", translate("Actions", "Notes as a table…"), ("Ctrl+Shift+T",), group="Roll"),
    Command("single-keys", translate("Actions", "Single-letter keys"), (), group="Help"),
    Command("space-presses", translate("Actions", "Space presses the focused button"), (), group="Help"),
)
# fmt: on
"""The table. What a release cannot do is not in it."""


class Actions(QObject):
    """The table as Qt actions of one window."""

    def __init__(self, window: QWidget, deeds: Mapping[str, Callable[[], None]]) -> None:
        super().__init__(window)
        self._actions: dict[str, QAction] = {}
        for command in COMMANDS:
            action = QAction(command.text, window)
            action.setObjectName(command.name)  # by which a widget finds its keys
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
