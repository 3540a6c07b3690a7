"""VAE Composer from Python: open music, lock what shall stay, move, accompany, save.

    import vaecomposer as vc

    song = vc.open_music("in.mid")
    composer = vc.open_songbook()
    song = composer.shape(song.locked("melody"), density=40)
    song = composer.accompany(song, parts=["bass", "drums"], seed=7)
    song.save("out.mid")

A `Song` never changes: every method gives a new one. All that is locked, and all that is not asked to change, is in
it note for note. Every operation has an amount 0..100, how different, and a seed; amount 0 gives the song back; same
seed, same notes. What cannot be done is a `ComposerError` whose text is a sentence.

Nothing heavy is imported before it is needed: the network (torch) with `open_songbook`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from vaecomposer.errors import ComposerError
from vaecomposer.generation import operations
from vaecomposer.generation.api import OperationRequest, SteerRequest, TakeRequest
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.key import C_MAJOR, Key, Mode, parse_tonic
from vaecomposer.music.naming import bars_of, listed, parts_of
from vaecomposer.music.note import Note
from vaecomposer.music.phrases import phrases
from vaecomposer.music.piece import Piece, Role
from vaecomposer.music.progression import (
    parse_progression,
    progression_in_words,
    progression_of_piece,
)
from vaecomposer.music.style import STYLES
from vaecomposer.session.locks import apply_locks
from vaecomposer.session.state import NO_LOCKS, PHRASE_BARS, Conditions, Locks

if TYPE_CHECKING:
    from vaecomposer.vae.composer import VaeComposer

Bars: TypeAlias = str | Iterable[int] | None
"""Bars counted from 1: ``"5-8,12"``, or numbers; None for all."""

Parts: TypeAlias = str | Iterable[str]
"""``"melody,bass"`` or ``["melody", "bass"]``."""


@dataclass(frozen=True, slots=True)
class Song:
    """Music with what is locked in it.

    Attributes:
        piece: the music, every event of it.
        locks: what stays, whatever is composed.
    """

    piece: Piece
    locks: Locks = NO_LOCKS

    @property
    def key(self) -> Key:
        """The key it begins in."""
        return self.piece.key or C_MAJOR

    @property
    def bars(self) -> int:
        """How many bars it has."""
        return len(self.piece.bars())

    @property
    def chords(self) -> str:
        """Its chord symbols as they would be typed, such as ``Am | F G | C``; "" without any."""
        found = progression_of_piece(self.piece)
        return progression_in_words(found) if found else ""

    def notes(self, part: str) -> tuple[Note, ...]:
        """The notes of all tracks of a part, by onset."""
        (role,) = _roles(part)
        return tuple(sorted(n for t in self.piece.tracks if t.role is role for n in t.notes))

    def locked(
        self, parts: Parts = (), *, bars: Bars = None, notes: Iterable[tuple[str, Note]] = ()
    ) -> Song:
        """The song with more of it locked.

        Args:
            parts: all tracks of these parts. bars: in all tracks. notes: (part, note) each.

        Raises:
            ComposerError: an unknown part, a bar or a note that is not there.
        """
        roles = _roles(parts)
        tracks = frozenset(i for i, t in enumerate(self.piece.tracks) if t.role in roles)
        single = frozenset(self._place(part, note) for part, note in notes)
        locks = self.locks
        return replace(
            self,
            locks=replace(
                locks,
                tracks=locks.tracks | tracks,
                bars=locks.bars | _bars(self.piece, bars),
                notes=locks.notes | single,
            ),
        )

    def unlocked(self) -> Song:
        """The song with nothing locked."""
        return replace(self, locks=NO_LOCKS)

    def save(self, path: str | Path) -> None:
        """Writes a MIDI file, or a score if the name ends in ``.musicxml`` or ``.mxl``.

        Raises:
            ComposerError: it cannot be written.
        """
        from vaecomposer.files.midi_writing import write_midi
        from vaecomposer.files.music_files import MIDI_SUFFIXES
        from vaecomposer.files.score_writing import write_score

        target = Path(path)
        if target.suffix.lower() in MIDI_SUFFIXES:
            write_midi(self.piece, target)
        elif target.suffix.lower() in (".musicxml", ".mxl"):
            write_score(self.piece, target)
        else:
            raise ComposerError(
                f"{target.name} was not written. Give it a name ending in .mid, .musicxml or .mxl."
            )

    def _place(self, part: str, note: Note) -> tuple[int, int, int]:
        roles = _roles(part)
        for index, track in enumerate(self.piece.tracks):
            if track.role in roles and note in track.notes:
                return index, note.onset, note.pitch
        raise ComposerError(f"The {part} has no such note, so it cannot be locked.")


class Composer:
    """A songbook that composes. `open_songbook` makes one; it is used by one thread at a time."""

    def __init__(self, network: VaeComposer) -> None:
        self._network = network

    def compose(
        self,
        key: str = "A minor",
        bars: int = PHRASE_BARS,
        *,
        style: str | None = None,
        tempo: float = 96.0,
        chords: str | None = None,
        mood: tuple[float, float] | None = None,
        parts: Parts = "melody,chords,bass,drums",
        seed: int = 1,
    ) -> Song:
        """A new phrase of 1 to 16 bars.

        Raises:
            ComposerError: a wish that is not understood.
        """
        if not 1 <= bars <= PHRASE_BARS:
            raise ComposerError("A phrase has 1 to 16 bars.")
        wanted = Conditions(
            _key(key), _style(style), bars=bars, bpm=tempo, mood=mood, parts=_roles(parts)
        )
        if chords is not None:
            typed = parse_progression(chords, wanted.key, wanted.metre, bars)
            wanted = replace(wanted, progression=typed)
        return Song(self._network.answer(TakeRequest(wanted, seed)))

    def shape(
        self,
        song: Song,
        *,
        bars: Bars = None,
        style: str | None = None,
        mood: tuple[float, float] | None = None,
        directions: Mapping[int, float] | None = None,
        seed: int = 1,
        **sliders: float,
    ) -> Song:
        """The song with sliders moved, -100..100 each: ``density``, ``harmonic_rhythm`` and so on by their names,
        Directions by their numbers from 1.

        Raises:
            ComposerError: a slider that there is not, or more bars than are worked on at once.
        """
        from vaecomposer.vae.holding import giving_way

        shape = _shape(sliders)
        ways = _directions(directions or {})
        settled = operations.Ground(song.piece).conditions
        wanted = replace(settled, style=_style(style), mood=mood)
        chosen = _bars(song.piece, bars)
        piece = song.piece
        open_bars = chosen or frozenset(range(len(piece.bars())))
        operations.check_length(len(open_bars - song.locks.bars))
        for run in phrases(piece.bars()):
            only = frozenset(
                b.index
                for b in run
                if b.index not in song.locks.bars and (not chosen or b.index in chosen)
            )
            if only:
                if len(only) == len(run):
                    only = frozenset()
                request = SteerRequest(
                    piece, run[0].index, len(run), ways, settled, wanted, seed, shape, only=only
                )
                piece = self._network.answer(request)
        piece = giving_way(song.piece, piece, song.locks)
        return replace(song, piece=apply_locks(song.piece, piece, song.locks))

    def vary(
        self, song: Song, amount: float | None = None, *, bars: Bars = None, seed: int = 1
    ) -> Song:
        """The song varied, along a way to another idea that the seed picks."""
        return self._done(song, operations.vary(_ground(song, bars), amount, seed))

    def continue_(
        self, song: Song, bars: int, amount: float | None = None, *, seed: int = 1
    ) -> Song:
        """The song and some bars more after its end, 1 to 16."""
        return self._done(song, operations.continued(_ground(song), bars, amount, seed))

    def fill(self, song: Song, bars: Bars, amount: float | None = None, *, seed: int = 1) -> Song:
        """The song with some bars written anew, so that they lead from what is before to what is after."""
        return self._done(song, operations.fill(_ground(song, bars), amount, seed))

    def interpolate(
        self, song: Song, other: Song, steps: int = 4, amount: float | None = None, *, seed: int = 1
    ) -> Song:
        """The song, and after it as many steps on the way to another one, all in a row."""
        request = operations.interpolate(_ground(song), other.piece, steps, amount, seed)
        return self._done(song, request)

    def accompany(
        self,
        song: Song,
        parts: Parts,
        amount: float | None = None,
        *,
        style: str | None = None,
        bars: Bars = None,
        seed: int = 1,
    ) -> Song:
        """The song with parts written for the others."""
        ground = _ground(song, bars)
        wanted = replace(ground.conditions, style=_style(style))
        return self._done(song, operations.accompany(ground, _roles(parts), amount, seed, wanted))

    def harmonise(
        self,
        song: Song,
        parts: Parts = "chords",
        amount: float | None = None,
        *,
        bars: Bars = None,
        seed: int = 1,
    ) -> Song:
        """The song with chords found for its melody, and the parts that play them."""
        return self._done(
            song, operations.harmonise(_ground(song, bars), _roles(parts), amount, seed)
        )

    def reharmonise(
        self,
        song: Song,
        chords: str,
        amount: float | None = None,
        *,
        adapt: bool = False,
        bars: Bars = None,
        seed: int = 1,
    ) -> Song:
        """The song over other chords, such as ``Am | F G | C`` or ``i VI III VII``; `adapt`: the melody may move."""
        ground = _ground(song, bars)
        typed = operations.typed_chords(ground, chords)
        return self._done(song, operations.reharmonise(ground, typed, amount, seed, adapt=adapt))

    def transfer(
        self,
        song: Song,
        style: str | None = None,
        mood: tuple[float, float] | None = None,
        amount: float | None = None,
        *,
        bars: Bars = None,
        seed: int = 1,
    ) -> Song:
        """The song in another style, or another mood (dark to bright, gentle to driving, -1..1 each)."""
        request = operations.transfer(_ground(song, bars), _style(style), mood, amount, seed)
        return self._done(song, request)

    def simplify(
        self, song: Song, amount: float | None = None, *, bars: Bars = None, seed: int = 1
    ) -> Song:
        """The song with fewer of its notes."""
        return self._done(song, operations.simplify(_ground(song, bars), amount, seed))

    def busier(
        self, song: Song, amount: float | None = None, *, bars: Bars = None, seed: int = 1
    ) -> Song:
        """The song with more notes between its own."""
        return self._done(song, operations.make_busier(_ground(song, bars), amount, seed))

    def humanise(
        self,
        song: Song,
        parts: Parts = (),
        amount: float | None = None,
        *,
        bars: Bars = None,
        seed: int = 1,
    ) -> Song:
        """The song played as people would: loudness and timing."""
        return self._done(
            song, operations.humanise(_ground(song, bars), _roles(parts), amount, seed)
        )

    def groove(
        self,
        song: Song,
        model: Song,
        parts: Parts = (),
        amount: float | None = None,
        *,
        bars: Bars = None,
    ) -> Song:
        """The song played with the loudness and timing of another at each place of the bar."""
        ground = _ground(song, bars)
        return self._done(song, operations.take_groove(ground, model.piece, _roles(parts), amount))

    def _done(self, song: Song, request: OperationRequest) -> Song:
        return replace(song, piece=self._network.answer(request))


def open_music(path: str | Path) -> Song:
    """The music of a MIDI, MusicXML or ABC file.

    Raises:
        ComposerError: it cannot be read.
    """
    from vaecomposer.files.music_files import read_one

    return Song(read_one(Path(path)))


def open_songbook(path: str | Path | None = None) -> Composer:
    """Opens a trained model; the shipped one if none is named. Takes a second or two.

    Raises:
        ComposerError: it cannot be opened.
    """
    from vaecomposer.paths import models
    from vaecomposer.vae.composer import open_composer

    return Composer(
        open_composer(Path(path) if path is not None else models() / "studio.safetensors")
    )


# What is typed.


def _ground(song: Song, bars: Bars = None) -> operations.Ground:
    return operations.Ground(song.piece, only=_bars(song.piece, bars), locks=song.locks)


def _bars(piece: Piece, bars: Bars) -> frozenset[int]:
    if bars is None:
        return frozenset()
    text = bars if isinstance(bars, str) else ",".join(str(bar) for bar in bars)
    return bars_of(text, len(piece.bars())) if text else frozenset()


def _roles(parts: Parts) -> frozenset[Role]:
    text = parts if isinstance(parts, str) else ",".join(parts)
    return parts_of(text) if text else frozenset()


def _style(style: str | None) -> str | None:
    if style is not None and style not in STYLES:
        raise ComposerError(f"{style} is not a style I know; they are {listed(STYLES)}.")
    return style


def _key(text: str) -> Key:
    tonic_text, _, mode_text = text.strip().partition(" ")
    tonic = parse_tonic(tonic_text)
    known = {mode.value: mode for mode in Mode}
    mode = known.get(mode_text.strip().lower() or "major")
    if tonic is None or mode is None:
        raise ComposerError(f"{text} is not a key I know; try A minor, C major or F# dorian.")
    return Key(tonic, mode)


def _shape(sliders: Mapping[str, float]) -> tuple[float, ...]:
    names = [shape.name.lower().replace(" ", "_") for shape in SHAPES]
    values = [0.0] * len(names)
    for name, value in sliders.items():
        if name not in names:
            raise ComposerError(f"{name} is not a slider I know; they are {listed(names)}.")
        if not -100 <= value <= 100:
            raise ComposerError(f"{name}={value:g} cannot be; a slider goes from -100 to 100.")
        values[names.index(name)] = float(value)
    return tuple(values)


def _directions(ways: Mapping[int, float]) -> tuple[float, ...]:
    values = [0.0] * DIRECTIONS
    for number, value in ways.items():
        if not 1 <= number <= DIRECTIONS:
            raise ComposerError(
                f"{number} is not a Direction; they are numbered 1 to {DIRECTIONS}."
            )
        values[number - 1] = max(-100.0, min(100.0, float(value)))
    return tuple(values)
