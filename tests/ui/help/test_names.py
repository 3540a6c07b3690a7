"""What a screen reader meets: every control has a name of its own and a way to it by keys."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QApplication,
    QHeaderView,
    QLineEdit,
    QMenu,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from vaecomposer.session import song, takes
from vaecomposer.session.song import song_of
from vaecomposer.session.state import SessionState
from vaecomposer.ui.export.sheet import ExportSheet
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.transport.midi import MidiWishes

from ..conftest import make_piece, state_of

TAB = Qt.FocusPolicy.TabFocus


def filled() -> SessionState:
    """Several takes, one of them starred, a song, a lock."""
    state = state_of(make_piece(further=2))
    for number in (2, 3):
        state = takes.keep_copy(state)
        state = takes.rename(number, f"Lantern {number}")(state)
    for edit in (
        takes.star(2, on=True), takes.compare_with(1), song.add(1, name="Verse"),
        song.add(2, name="Chorus"), song.change(0, repeats=2),
    ):  # fmt: skip
        state = edit(state)
    return replace(state, shape=(10.0,) * 12)


@pytest.fixture
def full(window: MainWindow, qtbot: QtBot) -> MainWindow:
    state = filled()
    window.resize(1440, 900)
    window.show_state(state)
    window.show_song(song_of(state), playing=False)
    window.show_undo("Compose", "Move")
    window.show_devices(("Built-in",), "Built-in", "11 ms")
    window.show_ports(("Keys",), ("Bus 1",))
    window.show_midi(MidiWishes())
    QTest.qWait(20)
    window.activateWindow()
    return window


def is_control(widget: QWidget) -> bool:
    """Whether it takes keys or clicks: what only shows is read with the window's text."""
    inner = widget.objectName().startswith("qt_") or isinstance(
        widget, (QScrollBar, QMenu, QHeaderView)
    )
    if inner or not widget.isVisible():
        return False
    kinds = (QAbstractButton, QAbstractSlider, QLineEdit, QAbstractItemView)
    return isinstance(widget, kinds) or bool(widget.focusPolicy() & TAB)


def controls(root: QWidget) -> list[QWidget]:
    """All of a panel, the panel itself included."""
    return [w for w in (root, *root.findChildren(QWidget)) if is_control(w)]


def said(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", str)() or ""


def described(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return f"{type(widget).__name__} “{said(widget)}” in {type(parent).__name__}"


def complaints(root: QWidget) -> list[str]:
    """What is wrong with the controls of one panel, in words."""
    found = []
    everything = controls(root)
    for widget in everything:
        name = said(widget)
        kinds = {kind.__name__ for kind in type(widget).__mro__}
        if not name.strip():
            found.append(f"no name: {described(widget)}")
        elif name in kinds or re.fullmatch(r"[A-Za-z]+(Widget|Button|Slider|View)", name):
            found.append(f"name of a class: {described(widget)}")
        by_tab = widget.focusPolicy() & TAB or isinstance(widget.focusProxy(), QWidget)
        if not by_tab:
            found.append(f"not by Tab: {described(widget)}")
    counted = Counter(said(widget) for widget in everything)
    found += [f"twice: {name}" for name, count in counted.items() if count > 1 and name]
    return found


def panels(window: MainWindow) -> dict[str, QWidget]:
    return {
        "transport": window.transport,
        "shape": window.left.shape,
        "directions": window.left.directions,
        "strands": window.left.strands,
        "left": window.left,
        "mixer": window.mixer,
        "brief": window.centre.brief,
        "tabs": window.centre.tabs,
        "tools": window.centre.tools,
        "roll": window.centre.roll,
        "takes": window.dock.takes,
        "song": window.dock.song,
        "mood": window.pads.mood,
        "morph": window.pads.morph,
        "map": window.pads.map,
        "status": window.status,
    }


NAMES = (
    "transport", "shape", "directions", "strands", "left", "mixer", "brief", "tabs", "tools",
    "roll", "takes", "song", "mood", "morph", "map", "status",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_every_control_has_a_name_of_its_own_and_a_way_to_it(full: MainWindow, name: str) -> None:
    assert complaints(panels(full)[name]) == []


def test_nothing_in_the_window_is_left_out(full: MainWindow) -> None:
    inside = {w for panel in panels(full).values() for w in controls(panel)}
    inside.add(full.centre.all_tracks)  # between tabs and tools
    assert said(full.centre.all_tracks)
    for edge in full.columns.edges.values():  # between the columns
        inside.add(edge)
        assert said(edge)
    outside = [described(w) for w in controls(full) if w not in inside and w is not full]
    assert outside == []


def test_the_opened_strands_have_names(full: MainWindow) -> None:
    strands = full.left.strands
    for button in strands.findChildren(QAbstractButton):
        if button.isCheckable() and not button.isChecked() and button.isVisible():
            button.click()
    QTest.qWait(10)
    assert complaints(strands) == []


def test_the_ports_view_of_the_mixer_has_names(full: MainWindow) -> None:
    mixer = full.mixer
    before = len(controls(mixer))
    ports = next(b for b in mixer.findChildren(QAbstractButton) if "ports" in said(b).casefold())
    ports.click()
    QTest.qWait(10)
    assert complaints(mixer) == []
    assert controls(mixer)
    assert before


def test_the_helpers_have_names(full: MainWindow) -> None:
    guide = full.guide
    for name, card in (
        ("shortcuts", guide.sheet), ("palette", guide.palette), ("notes-table", guide.table),
        ("tour", guide.tour),
    ):  # fmt: skip
        guide.do(name)
        assert complaints(card) == [], name
        guide.close_newest()


def test_the_export_sheet_has_names(full: MainWindow, qtbot: QtBot) -> None:
    sheet = ExportSheet(full.look, full)
    qtbot.addWidget(sheet)
    sheet.show_music("Harbour Lights", "/music")
    sheet.show()
    assert complaints(sheet) == []
    sheet.close()


def test_the_empty_window_has_names(window: MainWindow) -> None:
    piece = make_piece()
    window.show_demos((piece, replace(piece, title="Other")))
    window.show_demo_sessions((("Evening", "3 takes, song", piece),))
    assert complaints(window.centre.empty) == []


def test_f6_visits_every_panel_and_comes_round(full: MainWindow) -> None:
    wanted = {
        name: panel
        for name, panel in panels(full).items()
        if any(w.isEnabled() and w.focusPolicy() & TAB for w in controls(panel))
    }
    assert len(wanted) >= 12
    visited: list[str] = []
    for _ in range(24):
        QTest.keyClick(full, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        visited += [n for n, p in wanted.items() if p is focus or p.isAncestorOf(focus)]
    assert set(wanted) - set(visited) == set()


@pytest.mark.parametrize("name", [n for n in NAMES if n not in ("left", "status", "strands")])
def test_tab_goes_through_a_panel_as_it_is_read(full: MainWindow, name: str) -> None:
    """Rows from the top, each from left to right: Tab never goes up, nor left within a row."""
    panel = panels(full)[name]
    inside = [w for w in controls(panel) if w.isEnabled() and w.focusPolicy() & TAB]
    order: list[QWidget] = []
    step = full.nextInFocusChain()
    while step is not full:
        if step in inside:
            order.append(step)
        step = step.nextInFocusChain()
    wrong = []
    for before, after in pairwise(order):
        a = before.mapTo(panel, QPoint(0, 0))
        b = after.mapTo(panel, QPoint(0, 0))
        same_row = abs(a.y() + before.height() / 2 - b.y() - after.height() / 2) < 14
        if (same_row and b.x() < a.x()) or (not same_row and b.y() + after.height() <= a.y()):
            wrong.append(f"{described(before)} → {described(after)}")
    assert wrong == []
