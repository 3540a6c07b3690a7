"""Melodies found again, in any key, and those that are not."""

import numpy as np

from tests.evaluation.made import bar, line, phrases, quarters, songs
from vaecomposer.evaluation.copying import (
    copying_figures,
    found_bars,
    longest_run,
    melody_hashes,
    training_hashes,
)
from vaecomposer.music.grid import BarGrid

TUNE = [(60, 62, 64, 65), (67, 65, 64, 62), (60, 64, 67, 72), (71, 67, 65, 62), (60, 60, 60, 67)]


def tune(shift: int = 0, other: int | None = None) -> list[BarGrid]:
    bars = [bar(quarters(*(p + shift for p in row))) for row in TUNE]
    if other is not None:
        bars[1] = bar(quarters(67 + shift, 65 + shift, other + shift, 62 + shift))
    return bars


KNOWN = training_hashes(songs([tune()], valid=False))


def test_training_songs_alone_are_remembered() -> None:
    assert len(KNOWN) == 2
    assert len(training_hashes(songs([tune()], valid=True))) == 0


def test_a_melody_is_found_in_every_key() -> None:
    for shift in (-7, 0, 5):
        hit, counts = found_bars(phrases(tune(shift)), KNOWN)
        assert hit.all()
        assert counts.all()


def test_one_other_note_is_another_melody() -> None:
    hit, counts = found_bars(phrases(tune(3, other=63)), KNOWN)
    assert not hit.any()
    assert counts.all()


def test_rests_do_not_hide_a_copy() -> None:
    short = [bar(line(*((4 * i, p + 2, 2) for i, p in enumerate(row)))) for row in TUNE]
    assert found_bars(phrases(short), KNOWN)[0].all()


def test_few_notes_are_no_melody() -> None:
    hit, counts = found_bars(phrases([bar(line((0, 60, 16)))] * 4), KNOWN)
    assert not hit.any()
    assert not counts.any()


def test_the_longest_run_is_counted_in_bars() -> None:
    assert longest_run(np.zeros((2, 13), np.bool_)) == 3
    assert longest_run(np.array([[1, 0, 1, 1, 0]], np.bool_)) == 5


def test_hashes_are_the_same_for_ever() -> None:
    # Stored beside models: a change here makes shipped hashes worthless.
    tokens = phrases(tune()[:4]).bars.lines[:, 0].reshape(1, 4, 16)
    assert melody_hashes(tokens, np.zeros(1, np.int8))[0].tolist() == [HASH]
    assert melody_hashes(tokens, np.ones(1, np.int8))[0].tolist() != [HASH]


HASH = 2437157178


def test_shares_are_reported_beside_real_songs() -> None:
    composed = phrases(tune(4), tune(1, other=61))
    real = phrases(tune(0, other=66), tune(0, other=68))
    copying, longest = copying_figures(composed, real, KNOWN)
    assert (copying.value, copying.real, copying.met) == (0.5, 0.0, False)
    assert (longest.value, longest.real) == (5, 3)


def test_without_hashes_nothing_is_said() -> None:
    composed = phrases(tune())
    assert [f.value for f in copying_figures(composed, composed, None)] == [None, None]
