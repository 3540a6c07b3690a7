"""What the tour shows: seven controls, in the order in which a first piece needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaecomposer.ui.help.keymap import native
from vaecomposer.ui.help.tour import Stop

if TYPE_CHECKING:
    from vaecomposer.ui.main_window import MainWindow

_RULER = 40


def stops(window: MainWindow) -> tuple[Stop, ...]:
    """The tour's cards for a window."""
    left, roll, dock = window.left, window.centre.roll, window.dock
    return (
        Stop(
            "A first idea",
            "Compose makes a take from the heading above the roll: key, metre, style, length. Press it "
            "as often as you like; every take is kept.",
            lambda: left.compose,
            (window.compose_requested, window.demo_picked, window.demo_session_picked),
        ),
        Stop(
            "Listen",
            "Play starts the loop, Space does too, from almost everywhere. The music may change while "
            "it plays.",
            lambda: window.transport.play,
            (window.play_toggled,),
        ),
        Stop(
            "Bend it",
            "Drag a slider: the notes change before the next beat. At 0 they are exactly what they "
            "were. Double-click goes back there.",
            lambda: left.shape.sliders[0],
            (window.shape_moved, window.direction_moved, window.shapes_set),
        ),
        Stop(
            "The same, but different",
            "Variation goes away from what you hear, as far as you like, and finds its way back.",
            lambda: left.variation,
            (window.variation_moved,),
        ),
        Stop(
            "Every idea is kept",
            "Click a take to bring it in front, F stars it, X goes over to another and back. Drag takes "
            "into the song below.",
            lambda: dock.takes,
            (
                window.take_picked, window.take_starred, window.takes_swapped,
                window.take_compared, window.section_added,
            ),
        ),
        Stop(
            "Keep what you like",
            "Right-click a bar number to lock the bar, or select notes and press L. What is locked "
            "stays when you compose or drag sliders.",
            lambda: roll,
            (window.bars_locked, window.notes_locked, window.track_locked),
            top=_RULER,
        ),
        Stop(
            "Take it with you",
            "Export writes MIDI, sheet music or sound. Dragging a take out of the window works as well. "
            f"{native('Ctrl+K')} finds any command, {native('F1')} shows all keys.",
            lambda: window.transport.export,
            (window.export_requested,),
        ),
    )  # fmt: skip
