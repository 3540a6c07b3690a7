"""One source for the keys: the tables in the program write the page in `docs`."""

from __future__ import annotations

import platform
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from vaecomposer.paths import checkout
from vaecomposer.ui.actions import COMMANDS, GROUPS, sequences
from vaecomposer.ui.help.document import STANDARD, document, portable, written
from vaecomposer.ui.help.own_keys import OWN_KEYS

PAGE = checkout() / "docs" / "keyboard.md"

DESIGN = {
    "play": "Space", "play-loop": "Shift+Space", "to-start": "Home", "to-end": "End",
    "bar-back": ",", "bar-on": ".", "loop": "C", "loop-selection": "Ctrl+L", "loop-start": "I",
    "loop-end": "O", "tap": "T", "metronome": "K", "count-in": "Shift+K", "quantum-step": "1",
    "quantum-beat": "2", "quantum-bar": "3", "compose": "Ctrl+Return",
    "compose-selection": "Ctrl+Shift+Return", "palette": "Ctrl+K", "lock": "L",
    "unlock-all": "Shift+L", "dice": "R", "dice-panel": "Shift+R", "mute": "M", "solo": "S",
    "midi-learn": "Shift+M", "take-previous": "[", "take-next": "]", "take-swap": "X",
    "take-star": "F", "take-rename": "F2", "tool-select": "V", "tool-draw": "P",
    "tool-erase": "E", "quantise": "Q", "humanise": "H", "ghosts": "G", "scale": "N",
    "front-1": "Ctrl+1", "front-8": "Ctrl+8", "zoom-in": "Ctrl+=", "zoom-out": "Ctrl+-",
    "zoom-fit": "Ctrl+0", "zoom-selection": "Z", "undo": "Ctrl+Z", "cut": "Ctrl+X",
    "copy": "Ctrl+C", "paste": "Ctrl+V", "select-all": "Ctrl+A", "duplicate": "Ctrl+D",
    "delete": "Del", "new": "Ctrl+N", "open": "Ctrl+O", "save": "Ctrl+S",
    "save-as": "Ctrl+Shift+S", "export": "Ctrl+E", "left-column": "Ctrl+B",
    "right-column": "Ctrl+Shift+B", "next-panel": "F6", "previous-panel": "Shift+F6",
    "shortcuts": "F1", "preferences": "Ctrl+,", "full-screen": "F11", "quit": "Ctrl+Q",
    "escape": "Esc",
}  # fmt: skip
"""The design's table of keys; "Ctrl+I" opens too."""


def test_the_page_is_what_the_tables_say() -> None:
    hint = "run python -m vaecomposer.ui.help.document > docs/keyboard.md"
    assert PAGE.read_text(encoding="utf-8") == document(), hint


def test_every_command_of_the_design_that_exists_has_its_key() -> None:
    wrong = [
        (command.name, DESIGN[command.name])
        for command in COMMANDS
        if command.name in DESIGN and DESIGN[command.name] not in portable(command)
    ]
    assert wrong == []


@pytest.mark.parametrize("mac", [False, True])
def test_no_key_is_two_commands(mac: bool) -> None:
    counted = Counter(key for command in COMMANDS for key in portable(command, mac=mac))
    assert [key for key, count in counted.items() if count > 1] == []


def test_no_key_of_this_platform_is_two_commands(qtbot: QtBot) -> None:
    counted = Counter(k.toString() for command in COMMANDS for k in sequences(command.keys))
    assert [key for key, count in counted.items() if count > 1] == []


def test_no_key_is_two_things_in_one_control() -> None:
    counted = Counter((own.where, key) for own in OWN_KEYS for key in own.keys)
    assert [key for key, count in counted.items() if count > 1] == []


def test_every_key_in_the_tables_is_one(qtbot: QtBot) -> None:
    texts = [key for own in OWN_KEYS for key in own.keys]
    texts += [key for c in COMMANDS for mac in (False, True) for key in portable(c, mac=mac)]
    assert [text for text in texts if QKeySequence(text).toString() != text] == []


def test_every_command_stands_under_a_heading() -> None:
    assert {command.group for command in COMMANDS} <= set(GROUPS)
    assert [c.name for c in COMMANDS if c.group == "More"] == []
    standard = {k for c in COMMANDS for k in c.keys if not isinstance(k, str)}
    assert standard <= set(STANDARD)


def test_keys_are_written_as_the_platforms_do() -> None:
    assert written("Ctrl+Shift+A") == "Ctrl+Shift+A"
    assert written("Ctrl+Shift+A", mac=True) == "⇧⌘A"
    assert written("Ctrl++") == "Ctrl++"
    assert written("Ctrl++", mac=True) == "⌘+"
    assert written("Alt+Up", mac=True) == "⌥↑"


@pytest.mark.skipif(platform.system() == "Darwin", reason="⌘ takes Ctrl's place there")
def test_what_desktops_need_is_left_to_them() -> None:
    keys = [key for command in COMMANDS for key in portable(command)]
    assert not [k for k in keys if k.startswith("Alt+") or "Ctrl+Alt" in k]
    assert not {"Ctrl+Space", "F10", "Ctrl+H", "Ctrl+M"} & set(keys)
