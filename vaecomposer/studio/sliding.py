"""The sliders' moves as edits: one entry of the history for a whole drag."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from vaecomposer.music.attributes import SHAPES
from vaecomposer.session import edits
from vaecomposer.session.document import Document, Edit
from vaecomposer.session.state import SessionState
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.words import signed, unsigned


class Sliding(QObject):
    """The left panel's wishes. Lives on the GUI thread.

    Args:
        document: is edited. window: asks.
        turn: the merge word of a move, given the slider's name.
    """

    def __init__(self, document: Document, window: MainWindow, turn: Callable[[str], str]) -> None:
        super().__init__()
        self._document, self._turn = document, turn
        window.shape_moved.connect(self._move_shape)
        window.shapes_set.connect(self._set_shapes)
        window.direction_moved.connect(self._move_direction)
        window.directions_set.connect(self._set_directions)
        window.sliders_set.connect(self._set_all)
        window.surprise_moved.connect(self._move_surprise)
        window.variation_moved.connect(self._move_variation)
        window.strand_moved.connect(self._move_strand)
        window.strands_set.connect(self._set_strands)
        window.control_locked.connect(self._lock_control)

    def _slide(
        self,
        name: str,
        edit: Edit,
        value: Callable[[SessionState], float],
        written: Callable[[float], str] = signed,
    ) -> None:
        """A slider's move: one entry for a whole drag, which says from where to where it went."""
        merge = self._turn(name)
        before, after = self._document.history.before(merge), edit(self._document.state)
        label = f"{name} {written(value(before))} to {written(value(after))}"
        self._document.apply(label, edit, merge=merge)

    @Slot(int, float)
    def _move_shape(self, index: int, value: float) -> None:
        self._slide(SHAPES[index].name, edits.set_shape(index, value), lambda s: s.shape[index])

    @Slot(object)
    def _set_shapes(self, values: tuple[float, ...]) -> None:
        self._document.apply("Shape", edits.set_shapes(values))

    @Slot(int, float)
    def _move_direction(self, index: int, value: float) -> None:
        self._slide(
            f"Direction {index + 1}",
            edits.move_direction(index, value),
            lambda s: s.directions[index],
        )

    @Slot(object)
    def _set_directions(self, values: tuple[float, ...]) -> None:
        self._document.apply("Directions", edits.set_directions(values))

    @Slot(object, object)
    def _set_all(self, shapes: tuple[float, ...], directions: tuple[float, ...]) -> None:
        shape, direct = edits.set_shapes(shapes), edits.set_directions(directions)
        self._document.apply("Shape and Directions", lambda state: direct(shape(state)))

    @Slot(float)
    def _move_surprise(self, value: float) -> None:
        self._slide(
            "Surprise", edits.set_surprise(value), lambda s: s.conditions.surprise, unsigned
        )

    @Slot(float)
    def _move_variation(self, value: float) -> None:
        self._slide("Variation", edits.set_variation(value), lambda s: s.variation, unsigned)

    @Slot(int, float)
    def _move_strand(self, number: int, value: float) -> None:
        self._slide(
            f"Strand {number + 1}",
            edits.move_strand(number, value),
            lambda s: dict(s.strands).get(number, 0.0),
        )

    @Slot(object)
    def _set_strands(self, values: tuple[tuple[int, float], ...]) -> None:
        self._document.apply("Strands", edits.set_strands(values))

    @Slot(str, bool)
    def _lock_control(self, name: str, on: bool) -> None:
        self._document.join(edits.lock_control(name, on=on))
