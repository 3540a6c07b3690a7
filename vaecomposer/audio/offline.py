"""Rendering a piece to sound without a device, with the very code that plays it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

import numpy as np

from vaecomposer.audio.level import SILENCE
from vaecomposer.audio.player import DEFAULT_GAIN, Player
from vaecomposer.audio.synth import FloatBlock, Synth
from vaecomposer.music.mix import Mix, mix_of
from vaecomposer.music.piece import Piece
from vaecomposer.music.swing import STRAIGHT, Swing
from vaecomposer.music.timing import piece_tempo_map

Progress = Callable[[float], None]
"""Is told the share done, 0..1."""

BLOCK_FRAMES = 1024
TAIL_SECONDS = 8.0
_FADE_SECONDS = 0.05
_QUIET_SECONDS = 0.25


def render_blocks(
    piece: Piece,
    synth: Synth,
    *,
    mix: Mix = (),
    gain: float = DEFAULT_GAIN,
    tempo_factor: float = 1.0,
    swing: Swing = STRAIGHT,
    tail_seconds: float = TAIL_SECONDS,
    progress: Progress | None = None,
) -> Iterator[FloatBlock]:
    """Play a piece once and yield its sound block by block, so that memory stays small.

    Args:
        piece: the music; rendered from tick 0 to its length.
        synth: a synth of its own (not one that is heard at the same time); it sets the rate.
        mix, gain, tempo_factor, swing: as the player's; tracks that play on a MIDI port are
            played by the synth, or the export would lack them.
        tail_seconds: the longest the last notes may go on sounding after the end.
        progress: called after each block with the share done.

    Yields:
        New arrays (frames, 2) of at most `BLOCK_FRAMES` frames, float32, -1..1.
    """
    player = Player(synth)
    player.set_gain(gain)
    player.set_mix(tuple(dataclasses.replace(track, port=None) for track in mix))
    player.set_tempo_factor(tempo_factor)
    player.set_swing(swing)
    player.load(piece)
    # The gain moves from 1 within a block; let that be over before the music begins.
    player.fill(np.zeros((BLOCK_FRAMES, 2), np.float32))
    player.play()
    rate = synth.sample_rate
    seconds = piece_tempo_map(piece).seconds_at(piece.length) / tempo_factor
    total = max(1, round(seconds * rate))
    # The limiter's latency is left out, so that the music begins with the very first frame.
    late = player.latency_frames
    done = -late
    while done < total:
        block = np.zeros((min(BLOCK_FRAMES, total - done), 2), np.float32)
        player.fill(block)
        heard = block[max(0, -done) :]
        done += len(block)
        if progress is not None:
            progress(max(0, done) / total)
        if len(heard):
            yield heard
    player.stop()
    yield from _tail(player, tail_seconds, rate)


def _tail(player: Player, tail_seconds: float, rate: int) -> Iterator[FloatBlock]:
    """The last notes dying away: until they are silent, or faded out where the time is over."""
    frames, quiet = 0, 0
    longest = round(tail_seconds * rate)
    fade = min(longest, round(_FADE_SECONDS * rate))
    while frames < longest and quiet < _QUIET_SECONDS * rate:
        block = np.zeros((min(BLOCK_FRAMES, longest - frames), 2), np.float32)
        player.fill(block)
        left = longest - frames - np.arange(len(block), dtype=np.float32)
        if left[-1] <= fade:
            block *= np.clip(left / fade, 0.0, 1.0).astype(np.float32)[:, None]
        frames += len(block)
        quiet = quiet + len(block) if float(np.abs(block).max()) < SILENCE else 0
        yield block


def render(
    piece: Piece,
    synth: Synth,
    *,
    mix: Mix = (),
    gain: float = DEFAULT_GAIN,
    tempo_factor: float = 1.0,
    swing: Swing = STRAIGHT,
    tail_seconds: float = TAIL_SECONDS,
    progress: Progress | None = None,
) -> FloatBlock:
    """The whole sound of a piece at once; see `render_blocks`. Shape (frames, 2)."""
    blocks = render_blocks(
        piece,
        synth,
        mix=mix,
        gain=gain,
        tempo_factor=tempo_factor,
        swing=swing,
        tail_seconds=tail_seconds,
        progress=progress,
    )
    return np.concatenate(list(blocks))


def stem(mix: Mix, track: int, tracks: int) -> Mix:
    """The mix in which only one track is heard, as loud as in the whole.

    Args:
        mix: the mix of the whole.
        track: which one to hear; a muted one is heard too, since its stem was asked for.
        tracks: how many there are.
    """
    return tuple(
        dataclasses.replace(mix_of(mix, i), mute=i != track, solo=i == track) for i in range(tracks)
    )
