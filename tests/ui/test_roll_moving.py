"""A crowded view that zooms or pans: the last picture stretched, and a true one when the hand rests."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from vaecomposer.bench.roll import crowded_piece
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.roll import moving
from vaecomposer.ui.roll.roll import RollView

from .conftest import make_piece, state_of


@pytest.fixture
def roll(window: MainWindow, qtbot: QtBot) -> RollView:
    window.show_state(state_of(crowded_piece(2000)))
    qtbot.wait(150)
    found = window.centre.roll
    found._moving._cost_ms = 1000.0  # as on a slow machine
    return found


def pixels(roll: RollView) -> npt.NDArray[np.int16]:
    image = roll.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    bits = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return bits[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(np.int16)


def off(a: npt.NDArray[np.int16], b: npt.NDArray[np.int16]) -> float:
    """Mean difference of two pictures' shades."""
    return float(np.abs(a - b).mean())


def drawn_anew(roll: RollView) -> npt.NDArray[np.int16]:
    """The true picture of what is in view."""
    roll._moving._rest.stop()
    roll._moving._cost_ms = 0.0
    return pixels(roll)


@pytest.mark.parametrize(
    "move",
    [
        lambda roll: roll.zoom(1.3),
        lambda roll: (roll.zoom(4.0), roll.pan(300, 0)),
        lambda roll: roll.pan(0, 24),
        lambda roll: (roll.zoom(3.0), roll.zoom(0.6)),
    ],
    ids=["zoom", "zoom and pan", "pan down", "zoom in and out"],
)
def test_the_stretched_picture_is_like_the_true_one(roll: RollView, move: object) -> None:
    before = pixels(roll)
    move(roll)  # type: ignore[operator]
    stretched = pixels(roll)
    assert roll._moving._rest.isActive()
    true = drawn_anew(roll)
    assert off(stretched, true) < 0.75 * off(before, true)


def test_keys_and_the_lanes_names_stay_where_they_are(roll: RollView) -> None:
    before = pixels(roll)
    roll.zoom(2.0)
    assert np.array_equal(pixels(roll)[:, :40], before[:, :40])


def test_at_rest_the_true_picture_is_shown(roll: RollView, qtbot: QtBot) -> None:
    roll.zoom(1.5)
    stretched = pixels(roll)
    qtbot.waitUntil(lambda: not roll._moving._rest.isActive())
    roll._moving._cost_ms = 0.0
    qtbot.wait(50)
    assert off(pixels(roll), stretched) > 0
    assert np.array_equal(pixels(roll), drawn_anew(roll))


def test_on_a_long_way_it_is_drawn_now_and_then(
    roll: RollView, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(moving.time, "monotonic", lambda: clock[0])
    drawn: list[int] = []
    draw = roll._scene._draw
    monkeypatch.setattr(roll._scene, "_draw", lambda *facts: (drawn.append(1), draw(*facts))[1])
    roll._moving.note_drawn(1000.0)
    for _ in range(60):
        clock[0] += 1 / 60
        roll.zoom(1.02)
        pixels(roll)
        roll._moving._cost_ms = 1000.0
    assert len(drawn) == 1


def test_few_notes_and_other_music_are_drawn_at_once(window: MainWindow, qtbot: QtBot) -> None:
    window.show_state(state_of(make_piece()))
    qtbot.wait(50)
    roll = window.centre.roll
    roll._moving._cost_ms = 2.0
    roll.zoom(2.0)
    pixels(roll)
    assert not roll._moving._rest.isActive()
    roll._moving._cost_ms = 1000.0
    roll.zoom(1.5)
    pixels(roll)
    assert roll._moving._rest.isActive()
    window.show_state(state_of(make_piece(8)))
    shown = pixels(roll)
    assert np.array_equal(shown, drawn_anew(roll))
