"""The window's own controls that a controller can be taught to move."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QAbstractButton

from vaecomposer.music.attributes import SHAPES
from vaecomposer.ui.controls.slider import Slider
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.learning.learning import Learning
from vaecomposer.ui.mixer.row import MixerRow
from vaecomposer.ui.pads.pad import Pad
from vaecomposer.ui.pads.right_column import RightColumn
from vaecomposer.ui.panel.left_column import LeftColumn
from vaecomposer.ui.transport.tempo import TempoField
from vaecomposer.ui.transport.transport import Transport

_SLOWEST, _FASTEST = 40.0, 240.0
"""The tempi a knob spans, so that 128 places are near enough to each other."""


def register_left(learning: Learning, left: LeftColumn) -> None:
    """Compose and the sliders."""
    register_button(learning, "compose", left.compose, translate("Controls", "Compose a take"))
    register_slider(learning, "surprise", left.surprise, translate("Controls", "Surprise"))
    register_slider(learning, "variation", left.variation, translate("Controls", "Variation"))
    for shape, slider in zip(SHAPES, left.shape.sliders, strict=True):
        word = shape.name.lower().replace(" ", "-")
        register_slider(learning, f"shape.{word}", slider, localised(shape.name))
    for number, direction in enumerate(left.directions.sliders, 1):
        register_slider(
            learning,
            f"direction.{number}",
            direction,
            translate("Controls", "Direction {number}").format(number=number),
        )
    left.strands.built.connect(lambda: _register_strands(learning, left))


def _register_strands(learning: Learning, left: LeftColumn) -> None:
    """The strands, once there are sliders for them."""
    for number, strand in enumerate(left.strands.sliders, 1):
        register_slider(
            learning,
            f"strand.{number}",
            strand,
            translate("Controls", "Strand {number}").format(number=number),
        )


def register_transport(learning: Learning, transport: Transport) -> None:
    """The keys of the transport, and the tempo."""
    for target, button, name in (
        ("play", transport.play, translate("Controls", "Play or stop")),
        ("to-start", transport.to_start, translate("Controls", "To the start")),
        ("undo", transport.undo, translate("Controls", "Undo")),
        ("redo", transport.redo, translate("Controls", "Redo")),
        ("loop", transport.loop, translate("Controls", "Loop")),
        ("record", transport.record, translate("Controls", "Record")),
        ("metronome", transport.metronome, translate("Controls", "Metronome")),
        ("tap", transport.display.tap, translate("Controls", "Tap tempo")),
    ):
        register_button(learning, target, button, name)
    register_tempo(learning, transport.display.tempo)


def register_mixer(learning: Learning, rows: Sequence[MixerRow]) -> None:
    """Volume, pan, mute and solo of every track, from 1. Told of the same rows again, does nothing."""
    for number, row in enumerate(rows, 1):
        name = row.strip.name
        volume = translate("Controls", "Volume of {name}").format(name=name)
        known = learning.find(f"mix.{number}.volume")
        if known is not None and known.widget is row.volume and known.name == volume:
            continue
        register_slider(learning, f"mix.{number}.volume", row.volume, volume)
        register_slider(
            learning,
            f"mix.{number}.pan",
            row.pan,
            translate("Controls", "Pan of {name}").format(name=name),
        )
        register_button(
            learning,
            f"mix.{number}.mute",
            row.mute,
            translate("Controls", "Mute {name}").format(name=name),
        )
        register_button(
            learning,
            f"mix.{number}.solo",
            row.solo,
            translate("Controls", "Solo {name}").format(name=name),
        )


def register_pads(learning: Learning, pads: RightColumn) -> None:
    """Both ways of every pad."""
    for target, pad, name, ways in (
        (
            "mood",
            pads.mood.pad,
            translate("Controls", "Mood"),
            (translate("Controls", "dark to bright"), translate("Controls", "calm to driven")),
        ),
        (
            "morph",
            pads.morph.pad,
            translate("Controls", "Morph"),
            (translate("Controls", "left to right"), translate("Controls", "bottom to top")),
        ),
        (
            "map",
            pads.map.pad,
            translate("Controls", "Map"),
            (translate("Controls", "left to right"), translate("Controls", "bottom to top")),
        ),
    ):
        for axis, (letter, way) in enumerate(zip("xy", ways, strict=True)):
            register_pad(learning, f"{target}.{letter}", pad, axis, listed(name, way))


def register_pad(learning: Learning, target: str, pad: Pad, axis: int, name: str) -> None:
    """One way of a pad, from left to right (0) or from the bottom up (1)."""
    learning.register(
        target,
        pad,
        lambda: pad.share(axis),
        lambda share: pad.turn_to(axis, share),
        name=name,
        done=pad.drag_ended.emit,
        rest=0.5,
    )


def register_slider(learning: Learning, target: str, slider: Slider, name: str) -> None:
    """A slider, or what is one: a turn of a knob is one entry of the history, as a drag is."""
    learning.register(
        target,
        slider,
        lambda: slider.share,
        slider.turn_to,
        name=name,
        done=slider.drag_ended.emit,
        rest=slider.rest_share,
    )


def register_button(
    learning: Learning, target: str, button: QAbstractButton, name: str = ""
) -> None:
    """A button: a press on the controller is a click on it."""
    learning.register(
        target,
        button,
        lambda: float(button.isChecked()),
        _click(button),
        "toggle" if button.isCheckable() else "trigger",
        name=name,
    )


def register_tempo(learning: Learning, tempo: TempoField) -> None:
    """The tempo, over the tempi that music has."""
    span = _FASTEST - _SLOWEST
    learning.register(
        "tempo",
        tempo,
        lambda: min(1.0, max(0.0, (tempo.bpm - _SLOWEST) / span)),
        lambda share: tempo.ask(_SLOWEST + span * share),
        name="Tempo",
        done=tempo.drag_ended.emit,
        rest=(120.0 - _SLOWEST) / span,
    )


def _click(button: QAbstractButton) -> Callable[[float], None]:
    return lambda _value: button.click()
