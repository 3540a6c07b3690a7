"""Keys that controls answer themselves while they have the keyboard, beside the table of commands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnKey:
    """What a control does at some keys.

    Attributes:
        where: the control.
        keys: key sequences, Ctrl being ⌘ on macOS.
        text: what they do.
        typed: what else is pressed, in words; "" for nothing.
    """

    where: str
    keys: tuple[str, ...]
    text: str
    typed: str = ""


OWN_KEYS: tuple[OwnKey, ...] = (
    OwnKey("On a slider", ("Right", "Up"), "1 more"),
    OwnKey("On a slider", ("Left", "Down"), "1 less"),
    OwnKey("On a slider", ("Shift+Right", "Shift+Up"), "0.1 more"),
    OwnKey("On a slider", ("Shift+Left", "Shift+Down"), "0.1 less"),
    OwnKey("On a slider", ("PgUp",), "10 more"),
    OwnKey("On a slider", ("PgDown",), "10 less"),
    OwnKey("On a slider", ("Home",), "As low as it goes"),
    OwnKey("On a slider", ("End",), "As high as it goes"),
    OwnKey("On a slider", ("Del", "Backspace"), "Back to 0"),
    OwnKey("On a slider", (), "An exact value", "digits, then Enter"),
    OwnKey("On a slider", ("L",), "Lock it, or unlock it"),
    OwnKey("On a slider", ("Esc",), "Leave the drag or the figure typed"),
    OwnKey("In the roll, notes selected", ("Left",), "Back by the grid"),
    OwnKey("In the roll, notes selected", ("Right",), "On by the grid"),
    OwnKey("In the roll, notes selected", ("Up",), "A semitone up"),
    OwnKey("In the roll, notes selected", ("Down",), "A semitone down"),
    OwnKey("In the roll, notes selected", ("Shift+Up",), "An octave up"),
    OwnKey("In the roll, notes selected", ("Shift+Down",), "An octave down"),
    OwnKey("In the roll, notes selected", ("Shift+Left",), "Shorter"),
    OwnKey("In the roll, notes selected", ("Shift+Right",), "Longer"),
    OwnKey("In the roll, notes selected", ("Alt+Up",), "Louder by 5"),
    OwnKey("In the roll, notes selected", ("Alt+Down",), "Softer by 5"),
    OwnKey("In the roll, notes selected", ("Alt+Left",), "Back a little, off the grid"),
    OwnKey("In the roll, notes selected", ("Alt+Right",), "On a little, off the grid"),
    OwnKey("In the roll, notes selected", ("Ctrl+Left",), "Previous note"),
    OwnKey("In the roll, notes selected", ("Ctrl+Right",), "Next note"),
    OwnKey("In the roll, notes selected", ("Ctrl+Shift+Left",), "Previous note as well"),
    OwnKey("In the roll, notes selected", ("Ctrl+Shift+Right",), "Next note as well"),
    OwnKey("In the roll, notes selected", ("Menu",), "What can be done with them"),
    OwnKey("In the roll, nothing selected", ("Left", "Right"), "Look back, or on"),
    OwnKey("In the roll, nothing selected", ("Up", "Down"), "Look higher, or lower"),
    OwnKey("In the roll, nothing selected", ("Ctrl+Right",), "Select the first note"),
    OwnKey("In a chord that is typed", ("Return",), "Take it"),
    OwnKey("In a chord that is typed", ("Tab",), "Take it, and type the next"),
    OwnKey("In a chord that is typed", ("Shift+Tab",), "Take it, and type the one before"),
    OwnKey("In a chord that is typed", ("Esc",), "Leave it as it was"),
    OwnKey("On a pad", ("Left", "Right", "Up", "Down"), "Move the dot"),
    OwnKey("On a pad", ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"), "Move it finely"),
    OwnKey("On a pad", ("PgUp", "PgDown"), "Ten steps up, or down"),
    OwnKey("On a pad", ("Home", "End"), "To the left edge, to the right edge"),
    OwnKey("On a pad", ("Del", "Backspace"), "Back to where it rests"),
    OwnKey("On a pad", ("L",), "Lock it, or unlock it"),
    OwnKey("On a pad", ("Esc",), "Leave the drag"),
    OwnKey("On a button", ("Return",), "Press it"),
    OwnKey("On a chip that opens a menu", ("Return", "Down"), "Open the menu"),
    OwnKey("On a track's tab", ("Return",), "Bring the track in front"),
    OwnKey("On a track's tab", ("Down", "Menu"), "Its menu: role, lock, what is composed"),
    OwnKey("On the tempo", ("Up",), "1 faster"),
    OwnKey("On the tempo", ("Down",), "1 slower"),
    OwnKey("On the tempo", ("Shift+Up",), "0.1 faster"),
    OwnKey("On the tempo", ("Shift+Down",), "0.1 slower"),
    OwnKey("On the tempo", ("Return",), "Type it"),
    OwnKey("On a take", ("Return",), "Bring it in front"),
    OwnKey("On a take", ("F2",), "Rename it"),
    OwnKey("On a take", ("Menu",), "What can be done with it"),
    OwnKey("On a section of the song", ("Return",), "Play from here"),
    OwnKey("On a section of the song", ("F2",), "Rename it"),
    OwnKey("On a section of the song", ("Menu",), "Repeats, transitions and more"),
    OwnKey("On a section of the song", ("Del", "Backspace"), "Take it out of the song"),
)
"""The second table. A focused control takes these before the window does."""
