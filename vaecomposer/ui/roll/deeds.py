"""What the window's commands for notes do in the roll; the table of keys is in `ui.actions`."""

from __future__ import annotations

from collections.abc import Callable

from vaecomposer.ui.roll.gestures import Tool
from vaecomposer.ui.roll.roll import RollView


def note_deeds(roll: RollView) -> dict[str, Callable[[], None]]:
    """Deeds of the commands for notes, by the commands' names."""
    return {
        "tool-select": lambda: roll.pick_tool(Tool.SELECT),
        "tool-draw": lambda: roll.pick_tool(Tool.DRAW),
        "tool-erase": lambda: roll.pick_tool(Tool.ERASE),
        "select-all": roll.select_all,
        "cut": roll.cut,
        "copy": roll.copy,
        "paste": roll.paste,
        "duplicate": roll.duplicate,
        "delete": roll.delete,
        "quantise": lambda: roll.quantise(None),
        "humanise": roll.humanise,
        "split": roll.split_at_pointer,
        "glue": roll.glue,
        "lock": roll.lock,
        "unlock-all": roll.unlock_requested.emit,
        "loop-selection": roll.loop_selection,
        "loop-start": lambda: roll.loop_from_here(to_end=True),
        "loop-end": lambda: roll.loop_from_here(to_end=False),
        "zoom-selection": roll.zoom_to_selection,
        "chord-type": roll.type_chord_here,
        "chord-next": lambda: roll.go_to_chord(1),
        "chord-previous": lambda: roll.go_to_chord(-1),
    }
