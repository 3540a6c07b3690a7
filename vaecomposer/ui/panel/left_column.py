"""The left column's upper card: one filled button, how daring it is, and the sliders."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from vaecomposer.generation.api import SongbookFacts
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.attributes import SHAPES
from vaecomposer.session.state import SessionState
from vaecomposer.ui import words
from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import Card, Divider
from vaecomposer.ui.controls.named_slider import NamedSlider
from vaecomposer.ui.controls.segmented import Segmented
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.mixer.card import MixerCard
from vaecomposer.ui.panel.directions import DirectionsPanel
from vaecomposer.ui.panel.scroller import Scroller
from vaecomposer.ui.panel.shape import ShapePanel
from vaecomposer.ui.panel.slider_group import thrown
from vaecomposer.ui.panel.strands import StrandsPanel
from vaecomposer.ui.songbooks.lesson_card import LessonCard
from vaecomposer.ui.songbooks.states import SongbookMissing, SongbookOpening
from vaecomposer.ui.theme import SIZES

SURPRISE_AT_REST = 30.0

SHAPE_TARGETS = tuple(f"shape.{shape.name.lower().replace(' ', '-')}" for shape in SHAPES)
DIRECTION_TARGETS = tuple(f"direction.{number}" for number in range(1, DIRECTIONS + 1))
"""Names of the sliders, by which controllers and locks remember them."""


def _places(names: frozenset[str], known: tuple[str, ...]) -> frozenset[int]:
    return frozenset(i for i, name in enumerate(known) if name in names)


class LeftColumn(Card):
    """Compose, Surprise, Shape, Directions; in their place what the songbook's state has to say.

    In a narrow window it also holds the mixer, behind a tab.
    """

    compose_requested = Signal()
    surprise_moved = Signal(float)
    variation_moved = Signal(float)
    control_locked = Signal(str, bool)  # name of a slider, whether dice leave it alone
    all_set = Signal(object, object)  # Shape and Directions, tuples of floats
    songbook_wanted = Signal()  # another one
    lesson_wanted = Signal()  # a songbook learned from one's own music
    songbook_retried = Signal()
    drag_ended = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._is_open = self._has_music = False
        self._amount = 1.0
        self._locked: frozenset[str] = frozenset()
        self.compose = Button(
            look,
            Kind.MAIN,
            translate("LeftColumn", "Compose a take"),
            "pencil",
            self,
            height=34,
            keys="Ctrl ↵",
        )
        words.describe(self.compose, words.COMPOSE, command="compose")
        self.compose.clicked.connect(self.compose_requested)
        self.transform = Button(look, Kind.RAISED, icon="transform", parent=self, height=34)
        words.describe(self.transform, words.TRANSFORM)
        self.surprise = NamedSlider(
            look, translate("LeftColumn", "Surprise"), 0, 100, SURPRISE_AT_REST, self
        )
        self.surprise.setToolTip(words.SURPRISE.tip)
        self.surprise.setStatusTip(
            translate("LeftColumn", "Surprise\n{sentence}.   Shift: finer").format(
                sentence=words.SURPRISE.sentence
            )
        )
        self.surprise.moved.connect(self.surprise_moved)
        self.surprise.drag_ended.connect(self.drag_ended)
        self.variation = NamedSlider(look, translate("LeftColumn", "Variation"), 0, 100, 0, self)
        self.variation.setToolTip(words.VARIATION.tip)
        self.variation.setStatusTip(
            translate("LeftColumn", "Variation\n{sentence}.   Shift: finer").format(
                sentence=words.VARIATION.sentence
            )
        )
        self.variation.moved.connect(self.variation_moved)
        self.variation.drag_ended.connect(self.drag_ended)
        self.shape = ShapePanel(look)
        self.shape.drag_ended.connect(self.drag_ended)
        self.directions = DirectionsPanel(look)
        self.directions.drag_ended.connect(self.drag_ended)
        self.strands = StrandsPanel(look)
        self.strands.drag_ended.connect(self.drag_ended)
        for group in (self.shape, self.directions):
            group.amount_picked.connect(self.show_amount)
        self.tabs = Segmented(
            look, (translate("LeftColumn", "Sliders"), translate("LeftColumn", "Mixer")), self
        )
        self.tabs.describe_segments(words.LEFT_TABS.name, words.LEFT_TABS.tip)
        self.tabs.picked.connect(self.show_tab)
        self.tabs.hide()
        self._missing_shown = False
        self._mixer: MixerCard | None = None
        self._groups = Scroller(self)
        self.shape.locked.connect(lambda i, on: self.control_locked.emit(SHAPE_TARGETS[i], on))
        self.directions.locked.connect(
            lambda i, on: self.control_locked.emit(DIRECTION_TARGETS[i], on)
        )
        self.strands.built.connect(self._take_in_strands)
        self.strands.searched.connect(self._show_search)
        self._opening = SongbookOpening(look, self)
        self._missing = SongbookMissing(look, self)
        self._missing.hide()
        self._missing.choose_requested.connect(self.songbook_wanted)
        self._missing.learn_requested.connect(self.lesson_wanted)
        self._missing.retry_requested.connect(self.songbook_retried)
        self._lay_out()

    def _lay_out(self) -> None:
        pad = SIZES.card_padding
        column = QVBoxLayout(self)
        column.setContentsMargins(0, pad, 0, 2)
        column.setSpacing(0)
        top = QVBoxLayout()
        top.setContentsMargins(pad, 0, pad, 0)
        top.setSpacing(8)
        begin = QHBoxLayout()
        begin.setSpacing(6)
        begin.addWidget(self.compose, 1)
        begin.addWidget(self.transform)
        top.addLayout(begin)
        daring = QHBoxLayout()
        daring.setSpacing(SIZES.card_padding)
        daring.addWidget(self.variation)
        daring.addWidget(self.surprise)
        top.addLayout(daring)
        column.addLayout(top)
        column.addSpacing(4)
        column.addWidget(Divider(self._look, self))
        tabs = QVBoxLayout()
        self._tabs_row = tabs
        tabs.addWidget(self.tabs)
        column.addLayout(tabs)
        column.addWidget(self._opening)
        column.addWidget(self._missing)
        parts = (
            self.shape,
            Divider(self._look),
            self.directions,
            Divider(self._look),
            self.strands,
        )
        for part in parts:
            self._groups.add(part)
        column.addWidget(self._groups, 1)
        self._column = column
        column.addStretch(0)

    def show_state(self, state: SessionState) -> None:
        """Shows where the sliders stand."""
        self._has_music = state.shown is not None
        self.transform.setEnabled(self._is_open and self._has_music)
        self.surprise.show_value(state.conditions.surprise)
        self.shape.show_state(state)
        self.directions.show_values(state.directions)
        self.variation.show_value(state.variation)
        self.strands.show_values(state.strands)
        self._show_locked(state.locks.controls)

    def show_keys(self, compose: str) -> None:
        """Shows the key that composes; "" for none."""
        self.compose.show_keys(compose.replace("+", " ").replace("Enter", "↵"))

    def show_songbook(self, facts: SongbookFacts | None) -> None:
        """Shows the sliders of an open songbook, or that it is being opened."""
        self._is_open = facts is not None
        self._missing_shown = False
        self.show_tab(self.tabs.chosen)
        self.shape.show_open(is_open=self._is_open)
        self.directions.show_directions(facts.directions if facts else None)
        self.strands.show_open(facts.strands if facts else 0)
        self._refresh()

    def show_missing(self, sentence: str) -> None:
        """Shows that there is no songbook, and why."""
        self._is_open = False
        self._missing_shown = True
        self._missing.show_sentence(sentence)
        self.shape.show_open(is_open=False)
        self.directions.show_directions(None)
        self.strands.show_open(0)
        self.show_tab(self.tabs.chosen)
        self._refresh()

    def show_learning_offer(self, refusal: str) -> None:
        """Offers to learn from the musician's own music, unless a sentence says why not."""
        self._missing.show_learning_offer(refusal)

    def take_in(self, mixer: MixerCard | None) -> None:
        """Holds the mixer as a second tab (in narrow windows), or no longer."""
        if mixer is not None and self._mixer is None:
            mixer.show_framed(on=False)
            self._column.insertWidget(self._column.count() - 1, mixer, 1)
        elif mixer is None and self._mixer is not None:
            self._column.removeWidget(self._mixer)
        self._mixer = mixer
        self.tabs.setVisible(mixer is not None)
        pad = SIZES.card_padding
        self._tabs_row.setContentsMargins(pad - 2, 6 if mixer is not None else 0, pad, 0)
        self.show_tab(self.tabs.chosen)

    def show_tab(self, index: int) -> None:
        """Shows the sliders (or what the songbook's state has to say), or the mixer."""
        self.tabs.show_chosen(index)
        sliders = self._mixer is None or index == 0
        if self._mixer is not None:
            self._mixer.setVisible(not sliders)
        self._opening.setVisible(sliders and not self._is_open and not self._missing_shown)
        self._missing.setVisible(sliders and self._missing_shown)
        self._groups.setVisible(sliders and not self._missing_shown)

    def _take_in_strands(self) -> None:
        """Sliders that have just been made: their locks and their place in the scrolling column."""
        for number, slider in enumerate(self.strands.sliders, 1):
            slider.show_locked(f"strand.{number}" in self._locked)
            slider.lock_changed.connect(
                lambda on, n=number: self.control_locked.emit(f"strand.{n}", on)
            )
            self._groups.watch(slider)

    def _show_search(self) -> None:
        """The field at the top of the column, so that what is found is seen below it."""
        self._groups.verticalScrollBar().setValue(self.strands.y())

    def show_composing(self, busy: bool) -> None:
        """Shows that a take is being composed."""
        self.compose.setText(
            translate("LeftColumn", "Composing…")
            if busy
            else translate("LeftColumn", "Compose a take")
        )

    def throw_dice(self) -> None:
        """Throws the sliders of Shape if the keyboard is in it, else the Directions."""
        focus = QApplication.focusWidget()
        groups = (self.shape, self.strands)
        inside = next((g for g in groups if focus is not None and g.isAncestorOf(focus)), None)
        (inside or self.directions).throw_dice()

    def throw_pointed(self) -> None:
        """Throws the slider that the keyboard or the pointer is on, or the panel if there is none."""
        focus = QApplication.focusWidget()
        sliders = (*self.shape.sliders, *self.directions.sliders, *self.strands.sliders)
        pointed = next((s for s in sliders if s is focus), None)
        pointed = pointed or next((s for s in sliders if s.underMouse()), None)
        if pointed is None:
            self.throw_dice()
        elif not pointed.is_locked and pointed.isEnabled():
            pointed.moved.emit(round(thrown(pointed, self._amount), 1))
            self.drag_ended.emit()

    def throw_all(self) -> None:
        """Throws every slider of Shape and Directions that is not locked, as one step."""
        if self.shape.dice.isEnabled():
            self.all_set.emit(self.shape.thrown_values(), self.directions.thrown_values())
            self.drag_ended.emit()

    def show_amount(self, amount: float) -> None:
        """How far all dice throw, 0..1."""
        self._amount = amount
        for group in (self.shape, self.directions, self.strands):
            group.show_amount(amount)

    def _show_locked(self, controls: frozenset[str]) -> None:
        if controls == self._locked:
            return
        self._locked = controls
        self.shape.show_locked(_places(controls, SHAPE_TARGETS))
        self.directions.show_locked(_places(controls, DIRECTION_TARGETS))
        for number, slider in enumerate(self.strands.sliders):
            slider.show_locked(f"strand.{number + 1}" in controls)

    def cancel_drag(self) -> bool:
        """Ends a drag where it began; False if there is none."""
        return any(
            part.cancel_drag()
            for part in (self.shape, self.directions, self.strands, self.surprise, self.variation)
        )

    def _refresh(self) -> None:
        self.compose.setEnabled(self._is_open)
        self.transform.setEnabled(self._is_open and self._has_music)
        self.surprise.setEnabled(self._is_open)
        self.variation.setEnabled(self._is_open)


class LeftSide(QWidget):
    """The left column: the card of sliders with the mixer below it, or within it in a narrow window.

    While a songbook is learned, that has a card above the mixer.
    """

    def __init__(
        self, left: LeftColumn, lesson: LessonCard, mixer: MixerCard, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._left = left
        self._lesson = lesson
        self._mixer = mixer
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SIZES.gutter)
        self._column.addWidget(left, 1)
        self._column.addWidget(lesson)
        lesson.fold_changed.connect(self._fit_lesson)
        self._narrow: bool | None = None
        self.fit(narrow=False)

    def fit(self, *, narrow: bool) -> None:
        """Puts the mixer where the window has room for it."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if narrow:
            self._column.removeWidget(self._mixer)
            self._left.take_in(self._mixer)
        else:
            self._left.take_in(None)
            self._mixer.show_framed(on=True)
            self._column.addWidget(self._mixer)
            self._mixer.show()
        self._fit_lesson()

    def _fit_lesson(self) -> None:
        taken = 0 if self._narrow else self._mixer.minimumHeight() + SIZES.gutter
        room = self.height() - taken - SIZES.gutter
        self._lesson.fit(room, narrow=bool(self._narrow))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_lesson()
