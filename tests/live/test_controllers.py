"""MIDI learn: reading controls, learning them, and taking over softly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.live.controllers import (
    CLOSE,
    Control,
    ControllerMap,
    ControlReader,
    Kind,
    Learner,
    Move,
    Moved,
    SoftTakeover,
    Waiting,
)

controls = st.one_of(
    st.builds(Control, st.just(Kind.CC7), st.integers(0, 15), st.integers(0, 97)),
    st.builds(Control, st.just(Kind.CC14), st.integers(0, 15), st.integers(0, 31)),
    st.builds(Control, st.just(Kind.BEND), st.integers(0, 15)),
    st.builds(Control, st.just(Kind.NOTE), st.integers(0, 15), st.integers(0, 127)),
)
targets = st.sampled_from(["shape.0", "shape.3", "mix.0.volume", "play"])
values = st.floats(0.0, 1.0)


@given(st.lists(st.tuples(controls, targets), max_size=20))
def test_one_control_has_one_target_and_one_target_one_control(
    bound: list[tuple[Control, str]],
) -> None:
    controller = ControllerMap("Keystation")
    for control, target in bound:
        controller = controller.with_binding(control, target)
        assert controller.target_of(control) == target
        assert controller.control_of(target) == control
    for i, a in enumerate(controller.controls):
        assert not any(a.shares_messages_with(b) for b in controller.controls[i + 1 :])
    names = [target for _, target in controller.bindings]
    assert len(names) == len(set(names))
    for _, target in bound:
        controller = controller.without_target(target)
        assert controller.control_of(target) is None
    assert controller == ControllerMap("Keystation")


def test_a_7_bit_knob_a_wheel_and_a_pad_are_read() -> None:
    reader = ControlReader()
    assert reader.receive(bytes((0xB3, 21, 127))) == Move(Control(Kind.CC7, 3, 21), 1.0)
    assert reader.receive(bytes((0xE1, 0, 64))) == Move(Control(Kind.BEND, 1), 0.5)
    assert reader.receive(bytes((0xE1, 127, 127))) == Move(Control(Kind.BEND, 1), 1.0)
    assert reader.receive(bytes((0x99, 36, 127))) == Move(Control(Kind.NOTE, 9, 36), 1.0)
    assert Control(Kind.NOTE, 9, 36).is_button


@pytest.mark.parametrize(
    "data",
    [b"", b"\xfe", b"\xf8", b"\x80\x40\x40", b"\x90\x40\x00", b"\xb0\x7b\x00", b"\xb0\x63\x01"],
)
def test_letting_go_clocks_and_modes_are_no_moves(data: bytes) -> None:
    assert ControlReader().receive(data) is None
    learner = Learner()
    learner.arm("shape.0")
    assert learner.receive(0.0, data) is None
    assert learner.poll(9.0) is None
    assert learner.target == "shape.0"


@given(st.integers(0, 16383), st.integers(0, 31), st.integers(0, 15))
def test_14_bits_that_were_learned_come_whole(value: int, number: int, channel: int) -> None:
    control = Control(Kind.CC14, channel, number)
    reader = ControlReader([control])
    assert reader.receive(bytes((0xB0 | channel, number, value >> 7))) is None
    move = reader.receive(bytes((0xB0 | channel, number + 32, value & 127)))
    assert move == Move(control, value / 16383.0)
    reader.learn([])
    move = reader.receive(bytes((0xB0 | channel, number + 32, 127)))
    if number + 32 < 98:
        assert move == Move(Control(Kind.CC7, channel, number + 32), 1.0)


@given(st.binary(max_size=5))
def test_no_bytes_raise_and_values_lie_between_0_and_1(data: bytes) -> None:
    move = ControlReader([Control(Kind.CC14, 0, 1)]).receive(bytes(b & 0x7F for b in data))
    assert move is None
    status = bytes((0x80 | data[0],)) if data else b""
    found = ControlReader().receive(status + bytes(b & 0x7F for b in data[1:]))
    assert found is None or 0.0 <= found.value <= 1.0


@given(controls, values)
def test_the_first_control_moved_is_learned(control: Control, value: float) -> None:
    learner = Learner()
    learner.arm("shape.3")
    amount = round(value * 127)
    status = {Kind.NOTE: 0x90, Kind.BEND: 0xE0}.get(control.kind, 0xB0) | control.channel
    if control.kind is Kind.NOTE:
        found = learner.receive(1.0, bytes((status, control.number, max(1, amount))))
    elif control.kind is Kind.BEND:
        assert learner.receive(1.0, bytes((status, 5, 64))) is None
        found = learner.receive(1.0, bytes((status, 0, 127)))
    else:
        found = learner.receive(1.0, bytes((status, control.number, amount)))
        if control.kind is Kind.CC14:
            assert found is None
            found = learner.receive(1.001, bytes((status, control.number + 32, 5)))
        elif control.number < 32:
            assert found is None
            assert learner.poll(1.01) is None
            found = learner.poll(1.05)
    assert found == (control, "shape.3")
    assert learner.target is None
    assert learner.receive(2.0, bytes((0x90, 1, 1))) is None


def test_another_knob_moved_meanwhile_does_not_take_the_place_of_the_first() -> None:
    learner = Learner()
    learner.arm("play")
    assert learner.receive(1.0, bytes((0xB0, 7, 10))) is None
    assert learner.receive(1.01, bytes((0xB0, 40, 10))) is None
    assert learner.receive(1.1, bytes((0xB0, 50, 10))) == (Control(Kind.CC7, 0, 7), "play")
    learner.arm("play")
    learner.arm(None)
    assert learner.receive(2.0, bytes((0xB0, 50, 10))) is None


def test_a_knob_takes_hold_when_it_comes_near_or_past_and_not_before() -> None:
    takeover = SoftTakeover()
    assert takeover.move("a", 0.1, 0.5) == Waiting("a", 0.1)
    assert takeover.move("a", 0.4, 0.5) == Waiting("a", 0.4)
    assert takeover.move("a", 0.6, 0.5) == Moved("a", 0.6)
    assert takeover.move("a", 0.9, 0.6) == Moved("a", 0.9)
    assert SoftTakeover().move("a", 0.5 + CLOSE, 0.5) == Moved("a", 0.5 + CLOSE)


def test_a_knob_loses_hold_when_the_value_was_changed_elsewhere() -> None:
    takeover = SoftTakeover()
    assert takeover.move("a", 0.5, 0.5) == Moved("a", 0.5)
    assert takeover.move("a", 0.52, 0.9) == Waiting("a", 0.52)
    assert takeover.move("a", 0.95, 0.9) == Moved("a", 0.95)
    takeover.forget("a")
    assert takeover.move("a", 0.2, 0.95) == Waiting("a", 0.2)


@given(st.lists(st.tuples(values, st.none() | values), min_size=1, max_size=40))
def test_a_value_never_jumps_further_than_the_knob_was_turned(
    turns: list[tuple[float, float | None]],
) -> None:
    takeover = SoftTakeover()
    current, before = 0.5, None
    for knob, elsewhere in turns:
        current = current if elsewhere is None else elsewhere
        found = takeover.move("a", knob, current)
        if isinstance(found, Moved):
            turned = 0.0 if before is None else abs(knob - before)
            assert abs(found.value - current) <= max(turned, 0.0) + 2 * CLOSE
            current = found.value
        before = knob
