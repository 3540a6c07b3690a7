"""The menus of the right button: every command for notes, and for bars in the ruler."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from vaecomposer.music.note_changes import Placed
from vaecomposer.ui.help.keymap import in_force, native
from vaecomposer.ui.language.catalogue import translate
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
    keys = partial(in_force, roll)
    some = bool(roll.selected)
    finder_says = roll.is_locked(placed) if placed is not None else False
    entries: tuple[Entry, ...] = (
        (translate("NoteMenu", "Cut"), keys("cut"), roll.cut, some),
        (translate("NoteMenu", "Copy"), keys("copy"), roll.copy, some),
        (translate("NoteMenu", "Paste"), keys("paste"), roll.paste, roll.clip is not None),
        (translate("NoteMenu", "Duplicate"), keys("duplicate"), roll.duplicate, some),
        (translate("NoteMenu", "Delete"), keys("delete"), roll.delete, some),
        None,
        (
            translate("NoteMenu", "Split here"),
            keys("split"),
            lambda: roll.split_at(placed, tick),
            placed is not None,
        ),
        (translate("NoteMenu", "Glue"), keys("glue"), lambda: roll.glue(placed), some),
        (translate("NoteMenu", "Quantise"), keys("quantise"), lambda: roll.quantise(None), True),
        (translate("NoteMenu", "Humanise"), keys("humanise"), roll.humanise, True),
        None,
        (translate("NoteMenu", "Octave up"), native("Shift+Up"), lambda: roll.transpose(12), some),
        (
            translate("NoteMenu", "Octave down"),
            native("Shift+Down"),
            lambda: roll.transpose(-12),
            some,
        ),
        (translate("NoteMenu", "Longer"), native("Shift+Right"), lambda: roll.lengthen(1), some),
        (translate("NoteMenu", "Shorter"), native("Shift+Left"), lambda: roll.lengthen(-1), some),
        (translate("NoteMenu", "Louder"), native("Alt+Up"), lambda: roll.change_velocity(5), some),
        (
            translate("NoteMenu", "Softer"),
            native("Alt+Down"),
            lambda: roll.change_velocity(-5),
            some,
        ),
        None,
        (
            translate("NoteMenu", "Unlock") if finder_says else translate("NoteMenu", "Lock"),
            keys("lock"),
            roll.lock,
            some,
        ),
        (
            translate("NoteMenu", "Unlock all"),
            keys("unlock-all"),
            roll.unlock_requested.emit,
            roll.holds_locks,
        ),
        None,
        (translate("NoteMenu", "Select all"), keys("select-all"), roll.select_all, True),
        (
            translate("NoteMenu", "Loop selection"),
            keys("loop-selection"),
            roll.loop_selection,
            some,
        ),
        (
            translate("NoteMenu", "Zoom to selection"),
            keys("zoom-selection"),
            roll.zoom_to_selection,
            some,
        ),
    )
    menu = _menu(roll, entries)
    if ghost and placed is not None:
        track = placed[0]
        first = menu.actions()[0]
        action = menu.addAction(translate("NoteMenu", "Bring {ghost} in front").format(ghost=ghost))
        action.triggered.connect(lambda _on=False: roll.front_wanted.emit(track))
        menu.insertAction(first, action)
        menu.insertSeparator(first)
    return menu


def bar_menu(roll: RollEditor, bar: int) -> QMenu:
    """Commands for a bar in the ruler, or for all selected ones if it is one of them."""
    keys = partial(in_force, roll)
    state = roll.state
    chosen = state.bars if bar in state.bars else frozenset((bar,))
    what = (
        translate("NoteMenu", "bar {bar}").format(bar=bar + 1)
        if len(chosen) == 1
        else translate("NoteMenu", "{count} bars").format(count=len(chosen))
    )
    held = chosen <= state.locks.bars
    picked = bar in state.bars
    entries: tuple[Entry, ...] = (
        (
            (
                translate("NoteMenu", "Unlock {what}")
                if held
                else translate("NoteMenu", "Lock {what}")
            ).format(what=what),
            "",
            lambda: roll.bars_locked.emit(chosen, not held),
            True,
        ),
        (
            translate("NoteMenu", "Select {what}").format(what=what)
            if not picked
            else translate("NoteMenu", "Select no bars"),
            "Ctrl+click",
            lambda: roll.bars_selected.emit(frozenset() if picked else chosen),
            True,
        ),
        (
            translate("NoteMenu", "Loop {what}").format(what=what),
            "",
            lambda: roll.loop_bars(chosen),
            True,
        ),
        None,
        (translate("NoteMenu", "Select its notes"), "", lambda: roll.select_notes_of(chosen), True),
        (
            translate("NoteMenu", "Paste here"),
            "",
            lambda: roll.paste_at(bar),
            roll.clip is not None,
        ),
        None,
        (
            translate("NoteMenu", "Unlock all"),
            keys("unlock-all"),
            roll.unlock_requested.emit,
            roll.holds_locks,
        ),
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
        # The window's own actions, or the roll itself, answer the keys; here they are only shown.
        action = menu.addAction(f"{text}\t{keys}" if keys else text)
        action.setEnabled(can)
        action.triggered.connect(lambda _on=False, do=deed: do())
    return menu
