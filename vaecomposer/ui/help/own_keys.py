"""Keys that controls answer themselves while they have the keyboard, beside the table of commands."""

from __future__ import annotations

from dataclasses import dataclass

from vaecomposer.ui.language.catalogue import translate


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


# fmt: off
OWN_KEYS: tuple[OwnKey, ...] = (
    OwnKey(translate("OwnKeys", "On a slider"), ("Right", "Up"), translate("OwnKeys", "1 more")),
    OwnKey(translate("OwnKeys", "On a slider"), ("Left", "Down"), translate("OwnKeys", "1 less")),
    OwnKey(translate("OwnKeys", "On a slider"), ("Shift+Right", "Shift+Up"), translate("OwnKeys", "0.1 more")),
    OwnKey(translate("OwnKeys", "On a slider"), ("Shift+Left", "Shift+Down"), translate("OwnKeys", "0.1 less")),
    OwnKey(translate("OwnKeys", "On a slider"), ("PgUp",), translate("OwnKeys", "10 more")),
    OwnKey(translate("OwnKeys", "On a slider"), ("PgDown",), translate("OwnKeys", "10 less")),
    OwnKey(translate("OwnKeys", "On a slider"), ("Home",), translate("OwnKeys", "As low as it goes")),
    OwnKey(translate("OwnKeys", "On a slider"), ("End",), translate("OwnKeys", "As high as it goes")),
    OwnKey(translate("OwnKeys", "On a slider"), ("Del", "Backspace"), translate("OwnKeys", "Back to 0")),
    OwnKey(translate("OwnKeys", "On a slider"),
        (), translate("OwnKeys", "An exact value"), translate("OwnKeys", "digits, then Enter")),
    OwnKey(translate("OwnKeys", "On a slider"), ("L",), translate("OwnKeys", "Lock it, or unlock it")),
    OwnKey(translate("OwnKeys", "On a slider"), ("Esc",), translate("OwnKeys", "Leave the drag or the figure typed")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"), ("Left",), translate("OwnKeys", "Back by the grid")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"), ("Right",), translate("OwnKeys", "On by the grid")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"), ("Up",), translate("OwnKeys", "A semitone up")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"), ("Down",), translate("OwnKeys", "A semitone down")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"), ("Shift+Up",), translate("OwnKeys", "An octave up")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"),
        ("Shift+Down",), translate("OwnKeys", "An octave down")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"), ("Shift+Left",), translate("OwnKeys", "Shorter")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"), ("Shift+Right",), translate("OwnKeys", "Longer")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"), ("Alt+Up",), translate("OwnKeys", "Louder by 5")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"), ("Alt+Down",), translate("OwnKeys", "Softer by 5")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"),
        ("Alt+Left",), translate("OwnKeys", "Back a little, off the grid")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"),
        ("Alt+Right",), translate("OwnKeys", "On a little, off the grid")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"),
        ("Ctrl+Left",), translate("OwnKeys", "Previous note")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"), ("Ctrl+Right",), translate("OwnKeys", "Next note")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"),
        ("Ctrl+Shift+Left",), translate("OwnKeys", "Previous note as well")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"),
        ("Ctrl+Shift+Right",), translate("OwnKeys", "Next note as well")),
    OwnKey(translate("OwnKeys", "In the roll, notes selected"),
        ("Menu",), translate("OwnKeys", "What can be done with them")),
    OwnKey(translate("OwnKeys", "In the roll, nothing selected"),
        ("Left", "Right"), translate("OwnKeys", "Look back, or on")),
    OwnKey(translate("OwnKeys", "In the roll, nothing selected"),
        ("Up", "Down"), translate("OwnKeys", "Look higher, or lower")),
    OwnKey(translate("OwnKeys", "In the roll, nothing selected"),
        ("Ctrl+Right",), translate("OwnKeys", "Select the first note")),
    OwnKey(translate("OwnKeys", "In a chord that is typed"), ("Return",), translate("OwnKeys", "Take it")),
    OwnKey(translate("OwnKeys", "In a chord that is typed"),
        ("Tab",), translate("OwnKeys", "Take it, and type the next")),
    OwnKey(translate("OwnKeys", "In a chord that is typed"),
        ("Shift+Tab",), translate("OwnKeys", "Take it, and type the one before")),
    OwnKey(translate("OwnKeys", "In a chord that is typed"), ("Esc",), translate("OwnKeys", "Leave it as it was")),
    OwnKey(translate("OwnKeys", "On a pad"), ("Left", "Right", "Up", "Down"), translate("OwnKeys", "Move the dot")),
    OwnKey(translate("OwnKeys", "On a pad"),
        ("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"), translate("OwnKeys", "Move it finely")),
    OwnKey(translate("OwnKeys", "On a pad"), ("PgUp", "PgDown"), translate("OwnKeys", "Ten steps up, or down")),
    OwnKey(translate("OwnKeys", "On a pad"),
        ("Home", "End"), translate("OwnKeys", "To the left edge, to the right edge")),
    OwnKey(translate("OwnKeys", "On a pad"), ("Del", "Backspace"), translate("OwnKeys", "Back to where it rests")),
    OwnKey(translate("OwnKeys", "On a pad"), ("L",), translate("OwnKeys", "Lock it, or unlock it")),
    OwnKey(translate("OwnKeys", "On a pad"), ("Esc",), translate("OwnKeys", "Leave the drag")),
    OwnKey(translate("OwnKeys", "On a button"), ("Return",), translate("OwnKeys", "Press it")),
    OwnKey(translate("OwnKeys", "On a chip that opens a menu"),
        ("Return", "Down"), translate("OwnKeys", "Open the menu")),
    OwnKey(translate("OwnKeys", "On a track's tab"), ("Return",), translate("OwnKeys", "Bring the track in front")),
    OwnKey(translate("OwnKeys", "On a track's tab"),
        ("Down", "Menu"), translate("OwnKeys", "Its menu: role, lock, what is composed")),
    OwnKey(translate("OwnKeys", "On the tempo"), ("Up",), translate("OwnKeys", "1 faster")),
    OwnKey(translate("OwnKeys", "On the tempo"), ("Down",), translate("OwnKeys", "1 slower")),
    OwnKey(translate("OwnKeys", "On the tempo"), ("Shift+Up",), translate("OwnKeys", "0.1 faster")),
    OwnKey(translate("OwnKeys", "On the tempo"), ("Shift+Down",), translate("OwnKeys", "0.1 slower")),
    OwnKey(translate("OwnKeys", "On the tempo"), ("Return",), translate("OwnKeys", "Type it")),
    OwnKey(translate("OwnKeys", "On a take"), ("Return",), translate("OwnKeys", "Bring it in front")),
    OwnKey(translate("OwnKeys", "On a take"), ("F2",), translate("OwnKeys", "Rename it")),
    OwnKey(translate("OwnKeys", "On a take"), ("Menu",), translate("OwnKeys", "What can be done with it")),
    OwnKey(translate("OwnKeys", "On a section of the song"), ("Return",), translate("OwnKeys", "Play from here")),
    OwnKey(translate("OwnKeys", "On a section of the song"), ("F2",), translate("OwnKeys", "Rename it")),
    OwnKey(translate("OwnKeys", "On a section of the song"),
        ("Menu",), translate("OwnKeys", "Repeats, transitions and more")),
    OwnKey(translate("OwnKeys", "On a section of the song"),
        ("Del", "Backspace"), translate("OwnKeys", "Take it out of the song")),
)
# fmt: on
"""The second table. A focused control takes these before the window does."""
