"""What the window is told: each message goes on to the parts that show it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from vaecomposer.generation.api import SongbookFacts
from vaecomposer.music.piece import Piece
from vaecomposer.session.locks import bars_in_words, locked_parts
from vaecomposer.session.song import Song
from vaecomposer.session.state import SessionState
from vaecomposer.ui.actions import Actions
from vaecomposer.ui.bars import BarMap, bar_map
from vaecomposer.ui.centre import Centre
from vaecomposer.ui.dock.dock import Dock
from vaecomposer.ui.drop import DropFrame
from vaecomposer.ui.files import ask_to_save, ask_to_write_midi
from vaecomposer.ui.help.guide import Guide
from vaecomposer.ui.help.keymap import keymap_of
from vaecomposer.ui.history import HistoryPanel
from vaecomposer.ui.language.catalogue import listed, translate
from vaecomposer.ui.language.sentences import localised
from vaecomposer.ui.learning.controls import register_mixer
from vaecomposer.ui.learning.learning import Learning
from vaecomposer.ui.menu import MainMenu
from vaecomposer.ui.mixer.card import MixerCard
from vaecomposer.ui.pads.right_column import RightColumn
from vaecomposer.ui.panel.left_column import LeftColumn
from vaecomposer.ui.presets import PresetsMenu
from vaecomposer.ui.songbooks.lesson_card import LessonCard
from vaecomposer.ui.songbooks.menu import SongbookChoice, SongbookMenu
from vaecomposer.ui.status_line import StatusLine
from vaecomposer.ui.toasts import Toasts
from vaecomposer.ui.transform.menu import TransformMenu
from vaecomposer.ui.transform.offers import OFFERS
from vaecomposer.ui.transport.counter_box import before
from vaecomposer.ui.transport.midi import MidiWishes
from vaecomposer.ui.transport.readings import TransportReadings
from vaecomposer.ui.transport.transport import Transport
from vaecomposer.ui.wishes import Wishes


class Told(Wishes):
    """A window that can be told what is. `MainWindow` makes its parts."""

    transport: Transport
    left: LeftColumn
    lesson: LessonCard
    mixer: MixerCard
    centre: Centre
    dock: Dock
    pads: RightColumn
    status: StatusLine
    learning: Learning
    guide: Guide
    menu: MainMenu
    songbooks: SongbookMenu
    presets: PresetsMenu
    transform: TransformMenu
    history: HistoryPanel
    actions_table: Actions
    _toasts: Toasts
    _drop: DropFrame

    def __init__(self) -> None:
        super().__init__()
        self._state = SessionState()
        self._bars = BarMap(())
        self._tick = 0.0
        self._song_bars: BarMap | None = None
        self._song_tick: float | None = None
        self._counting_in: float | None = None
        self._count_in = 0
        self._folder = ""
        self._name = ""

    def show_state(self, state: SessionState) -> None:
        """Shows a state. Emits nothing."""
        before, self._state = self._state, state
        old, new = before.shown, state.shown
        if old is None or new is None or old.metres is not new.metres or old.length != new.length:
            self._bars = bar_map(new)
        self.transport.show_state(state)
        self.left.show_state(state)
        self.transform.card.show_state(state)
        self.presets.show_state(state)
        self.mixer.show_state(state)
        self.dock.takes.show_state(state)
        self.pads.show_state(state)
        register_mixer(self.learning, self.mixer.rows)
        self.centre.show_state(state, len(self._bars.bars))
        parts = map(localised, locked_parts(new, state.locks))
        locked = listed(*parts)
        self.status.show_locks(
            translate("Told", "{parts} locked").format(parts=locked) if locked else "",
            localised(bars_in_words(state.bars)),
        )
        self.guide.show_state(state, self._bars)
        for name in ("export", "save", "save-as", *(offer.command for offer in OFFERS)):
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
        self.transform.card.show_songbook(facts)
        self.pads.show_songbook(facts)
        self.centre.show_songbook(facts)
        text = (
            translate("Told", "Songbook: opening…")
            if facts is None
            else translate("Told", "Songbook: {name} · {device}").format(
                name=localised(facts.name), device=localised(facts.device)
            )
        )
        self.status.show_songbook(text)

    def show_songbooks(self, choices: Sequence[SongbookChoice], current: str) -> None:
        """Offers songbooks; `current` is the path of the one that is open, or being opened."""
        self.songbooks.show_songbooks(choices, current)

    def show_learning_offer(self, refusal: str) -> None:
        """Offers to learn a songbook from the musician's own music, unless a sentence says why not."""
        self.songbooks.show_learning_offer(refusal)
        self.left.show_learning_offer(refusal)
        self.actions_table["songbook-learn"].setEnabled(not refusal)

    def show_songbook_missing(self, sentence: str) -> None:
        """Shows that there is no songbook, and why."""
        self.left.show_missing(localised(sentence))
        self.pads.show_missing()
        self.centre.show_songbook(None)
        self.status.show_songbook(translate("Told", "No songbook"))

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

    def show_dragged(self, path: str, facts: str) -> None:
        """Says what is in a file that hangs over the window."""
        self._drop.show_facts(path, facts)

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
        self._folder = self.pads.folder = self.songbooks.folder = folder

    def show_session(self, name: str, detail: str, *, changed: bool) -> None:
        """Shows the session's name, how safe it is, and whether it has changed since it was saved."""
        self._name = name
        self.transport.show_session(name, detail)
        self.setWindowTitle(
            translate("Told", "{name}[*] – VAE Composer").format(name=name)
            if name
            else "VAE Composer[*]"
        )
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

    def show_grid(self, snap: str, per_cent: int) -> None:
        """Shows what notes snap to, by its name, and how far quantising goes."""
        self.centre.tools.show_grid(snap, per_cent)

    def show_language(self, language: str) -> None:
        """Shows which language is chosen for the next start; "" for the system's."""
        self.menu.language = language

    @property
    def song_name(self) -> str:
        """What a file of the song is called: as the session."""
        return self._name or translate("Told", "Song")

    def ask_song_file(self) -> None:
        """Asks where the song shall be written as a MIDI file."""
        ask_to_write_midi(
            self,
            self._folder,
            self.song_name,
            self.song_export_requested.emit,
            translate("Told", "Export the song"),
        )

    def ask_save_as(self, name: str) -> None:
        """Asks where the session shall be saved."""
        ask_to_save(self, self._folder, name, self.save_as_requested.emit)

    def offer_recovery(self, said: str, index: int) -> None:
        """Offers a session that was left without being saved."""
        self._toasts.offer(
            translate("Told", "Last time's session was not saved"),
            translate(
                "Told", "{session}. Open it, or find it later under Recent in the menu."
            ).format(session=said),
            translate("Told", "Open it"),
            lambda: self.recovery_picked.emit(index),
        )

    def show_history(self, labels: tuple[str, ...], place: int) -> None:
        """Opens the list of all steps."""
        self.history.show_steps(labels, place)
        self.history.pop(self.transport.undo)

    def notify(self, text: str, undo: bool = False) -> None:
        """Says for six seconds what was done; with `undo`, offers to take it back."""
        self._toasts.notify(localised(text), undo=undo)

    def offer_songbook(self, title: str, text: str, then: Callable[[], None]) -> None:
        """Offers to open a songbook, until that is done or the offer closed."""
        self._toasts.offer(title, text, translate("Told", "Open it"), then, icon="book")

    def warn(self, title: str, text: str) -> None:
        """Says what went wrong until it is closed."""
        self._toasts.warn(localised(title), localised(text))

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
