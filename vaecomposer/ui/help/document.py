"""Writes ``docs/keyboard.md`` from the two tables: ``python -m vaecomposer.ui.help.document``."""

from __future__ import annotations

import sys
from itertools import groupby

from PySide6.QtGui import QKeySequence

from vaecomposer.ui.actions import COMMANDS, GROUPS, Command
from vaecomposer.ui.help.own_keys import OWN_KEYS
from vaecomposer.ui.language.catalogue import SOURCE, VARIABLE, catalogue

_STANDARD = QKeySequence.StandardKey

STANDARD: dict[QKeySequence.StandardKey, tuple[tuple[str, ...], tuple[str, ...]]] = {
    _STANDARD.SelectAll: (("Ctrl+A",), ("Ctrl+A",)),
    _STANDARD.Cut: (("Ctrl+X",), ("Ctrl+X",)),
    _STANDARD.Copy: (("Ctrl+C",), ("Ctrl+C",)),
    _STANDARD.Paste: (("Ctrl+V",), ("Ctrl+V",)),
    _STANDARD.ZoomIn: (("Ctrl++",), ("Ctrl++",)),
    _STANDARD.ZoomOut: (("Ctrl+-",), ("Ctrl+-",)),
    _STANDARD.Undo: (("Ctrl+Z",), ("Ctrl+Z",)),
    _STANDARD.Redo: (("Ctrl+Shift+Z", "Ctrl+Y"), ("Ctrl+Shift+Z",)),
    _STANDARD.New: (("Ctrl+N",), ("Ctrl+N",)),
    _STANDARD.Open: (("Ctrl+O",), ("Ctrl+O",)),
    _STANDARD.Save: (("Ctrl+S",), ("Ctrl+S",)),
    _STANDARD.SaveAs: (("Ctrl+Shift+S",), ("Ctrl+Shift+S",)),
    _STANDARD.HelpContents: (("F1",), ("Ctrl+?",)),
    _STANDARD.FullScreen: (("F11",), ("Meta+Ctrl+F",)),
    _STANDARD.Quit: (("Ctrl+Q",), ("Ctrl+Q",)),
}
"""What the platforms' own keys are as a rule: on Linux and Windows, and on macOS."""

_MAC = {"Ctrl": "⌘", "Shift": "⇧", "Alt": "⌥", "Meta": "⌃"}
_NAMES = {
    "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Del": "Delete", "PgUp": "Page up",
    "PgDown": "Page down", "Return": "Enter",
}  # fmt: skip

_HEAD = """# The keyboard

<!-- Written by `python -m vaecomposer.ui.help.document`; change the tables, not this file. -->

Inside the program, F1 shows this table as it stands on your machine; there, too, keys can be changed,
and single letters switched off. Letters and signs are commands only outside text fields. Ctrl+K (⌘K) finds
any command by its name, also those that have no key.
"""


def portable(command: Command, *, mac: bool = False) -> tuple[str, ...]:
    """The keys of a command as text, each once."""
    found: list[str] = []
    for key in command.keys:
        wanted = (key,) if isinstance(key, str) else STANDARD[key][mac]
        found += [text for text in wanted if text not in found]
    return tuple(found)


def written(key: str, *, mac: bool = False) -> str:
    """A key sequence as people write it."""
    *modifiers, last = key.removesuffix("++").split("+")
    if key.endswith("++"):
        modifiers, last = [*modifiers, last], "+"
    last = _NAMES.get(last, last)
    if mac:
        order = sorted(modifiers, key=["Meta", "Alt", "Shift", "Ctrl"].index)
        return "".join(_MAC[name] for name in order) + last
    return "+".join([*modifiers, last])


def document() -> str:
    """The whole page."""
    parts = [_HEAD]
    for group in GROUPS:
        rows = [
            (c.text.removesuffix("…"), _cell(portable(c)), _cell(portable(c, mac=True), mac=True))
            for c in COMMANDS
            if c.group == group and c.keys
        ]
        if rows:
            parts.append(_table(group, rows))
    parts.append(
        "# What controls answer themselves\n\nA control that has the keyboard takes these before the "
        "window does. Tab goes from control to control, F6 from panel to panel.\n"
    )
    for where, keys in groupby(OWN_KEYS, key=lambda own: own.where):
        parts.append(
            _table(
                where,
                [
                    (own.text, own.typed or _cell(own.keys), own.typed or _cell(own.keys, mac=True))
                    for own in keys
                ],
            )
        )
    return "\n".join(parts)


def _cell(keys: tuple[str, ...], *, mac: bool = False) -> str:
    # A key that is two keys of one keyboard is written once.
    return ", ".join(dict.fromkeys(f"`{written(key, mac=mac)}`" for key in _once(keys)))


def _once(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Without the keypad's Enter, which is the other Enter."""
    return tuple(key for key in keys if key != "Ctrl+Enter")


def _table(title: str, rows: list[tuple[str, str, str]]) -> str:
    lines = [f"## {title}", "", "| | Linux, Windows | macOS |", "|-|-|-|"]
    lines += [f"| {text} | {keys} | {mac} |" for text, keys, mac in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if not catalogue().is_source:
        sys.exit(f"The page is English: run this again with {VARIABLE}={SOURCE}.")
    sys.stdout.write(document())
