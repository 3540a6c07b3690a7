"""Hearing keys that change, metre, time kept, and the parts of a choir."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.music.analysis import (
    assign_roles,
    find_key,
    find_key_regions,
    hear_metre,
    keeps_beat,
)
from vaecomposer.music.analysis.beat_keeping import grid_fit
from vaecomposer.music.key import A_MINOR, C_MAJOR, Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import KeyChange, MetreChange, Role, Track, bars_until

Q = 24


def chorale(bars: int, transpose: int = 0, start: int = 0) -> list[list[Note]]:
    """Four voices moving in quarters: I IV V I, over and over, ending on the tonic."""
    chords = ((72, 67, 64, 48), (72, 69, 65, 53), (71, 67, 62, 55), (72, 67, 64, 48))
    return [
        [Note(start + beat * Q, chords[beat % 4][voice] + transpose, Q) for beat in range(bars * 4)]
        for voice in range(4)
    ]


def together(voices: list[list[Note]]) -> list[Note]:
    return [note for voice in voices for note in voice]


def bars(count: int, metre: Metre = Metre(4, 4)):  # type: ignore[no-untyped-def]  # noqa: B008
    return bars_until((MetreChange(0, metre),), Q, count * metre.bar_ticks(Q))


@given(st.integers(0, 11))
def test_one_key_is_one_region(tonic: int) -> None:
    notes = together(chorale(16, tonic - 6))
    key = Key((tonic - 6) % 12, Mode.MAJOR)
    assert find_key(notes) == key
    assert find_key_regions(notes, bars(16)) == (KeyChange(0, key),)


@given(st.sampled_from([1, 2, -1, 3, 6]))
def test_a_modulation_is_heard_at_its_bar(semitones: int) -> None:
    notes = together(chorale(24)) + together(chorale(24, semitones, 24 * 96))
    found = find_key_regions(notes, bars(48))
    assert found == (KeyChange(0, C_MAJOR), KeyChange(24 * 96, Key(semitones % 12, Mode.MAJOR)))


def test_a_bar_borrowed_from_elsewhere_is_no_modulation() -> None:
    notes = [n for n in together(chorale(16)) if n.onset // 96 != 9]
    notes += [n for n in together(chorale(16, 1)) if n.onset // 96 == 9]
    assert find_key_regions(notes, bars(16)) == (KeyChange(0, C_MAJOR),)


def test_the_key_that_is_known_names_the_regions_in_its_scale() -> None:
    dorian = Key(2, Mode.DORIAN)
    notes = together(chorale(24)) + together(chorale(24, 1, 24 * 96))
    found = find_key_regions(notes, bars(48), dorian)
    assert found == (KeyChange(0, dorian), KeyChange(24 * 96, Key(1, Mode.MAJOR)))
    assert find_key_regions(together(chorale(8)), bars(8), dorian) == (KeyChange(0, dorian),)
    # A minor does not fit what is in C major from its first chord to its last.
    assert find_key_regions(notes, bars(48), A_MINOR)[0] == KeyChange(0, C_MAJOR)


def test_silence_has_only_the_key_that_is_written() -> None:
    assert find_key_regions([], bars(4)) == ()
    assert find_key_regions([], bars(4), C_MAJOR) == (KeyChange(0, C_MAJOR),)


def test_a_choice_of_keys_is_kept_to() -> None:
    notes = together(chorale(8))
    assert find_key(notes, among=(A_MINOR, Key(7, Mode.MAJOR))) in (A_MINOR, Key(7, Mode.MAJOR))


def accompaniment(metre: Metre, count: int) -> list[Note]:
    """Oom-pah: a low note on the beat, higher ones after it, and a tune that lingers on the first beat."""
    draw = random.Random(2)
    notes = []
    pulses = metre.numerator if metre.denominator == 4 else 6
    length = metre.bar_ticks(Q) // pulses
    strong = (0, 3) if metre == Metre(6, 8) else (0,)
    for start in range(0, count * metre.bar_ticks(Q), metre.bar_ticks(Q)):
        for pulse in range(pulses):
            low = pulse in strong or (metre == Metre(4, 4) and pulse == 2)
            pitch = 40 if low else 60 + draw.randrange(5)
            notes.append(Note(start + pulse * length, pitch, length * (2 if low else 1)))
        notes.append(Note(start, 72 + draw.randrange(7), 2 * length))
        if draw.random() < 0.5:
            notes.append(Note(start + 2 * length, 72, length))
    return notes


@pytest.mark.parametrize("metre", [Metre(3, 4), Metre(6, 8)])
def test_a_metre_of_three_is_heard(metre: Metre) -> None:
    assert hear_metre(accompaniment(metre, 16), Q) == metre


@pytest.mark.parametrize("metre", [Metre(4, 4), Metre(2, 4)])
def test_a_metre_of_two_or_four_is_left(metre: Metre) -> None:
    assert hear_metre(accompaniment(metre, 24), Q) is None


def test_little_music_says_nothing_of_its_metre() -> None:
    assert hear_metre([], Q) is None
    assert hear_metre(accompaniment(Metre(3, 4), 3), Q) is None
    # The same note on every sixteenth fits all metres.
    assert hear_metre([Note(i * 6, 60, 6) for i in range(400)], Q) is None


@given(st.integers(0, 5), st.sampled_from([48, 96, 480, 960]))
def test_a_player_keeps_the_beat_and_a_wanderer_does_not(seed: int, resolution: int) -> None:
    draw = random.Random(seed)
    eighths = [i * 0.5 for i in range(200) if draw.random() < 0.7]
    played = [max(0, round((t + draw.gauss(0.01, 0.03)) * resolution)) for t in eighths]
    assert keeps_beat(played, resolution)
    drift, wandering = 0.0, []
    for t in eighths:
        drift += draw.gauss(0.02, 0.06)
        wandering.append(max(0, round((t + drift) * resolution)))
    assert not keeps_beat(wandering, resolution)


def test_swing_and_triplets_keep_the_beat_and_little_music_is_believed() -> None:
    swing = [round((i + part) * 480) for i in range(100) for part in (0, 0.63)]
    triplets = [160 * i for i in range(100)]
    assert keeps_beat(swing, 480)
    assert keeps_beat(triplets, 480)
    assert keeps_beat([17 * i * i for i in range(20)], 480)
    assert grid_fit(np.zeros(0, np.int64), 480) == 1


def voice(name: str, notes: list[Note], channel: int = 0) -> Track:
    return Track(name, Role.OTHER, channel, 52, tuple(sorted(notes)))


def test_a_choir_without_names_has_a_tune_harmony_and_a_bass() -> None:
    tracks = [voice(f"Track {i}", notes, i) for i, notes in enumerate(chorale(8))]
    roles = [Role.MELODY, Role.CHORDS, Role.CHORDS, Role.BASS]
    assert [t.role for t in assign_roles(tracks)] == roles
    assert [t.role for t in assign_roles(tracks[::-1])] == roles[::-1]


def test_the_lowest_of_voices_that_are_only_numbered_is_a_bass() -> None:
    soprano, alto, tenor, bass = chorale(8)
    lines = (soprano, alto, tenor, bass)
    found = assign_roles([voice(f"voice {i + 1}", line, i) for i, line in enumerate(lines)])
    assert [t.role for t in found] == [Role.MELODY, Role.CHORDS, Role.CHORDS, Role.BASS]


def test_two_singers_are_no_bass() -> None:
    low = [Note(n.onset, n.pitch - 16, n.duration) for n in chorale(8)[0]]
    found = assign_roles([voice("Voice 1", chorale(8)[0]), voice("Voice 2", low, 1)])
    assert Role.BASS not in [t.role for t in found]


def test_figures_in_wide_leaps_are_no_tune() -> None:
    tune = [Note(i * Q, 67 + (0, 2, 4, 5, 4, 2, 0, -1)[i % 8], Q) for i in range(64)]
    figure = [Note(i * Q // 2, 60 + (0, 12, 4, 19)[i % 4], Q // 2) for i in range(128)]
    found = assign_roles([voice("Track 1", figure), voice("Track 2", tune, 1)])
    assert [t.role for t in found] == [Role.CHORDS, Role.MELODY]
