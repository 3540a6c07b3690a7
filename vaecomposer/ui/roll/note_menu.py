"""The menus of the right button: every command for notes, and for bars in the ruler."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from vaecomposer.music.note_changes import Placed
from vaecomposer.ui.roll.editing import RollEditor

Entry = tuple[str, str, Callable[[], None], bool] | None
"""Text, keys, deed, and whether it can be done now; None for a line."""


def note_menu(roll: RollEditor, placed: Placed | None, tick: float, ghost: str = "") -> QMenu:
    """Commands for the selected notes, and for the one under the pointer.

    Args:
        roll: does them.
        placed: the note under the pointer.
        tick: where the pointer is.
        ghost: name of the track behind the front one whose note is under the pointer.
    """
    some = bool(roll.selected)
    finder_says = roll.is_locked(placed) if placed is not None else False
    entries: tuple[Entry, ...] = (
        ("Cut", "Ctrl+X", roll.cut, some),
        ("Copy", "Ctrl+C", roll.copy, some),
        ("Paste", "Ctrl+V", roll.paste, roll.clip is not None),
        ("Duplicate", "Ctrl+D", roll.duplicate, some),
        ("Delete", "Del", roll.delete, some),
        None,
        ("Split here", "B", lambda: roll.split_at(placed, tick), placed is not None),
        ("Glue", "J", lambda: roll.glue(placed), some),
        ("Quantise", "Q", lambda: roll.quantise(None), True),
        ("Humanise", "H", roll.humanise, True),
        None,
        ("Octave up", "Shift+Up", lambda: roll.transpose(12), some),
        ("Octave down", "Shift+Down", lambda: roll.transpose(-12), some),
        ("Longer", "Shift+Right", lambda: roll.lengthen(1), some),
        ("Shorter", "Shift+Left", lambda: roll.lengthen(-1), some),
        ("Louder", "Alt+Up", lambda: roll.change_velocity(5), some),
        ("Softer", "Alt+Down", lambda: roll.change_velocity(-5), some),
        None,
        ("Unlock" if finder_says else "Lock", "L", roll.lock, some),
        ("Unlock all", "Shift+L", roll.unlock_requested.emit, roll.holds_locks),
        None,
        ("Select all", "Ctrl+A", roll.select_all, True),
        ("Loop selection", "Ctrl+L", roll.loop_selection, some),
        ("Zoom to selection", "Z", roll.zoom_to_selection, some),
    )
    menu = _menu(roll, entries)
    if ghost and placed is not None:
        track = placed[0]
        first = menu.actions()[0]
        action = menu.addAction(f"Bring {ghost} in front")
        action.triggered.connect(lambda _on=False: roll.front_wanted.emit(track))
        menu.insertAction(first, action)
        menu.insertSeparator(first)
    return menu


def bar_menu(roll: RollEditor, bar: int) -> QMenu:
    """Commands for a bar in the ruler, or for all selected ones if it is one of them."""
    state = roll.state
    chosen = state.bars if bar in state.bars else frozenset((bar,))
    what = f"bar {bar + 1}" if len(chosen) == 1 else f"{len(chosen)} bars"
    held = chosen <= state.locks.bars
    picked = bar in state.bars
    entries: tuple[Entry, ...] = (
        (
            f"{'Unlock' if held else 'Lock'} {what}",
            "",
            lambda: roll.bars_locked.emit(chosen, not held),
            True,
        ),
        (
            f"Select {what}" if not picked else "Select no bars",
            "Ctrl+click",
            lambda: roll.bars_selected.emit(frozenset() if picked else chosen),
            True,
        ),
        (f"Loop {what}", "", lambda: roll.loop_bars(chosen), True),
        None,
        ("Select its notes", "", lambda: roll.select_notes_of(chosen), True),
        ("Paste here", "", lambda: roll.paste_at(bar), roll.clip is not None),
        None,
        ("Unlock all", "Shift+L", roll.unlock_requested.emit, roll.holds_locks),
    )
    return _menu(roll, entries)


def _menu(roll: RollEditor, entries: tuple[Entry, ...]) -> QMenu:
    menu = QMenu(roll)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        text, keys, deed, can = entry
        # The window's own actions hold the keys; here they are only shown.
        action = menu.addAction(f"{text}\t{keys}" if keys else text)
        action.setEnabled(can)
        action.triggered.connect(lambda _on=False, do=deed: do())
    return menu
