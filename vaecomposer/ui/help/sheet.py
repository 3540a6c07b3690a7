"""The table of shortcuts over the window: found by word or key, and changed there."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from vaecomposer.ui.actions import COMMANDS, GROUPS, Command
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.fonts import TITLE
from vaecomposer.ui.help.keymap import (
    Keymap,
    fixed,
    is_letter,
    native,
    plain,
    refusal,
    shown,
    shown_keys,
)
from vaecomposer.ui.help.over_card import OverCard
from vaecomposer.ui.help.own_keys import OWN_KEYS
from vaecomposer.ui.help.rows import Row, RowList
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.words import Help, describe

CLOSE = Help(translate("Sheet", "Close"), translate("Sheet", "Back to the music"))
USUAL = Help(
    translate("Sheet", "Back to the usual keys"),
    translate("Sheet", "Every command with the keys it came with"),
)
LETTERS = Help(
    translate("Sheet", "Single-letter keys"),
    translate("Sheet", "Letters, digits and signs are commands outside text fields"),
)
SPACE = Help(
    translate("Sheet", "Space presses buttons"),
    translate(
        "Sheet",
        "Space presses the button that has the keyboard, as screen readers expect; elsewhere it plays",
    ),
)
_HINT = translate("Sheet", "Enter on a line changes its key, Delete takes it away.")
_BARE = (
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr,
    Qt.Key.Key_CapsLock, Qt.Key.Key_unknown,
)  # fmt: skip


class ShortcutSheet(OverCard):
    """Every command with its keys, and the keys of controls."""

    keymap_picked = Signal(object)  # Keymap
    space_picked = Signal(bool)

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(look, QSize(620, 640), translate("Sheet", "Keyboard shortcuts"), window)
        self._keymap = Keymap()
        self._waiting: Command | None = None
        self._offered: QKeySequence | None = None
        self.field = QLineEdit(self)
        self.field.setAccessibleName(translate("Sheet", "Find a command or a key"))
        self.field.setPlaceholderText(translate("Sheet", "Find a command or a key"))
        self.field.setFixedHeight(28)
        self.list = RowList(look, translate("Sheet", "Commands and their keys"), self)
        self.said = Label(look, _HINT, ink="text2", wraps=True, parent=self)
        self.usual = Button(
            look, Kind.QUIET, translate("Sheet", "Back to the usual keys"), parent=self
        )
        self.letters = Button(
            look, Kind.LATCH, translate("Sheet", "Single-letter keys"), parent=self
        )
        self.space = Button(
            look, Kind.LATCH, translate("Sheet", "Space presses buttons"), parent=self
        )
        self.close_button = Button(look, Kind.QUIET, icon="close", parent=self, height=24)
        self._lay_out()
        self._connect()
        self._refresh()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        title = Label(
            self._look,
            translate("Sheet", "Keyboard shortcuts"),
            size=TITLE,
            weight=600,
            parent=self,
        )
        head.addWidget(title, 1)
        head.addWidget(self.close_button)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.letters, self.space):
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(self.usual)
        column = QVBoxLayout(self)
        column.setContentsMargins(self.inset, self.inset, self.inset, self.inset)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self.list, 1)
        column.addWidget(self.said)
        column.addLayout(foot)
        self.said.setMinimumHeight(34)

    def _connect(self) -> None:
        for button, words, keys in (
            (self.close_button, CLOSE, "Esc"), (self.usual, USUAL, ""), (self.letters, LETTERS, ""),
            (self.space, SPACE, ""),
        ):  # fmt: skip
            describe(button, words, keys)
        self.field.textChanged.connect(lambda _text: self._refresh())
        self.field.returnPressed.connect(self.ask_key)
        self.list.itemActivated.connect(lambda _item: self.ask_key())
        self.list.currentRowChanged.connect(lambda _row: self._stop_waiting())
        self.close_button.clicked.connect(self.close_now)
        self.usual.clicked.connect(
            lambda: self._pick(self._keymap.usual(), translate("Sheet", "The usual keys again."))
        )
        self.letters.clicked.connect(self._pick_letters)
        self.space.clicked.connect(self.space_picked)
        self.list.installEventFilter(self)
        self.field.installEventFilter(self)

    # --- told ---------------------------------------------------------------------------------

    def show_keymap(self, keymap: Keymap) -> None:
        """Shows which keys the commands have now."""
        self._keymap = keymap
        self.letters.setChecked(keymap.letters)
        self.usual.setEnabled(bool(keymap.own))
        self._refresh(keep=True)

    def show_space(self, *, on: bool) -> None:
        """Shows whether Space presses the focused button."""
        self.space.setChecked(on)

    def pop(self) -> None:
        """Opens, ready to be searched."""
        self._stop_waiting()
        self._say(_HINT)
        self.field.clear()
        self.open(self.field)

    @property
    def is_waiting(self) -> bool:
        """Whether the next key is meant for the chosen command."""
        return self._waiting is not None

    def _refresh(self, *, keep: bool = False) -> None:
        self.list.show_rows(self._rows(self.field.text().strip().casefold()), keep=keep)

    def _rows(self, query: str) -> tuple[Row, ...]:
        rows: list[Row] = []
        for group in GROUPS:
            self._add_group(
                rows, localised(group), query, [self._row(c) for c in COMMANDS if c.group == group]
            )
        for where in dict.fromkeys(own.where for own in OWN_KEYS):
            found = [
                Row("", own.text, (own.typed,) if own.typed else tuple(map(native, own.keys)))
                for own in OWN_KEYS
                if own.where == where
            ]
            self._add_group(rows, where, query, found)
        return tuple(rows)

    def _row(self, command: Command) -> Row:
        keymap = self._keymap
        keys = shown_keys(keymap.chosen(command.name))
        off = not keymap.letters and any(map(is_letter, keymap.chosen(command.name)))
        changed = "" if keymap.is_usual(command.name) else translate("Sheet", "yours")
        note = listed(translate("Sheet", "off") if off else "", changed)
        return Row(command.name, command.text, keys, note, enabled=not off)

    @staticmethod
    def _add_group(rows: list[Row], title: str, query: str, found: list[Row]) -> None:
        inside = query in title.casefold()
        fits = [row for row in found if inside or _fits(query, row)]
        if fits:
            rows.append(Row("", title, heading=True))
            rows += fits

    # --- changing a key -----------------------------------------------------------------------

    def ask_key(self) -> None:
        """Waits for the new key of the chosen line."""
        row = self.list.chosen
        if row is None:
            return
        if not row.name:
            self._say(
                translate(
                    "Sheet", "This key belongs to the control; only commands can have another."
                )
            )
            return
        command = next(c for c in COMMANDS if c.name == row.name)
        why = fixed(command.name)
        if why:
            self._say(why)
            return
        self._waiting, self._offered = command, None
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._say(
            translate(
                "Sheet", "Press the new key for {command}. Delete: no key. Esc: as it was."
            ).format(command=plain(command.text))
        )

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting = self._offered = None
            self._say(_HINT)

    def _take_key(self, event: QKeyEvent) -> None:
        command = self._waiting
        if command is None or event.key() in _BARE:
            return
        code, strong = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if code == Qt.Key.Key_Escape:
            self._stop_waiting()
            return
        if code in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not strong:
            self.take_away(command)
            return
        key = QKeySequence(event.keyCombination())
        why = refusal(command.name, key)
        if why:
            self._say(why)
            return
        holder = self._keymap.holder(key, command.name)
        if holder is not None and key != self._offered:
            self._offered = key
            self._say(
                translate(
                    "Sheet",
                    "{key} is {command} now. Press it again to give it to {wanted} all the same, or press another key.",
                ).format(key=shown(key), command=plain(holder.text), wanted=plain(command.text))
            )
            return
        self._waiting = self._offered = None
        lost = (
            translate("Sheet", " {command} has no key now.").format(command=plain(holder.text))
            if holder is not None
            else ""
        )
        changed = self._keymap.with_key(command.name, key)
        if holder is not None and changed.chosen(holder.name):
            lost = ""
        self._pick(
            changed,
            translate("Sheet", "{command} is {key} from now on.{lost}").format(
                command=plain(command.text), key=shown(key), lost=lost
            ),
        )

    def take_away(self, command: Command) -> None:
        """A command without a key; it stays in the list of commands."""
        self._waiting = self._offered = None
        self._pick(
            self._keymap.with_key(command.name, None),
            translate("Sheet", "{command} has no key now; {finder} finds it.").format(
                command=plain(command.text), finder=self._finder()
            ),
        )

    def _finder(self) -> str:
        """What opens the list of all commands."""
        keys = shown_keys(self._keymap.keys("palette"))
        return keys[0] if keys else translate("Sheet", "“Find any command” in the menu")

    def _pick_letters(self, on: bool) -> None:
        said = (
            translate("Sheet", "Letters are commands again.")
            if on
            else translate(
                "Sheet",
                "Letters do nothing now outside text fields; Space, arrows and Ctrl keys stay.",
            )
        )
        self._pick(Keymap(self._keymap.own, on), said)

    def _pick(self, keymap: Keymap, said: str) -> None:
        self.keymap_picked.emit(keymap)
        self._say(said)

    def _say(self, text: str) -> None:
        self.said.show_text(text)

    # --- Qt -----------------------------------------------------------------------------------

    def _tab_order(self) -> tuple[QWidget, ...]:
        return self.field, self.list, self.letters, self.space, self.usual, self.close_button

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self.list, self.field) and isinstance(event, QKeyEvent):
            return self._filter_key(watched, event)
        return super().eventFilter(watched, event)

    def _filter_key(self, watched: QObject, event: QKeyEvent) -> bool:
        if self._waiting is not None:
            event.accept()
            if event.type() is QEvent.Type.KeyPress:
                self._take_key(event)
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        key = event.key()
        if watched is self.field and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.list.step(1 if key == Qt.Key.Key_Down else -1)
            return True
        if watched is self.list:
            if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
                row = self.list.chosen
                command = next(
                    (c for c in COMMANDS if row is not None and c.name == row.name), None
                )
                if command is not None and not fixed(command.name):
                    self.take_away(command)
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.ask_key()
                return True
            if event.text().strip() and event.text().isprintable() and not event.modifiers():
                self.field.setFocus(Qt.FocusReason.OtherFocusReason)
                self.field.insert(event.text())
                return True
        return False


def _fits(query: str, row: Row) -> bool:
    """Whether all words typed are in the text, or what is typed is the key."""
    if query in (key.casefold() for key in row.keys):
        return True
    return all(word in row.text.casefold() for word in query.split())
