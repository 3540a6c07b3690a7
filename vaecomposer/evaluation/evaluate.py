"""``vaecomposer evaluate``: every figure of a songbook on songs it has not heard."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.progress import Progress

from vaecomposer.errors import ComposerError
from vaecomposer.evaluation.bench_decode import move_sliders, touch_shapes
from vaecomposer.evaluation.classifiers import condition_figures
from vaecomposer.evaluation.control import held_out_phrases, mood_figures, slider_figures
from vaecomposer.evaluation.copying import copying_figures
from vaecomposer.evaluation.network import Network
from vaecomposer.evaluation.operations import operation_figures
from vaecomposer.evaluation.overlap import statistics_figures
from vaecomposer.evaluation.reconstruction import Advance, bar_figures, song_figures
from vaecomposer.evaluation.references import (
    References,
    build_references,
    load_references,
    references_path,
)
from vaecomposer.evaluation.report import (
    LIKE_REAL,
    NEAR_REAL,
    Measured,
    at_least,
    at_most,
    in_order,
    show_figures,
    unmeasured,
    write_figures,
)
from vaecomposer.evaluation.samples import (
    FORMS,
    Pair,
    chord_figures,
    compose_like,
    form_figures,
    longest_phrases,
    quality_figures,
    recall_figures,
)
from vaecomposer.evaluation.songs import Material, load_material
from vaecomposer.evaluation.subject import Subject
from vaecomposer.music.attributes import Statistics
from vaecomposer.vae.checkpoint import load_songbook


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is measured.

    Attributes:
        bars: of each part for bar figures (None for all). songs: 16-bar phrases given back from the song latent.
        takes: composed beside as many real phrases. sliders: phrases under every slider; seconds: after
            which no further one is begun; a third of it for the pad. moods: phrases under the
            pad. forms: takes for each form.
        moves: of a slider, timed. operations: phrases that each operation is done to.
    """

    bars: int | None
    songs: int
    takes: int
    sliders: int
    seconds: float
    moods: int
    forms: int
    moves: int
    operations: int


DEFAULT = Effort(3000, 200, 400, 200, 210.0, 60, 30, 100, 40)
FULL = Effort(None, 800, 1000, 200, math.inf, 200, 80, 500, 200)


@dataclass(frozen=True, slots=True)
class Exam:
    """Everything that figures are measured with."""

    subject: Subject
    network: Network
    material: Material
    references: References | None
    statistics: Statistics
    effort: Effort
    seed: int = 1


Family = Callable[[Exam, Advance], list[Measured]]


def _bars(exam: Exam, advance: Advance) -> list[Measured]:
    return bar_figures(exam.network, exam.material.songs, exam.effort.bars, exam.seed, advance)


def _songs(exam: Exam, advance: Advance) -> list[Measured]:
    return song_figures(exam.network, exam.material.songs, exam.effort.songs, exam.seed, advance)


def _takes(exam: Exam, advance: Advance) -> list[Measured]:
    """All figures that takes are compared on with the real phrases whose conditions they have."""
    songs, seed = exam.material.songs, exam.seed
    real = longest_phrases(songs, exam.effort.takes, seed)
    if not len(real):
        raise ComposerError("No song of the folder has four bars in one metre.")
    pair = compose_like(exam.subject, real, seed, advance)
    if not len(pair.real):
        raise ComposerError(pair.refused)
    return _compared(pair, exam)


def _compared(pair: Pair, exam: Exam) -> list[Measured]:
    known = exam.references
    return [
        *recall_figures(pair),
        *condition_figures(pair.composed, pair.real, known.classifiers if known else None),
        *quality_figures(pair, exam.material.songs, exam.seed),
        *statistics_figures(pair.real.cut(4), pair.composed.cut(4), exam.seed),
        *copying_figures(pair.composed, pair.real, known.hashes if known else None),
    ]


def _sliders(exam: Exam, advance: Advance) -> list[Measured]:
    effort = exam.effort
    phrases = held_out_phrases(exam.material.songs, effort.sliders, exam.seed)
    if not len(phrases):
        raise ComposerError("No song of the folder has four bars in one metre.")
    return slider_figures(exam.subject, phrases, exam.statistics, effort.seconds, advance)


def _moods(exam: Exam, advance: Advance) -> list[Measured]:
    phrases = held_out_phrases(exam.material.songs, exam.effort.moods, exam.seed + 1)
    seconds = exam.effort.seconds / 3
    return mood_figures(exam.subject, phrases, exam.statistics, seconds, advance)


def _forms(exam: Exam, advance: Advance) -> list[Measured]:
    return form_figures(exam.subject, exam.material.songs, exam.effort.forms, exam.seed, advance)


def _chords(exam: Exam, advance: Advance) -> list[Measured]:
    return chord_figures(exam.subject, exam.seed, advance)


def _operations(exam: Exam, advance: Advance) -> list[Measured]:
    count, songs = exam.effort.operations, exam.material.songs
    return operation_figures(exam.subject, songs, exam.references, count, exam.seed, advance)


def _speed(exam: Exam, _advance: Advance) -> list[Measured]:
    """Directions, and the named sliders: at their first touch, which looks for the way, and after it."""
    device, moves = exam.subject.facts.device, exam.effort.moves
    goal = at_most(20.0 if "CPU" in device else 3.0)
    published = "MusicVAE decodes 256 steps one after another"
    first, after = touch_shapes(exam.subject, moves)
    rows = (
        ("Directions", move_sliders(exam.subject, moves).times, goal),
        ("named sliders", after, goal),
        ("named, first touch", first, None),
    )
    remark = f"Measured on {device}, 16 bars of four parts, milliseconds."
    figures = []
    for name, times, aim in rows:
        middle, high = np.percentile(times, [50, 95])
        figures.append(
            Measured("speed", f"{name}, median", float(middle), count=len(times), remark=remark)
        )
        figures.append(
            Measured("speed", f"{name}, p95", float(high), None, aim, published, len(times))
        )
        published = ""
    return figures


def coverage_figures(material: Material) -> list[Measured]:
    """How many of the songs' notes the grid holds."""
    figures = [
        Measured("notes covered", part.part, part.kept / part.written, count=part.written)
        for part in material.coverage
        if part.written
    ]
    written = sum(part.written for part in material.coverage)
    kept = sum(part.kept for part in material.coverage)
    share = kept / written if written else None
    figures.append(Measured("notes covered", "all", share, count=written))
    return figures


FAMILIES: tuple[tuple[str, Family, tuple[Measured, ...]], ...] = (
    ("speed", _speed, tuple(unmeasured("speed", ["Directions, p95", "named sliders, p95"], "", at_most(20.0)))),
    ("bars", _bars, tuple(unmeasured("step accuracy", ["melody", "bass"], "", at_least(0.985)))),
    ("16 bars from one point", _songs, tuple(unmeasured("song reconstruction", ["melody", "bass"], "", at_least(0.8)))),
    (
        "takes", _takes,
        (
            *unmeasured("recall", ["all"], "", NEAR_REAL),
            *unmeasured("conditions", ["mode"], "", at_least(0.97)),
            *unmeasured("conditions", ["style"], "", at_least(0.85)),
            *unmeasured("strong beats", ["melody"], "", LIKE_REAL),
            *unmeasured("statistics", ["mean"], "", at_least(0.9)),
            *unmeasured("copying", [""], "", at_most(0.01)),
        ),
    ),
    ("typed chords", _chords, tuple(unmeasured("chords obeyed", [""], "", at_least(1.0)))),
    ("forms", _forms, tuple(unmeasured("form", FORMS, "", LIKE_REAL))),
    ("operations", _operations, tuple(unmeasured("locks", ["notes changed"], "", at_most(0.0)))),
    ("mood pad", _moods, tuple(unmeasured("mood", ["valence", "energy"], "", at_least(0.9)))),
    (
        "sliders", _sliders,
        (
            *unmeasured("slider", ["all"], "", at_least(0.95)),
            *unmeasured("slider, low", ["all"], "", at_least(0.80)),
            *unmeasured("leakage", ["mean"], "", at_most(0.35)),
        ),
    ),
)  # fmt: skip
"""What is measured in turn, and the figures that are said to be missing if it cannot be."""


def measure_all(
    exam: Exam, told: Callable[[str, float], None], families: Sequence[str] | None = None
) -> list[Measured]:
    """All figures, or those of some families; what cannot be measured comes with the reason.

    `told` hears which family is being measured and the share of it that is done.
    """
    figures: list[Measured] = []
    for name, run, missing in FAMILIES:
        if families is not None and name not in families:
            continue

        def advance(share: float, name: str = name) -> None:
            told(name, min(1.0, share))

        advance(0.0)
        try:
            figures += run(exam, advance)
        except ComposerError as why:
            figures += [
                Measured(f.name, f.part, None, None, f.goal, remark=str(why)) for f in missing
            ]
        advance(1.0)
    return in_order([*figures, *coverage_figures(exam.material)])


def choose_references(model: Path, material: Material) -> References | None:
    """Those beside the model; else measured on the folder's training songs; else None."""
    found = load_references(references_path(model))
    if found is None and material.training is not None:
        return build_references(material.training)
    return found


def evaluate(
    model: Path,
    data: Path,
    *,
    json_path: Path | None = None,
    split: str | None = None,
    full: bool = False,
    only: Sequence[str] | None = None,
) -> int:
    """Measures, prints, and writes JSON where asked; of families only those named in `only`.

    Raises:
        ComposerError: no model, no songs, no such family.
    """
    known = [name for name, _, _ in FAMILIES]
    strange = next((name for name in only or () if name not in known), None)
    if strange is not None:
        raise ComposerError(f"{strange} is nothing I measure; there are {', '.join(known)}.")
    from vaecomposer.vae.composer import open_composer
    from vaecomposer.vae.devices import choose_device

    began = time.monotonic()
    console = Console(stderr=True)
    device = choose_device()
    with Progress(console=console, transient=True) as bar:
        reading = bar.add_task("reading the songs", total=None)
        beside = references_path(model).exists()
        subject: Subject = open_composer(model, device)
        material = load_material(data, split, with_training=not beside)
        references = choose_references(model, material)
        bar.remove_task(reading)
        exam = Exam(
            subject, Network(load_songbook(model, device), device), material, references,
            subject.attribute_statistics, FULL if full else DEFAULT,
        )  # fmt: skip
        tasks = {name: bar.add_task(name, total=1.0) for name in known if not only or name in only}
        spent: dict[str, list[float]] = {}

        def told(name: str, share: float) -> None:
            bar.update(tasks[name], completed=share)
            spent.setdefault(name, []).append(time.monotonic())

        figures = measure_all(exam, told, only)
    seconds = time.monotonic() - began
    show_figures(title_of(model, material, split, seconds), figures)
    if json_path is not None:
        facts = {
            "model": model.name, "songs": material.count, "bars": len(material.songs.bars),
            "split": split or "not train",
            "full": full, "seconds": round(seconds, 1), "device": subject.facts.device,
            "torch_threads": torch.get_num_threads(),
            "seconds_of": {name: round(times[-1] - times[0], 1) for name, times in spent.items()},
        }  # fmt: skip
        write_figures(json_path, figures, facts)
    return 0


def title_of(model: Path, material: Material, split: str | None, seconds: float) -> str:
    """The table's heading."""
    which = {None: "not heard in training", "all": "heard in training included"}.get(
        split, f"marked {split}"
    )
    sources = ", ".join(material.songs.sources)
    return (
        f"{model.stem} on {material.count} songs ({which}) of {sources}: "
        f"{len(material.songs.bars)} bars, {seconds / 60:.1f} minutes"
    )
