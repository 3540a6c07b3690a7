"""What each command of the table does in the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from vaecomposer.ui.help.guide import help_deeds
from vaecomposer.ui.look import Appearance
from vaecomposer.ui.roll.deeds import note_deeds
from vaecomposer.ui.transform.offers import OFFERS
from vaecomposer.ui.transport.transport import QUANTA

if TYPE_CHECKING:
    from vaecomposer.ui.main_window import MainWindow


def deeds(window: MainWindow) -> dict[str, Callable[[], None]]:
    """By the commands' names."""
    roll = window.centre.roll
    found: dict[str, Callable[[], None]] = {
        "play": window.play_toggled.emit,
        "play-loop": window.play_from_loop_requested.emit,
        "to-start": window.to_start,
        "to-end": window.to_end,
        "bar-back": lambda: window.go_bar(on=False),
        "bar-on": lambda: window.go_bar(on=True),
        "loop": window.toggle_loop,
        "tap": window.transport.display.tap_once,
        "metronome": window.transport.toggle_metronome,
        "count-in": window.next_count_in,
        "record": window.transport.toggle_record,
        "swing": window.transport.more.open_swing,
        "panic": window.panic_requested.emit,
        "mute": window.mixer.mute_front,
        "solo": window.mixer.solo_front,
        "compose": window.left.compose.click,
        "compose-selection": window.compose_bars_requested.emit,
        "take-previous": lambda: window.take_stepped.emit(-1),
        "take-next": lambda: window.take_stepped.emit(1),
        "take-keep": window.take_kept.emit,
        "take-swap": window.takes_swapped.emit,
        "take-star": window.dock.takes.star_front,
        "take-rename": window.dock.takes.rename_front,
        "song-add": window.dock.song.add.click,
        "song-play": window.dock.song.play.click,
        "dice": window.left.throw_pointed,
        "dice-panel": window.left.throw_dice,
        "dice-all": window.left.throw_all,
        "strand-find": window.find_strand,
        "midi-learn": window.learning.arm_pointed,
        **note_deeds(roll),
        **help_deeds(window),
        "form-change": window.change_form,
        "ghosts": window.centre.ghosts.toggle,
        "scale": window.centre.scale.toggle,
        "zoom-in": lambda: roll.zoom(1.25),
        "zoom-out": lambda: roll.zoom(0.8),
        "zoom-fit": lambda: roll.zoom(0),
        "undo": window.undo_requested.emit,
        "redo": window.redo_requested.emit,
        "new": window.new_requested.emit,
        "open": window.ask_open,
        "recover": lambda: window.recovery_picked.emit(0),
        "save": window.save_requested.emit,
        "save-as": lambda: window.ask_save_as(window.transport.title.text),
        "history": window.history_requested.emit,
        "export": window.export_requested.emit,
        "songbook": window.choose_songbook,
        "songbook-learn": window.learn_songbook,
        "left-column": window.toggle_left,
        "right-column": window.toggle_right,
        "next-panel": lambda: window.focus_order.move(window, 1),
        "previous-panel": lambda: window.focus_order.move(window, -1),
        "escape": window.escape,
        "full-screen": window.toggle_full_screen,
        "quit": window.leave,
        "reduced-motion": window.toggle_motion,
    }
    for quantum in QUANTA:
        found[f"quantum-{quantum}"] = lambda q=quantum: window.pick_quantum(q)  # type: ignore[misc]
    for offer in OFFERS:
        found[offer.command] = lambda op=offer.operation: window.transform.ask(op)  # type: ignore[misc]
    for number in range(1, 9):
        found[f"front-{number}"] = lambda n=number: window.pick_front(n - 1)  # type: ignore[misc]
    looks: tuple[Appearance, ...] = ("system", "dark", "light")
    for look in looks:
        found[f"look-{look}"] = lambda a=look: window.choose_look(a)  # type: ignore[misc]
    return found
