"""What the studio does with keyboards and clocks: which ports are used, and what is recorded."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from vaecomposer.engine.api import MidiChoice, Performed
from vaecomposer.live.recorder import Performance, quantised
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.session.state import SessionState
from vaecomposer.studio.sounding import Sounding
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.main_window import MainWindow, MidiWishes

_GRID = 4
"""Recordings are drawn to so many parts of a quarter: sixteenths."""

NO_KEYBOARD = translate("PlayingIn", "No keyboard is chosen yet. Choose one in the MIDI menu.")


class PlayingIn(QObject):
    """Opens the ports the musician wishes, and keeps what is played. Lives on the GUI thread.

    Args:
        document: gets what is played.
        sounding: the engine, and what is remembered.
        window: shows.
    """

    def __init__(self, document: Document, sounding: Sounding, window: MainWindow) -> None:
        super().__init__()
        self._document = document
        self._sounding = sounding
        self._window = window
        self._through = True
        self._choice: MidiChoice | None = None
        self._records = False
        self._expects = False  # whether what is told as performed belongs to the music shown
        window.midi_changed.connect(self._choose)
        window.through_toggled.connect(self._set_through)
        window.quantise_toggled.connect(self._set_quantise)
        window.record_toggled.connect(self._record)
        sounding.performed.connect(self._keep)

    def start(self) -> None:
        """Opens the ports that are remembered."""
        self._use_ports()
        self._show()

    def follow(self, state: SessionState) -> None:
        """Lets keyboards play the track in front."""
        if self._choice is not None and self._choice.through_track != self._front(state):
            self._use_ports()

    def drop(self) -> None:
        """Other music comes: what is being recorded is not for it."""
        self._end()
        self._expects = False

    def tick(self) -> None:
        """Recording ends with the music."""
        if self._records and not self._sounding.readings.playing:
            self._end()

    # Ports.

    def _front(self, state: SessionState) -> int | None:
        """The track that keyboards play, or None."""
        if not self._through or state.shown is None or not state.shown.tracks:
            return None
        return min(state.front, len(state.shown.tracks) - 1)

    def _use_ports(self) -> None:
        settings = self._sounding.settings
        choice = MidiChoice(
            inputs=settings.midi_inputs,
            through_track=self._front(self._document.state),
            clock_outputs=settings.clock_outputs,
            follow=settings.follow,
            virtual=settings.virtual_ports,
        )
        if choice != self._choice:
            self._choice = choice
            self._sounding.choose_midi(choice)

    @Slot(object)
    def _choose(self, wishes: MidiWishes) -> None:
        self._sounding.remember(
            midi_inputs=wishes.inputs,
            clock_outputs=wishes.clock_outputs,
            follow=wishes.follow,
            virtual_ports=wishes.virtual,
        )
        self._use_ports()
        self._show()

    @Slot(bool)
    def _set_through(self, on: bool) -> None:
        self._through = on
        self._use_ports()
        self._show()

    @Slot(bool)
    def _set_quantise(self, on: bool) -> None:
        self._sounding.remember(quantise_recording=on)
        self._show()

    def _show(self) -> None:
        settings = self._sounding.settings
        self._window.show_midi(
            MidiWishes(
                settings.midi_inputs,
                settings.clock_outputs,
                settings.follow,
                settings.virtual_ports,
            )
        )
        self._window.show_playing_in(
            records=self._records, quantises=settings.quantise_recording, through=self._through
        )

    # Recording.

    @Slot(bool)
    def _record(self, on: bool) -> None:
        if not on:
            self._end()
            return
        state = self._document.state
        if state.shown is None or not state.shown.tracks:
            self._window.warn(
                translate("PlayingIn", "Nothing to record onto yet"),
                translate("PlayingIn", "Open a MIDI file or compose a take first."),
            )
            return
        engine = self._sounding.engine
        engine.record(min(state.front, len(state.shown.tracks) - 1))
        if not engine.readings().playing:
            engine.play()
        self._records = self._expects = True
        settings = self._sounding.settings
        if not settings.midi_inputs and not settings.virtual_ports:
            self._window.notify(NO_KEYBOARD)
        self._show()

    def _end(self) -> None:
        if self._records:
            self._records = False
            self._sounding.engine.record(None)
            self._show()

    @Slot(object)
    def _keep(self, news: Performed) -> None:
        """What was played comes into the music, as one entry of the history."""
        piece = self._document.state.shown
        if not self._expects or piece is None or news.track >= len(piece.tracks):
            return
        played = Performance(news.notes, news.events)
        if self._sounding.settings.quantise_recording:
            played = quantised(played, piece.bars(), piece.ticks_per_quarter / _GRID)
        count = len(played.notes)
        what = "1 note" if count == 1 else f"{count} notes"
        self._document.apply(
            f"Record {what}", edits.add_performance(news.track, played.notes, played.events)
        )
        if count:
            said = translate("PlayingIn", "{notes} recorded on {track}").format(
                notes=localised(what), track=localised(piece.tracks[news.track].name)
            )
            self._window.notify(said, undo=True)
