"""One track in the mixer."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from vaecomposer.music.instruments import instrument_name
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.piece import Track
from vaecomposer.ui import words
from vaecomposer.ui.controls.knob import Knob
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.look import Look
from vaecomposer.ui.mixer.menus import (
    BUILT_IN,
    NOT_CONNECTED,
    channel_menu,
    instrument_menu,
    port_menu,
)
from vaecomposer.ui.mixer.parts import ROW, MixChip, MixLatch, Silencing, TrackName
from vaecomposer.ui.mixer.sayings import decibels, pan_words
from vaecomposer.ui.mixer.volume import VolumeSlider
from vaecomposer.ui.roll.ink import TrackInk

_CHANNEL_WIDTH = 68
_LEAST_COLUMN = 248
_LEAST_NAME, _LONGEST_NAME = 92, 150
_NAMES_SHARE = 0.55
"""What names get of the width that a column has to spare; faders get the rest."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What a row shows of a track: only what the mixer cares about, so that notes may change freely."""

    name: str
    program: int
    is_drums: bool
    channel: int
    mix: TrackMix
    heard: bool


def strip_of(track: Track, mix: TrackMix, *, heard: bool) -> Strip:
    """What a row shows of a track."""
    name = localised(track.name or track.role.value.title())
    return Strip(name, track.program or 0, track.is_drums, track.channel, mix, heard)


class MixerRow(QWidget):
    """Name, fader, pan, M and S; in the other view output and channel. Told what is, asks for other."""

    mix_wanted = Signal(object)  # TrackMix
    program_wanted = Signal(int)
    drag_ended = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip: Strip | None = None
        self._outputs: tuple[str, ...] = ()
        self._ports_view = False
        self._width = _LEAST_COLUMN
        self.name = TrackName(look, self)
        self.volume = VolumeSlider(look, self)
        self.pan = Knob(look, spoken=pan_words, parent=self)
        self.mute = MixLatch(look, Silencing.MUTE, self)
        self.solo = MixLatch(look, Silencing.SOLO, self)
        self.port = MixChip(look, 0, self)
        self.channel = MixChip(look, _CHANNEL_WIDTH, self)
        self.setFixedHeight(ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 10, 0)
        row.setSpacing(0)
        row.addWidget(self.name)
        row.addWidget(self.volume, 1)
        row.addSpacing(4)
        row.addWidget(self.pan)
        row.addSpacing(2)
        for widget in (self.mute, self.solo):
            row.addWidget(widget)
        row.addWidget(self.port, 1)
        row.addSpacing(2)
        row.addWidget(self.channel)
        self._connect()
        self.show_ports_view(on=False)

    def _connect(self) -> None:
        self.volume.moved.connect(self._set_volume)
        self.pan.moved.connect(self._set_pan)
        for slider in (self.volume, self.pan):
            slider.drag_ended.connect(self._end_drag)
        self.mute.clicked.connect(self.toggle_mute)
        self.solo.clicked.connect(self.toggle_solo)
        self.name.clicked.connect(lambda: self.name.pop(self.program_menu()))
        self.port.clicked.connect(lambda: self.port.pop(self.port_menu()))
        self.channel.clicked.connect(lambda: self.channel.pop(self.channel_menu()))

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """Everything in the row, from left to right."""
        return (
            self.name, self.volume, self.pan, self.mute, self.solo, self.port, self.channel,
        )  # fmt: skip

    # --- told ---------------------------------------------------------------------------------

    @property
    def strip(self) -> Strip:
        """What is shown."""
        assert self._strip is not None
        return self._strip

    def show_strip(self, strip: Strip, ink: TrackInk) -> None:
        """Shows a track."""
        renamed = self._strip is None or self._strip.name != strip.name
        self._strip, mix = strip, strip.mix
        instrument = localised(instrument_name(strip.program, is_drums=strip.is_drums))
        self.name.show_track(strip.name, instrument, ink, heard=strip.heard)
        if renamed:
            self._describe(strip.name)
        self.volume.show_ink(ink.front, heard=strip.heard)
        self.volume.show_volume(mix.volume)
        self.pan.show_value(100 * mix.pan)
        self.mute.setChecked(mix.mute)
        self.solo.setChecked(mix.solo)
        self._show_port()

    def show_outputs(self, outputs: tuple[str, ...]) -> None:
        """Offers the MIDI outputs there are."""
        self._outputs = outputs
        if self._strip is not None:
            self._show_port()

    def show_ports_view(self, *, on: bool) -> None:
        """Shows output and channel in place of fader, pan, M and S."""
        self._ports_view = on
        for widget in (self.volume, self.pan, self.mute, self.solo):
            widget.setVisible(not on)
        for chip in (self.port, self.channel):
            chip.setVisible(on)
        self.fit(self._width)

    def fit(self, width: int) -> None:
        """Gives the name what a column of some width can spare."""
        self._width = width
        spare = max(0.0, _NAMES_SHARE * (width - _LEAST_COLUMN))
        # Names of ports are longer than those of tracks.
        name = _LEAST_NAME if self._ports_view else min(_LONGEST_NAME, _LEAST_NAME + round(spare))
        self.name.setFixedWidth(name)

    def cancel_drag(self) -> bool:
        """Ends a drag where it began; False if there is none."""
        return self.volume.cancel_drag() or self.pan.cancel_drag()

    def _describe(self, name: str) -> None:
        for slider, help_ in ((self.volume, words.VOLUME), (self.pan, words.PAN)):
            slider.name_as(
                translate("Row", "{name} {control}").format(name=name, control=help_.name.lower())
            )
            slider.setToolTip(help_.tip)
            slider.setStatusTip(
                translate(
                    "Row",
                    "{name} {control}\n{sentence}.   Shift: finer   ·   double-click: {rest}",
                ).format(
                    name=name,
                    control=help_.name.lower(),
                    sentence=help_.sentence,
                    rest=decibels(1) if slider is self.volume else pan_words(0),
                )
            )
        for widget, help_, key in (
            (self.mute, words.MUTE, "M"),
            (self.solo, words.SOLO, "S"),
            (self.port, words.TRACK_PORT, ""),
            (self.channel, words.TRACK_CHANNEL, ""),
        ):
            named = replace(
                help_,
                name=translate("Row", "{control} {track}").format(control=help_.name, track=name),
            )
            words.describe(
                widget,
                named,
                translate("Row", "{key} for the front track").format(key=key) if key else "",
            )

    def _show_port(self) -> None:
        strip = self.strip
        port, own = strip.mix.port, strip.mix.channel
        absent = port is not None and port not in self._outputs
        text = BUILT_IN if port is None else port
        if absent:
            text = translate("Row", "{port} ({why})").format(port=port, why=NOT_CONNECTED)
        self.port.show_choice(translate("Row", "Built-in") if port is None else port, faint=absent)
        self.port.setAccessibleName(
            translate("Row", "Output of {name}, {output}").format(name=strip.name, output=text)
        )
        self.port.setToolTip(
            translate("Row", "{output}. {sentence}").format(
                output=text, sentence=words.TRACK_PORT.sentence
            )
        )
        number = (strip.channel if own is None else own) + 1
        self.channel.show_choice(translate("Row", "Ch {number}").format(number=number))
        self.channel.setEnabled(port is not None)
        self.channel.setAccessibleName(
            translate("Row", "MIDI channel of {name}, {number}").format(
                name=strip.name, number=number
            )
        )

    # --- wanted -------------------------------------------------------------------------------

    def toggle_mute(self) -> None:
        """Asks for the track to be silent, or to be heard again."""
        mix = self.strip.mix
        self.mute.setChecked(mix.mute)
        self._want_at_once(replace(mix, mute=not mix.mute))

    def toggle_solo(self) -> None:
        """Asks for this track alone, or for all again."""
        mix = self.strip.mix
        self.solo.setChecked(mix.solo)
        self._want_at_once(replace(mix, solo=not mix.solo))

    def program_menu(self) -> QMenu:
        """The menu of instruments, or of drum kits."""
        strip = self.strip
        return instrument_menu(
            self, strip.program, is_drums=strip.is_drums, picked=self.program_wanted.emit
        )

    def port_menu(self) -> QMenu:
        """The menu of outputs."""
        mix = self.strip.mix
        return port_menu(
            self, self._outputs, mix.port, lambda port: self._want_at_once(replace(mix, port=port))
        )

    def channel_menu(self) -> QMenu:
        """The menu of channels."""
        strip, mix = self.strip, self.strip.mix
        return channel_menu(
            self,
            strip.channel,
            mix.channel,
            lambda channel: self._want_at_once(replace(mix, channel=channel)),
        )

    def _set_volume(self, _way: float) -> None:
        self.name.say(decibels(self.volume.volume))
        self.mix_wanted.emit(replace(self.strip.mix, volume=self.volume.volume))

    def _set_pan(self, amount: float) -> None:
        self.name.say(pan_words(amount))
        self.mix_wanted.emit(replace(self.strip.mix, pan=round(amount / 100, 3)))

    def _end_drag(self) -> None:
        self.name.say("")
        self.drag_ended.emit()

    def _want_at_once(self, mix: TrackMix) -> None:
        self.mix_wanted.emit(mix)
        self.drag_ended.emit()
