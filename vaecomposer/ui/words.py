"""The words of the studio: a musician's sentence for every control, and how values are written and read."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from vaecomposer.music.attributes import Shape
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import pitch_name

MINUS = "\u2212"


@dataclass(frozen=True, slots=True)
class Help:
    """What a control does.

    Attributes:
        name: as the screen reader says it.
        sentence: for a musician; the tool tip and the status line.
        technical: the word of the field, in brackets after the sentence; "" for none.
    """

    name: str
    sentence: str
    technical: str = ""

    @property
    def tip(self) -> str:
        """The tool tip."""
        return f"{self.sentence} ({self.technical})" if self.technical else self.sentence


COMPOSE = Help("Compose a take", "A new take from the heading above the roll", "decode, new seed")
SURPRISE = Help("Surprise", "How daring", "sampling temperature")
DIRECTIONS = Help("Directions", "Strongest moves this songbook knows", "principal components")
DICE = Help("Dice", "Throw all Directions anew; locked ones stay")
RESET = Help("Back to 0", "All Directions to 0; locked ones stay", "nothing applied")
SHAPE_DICE = Help("Dice for Shape", "Throw all Shape sliders anew; locked ones stay")
SHAPE_RESET = Help("Shape back to 0", "All Shape sliders to 0; locked ones stay", "nothing applied")
SHAPE_SLIDERS = (
    Help("Density", "More or fewer notes", "melody notes a bar"),
    Help("Syncopation", "More notes off the beat", "melody, after Longuet-Higgins and Lee"),
    Help("Register", "Higher or lower", "mean melody pitch"),
    Help("Range", "A wider or narrower tune", "lowest to highest melody note"),
    Help("Leaps", "Bigger or smaller jumps", "mean melody interval"),
    Help("Contour", "Rising or falling lines", "melody, semitones a bar"),
    Help("Repetition", "Says it again, or moves on", "share of a bar heard before"),
    Help("Harmonic colour", "Richer or plainer chords", "share of sevenths and outside chords"),
    Help("Harmonic rhythm", "Chords that move or rest", "chord changes a bar"),
    Help("Bass activity", "A busier or calmer bass", "bass notes a bar"),
    Help("Drum density", "A fuller or barer beat", "drum hits a bar"),
    Help("Energy", "Louder, busier, fuller", "notes, loudness and drums together"),
)
"""Of the Shape sliders, in their order; what is measured in brackets."""
MENU = Help("Menu", "Sessions, export, history, appearance")
FORM = Help("Form", "Which parts say the same again: a letter for every four bars")
CHORDS = Help("Chords", "The chords that takes must respect")
BRIEF_MORE = Help("More", "Metre, and the parts that play")
VARIATION = Help("Variation", "How far from here", "distance in latent space")
STRANDS = Help("All strands", "Every thread of this songbook", "raw latent dimensions")
STRANDS_DICE = Help("Dice for the strands", "Throw all strands anew; locked ones stay")
STRANDS_RESET = Help("Strands back to 0", "All strands to 0; locked ones stay", "nothing applied")
COMPARE = Help("Compare", "Goes over to the other take at the same beat", "X swaps A and B")
STAR = Help("Star", "Marks the take in front as a favourite")
KEEP = Help("Keep", "Keeps the music as it is now as a take of its own")
DRAG_OUT = Help("Drag MIDI out", "Drag from here into a DAW or a folder: the take as a MIDI file")
SONG_PLAY = Help("Play the song", "Plays the whole song instead of the take in front")
SONG_ADD = Help("Add to the song", "Puts the take in front at the end of the song")
MOOD = Help("Mood", "Dark or bright, calm or driven", "valence, arousal condition")
MOOD_RESET = Help("Any mood", "Leaves the mood to the music", "no condition")
PAD_LOCK = Help("Lock", "The dot stays where it is", "mask")
MORPH = Help("Morph", "Blend four takes", "spherical interpolation")
MORPH_MORE = Help("More about morphing", "The path: play, export, forget; empty the corners")
PATH_RECORD = Help("Record path", "Keeps how the dot moves, in time with the music")
PATH_PLAY = Help("Play path", "Moves the dot as it was recorded, in time with the music")
PATH_STOP = Help("Stop writing", "Leaves off; no file is written")
MAP = Help("Map", "Songs learned, and you", "2-D projection")
MAP_FIT = Help("Whole map", "Shows all of the map again")
RIGHT_COLUMN = Help("Pads", "Mood, Morph and Map")
UNDO = Help("Undo", "Take back the last change")
REDO = Help("Redo", "Bring back what was undone")
TO_START = Help("To the start", "Go to the start of the loop")
PLAY = Help("Play", "Play or stop")
LOOP = Help("Loop", "Repeat the part under the brass band in the ruler")
COUNTER = Help("Position", "Bar, beat and step that are heard now")
TEMPO = Help("Tempo", "Drag, turn the wheel, or double-click and type", "quarter notes per minute")
TAP = Help("Tap", "Tap the beat: the tempo follows")
METRE = Help("Metre", "Beats to the bar")
CHANGE_ON = Help("Change on", "When new notes take over", "swap quantum")
OPEN = Help("Open", "Open a MIDI file exactly as it is")
EXPORT = Help("Export", "Hand the music over to another program")
METERS = Help("Levels", "Left and right; brass marks the last peak")
LOAD = Help(
    "Load",
    "How much of the time for sound is used; drop-outs are gaps you may hear",
    "buffer underruns",
)
DEVICE = Help("Audio device", "Where the sound goes, and how long it takes there")
METRONOME = Help("Metronome", "Clicks on every beat, a brighter one on the bar")
RECORD = Help(
    "Record",
    "Keep what you play on a keyboard, on the front track; starts the music if it stands still",
)
MORE = Help("More", "Count-in, swing, recording, all notes off")
SWING = Help(
    "Swing", "How long the first of two short notes lasts: 50 straight, 67 triplets", "ratio"
)
SWING_UNIT = Help("Swing of", "Which notes come in pairs, a long and a short one")
MIDI = Help(
    "MIDI", "Keyboards that play, and programs that keep time with this one", "ports and clock"
)
VOLUME = Help("Volume", "How loud the track is", "decibels around what is written")
PAN = Help("Pan", "Where the track stands between left and right")
MUTE = Help("Mute", "Not heard")
SOLO = Help("Solo", "Heard alone, with others that are solo")
TRACK_PORT = Help("Output of", "The sounds of this program, or an instrument on a MIDI port")
TRACK_CHANNEL = Help("MIDI channel of", "On which channel the port gets the track")
MIXER_PORTS = Help("MIDI channels and ports", "Where each track is played: here, or on a MIDI port")
MIXER_LEVELS = Help("Levels", "Volume, pan, mute and solo of each track")
LEFT_TABS = Help("Left card", "The sliders, or the mixer")
KEY = Help("Key", "What it must respect; the music moves with it", "condition")
MODE = Help("Mode", "What it must respect; the music's degrees move with it", "condition")
STYLE = Help("Style", "What it must respect", "condition")
NEXT_METRE = Help("Metre", "Beats to the bar of the next take", "condition")
LENGTH = Help("Length", "Bars of the next take")
GHOSTS = Help("Ghosts", "The other tracks, faintly")
SCALE = Help("Scale", "Rows outside the key darken, chord tones lighten")
ALL_TRACKS = Help("All tracks", "Every track by name; pick one to bring it in front")
PREVIOUS_PHRASE = Help("Previous phrase", "The 16 bars before; sliders act on the phrase in front")
NEXT_PHRASE = Help("Next phrase", "The next 16 bars; sliders act on the phrase in front")
TOUR = Help("Show me around", "Seven small cards beside the controls; Esc ends it any time")
SONGBOOK = Help("Songbook", "What it learned from", "trained model")
HEARD_AFTER = Help("Heard after", "From your hand to your ear", "decode + audio latency")


def describe(widget: QWidget, words: Help, keys: str = "") -> None:
    """Gives a widget its accessible name, tool tip and the sentence the status line shows."""
    widget.setAccessibleName(words.name)
    widget.setAccessibleDescription(words.sentence)
    widget.setToolTip(f"{words.tip}   {keys}" if keys else words.tip)
    widget.setStatusTip(f"{words.name}\n{words.sentence}" + (f"   ·   {keys}" if keys else ""))


def signed(value: float) -> str:
    """A slider's value as it is written: +46, −10, +0.5, 0."""
    digits = f"{abs(value):.1f}".removesuffix(".0")
    if digits == "0":
        return "0"
    return ("+" if value > 0 else MINUS) + digits


def unsigned(value: float) -> str:
    """A value without sign, with a decimal only if it has one."""
    return f"{value:.1f}".removesuffix(".0")


def spoken(value: float) -> str:
    """A slider's value as it is read aloud: plus 46, minus 10, 0."""
    digits = f"{abs(value):.1f}".removesuffix(".0")
    if digits == "0":
        return "0"
    return f"{'plus' if value > 0 else 'minus'} {digits}"


def measured_change(shape: Shape, before: float, after: float) -> tuple[str, str]:
    """What a move did, measured: ``("7 → 11", "notes a bar")``; empty where figures say nothing to a
    musician, or where nothing could be measured.
    """
    write = _FIGURES.get(shape.unit, unsigned)
    if shape.unit == "standard deviations" or math.isnan(before + after):
        return "", ""
    old, new = write(before), write(after)
    unit = "" if shape.unit in _NO_UNIT else shape.unit
    return (f"{old} → {new}" if old != new else new), unit


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def _pitch(pitch: float) -> str:
    return pitch_name(round(pitch))


_FIGURES: dict[str, Callable[[float], str]] = {
    "of 1": _percent,
    "MIDI pitch": _pitch,
    "semitones a bar": signed,
}
"""How measured values are written whose plain figure is no musician's."""

_NO_UNIT = ("of 1", "MIDI pitch")

_NOTE_VALUES = (
    (4.0, "whole note"), (3.0, "dotted half"), (2.0, "half"), (1.5, "dotted quarter"), (1.0, "quarter"),
    (0.75, "dotted eighth"), (0.5, "eighth"), (0.375, "dotted sixteenth"), (0.25, "sixteenth"),
    (0.125, "thirty-second"),
)  # fmt: skip


def note_value(quarters: float) -> str:
    """The note value nearest to a length in quarter notes, such as ``dotted eighth``."""
    if quarters > 4.5:
        return f"{quarters:.0f} quarters"
    return min(_NOTE_VALUES, key=lambda value: abs(value[0] - quarters))[1]


def bars_of(first: int, last: int, total: int) -> str:
    """Label of a phrase: ``Bars 17–32 of 64``, counted from 1."""
    span = f"Bar {first}" if first == last else f"Bars {first}–{last}"
    return f"{span} of {total}"


def metre_words(metre: Metre) -> str:
    """A metre as it is read aloud."""
    return f"{metre.numerator} {metre.denominator}"


def bars_word(count: int) -> str:
    """``1 bar``, ``16 bars``."""
    return "1 bar" if count == 1 else f"{count} bars"
