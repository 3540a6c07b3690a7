"""The window: it only assembles. Told what is, it answers with what is wanted, and holds no music."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
    QStatusTipEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vaecomposer.generation.api import SongbookFacts
from vaecomposer.music.piece import Piece
from vaecomposer.session.locks import bars_in_words, locks_in_words
from vaecomposer.session.song import Song
from vaecomposer.session.state import SessionState
from vaecomposer.ui.actions import Actions
from vaecomposer.ui.bars import BarMap, bar_map
from vaecomposer.ui.centre import Centre
from vaecomposer.ui.controls.card import Ground
from vaecomposer.ui.dock.dock import Dock
from vaecomposer.ui.drop import DropFrame, midi_path
from vaecomposer.ui.files import ask_to_open, ask_to_save
from vaecomposer.ui.focus_order import FocusOrder
from vaecomposer.ui.help.guide import Guide, help_deeds
from vaecomposer.ui.help.keymap import keymap_of
from vaecomposer.ui.history import HistoryPanel
from vaecomposer.ui.learning.controls import (
    register_left,
    register_mixer,
    register_pads,
    register_transport,
)
from vaecomposer.ui.learning.learning import Learning
from vaecomposer.ui.look import Appearance, Look
from vaecomposer.ui.menu import MainMenu
from vaecomposer.ui.mixer.card import MixerCard
from vaecomposer.ui.pads.right_column import RightColumn
from vaecomposer.ui.panel.left_column import LeftColumn, LeftSide
from vaecomposer.ui.presets import PresetsMenu
from vaecomposer.ui.roll.deeds import note_deeds
from vaecomposer.ui.status_line import StatusLine
from vaecomposer.ui.tab_order import set_tab_order
from vaecomposer.ui.theme import SIZES, left_width
from vaecomposer.ui.toasts import Toasts
from vaecomposer.ui.transport.counter_box import before
from vaecomposer.ui.transport.midi import MidiWishes
from vaecomposer.ui.transport.more import COUNT_INS
from vaecomposer.ui.transport.readings import TransportReadings
from vaecomposer.ui.transport.transport import QUANTA, Transport
from vaecomposer.ui.wiring import forward
from vaecomposer.ui.wishes import Wishes

__all__ = ["MainWindow", "MidiWishes", "TransportReadings"]


class MainWindow(Wishes):
    """The studio's window. `show_...` tells it what is; its signals tell what the musician wants."""

    def __init__(self, look: Look | None = None) -> None:
        super().__init__()
        self.look = look if look is not None else Look()
        self._state = SessionState()
        self._bars = BarMap(())
        self._tick = 0.0
        self._song_bars: BarMap | None = None
        self._song_tick: float | None = None
        self._counting_in: float | None = None
        self._count_in = 0
        self._folder = ""
        self._left_shown = self._right_shown = True
        self.transport = Transport(self.look, self)
        self.left = LeftColumn(self.look, self)
        self.mixer = MixerCard(self.look, self)
        self._left_side = LeftSide(self.left, self.mixer, self)
        self.centre = Centre(self.look, self)
        self.dock = Dock(self.look, self)
        self.pads = RightColumn(self.look, self.centre, self)
        self.status = StatusLine(self.look, self)
        self.learning = Learning(self.look, self)
        register_left(self.learning, self.left)
        register_pads(self.learning, self.pads)
        register_transport(self.learning, self.transport)
        self._assemble()
        self._toasts = Toasts(self.look, self.centre, self)
        self._drop = DropFrame(self.look, self)
        self.actions_table = Actions(self, self._deeds())
        self.guide = Guide(self)
        self.presets = PresetsMenu(self.look, self)
        self.menu = MainMenu(self.actions_table, self.presets, self)
        self.history = HistoryPanel(self.look, self)
        self._focus = FocusOrder(
            (
                self.transport,
                (self.left.compose, self.left.variation, self.left.surprise),
                self.left.shape,
                self.left.directions,
                self.left.strands,
                self.centre.brief,
                self.centre.tabs,
                self.centre.tools,
                self.centre.roll,
                self.centre.empty,
                self.pads.mood,
                self.pads.morph,
                self.pads.map,
                self.mixer,
                self.dock.takes,
                self.dock.song,
                self.guide.tour,
            )
        )
        set_tab_order(self)
        self._connect()
        self.look.changed.connect(self._take_look)
        self.setWindowTitle("VAE Composer")
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        self.setAcceptDrops(True)
        self.look.dress(self)
        self.show_songbook(None)
        self.show_undo(None, None)
        self.show_devices((), None, "")
        self.show_session("", "No music yet", changed=False)
        self.show_state(self._state)

    # --- assembling ---------------------------------------------------------------------------

    def _assemble(self) -> None:
        ground = Ground(self.look)
        row = QHBoxLayout()
        gutter = SIZES.gutter
        row.setContentsMargins(gutter, 0, gutter, 0)
        row.setSpacing(gutter)
        row.addWidget(self._left_side)
        middle = QVBoxLayout()
        middle.setSpacing(gutter)
        middle.addWidget(self.centre, 1)
        middle.addWidget(self.dock)
        row.addLayout(middle, 1)
        row.addWidget(self.pads)
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.transport)
        column.addLayout(row, 1)
        column.addSpacing(2)
        column.addWidget(self.status)
        self.setCentralWidget(ground)

    def _connect(self) -> None:
        forward(self)
        transport, centre, roll = self.transport, self.centre, self.centre.roll
        transport.to_start.clicked.connect(self._to_start)
        transport.loop.clicked.connect(self._toggle_loop)
        transport.open.clicked.connect(self._ask_open)
        transport.export.clicked.connect(self.export_requested)
        transport.menu_button.clicked.connect(self._pop_menu)
        transport.more.clicked.connect(self._pop_more)
        transport.quantum_picked.connect(self._pick_quantum)
        centre.empty.open_requested.connect(self._ask_open)
        roll.hint.connect(self.status.show_help)
        self.learning.hint.connect(self.status.show_help)
        self._toasts.undo_requested.connect(self.undo_requested)

    def _deeds(self) -> dict[str, Callable[[], None]]:
        """What each command of the table does."""
        roll = self.centre.roll
        deeds: dict[str, Callable[[], None]] = {
            "play": self.play_toggled.emit,
            "play-loop": self.play_from_loop_requested.emit,
            "to-start": self._to_start,
            "to-end": self._to_end,
            "bar-back": lambda: self._go_bar(on=False),
            "bar-on": lambda: self._go_bar(on=True),
            "loop": self._toggle_loop,
            "tap": self.transport.display.tap_once,
            "metronome": self.transport.toggle_metronome,
            "count-in": self._next_count_in,
            "record": self.transport.toggle_record,
            "swing": self.transport.more.open_swing,
            "panic": self.panic_requested.emit,
            "mute": self.mixer.mute_front,
            "solo": self.mixer.solo_front,
            "compose": self.left.compose.click,
            "compose-selection": self.compose_bars_requested.emit,
            "take-previous": lambda: self.take_stepped.emit(-1),
            "take-next": lambda: self.take_stepped.emit(1),
            "take-keep": self.take_kept.emit,
            "take-swap": self.takes_swapped.emit,
            "take-star": self.dock.takes.star_front,
            "take-rename": self.dock.takes.rename_front,
            "song-add": self.dock.song.add.click,
            "song-play": self.dock.song.play.click,
            "dice": self.left.throw_pointed,
            "dice-panel": self.left.throw_dice,
            "dice-all": self.left.throw_all,
            "midi-learn": self.learning.arm_pointed,
            **note_deeds(roll),
            **help_deeds(self),
            "ghosts": self.centre.ghosts.toggle,
            "scale": self.centre.scale.toggle,
            "zoom-in": lambda: roll.zoom(1.25),
            "zoom-out": lambda: roll.zoom(0.8),
            "zoom-fit": lambda: roll.zoom(0),
            "undo": self.undo_requested.emit,
            "redo": self.redo_requested.emit,
            "new": self.new_requested.emit,
            "open": self._ask_open,
            "recover": lambda: self.recovery_picked.emit(0),
            "save": self.save_requested.emit,
            "save-as": lambda: self.ask_save_as(self.transport.title.text),
            "history": self.history_requested.emit,
            "export": self.export_requested.emit,
            "left-column": self._toggle_left,
            "right-column": self._toggle_right,
            "next-panel": lambda: self._focus.move(self, 1),
            "previous-panel": lambda: self._focus.move(self, -1),
            "escape": self._escape,
            "full-screen": self._toggle_full_screen,
            "quit": self._quit,
            "reduced-motion": self._toggle_motion,
        }
        for quantum in QUANTA:
            deeds[f"quantum-{quantum}"] = lambda q=quantum: self._pick_quantum(q)  # type: ignore[misc]
        for number in range(1, 9):
            deeds[f"front-{number}"] = lambda n=number: self._pick_front(n - 1)  # type: ignore[misc]
        looks: tuple[Appearance, ...] = ("system", "dark", "light")
        for look in looks:
            deeds[f"look-{look}"] = lambda a=look: self._choose_look(a)  # type: ignore[misc]
        return deeds

    # --- told ---------------------------------------------------------------------------------

    def show_state(self, state: SessionState) -> None:
        """Shows a state. Emits nothing."""
        before, self._state = self._state, state
        old, new = before.shown, state.shown
        if old is None or new is None or old.metres is not new.metres or old.length != new.length:
            self._bars = bar_map(new)
        self.transport.show_state(state)
        self.left.show_state(state)
        self.mixer.show_state(state)
        self.dock.takes.show_state(state)
        self.pads.show_state(state)
        register_mixer(self.learning, self.mixer.rows)
        self.centre.show_state(state, len(self._bars.bars))
        self.status.show_locks(locks_in_words(new, state.locks), bars_in_words(state.bars))
        self.guide.show_state(state, self._bars)
        for name in ("export", "save", "save-as"):
            self.actions_table[name].setEnabled(new is not None)
        self._show_place()

    def show_song(self, song: Song | None, *, playing: bool) -> None:
        """Shows the song lane, and whether it is the song that plays."""
        self.dock.song.show_state(self._state, song)
        self.dock.song.show_playing(playing)
        self._song_bars = bar_map(song.piece) if playing and song is not None else None

    def show_songbook(self, facts: SongbookFacts | None) -> None:
        """Shows an open songbook; None: it is being opened."""
        self.left.show_songbook(facts)
        self.pads.show_songbook(facts)
        self.centre.show_songbook(facts)
        text = "Songbook: opening…" if facts is None else f"Songbook: {facts.name} · {facts.device}"
        self.status.show_songbook(text)

    def show_songbook_missing(self, sentence: str) -> None:
        """Shows that there is no songbook, and why."""
        self.left.show_missing(sentence)
        self.pads.show_missing()
        self.centre.show_songbook(None)
        self.status.show_songbook("No songbook")

    def show_composing(self, busy: bool) -> None:
        """Shows that a take is being composed, or no longer."""
        self.left.show_composing(busy)

    def show_undo(self, undo_label: str | None, redo_label: str | None) -> None:
        """Shows what undo and redo would do; None: nothing."""
        self.transport.show_undo(undo_label, redo_label)
        for name, label in (("undo", undo_label), ("redo", redo_label)):
            self.actions_table[name].setEnabled(label is not None)

    def show_position(
        self,
        tick: float,
        playing: bool,
        counting_in: float | None = None,
        song_tick: float | None = None,
    ) -> None:
        """Shows where the music is, or how many beats are left of a count-in. Cheap enough for every
        frame.

        Args:
            tick: of the take in front; negative while the song plays another.
            song_tick: of the song, if it is the song that plays.
        """
        self._tick = tick
        self._song_tick = song_tick
        self._counting_in = counting_in
        self.transport.show_playing(playing)
        self.centre.roll.show_position(tick, playing)
        if self._song_bars is not None:
            self.dock.song.show_position(song_tick)
        self._show_place()

    def show_meters(self, readings: TransportReadings) -> None:
        """Shows levels, load and drop-outs."""
        self.transport.show_readings(readings)

    def show_devices(self, names: tuple[str, ...], current: str | None, detail: str) -> None:
        """Shows the audio devices, the one in use (None: silence), and a line about it."""
        self.transport.show_devices(names, current, detail)

    def show_sound_format(self, sample_rate: int | None, block_frames: int) -> None:
        """Shows the sample rate wished for (None: the device's own) and the block size."""
        self.transport.device.show_format(sample_rate, block_frames)

    def show_metronome(self, on: bool, count_in: int) -> None:
        """Shows whether clicks are heard, and how many bars are counted in."""
        self._count_in = count_in
        self.transport.show_metronome(on, count_in)

    def show_soundfonts(
        self, found: tuple[tuple[str, str | None], ...], chosen: str | None, synth: str
    ) -> None:
        """Offers instruments, (name, path), the built-in ones with None; shows which are chosen."""
        self.transport.device.show_soundfonts(found, chosen, synth)

    def show_ports(
        self, inputs: tuple[str, ...], outputs: tuple[str, ...], trouble: str = ""
    ) -> None:
        """Offers the MIDI ports there are; a sentence if there can be none."""
        self.mixer.show_ports(outputs)
        self.transport.midi.show_ports(inputs, outputs, trouble)

    def show_midi(self, wishes: MidiWishes) -> None:
        """Shows which MIDI ports are in use."""
        self.transport.show_midi(wishes)

    def show_midi_arrival(self) -> None:
        """Shows that something arrives from a MIDI input."""
        self.transport.midi.show_arrival()

    def show_playing_in(self, *, records: bool, quantises: bool, through: bool) -> None:
        """Shows whether what is played is kept, drawn to the grid, and heard on the front track."""
        self.transport.show_recording(records)
        self.transport.more.show_playing_in(quantises=quantises, through=through)

    def show_heard_after(self, milliseconds: float) -> None:
        """Shows how long the last move took to be heard."""
        self.status.show_heard_after(milliseconds)

    def show_demos(self, pieces: tuple[Piece, ...]) -> None:
        """Offers pieces to start from."""
        self.centre.empty.show_demos(pieces)

    def show_demo_sessions(self, sessions: tuple[tuple[str, str, Piece], ...]) -> None:
        """Offers sessions to look around in: name, what is in it, the music in front."""
        self.centre.empty.show_sessions(sessions)

    def show_quantum(self, quantum: str) -> None:
        """Shows when new notes take over: ``step``, ``beat`` or ``bar``."""
        self.transport.show_quantum(quantum)

    def show_folder(self, folder: str) -> None:
        """Where the next file dialog begins."""
        self._folder = self.pads.folder = folder

    def show_session(self, name: str, detail: str, *, changed: bool) -> None:
        """Shows the session's name, how safe it is, and whether it has changed since it was saved."""
        self.transport.show_session(name, detail)
        self.setWindowTitle(f"{name}[*] – VAE Composer" if name else "VAE Composer[*]")
        self.setWindowModified(changed)

    def show_help(
        self, keys: tuple[str, ...], *, letters: bool, space_presses: bool, toured: bool
    ) -> None:
        """Shows the musician's own keys, and offers the tour unless it has been seen."""
        self.guide.show_keys(keymap_of(keys, letters=letters))
        self.guide.show_space(on=space_presses)
        self.centre.empty.show_tour_offer(on=not toured)

    def show_recent(self, paths: tuple[str, ...], kept: tuple[str, ...]) -> None:
        """Offers session files and, in words, copies of sessions that were not saved."""
        self.menu.recent, self.menu.kept = paths, kept

    def ask_save_as(self, name: str) -> None:
        """Asks where the session shall be saved."""
        ask_to_save(self, self._folder, name, self.save_as_requested.emit)

    def offer_recovery(self, said: str, index: int) -> None:
        """Offers a session that was left without being saved."""
        self._toasts.offer(
            "Last time's session was not saved",
            f"{said}. Open it, or find it later under Recent in the menu.",
            "Open it",
            lambda: self.recovery_picked.emit(index),
        )

    def show_history(self, labels: tuple[str, ...], place: int) -> None:
        """Opens the list of all steps."""
        self.history.show_steps(labels, place)
        self.history.pop(self.transport.undo)

    def notify(self, text: str, undo: bool = False) -> None:
        """Says for six seconds what was done; with `undo`, offers to take it back."""
        self._toasts.notify(text, undo=undo)

    def warn(self, title: str, text: str) -> None:
        """Says what went wrong until it is closed."""
        self._toasts.warn(title, text)

    def _show_place(self) -> None:
        left = self._counting_in
        bars, tick = self._bars, max(0.0, self._tick)
        if self._song_bars is not None and self._song_tick is not None:
            bars, tick = self._song_bars, self._song_tick
        place = str(bars.place_at(tick)) if left is None else before(left)
        self.transport.display.counter.show_text(place)
        metre = bars.metre_at(tick)
        if metre is not None:
            self.transport.display.show_metre(metre)

    # --- wanted -------------------------------------------------------------------------------

    def _to_start(self) -> None:
        loop = self._state.loop
        self.seek_requested.emit(loop.start if loop.on and loop.end > loop.start else 0)

    def _to_end(self) -> None:
        loop, shown = self._state.loop, self._state.shown
        if loop.on and loop.end > loop.start:
            self.seek_requested.emit(max(loop.start, loop.end - 1))
        elif shown is not None:
            self.seek_requested.emit(max(0, shown.length - 1))

    def _go_bar(self, *, on: bool) -> None:
        if self._bars.bars:
            bars, tick = self._bars, self._tick
            self.seek_requested.emit(bars.bar_after(tick) if on else bars.bar_before(tick))

    def _toggle_loop(self) -> None:
        loop = self._state.loop
        self.transport.loop.setChecked(loop.on)
        self.loop_changed.emit(replace(loop, on=not loop.on))
        self.drag_ended.emit()

    def _pick_quantum(self, quantum: str) -> None:
        self.transport.show_quantum(quantum)
        self.quantum_changed.emit(quantum)

    def _next_count_in(self) -> None:
        bars = [count for _, count in COUNT_INS]
        self.count_in_picked.emit(bars[(bars.index(self._count_in) + 1) % len(bars)])

    def _pick_front(self, track: int) -> None:
        if self._state.shown is not None and track < len(self._state.shown.tracks):
            self.front_picked.emit(track)

    def _ask_open(self) -> None:
        ask_to_open(self, self._folder, self.open_requested.emit)

    def _pop_more(self) -> None:
        more = self.transport.more
        more.menu(self.actions_table).popup(more.mapToGlobal(QPoint(0, more.height() + 4)))

    def _pop_menu(self) -> None:
        table = self.actions_table
        has_music = self._state.shown is not None
        for name in ("export", "save", "save-as"):
            table[name].setEnabled(has_music)
        looks = {f"look-{a}": self.look.appearance == a for a in ("system", "dark", "light")}
        self.menu.pop(
            self.transport.menu_button,
            {
                **looks,
                "reduced-motion": self.look.reduced_motion,
                "left-column": self._left_shown,
                "right-column": self._right_shown,
                "full-screen": self.isFullScreen(),
            },
        )

    def _escape(self) -> None:
        for close in (
            self.guide.close_newest,
            self.transport.display.tempo.cancel_typing,
            self.learning.disarm,
            self.left.cancel_drag,
            self.pads.cancel_drag,
            self.mixer.cancel_drag,
            self.centre.roll.cancel_drag,
            self._toasts.close_newest,
            self.centre.roll.clear_selection,
        ):
            if close():
                return
        if self.isFullScreen():
            self._toggle_full_screen()

    def _toggle_left(self) -> None:
        self._left_shown = not self._left_shown
        self._left_side.setVisible(self._left_shown)

    def _toggle_right(self) -> None:
        self._right_shown = not self._right_shown
        self.pads.close_drawer()
        self.pads.setVisible(self._right_shown)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _quit(self) -> None:
        self.close()

    def _choose_look(self, appearance: Appearance) -> None:
        self.look.choose(appearance)
        self.appearance_picked.emit(appearance)

    def _toggle_motion(self) -> None:
        self.look.reduced_motion = not self.look.reduced_motion
        self.reduced_motion_picked.emit(self.look.reduced_motion)

    def _take_look(self) -> None:
        self.look.dress(self)
        self.centre.show_theme(self._state)
        self.mixer.show_state(self._state)
        self.dock.takes.show_theme()
        self.pads.show_theme()
        for widget in self.findChildren(QWidget):
            widget.update()

    # --- Qt -----------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left = left_width(self.width())
        self._left_side.setFixedWidth(left)
        self._left_side.fit(narrow=self.width() < SIZES.compact_below)
        self.transport.fit(self.width(), left)
        self.centre.fit(self.width())
        self.pads.fit(self.width())
        self.dock.fit(compact=self.width() < SIZES.compact_below)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QStatusTipEvent):
            if event.tip() or not self.learning.show_hint():
                self.status.show_help(event.tip())
            return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        path = midi_path(event.mimeData())
        if path is not None:
            self._drop.show_over(self.centre, path)
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drop.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self._drop.hide()
        path = midi_path(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_requested.emit(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.hide()  # at once, whatever still has to end
        self.closing.emit()
        super().closeEvent(event)
