"""The musician's words that the program's tables hold in English: instruments, styles, modes, presets and the like."""

from __future__ import annotations

from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.instruments import DRUM_KITS, FAMILIES, INSTRUMENTS
from vaecomposer.music.key import Mode
from vaecomposer.music.measures import ATTRIBUTES
from vaecomposer.music.piece import Role
from vaecomposer.music.progression import MAJOR_PROGRESSIONS, MINOR_PROGRESSIONS
from vaecomposer.music.snap import SNAPS
from vaecomposer.session.presets import SHIPPED
from vaecomposer.ui.actions import GROUPS
from vaecomposer.ui.dock.song import NAMES
from vaecomposer.ui.pads.mood import CORNERS, ENERGIES

STYLES = (
    "pop", "rock", "game", "folk", "jazz", "art song", "hymn", "baroque", "funk", "latin", "hip-hop",
    "classical", "blues", "country", "soul", "electronic", "film", "reggae", "metal", "ragtime",
)  # fmt: skip
"""Styles of songbooks: those of the one that comes along, and others that are common."""

_OTHERS = (
    "Even", "Any mood", "Untitled", "Song", "Voice", "Songbook", "Studio",
    "Variation", "Surprise", "Eighths", "Sixteenths", "Theme", "End", "Lead",
    # The program's own demo pieces and sessions
    "Neo-soul", "Film", "Folk waltz", "Evening set", "Night train", "Late light", "Fuller", "Further off", "Departure",
    "Under way", "Arrival", "Electric piano", "Warm pad", "Fingered bass", "Brush kit", "Strings", "Slow strings",
    "Contrabass", "Timpani and toms", "Flute", "Guitar", "Bass", "Light kit",
    # What takes are called that an operation has made
    "Varied", "Continued", "Filled in", "On the way", "Accompanied", "Harmonised", "Reharmonised", "Transferred",
    "Simpler", "Busier", "Humanised", "In the groove",
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip


def words() -> tuple[str, ...]:
    """All of them, each once, as they are looked up."""
    found = [
        *GROUPS,
        *(name for name, _ in FAMILIES),
        *INSTRUMENTS,
        *DRUM_KITS.values(),
        *(role.value for role in Role),
        *(role.value.title() for role in Role),
        *(mode.value.title() for mode in Mode),
        *STYLES,
        *(style[:1].upper() + style[1:] for style in STYLES),
        *(snap.name for snap in SNAPS if not snap.is_on),
        *(shape.name for shape in SHAPES),
        *(word for shape in SHAPES for word in (*shape.words, shape.unit)),
        *(word for attribute in ATTRIBUTES for word in attribute.words),
        *(name for name, _ in (*MAJOR_PROGRESSIONS, *MINOR_PROGRESSIONS)),
        *(name for name, _ in (*SHIPPED.sliders, *SHIPPED.mixes)),
        *NAMES,
        *CORNERS,
        *(word for _, word in ENERGIES),
        *_OTHERS,
    ]
    return tuple(dict.fromkeys(found))
