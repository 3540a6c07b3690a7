"""Which keys the commands answer: the usual ones, with the musician's own in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from vaecomposer.ui.actions import COMMANDS, Actions, Command, sequences
from vaecomposer.ui.language.catalogue import translate

_BY_NAME = {command.name: command for command in COMMANDS}
_PORTABLE = QKeySequence.SequenceFormat.PortableText
_NATIVE = QKeySequence.SequenceFormat.NativeText
_STRONG = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_FIXED = ("escape", "next-panel", "previous-panel", "shortcuts", "quit")
"""Commands that nobody may lose the way to."""

_KEPT = {
    Qt.Key.Key_Tab: translate("Keymap", "Tab goes from control to control."),
    Qt.Key.Key_Backtab: translate("Keymap", "Tab goes from control to control."),
    Qt.Key.Key_Return: translate("Keymap", "Enter presses what has the keyboard."),
    Qt.Key.Key_Enter: translate("Keymap", "Enter presses what has the keyboard."),
    Qt.Key.Key_Escape: translate("Keymap", "Esc closes and cancels."),
    Qt.Key.Key_Left: translate("Keymap", "Arrows move sliders and notes."),
    Qt.Key.Key_Right: translate("Keymap", "Arrows move sliders and notes."),
    Qt.Key.Key_Up: translate("Keymap", "Arrows move sliders and notes."),
    Qt.Key.Key_Down: translate("Keymap", "Arrows move sliders and notes."),
    Qt.Key.Key_F10: translate("Keymap", "F10 is the system's."),
}
"""Keys that controls and desktops need themselves, and why; without Ctrl or ⌘."""


@dataclass(frozen=True, slots=True)
class Keymap:
    """What the keyboard does.

    Attributes:
        own: (command, key sequence as text) that are not the usual ones; "" for no key.
        letters: whether keys without Ctrl or ⌘ that write a character are commands.
    """

    own: tuple[tuple[str, str], ...] = ()
    letters: bool = True

    @property
    def rows(self) -> tuple[str, ...]:
        """The musician's own keys as the settings keep them."""
        return tuple(f"{name}={key}" for name, key in self.own)

    def chosen(self, name: str) -> tuple[QKeySequence, ...]:
        """The keys of a command, whether or not letters are switched off."""
        for other, key in self.own:
            if other == name:
                return (QKeySequence(key),) if key else ()
        return sequences(_BY_NAME[name].keys)

    def keys(self, name: str) -> tuple[QKeySequence, ...]:
        """The keys that a command answers."""
        found = self.chosen(name)
        return found if self.letters else tuple(key for key in found if not is_letter(key))

    def is_usual(self, name: str) -> bool:
        """Whether a command has the keys it came with."""
        return all(other != name for other, _ in self.own)

    def holder(self, key: QKeySequence, but: str = "") -> Command | None:
        """The command that has a key, other than `but`; None if it is free."""
        for command in COMMANDS:
            if command.name != but and key in self.chosen(command.name):
                return command
        return None

    def with_key(self, name: str, key: QKeySequence | None) -> Keymap:
        """Gives a command one key, taken from whoever has it; None: no key."""
        made = self
        if key is not None:
            holder = self.holder(key, name)
            if holder is not None:
                left = [k for k in self.chosen(holder.name) if k != key]
                made = made.having(holder.name, left[0].toString(_PORTABLE) if left else "")
        return made.having(name, key.toString(_PORTABLE) if key is not None else "")

    def having(self, name: str, key: str) -> Keymap:
        """Notes a command's key, "" for none, whoever else may have it."""
        others = tuple((other, k) for other, k in self.own if other != name)
        usual = sequences(_BY_NAME[name].keys)
        wanted = (QKeySequence(key),) if key else ()
        return replace(self, own=others if wanted == usual else (*others, (name, key)))

    def usual(self) -> Keymap:
        """All commands with the keys they came with."""
        return replace(self, own=())


def keymap_of(rows: Iterable[str], *, letters: bool) -> Keymap:
    """The keymap that the settings keep. What is no command, no key or taken already is left out."""
    made = Keymap((), letters)
    for row in rows:
        name, found, key = row.partition("=")
        if not found or name not in _BY_NAME or name in _FIXED or not made.is_usual(name):
            continue
        if not key:
            made = made.having(name, "")
            continue
        sequence = QKeySequence(key)
        if sequence.count() == 1 and not refusal(name, sequence):
            made = made.having(name, sequence.toString(_PORTABLE))
    return _without_clashes(made)


def _without_clashes(made: Keymap) -> Keymap:
    """Of two commands with one key, the one whose own key it is keeps it, or the first of them."""
    for name, key in made.own:
        holder = made.holder(QKeySequence(key), name) if key else None
        if holder is not None and not made.is_usual(holder.name):
            made = replace(made, own=tuple(row for row in made.own if row[0] != name))
        elif holder is not None:
            left = [k for k in made.chosen(holder.name) if k != QKeySequence(key)]
            made = made.having(holder.name, left[0].toString(_PORTABLE) if left else "")
    return made


def is_letter(key: QKeySequence) -> bool:
    """Whether a key writes a character when it is pressed in a text: a letter, digit or sign, no space."""
    if key.count() != 1:
        return False
    pressed = _pressed(key)
    return not pressed.keyboardModifiers() & _STRONG and (
        Qt.Key.Key_Space.value < pressed.key().value < Qt.Key.Key_Escape.value
    )


def fixed(name: str) -> str:
    """Why a command keeps its keys, in a sentence; "" if it need not."""
    if name not in _FIXED:
        return ""
    return translate(
        "Keymap", "{command} keeps its key, so that there is always a way back."
    ).format(command=plain(_BY_NAME[name].text))


def refusal(name: str, key: QKeySequence) -> str:
    """Why a command cannot have a key, in a sentence; "" if it can."""
    if fixed(name):
        return fixed(name)
    pressed = _pressed(key)
    modifiers, code = pressed.keyboardModifiers(), pressed.key()
    alt, control = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
    if modifiers & alt:
        return translate("Keymap", "Alt is left to the desktop and to accents; try Ctrl or Shift.")
    if code == Qt.Key.Key_Space and modifiers & control:
        return translate("Keymap", "Ctrl+Space is left to the desktop.")
    if not modifiers & control and code in _KEPT:
        return translate("Keymap", "{why} Try another key.").format(why=_KEPT[code])
    holder = next((c for c in COMMANDS if c.name in _FIXED and key in sequences(c.keys)), None)
    if holder is not None:
        return translate("Keymap", "{key} stays {command}.").format(
            key=shown(key), command=plain(holder.text)
        )
    return ""


def wear(table: Actions, keymap: Keymap) -> None:
    """Lets a window's commands answer a keymap's keys."""
    for command in COMMANDS:
        table.use_keys(command.name, keymap.keys(command.name))


def shown(key: QKeySequence) -> str:
    """A key as this platform writes it."""
    return key.toString(_NATIVE)


def native(key: str) -> str:
    """A key sequence of the tables as this platform writes it."""
    return shown(QKeySequence(key)).replace("Return", "Enter")


def shown_keys(keys: Iterable[QKeySequence]) -> tuple[str, ...]:
    """Two keys at most, each once; the keypad's Enter is the other Enter.

    Keys that hardly a keyboard has, such as F14 or one named Open, answer too but are not told of.
    """
    known = list(keys)
    usual = [key for key in known if not _is_rare(key)] or known
    found = (shown(key).replace("Return", "Enter") for key in usual)
    return tuple(dict.fromkeys(found))[:2]


def _is_rare(key: QKeySequence) -> bool:
    """Whether a key is one of F13 to F35, or of those with a name for office and media."""
    code = _pressed(key).key().value if key.count() else 0
    return Qt.Key.Key_F13.value <= code <= Qt.Key.Key_F35.value or code >= Qt.Key.Key_Back.value


def in_force(widget: QWidget, command: str) -> str:
    """The key that a command of the widget's window answers now, as this platform writes it; "" for none."""
    if not command:
        return ""
    top = widget
    while (parent := top.parentWidget()) is not None:
        top = parent
    action = top.findChild(QAction, command, Qt.FindChildOption.FindDirectChildrenOnly)
    return next(iter(shown_keys(action.shortcuts())), "") if isinstance(action, QAction) else ""


def beside(text: str, widget: QWidget, command: str) -> str:
    """A menu's text with the key that its command answers now."""
    keys = in_force(widget, command)
    return f"{text}\t{keys}" if keys else text


def plain(text: str) -> str:
    """A command's text within a sentence."""
    return text.removesuffix("…")


def _pressed(key: QKeySequence) -> QKeyCombination:
    """What is pressed for a key sequence of one chord."""
    # PySide6's types do not know that a sequence can be indexed.
    found = key[0]  # type: ignore[index]
    assert isinstance(found, QKeyCombination)
    return found
