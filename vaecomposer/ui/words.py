"""The words of the studio: a musician's sentence for every control, and how values are written and read."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from vaecomposer.music.attributes import Shape
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import pitch_name
from vaecomposer.ui.help.keymap import in_force
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.language.sentences import localised

MINUS = "\u2212"
_COMMAND = "described command"
"""Property of widgets whose tips show the key of a command: (Help, name of the command)."""


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
        if not self.technical:
            return self.sentence
        return translate("Words", "{sentence} ({term})").format(
            sentence=self.sentence, term=self.technical
        )


COMPOSE = Help(
    translate("Words", "Compose a take"),
    translate("Words", "A new take from the heading above the roll"),
    translate("Words", "decode, new seed"),
)
SURPRISE = Help(
    translate("Words", "Surprise"),
    translate("Words", "How daring"),
    translate("Words", "sampling temperature"),
)
DIRECTIONS = Help(
    translate("Words", "Directions"),
    translate("Words", "Strongest moves this songbook knows"),
    translate("Words", "principal components"),
)
DICE = Help(
    translate("Words", "Dice"), translate("Words", "Throw all Directions anew; locked ones stay")
)
RESET = Help(
    translate("Words", "Back to 0"),
    translate("Words", "All Directions to 0; locked ones stay"),
    translate("Words", "nothing applied"),
)
SHAPE_DICE = Help(
    translate("Words", "Dice for Shape"),
    translate("Words", "Throw all Shape sliders anew; locked ones stay"),
)
SHAPE_RESET = Help(
    translate("Words", "Shape back to 0"),
    translate("Words", "All Shape sliders to 0; locked ones stay"),
    translate("Words", "nothing applied"),
)
SHAPE_SLIDERS = (
    Help(
        translate("Words", "Density"),
        translate("Words", "More or fewer notes"),
        translate("Words", "melody notes a bar"),
    ),
    Help(
        translate("Words", "Syncopation"),
        translate("Words", "More notes off the beat"),
        translate("Words", "melody, after Longuet-Higgins and Lee"),
    ),
    Help(
        translate("Words", "Register"),
        translate("Words", "Higher or lower"),
        translate("Words", "mean melody pitch"),
    ),
    Help(
        translate("Words", "Range"),
        translate("Words", "A wider or narrower tune"),
        translate("Words", "lowest to highest melody note"),
    ),
    Help(
        translate("Words", "Leaps"),
        translate("Words", "Bigger or smaller jumps"),
        translate("Words", "mean melody interval"),
    ),
    Help(
        translate("Words", "Contour"),
        translate("Words", "Rising or falling lines"),
        translate("Words", "melody, semitones a bar"),
    ),
    Help(
        translate("Words", "Repetition"),
        translate("Words", "Says it again, or moves on"),
        translate("Words", "share of a bar heard before"),
    ),
    Help(
        translate("Words", "Harmonic colour"),
        translate("Words", "Richer or plainer chords"),
        translate("Words", "share of sevenths and outside chords"),
    ),
    Help(
        translate("Words", "Harmonic rhythm"),
        translate("Words", "Chords that move or rest"),
        translate("Words", "chord changes a bar"),
    ),
    Help(
        translate("Words", "Bass activity"),
        translate("Words", "A busier or calmer bass"),
        translate("Words", "bass notes a bar"),
    ),
    Help(
        translate("Words", "Drum density"),
        translate("Words", "A fuller or barer beat"),
        translate("Words", "drum hits a bar"),
    ),
    Help(
        translate("Words", "Energy"),
        translate("Words", "Louder, busier, fuller"),
        translate("Words", "notes, loudness and drums together"),
    ),
)
"""Of the Shape sliders, in their order; what is measured in brackets."""
TRANSFORM = Help(
    translate("Words", "Transform"),
    translate("Words", "Vary, continue, harmonise: do something to the music in front"),
    translate("Words", "operations on given music"),
)
MENU = Help(translate("Words", "Menu"), translate("Words", "Sessions, export, history, appearance"))
FORM = Help(
    translate("Words", "Form"),
    translate("Words", "Which parts say the same again: a letter for every four bars"),
)
CHORDS = Help(
    translate("Words", "Chords"), translate("Words", "The chords that takes must respect")
)
BRIEF_MORE = Help(translate("Words", "More"), translate("Words", "Metre, and the parts that play"))
VARIATION = Help(
    translate("Words", "Variation"),
    translate("Words", "How far from here"),
    translate("Words", "distance in latent space"),
)
STRANDS = Help(
    translate("Words", "All strands"),
    translate("Words", "Every thread of this songbook"),
    translate("Words", "raw latent dimensions"),
)
STRANDS_DICE = Help(
    translate("Words", "Dice for the strands"),
    translate("Words", "Throw all strands anew; locked ones stay"),
)
STRANDS_RESET = Help(
    translate("Words", "Strands back to 0"),
    translate("Words", "All strands to 0; locked ones stay"),
    translate("Words", "nothing applied"),
)
COMPARE = Help(
    translate("Words", "Compare"),
    translate("Words", "Goes over to the other take at the same beat"),
)
STAR = Help(
    translate("Words", "Star"), translate("Words", "Marks the take in front as a favourite")
)
KEEP = Help(
    translate("Words", "Keep"),
    translate("Words", "Keeps the music as it is now as a take of its own"),
)
DRAG_OUT = Help(
    translate("Words", "Drag MIDI out"),
    translate("Words", "Drag from here into a DAW or a folder: the take as a MIDI file"),
)
SONG_DRAG_OUT = Help(
    translate("Words", "Drag the song out"),
    translate(
        "Words",
        "Drag from here into a DAW or a folder: the whole song as a MIDI file; a click asks where",
    ),
)
SONG_PLAY = Help(
    translate("Words", "Play the song"),
    translate("Words", "Plays the whole song instead of the take in front"),
)
SONG_ADD = Help(
    translate("Words", "Add to the song"),
    translate("Words", "Puts the take in front at the end of the song"),
)
MOOD = Help(
    translate("Words", "Mood"),
    translate("Words", "Dark or bright, calm or driven"),
    translate("Words", "valence, arousal condition"),
)
MOOD_RESET = Help(
    translate("Words", "Any mood"),
    translate("Words", "Leaves the mood to the music"),
    translate("Words", "no condition"),
)
PAD_LOCK = Help(
    translate("Words", "Lock"),
    translate("Words", "The dot stays where it is"),
    translate("Words", "mask"),
)
MORPH = Help(
    translate("Words", "Morph"),
    translate("Words", "Blend four takes"),
    translate("Words", "spherical interpolation"),
)
MORPH_MORE = Help(
    translate("Words", "More about morphing"),
    translate("Words", "The path: play, export, forget; empty the corners"),
)
PATH_RECORD = Help(
    translate("Words", "Record path"),
    translate("Words", "Keeps how the dot moves, in time with the music"),
)
PATH_PLAY = Help(
    translate("Words", "Play path"),
    translate("Words", "Moves the dot as it was recorded, in time with the music"),
)
PATH_STOP = Help(
    translate("Words", "Stop writing"), translate("Words", "Leaves off; no file is written")
)
MAP = Help(
    translate("Words", "Map"),
    translate("Words", "Songs learned, and you"),
    translate("Words", "2-D projection"),
)
MAP_FIT = Help(translate("Words", "Whole map"), translate("Words", "Shows all of the map again"))
RIGHT_COLUMN = Help(translate("Words", "Pads"), translate("Words", "Mood, Morph and Map"))
UNDO = Help(translate("Words", "Undo"), translate("Words", "Take back the last change"))
REDO = Help(translate("Words", "Redo"), translate("Words", "Bring back what was undone"))
TO_START = Help(
    translate("Words", "To the start"), translate("Words", "Go to the start of the loop")
)
PLAY = Help(translate("Words", "Play"), translate("Words", "Play or stop"))
LOOP = Help(
    translate("Words", "Loop"),
    translate("Words", "Repeat the part under the brass band in the ruler"),
)
COUNTER = Help(
    translate("Words", "Position"), translate("Words", "Bar, beat and step that are heard now")
)
TEMPO = Help(
    translate("Words", "Tempo"),
    translate("Words", "Drag, turn the wheel, or double-click and type"),
    translate("Words", "quarter notes per minute"),
)
TAP = Help(translate("Words", "Tap"), translate("Words", "Tap the beat: the tempo follows"))
METRE = Help(translate("Words", "Metre"), translate("Words", "Beats to the bar"))
CHANGE_ON = Help(
    translate("Words", "Change on"),
    translate("Words", "When new notes take over"),
    translate("Words", "swap quantum"),
)
OPEN = Help(translate("Words", "Open"), translate("Words", "Open a MIDI file exactly as it is"))
EXPORT = Help(
    translate("Words", "Export"), translate("Words", "Hand the music over to another program")
)
METERS = Help(
    translate("Words", "Levels"), translate("Words", "Left and right; brass marks the last peak")
)
LOAD = Help(
    translate("Words", "Load"),
    translate("Words", "How much of the time for sound is used; drop-outs are gaps you may hear"),
    translate("Words", "buffer underruns"),
)
DEVICE = Help(
    translate("Words", "Audio device"),
    translate("Words", "Where the sound goes, and how long it takes there"),
)
METRONOME = Help(
    translate("Words", "Metronome"),
    translate("Words", "Clicks on every beat, a brighter one on the bar"),
)
RECORD = Help(
    translate("Words", "Record"),
    translate(
        "Words",
        "Keep what you play on a keyboard, on the front track; starts the music if it stands still",
    ),
)
MORE = Help(
    translate("Words", "More"), translate("Words", "Count-in, swing, recording, all notes off")
)
SWING = Help(
    translate("Words", "Swing"),
    translate("Words", "How long the first of two short notes lasts: 50 straight, 67 triplets"),
    translate("Words", "ratio"),
)
SWING_UNIT = Help(
    translate("Words", "Swing of"),
    translate("Words", "Which notes come in pairs, a long and a short one"),
)
MIDI = Help(
    translate("Words", "MIDI"),
    translate("Words", "Keyboards that play, and programs that keep time with this one"),
    translate("Words", "ports and clock"),
)
VOLUME = Help(
    translate("Words", "Volume"),
    translate("Words", "How loud the track is"),
    translate("Words", "decibels around what is written"),
)
PAN = Help(
    translate("Words", "Pan"), translate("Words", "Where the track stands between left and right")
)
MUTE = Help(translate("Words", "Mute"), translate("Words", "Not heard"))
SOLO = Help(
    translate("Words", "Solo"), translate("Words", "Heard alone, with others that are solo")
)
TRACK_PORT = Help(
    translate("Words", "Output of"),
    translate("Words", "The sounds of this program, or an instrument on a MIDI port"),
)
TRACK_CHANNEL = Help(
    translate("Words", "MIDI channel of"),
    translate("Words", "On which channel the port gets the track"),
)
MIXER_PORTS = Help(
    translate("Words", "MIDI channels and ports"),
    translate("Words", "Where each track is played: here, or on a MIDI port"),
)
MIXER_LEVELS = Help(
    translate("Words", "Levels"), translate("Words", "Volume, pan, mute and solo of each track")
)
LEFT_TABS = Help(translate("Words", "Left card"), translate("Words", "The sliders, or the mixer"))
KEY = Help(
    translate("Words", "Key"),
    translate("Words", "What it must respect; the music moves with it"),
    translate("Words", "condition"),
)
MODE = Help(
    translate("Words", "Mode"),
    translate("Words", "What it must respect; the music's degrees move with it"),
    translate("Words", "condition"),
)
STYLE = Help(
    translate("Words", "Style"),
    translate("Words", "What it must respect"),
    translate("Words", "condition"),
)
NEXT_METRE = Help(
    translate("Words", "Metre"),
    translate("Words", "Beats to the bar of the next take"),
    translate("Words", "condition"),
)
LENGTH = Help(translate("Words", "Length"), translate("Words", "Bars of the next take"))
GHOSTS = Help(translate("Words", "Ghosts"), translate("Words", "The other tracks, faintly"))
SCALE = Help(
    translate("Words", "Scale"),
    translate("Words", "Rows outside the key darken, chord tones lighten"),
)
ALL_TRACKS = Help(
    translate("Words", "All tracks"),
    translate("Words", "Every track by name; pick one to bring it in front"),
)
PREVIOUS_PHRASE = Help(
    translate("Words", "Previous phrase"),
    translate("Words", "The 16 bars before; sliders act on the phrase in front"),
)
NEXT_PHRASE = Help(
    translate("Words", "Next phrase"),
    translate("Words", "The next 16 bars; sliders act on the phrase in front"),
)
TOUR = Help(
    translate("Words", "Show me around"),
    translate("Words", "Seven small cards beside the controls; Esc ends it any time"),
)
SONGBOOK = Help(
    translate("Words", "Songbook"),
    translate("Words", "What it learned from"),
    translate("Words", "trained model"),
)
HEARD_AFTER = Help(
    translate("Words", "Heard after"),
    translate("Words", "From your hand to your ear"),
    translate("Words", "decode + audio latency"),
)


def describe(widget: QWidget, words: Help, keys: str = "", *, command: str = "") -> None:
    """Gives a widget its accessible name, tool tip and the sentence the status line shows.

    Args:
        keys: what the widget itself answers. command: that of the window which it does; the tips show its key.
    """
    widget.setAccessibleName(words.name)
    widget.setAccessibleDescription(words.sentence)
    if command:
        widget.setProperty(_COMMAND, (words, command))
        keys = in_force(widget, command)
    _give_tips(widget, words, keys)


def show_keys(window: QWidget) -> None:
    """The tips in a window show the keys that its commands answer now."""
    for widget in window.findChildren(QWidget):
        found = widget.property(_COMMAND)
        if found is not None:
            words, command = found
            _give_tips(widget, words, in_force(widget, command))


def _give_tips(widget: QWidget, words: Help, keys: str) -> None:
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
    plus, minus = translate("Words", "plus {value}"), translate("Words", "minus {value}")
    return (plus if value > 0 else minus).format(value=digits)


def measured_change(shape: Shape, before: float, after: float) -> tuple[str, str]:
    """What a move did, measured: ``("7 → 11", "notes a bar")``; empty where figures say nothing to a
    musician, or where nothing could be measured.
    """
    write = _FIGURES.get(shape.unit, unsigned)
    if shape.unit == "standard deviations" or math.isnan(before + after):
        return "", ""
    old, new = write(before), write(after)
    unit = "" if shape.unit in _NO_UNIT else localised(shape.unit)
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
    (4.0, translate("Words", "whole note")),
    (3.0, translate("Words", "dotted half")),
    (2.0, translate("Words", "half")),
    (1.5, translate("Words", "dotted quarter")),
    (1.0, translate("Words", "quarter")),
    (0.75, translate("Words", "dotted eighth")),
    (0.5, translate("Words", "eighth")),
    (0.375, translate("Words", "dotted sixteenth")),
    (0.25, translate("Words", "sixteenth")),
    (0.125, translate("Words", "thirty-second")),
)


def note_value(quarters: float) -> str:
    """The note value nearest to a length in quarter notes, such as ``dotted eighth``."""
    if quarters > 4.5:
        return translate("Words", "{quarters:.0f} quarters").format(quarters=quarters)
    return min(_NOTE_VALUES, key=lambda value: abs(value[0] - quarters))[1]


def bars_of(first: int, last: int, total: int) -> str:
    """Label of a phrase: ``Bars 17–32 of 64``, counted from 1."""
    one = translate("Words", "Bar {first} of {total}")
    many = translate("Words", "Bars {first}–{last} of {total}")
    return (one if first == last else many).format(first=first, last=last, total=total)


def metre_words(metre: Metre) -> str:
    """A metre as it is read aloud."""
    return f"{metre.numerator} {metre.denominator}"


def bars_word(count: int) -> str:
    """``1 bar``, ``16 bars``."""
    if count == 1:
        return translate("Words", "1 bar")
    return translate("Words", "{count} bars").format(count=count)


def takes_word(count: int) -> str:
    """``1 take``, ``3 takes``."""
    if count == 1:
        return translate("Words", "1 take")
    return translate("Words", "{count} takes").format(count=count)
