"""Named recipes: how long and how each stage is trained."""

from __future__ import annotations

from dataclasses import dataclass, field

from vaecomposer.training.bar_stage import BarRecipe
from vaecomposer.training.song_stage import SongRecipe
from vaecomposer.vae.tokens import Part


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole training: how each part's bar VAE and the song stage are trained."""

    name: str
    bars: dict[Part, BarRecipe] = field(default_factory=dict)
    song: SongRecipe = field(default_factory=lambda: SongRecipe(minutes=12))


def _first(scale: float, name: str) -> Recipe:
    minutes = {Part.HARMONY: 4, Part.MELODY: 14, Part.BASS: 13, Part.TEXTURE: 16, Part.DRUMS: 9}
    return Recipe(
        name,
        {part: BarRecipe(minutes=m * scale) for part, m in minutes.items()},
        SongRecipe(minutes=20 * scale),
    )


RECIPES = {
    "first": _first(1.0, "first"),
    "studio": Recipe(
        "studio",
        {
            Part.HARMONY: BarRecipe(minutes=4),
            Part.MELODY: BarRecipe(minutes=14),
            Part.BASS: BarRecipe(minutes=44, beta=0.1, splicing=0.5, borrowing=0.3),
            Part.TEXTURE: BarRecipe(minutes=16),
            Part.DRUMS: BarRecipe(minutes=40, beta=0.1),
        },
        SongRecipe(minutes=72),
    ),
    "smoke": Recipe(
        "smoke",
        {p: BarRecipe(steps=20, batch=64) for p in Part},
        SongRecipe(minutes=1, steps=20),
    ),
}
"""``studio`` made the songbook that is shipped, in three hours on two cores; ``first`` takes about an hour;
``smoke`` only shows that everything runs."""
