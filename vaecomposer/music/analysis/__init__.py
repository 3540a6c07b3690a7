"""Reading music: which track does what, in which key, over which chords."""

from vaecomposer.music.analysis.chords import find_chords
from vaecomposer.music.analysis.keys import find_key
from vaecomposer.music.analysis.roles import assign_roles

__all__ = ["assign_roles", "find_chords", "find_key"]
