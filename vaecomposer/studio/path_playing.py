"""Paths of the morph pad: recorded and played bound to their place in the music, and written as MIDI files."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from math import ceil, dist, floor
from pathlib import Path as FilePath

from PySide6.QtCore import QObject, Slot

from vaecomposer.errors import ComposerError
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.generation.api import ComposeRequest, ComposeResult, Failure, MorphRequest
from vaecomposer.music.piece import Piece
from vaecomposer.session import morphing
from vaecomposer.session.document import Document
from vaecomposer.session.morphing import Path
from vaecomposer.session.state import SessionState
from vaecomposer.studio.morphing import Morphing
from vaecomposer.studio.path_writing import bars_of, heard, length_of, place_on
from vaecomposer.studio.sounding import Sounding
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.main_window import MainWindow
from vaecomposer.ui.words import bars_word

_LONGEST_STEP = 2.0
"""Quarter notes; the music going further in one frame has jumped."""

_APART = 0.004
_FRAMES = 2
"""The dot of a path moves with every second frame: more could not be heard."""

_NEARLY = 1e-6
_SHORTEST = 0.25
_MOST_POINTS = 20_000


@dataclass(slots=True)
class _Writing:
    """A path that is being written.

    Attributes:
        file: where to. title: of the music. requests: one for each bar. opening: number of the first bar, from 0.
        made: answers so far.
    """

    file: FilePath
    title: str
    requests: list[MorphRequest]
    opening: int = 0
    made: list[Piece] = field(default_factory=list)


class PathPlaying(QObject):
    """Records, plays and writes the dot's path. Lives on the GUI thread.

    A path belongs to the place in the music where it was recorded: loops and seeks take the dot along, whatever the
    tempo, and it goes round before and after. One that is longer than the loop goes on with each turn of it. While
    nothing plays, it moves by the clock from where the playhead stands.

    Args:
        document: keeps the path.
        sounding: what time it is in the music.
        window: asks and shows.
        pad: moves the dot.
        ask: hands on requests beside the music in front.
    """

    def __init__(
        self,
        document: Document,
        sounding: Sounding,
        window: MainWindow,
        pad: Morphing,
        ask: Callable[[ComposeRequest], None],
    ) -> None:
        super().__init__()
        self._ask = ask
        self._document, self._sounding, self._window, self._pad = document, sounding, window, pad
        self._points: list[tuple[float, float, float]] | None = None
        self._plays = False
        self._quarters = 0.0  # since recording began
        self._clock = 0.0
        self._start = 0.0  # where in the music recording began
        self._here = 0.0  # where the music stands
        self._ahead = 0.0  # how far the clock has gone on from there, while nothing plays
        self._turns = 0.0  # quarter notes of all turns of the loop
        self._frame = 0
        self._writing: _Writing | None = None
        window.path_recorded.connect(lambda on: self.record(on=on))
        window.path_played.connect(lambda on: self.play(on=on))
        window.path_forgotten.connect(self._forget)
        window.path_export_requested.connect(self.write)
        window.path_export_stopped.connect(self._stop_writing)
        window.dot_moved.connect(self._moved)

    def close(self) -> None:
        """Ends; a file that is not complete is not written."""
        self._points, self._plays, self._writing = None, False, None

    def drop(self) -> None:
        """Another session comes."""
        self.close()
        self._show()
        self._window.pads.morph.show_writing("")

    # --- time ---------------------------------------------------------------------------------

    def tick(self) -> None:
        """Sixty times a second."""
        if self._points is None and not self._plays:
            return
        self._quarters += self._gone()
        if self._plays:
            self._go_on()

    def _begin_time(self) -> None:
        self._quarters = self._ahead = self._turns = 0.0
        self._clock = time.perf_counter()
        self._start = self._here = self._sounding.quarters

    def _gone(self) -> float:
        """Quarter notes since last asked: the music's while it plays, else by the clock at its tempo."""
        now = time.perf_counter()
        seconds, self._clock = now - self._clock, now
        shown, sounding = self._document.state.shown, self._sounding
        before, self._here = self._here, sounding.quarters
        if shown is None:
            return 0.0
        gone = self._here - before
        if sounding.readings.playing:
            self._ahead = 0.0
            if 0 <= gone < _LONGEST_STEP:
                return gone
            turned = gone + sounding.loop_quarters
            if gone < 0 <= turned < _LONGEST_STEP:
                self._turns += sounding.loop_quarters
                return turned
            # The playhead was put elsewhere: the clock says how long the frame was.
            return seconds * shown.bpm / 60
        if gone:
            self._ahead = 0.0
        by_clock = seconds * shown.bpm / 60
        self._ahead += by_clock
        return by_clock

    # --- recording ----------------------------------------------------------------------------

    def record(self, *, on: bool) -> None:
        """Begins to record, or keeps what was recorded."""
        if on == (self._points is not None):
            return
        if on:
            self._end_play()
            self._begin_time()
            self._points = [(0.0, *self._document.state.morph.dot)]
        else:
            self._keep()
        self._show()

    @Slot(float, float)
    def _moved(self, x: float, y: float) -> None:
        """The hand moves the dot: it takes it out of a path that plays, or into one that is recorded."""
        if self._plays:
            self.play(on=False)
        points = self._points
        if points is None:
            return
        if dist(points[-1][1:], (x, y)) >= _APART:
            points.append((self._quarters, x, y))
        if len(points) >= _MOST_POINTS:
            self.record(on=False)

    def _keep(self) -> None:
        points, self._points = self._points or [], None
        if len(points) < 2:
            self._window.notify(
                translate("PathPlaying", "The dot did not move, so no path was kept")
            )
            return
        end = max(_SHORTEST, self._quarters)
        if self._sounding.readings.playing:
            end = float(max(1, ceil(end - 0.1)))  # whole beats, so that it goes round in time
        kept = [point for point in points if point[0] < end]
        path: Path = (*kept, (end, *points[-1][1:]))
        self._document.apply("Record path", morphing.set_path(path, self._start))
        self._document.end_drag()

    # --- playing ------------------------------------------------------------------------------

    def play(self, *, on: bool) -> None:
        """Plays the path round and round, or no longer."""
        on = on and bool(self._document.state.morph.path)
        if on and self._points is not None:
            self.record(on=False)
        if on != self._plays:
            if on:
                self._document.end_drag()
                self._begin_time()
                self._plays = True
            else:
                self._end_play()
        self._show()

    def _end_play(self) -> None:
        if self._plays:
            self._plays = False
            self._document.end_drag()

    def _go_on(self) -> None:
        self._frame += 1
        if self._frame % _FRAMES:
            return
        morph = self._document.state.morph
        length = length_of(morph.path)
        if not length:
            self.play(on=False)
            return
        here = self._here + self._ahead - morph.path_start
        if length > self._sounding.loop_quarters:
            here += self._turns
        x, y = place_on(morph.path, here % length)
        if (x, y) != morph.dot:
            self._pad.go(x, y, "Play path", "path")

    def _show(self) -> None:
        self._window.pads.morph.show_path(records=self._points is not None, plays=self._plays)

    @Slot()
    def _forget(self) -> None:
        self.play(on=False)
        self._document.apply("Forget path", morphing.set_path(()))

    def follow(self, state: SessionState) -> None:
        """Takes up a state: a path that undo took back plays no more."""
        if self._plays and not state.morph.path:
            self._plays = False
            self._show()

    # --- writing ------------------------------------------------------------------------------

    @Slot(str)
    def write(self, file: str) -> None:
        """Writes the music a path makes, bar by bar from its first on, asking for that of each bar line in turn."""
        state = self._document.state
        morph = state.morph
        first = self._pad.request(morph, beside=True)
        if first is None or not morph.path or self._writing is not None:
            return
        most = first.corners[max(range(len(first.weights)), key=first.weights.__getitem__)]
        bar = most.metre.bar_ticks(480) / 480
        opening = floor(morph.path_start / bar + _NEARLY)
        within = max(0.0, morph.path_start - opening * bar)
        requests: list[MorphRequest] = []
        for number in range(bars_of(morph.path, bar, within)):
            dot = place_on(morph.path, max(0.0, number * bar - within))
            wanted = self._pad.request(replace(morph, dot=dot), beside=True)
            assert wanted is not None
            requests.append(wanted)
        path = FilePath(file)
        self._writing = _Writing(path, path.stem, requests, opening % len(most.bars()))
        self._ask_next()

    def _ask_next(self) -> None:
        writing = self._writing
        if writing is None:
            return
        # Where the dot rests, the music is that of the bar before.
        while 0 < (done := len(writing.made)) < len(writing.requests):
            before, now = writing.requests[done - 1], writing.requests[done]
            if before.weights != now.weights:
                break
            writing.made.append(writing.made[-1])
        done, count = len(writing.made), len(writing.requests)
        if done == count:
            self._finish(writing)
            return
        said = translate("PathPlaying", "Writing bar {bar} of {count}")
        self._window.pads.morph.show_writing(said.format(bar=done + 1, count=count))
        self._ask(writing.requests[done])

    def receive(self, answer: ComposeResult | Failure) -> None:
        """Takes the music of a bar line."""
        writing = self._writing
        if writing is None or answer.request is not writing.requests[len(writing.made)]:
            return
        if isinstance(answer, Failure):
            self._stop_writing()
            self._window.warn(_not_written(writing.file.name), answer.sentence)
            return
        writing.made.append(answer.piece)
        self._ask_next()

    def _finish(self, writing: _Writing) -> None:
        self._stop_writing()
        try:
            write_midi(heard(writing.made, writing.title, writing.opening), writing.file)
        except ComposerError as why:
            self._window.warn(_not_written(writing.file.name), str(why))
            return
        count = len(writing.made)
        said = translate("PathPlaying", "{name} was written: {bars}")
        self._window.notify(said.format(name=writing.file.name, bars=bars_word(count)))

    @Slot()
    def _stop_writing(self) -> None:
        self._writing = None
        self._window.pads.morph.show_writing("")


def _not_written(name: str) -> str:
    return translate("PathPlaying", "{name} was not written").format(name=name)
