"""Named recipes: how long and how each stage is trained."""

from __future__ import annotations

from dataclasses import dataclass, field

from vaecomposer.training.bar_stage import BarRecipe
from vaecomposer.vae.tokens import Part


@dataclass(frozen=True, slots=True)
class Recipe:
    """A whole training: the minutes of each part's bar VAE, and the song stage's."""

    name: str
    bars: dict[Part, BarRecipe] = field(default_factory=dict)
    song_minutes: float = 12.0


def _first(scale: float, name: str) -> Recipe:
    minutes = {Part.HARMONY: 4, Part.MELODY: 14, Part.BASS: 8, Part.TEXTURE: 11, Part.DRUMS: 9}
    return Recipe(
        name, {part: BarRecipe(minutes=m * scale) for part, m in minutes.items()}, 12.0 * scale
    )


RECIPES = {
    "first": _first(1.0, "first"),
    "smoke": Recipe("smoke", {p: BarRecipe(minutes=1, steps=20, batch=64) for p in Part}, 0.2),
}
"""``first`` takes about an hour on two cores; ``smoke`` only shows that everything runs."""
