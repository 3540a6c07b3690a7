"""The figures of ``vaecomposer evaluate``: what each means, its goal, and how it is printed and kept."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from vaecomposer.errors import ComposerError


class Kind(Enum):
    """How a value is compared with its goal."""

    AT_LEAST = "at least"
    AT_MOST = "at most"
    LIKE_REAL = "at least as on real songs"
    NEAR_REAL = "within 10 % of real songs"


@dataclass(frozen=True, slots=True)
class Goal:
    """What a figure should reach; `number` is None where real songs set it."""

    kind: Kind
    number: float | None = None


def at_least(number: float) -> Goal:
    """A goal from below."""
    return Goal(Kind.AT_LEAST, number)


def at_most(number: float) -> Goal:
    """A goal from above."""
    return Goal(Kind.AT_MOST, number)


LIKE_REAL, NEAR_REAL = Goal(Kind.LIKE_REAL), Goal(Kind.NEAR_REAL)
NEAR = 0.1


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure.

    Attributes:
        name: one of `DEFINITIONS`. part: of the music, a slider, a feature; "" for the whole.
        value: measured, None where it could not be. real: the same on real songs, None where it makes no sense.
        goal: None where the figure is only reported.
        published: what others report for something comparable.
        count: phrases, bars or notes it was measured on. remark: a sentence, such as why there is no value.
    """

    name: str
    part: str
    value: float | None
    real: float | None = None
    goal: Goal | None = None
    published: str = ""
    count: int | None = None
    remark: str = ""

    @property
    def threshold(self) -> float | None:
        """The number to reach, from the goal or from real songs."""
        if self.goal is None:
            return None
        if self.goal.kind in (Kind.LIKE_REAL, Kind.NEAR_REAL):
            return self.real
        return self.goal.number

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None without one, or where nothing was measured."""
        if self.goal is None or self.value is None or self.threshold is None:
            return None
        if self.goal.kind is Kind.AT_MOST:
            return self.value <= self.threshold
        if self.goal.kind is Kind.NEAR_REAL:
            return abs(self.value - self.threshold) <= NEAR * abs(self.threshold)
        return self.value >= self.threshold

    @property
    def goal_text(self) -> str:
        """The goal as the table shows it."""
        if self.goal is None:
            return ""
        if self.goal.kind is Kind.LIKE_REAL:
            return ">= real"
        if self.goal.kind is Kind.NEAR_REAL:
            return "real ±10 %"
        return f"{'<=' if self.goal.kind is Kind.AT_MOST else '>='} {self.goal.number:g}"


DEFINITIONS: dict[str, str] = {
    "step accuracy": "share of sixteenth steps whose token (rest, hold, onset of a pitch) comes back right, active "
    "bars only; posterior means, greedy decoding, the bar's own chords given. Drums: the whole set of the nine "
    "classes on the step",
    "note F1": "harmonic mean of precision and recall of notes, onset step and pitch (drums: class) both right, active "
    "bars; decoded as for step accuracy",
    "bars exact": "share of active bars in which every step (drums: every hit) comes back right",
    "chords right": "share of beats whose root and quality come back right from the harmony code",
    "song reconstruction": "step accuracy over 16 bars decoded from the posterior mean of the song latent alone: the "
    "conductor unfolds it in one pass, chords are decoded, notes are decoded given those; active bars",
    "recall": "mean over bars of the share of notes (step and pitch, over the fuller bar's count) in common with the "
    "most similar earlier bar of the phrase. Takes have real phrases' mode, style, metre and parts",
    "slider": "Spearman correlation between a slider's 11 positions (-100 to 100) and its attribute measured on the "
    "decoded notes of a held-out 4-bar phrase; a slider that changes nothing counts 0. Median over phrases",
    "slider, low": "the same, 5th percentile over phrases",
    "leakage": "mean absolute change of the other named attributes, in their standard deviations over the training "
    "songs, from -100 to +100 of a slider. Energy is exempt for its components, and they for Energy",
    "conditions": "accuracy of classifiers, trained on features of real training phrases, on takes asked for with the "
    "conditions of held-out phrases; real: on those phrases. 'melody alone' hides everything else from the classifier",
    "mood": "Spearman correlation between 11 positions of the mood pad's axis (the other axis in the middle) and the "
    "measure of the steered phrase. Median over held-out 4-bar phrases",
    "form": "similarity (share of notes in common, bar by bar) of 4-bar phrases under the same letter minus that under "
    "different letters, in 16-bar takes; real: held-out phrases found in that form by their melody",
    "chords obeyed": "share of beats whose decoded chord is the one typed, over progressions of pop, jazz, blues, "
    "folk and baroque, one and two chords a bar, in keys on and off the white keys",
    "strong beats": "share of melody onsets on strong beats (1 and 3 of 4/4, 1 and 4 of 6/8, 1 of 3/4 and 2/4) that "
    "are chord tones. 'bass' likewise; 'melody, typed' over typed progressions",
    "statistics": "overlapping area of takes and real phrases (after Yang and Lerch 2020), on 4-bar phrases with the "
    "same conditions. Range, density, polyphony, syncopation: of Gaussian kernel estimates of the value over phrases. "
    "Histograms (the others): of the distances within real phrases and those between real and composed ones. real: "
    "one half of the real songs against the other, the ceiling",
    "copying": "share of 4-bar melodies (at least 6 notes, every bar a start) found note for note, in any "
    "transposition, in the training songs; real: held-out songs' own share",
    "longest copy": "longest run of consecutive bars of a take found so; 3 means that no 4 bars were found",
    "active units": "how many numbers of a code have posterior means with a variance over 0.01",
    "KL": "mean KL divergence of the posterior from its prior in nats (bar codes: per active bar, from the standard "
    "normal; song: from the prior of its conditions)",
    "speed": "milliseconds from a slider's move to the new phrase of 16 bars and four parts, everything included",
    "in key": "share of melody and bass notes in the key's scale",
    "phrase ends": "share of 4-bar phrases whose melody ends on a long note (a quarter or more), a rest, or a tone "
    "of the tonic chord",
    "drum velocity": "standard deviation of drum velocities within a phrase, mean over phrases",
    "drum timing": "mean absolute deviation of drum hits from the grid, in 1/480 quarter",
    "locks": "share of locked notes (a track, a bar and a rectangle of time and pitch, at random) that any of eleven "
    "operations changes",
    "accompaniment": "bass and drums written for the melody, chords and comping of held-out 8-bar phrases. On the "
    "chord: share of the bass's onsets on strong beats that are chord tones. With the others: share of onsets (of "
    "drums kick and snare) that fall together with one of the parts that were there",
    "gap": "bars 4 and 5 of eight filled anew. Leap: of the melody over both joins, in semitones. Rhythm: share of "
    "onsets that the first bar after a join has in common with the bar before it; real: at the same places",
    "interpolation": "from one held-out phrase to another in four steps. Rising: Spearman correlation between the "
    "step and the Hamming distance of the melody (sixteenths that differ) from the first. Evenness: 1 less the "
    "largest difference between two steps, over the whole distance. Leap: mean absolute interval in semitones. "
    "Crossfade: half of the sixteenths of each melody, the data-space baseline of MusicVAE's paper",
    "continuation": "8 bars continued by 8. Distance: mean absolute difference of the melody's notes a bar, mean "
    "pitch, compass, mean interval and share off the beat from those the song really goes on with, in standard "
    "deviations; real: of the 8 bars before. Chord tones: on strong beats",
    "harmonising": "chords found for held-out melodies alone. Chord tones: share of melody onsets on strong beats that "
    "the chords hold; real: the song's own chords. Roots: share of beats with the root of the song's own chord",
    "reharmonising": "held-out phrases over typed progressions, the melody adapted. Obeyed: share of beats whose chord "
    "symbol is the one typed. Melody, bass: share of onsets on strong beats that are tones of the new chords; real: "
    "of the song's own",
    "transfer": "share of held-out phrases taken into another of five styles, melody and chords kept, that the "
    "classifier of styles hears in it (chance: about .1); in what is written: melody and chords hidden from it; real: "
    "heard in the phrase as it was",
    "fewer and more": "Spearman correlation between the amount and the number of notes, median over phrases; and the "
    "share of results at 100 that have none but the music's own notes (simpler) or have all of them (busier)",
    "played velocity": "distance of the distribution of drum velocities from that of held-out drummers whose hits were "
    "made even and humanised, class by class (mean difference of quantiles). Going along: correlation with the "
    "velocities of the very hits, mean over phrases",
    "played timing": "the same of timing, in 1/480 quarter",
    "notes covered": "share of the songs' notes (melody, chords, bass, drums) that the grid holds; other tracks, and "
    "bars in metres the model does not know, stay outside",
}  # fmt: skip

_ORDER = {name: place for place, name in enumerate(DEFINITIONS)}


def in_order(figures: Sequence[Measured]) -> list[Measured]:
    """Figures in the order of `DEFINITIONS`, those of one name as they came."""
    return sorted(figures, key=lambda figure: _ORDER[figure.name])


_SAID = "MusicVAE: Roberts et al. 2018, table 1, as remembered; AR-VAE: Pati and Lerch 2020, as read off its figures."


def unmeasured(
    name: str, parts: Sequence[str], why: str, goal: Goal | None = None
) -> list[Measured]:
    """Figures without a value, and the sentence why."""
    return [Measured(name, part, None, None, goal, remark=why) for part in parts]


PIPED_WIDTH = 150
"""Columns of the table where it is not read on a terminal."""


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    if not math.isfinite(value):
        return str(value)
    return f"{value:.3f}" if abs(value) < 10 else f"{value:.1f}"


def show_figures(title: str, figures: Sequence[Measured], console: Console | None = None) -> None:
    """Prints the table, the sentences that go with it, and the definitions."""
    console = console or Console()
    if not console.is_terminal:
        console = Console(file=console.file, width=PIPED_WIDTH)
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD)
    for heading in ("figure", "part", "measured", "real", "goal", "", "on", "published"):
        right = heading in ("measured", "real", "goal", "on")
        table.add_column(
            heading, justify="right" if right else "left", no_wrap=heading != "published"
        )
    before = ""
    for figure in figures:
        verdict = "" if figure.met is None else ("met" if figure.met else "not met")
        table.add_row(
            "" if figure.name == before else figure.name, figure.part, _number(figure.value),
            "" if figure.real is None else _number(figure.real), figure.goal_text, verdict,
            "" if figure.count is None else str(figure.count), figure.published,
        )  # fmt: skip
        before = figure.name
    console.print(table)
    for remark in dict.fromkeys(f.remark for f in figures if f.remark):
        of = dict.fromkeys(f.name for f in figures if f.remark == remark)
        console.print(f"{', '.join(of)}: {remark}", highlight=False)
    console.print("\nDefinitions", style="bold")
    for name in dict.fromkeys(f.name for f in figures):
        console.print(f"[bold]{name}[/bold]: {DEFINITIONS[name]}.", highlight=False)
    console.print(_SAID, highlight=False)


def write_figures(
    path: Path, figures: Sequence[Measured], facts: dict[str, Any] | None = None
) -> None:
    """Writes the figures as JSON: name, part, value, real, goal, met, and what explains them.

    Raises:
        ComposerError: the file cannot be written.
    """
    rows = [
        {
            "name": f.name, "part": f.part, "value": _plain(f.value), "real": _plain(f.real),
            "goal": _plain(f.threshold), "met": f.met, "goal_kind": f.goal.kind.value if f.goal else None,
            "count": f.count, "published": f.published or None, "remark": f.remark or None,
            "definition": DEFINITIONS[f.name],
        }
        for f in figures
    ]  # fmt: skip
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**(facts or {}), "figures": rows}, indent=1, ensure_ascii=False)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as why:
        raise ComposerError(f"{path} was not written ({why.strerror}).") from why


def _plain(value: float | None) -> float | None:
    return None if value is None or not math.isfinite(value) else round(float(value), 6)
