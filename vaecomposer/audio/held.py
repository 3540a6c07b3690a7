"""The notes of a score that sound, and what becomes of them when another score takes over."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vaecomposer.audio.score import Score
from vaecomposer.audio.voices import Voices
from vaecomposer.music.mix import Mix, is_heard


@dataclass(slots=True)
class _Held:
    """A key that sounds: the channel it was struck on, and the onsets of the notes that hold it."""

    channel: int
    onsets: list[int]


class HeldNotes:
    """What the score holds, by track and pitch. Lives on the audio thread."""

    def __init__(self, voices: Voices) -> None:
        self._voices = voices
        self._held: dict[tuple[int, int], _Held] = {}

    def strike(self, track: int, pitch: int, onset: int, velocity: int, channel: int) -> None:
        """Start a note. A key its track holds already is struck anew and held by both notes."""
        held = self._held.get((track, pitch))
        if held is not None:
            self._voices.release(held.channel, pitch)
            held.onsets.append(onset)
            held.channel = channel
        else:
            held = self._held[track, pitch] = _Held(channel, [onset])
        self._voices.hold(channel, pitch, velocity)

    def end(self, track: int, pitch: int, onset: int) -> None:
        """End the note that began at `onset`, if it still sounds."""
        held = self._held.get((track, pitch))
        if held is not None and onset in held.onsets:
            held.onsets.remove(onset)
            if not held.onsets:
                self._let_go(track, pitch)

    def hand_over(self, before: Score, score: Score, tick: float, mix: Mix) -> None:
        """Let `score` hold what it shares with `before` from `tick` on, and let go of the rest.

        Args:
            before, score: the one that played and the one that takes over, on their channels.
            tick: of `score`.
            mix: a track that is not heard holds nothing.
        """
        for track, pitch in tuple(self._held):
            held = self._held[track, pitch]
            onsets = score.sounding(track, pitch, math.ceil(tick))
            if onsets and held.channel == score.channels[track] and is_heard(mix, track):
                # A note both have that was never struck (it began before a loop's start) does not
                # come to hold the key by the swap, unless no other does.
                missed: set[int] = set()
                if before.ticks_per_quarter == score.ticks_per_quarter:
                    missed.update(before.sounding(track, pitch, math.ceil(tick)))
                    missed.difference_update(held.onsets)
                held.onsets = [o for o in onsets if o not in missed] or list(onsets)
            else:
                self._let_go(track, pitch)

    def release_unheard(self, score: Score, mix: Mix) -> None:
        """Let go of notes whose track has fallen silent or plays somewhere else now."""
        for (track, pitch), held in tuple(self._held.items()):
            if not is_heard(mix, track) or held.channel != score.channel(track):
                self._let_go(track, pitch)

    def release_all(self) -> None:
        """Let go of everything."""
        for track, pitch in tuple(self._held):
            self._let_go(track, pitch)

    def forget(self) -> None:
        """Hold nothing, after the synth has been silenced."""
        self._held.clear()

    def _let_go(self, track: int, pitch: int) -> None:
        held = self._held.pop((track, pitch))
        self._voices.release(held.channel, pitch)
