"""The studio's dealings with the sound engine: what is heard, where, and how it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from vaecomposer.audio.score import Quantum
from vaecomposer.audio.sequencer import Loop
from vaecomposer.audio.soundfont import bundled_soundfont, find_soundfonts
from vaecomposer.engine.api import (
    DeviceChoice,
    DeviceNews,
    Engine,
    MidiArrived,
    MidiChoice,
    Performed,
    PortsNews,
    Readings,
    SynthChoice,
    SynthNews,
    Trouble,
)
from vaecomposer.music.piece import Piece
from vaecomposer.session.song import Song
from vaecomposer.session.state import SessionState
from vaecomposer.settings import Settings
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.main_window import MainWindow, TransportReadings

SILENT = ""
"""The remembered device of a musician who wants no sound."""


class Sounding(QObject):
    """Lets the state be heard, and shows what the engine tells. Lives on the GUI thread.

    Args:
        engine: plays.
        window: shows.
        settings: remembered choices; `settings` holds the newer ones.
    """

    settings_changed = Signal(object)  # Settings
    midi_arrived = Signal(object)  # MidiArrived
    performed = Signal(object)  # Performed
    ports_changed = Signal(object)  # PortsNews

    def __init__(self, engine: Engine, window: MainWindow, settings: Settings) -> None:
        super().__init__()
        self.engine = engine
        self._window = window
        self.settings = settings
        self.quantum = (
            Quantum(settings.quantum) if settings.quantum in set(Quantum) else Quantum.BEAT
        )
        self.readings = Readings()
        self.devices = DeviceNews((), None, 0, 0, 0.0)
        self.ports = PortsNews((), ())
        self._heard: Piece | None = None
        self._loop = Loop(0, 0)
        self._midi = MidiChoice()
        # Whether the song plays, and where in the take in front it is then; see `Taking`.
        self.plays_song: Callable[[], bool] = lambda: False
        self.take_tick: Callable[[float], float] = lambda tick: tick
        self.heard_tick: Callable[[float], float] = lambda tick: tick
        self._wire()

    def _wire(self) -> None:
        window = self._window
        window.seek_requested.connect(self._seek)
        window.quantum_changed.connect(self._set_quantum)
        window.audition.connect(self.engine.audition)
        window.device_picked.connect(self._pick_device)
        window.sound_format_picked.connect(self._pick_format)
        window.soundfont_picked.connect(self.choose_soundfont)
        window.rescan_requested.connect(self._rescan)
        window.metronome_toggled.connect(self._set_metronome)
        window.count_in_picked.connect(self._set_count_in)
        window.panic_requested.connect(self.engine.panic)

    # Starting and ending.

    def start(self) -> None:
        """Tells the engine what is remembered."""
        engine, settings = self.engine, self.settings
        engine.choose_synth(SynthChoice(settings.soundfont, settings.synth))
        engine.choose_device(self._device_choice())
        engine.set_metronome(settings.metronome)
        engine.set_count_in(settings.count_in)
        self._window.show_quantum(self.quantum.value)
        self._window.show_metronome(settings.metronome, settings.count_in)
        self._window.show_sound_format(settings.sample_rate, settings.block_frames)
        self._show_soundfonts()

    def close(self) -> None:
        """Ends the sound."""
        self.engine.close()

    # What is heard.

    def follow(self, state: SessionState, song: Song | None = None) -> None:
        """Lets a state be heard, or its song in place of the take in front."""
        piece = state.shown if song is None else song.piece
        if piece is None and self._heard is not None:  # undone to the beginning
            self.engine.stop()
            self._heard = None
        self.engine.set_mix(state.mix if song is None else song.mix)
        self.engine.set_swing(state.swing)
        if piece is not None and piece is not self._heard:
            if self._goes_on_in(piece):
                self.engine.replace(piece, self.quantum)
            else:
                self.engine.load(piece)
            self._heard = piece
        start, end = (0, song.piece.length) if song else (state.loop.start, state.loop.end)
        self._loop = Loop(start, end, state.loop.on, _resolution(piece))
        self.engine.set_loop(self._loop)

    def forget(self) -> None:
        """Whatever comes next is loaded from its beginning."""
        self._heard = None

    @property
    def has_music(self) -> bool:
        """Whether there is anything to play."""
        return self._heard is not None

    @property
    def quarters(self) -> float:
        """Where the music stands, in quarter notes: in the song while that plays, else in the take in front."""
        return self.readings.position / _resolution(self._heard)

    @property
    def loop_quarters(self) -> float:
        """Quarter notes after which the music begins anew; 0 while it does not."""
        loop = self._loop
        return max(0, loop.end - loop.start) / loop.ticks_per_quarter if loop.on else 0.0

    def toggle(self) -> None:
        """Plays, or stops."""
        if self.engine.readings().playing:
            self.engine.stop()
        elif self.has_music:
            self.engine.play()

    def play_from(self, tick: int) -> None:
        """Plays from a tick on."""
        if self.has_music:
            self.engine.seek(tick)
            self.engine.play()

    def _goes_on_in(self, piece: Piece) -> bool:
        """Whether what is playing can go over into other music where it is: it has a place there."""
        heard = self._heard
        return (
            heard is not None
            and heard.ticks_per_quarter == piece.ticks_per_quarter
            and self.engine.readings().position < piece.length
        )

    # What the musician chooses.

    def choose_midi(self, choice: MidiChoice) -> None:
        """Opens and closes MIDI ports; what is taken stays taken."""
        self._midi = replace(choice, taken=self._midi.taken)
        self.engine.choose_midi(self._midi)

    def take_messages(self, taken: tuple[tuple[str, int, int], ...]) -> None:
        """These messages move something on the screen, and are not played through."""
        self._midi = replace(self._midi, taken=taken)
        self.engine.choose_midi(self._midi)

    @Slot(int)
    def _seek(self, tick: int) -> None:
        self.engine.seek(self.heard_tick(tick))

    @Slot(str)
    def _set_quantum(self, quantum: str) -> None:
        self.quantum = Quantum(quantum)
        self.remember(quantum=quantum)

    @Slot(bool)
    def _set_metronome(self, on: bool) -> None:
        self.remember(metronome=on)
        self.engine.set_metronome(on)
        self._window.show_metronome(on, self.settings.count_in)

    @Slot(int)
    def _set_count_in(self, bars: int) -> None:
        self.remember(count_in=bars)
        self.engine.set_count_in(bars)
        self._window.show_metronome(self.settings.metronome, bars)

    @Slot(object)
    def _pick_device(self, name: str | None) -> None:
        self.remember(device=SILENT if name is None else name)
        self.engine.choose_device(self._device_choice())

    @Slot(object, int)
    def _pick_format(self, sample_rate: int | None, block_frames: int) -> None:
        self.remember(sample_rate=sample_rate, block_frames=block_frames)
        self._window.show_sound_format(sample_rate, block_frames)
        self.engine.choose_device(self._device_choice())

    @Slot(object, str)
    def choose_soundfont(self, soundfont: str | None, synth: str) -> None:
        """Takes other instruments."""
        self.remember(soundfont=soundfont, synth=synth)
        self.engine.choose_synth(SynthChoice(soundfont, synth))
        self._show_soundfonts()

    def _show_soundfonts(self) -> None:
        bundled = bundled_soundfont()
        found = [(path.stem, str(path)) for path in find_soundfonts() if path != bundled]
        built_in = translate("Sounding", "Built-in")
        if bundled is not None:
            built_in = translate("Sounding", "Built-in ({name})").format(name=bundled.stem)
        offered = ((built_in, None), *found)
        self._window.show_soundfonts(offered, self.settings.soundfont, self.settings.synth)

    @Slot()
    def _rescan(self) -> None:
        self.engine.rescan()
        self._show_soundfonts()

    def _device_choice(self) -> DeviceChoice:
        settings = self.settings
        return DeviceChoice(
            settings.device or None,
            settings.device == SILENT,
            settings.sample_rate,
            settings.block_frames,
        )

    def remember(self, **changes: object) -> None:
        """Keeps choices for the next start."""
        self.settings = replace(self.settings, **changes)  # type: ignore[arg-type]
        self.settings_changed.emit(self.settings)

    # Sixty times a second.

    def tick(self) -> None:
        """Shows position and meters, and what the engine has to tell."""
        readings = self.readings = self.engine.readings()
        in_take = self.take_tick(readings.position) if self.plays_song() else None
        self._window.show_position(
            readings.position if in_take is None else in_take,
            playing=readings.playing,
            counting_in=readings.counting_in,
            song_tick=None if in_take is None else readings.position,
        )
        self._window.show_meters(
            TransportReadings(readings.load, readings.drop_outs, readings.left, readings.right)
        )
        for news in self.engine.take_news():
            if isinstance(news, DeviceNews):
                self._show_devices(news)
            elif isinstance(news, SynthNews):
                if news.message:
                    self._window.warn(translate("Sounding", "Other instruments"), news.message)
            elif isinstance(news, PortsNews):
                self.ports = news
                self._window.show_ports(news.inputs, news.outputs, news.message)
                self.ports_changed.emit(news)
            elif isinstance(news, MidiArrived):
                self._window.show_midi_arrival()
                self.midi_arrived.emit(news)
            elif isinstance(news, Performed):
                self.performed.emit(news)
            elif isinstance(news, Trouble):
                self._window.warn(news.title, news.sentence)

    def _show_devices(self, news: DeviceNews) -> None:
        self.devices = news
        if news.current is None:
            detail = translate("Sounding", "no sound")
        else:
            detail = f"{1000 * news.latency:.1f} ms · {news.sample_rate / 1000:g} kHz"
        self._window.show_devices(news.names, news.current, detail)
        self._window.show_sound_format(self.settings.sample_rate, self.settings.block_frames)
        if news.message:
            title = (
                translate("Sounding", "Playing in silence")
                if news.current is None
                else translate("Sounding", "The sound device")
            )
            self._window.warn(title, news.message)


def _resolution(piece: Piece | None) -> int:
    return 480 if piece is None else piece.ticks_per_quarter
