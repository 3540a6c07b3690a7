"""Makes the demo sessions beside this file from the demo pieces, with the songbook that comes along.

Run ``PYTHONPATH=. python resources/demos/make_demos.py`` in the checkout. The sessions open with every later
version; make them anew only to show something else.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.sessions.session_file import SUFFIX, SavedSession, write_session
from vaecomposer.generation.api import TakeRequest
from vaecomposer.generation.controller import steer_request
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.mix import TrackMix
from vaecomposer.paths import models
from vaecomposer.session import edits, song, takes
from vaecomposer.session.document import Edit
from vaecomposer.session.state import SessionState
from vaecomposer.vae.composer import VaeComposer, open_composer

HERE = Path(__file__).parent


@dataclass
class Desk:
    """A session in the making."""

    composer: VaeComposer
    state: SessionState = field(default_factory=SessionState)

    def do(self, *wanted: Edit) -> None:
        """Does it, and lets the songbook answer as it would in the window."""
        for edit in wanted:
            self.state = edit(self.state)
        request = steer_request(self.state)
        if request is not None and not self.state.at_rest:
            self.state = edits.steered(self.composer.answer(request))(self.state)

    def slide(self, **shape: float) -> None:
        """Moves Shape sliders by their names, such as ``density``."""
        names = [s.name.lower().replace(" ", "_") for s in SHAPES]
        self.do(
            *(edits.set_shape(names.index(name), float(value)) for name, value in shape.items())
        )

    def copy_as(self, name: str) -> None:
        """Keeps the music as a take of its own, which is worked on from here."""
        self.do(takes.keep_copy)
        self.do(takes.rename(self.state.take, name))

    def compose_as(self, name: str, seed: int) -> None:
        """A new take in the key, metre and tempo of the one in front."""
        conditions = replace(self.state.conditions, surprise=20.0)
        piece = self.composer.answer(TakeRequest(conditions, seed))
        self.do(edits.take_composed(piece, conditions, seed))
        self.do(takes.rename(self.state.take, name))

    def write(self, name: str) -> None:
        """Writes the session as it is, without the way it came there."""
        state = takes.kept(replace(self.state, path=None))
        write_session(SavedSession(name, (("", state),), 0), HERE / f"{name}{SUFFIX}")


def evening_set(desk: Desk) -> None:
    """Neo-soul, a fuller chorus, and a bridge that goes further away."""
    desk.do(edits.open_piece(read_midi(HERE / "1 Neo-soul.mid"), None))
    desk.do(takes.rename(desk.state.take, "Late light"))
    verse = desk.state.take
    desk.do(
        edits.set_track_mix(0, TrackMix(volume=1.1, pan=-0.1)),
        edits.set_track_mix(1, TrackMix(volume=0.8, pan=0.2)),
    )
    desk.copy_as("Fuller")
    chorus = desk.state.take
    desk.slide(density=45, drum_density=30, energy=35)
    desk.copy_as("Further off")
    bridge = desk.state.take
    desk.slide(density=0, drum_density=-20, energy=0)
    desk.do(edits.set_variation(40))
    desk.do(
        song.add(verse, name="Verse"), song.add(chorus, name="Chorus"),
        song.add(bridge, name="Bridge"), song.add(chorus, name="Chorus"),
        song.change(0, repeats=2), takes.star(chorus, on=True), takes.compare_with(verse),
        takes.choose(chorus),
    )  # fmt: skip
    desk.write("Evening set")


def night_train(desk: Desk) -> None:
    """Film music, the same with more weight, and an answer composed for it."""
    desk.do(edits.open_piece(read_midi(HERE / "2 Film.mid"), None))
    desk.do(takes.rename(desk.state.take, "Departure"))
    desk.do(
        edits.set_track_mix(1, TrackMix(volume=0.85, pan=-0.2)),
        edits.set_track_mix(3, TrackMix(volume=0.7, pan=0.1)),
    )
    first = desk.state.take
    desk.copy_as("Under way")
    second = desk.state.take
    desk.slide(syncopation=40, register=25, harmonic_colour=30)
    desk.compose_as("Arrival", 12)
    third = desk.state.take
    desk.do(
        song.add(first, name="Intro"), song.add(second, name="Theme"), song.add(third, name="End"),
        song.change(1, repeats=2), takes.star(second, on=True), takes.choose(second),
    )  # fmt: skip
    desk.write("Night train")


def main() -> None:
    """Writes both."""
    composer = open_composer(models() / "studio.safetensors")
    evening_set(Desk(composer))
    night_train(Desk(composer))


if __name__ == "__main__":
    main()
