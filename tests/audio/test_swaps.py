"""Everything at once and at random: phrases, lines, tempos, swings, loops, mixes and ports.

`VAECOMPOSER_FULL_TESTS=1` tries 60,000 rows instead of some hundreds (five minutes).
"""

from __future__ import annotations

import math
import os
import random
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from recording_synth import BAR, RecordingSynth, piece_of

from vaecomposer.audio.router import CLOCK
from vaecomposer.audio.score import Quantum, Score, compile_score
from vaecomposer.audio.sequencer import Loop, Sequencer
from vaecomposer.music.metre import Metre
from vaecomposer.music.mix import TrackMix, is_heard
from vaecomposer.music.note import Note
from vaecomposer.music.piece import Piece, Role, TempoChange, Track
from vaecomposer.music.swing import Swing, swing_map
from vaecomposer.music.timing import piece_tempo_map

FULL = os.environ.get("VAECOMPOSER_FULL_TESTS") == "1"
PITCHES = (36, 60, 61, 64)
METRES = (Metre(4, 4), Metre(3, 4), Metre(6, 8), Metre(7, 8))


class Dice(random.Random):
    """Dense music and busy hands, from one number: strategies would draw mostly sparse ones."""

    def piece(self) -> Piece:
        tracks = [
            Track(f"{i}", Role.OTHER, self.choice((0, i, 9)), None, self.notes())
            for i in range(self.choice((0, 1, 2, 2, 3, 3)))
        ]
        tempos = (TempoChange(0, self.randint(150_000, 3_000_000)),)  # 20 to 400 a minute
        if self.random() < 0.4:
            tempos += (TempoChange(self.randint(1, BAR), self.randint(150_000, 900_000)),)
        return piece_of(*tracks, bars=self.randint(1, 3), metre=self.choice(METRES), tempos=tempos)

    def notes(self) -> tuple[Note, ...]:
        on_grid = self.random() < 0.5
        return tuple(
            sorted(
                Note(
                    120 * self.randrange(33) if on_grid else self.tick(),
                    self.choice(PITCHES),
                    120 * self.randint(1, 16) if on_grid else self.randint(1, BAR),
                    self.randint(1, 127),
                )
                for _ in range(self.choice((0, 4, 8, 16)))
            )
        )

    def tick(self) -> int:
        return self.randint(0, 2 * BAR)

    def swing(self) -> Swing:
        return Swing(self.choice((0.5, 0.58, 2 / 3, 0.75)), self.choice(("eighth", "sixteenth")))

    def factor(self) -> float:
        return self.uniform(0.17, 3.4)  # 20 to 400 a minute for what is written at 118

    def mix(self) -> tuple[TrackMix, ...]:
        return tuple(
            TrackMix(
                volume=self.choice((1.0, 0.5)),
                mute=self.random() < 0.2,
                solo=self.random() < 0.1,
                port=self.choice((None, None, "A", "B")),
                channel=self.choice((None, 0, 5)),
            )
            for _ in range(self.randint(0, 3))
        )

    def region(self) -> tuple[int, int, bool]:
        return (self.tick(), self.tick(), self.random() < 0.6)

    def actions(self) -> Iterator[tuple]:
        """A row of actions; the music plays on after most of them."""
        for _ in range(self.randint(1, 16)):
            match self.choice(NAMES):
                case "replace":
                    yield ("replace", self.piece(), self.choice(tuple(Quantum)))
                case "seek":
                    yield ("seek", self.tick())
                case "loop":
                    yield ("loop", *self.region())
                case "metronome":
                    yield ("metronome", self.random() < 0.5, self.choice((0, 0, 1)))
                case "clock":
                    yield ("clock", self.random() < 0.7)
                case "factor" | "swing" | "mix" as name:
                    yield (name, getattr(self, name)())
                case verb:
                    yield (verb,)
            if self.random() < 0.1:
                yield ("start",)
            if self.random() < 0.8:
                yield ("render", self.choice((300, 4000, 20_000, 40_000)))


NAMES = (
    *("replace",) * 6, "seek", "loop", "metronome", "clock", "factor", "swing", "mix", "mix",
    "panic", "stop", "start",
)  # fmt: skip

DICE = st.integers(0, 2**32 - 1).map(Dice)


def tried(some: int, all_of_them: int) -> settings:
    """How many rows to try; a number does not shrink to anything."""
    return settings(
        max_examples=all_of_them if FULL else some,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
    )


class Ears:
    """What sounds on the synth and on every port, from what was sent; faults are asserted."""

    def __init__(self, synth: RecordingSynth, sequencer: Sequencer) -> None:
        self._synth, self._router = synth, sequencer.router
        self._ports: set[tuple[str, int, int]] = set()
        self._pulses: list[int] = []
        self._frame = 0
        self.struck = self.ended = 0

    def listen(self) -> set[tuple]:
        while self._router.outbox:
            frame, port, data = self._router.outbox.popleft()
            assert frame >= self._frame, "out of order"
            self._frame = frame
            self._hear(port, data)
        return {("", *key) for key in self._synth.sounding} | self._ports

    def _hear(self, port: str, data: bytes) -> None:
        if port == CLOCK:
            return
        status, key = data[0] & 0xF0, (port, data[0] & 15, data[1])
        if status == 0x90:
            assert key not in self._ports, "struck twice"
            self._ports.add(key)
            self.struck += 1
        elif status == 0x80:
            assert key in self._ports, "let go though it does not sound"
            self._ports.discard(key)
            self.ended += 1
        elif status == 0xB0 and data[1] == 120:
            silenced = {k for k in self._ports if k[:2] == key[:2]}
            self.ended += len(silenced)
            self._ports -= silenced


def key_of(sequencer: Sequencer, score: Score, track: int, pitch: int) -> tuple:
    channel = score.channels[track]
    if channel < 1 << 16:
        return ("", channel, pitch)
    port, number = divmod(channel - (1 << 16), 16)
    return (sequencer.router._ports[port], number, pitch)


def asked_for(sequencer: Sequencer) -> set[tuple]:
    """Keys that heard notes hold at the position, a tick of rounding either way."""
    score, tick = sequencer.score, sequencer.tick
    return {
        key_of(sequencer, score, i, note.pitch)
        for i, part in enumerate(score.parts)
        if is_heard(sequencer._mix, i)
        for note in part.track.notes
        if note.onset - 1 <= tick <= note.end + 1
    }


def run(sequencer: Sequencer, frames: int, block: int = 977) -> None:
    while frames > 0:
        sequencer.render(np.zeros((min(block, frames), 2), np.float32))
        frames -= block


def act(sequencer: Sequencer, action: tuple) -> None:
    match action:
        case ("render", frames):
            run(sequencer, frames)
        case ("replace", piece, quantum):
            sequencer.replace(compile_score(piece, channels=sequencer.synth.channels), quantum)
        case ("loop", start, end, on):
            sequencer.set_loop(Loop(start, end, on))
        case ("factor", factor):
            sequencer.set_tempo_factor(factor)
        case ("swing", swing):
            sequencer.set_swing(swing)
        case ("mix", mix):
            sequencer.set_mix(mix)
        case ("clock", on):
            sequencer.set_clock(on=on)
        case ("metronome", on, bars):
            sequencer.metronome.on, sequencer.count_in_bars = on, bars
        case (verb, *values):
            getattr(sequencer, verb)(*values)


def playing(piece: Piece, channels: int = 256) -> tuple[Sequencer, RecordingSynth]:
    synth = RecordingSynth(channels=channels)
    sequencer = Sequencer(synth)
    sequencer.load(compile_score(piece, channels=channels))
    sequencer.start()
    return sequencer, synth


@tried(150, 20_000)
@given(DICE, st.sampled_from((16, 256)))
def test_nothing_hangs_and_nothing_sounds_that_no_phrase_asked_for(
    dice: Dice, channels: int
) -> None:
    sequencer, synth = playing(dice.piece(), channels)
    panics = False
    ears = Ears(synth, sequencer)
    for action in dice.actions():
        panics = panics or action[0] == "panic"
        before = sequencer.tick
        act(sequencer, action)
        sounding = ears.listen()
        if sequencer.playing:
            assert sounding <= asked_for(sequencer)
        else:
            assert not sounding
        if action[0] in ("factor", "swing", "mix", "clock", "metronome", "panic", "loop"):
            assert sequencer.tick == before, "the musical position is kept"
    sequencer.stop()
    assert not ears.listen()
    assert ears.struck == ears.ended
    assert panics or len(synth.notes("on")) == len(synth.notes("off"))


@tried(80, 10_000)
@given(DICE)
def test_a_swap_with_the_same_score_changes_nothing_that_is_sent(dice: Dice) -> None:
    piece, when, block = dice.piece(), dice.randint(0, 150_000), dice.randint(50, 3000)
    quantum = dice.choice(tuple(Quantum))
    before = (
        ("loop", *dice.region()),
        ("swing", dice.swing()),
        ("mix", dice.mix()),
        ("factor", dice.factor()),
    )
    heard = []
    for swaps in (False, True):
        sequencer, synth = playing(piece)
        sequencer.set_clock(on=True)
        for action in before:
            act(sequencer, action)
        run(sequencer, when, block)
        if swaps:
            sequencer.replace(compile_score(piece), quantum)
        run(sequencer, 60_000, block)
        # On one frame, notes end by track in the one and as they began in the other.
        heard.append((sorted(synth.calls, key=str), sorted(sequencer.router.outbox)))
    assert heard[0] == heard[1]


@tried(80, 10_000)
@given(DICE)
def test_every_note_begins_and_ends_on_its_frame_whatever_tempo_swing_and_blocks(
    dice: Dice,
) -> None:
    piece, swing, factor, mix = dice.piece(), dice.swing(), dice.factor(), dice.mix()
    block = dice.randint(50, 3000)
    synth = RecordingSynth()
    sequencer = Sequencer(synth)
    sequencer.load(compile_score(piece))
    for action in (("swing", swing), ("mix", mix), ("factor", factor), ("start",)):
        act(sequencer, action)
    frames = 100_000
    run(sequencer, frames, block)
    time, bent = piece_tempo_map(piece), swing_map(piece, swing)

    def frame(tick: int) -> int:
        return math.floor(time.seconds_at(bent.swung(tick)) * 48_000 / factor + 1e-6)

    end = math.floor(time.seconds_at(piece.length) * 48_000 / factor + 1e-6)
    written = [
        (key_of(sequencer, sequencer.score, i, note.pitch), note)
        for i, track in enumerate(piece.tracks)
        if is_heard(mix, i)
        for note in track.notes
    ]
    begins = {(frame(n.onset), key) for key, n in written if n.onset < piece.length}
    ends = {(min(frame(n.end), end), key) for key, n in written}
    struck, released = sent(synth, sequencer)
    assert {note for note in begins if note[0] < frames} == struck
    # Some ends are not heard: another note holds the key on. A key is let go to be struck anew, too.
    assert released <= ends | begins


def sent(synth: RecordingSynth, sequencer: Sequencer) -> tuple[set, set]:
    """Note-ons and note-offs (frame, key) of the synth and of all ports."""
    found: tuple[set, set] = (set(), set())
    for call in synth.notes():
        found[call[1] == "off"].add((call[0], ("", call[2], call[3])))
    for frame, port, data in sequencer.router.outbox:
        if data[0] & 0xE0 == 0x80:
            found[data[0] & 0xF0 == 0x80].add((frame, (port, data[0] & 15, data[1])))
    return found


@tried(60, 10_000)
@given(DICE)
def test_at_a_swap_what_both_hold_is_not_touched(dice: Dice) -> None:
    old, new, swing, mix = dice.piece(), dice.piece(), dice.swing(), dice.mix()
    when, quantum = dice.randint(0, 60_000), dice.choice(tuple(Quantum))
    sequencer, synth = playing(old)
    act(sequencer, ("swing", swing))
    act(sequencer, ("mix", mix))
    run(sequencer, when)
    line = sequencer.score.next_line(sequencer._earliest(), quantum)
    before_score = sequencer.score
    sequencer.replace(compile_score(new), quantum)
    if not sequencer.playing:
        return
    frame = math.floor(sequencer._time.frame_at(line) + 1e-6)
    ahead = frame - sequencer.router.frame
    if ahead > 400_000:
        return
    # A key that nothing but the swap touches on the very frame: held by both across the line.
    run(sequencer, ahead)
    sequencer.router.outbox.clear()
    calls = len(synth.calls)
    run(sequencer, 1)
    if sequencer.swaps != 1 or not sequencer.playing:
        return
    score = sequencer.score
    struck = {
        key_of(sequencer, score, i, n.pitch)
        for i, part in enumerate(score.parts) for n in part.track.notes if abs(n.onset - line) <= 1
    }  # fmt: skip
    ends = {
        key_of(sequencer, score, i, n.pitch)
        for i, part in enumerate(score.parts) for n in part.track.notes if abs(n.end - line) <= 1
    }  # fmt: skip
    both = {
        key_of(sequencer, score, i, p)
        for i in range(min(len(before_score.parts), len(score.parts)))
        if is_heard(mix, i) and before_score.channels[i] == score.channels[i]
        for p in PITCHES
        if before_score.sounding(i, p, line) and score.sounding(i, p, line)
    }
    others = [
        key_of(sequencer, s, i, p)
        for s in (before_score, score) for i in range(len(s.parts)) for p in PITCHES
    ]  # fmt: skip
    alone = {key for key in both if others.count(key) <= 2}  # no other track on this key
    touched = {("", c[2], c[3]) for c in synth.calls[calls:] if c[1] in ("on", "off")} | {
        (port, d[0] & 15, d[1])
        for _, port, d in sequencer.router.outbox
        if port and d[0] & 0xF0 in (0x80, 0x90)
    }
    assert not touched & (alone - struck - ends)


@tried(60, 10_000)
@given(DICE)
def test_pulses_are_each_sent_once_through_swing_and_tempo_changes(dice: Dice) -> None:
    piece = dice.piece()
    sequencer, _ = playing(piece)
    sequencer.stop()
    sequencer.set_clock(on=True)
    sequencer.start()
    for _ in range(dice.randint(1, 6)):
        run(sequencer, dice.randint(100, 20_000))
        sequencer.set_swing(dice.swing())
        sequencer.set_tempo_factor(dice.factor())
    if not sequencer.playing:
        return
    pulses = sum(1 for m in sequencer.router.outbox if m[2] == b"\xf8")
    straight = sequencer._time.straight(sequencer.tick) / 480 * 24
    assert pulses == pytest.approx(straight, abs=1.001)
