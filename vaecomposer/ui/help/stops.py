"""What the tour shows: seven controls, in the order in which a first piece needs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vaecomposer.ui.help.keymap import native
from vaecomposer.ui.help.tour import Stop
from vaecomposer.ui.language.catalogue import translate

if TYPE_CHECKING:
    from vaecomposer.ui.main_window import MainWindow

_RULER = 40


def stops(window: MainWindow) -> tuple[Stop, ...]:
    """The tour's cards for a window."""
    left, roll, dock = window.left, window.centre.roll, window.dock
    return (
        Stop(
            translate("Stops", "A first idea"),
            translate(
                "Stops",
                "Compose makes a take from the heading above the roll: key, metre, style, length. Press "
                "it as often as you like; every take is kept.",
            ),
            lambda: left.compose,
            (window.compose_requested, window.demo_picked, window.demo_session_picked),
        ),
        Stop(
            translate("Stops", "Listen"),
            translate(
                "Stops",
                "Play starts the loop, Space does too, from almost everywhere. The music may change "
                "while it plays.",
            ),
            lambda: window.transport.play,
            (window.play_toggled,),
        ),
        Stop(
            translate("Stops", "Bend it"),
            translate(
                "Stops",
                "Drag a slider: the notes change before the next beat. At 0 they are exactly what they "
                "were. Double-click goes back there.",
            ),
            lambda: left.shape.sliders[0],
            (window.shape_moved, window.direction_moved, window.shapes_set),
        ),
        Stop(
            translate("Stops", "The same, but different"),
            translate(
                "Stops",
                "Variation goes away from what you hear, as far as you like, and finds its way back.",
            ),
            lambda: left.variation,
            (window.variation_moved,),
        ),
        Stop(
            translate("Stops", "Every idea is kept"),
            translate(
                "Stops",
                "Click a take to bring it in front, F stars it, X goes over to another and back. Drag "
                "takes into the song below.",
            ),
            lambda: dock.takes,
            (
                window.take_picked,
                window.take_starred,
                window.takes_swapped,
                window.take_compared,
                window.section_added,
            ),
        ),
        Stop(
            translate("Stops", "Keep what you like"),
            translate(
                "Stops",
                "Right-click a bar number to lock the bar, or select notes and press L. What is locked "
                "stays when you compose or drag sliders.",
            ),
            lambda: roll,
            (window.bars_locked, window.notes_locked, window.track_locked),
            top=_RULER,
        ),
        Stop(
            translate("Stops", "Take it with you"),
            translate(
                "Stops",
                "Export writes MIDI, sheet music or sound. Dragging a take out of the window works as "
                "well. {find} finds any command, {keys} shows all keys.",
            ).format(find=native("Ctrl+K"), keys=native("F1")),
            lambda: window.transport.export,
            (window.export_requested,),
        ),
    )
