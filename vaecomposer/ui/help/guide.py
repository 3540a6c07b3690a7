"""Everything that helps: it opens the sheet, the palette, the tour and the table of notes of one window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from vaecomposer.music.note import Note
from vaecomposer.session.state import SessionState
from vaecomposer.ui.actions import COMMANDS
from vaecomposer.ui.bars import BarMap
from vaecomposer.ui.help.announcing import Announcer
from vaecomposer.ui.help.keymap import Keymap, in_force, shown_keys, wear
from vaecomposer.ui.help.notes_table import NotesTable
from vaecomposer.ui.help.palette import CommandPalette
from vaecomposer.ui.help.rows import Row
from vaecomposer.ui.help.sheet import ShortcutSheet
from vaecomposer.ui.help.stops import stops
from vaecomposer.ui.help.tour import Tour
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.words import show_keys

if TYPE_CHECKING:
    from vaecomposer.ui.main_window import MainWindow

_HELP = ("palette", "shortcuts", "tour", "notes-table", "single-keys", "space-presses")
_NOT_LISTED = ("palette", "escape")
_TAKE = "take:"


class Guide(QObject):
    """The window's helpers. They hold no music and nothing waits for them."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._state = SessionState()
        self._bars = BarMap(())
        self._keymap = Keymap()
        self._space_presses = False
        self.sheet = ShortcutSheet(window.look, window)
        self.palette = CommandPalette(window.look, window)
        self.table = NotesTable(window.look, window)
        self.tour = Tour(window.look, stops(window), window)
        self.announcer = Announcer(window.centre.roll)
        self.sheet.keymap_picked.connect(self._take_keymap)
        self.sheet.space_picked.connect(self._take_space)
        self.palette.picked.connect(self._run)
        self.table.note_picked.connect(self._select)
        self.tour.ended.connect(window.tour_ended)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow_focus)
        self.show_keys(self._keymap)

    def do(self, name: str) -> None:
        """Does a command of help."""
        {
            "palette": self.open_palette,
            "shortcuts": self.sheet.pop,
            "tour": self.tour.begin,
            "notes-table": self.open_table,
            "single-keys": self.toggle_letters,
            "space-presses": self.toggle_space,
        }[name]()

    # --- told ---------------------------------------------------------------------------------

    def show_state(self, state: SessionState, bars: BarMap) -> None:
        """Follows the session."""
        self._state, self._bars = state, bars
        self.table.show_state(state, bars)
        self.announcer.show_piece(state.shown, bars)

    def show_keys(self, keymap: Keymap) -> None:
        """Lets the commands answer a keymap's keys."""
        self._keymap = keymap
        wear(self._window.actions_table, keymap)
        self._give_space()
        show_keys(self._window)
        self._window.left.show_keys(in_force(self._window, "compose"))
        self.sheet.show_keymap(keymap)
        self._check("single-keys", on=keymap.letters)

    def show_space(self, *, on: bool) -> None:
        """Shows whether Space presses the focused button."""
        self._space_presses = on
        self._give_space()
        self.sheet.show_space(on=on)
        self._check("space-presses", on=on)

    def _check(self, name: str, *, on: bool) -> None:
        action = self._window.actions_table[name]
        action.setCheckable(True)
        action.setChecked(on)

    # --- opened -------------------------------------------------------------------------------

    def open_palette(self) -> None:
        """Opens the list of all commands and takes."""
        self.palette.pop(self._rows())

    def open_table(self) -> None:
        """Opens the table of notes, at a selected one."""
        selected = [
            note for track, note in self._window.centre.roll.selected if track == self._state.front
        ]
        self.table.pop(self._state, self._bars, min(selected, default=None))

    def close_newest(self) -> bool:
        """Closes what is open; False if nothing is."""
        return any(
            close()
            for close in (
                self.palette.close_now, self.sheet.close_now, self.table.close_now, self.tour.end,
            )
        )  # fmt: skip

    def toggle_letters(self) -> None:
        """Single-letter keys on or off."""
        self._take_keymap(Keymap(self._keymap.own, not self._keymap.letters))

    def toggle_space(self) -> None:
        """Space to the focused button, or to play."""
        self._take_space(not self._space_presses)

    def _rows(self) -> tuple[Row, ...]:
        table = self._window.actions_table
        rows = [
            Row(
                c.name,
                c.text,
                shown_keys(table[c.name].shortcuts()),
                ""
                if not table[c.name].isCheckable()
                else translate("Guide", "on")
                if table[c.name].isChecked()
                else translate("Guide", "off"),
                enabled=table[c.name].isEnabled(),
            )
            for c in COMMANDS
            if c.name not in _NOT_LISTED
        ]
        rows += [
            Row(
                f"{_TAKE}{take.number}",
                localised(take.title),
                (),
                translate("Guide", "take in front")
                if take.number == self._state.take
                else translate("Guide", "take"),
            )
            for take in reversed(self._state.takes)
        ]
        return tuple(rows)

    def _run(self, name: str) -> None:
        if name.startswith(_TAKE):
            self._window.take_picked.emit(int(name.removeprefix(_TAKE)))
            return
        # After the palette has gone and the keyboard is back where it was: deeds look at the focus.
        QTimer.singleShot(0, self._window.actions_table[name].trigger)

    def _select(self, track: int, note: Note) -> None:
        roll = self._window.centre.roll
        roll.select({(track, note)})
        roll.setFocus()

    # --- keys ---------------------------------------------------------------------------------

    def _take_keymap(self, keymap: Keymap) -> None:
        self.show_keys(keymap)
        self._window.keys_picked.emit(keymap.rows, keymap.letters)

    def _take_space(self, on: bool) -> None:
        self.show_space(on=on)
        self._window.space_picked.emit(on)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self._space_presses:
            self._give_space(now)

    def _give_space(self, focus: QWidget | None = None) -> None:
        """While a button has the keyboard and may have Space, play has to do without it."""
        focus = focus or QApplication.focusWidget()
        keys = self._keymap.keys("play")
        if self._space_presses and isinstance(focus, QAbstractButton):
            keys = tuple(key for key in keys if key.toString() != "Space")
        self._window.actions_table.use_keys("play", keys)


def help_deeds(window: MainWindow) -> dict[str, Callable[[], None]]:
    """What the commands of help do; the guide is made after the table of commands."""

    def deed(name: str) -> Callable[[], None]:
        return lambda: window.guide.do(name)

    return {name: deed(name) for name in _HELP}
