"""The collector of cycles frees what is new often, and everything when the musician is away."""

from __future__ import annotations

import gc
import time
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from vaecomposer.studio.garbage import Garbage


class Knot:
    """Holds itself."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def garbage(qtbot: QtBot) -> Iterator[Garbage]:
    before = gc.get_threshold()
    garbage = Garbage()
    yield garbage
    garbage.deleteLater()
    gc.set_threshold(*before)
    gc.unfreeze()


def test_python_never_looks_through_everything_by_itself(garbage: Garbage) -> None:
    assert gc.isenabled()
    assert gc.get_threshold()[2] > 10**9
    assert gc.get_freeze_count() > 1000


def test_new_cycles_are_freed_and_lasting_things_are_left(garbage: Garbage) -> None:
    knot, lasting = Knot(), Knot()
    freed, kept = weakref.ref(knot), weakref.ref(lasting)
    del knot
    garbage.tidy()
    assert freed() is None
    assert kept() is lasting
    frozen = gc.get_freeze_count()
    del lasting
    garbage.tidy()
    assert kept() is not None  # taken for lasting
    assert gc.get_freeze_count() >= frozen


def test_turning_to_another_program_frees_what_lasted_too(
    garbage: Garbage, monkeypatch: pytest.MonkeyPatch
) -> None:
    knot = Knot()
    freed = weakref.ref(knot)
    garbage.tidy()
    del knot
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert freed() is not None  # not so soon again
    later = time.monotonic() + 3600
    monkeypatch.setattr(time, "monotonic", lambda: later)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert freed() is not None
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert freed() is None
