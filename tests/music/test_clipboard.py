"""Notes that are cut or copied, and where they come again."""

from __future__ import annotations

from vaecomposer.music.clipboard import clip_of, pasted
from vaecomposer.music.note import Note

TUNE = frozenset({(0, Note(500, 60, 100)), (0, Note(740, 64, 200))})


def onsets(change: object) -> list[tuple[int, int]]:
    return [(track, note.onset) for track, note in change.come]  # type: ignore[attr-defined]


def test_notes_keep_their_distances_from_the_line_before_them() -> None:
    clip = clip_of(TUNE, 480, origin=480)
    assert onsets(pasted(clip, 1920, 0, frozenset(), 480, 9000)) == [(0, 1940), (0, 2180)]


def test_an_origin_after_the_first_note_does_not_count() -> None:
    assert onsets(pasted(clip_of(TUNE, 480, 520), 0, 0, frozenset(), 480, 9000))[0] == (0, 0)


def test_notes_of_one_track_go_to_the_track_in_front_but_never_to_drums() -> None:
    clip = clip_of(TUNE, 480)
    assert {t for t, _ in onsets(pasted(clip, 0, 2, frozenset({3}), 480, 9000))} == {2}
    assert {t for t, _ in onsets(pasted(clip, 0, 3, frozenset({3}), 480, 9000))} == {0}


def test_notes_of_several_tracks_go_back_to_theirs() -> None:
    clip = clip_of({(0, Note(0, 60, 10)), (1, Note(0, 50, 10))}, 480)
    assert {t for t, _ in onsets(pasted(clip, 960, 0, frozenset(), 480, 9000))} == {0, 1}


def test_another_resolution_is_met_and_nothing_passes_the_end() -> None:
    clip = clip_of(TUNE, 480)
    change = pasted(clip, 100, 0, frozenset(), 960, 600)
    assert onsets(change) == [(0, 100), (0, 580)]
    assert change.come[1][1].end == 600
    assert not pasted(clip, 700, 0, frozenset(), 480, 600).swaps
