"""The musician's own keys."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from vaecomposer.ui.actions import COMMANDS
from vaecomposer.ui.help.keymap import Keymap, is_letter, keymap_of, refusal, shown_keys


@pytest.fixture(autouse=True)
def application(qtbot: QtBot) -> None:
    """Platform keys need it."""


def texts(keymap: Keymap, name: str) -> list[str]:
    return [key.toString() for key in keymap.keys(name)]


def test_a_command_can_have_another_key_and_the_usual_one_again() -> None:
    mine = Keymap().with_key("tap", QKeySequence("W"))
    assert texts(mine, "tap") == ["W"]
    assert mine.rows == ("tap=W",)
    assert mine.with_key("tap", QKeySequence("T")).rows == ()
    assert mine.usual() == Keymap()


def test_a_key_that_is_taken_over_leaves_its_command_without_one() -> None:
    mine = Keymap().with_key("tap", QKeySequence("K"))
    assert texts(mine, "tap") == ["K"]
    assert texts(mine, "metronome") == []
    assert mine.holder(QKeySequence("K"), "tap") is None


def test_a_command_with_two_keys_keeps_the_other() -> None:
    mine = Keymap().with_key("tap", QKeySequence("Del"))
    assert texts(mine, "delete") == ["Backspace"]


def test_without_letters_only_keys_with_ctrl_and_those_that_write_nothing_are_left() -> None:
    quiet = Keymap(letters=False)
    assert texts(quiet, "tap") == texts(quiet, "count-in") == texts(quiet, "bar-back") == []
    assert texts(quiet, "play") == ["Space"]
    assert texts(quiet, "to-start") == ["Home"]
    assert "Ctrl+Return" in texts(quiet, "compose")
    assert quiet.chosen("tap") != ()


@pytest.mark.parametrize(
    ("key", "writes"),
    [("T", True), ("Shift+K", True), ("[", True), ("1", True), ("Space", False), ("F2", False),
     ("Ctrl+K", False), ("Home", False), ("Esc", False)],
)  # fmt: skip
def test_letters_are_keys_that_write(key: str, writes: bool) -> None:
    assert is_letter(QKeySequence(key)) is writes


def test_what_is_remembered_comes_back_and_nonsense_does_not() -> None:
    mine = Keymap().with_key("tap", QKeySequence("K")).with_key("loop", None)
    assert keymap_of(mine.rows, letters=True) == mine
    rows = ("no such=K", "tap", "escape=W", "tap=Tab", "tap=Ctrl+X, Ctrl+Y", "tap=Alt+W", "=", "")
    assert keymap_of(rows, letters=False) == Keymap(letters=False)


def test_remembered_keys_never_clash() -> None:
    for rows in (("tap=K", "loop=K"), ("tap=K",), ("loop=K", "metronome=K"), ("tap=Del",)):
        made = keymap_of(rows, letters=True)
        given = [key.toString() for c in COMMANDS for key in made.keys(c.name)]
        assert len(given) == len(set(given)), rows


@pytest.mark.parametrize(
    "key", ["Tab", "Return", "Left", "Esc", "F10", "Alt+W", "Ctrl+Space", "F6", "F1"]
)
def test_keys_that_are_needed_elsewhere_are_refused_in_a_sentence(key: str) -> None:
    why = refusal("tap", QKeySequence(key))
    assert why.endswith(".")
    assert refusal("tap", QKeySequence("W")) == ""
    assert refusal("escape", QKeySequence("W")).startswith("Cancel keeps its key")


def test_keys_that_hardly_a_keyboard_has_are_not_told_of() -> None:
    def told(*names: str) -> tuple[str, ...]:
        return shown_keys(QKeySequence(name) for name in names)

    assert told("Ctrl+Z", "F14") == ("Ctrl+Z",)
    assert told("Open", "Ctrl+O") == ("Ctrl+O",)
    assert told("F12", "Ctrl+Ins") == ("F12", "Ctrl+Ins")
    assert told("F14") == ("F14",)  # the musician's own choice
