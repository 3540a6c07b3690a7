"""How takes are drawn and led, whatever the weights are."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from vaecomposer.generation.api import TakeRequest
from vaecomposer.music.chord import QUALITIES
from vaecomposer.music.grid import DRUM_CLASSES, FIRST_ONSET, LINE_TOKENS, LOWEST_PITCH
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import MAX_STEPS
from vaecomposer.music.piece import Role
from vaecomposer.session.state import Conditions
from vaecomposer.vae.bar_codes import BarCoder
from vaecomposer.vae.bars import OUTPUT
from vaecomposer.vae.checkpoint import load_songbook
from vaecomposer.vae.homing import BEYOND, SPARE, keep_compass, lean_home, tonic_chord
from vaecomposer.vae.takes import (
    NEARLY,
    TakeComposer,
    _bar_noise,
    _kept,
    surprise_scale,
    with_touch,
)
from vaecomposer.vae.tokens import NOTE_PARTS, Part, empty_batch


@pytest.fixture(scope="module")
def takes(songbook_file: Path) -> TakeComposer:
    cpu = torch.device("cpu")
    book = load_songbook(songbook_file, cpu)
    return TakeComposer(book, BarCoder(book, cpu))


def test_the_usual_surprise_is_as_varied_as_songs_and_more_is_more() -> None:
    scales = [surprise_scale(s) for s in range(0, 101, 10)]
    assert surprise_scale(30) == pytest.approx(1.0)
    assert scales == sorted(scales)


def test_a_form_that_is_asked_for_is_kept(takes: TakeComposer) -> None:
    """Chords, bass and comping of the second A are the first's, note for note."""
    with torch.inference_mode():
        bars = takes.compose([TakeRequest(Conditions(form="AABA", bars=16), 4)])[0]
    for start in (4, 12):
        again, first = np.arange(start, start + 3), np.arange(3)
        np.testing.assert_array_equal(bars.slots[again], bars.slots[first])
        np.testing.assert_array_equal(bars.chords[again], bars.chords[first])


def test_without_a_form_repeats_are_a_matter_of_luck_and_surprise() -> None:
    def share(surprise: float) -> float:
        requests = [TakeRequest(Conditions(surprise=surprise), seed) for seed in range(60)]
        return float(np.mean([(_kept(r) == 1).float().mean() for r in requests]))

    assert share(0) > share(30) > share(100)


def test_repeated_bars_share_their_noise_and_others_do_not() -> None:
    request = TakeRequest(Conditions(form="AABA"), 1)
    kept = _kept(request)
    drawn = _bar_noise(request, 16, kept)
    same = kept[4] > NEARLY
    torch.testing.assert_close(drawn[4][same], drawn[0][same])
    assert not torch.allclose(drawn[8], drawn[0])
    assert drawn.std() == pytest.approx(1.0, abs=0.1)


@pytest.mark.parametrize("mode", list(Mode))
def test_a_take_comes_home_in_its_last_bar(takes: TakeComposer, mode: Mode) -> None:
    wanted = Conditions(key=Key(mode.white_tonic, mode), bars=4)
    with torch.inference_mode():
        bars = takes.compose([TakeRequest(wanted, 2)])[0]
    third = QUALITIES[int(bars.chords[-1, 0, 1])]
    assert bars.chords[-1, :, 0].tolist() == [mode.white_tonic] * 4
    assert third == ("maj" if mode in (Mode.MAJOR, Mode.MIXOLYDIAN, Mode.LYDIAN) else "min")


def test_the_tonic_chord_fills_the_beats_of_its_metre() -> None:
    chords = tonic_chord(Mode.MINOR, torch.tensor([0, 1]))
    assert chords[0, :, 0].tolist() == [9] * 4
    assert chords[1, 3].tolist() == [0, 0, 0]


def test_melodies_lean_to_the_tonic_and_most_where_phrases_end() -> None:
    leaning = torch.zeros(MAX_STEPS, len(NOTE_PARTS), 4, OUTPUT)
    lean_home(leaning, NOTE_PARTS, Mode.MAJOR)
    middle_c = FIRST_ONSET + 60 - LOWEST_PITCH
    tune = leaning[:, 0]
    assert tune[8, 3, middle_c] > tune[8, 0, middle_c] > 0
    assert tune[8, 0, middle_c - 3] < 0  # the relative minor's tonic
    assert leaning[:, 1:].abs().sum() == 0


def test_leanings_stay_within_the_compass_of_the_bar() -> None:
    free = empty_batch(1)
    free.lines[0, 0, 0] = FIRST_ONSET + 60 - LOWEST_PITCH
    leaning = torch.zeros(MAX_STEPS, 1, 1, OUTPUT)
    keep_compass(leaning, (Part.MELODY,), free)
    row = leaning[0, 0, 0, FIRST_ONSET:LINE_TOKENS]
    inside = torch.arange(len(row)) + LOWEST_PITCH
    inside = (inside >= 60 - SPARE) & (inside <= 60 + SPARE)
    assert (row[inside] == 0).all()
    assert (row[~inside] == -BEYOND).all()


def test_touch_spreads_what_a_drummer_does_and_adds_no_hit() -> None:
    bars = empty_batch(1)
    velocity = np.zeros((1, MAX_STEPS, DRUM_CLASSES), np.int8)
    velocity[0, ::4, 0], velocity[0, 2::4, 2] = 100, 60
    micro = np.where(velocity > 0, 10, 0).astype(np.int8)
    played = with_touch(replace(bars, drum_velocity=velocity, drum_micro=micro))
    assert played.drum_velocity[velocity > 0].std() > velocity[velocity > 0].std()
    assert ((played.drum_velocity > 0) == (velocity > 0)).all()
    assert (played.drum_micro[velocity > 0] > 10).all()


def test_a_folk_tune_alone_has_no_chords(takes: TakeComposer) -> None:
    tune = Conditions(style="folk", parts=frozenset({Role.MELODY}), bars=4)
    with torch.inference_mode():
        alone = takes.compose([TakeRequest(tune, 1)])[0]
        band = takes.compose([TakeRequest(replace(tune, style="pop"), 1)])[0]
    assert not alone.chords.any()
    assert band.chords[-1].any()
