"""The mixer's card: a row per track in two views, and a link from one to the other."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from vaecomposer.music.mix import is_heard, mix_of
from vaecomposer.session.state import SessionState
from vaecomposer.ui import words
from vaecomposer.ui.controls.card import Card
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.mixer.parts import Link
from vaecomposer.ui.mixer.row import MixerRow, Strip, strip_of
from vaecomposer.ui.panel.scroller import Scroller
from vaecomposer.ui.roll.ink import track_inks
from vaecomposer.ui.tab_order import in_turn
from vaecomposer.ui.theme import SIZES

HEIGHT, ROOMY_HEIGHT = 174, 214
"""A heading and four rows, or five; further rows scroll."""

_TO_PORTS = translate("Card", "MIDI ch. & ports")
_TO_LEVELS = translate("Card", "Levels")


class MixerCard(Card):
    """How each track is heard. Told what is with `show_...`; asks for other with its signals."""

    mix_changed = Signal(int, object)  # track, TrackMix
    program_picked = Signal(int, int)  # track, program
    drag_ended = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._framed, self._roomy = True, False
        self._ports_view = False
        self._front = 0
        self._outputs: tuple[str, ...] = ()
        self._shown: tuple[object, ...] | None = None
        self.rows: list[MixerRow] = []
        self.link = Link(look, self)
        self.link.clicked.connect(lambda: self.show_ports_view(on=not self._ports_view))
        self._none = Label(
            look,
            translate("Card", "The tracks of your music stand here."),
            ink="text3",
            wraps=True,
            parent=self,
        )
        self._scroller = Scroller(self)
        self._lay_out(look)
        self.show_ports_view(on=False)

    def _lay_out(self, look: Look) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(SIZES.card_padding, 4, 6, 0)
        heading.addWidget(Label(look, translate("Card", "Mixer"), weight=600, parent=self), 1)
        heading.addWidget(self.link)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 1, 4)
        column.setSpacing(0)
        column.addLayout(heading)
        none = QHBoxLayout()
        none.setContentsMargins(SIZES.card_padding, 0, SIZES.card_padding, 0)
        none.addWidget(self._none)
        column.addLayout(none)
        column.addWidget(self._scroller, 1)

    # --- told ---------------------------------------------------------------------------------

    def show_state(self, state: SessionState) -> None:
        """Shows a state. Does little while only notes change."""
        self._front = state.front
        piece, mix = state.shown, state.mix
        tracks = piece.tracks if piece is not None else ()
        strips = tuple(
            strip_of(track, mix_of(mix, i), heard=is_heard(mix, i))
            for i, track in enumerate(tracks)
        )
        roles = tuple((track.role, track.is_lead) for track in tracks)
        shown = (strips, roles, id(self._look.theme))
        if shown == self._shown:
            return
        self._shown = shown
        self._none.setVisible(piece is None)
        self._scroller.setVisible(piece is not None)
        self.link.setVisible(piece is not None)
        self._have_rows(len(strips))
        inks = track_inks(piece, self._look.theme) if piece is not None else ()
        for row, strip, ink in zip(self.rows, strips, inks, strict=True):
            row.show_strip(strip, ink)

    def show_ports(self, outputs: tuple[str, ...]) -> None:
        """Offers the MIDI outputs there are."""
        self._outputs = outputs
        for row in self.rows:
            row.show_outputs(outputs)

    def show_ports_view(self, *, on: bool) -> None:
        """Shows outputs and channels, or faders."""
        self._ports_view = on
        self.link.show_way(_TO_LEVELS if on else _TO_PORTS, back=on)
        words.describe(self.link, words.MIXER_LEVELS if on else words.MIXER_PORTS)
        for row in self.rows:
            row.show_ports_view(on=on)

    def show_framed(self, on: bool) -> None:
        """Stands as a card of its own, or inside another."""
        self._framed = on
        height = ROOMY_HEIGHT if self._roomy else HEIGHT
        self.setMinimumHeight(height if on else 0)
        self.setMaximumHeight(height if on else 16_777_215)
        self.update()

    def fit(self, *, roomy: bool) -> None:
        """Stands as high as the dock beside it."""
        if roomy != self._roomy:
            self._roomy = roomy
            self.show_framed(self._framed)

    @property
    def strips(self) -> tuple[Strip, ...]:
        """What the rows show."""
        return tuple(row.strip for row in self.rows)

    def _have_rows(self, count: int) -> None:
        while len(self.rows) < count:
            index, row = len(self.rows), MixerRow(self._look)
            row.mix_wanted.connect(lambda mix, i=index: self.mix_changed.emit(i, mix))
            row.program_wanted.connect(lambda number, i=index: self.program_picked.emit(i, number))
            row.drag_ended.connect(self.drag_ended)
            row.show_outputs(self._outputs)
            row.show_ports_view(on=self._ports_view)
            row.fit(self.width())
            self._scroller.add(row)
            row.show()
            self.rows.append(row)
        while len(self.rows) > count:
            row = self.rows.pop()
            row.hide()
            row.setParent(None)
            row.deleteLater()
        in_turn((self.link, *(control for row in self.rows for control in row.controls)))

    # --- wanted -------------------------------------------------------------------------------

    def mute_front(self) -> None:
        """Asks for the front track to be silent, or to be heard again."""
        if self._front < len(self.rows):
            self.rows[self._front].toggle_mute()

    def solo_front(self) -> None:
        """Asks for the front track alone, or for all again."""
        if self._front < len(self.rows):
            self.rows[self._front].toggle_solo()

    def cancel_drag(self) -> bool:
        """Ends a drag where it began; False if there is none."""
        return any(row.cancel_drag() for row in self.rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for row in self.rows:
            row.fit(self.width())

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._framed:
            super().paintEvent(event)
