"""Reading music: which track does what, in which key and metre, over which chords, and whether in time."""

from vaecomposer.music.analysis.beat_keeping import keeps_beat
from vaecomposer.music.analysis.chords import find_chords
from vaecomposer.music.analysis.key_regions import find_key_regions
from vaecomposer.music.analysis.keys import find_key
from vaecomposer.music.analysis.metres import hear_metre
from vaecomposer.music.analysis.roles import assign_roles

__all__ = [
    "assign_roles",
    "find_chords",
    "find_key",
    "find_key_regions",
    "hear_metre",
    "keeps_beat",
]
