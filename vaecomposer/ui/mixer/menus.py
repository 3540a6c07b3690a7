"""The mixer's menus: instruments by family, drum kits, MIDI ports and channels."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from vaecomposer.music.instruments import DRUM_KITS, FAMILIES
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised

BUILT_IN = translate("Menus", "Built-in sounds")
NOT_CONNECTED = translate("Menus", "not connected")
CHANNELS = 16


def instrument_menu(
    parent: QWidget, program: int, *, is_drums: bool, picked: Callable[[int], None]
) -> QMenu:
    """General MIDI's instruments by family, or the drum kits; the present one is marked."""
    menu = _menu(parent)
    group = QActionGroup(menu)
    if is_drums:
        for number, name in DRUM_KITS.items():
            _choice(menu, group, localised(name), partial(picked, number), is_on=number == program)
        return menu
    number = 0
    for family, names in FAMILIES:
        inner = QMenu(localised(family), menu)
        inner.menuAction().setCheckable(True)
        inner.menuAction().setChecked(number <= program < number + len(names))
        menu.addMenu(inner)
        for name in names:
            _choice(inner, group, localised(name), partial(picked, number), is_on=number == program)
            number += 1
    return menu


def port_menu(
    parent: QWidget,
    outputs: tuple[str, ...],
    port: str | None,
    picked: Callable[[str | None], None],
) -> QMenu:
    """The built-in sounds and every MIDI output; one that is remembered but absent stands there greyed."""
    menu = _menu(parent)
    group = QActionGroup(menu)
    _choice(menu, group, BUILT_IN, partial(picked, None), is_on=port is None)
    menu.addSeparator()
    for name in outputs:
        _choice(menu, group, name, partial(picked, name), is_on=name == port)
    if port is not None and port not in outputs:
        absent = translate("Menus", "{port} ({why})").format(port=port, why=NOT_CONNECTED)
        _choice(menu, group, absent, partial(picked, port), is_on=True).setEnabled(False)
    elif not outputs:
        menu.addAction(translate("Menus", "No MIDI ports")).setEnabled(False)
    return menu


def channel_menu(
    parent: QWidget, own: int, channel: int | None, picked: Callable[[int | None], None]
) -> QMenu:
    """The track's own channel and all sixteen, counted from 1."""
    menu = _menu(parent)
    group = QActionGroup(menu)
    own_words = translate("Menus", "The track's own ({own})").format(own=own + 1)
    _choice(menu, group, own_words, partial(picked, None), is_on=channel is None)
    menu.addSeparator()
    for number in range(CHANNELS):
        text = translate("Menus", "Channel {number}").format(number=number + 1)
        _choice(menu, group, text, partial(picked, number), is_on=number == channel)
    return menu


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu


def _choice(
    menu: QMenu, group: QActionGroup, text: str, deed: Callable[[], None], *, is_on: bool
) -> QAction:
    action = QAction(text.replace("&", "&&"), menu, checkable=True, checked=is_on)
    action.triggered.connect(lambda _on=False: deed())
    group.addAction(action)
    menu.addAction(action)
    return action
