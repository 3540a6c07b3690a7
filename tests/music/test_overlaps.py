"""Overlapping notes of one pitch."""

from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.music.note import Note
from vaecomposer.music.overlaps import parted


def test_a_touched_note_ends_all_that_sound_on_its_pitch() -> None:
    """Two of the musician's own overlap; a new one begins while both sound."""
    own = [Note(0, 60, 684, 80), Note(360, 60, 700, 80)]
    found = parted(own, [Note(480, 60, 120, 70)])
    assert sorted((n.onset, n.end) for n in found) == [(0, 480), (360, 480), (480, 600)]


def test_the_musicians_own_overlaps_stay() -> None:
    own = [Note(0, 60, 684, 80), Note(360, 60, 700, 80)]
    assert sorted(parted(own, [])) == own


_NOTES = st.lists(
    st.builds(Note, st.integers(0, 40), st.integers(60, 61), st.integers(1, 20), st.just(80)),
    max_size=8,
)


@given(_NOTES)
def test_new_notes_alone_never_overlap(touched: list[Note]) -> None:
    found = sorted(parted([], touched))
    for a in found:
        for b in found:
            assert a is b or a.pitch != b.pitch or a.end <= b.onset or b.end <= a.onset


@given(_NOTES, _NOTES)
def test_no_touched_note_overlaps_another(kept: list[Note], touched: list[Note]) -> None:
    found = parted(kept, touched)
    ours = [n for n in found if n not in kept]
    for a in ours:
        for b in found:
            apart = a.pitch != b.pitch or a.end <= b.onset or b.end <= a.onset
            assert a is b or apart or (a in kept and b in kept) or _cut(a, kept)


def _cut(note: Note, kept: list[Note]) -> bool:
    """Whether a note is one of the musician's, cut short: those may overlap one another as before."""
    return any(n.onset == note.onset and n.pitch == note.pitch for n in kept)
