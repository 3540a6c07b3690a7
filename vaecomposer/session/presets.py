"""Presets: ways the sliders, a mix, a form or chords can stand, by name. Shipped ones, and the musician's."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.form import SONG_FORM
from vaecomposer.music.mix import Mix, TrackMix, mix_of
from vaecomposer.music.piece import Role
from vaecomposer.music.progression import progression_in_numerals, progression_of_piece
from vaecomposer.session.document import Edit
from vaecomposer.session.edits import set_directions, set_shapes
from vaecomposer.session.state import SessionState

Sliders = tuple[tuple[str, float], ...]
"""(name of a slider, such as "shape.density" or "direction.3"; value) of all that do not rest."""


@dataclass(frozen=True, slots=True)
class Presets:
    """All presets of a musician, or of the program, by name.

    Attributes:
        sliders: how the sliders stand. mixes: how tracks are heard, by role.
        progressions: chords as they are typed, numerals where they can be. forms: letters.
    """

    sliders: tuple[tuple[str, Sliders], ...] = ()
    mixes: tuple[tuple[str, tuple[tuple[str, TrackMix], ...]], ...] = ()
    progressions: tuple[tuple[str, str], ...] = ()
    forms: tuple[tuple[str, str], ...] = ()


def _shapes(**values: float) -> Sliders:
    return tuple((f"shape.{name.replace('_', '-')}", value) for name, value in values.items())


SHIPPED = Presets(
    sliders=(
        ("Calmer", _shapes(density=-40, syncopation=-30, drum_density=-40, energy=-40)),
        ("Busier", _shapes(density=50, bass_activity=40, drum_density=40, energy=30)),
        ("Groovier", _shapes(syncopation=60, bass_activity=30, drum_density=20)),
        ("Singable", _shapes(range=-40, leaps=-50, repetition=40)),
        ("Adventurous", _shapes(range=50, leaps=50, harmonic_colour=50, repetition=-40)),
        ("Hymn-like", _shapes(density=-20, syncopation=-70, leaps=-40, harmonic_rhythm=50)),
        ("Late night", _shapes(harmonic_colour=60, energy=-50, register=-30, density=-20)),
        ("Lift", _shapes(register=40, contour=40, energy=50)),
    ),
    mixes=(
        ("As written", ()),
        ("Melody forward", ((Role.CHORDS, TrackMix(0.6)), (Role.DRUMS, TrackMix(0.75)))),
        ("Backing only", ((Role.MELODY, TrackMix(mute=True)),)),
        ("Bass and drums", ((Role.BASS, TrackMix(solo=True)), (Role.DRUMS, TrackMix(solo=True)))),
        ("Wide", ((Role.MELODY, TrackMix(pan=-0.25)), (Role.CHORDS, TrackMix(0.9, pan=0.4)))),
    ),
)
"""What the program brings; progressions and forms stand in `music.progression` and `music.form`."""


def sliders_of(state: SessionState) -> Sliders:
    """How the sliders of Shape and the Directions stand."""
    shape = [
        (f"shape.{shape.name.lower().replace(' ', '-')}", value)
        for shape, value in zip(SHAPES, state.shape, strict=True)
    ]
    directions = [(f"direction.{i}", value) for i, value in enumerate(state.directions, 1)]
    return tuple((name, value) for name, value in (*shape, *directions) if value)


def set_sliders(sliders: Sliders) -> Edit:
    """Puts the sliders as a preset says; locked ones stay."""

    def edit(state: SessionState) -> SessionState:
        wanted, locked = dict(sliders), state.locks.controls
        shape = tuple(
            old if name in locked else wanted.get(name, 0.0)
            for name, old in (
                (f"shape.{shape.name.lower().replace(' ', '-')}", value)
                for shape, value in zip(SHAPES, state.shape, strict=True)
            )
        )
        directions = tuple(
            old if f"direction.{i}" in locked else wanted.get(f"direction.{i}", 0.0)
            for i, old in enumerate(state.directions, 1)
        )
        return set_directions(directions)(set_shapes(shape)(state))

    return edit


def mix_preset_of(state: SessionState) -> tuple[tuple[str, TrackMix], ...]:
    """How the lead track of each role is heard, without its MIDI port."""
    if state.shown is None:
        return ()
    found = []
    for index, track in enumerate(state.shown.tracks):
        mix = replace(mix_of(state.mix, index), port=None, channel=None)
        if track.is_lead and mix != TrackMix():
            found.append((track.role.value, mix))
    return tuple(found)


def set_mix_preset(preset: tuple[tuple[str, TrackMix], ...]) -> Edit:
    """Lets the tracks be heard as a preset says, by role; MIDI ports stay."""

    def edit(state: SessionState) -> SessionState:
        if state.shown is None:
            return state
        wanted = dict(preset)
        mix: list[TrackMix] = []
        for index, track in enumerate(state.shown.tracks):
            old = mix_of(state.mix, index)
            new = wanted.get(track.role.value, TrackMix()) if track.is_lead else TrackMix()
            mix.append(replace(new, port=old.port, channel=old.channel))
        while mix and mix[-1] == TrackMix():
            mix.pop()
        whole: Mix = tuple(mix)
        return replace(state, mix=whole)

    return edit


def has_progression(state: SessionState) -> bool:
    """Whether `progression_preset_of` finds chords."""
    return bool(state.conditions.progression or (state.shown is not None and state.shown.chords))


def progression_preset_of(state: SessionState) -> str:
    """The chords that takes are asked for, else those of the music in front, as they would be typed.

    In numerals, so that they serve other keys, unless a chord has none; "" where there are no chords.
    """
    conditions, chords = state.conditions, state.conditions.progression
    if chords is None and state.shown is not None:
        chords = progression_of_piece(state.shown)
    if not chords:
        return ""
    # A chord nobody could name is heard as a triad on its root.
    named = tuple(
        tuple(replace(c, quality="maj") if c.quality == "other" else c for c in bar)
        for bar in chords[: conditions.bars]
    )
    return progression_in_numerals(named, conditions.key)


def form_preset_of(state: SessionState) -> str:
    """The letters that takes are asked for; those of the usual form where nobody asked."""
    return state.conditions.form or SONG_FORM
