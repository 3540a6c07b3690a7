"""What the musician has picked, as the networks read it."""

from __future__ import annotations

import torch
from torch import Tensor

from vaecomposer.music.form import SONG_FORM, recalled_bars
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import COMPOSED_METRES, MAX_BEATS
from vaecomposer.music.piece import Role
from vaecomposer.music.style import STYLES
from vaecomposer.session.state import Conditions
from vaecomposer.vae.bars import condition_features
from vaecomposer.vae.checkpoint import Songbook
from vaecomposer.vae.conductor import FORM_FEATURES, MOOD_FEATURES
from vaecomposer.vae.tokens import MODES, Part, chord_row

MOOD_REACH = 1.5
"""Standard deviations of its style that a corner of the mood pad asks for."""

PARTS_OF = {
    Role.MELODY: (Part.MELODY,),
    Role.CHORDS: (Part.TEXTURE,),
    Role.BASS: (Part.BASS,),
    Role.DRUMS: (Part.DRUMS,),
}
"""Note parts that play each role. Harmony is under all of them."""

ROLE_OF = {part: role for role, parts in PARTS_OF.items() for part in parts}
"""The role that each note part plays."""


def bar_conditions(wanted: Conditions, metre: Tensor) -> Tensor:
    """Mode, style and metre of every bar, (bars, C), for bars in the metres `metre` (bars,)."""
    style = style_index(wanted)
    mode = MODES.index(wanted.key.mode)
    return condition_features(torch.full_like(metre, mode), torch.full_like(metre, style), metre)


def against(wanted: Conditions, metre: Tensor, book: Songbook) -> Tensor:
    """What a take is led away from, (bars, SONG_CONDITIONS): any style, and the mode most easily confused."""
    rival = Key(wanted.key.tonic, Mode.MINOR if wanted.key.mode.is_major else Mode.MAJOR)
    other = Conditions(key=rival, mood=wanted.mood)
    return with_mood(bar_conditions(other, metre), other, book)


def style_index(wanted: Conditions) -> int:
    """The network's number of a style; 0 for any."""
    return 1 + STYLES.index(wanted.style) if wanted.style in STYLES else 0


def with_mood(bars: Tensor, wanted: Conditions, book: Songbook) -> Tensor:
    """Bar conditions (bars, C) with the mood asked for, (bars, SONG_CONDITIONS).

    The pad is relative to the style: a gentle rock song is still livelier than a gentle hymn.
    """
    mood = torch.zeros(MOOD_FEATURES, device=bars.device)
    if wanted.mood is not None:
        table = book.style_moods.to(bars.device)
        whole, own = table[0], table[style_index(wanted)]
        pad = torch.tensor(wanted.mood, device=bars.device).clamp(-1, 1)
        asked = own[:, 0] + MOOD_REACH * pad * own[:, 1]
        mood[:2] = (asked - whole[:, 0]) / whole[:, 1].clamp(min=1e-3)
        mood[2:] = 1
    return torch.cat([bars, mood.expand(len(bars), -1)], -1)


def form_of(wanted: Conditions, bars: int) -> tuple[Tensor, Tensor]:
    """Form features (bars, FORM_FEATURES) and the bar that each bar recalls (bars,), -1 for none."""
    recalled = [-1 if b is None else b for b in recalled_bars(bars, wanted.form or SONG_FORM)]
    features = torch.zeros(bars, FORM_FEATURES)
    features[:, 0] = 1
    features[:, 1] = torch.tensor(recalled) >= 0
    features[0, 2] = 1
    features[-1, 3] = 1
    return features, torch.tensor(recalled)


def playing_parts(wanted: Conditions) -> tuple[Part, ...]:
    """Note parts that shall sound, in the order of `NOTE_PARTS`."""
    return tuple(sorted(p for role in wanted.parts for p in PARTS_OF.get(role, ())))


def has_harmony(wanted: Conditions) -> bool:
    """Whether chords lie under a take. Folk tunes alone have none: that is how the songs had them, and what
    makes them sound so.
    """
    alone = wanted.parts <= {Role.MELODY, Role.DRUMS}
    return bool(wanted.progression) or not (alone and wanted.style == "folk")


def typed_chords(wanted: Conditions, metre: Tensor) -> Tensor | None:
    """The typed progression in white-key pitch, (bars, 4, 3); None without one."""
    if not wanted.progression:
        return None
    shift = wanted.key.to_white_keys
    rows = torch.zeros(len(metre), MAX_BEATS, 3, dtype=torch.long)
    for bar, index in enumerate(metre.tolist()):
        chords = wanted.progression[bar % len(wanted.progression)]
        beats = COMPOSED_METRES[index].beats
        for beat in range(beats):
            chord = chords[beat * len(chords) // beats]
            rows[bar, beat] = torch.tensor(chord_row(chord.transposed(shift)))
    return rows.to(metre.device)
