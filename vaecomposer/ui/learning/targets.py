"""What a controller can be taught to move, and what MIDI learn shows on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from vaecomposer.ui.language.catalogue import translate

Kind = Literal["value", "toggle", "trigger"]
"""A value follows a knob; the others answer every press of a button or pad."""


def nothing() -> None:
    """What ends a gesture that needs no end."""


@dataclass(frozen=True, slots=True)
class Learnable:
    """One thing on the screen that a controller can move.

    Attributes:
        target: the word it is remembered by, such as "shape.density"; the same in every version.
        name: as the musician knows it.
        widget: where it stands. Nothing moves while it is disabled.
        get: where it stands now, 0..1; for a toggle 0 or 1.
        set: moves it to 0..1 as the hand would; for toggles and triggers a press, whatever the number.
        kind: what it answers to.
        done: a turn of the knob has ended: what follows is another entry of the history.
        rest: the value that a pad brings a "value" back to.
    """

    target: str
    name: str
    widget: QWidget
    get: Callable[[], float]
    set: Callable[[float], None]
    kind: Kind = "value"
    done: Callable[[], None] = nothing
    rest: float = 0.0


@dataclass(frozen=True, slots=True)
class Bound:
    """What moves a target.

    Attributes:
        tags: the control's name for its tag, shorter ways of writing it after it.
        controller: the name of its MIDI input.
        exactly: control and channel in words.
    """

    tags: tuple[str, ...]
    controller: str
    exactly: str

    @property
    def sentence(self) -> str:
        """For tool tip and screen reader."""
        return translate("Targets", "Moved by {exactly}, of {controller}.").format(
            exactly=self.exactly, controller=self.controller
        )


@dataclass(frozen=True, slots=True)
class Shown:
    """What MIDI learn shows on one control.

    Attributes:
        armed: whether it waits for a knob.
        tags: what moves it, shorter ways of writing it after it; empty for nothing.
        knob: where its knob stands, 0..1, while that has not caught up with it.
    """

    armed: bool = False
    tags: tuple[str, ...] = ()
    knob: float | None = None


NOTHING = Shown()


@runtime_checkable
class ShowsLearning(Protocol):
    """A control that paints tag, ring and waiting itself; others get the frame and the tool tip."""

    def show_learning(self, shown: Shown) -> None:
        """Shows what there is to show."""
        ...
