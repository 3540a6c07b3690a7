"""How the music is heard: mix, instruments, swing, tempo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from vaecomposer.music.instruments import instrument_name
from vaecomposer.music.mix import TrackMix, mix_of
from vaecomposer.music.swing import Swing
from vaecomposer.session import edits
from vaecomposer.session.document import Document
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.mixer.sayings import mix_change


class Mixing(QObject):
    """The mixer's and the tempo's wishes. Lives on the GUI thread.

    Args:
        document: is edited. window: asks.
        turn: the merge word of a move, given the control's name.
    """

    def __init__(self, document: Document, window: MainWindow, turn: Callable[[str], str]) -> None:
        super().__init__()
        self._document, self._turn = document, turn
        window.swing_picked.connect(self._set_swing)
        window.mix_changed.connect(self._set_mix)
        window.program_picked.connect(self._set_program)
        window.bpm_changed.connect(self._set_bpm)

    @Slot(object)
    def _set_swing(self, swing: Swing) -> None:
        label = "Straight" if swing.is_straight else f"Swing {round(100 * swing.ratio)} %"
        self._document.apply(label, edits.set_swing(swing), merge="swing")

    @Slot(int, object)
    def _set_mix(self, track: int, mix: TrackMix) -> None:
        state = self._document.state
        tracks = state.shown.tracks if state.shown is not None else ()
        name = tracks[track].name if track < len(tracks) else "Track"
        label = mix_change(name, mix_of(state.mix, track), mix)
        merge = self._turn(f"mix {track}")
        self._document.apply(label, edits.set_track_mix(track, mix), merge=merge)

    @Slot(int, int)
    def _set_program(self, track: int, program: int) -> None:
        shown = self._document.state.shown
        is_drums = shown is not None and shown.tracks[track].is_drums
        label = f"Instrument {instrument_name(program, is_drums=is_drums)}"
        self._document.apply(label, edits.set_program(track, program))

    @Slot(float)
    def _set_bpm(self, bpm: float) -> None:
        self._document.apply("Tempo", edits.set_bpm(bpm), merge=self._turn("tempo"))
