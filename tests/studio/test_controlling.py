"""Knobs, faders, wheels and pads move a whole studio; the messages come as the engine tells them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vaecomposer.files.controller_maps import controller_file
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.mix import mix_of
from vaecomposer.settings import Settings
from vaecomposer.studio.controlling import NO_INPUT
from vaecomposer.ui.controls.shape_slider import ShapeSlider

from .conftest import PORT, Desk, desk_of

KNOB, PAD_ON, PAD_OFF, WHEEL = 0xB0, 0x99, 0x89, 0xE0
DENSITY = "shape.density"
C2 = 36


def density(desk: Desk) -> ShapeSlider:
    return desk.studio.window.left.shape.sliders[0]


def cc(value: int, number: int = 74) -> tuple[int, int, int]:
    return (KNOB, number, value)


def test_the_first_knob_that_moves_is_bound_and_moves_the_state(desk: Desk) -> None:
    desk.learn(DENSITY, cc(60), cc(61))
    desk.turn(cc(64), cc(127))
    assert density(desk).amount == 100
    assert desk.studio.document.state.shape[0] == 100
    desk.turn(cc(64))
    assert desk.studio.document.state.shape[0] == 0  # the middle of seven bits is the middle
    desk.turn(cc(70))
    assert desk.studio.document.state.shape[0] == 10
    desk.turn(cc(0))
    assert desk.studio.document.state.shape[0] == -100


def test_a_knob_does_not_jump_but_takes_hold_where_the_slider_stands(desk: Desk) -> None:
    slider, learning = density(desk), desk.studio.window.learning
    desk.learn(DENSITY, cc(10))
    slider.turn_to(0.75)
    desk.turn(cc(12), cc(40))
    assert slider.amount == 50
    assert slider._learning.knob == pytest.approx(40 / 128, abs=0.01)
    desk.turn(cc(90), cc(100))  # past it
    assert slider._learning.knob is None
    assert slider.amount == pytest.approx(57, abs=1)
    slider.turn_to(0.2)  # the hand takes it elsewhere
    desk.turn(cc(101))
    assert slider.amount == -60
    assert slider._learning.knob is not None
    learning.forget_requested.emit(DENSITY)
    assert slider._learning.knob is None


def test_fourteen_bits_are_finer_than_seven(desk: Desk) -> None:
    desk.learn(DENSITY, cc(64, 1), cc(0, 33))
    assert density(desk)._learning.tags == ("14-bit CC 1", "CC 1")
    seen = set()
    for fine in range(0, 128, 8):
        desk.turn(cc(64, 1), cc(fine, 33))
        seen.add(density(desk).amount)
    assert len(seen) >= 14
    assert max(seen) - min(seen) < 200 / 127
    assert set(desk.taken) == {(PORT, KNOB, 1), (PORT, KNOB, 33)}


def test_a_knob_of_seven_bits_with_a_low_number_is_known_when_no_fine_part_comes(
    desk: Desk,
) -> None:
    desk.studio.window.learning.arm(DENSITY)
    desk.clock -= 1  # long ago
    desk.turn(cc(64, 7))
    assert density(desk)._learning.tags == ("CC 7",)
    assert desk.taken == ((PORT, KNOB, 7),)


def test_a_wheel_moves_a_slider_and_rests_in_its_middle(desk: Desk) -> None:
    desk.learn(DENSITY, (WHEEL, 0, 80))
    desk.turn((WHEEL, 0, 64), (WHEEL, 127, 127))
    assert density(desk).amount == 100
    desk.turn((WHEEL, 0, 64))
    assert density(desk).amount == 0
    assert (PORT, WHEEL, 0) in desk.taken


def test_a_whole_turn_is_one_undo_step(desk: Desk, qtbot: QtBot) -> None:
    desk.learn(DENSITY, cc(64))
    desk.turn(*(cc(n) for n in range(64, 100)))
    first = density(desk).amount
    qtbot.waitUntil(lambda: not desk.studio.controlling.is_turning, timeout=2000)
    desk.turn(*(cc(n) for n in range(100, 120)))
    desk.studio.controlling.end_turn()
    assert density(desk).amount > first
    desk.studio.window.undo_requested.emit()
    assert density(desk).amount == first
    desk.studio.window.undo_requested.emit()
    assert density(desk).amount == 0
    assert desk.studio.document.undo_label == "Open"


def test_two_knobs_turned_at_once_are_one_step(desk: Desk) -> None:
    desk.learn(DENSITY, cc(64))
    desk.learn("shape.contour", cc(64, 75))
    for n in range(64, 100):
        desk.turn(cc(n), cc(n, 75))
    desk.studio.controlling.end_turn()
    assert all(desk.studio.document.state.shape[i] for i in (0, 5))
    desk.studio.window.undo_requested.emit()
    assert not any(desk.studio.document.state.shape)


def test_a_stream_is_heard_once_a_frame(desk: Desk) -> None:
    desk.learn(DENSITY, cc(64))
    desk.turn(cc(64))
    moves: list[float] = []
    density(desk).moved.connect(moves.append)
    desk.send(*(cc(n) for n in range(65, 127)), cc(127))
    desk.frame()
    assert moves == [100]
    desk.frame()
    assert moves == [100]


def test_pads_toggle_and_trigger_each_time_they_are_struck(desk: Desk) -> None:
    loop = desk.studio.document.state.loop.on
    desk.learn("loop", (PAD_ON, C2, 100))
    desk.send((PAD_OFF, C2, 0), (PAD_ON, C2, 90))
    desk.frame()
    assert desk.studio.document.state.loop.on is not loop
    desk.send((PAD_OFF, C2, 0), (PAD_ON, C2, 90), (PAD_ON, C2, 0), (PAD_ON, C2, 90))
    desk.frame()
    assert desk.studio.document.state.loop.on is not loop  # twice within a frame
    pressed: list[bool] = []
    desk.studio.window.compose_requested.connect(lambda: pressed.append(True))
    desk.learn("compose", (PAD_ON, C2 + 1, 100))
    assert not pressed  # what taught it did not do it
    desk.turn((PAD_OFF, C2 + 1, 0), (PAD_ON, C2 + 1, 30))
    assert pressed == [True]


def test_a_button_that_sends_a_controller_acts_when_it_goes_down(desk: Desk) -> None:
    loop = desk.studio.document.state.loop.on
    desk.learn("loop", cc(127))
    desk.turn(cc(0))
    assert desk.studio.document.state.loop.on is loop
    desk.turn(cc(127), cc(127), cc(0))
    assert desk.studio.document.state.loop.on is not loop


def test_a_pad_brings_a_slider_to_rest_and_back(desk: Desk) -> None:
    desk.learn(DENSITY, (PAD_ON, C2, 100))
    density(desk).turn_to(0.7)
    desk.turn((PAD_ON, C2, 1))
    assert density(desk).amount == 0
    desk.turn((PAD_ON, C2, 100))
    assert density(desk).amount == 40
    desk.studio.window.undo_requested.emit()
    assert density(desk).amount == 0


def test_nothing_moves_while_the_songbook_is_not_open(desk: Desk) -> None:
    desk.learn(DENSITY, cc(64))
    desk.studio.window.show_songbook(None)
    desk.turn(cc(64), cc(100))
    assert desk.studio.document.state.shape[0] == 0


def test_one_control_moves_one_thing_and_one_thing_has_one_control(desk: Desk) -> None:
    sliders = desk.studio.window.left.shape.sliders
    desk.learn(DENSITY, cc(64))
    desk.learn("shape.range", cc(64))
    assert not sliders[0]._learning.tags
    assert sliders[3]._learning.tags == ("CC 74",)
    desk.learn("shape.range", cc(64, 75))
    assert sliders[3]._learning.tags == ("CC 75",)
    desk.turn(cc(100))
    assert not any(desk.studio.document.state.shape)


def test_another_controller_takes_a_target_over(qtbot: QtBot, folder: Path) -> None:
    desk = desk_of(qtbot, Settings(midi_inputs=(PORT, "Faders")))
    desk.learn(DENSITY, cc(64))
    desk.learn(DENSITY, cc(64, 80), port="Faders")
    assert "Faders" in density(desk).toolTip()
    assert PORT not in density(desk).toolTip()
    assert desk.taken == (("Faders", KNOB, 80),)
    desk.studio.close()


def test_a_second_studio_knows_what_the_first_has_learnt(desk: Desk, qtbot: QtBot) -> None:
    desk.learn(DENSITY, cc(64))
    desk.learn("shape.harmonic-rhythm", cc(64, 1), cc(0, 33))
    desk.studio.close()
    second = desk_of(qtbot)
    assert density(second)._learning.tags == ("CC 74",)
    assert set(second.taken) == {(PORT, KNOB, n) for n in (74, 1, 33)}
    second.turn(cc(64), cc(127))
    assert second.studio.document.state.shape[0] == 100
    second.turn(cc(64, 1), cc(0, 33), cc(96, 1), cc(0, 33))
    assert second.studio.document.state.shape[8] == pytest.approx(50, abs=0.1)
    second.studio.close()


def test_what_is_forgotten_stays_forgotten(desk: Desk, qtbot: QtBot) -> None:
    desk.learn(DENSITY, cc(64))
    desk.studio.window.learning.forget_requested.emit(DENSITY)
    assert not density(desk)._learning.tags
    assert desk.taken == ()
    desk.turn(cc(64), cc(120))
    assert desk.studio.document.state.shape[0] == 0
    desk.studio.close()
    second = desk_of(qtbot)
    assert not density(second)._learning.tags
    second.studio.close()


def test_a_damaged_file_is_told_in_a_sentence_and_put_aside(qtbot: QtBot, folder: Path) -> None:
    path = controller_file(PORT, folder)
    path.parent.mkdir(parents=True)
    path.write_text("{ half")
    desk = desk_of(qtbot)
    (said,) = desk.studio.window._toasts.texts
    assert "damaged" in said
    assert PORT in said
    desk.learn(DENSITY, cc(64))
    assert json.loads(path.read_text())["bindings"][0]["target"] == DENSITY
    assert path.with_suffix(".kept").read_text() == "{ half"
    desk.studio.close()


def test_without_an_input_it_says_where_to_choose_one(qtbot: QtBot, folder: Path) -> None:
    desk = desk_of(qtbot, Settings())
    desk.studio.window.learning.arm(DENSITY)
    assert desk.studio.window.learning.armed is None
    assert desk.studio.window._toasts.texts == (NO_INPUT,)
    desk.studio.close()


def test_a_pad_that_is_held_while_it_is_learnt_is_let_go_in_the_instrument(desk: Desk) -> None:
    desk.learn("loop", (PAD_ON, C2, 100))
    assert not desk.rig.chosen or not desk.taken
    desk.turn((PAD_OFF, C2, 0))
    assert set(desk.taken) == {(PORT, PAD_ON, C2), (PORT, PAD_OFF, C2)}


def test_the_tempo_follows_a_knob(desk: Desk) -> None:
    desk.learn("tempo", cc(64))
    desk.turn(cc(30), cc(64))
    shown = desk.studio.document.state.shown
    assert shown is not None
    assert shown.bpm == pytest.approx(140, abs=0.01)
    desk.turn(cc(65))
    assert round(desk.studio.window.transport.display.tempo.bpm) == 142


def test_the_mixer_is_played_by_faders_and_pads(desk: Desk) -> None:
    document = desk.studio.document
    desk.learn("mix.2.volume", cc(64))
    desk.learn("mix.2.pan", cc(64, 75))
    desk.learn("mix.3.mute", (PAD_ON, C2, 100))
    desk.turn(cc(80), cc(127), cc(64, 75), cc(0, 75), (PAD_ON, C2, 100))
    assert document.state.mix[1].volume == pytest.approx(2, abs=0.01)
    assert document.state.mix[1].pan == -1
    assert document.state.mix[2].mute
    desk.turn((PAD_ON, C2, 100))
    assert not mix_of(document.state.mix, 2).mute
    desk.studio._open_demo(0)
    row = desk.studio.window.mixer.rows[1]
    assert "CC 74" in row.volume.toolTip()
    found = desk.studio.window.learning.find("mix.2.volume")
    assert found is not None
    assert found.name == f"Volume of {row.strip.name}"


def test_the_targets_keep_their_names(desk: Desk) -> None:
    targets = set(desk.studio.window.learning.targets)
    assert {f"shape.{s.name.lower().replace(' ', '-')}" for s in SHAPES} <= targets
    assert {f"direction.{n}" for n in range(1, 17)} <= targets
    assert {"surprise", "tempo", "compose", "play", "loop", "undo", "redo", "tap"} <= targets
