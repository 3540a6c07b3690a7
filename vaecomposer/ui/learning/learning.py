"""The register of what can be learnt. It knows no MIDI: the studio tells it what moves what."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import shiboken6
from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from vaecomposer.ui.focus_ring import is_by_keyboard
from vaecomposer.ui.help.keymap import beside, in_force
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.learning.frame import LearningFrame
from vaecomposer.ui.learning.targets import (
    Bound,
    Kind,
    Learnable,
    Shown,
    ShowsLearning,
    nothing,
)
from vaecomposer.ui.look import Look

MOVE_A_KNOB = translate("Learning", "Move a knob…")


class Learning(QObject):
    """What can be learnt, which of it waits for a knob, and what is shown on each.

    Args:
        look: the window's.
        window: parent.
    """

    armed_changed = Signal(object)  # str | None
    forget_requested = Signal(str)
    hint = Signal(str)  # a status tip

    def __init__(self, look: Look, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._known: dict[str, Learnable] = {}
        self._targets: dict[QWidget, tuple[str, ...]] = {}
        self._bound: Mapping[str, Bound] = {}
        self._knobs: dict[str, float] = {}
        self._said: dict[QWidget, str] = {}  # what we put at the end of its tool tip
        self._armed: str | None = None
        self._frame: LearningFrame | None = None
        self._by_keyboard: QWidget | None = None

    # --- what can be learnt -------------------------------------------------------------------

    def register(
        self,
        target: str,
        widget: QWidget,
        get: Callable[[], float],
        set: Callable[[float], None],  # noqa: A002 - as `Learnable` has it
        kind: Kind = "value",
        *,
        name: str = "",
        done: Callable[[], None] = nothing,
        rest: float = 0.0,
        menu: bool = True,
    ) -> None:
        """Lets a controller move something; `Learnable` says what is what.

        A target registered again, on another widget, goes there with all that moves it. A widget may
        stand for several targets.

        Args:
            name: of what is learnt; the widget's accessible name, as far as its first comma, if "".
            menu: whether a right click opens our menu; without, the widget's own calls `fill_menu`.
        """
        name = name or widget.accessibleName().partition(",")[0]
        self._known[target] = Learnable(target, name, widget, get, set, kind, done, rest)
        if widget not in self._targets:
            self._targets = {w: t for w, t in self._targets.items() if shiboken6.isValid(w)}
            self._said = {w: s for w, s in self._said.items() if shiboken6.isValid(w)}
            widget.installEventFilter(self)
        others = tuple(t for t in self._targets.get(widget, ()) if t != target)
        self._targets[widget] = (*others, target)
        widget.setProperty("learning_menu", menu)
        self._show(target)

    def find(self, target: str) -> Learnable | None:
        """What a target is now; None while nothing on the screen is it."""
        found = self._known.get(target)
        if found is None or shiboken6.isValid(found.widget):
            return found
        del self._known[target]
        return None

    @property
    def targets(self) -> tuple[str, ...]:
        """All that can be learnt now."""
        return tuple(target for target in tuple(self._known) if self.find(target) is not None)

    # --- waiting for a knob -------------------------------------------------------------------

    @property
    def armed(self) -> str | None:
        """What waits for a knob."""
        return self._armed

    def arm(self, target: str) -> None:
        """Waits for the knob of a target."""
        found = self.find(target)
        if found is None:
            return
        self._leave()
        self._armed = target
        self._frame = LearningFrame(self._look, found.widget)
        self._show(target)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)  # a click elsewhere ends it
        self.show_hint()
        self.armed_changed.emit(target)

    def disarm(self) -> bool:
        """Waits no longer; False if nothing waited."""
        if self._armed is None:
            return False
        self._leave()
        self.hint.emit("")
        self.armed_changed.emit(None)
        return True

    def show_hint(self) -> bool:
        """Says in the status line what waits; False if nothing does."""
        found = self.find(self._armed) if self._armed is not None else None
        if found is None:
            return False
        self.hint.emit(
            translate(
                "Learning", "{name}\n{move}   A fader, wheel or pad will do.   Esc: leave it"
            ).format(name=found.name, move=MOVE_A_KNOB)
        )
        return True

    def _keys(self) -> str:
        window = self.parent()
        assert isinstance(window, QWidget)
        return in_force(window, "midi-learn") or translate("Learning", "MIDI learn")

    def arm_pointed(self) -> None:
        """Arms what the keyboard or the pointer is on; once more, the next target of the same widget."""
        target = next(self._pointed(), None)
        if target is None:
            self.hint.emit(
                translate(
                    "Learning",
                    "MIDI learn\nPut the pointer on a slider, knob or button, then press {keys}.",
                ).format(keys=self._keys())
            )
            return
        targets = self._targets[self._known[target].widget]
        if self._armed in targets:
            target = targets[(targets.index(self._armed) + 1) % len(targets)]
        self.arm(target)

    def _pointed(self) -> Iterator[str]:
        """The targets that may be meant, the likeliest first."""
        focus = QApplication.focusWidget()
        # A pointer that lies somewhere by chance does not count against the focus ring.
        ringed = focus if focus is self._by_keyboard else None
        under = [widget for widget in self._live() if widget.underMouse()]
        for widget in (ringed, *under, focus):
            if widget is not None and widget in self._targets and widget.isEnabled():
                yield self._targets[widget][0]

    def _live(self) -> tuple[QWidget, ...]:
        return tuple(widget for widget in self._targets if shiboken6.isValid(widget))

    def _leave(self) -> None:
        target, self._armed = self._armed, None
        frame, self._frame = self._frame, None
        if frame is not None and shiboken6.isValid(frame):
            frame.hide()
            frame.deleteLater()
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if target is not None:
            self._show(target)

    # --- shown --------------------------------------------------------------------------------

    def show_bindings(self, bound: Mapping[str, Bound]) -> None:
        """Shows what moves each target."""
        before, self._bound = self._bound, dict(bound)
        for target in {*before, *bound}:
            if before.get(target) != bound.get(target):
                self._knobs.pop(target, None)
                self._show(target)

    def show_knob(self, target: str, share: float | None) -> None:
        """Shows where a knob stands that has not caught up; None: it has."""
        if share == self._knobs.get(target):
            return
        if share is None:
            del self._knobs[target]
        else:
            self._knobs[target] = share
        self._show(target)

    def _show(self, target: str) -> None:
        found = self.find(target)
        if found is None:
            return
        bound = self._bound.get(target)
        if isinstance(found.widget, ShowsLearning):
            tags = bound.tags if bound is not None else ()
            armed = target == self._armed
            found.widget.show_learning(Shown(armed, tags, self._knobs.get(target)))
        self._say(found.widget)

    def _say(self, widget: QWidget) -> None:
        """Ends tool tip and description with what moves the control."""
        targets = self._targets[widget]
        said = [
            translate("Learning", "{name}: {sentence}").format(
                name=self._known[t].name, sentence=bound.sentence
            )
            if len(targets) > 1
            else bound.sentence
            for t in targets
            if (bound := self._bound.get(t)) is not None
        ]
        before, now = self._said.get(widget, ""), "\n".join(said)
        self._said[widget] = now
        # Both may have been written anew since, without our words.
        described = widget.accessibleDescription().removesuffix(before).rstrip()
        widget.setAccessibleDescription(f"{described} {now}".strip())
        tip = f"{widget.toolTip().removesuffix(before).rstrip()}\n{now}".strip()
        if tip != widget.toolTip():
            widget.setToolTip(tip)

    # --- Qt -----------------------------------------------------------------------------------

    def fill_menu(self, menu: QMenu, target: str) -> None:
        """Adds to a menu what can be done about a target."""
        found = self.find(target)
        if found is None:
            return
        bound = self._bound.get(target)
        several = len(self._targets[found.widget]) > 1
        words = (
            translate("Learning", "MIDI learn again")
            if bound is not None
            else translate("Learning", "MIDI learn")
        )
        learn = menu.addAction(
            translate("Learning", "{deed}: {name}").format(deed=words, name=found.name)
            if several
            else words
        )
        learn.setEnabled(found.widget.isEnabled())
        learn.triggered.connect(lambda _on=False: self.arm(target))
        if not several:
            # Only shown: the window's own action answers the keys.
            learn.setText(beside(words, found.widget, "midi-learn"))
        if bound is not None:
            forget = menu.addAction(
                translate("Learning", "Forget {tag} ({controller})").format(
                    tag=bound.tags[0], controller=bound.controller
                )
            )
            forget.triggered.connect(lambda _on=False: self.forget_requested.emit(target))

    def _pop_menu(self, widget: QWidget, event: QContextMenuEvent) -> None:
        menu = QMenu(widget)
        menu.aboutToHide.connect(menu.deleteLater)
        for target in self._targets[widget]:
            self.fill_menu(menu, target)
        menu.popup(event.globalPos())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.MouseButtonPress:
            self._click(watched)
        elif kind in _HEARD and isinstance(watched, QWidget) and watched in self._targets:
            return self._hear(watched, event)
        return False

    def _hear(self, widget: QWidget, event: QEvent) -> bool:
        armed = self.find(self._armed) if self._armed is not None else None
        if isinstance(event, QContextMenuEvent):
            if not widget.property("learning_menu"):
                return False
            self._pop_menu(widget, event)
            return True
        if isinstance(event, QFocusEvent):
            self._by_keyboard = widget if is_by_keyboard(event.reason()) else None
        elif event.type() is QEvent.Type.ToolTipChange:
            self._say(widget)
        elif armed is not None and armed.widget is widget and self._frame is not None:
            if event.type() is QEvent.Type.Hide:
                self.disarm()
            else:
                self._frame.follow()
        return False

    def _click(self, watched: QObject) -> None:
        """A click anywhere but on the control that waits ends the waiting."""
        found = self.find(self._armed) if self._armed is not None else None
        if found is None or not isinstance(watched, QWidget):
            return
        if watched is not found.widget and not found.widget.isAncestorOf(watched):
            self.disarm()


_HEARD = frozenset(
    {
        QEvent.Type.ContextMenu,
        QEvent.Type.FocusIn,
        QEvent.Type.ToolTipChange,
        QEvent.Type.Resize,
        QEvent.Type.Move,
        QEvent.Type.Hide,
    }
)
