"""Learning a songbook from a musician's own music: the decoders and the conductor of another one go on learning.

All encoders stay as they are, so codes and song latents mean what they meant: named sliders, Directions, the map and
the takes of a session are as true in the new songbook as in the one it began from, and minutes are enough. Nothing
gets worse than it was on the songs that are kept apart: each network's best weights count, those it began with too.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from vaecomposer.errors import DataError
from vaecomposer.training.__main__ import open_fabric
from vaecomposer.training.attribute_statistics import SongAttributes, measured
from vaecomposer.training.bar_stage import BarRecipe, BarTask
from vaecomposer.training.lesson import Gathered, Going, Judged, Lesson, Wish, Written, so_far
from vaecomposer.training.phrases import bar_posteriors
from vaecomposer.training.progress import Screen, Standing
from vaecomposer.training.shipping import read_sources
from vaecomposer.training.song_map import mapped_songs, named, song_latents
from vaecomposer.training.song_stage import SongNetwork, SongRecipe, SongTask
from vaecomposer.training.songs import SongBars, load_bars
from vaecomposer.training.state import load_state
from vaecomposer.training.trainer import Figures, TrainingStoppedError, train
from vaecomposer.training.validation import part_figures
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import HarmonyVae, PartVae
from vaecomposer.vae.checkpoint import Songbook, load_songbook, save_songbook
from vaecomposer.vae.song_map import SongPlaces, map_file, save_song_map
from vaecomposer.vae.tokens import NOTE_PARTS, Part

FEWEST_SONGS = 4
"""With fewer there is nothing to keep apart and judge by."""

VALID_SHARE = 0.12
"""Of the songs that are kept apart."""

_MINUTES = {
    Part.MELODY: 0.12, Part.BASS: 0.08, Part.TEXTURE: 0.12, Part.DRUMS: 0.06, Part.HARMONY: 0.04,
}  # fmt: skip
"""Shares of the time. The rest is the song stage's, which gains most and comes first: how phrases go on is what one's
own music has of its own, while single bars were played back nearly as well before.
"""

_JUDGED_BARS = 400
_SHOW_SECONDS = 0.5
_CPU = torch.device("cpu")


class Listener(Protocol):
    """Who follows the learning, and may ask something of it."""

    def tell(self, news: Gathered | Going | Judged | Written) -> None:
        """Takes news."""
        ...

    def has_wish(self) -> bool:
        """Whether `next_wish` would not wait."""
        ...

    def next_wish(self) -> Wish:
        """The next wish of the musician; waits for one."""
        ...


def recipes(minutes: float) -> tuple[dict[Part, BarRecipe], SongRecipe]:
    """How each network learns in a lesson of some minutes: slowly, and not longer than it helps."""
    bars = {
        part: BarRecipe(
            minutes=minutes * share, batch=128, rate=1e-4, warm_up=1, validate_every=50, save_every=50, patience=4
        )
        for part, share in _MINUTES.items()
    }  # fmt: skip
    song = SongRecipe(
        minutes=minutes * (1 - sum(_MINUTES.values())), batch=24, rate=1e-4, validate_every=50, save_every=50,
        patience=5,
    )  # fmt: skip
    return bars, song


@dataclass(slots=True)
class _Networks:
    """Networks that go on learning. Their encoders do not."""

    harmony: HarmonyVae
    parts: dict[Part, PartVae]
    song: SongNetwork

    def bars(self) -> list[HarmonyVae | PartVae]:
        """Those of the bars, in the order of `Part`."""
        return [self.of(part) for part in Part]

    def of(self, part: Part) -> HarmonyVae | PartVae:
        """A part's bar VAE."""
        return self.harmony if part is Part.HARMONY else self.parts[part]


def _networks(book: Songbook) -> _Networks:
    song = SongNetwork()
    song.encoder, song.conductor = deepcopy(book.encoder), deepcopy(book.conductor)
    parts = {part: deepcopy(net) for part, net in zip(NOTE_PARTS, book.parts, strict=True)}
    found = _Networks(deepcopy(book.harmony), parts, song)
    for network in (*found.bars(), song):
        network.requires_grad_(requires_grad=True).train()
    encoders: list[nn.Module] = [song.encoder, found.harmony.posterior]
    for net in parts.values():
        encoders += [net.posterior, net.step, net.chord]
    for encoder in encoders:
        encoder.requires_grad_(requires_grad=False)
    return found


Judging = Callable[["OwnBars | OwnSong", float], None]
"""Gets, with every validation of a task, its nats."""


class OwnBars(BarTask):
    """A part's bar VAE as it goes on learning."""

    def __init__(
        self,
        songs: SongBars,
        part: Part,
        recipe: BarRecipe,
        network: HarmonyVae | PartVae,
        judge: Judging,
    ) -> None:
        super().__init__(songs, part, recipe, network)
        self._judge = judge
        if not len(self.valid):
            # No song that is kept apart has the part: some of its bars are.
            self.valid, self.train = self.train[::8], np.delete(self.train, np.s_[::8])
            if not len(self.train):
                raise DataError(f"Too few bars have {self.name}.")
            self.cumulative = np.arange(1, len(self.train) + 1) / len(self.train)

    def validate(self, device: torch.device) -> Figures:
        """As ever, and tells the judge."""
        found = super().validate(device)
        self._judge(self, found["nats"])
        return found


class OwnSong(SongTask):
    """The song stage as it goes on learning."""

    judged_phrases = 128  # of a few songs; more would only be the same ones again
    judge: Judging = staticmethod(lambda _task, _nats: None)

    def validate(self, device: torch.device) -> Figures:
        """As ever, and tells the judge."""
        found = super().validate(device)
        self.judge(self, found["nats"])
        return found


class _Judge:
    """Knows how well the best weights so far do on the songs that are kept apart, and how the first ones did."""

    def __init__(self, book: Songbook, songs: SongBars, networks: _Networks) -> None:
        self._book, self._songs, self._networks = book, songs, networks
        self._right: dict[Part, float] = {}
        self._first: dict[str, float] = {}
        self._best: dict[str, float] = {}

    @property
    def notes_right(self) -> float:
        """Share of notes played back right, the mean over the parts that there are."""
        return float(np.mean(list(self._right.values()))) if self._right else 0.0

    @property
    def surprise(self) -> float:
        """Nats of a bar's codes and notes over what they were at first."""
        return sum(self._best.values()) / max(1e-6, sum(self._first.values()))

    def try_task(self, task: OwnBars | OwnSong, nats: float) -> None:
        """Takes the figure of a task's network as it is now."""
        self._first.setdefault(task.name, nats)
        if nats < self._best.get(task.name, np.inf):
            self._best[task.name] = nats
            if isinstance(task, OwnBars) and task.part is not Part.HARMONY:
                self._right[task.part] = self._note_f1(task.part, task.valid)

    def _note_f1(self, part: Part, rows: npt.NDArray[np.int64]) -> float:
        chosen = rows[:: max(1, len(rows) // _JUDGED_BARS)][:_JUDGED_BARS]
        copies = tuple(deepcopy(self._networks.parts[p]).to(_CPU).eval() for p in NOTE_PARTS)
        coder = BarCoder(replace(self._book, parts=copies), _CPU)
        return part_figures(coder, self._songs, part, chosen)["note_f1"]


class _Going(Screen):
    """Tells how far the whole lesson is."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell, self._told = tell, 0.0

    def due(self, step: int) -> bool:  # noqa: ARG002
        """Twice a second."""
        return time.monotonic() - self._told >= _SHOW_SECONDS

    def show(self, standing: Standing) -> None:
        """The share of the stage."""
        self._told = time.monotonic()
        self._tell(standing.share)


class Teacher:
    """One lesson, from the songs to the songbook.

    Args:
        lesson: what is asked for. data: folder with the songs (.npz). run: folder for the state, to go on from.
        accelerator: auto, cpu or cuda. listener: is told, and asks.
    """

    def __init__(
        self, lesson: Lesson, data: Path, run: Path, accelerator: str, listener: Listener
    ) -> None:
        self._lesson, self._data, self._run = lesson, data, run
        self._listener = listener
        # One core stays the musician's.
        torch.set_num_threads(max(1, (os.cpu_count() or 2) - 1))
        self._fabric = open_fabric(accelerator, "1", 1, "auto")
        self._base = load_songbook(lesson.base, _CPU)
        self._songs = load_bars(data)
        self._networks = _networks(self._base)
        self._judge = _Judge(self._base, self._songs, self._networks)
        self._before = 0.0
        self._share = 0.0

    def teach(self) -> bool:
        """Learns until time is over, it helps no more, or the musician says so; whether a songbook was written.

        Raises:
            ComposerError: see `trainer.train`, and too little music.
        """
        _forget_other_lesson(self._run, _mark(self._lesson.base, self._data))
        stages = self._stages()
        self._judge_base(stages)
        total, done = sum(minutes for _, minutes in stages), 0.0
        for task, minutes in stages:
            if not self._learn(task, done / total, minutes / total):
                return False
            done += minutes
            if self._kept:
                break
        self._write(self._lesson.target, final=True)
        shutil.rmtree(self._run, ignore_errors=True)
        return True

    _kept = False
    """Whether the musician has had enough."""

    def _stages(self) -> list[tuple[OwnBars | OwnSong, float]]:
        bars, song = recipes(self._lesson.minutes)
        stages: list[tuple[OwnBars | OwnSong, float]] = []
        for part, recipe in bars.items():
            try:
                network = self._networks.of(part)
                task = OwnBars(self._songs, part, recipe, network, self._try)
            except DataError:  # a part that is not played stays as it is
                continue
            stages.append((task, recipe.minutes or 0.0))
        attributes = SongAttributes(
            self._base.statistics,
            measured(self._songs.bars, 1).astype(np.float32),
            self._base.style_moods.double().numpy(),
        )
        for network in self._networks.bars():
            network.eval()
        posteriors = bar_posteriors(self._songs, self._networks.bars())
        for network in self._networks.bars():
            network.train()
        try:
            learnt = OwnSong(self._songs, posteriors, attributes, song, self._networks.song)
        except DataError:
            return stages
        learnt.judge = self._try
        if len(learnt.valid.first):
            stages.insert(0, (learnt, song.minutes or 0.0))
        return stages

    def _judge_base(self, stages: Sequence[tuple[OwnBars | OwnSong, float]]) -> None:
        for task, _ in stages:
            self._validate(task)
        self._before = self._judge.notes_right
        self._tell_judgement()

    def _validate(self, task: OwnBars | OwnSong) -> None:
        network = task.network.to(_CPU).eval()
        with torch.no_grad():
            task.validate(_CPU)
        network.train()

    def _try(self, task: OwnBars | OwnSong, nats: float) -> None:
        self._judge.try_task(task, nats)
        if self._share > 0:
            self._tell_judgement()

    def _tell_judgement(self) -> None:
        judge = self._judge
        self._listener.tell(Judged(self._share, judge.notes_right, judge.surprise))

    def _learn(self, task: OwnBars | OwnSong, begun: float, share: float) -> bool:
        """One stage, with its pauses; False if the musician leaves."""

        def tell(part: float) -> None:
            self._share = begun + share * part
            left = (1 - self._share) * self._lesson.minutes * 60
            self._listener.tell(Going(self._share, left))

        while True:
            try:
                train(task, self._run, self._fabric, _Going(tell), halt=self._listener.has_wish)
            except TrainingStoppedError:
                if not self._listener.has_wish():  # a signal
                    raise
                if not self._heed(task):
                    return False
                if self._kept:
                    break
            else:
                tell(1.0)
                break
        self._validate(task)  # a stage that an earlier run finished has not been judged in this one
        return True

    def _heed(self, task: OwnBars | OwnSong) -> bool:
        """Does what the musician wishes, until learning goes on; False if it shall not."""
        paused = False
        while True:
            wish = self._listener.next_wish()
            load_state(self._run, task.name, task.network.to(_CPU))  # its best weights
            paused = (paused and wish is not Wish.GO_ON) or wish is Wish.PAUSE
            if wish is Wish.LEAVE:
                return False
            if wish is Wish.KEEP:
                self._kept = True
                return True
            if wish is Wish.HEAR:
                self._write(so_far(self._lesson.target), final=False)
            if not paused:
                return True

    def _write(self, target: Path, *, final: bool) -> None:
        base, networks, judge = self._base, self._networks, self._judge
        own = replace(
            base,
            harmony=networks.harmony.to(_CPU).eval(),
            parts=tuple(networks.parts[part].to(_CPU).eval() for part in NOTE_PARTS),
            conductor=networks.song.conductor.to(_CPU).eval(),
        )
        name = self._lesson.name if final else f"{self._lesson.name} so far"
        own = replace(own, card=self._card(name))
        save_songbook(own, target)
        places = joined_map(base.songs, self._songs, own)
        if places is not None:
            save_song_map(places, map_file(target))
        for network in (*networks.bars(), networks.song):
            network.train()
        self._listener.tell(Written(target, judge.notes_right, self._before, judge.surprise, final))

    def _card(self, name: str) -> dict[str, Any]:
        card = dict(self._base.card)
        card["name"] = name
        card["began_from"] = self._base.card.get("name", self._lesson.base.stem)
        card["figures"] = {
            "note_accuracy": round(self._judge.notes_right, 4),
            "note_accuracy_before": round(self._before, 4),
            "surprise": round(self._judge.surprise, 4),
            "definition": "bars of the own songs that were kept apart, posterior means, greedy decoding: the mean over "
            "melody, bass, comping and drums, as far as they are played, of note F1 (onset and pitch); surprise: nats "
            "of a bar's codes and notes, over those of the songbook it began from",
        }
        card["sources"] = [*read_sources(self._data), *self._base.card.get("sources", [])]
        return card


def joined_map(base: SongPlaces | None, songs: SongBars, book: Songbook) -> SongPlaces | None:
    """A songbook's map with the own songs on it, each among the songs it is most like; None without a map."""
    rows = mapped_songs(songs)
    if base is None or not len(rows):
        return base
    latents = song_latents(songs, rows, book)
    places = [base.place_of(torch.from_numpy(latent)) for latent in latents]
    points = np.rint((latents - base.mean) @ base.axes.T / base.scale).clip(-127, 127)
    names = tuple(
        named(songs.titles[songs.region[first]], songs.sources[songs.source[first]])
        for first in rows[:, 0].tolist()
    )
    return replace(
        base,
        places=np.concatenate([base.places, np.array(places, np.float32)]),
        styles=np.concatenate([base.styles, songs.style[rows[:, 0]].astype(np.uint8)]),
        names=base.names + names,
        latents=np.concatenate([base.latents, points.astype(np.int8)]),
    )


def _mark(base: Path, data: Path) -> str:
    """What a lesson is about, so that a state is not gone on from with other songs or another songbook."""
    told = hashlib.blake2b(digest_size=16)
    told.update(f"{base.name} {base.stat().st_size}".encode())
    for path in sorted(data.glob("*.npz")):
        with np.load(path, allow_pickle=False) as archive:
            for name in sorted(archive.files):
                if name != "meta_json":  # says when it was built
                    told.update(archive[name].tobytes())
    return told.hexdigest()


def _forget_other_lesson(run: Path, mark: str) -> None:
    note = run / "lesson.json"
    try:
        before = json.loads(note.read_text(encoding="utf-8"))["mark"] if note.exists() else None
    except (OSError, ValueError, KeyError, TypeError):
        before = None
    if before != mark:
        shutil.rmtree(run, ignore_errors=True)
        run.mkdir(parents=True, exist_ok=True)
        note.write_text(json.dumps({"mark": mark}), encoding="utf-8")
