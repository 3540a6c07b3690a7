"""Tempo, lamp, meters, device."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from vaecomposer.ui.look import Look
from vaecomposer.ui.transport.device import DeviceButton
from vaecomposer.ui.transport.midi import MidiButton
from vaecomposer.ui.transport.readings import Lamp, TransportReadings, meter_share
from vaecomposer.ui.transport.tempo import TapTempo, TempoField

Left, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def tempo(qtbot: QtBot, look: Look) -> TempoField:
    made = TempoField(look)
    qtbot.addWidget(made)
    made.show()
    return made


def test_taps_give_the_tempo_of_their_beat() -> None:
    now = [0.0]
    taps = TapTempo(lambda: now[0])
    assert taps.tap() is None
    for _ in range(5):
        now[0] += 0.5
        assert taps.tap() == 120.0


def test_a_pause_begins_a_new_row_of_taps() -> None:
    now = [0.0]
    taps = TapTempo(lambda: now[0])
    taps.tap()
    now[0] = 5.0
    assert taps.tap() is None
    now[0] = 6.0
    assert taps.tap() == 60.0


def test_dragging_up_is_faster(tempo: TempoField) -> None:
    asked: list[float] = []
    tempo.bpm_changed.connect(asked.append)
    QTest.mousePress(tempo, Left, NONE, QPoint(10, 30))
    QTest.mouseMove(tempo, QPoint(10, 10))
    QTest.mouseRelease(tempo, Left, NONE, QPoint(10, 10))
    assert asked[-1] == 106.0


def test_a_typed_tempo_is_asked_for_and_nonsense_is_not(tempo: TempoField, qtbot: QtBot) -> None:
    asked: list[float] = []
    tempo.bpm_changed.connect(asked.append)
    for text in ("132,5", "fast"):
        tempo.edit()
        field = tempo.findChildren(QLineEdit)[-1]
        field.setText(text)
        QTest.keyClick(field, Qt.Key.Key_Return)
        qtbot.wait(5)
    assert asked == [132.5]


def test_the_tempo_stays_within_its_limits(tempo: TempoField) -> None:
    asked: list[float] = []
    tempo.bpm_changed.connect(asked.append)
    tempo.ask(5)
    tempo.ask(4000)
    assert asked == [20.0, 400.0]


def test_the_lamp_tells_by_shape_how_the_sound_fares(qtbot: QtBot, look: Look) -> None:
    lamp = Lamp(look)
    qtbot.addWidget(lamp)
    lamp.show_readings(TransportReadings(0.2, 0, 0, 0))
    assert lamp.state == "ok"
    lamp.show_readings(TransportReadings(0.8, 0, 0, 0))
    assert lamp.state == "hot"
    lamp.show_readings(TransportReadings(0.2, 1, 0, 0))
    assert lamp.state == "gap"
    assert lamp.accessibleName() == "Load 20 percent, 1 drop-outs"


def test_meters_are_empty_in_silence_and_full_at_full_scale() -> None:
    assert meter_share(0) == 0
    assert meter_share(1) == 1
    assert meter_share(0.5) == pytest.approx(0.875, abs=0.01)


def test_the_device_button_names_the_device_or_silence(qtbot: QtBot, look: Look) -> None:
    button = DeviceButton(look)
    qtbot.addWidget(button)
    button.show_devices(("Scarlett",), "Scarlett", "11.6 ms")
    assert button.accessibleName() == "Audio device, Scarlett, 11.6 ms"
    button.show_devices((), None, "")
    assert "Silent" in button.accessibleName()


def test_a_sentence_in_the_midi_menu_does_not_make_it_wide(qtbot: QtBot, look: Look) -> None:
    button = MidiButton(look)
    qtbot.addWidget(button)
    trouble = (
        "This system offers no MIDI. Everything else works. On Linux, load the kernel module snd-seq or "
        "start JACK; then look for ports again."
    )
    button.show_ports((), (), trouble)
    menu = button.menu()
    assert menu.sizeHint().width() < 400
    lines = [action.text() for action in menu.actions()]
    assert " ".join(lines[: lines.index("")]) == trouble
