"""The operations in a musician's words, and what has to be said of each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from vaecomposer.generation.api import Operation
from vaecomposer.music.piece import COMPOSED_ROLES, Role
from vaecomposer.ui.language.catalogue import translate


class Field(Enum):
    """What can be said besides how different it shall be."""

    BARS = "bars"
    STEPS = "steps"
    PARTS = "parts"
    TAKE = "take"
    CHORDS = "chords"
    MELODY = "melody"
    STYLE = "style"


@dataclass(frozen=True, slots=True)
class Offer:
    """One operation.

    Attributes:
        operation: which.
        name: on the menu, in the palette and over the card.
        sentence: what comes of it.
        technical: the word of the field.
        fields: what is asked, in order.
    """

    operation: Operation
    name: str
    sentence: str
    technical: str
    fields: tuple[Field, ...] = ()

    @property
    def command(self) -> str:
        """Its name in the table of commands."""
        return f"transform-{self.operation.value}"


OFFERS = (
    Offer(
        Operation.VARY,
        translate("Transform", "Vary"),
        translate("Transform", "The same idea, said another way"),
        translate("Transform", "a step through latent space"),
    ),
    Offer(
        Operation.CONTINUE,
        translate("Transform", "Continue"),
        translate("Transform", "More bars after the last one"),
        translate("Transform", "conditioned on what came before"),
        (Field.BARS,),
    ),
    Offer(
        Operation.FILL,
        translate("Transform", "Fill the gap"),
        translate("Transform", "The selected bars anew, joined to both sides"),
        translate("Transform", "infilling"),
    ),
    Offer(
        Operation.INTERPOLATE,
        translate("Transform", "Lead to another take"),
        translate("Transform", "Step by step from this one to that one, in a row"),
        translate("Transform", "latent interpolation"),
        (Field.TAKE, Field.STEPS),
    ),
    Offer(
        Operation.ACCOMPANY,
        translate("Transform", "Accompany"),
        translate("Transform", "Parts written for the others"),
        translate("Transform", "conditioned on given parts"),
        (Field.PARTS,),
    ),
    Offer(
        Operation.HARMONISE,
        translate("Transform", "Harmonise"),
        translate("Transform", "Chords found for the melody"),
        translate("Transform", "chord track given the melody"),
        (Field.PARTS,),
    ),
    Offer(
        Operation.REHARMONISE,
        translate("Transform", "Reharmonise"),
        translate("Transform", "The same tune over the chords you type"),
        translate("Transform", "decoded under another progression"),
        (Field.CHORDS, Field.MELODY),
    ),
    Offer(
        Operation.TRANSFER,
        translate("Transform", "Into a style"),
        translate("Transform", "Tune and chords stay, what is under them changes"),
        translate("Transform", "style transfer"),
        (Field.STYLE,),
    ),
    Offer(
        Operation.SIMPLIFY,
        translate("Transform", "Simplify"),
        translate("Transform", "Fewer notes, on stronger beats"),
        translate("Transform", "down along density"),
    ),
    Offer(
        Operation.BUSIER,
        translate("Transform", "Make busier"),
        translate("Transform", "More notes between those that are there"),
        translate("Transform", "up along density"),
    ),
    Offer(
        Operation.HUMANISE,
        translate("Transform", "Play it like people"),
        translate("Transform", "Loudness and timing as people play; the notes stay"),
        translate("Transform", "learned velocity and microtiming"),
        (Field.PARTS,),
    ),
    Offer(
        Operation.GROOVE,
        translate("Transform", "Take over a groove"),
        translate("Transform", "Loudness and timing of another take; the notes stay"),
        translate("Transform", "groove transfer"),
        (Field.TAKE, Field.PARTS),
    ),
)
"""In the order of the menu."""


@dataclass(frozen=True, slots=True)
class TransformWish:
    """What the musician asks for.

    Attributes:
        operation: which.
        amount: how different, 0..100.
        bars: to continue by.
        steps: from one take to the other.
        parts: roles that may change; all of them where nothing was taken out.
        take: number of the other take; None for none.
        chords: as typed.
        adapt: whether the melody may move onto the chords.
        style: or None.
    """

    operation: Operation
    amount: float = 100.0
    bars: int = 8
    steps: int = 4
    parts: frozenset[Role] = frozenset(COMPOSED_ROLES)
    take: int | None = None
    chords: str = ""
    adapt: bool = False
    style: str | None = None
