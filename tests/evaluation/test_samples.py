"""Recall, form, chords and touch of phrases written down."""

import numpy as np
import pytest

from tests.evaluation.made import MadeUpComposer, bar, drums, line, phrases, quarters, songs
from vaecomposer.evaluation.phrases import Phrases
from vaecomposer.evaluation.report import NEAR_REAL
from vaecomposer.evaluation.samples import (
    PROGRESSIONS,
    Pair,
    chord_figures,
    chord_tones,
    compose_like,
    contrast,
    drum_touch,
    form_figures,
    in_key,
    letters,
    longest_phrases,
    obeyed,
    phrase_ends,
    phrase_likeness,
    progression,
    quality_figures,
    recall,
    recall_figures,
    similarity,
)
from vaecomposer.music.grid import BarGrid
from vaecomposer.vae.tokens import MODES, Part

A = [
    bar(quarters(60, 62, 64, 65)),
    bar(quarters(67, 65, 64, 62)),
    bar(quarters(60, 64, 67, 72)),
    bar(quarters(71, 67, 65, 62)),
]
B = [bar(line((2, 50 + i, 4), (10, 52 + i, 4))) for i in range(4)]
C = [bar(line((1, 80 + i, 2), (7, 83 + i, 2))) for i in range(4)]


def form(letters_: str) -> list[BarGrid]:
    return [b for letter in letters_ for b in {"A": A, "B": B, "C": C}[letter]]


def test_the_share_of_notes_in_common_is_over_the_fuller_bar() -> None:
    first, second = quarters(60, 62, 64, 65), line((0, 60, 4), (4, 62, 4), (9, 64, 2))
    found = similarity(phrases([bar(first), bar(second)]))[0]
    assert found[0, 1] == pytest.approx(2 / 4)
    assert found[0, 0] == 1


def test_recall_looks_at_the_most_similar_earlier_bar() -> None:
    bars = [
        bar(quarters(60, 62, 64, 65)),
        bar(quarters(60, 62, 70, 71)),
        bar(quarters(60, 62, 64, 65)),
    ]
    assert recall(phrases(bars)) == pytest.approx((0.5 + 1.0) / 2)
    assert (
        recall(phrases([bars[0], bar(), bars[2]])) == 1.0
    )  # an empty bar recalls nothing and is not counted
    assert recall(phrases([bar(), bar()])) is None


def test_all_parts_count_for_recall_and_each_by_itself() -> None:
    kit, other = drums((0, 0, 90, 0)), drums((8, 1, 90, 0))
    piece = phrases(
        [bar(quarters(60, 62, 64, 65), kit=kit), bar(quarters(60, 62, 64, 65), kit=other)]
    )
    assert recall(piece, Part.MELODY) == 1
    assert recall(piece, Part.DRUMS) == 0
    assert recall(piece) == pytest.approx(4 / 5)
    figures = recall_figures(Pair(piece, piece, ""))
    assert [f.part for f in figures] == ["all", "melody", "drums"]
    assert figures[0].goal == NEAR_REAL
    assert figures[0].met is True


def test_forms_are_heard() -> None:
    for name in ("AABA", "ABAB", "ABAC"):
        likeness = phrase_likeness(phrases(form(name)))[0]
        assert letters(likeness) == name
        assert contrast(likeness, name) == pytest.approx(1.0)
    likeness = phrase_likeness(phrases(form("AABA")))[0]
    assert contrast(likeness, "ABAB") < 0.5


def test_takes_are_measured_beside_real_phrases_of_the_form() -> None:
    real = songs([form("AABA"), form("ABAB")])
    figures = {f.part: f for f in form_figures(MadeUpComposer(), real, 4, 1, lambda _: None)}
    assert figures["AABA"].real == pytest.approx(1.0)
    assert figures["AABA"].met is False
    assert figures["ABAC"].real is None
    assert "No real phrase" in figures["ABAC"].remark
    none = form_figures(MadeUpComposer(), songs([A]), 4, 1, lambda _: None)
    assert all(f.value is None and f.remark for f in none)


def test_every_typed_chord_is_read() -> None:
    for _, text in PROGRESSIONS:
        bars = progression(text)
        assert [len(b) for b in bars] == [len(b.split()) for b in text.split("|")]


def test_beats_with_the_typed_chord_are_counted() -> None:
    wanted = progression("C G | Am")
    grids = [bar(symbols="C G"), bar(symbols="Am F"), bar(symbols="C G")]
    assert obeyed(grids, wanted) == (10, 12)


def test_a_composer_that_obeys_scores_one() -> None:
    figures = chord_figures(MadeUpComposer(), 1, lambda _: None)
    assert figures[0].value == 1.0
    assert figures[0].met is True


def test_chord_tones_are_counted_on_strong_beats_alone() -> None:
    piece = phrases([bar(quarters(60, 61, 62, 63), line((0, 36, 4), (8, 38, 4)), "C")])
    assert chord_tones(piece, Part.MELODY) == 0.5
    assert chord_tones(piece, Part.BASS) == 0.5
    assert chord_tones(phrases([bar(quarters(60, 61, 62, 63))]), Part.MELODY) is None


def test_notes_in_key_are_white() -> None:
    assert in_key(phrases([bar(quarters(60, 61, 62, 64), line((0, 36, 4)))])) == pytest.approx(
        4 / 5
    )
    assert in_key(phrases([bar(kit=drums((0, 0, 90, 0)))])) is None


@pytest.mark.parametrize(
    ("last", "well"),
    [
        (line((0, 62, 12), (12, 65, 4)), True),  # long
        (line((0, 62, 12), (12, 65, 2)), True),  # then a rest
        (line((0, 62, 14), (14, 64, 2)), True),  # the tonic's third
        (line((0, 62, 14), (14, 65, 2)), False),
    ],
)
def test_phrases_that_end_well(last: object, well: bool) -> None:
    piece = phrases([*A[:3], bar(last)])  # type: ignore[arg-type]
    assert phrase_ends(piece) == float(well)


def test_the_tonic_is_the_modes_own() -> None:
    last = bar(line((0, 62, 14), (14, 65, 2)))
    dorian = list(MODES).index("dorian")  # type: ignore[arg-type]
    assert phrase_ends(phrases([*A[:3], last], mode=dorian)) == 1.0  # F is the third of D minor


def test_the_drummers_touch() -> None:
    kit = bar(kit=drums((0, 0, 100, 10), (4, 1, 60, -20)))
    spread, micro, count = drum_touch(phrases([kit], [bar(A[0].melody)]))
    assert (spread, micro, count) == (20.0, 15.0, 1)
    assert drum_touch(phrases([bar(A[0].melody)])) == (None, None, 0)


def test_takes_are_asked_for_with_what_real_phrases_have() -> None:
    real = phrases(
        [bar(quarters(60, 62, 64, 65))] * 4, [bar(kit=drums((0, 0, 90, 0)))] * 4, style=2
    )
    asked: list[object] = []

    class Listening(MadeUpComposer):
        def takes_grids(self, requests):  # type: ignore[no-untyped-def]
            asked.extend(r.conditions for r in requests)
            return super().takes_grids(requests)

    pair = compose_like(Listening(), real, 1, lambda _: None)
    assert [sorted(c.parts) for c in asked] == [["melody"], ["drums"]]  # type: ignore[attr-defined]
    assert {c.style for c in asked} == {"rock"}  # type: ignore[attr-defined]
    np.testing.assert_array_equal(pair.composed.present, pair.real.present)
    assert not pair.composed.bars.chords.any()  # real phrases without chords: none are compared
    figures = quality_figures(pair, songs([A]), 1)
    assert {f.name for f in figures} == {
        "strong beats",
        "in key",
        "phrase ends",
        "drum velocity",
        "drum timing",
    }


def test_short_songs_give_short_phrases() -> None:
    assert longest_phrases(songs([A, A]), 10, 1).length == 4
    assert longest_phrases(songs([form("AABA")] * 9), 9, 1).length == 16
    assert len(longest_phrases(songs([A[:2]]), 10, 1)) == 0
    assert isinstance(longest_phrases(songs([A]), 10, 1), Phrases)
