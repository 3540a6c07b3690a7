"""Which colour and form a track is drawn in. Forms, not hues, tell ghosts apart."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor

from vaecomposer.music.piece import Piece, Role, Track
from vaecomposer.ui.theme import Theme


class Form(Enum):
    """The form of a ghost's notes, and of its track's glyph."""

    FILLED = "filled"
    OUTLINED = "outlined"
    THIN = "thin"
    COLUMNS = "columns"
    DOTTED_FILL = "dotted fill"
    DOTTED_LINE = "dotted line"
    SPLIT = "split"
    NOTCHED = "notched"


_FORMS = tuple(Form)
_PLACE = {Role.MELODY: 0, Role.CHORDS: 1, Role.BASS: 2, Role.DRUMS: 3}
_FIRST_OTHER = 4


@dataclass(frozen=True, slots=True)
class TrackInk:
    """Colour in front, colour as a ghost, and form of one track."""

    front: QColor
    ghost: QColor
    form: Form


def in_drum_lane(track: Track) -> bool:
    """Whether a track's notes are drum hits, shown in the drum lane."""
    return track.is_drums


def track_inks(piece: Piece, theme: Theme) -> tuple[TrackInk, ...]:
    """The ink of every track: the lead of a role has the role's own, further tracks take turns."""
    owner: dict[Role, int] = {}
    for index, track in enumerate(piece.tracks):
        if track.role in _PLACE and (track.is_lead or track.role not in owner):
            owner.setdefault(track.role, index)
            if track.is_lead:
                owner[track.role] = index
    inks: list[TrackInk] = []
    further = 0
    for index, track in enumerate(piece.tracks):
        if owner.get(track.role) == index:
            place = _PLACE[track.role]
        else:
            place = _FIRST_OTHER + further % 4
            further += 1
        colour = theme.tracks[place]
        form = Form.COLUMNS if in_drum_lane(track) else _FORMS[place]
        if form is Form.COLUMNS and not in_drum_lane(track):
            form = Form.FILLED
        inks.append(TrackInk(colour.front, colour.ghost, form))
    return tuple(inks)
