"""The steps of building a data set, one by one."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training import folder_of_music as music
from vaecomposer.music.chord import Chord
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    ChordSpan,
    MetreChange,
    Piece,
    Role,
    TempoChange,
    Track,
    tempo_at,
)
from vaecomposer.training.dataset.fingerprints import Fingerprint, fingerprint
from vaecomposer.training.dataset.near_duplicates import contained, find_kin, is_near_duplicate
from vaecomposer.training.dataset.outcomes import DropReason, PreparedSong, SourcePiece
from vaecomposer.training.dataset.preparing import UnfitError, prepare
from vaecomposer.training.dataset.quantising import NoteColumns, quantise, to_tick
from vaecomposer.training.dataset.role_tracks import role_tracks
from vaecomposer.training.dataset.splitting import split_songs

notes = st.builds(
    Note, st.integers(0, 50_000), st.integers(0, 127), st.integers(1, 5_000), st.integers(1, 127)
)


@given(
    st.lists(notes, min_size=1, max_size=30), st.sampled_from([1, 24, 96, 120, 192, 480, 960, 1023])
)
def test_onset_and_micro_together_are_the_onset_in_480ths(
    found: list[Note], resolution: int
) -> None:
    columns = quantise(found, resolution)
    assert len(columns) == len(found)
    fine = sorted((columns.onset.astype(int) * 20 + columns.micro).tolist())
    exact = sorted(note.onset * 480 / resolution for note in found)
    assert all(abs(a - b) <= 0.5 for a, b in zip(fine, exact, strict=True))
    assert columns.micro.min() >= -10
    assert columns.micro.max() <= 9
    assert columns.duration.min() >= 1
    assert sorted(columns.pitch.tolist()) == sorted(note.pitch for note in found)
    order = list(zip(columns.onset.tolist(), columns.pitch.tolist(), strict=True))
    assert order == sorted(order)


@given(st.integers(0, 10_000), st.sampled_from([24, 48, 480, 960]))
def test_music_on_the_grid_is_kept_exactly(tick: int, resolution: int) -> None:
    scale = resolution // 24
    columns = quantise([Note(tick * scale, 60, 7 * scale, 80)], resolution)
    assert (columns.onset[0], columns.duration[0], columns.micro[0]) == (tick, 7, 0)
    assert to_tick(tick * scale, resolution) == tick
    assert columns.as_notes() == [Note(tick, 60, 7, 80)]


def test_notes_that_followed_one_another_still_do() -> None:
    columns = quantise([Note(7 * i, 60 + i, 7, 80) for i in range(40)], 100)
    assert (columns.end[:-1] == np.maximum(columns.onset[1:], columns.onset[:-1] + 1)).all()


def columns_of(found: list[Note], resolution: int = music.Q) -> NoteColumns:
    return quantise(found, resolution)


def prints(piece: Piece) -> Fingerprint:
    return prepare(SourcePiece(piece)).fingerprint


@given(st.integers(0, 30), st.integers(-11, 11))
def test_a_tune_is_itself_in_every_key(seed: int, transpose: int) -> None:
    plain = fingerprint([(Role.MELODY, columns_of(music.tune(seed, 8)))])
    moved = fingerprint([(Role.MELODY, columns_of(music.tune(seed, 8, transpose=transpose)))])
    assert np.array_equal(plain.tune, moved.tune)
    assert contained(plain.tune, moved.tune) == 1


def test_a_tune_is_itself_in_other_note_values() -> None:
    tune = music.tune(1, 8)
    slow = [Note(n.onset * 2, n.pitch, n.duration * 2, 80) for n in tune]
    one, other = (fingerprint([(Role.MELODY, columns_of(found))]) for found in (tune, slow))
    assert np.array_equal(one.tune, other.tune)


def test_other_tunes_are_others() -> None:
    all_prints = [fingerprint([(Role.MELODY, columns_of(music.tune(i, 16)))]) for i in range(30)]
    shares = [contained(a.tune, b.tune) for i, a in enumerate(all_prints) for b in all_prints[:i]]
    assert max(shares) < 0.3


def test_an_arrangement_a_variant_and_an_excerpt_are_near_duplicates() -> None:
    whole = music.piece(3, bars=16)
    melody = whole.tracks[0]
    # One note in twenty is another one.
    varied = melody.with_notes(
        replace(n, pitch=n.pitch + (i % 20 == 10)) for i, n in enumerate(melody.notes)
    )
    cut = melody.with_notes(n for n in melody.notes if n.onset < 8 * 4 * music.Q)
    for other in (
        replace(whole, tracks=(melody,)),
        replace(whole, tracks=(varied, *whole.tracks[1:])),
        replace(whole, tracks=(cut,)),
    ):
        assert is_near_duplicate(prints(whole), prints(other))


def test_one_tune_over_other_basses_is_kept_twice_but_not_parted() -> None:
    one, other = music.piece(3, bars=16), music.piece(4, bars=16)
    other = replace(other, tracks=(one.tracks[0], *other.tracks[1:]))
    third = music.piece(5, bars=16)
    kin = find_kin([prints(one), prints(third), prints(other)], [0, 1, 2])
    assert kin.duplicate_of == {}
    assert kin.cluster == (0, 1, 0)


def test_drums_alone_are_compared_as_rhythm() -> None:
    def drums(seed: int) -> Fingerprint:
        draw = random.Random(seed)
        hits = [
            Note(120 * step, draw.choice((36, 38, 42)), 60, 90)
            for step in range(128)
            if draw.random() < 0.6
        ]
        return fingerprint([(Role.DRUMS, columns_of(hits))])

    kin = find_kin([drums(1), drums(2), drums(1)], [0, 1, 2])
    assert kin.duplicate_of == {2: 0}


def test_the_first_in_order_is_kept_and_names_the_others() -> None:
    same = prints(music.piece(1))
    kin = find_kin([same, prints(music.piece(2)), same, same], [3, 1, 0, 2])
    assert kin.duplicate_of == {0: 3, 2: 3}
    assert kin.cluster == (0, 1, 0, 0)
    assert find_kin([], []).cluster == ()


def test_tunes_of_a_few_notes_are_the_same_only_if_equal() -> None:
    def hashes(*values: int) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
        return np.array(values, np.uint64)

    assert contained(hashes(1, 2, 3), hashes(1, 2, 3)) == 1
    assert contained(hashes(1, 2, 3), hashes(1, 2, 3, 4)) == 0
    assert contained(hashes(), hashes(1)) == 0
    assert contained(hashes(*range(10)), hashes(*range(5, 25))) == 0.5


digests = st.lists(st.text("0123456789abcdef", min_size=8, max_size=8), unique=True, max_size=40)


@given(digests, st.integers(0, 5), st.randoms())
def test_splits_follow_the_music_and_not_the_order(
    found: list[str], seed: int, draw: random.Random
) -> None:
    def split(ordered: list[str]) -> dict[str, str]:
        names = split_songs(ordered, range(len(ordered)), valid=0.2, test=0.1, seed=seed)
        return dict(zip(ordered, names, strict=True))

    shuffled = draw.sample(found, len(found))
    assert split(found) == split(shuffled)


@given(digests, st.lists(st.integers(0, 6), min_size=40, max_size=40))
def test_a_cluster_stays_on_one_side(found: list[str], groups: list[int]) -> None:
    clusters = groups[: len(found)]
    splits = split_songs(found, clusters, valid=0.3, test=0.2, seed=1)
    for cluster in set(clusters):
        assert len({s for s, c in zip(splits, clusters, strict=True) if c == cluster}) == 1


def test_shares_are_kept_and_never_empty() -> None:
    many = [f"{i:08x}" for i in range(4000)]
    splits = split_songs(many, range(4000), valid=0.06, test=0.1, seed=1)
    assert splits.count("valid") / 4000 == pytest.approx(0.06, abs=0.01)
    assert splits.count("test") / 4000 == pytest.approx(0.1, abs=0.015)
    assert sorted(split_songs(many[:3], range(3), valid=0.01, test=0.01, seed=1)) == [
        "test", "train", "valid",
    ]  # fmt: skip
    assert split_songs(many[:1], [0], valid=0.06, test=0, seed=1) == ("train",)
    assert set(split_songs(many[:50], range(50), valid=0, test=0, seed=1)) == {"train"}
    other = split_songs(many, range(4000), valid=0.06, test=0.1, seed=2)
    assert other != splits


LINES = np.arange(0, 96 * 16, 96)


def roles(*tracks: Track) -> list[tuple[str, Role, int]]:
    """Name, role and number of notes of every voice."""
    found = role_tracks(tracks, music.Q, LINES)
    return [(voice.track.name, voice.role, len(voice.notes)) for voice in found]


def track(name: str, found: list[Note], program: int | None = None, channel: int = 0) -> Track:
    return Track(name, Role.OTHER, channel, program, tuple(sorted(found)))


def test_a_second_melody_is_other_unless_it_plays_where_the_first_rests() -> None:
    tune = music.tune(1, 16)
    bar = 4 * music.Q
    first = [n for n in tune if n.onset < 9 * bar]
    second = [n.transposed(4) for n in first if n.onset % bar]
    later = [n for n in tune if n.onset >= 9 * bar]
    found = roles(track("Lead", first), track("Lead 2", second), track("Lead 3", later))
    assert [role for _, role, _ in found] == [Role.MELODY, Role.OTHER, Role.MELODY]


def test_a_piano_that_plays_everything_is_divided() -> None:
    piano = [n for t in music.piece(1, bars=16, drums=False).tracks for n in t.notes]
    found = roles(track("Piano", piano, 0))
    assert {role for _, role, _ in found} == {Role.MELODY, Role.CHORDS, Role.BASS}
    assert sum(count for _, _, count in found) == len(piano)
    melody = next(count for _, role, count in found if role is Role.MELODY)
    assert melody == pytest.approx(len(music.tune(1, 16)), rel=0.1)


def test_timpani_and_noises_are_no_part() -> None:
    low = [Note(i * music.Q, 41 + i % 2 * 5, music.Q) for i in range(16)]
    tune = music.tune(1, 16)
    found = roles(track("", tune, 73), track("Timpani", low, 47), track("Sea", low, 122))
    assert [role for _, role, _ in found] == [Role.MELODY, Role.OTHER, Role.OTHER]


def fit(piece: Piece) -> PreparedSong:
    return prepare(SourcePiece(piece))


def unfit(piece: Piece) -> DropReason:
    with pytest.raises(UnfitError) as why:
        fit(piece)
    return why.value.reason


def test_pieces_that_are_no_songs_are_refused() -> None:
    good = music.piece(1)
    assert unfit(replace(good, tracks=())) is DropReason.NO_NOTES
    assert unfit(replace(good, tempos=(TempoChange(0, 2**30),))) is DropReason.TOO_LONG
    assert unfit(music.piece(1, bars=3)) is DropReason.TOO_SHORT
    assert unfit(music.piece(1, metre=Metre(7, 8))) is DropReason.METRE


def test_a_song_with_some_bars_in_another_metre_is_kept() -> None:
    bar = 4 * music.Q
    changes = (
        MetreChange(0, Metre(4, 4)),
        MetreChange(2 * bar, Metre(5, 4)),
        MetreChange(2 * bar + 5 * music.Q, Metre(4, 4)),
    )
    song = fit(replace(music.piece(1), metres=changes))
    assert [(tick, str(metre)) for tick, metre in song.metres] == [
        (0, "4/4"), (192, "5/4"), (312, "4/4"),
    ]  # fmt: skip
    assert song.bars == {"4/4": 2 + 5}  # the last one begun


def test_repeated_signs_change_nothing() -> None:
    bar = 4 * music.Q
    plain = music.piece(1)
    again = replace(
        plain,
        metres=(*plain.metres, MetreChange(2 * bar, Metre(4, 4))),
        tempos=(*plain.tempos, tempo_at(bar, 100), tempo_at(2 * bar, 50)),
    )
    song = fit(again)
    assert song.metres == fit(plain).metres
    assert song.tempos == ((0, 100.0), (192, 50.0))


def test_few_chord_symbols_are_none() -> None:
    plain = music.piece(1, bars=16)
    one = replace(plain, chords=(ChordSpan(0, 100, Chord(0, "maj", 0)),))
    assert fit(one).chords_how == "heard for each half bar"
    symbols = tuple(ChordSpan(i * 1920, 1920, Chord(i % 12, "min", 0)) for i in range(16))
    written = fit(replace(plain, chords=symbols))
    assert written.chords_how == "written in the score"
    assert written.chords[:, 2].tolist() == [i % 12 for i in range(16)]
    assert written.chords[:, 0].tolist() == [96 * i for i in range(16)]


def test_a_tune_alone_has_no_chords() -> None:
    plain = music.piece(1)
    alone = fit(replace(plain, tracks=(plain.tracks[0], plain.tracks[3])))
    assert alone.chords_how == "none: no harmony sounds"
    assert alone.chords.shape == (0, 5)
    assert len(fit(plain).chords)


def test_music_beside_its_beat_is_marked() -> None:
    draw = random.Random(1)
    plain = music.piece(1, bars=24)
    warp = np.cumsum([1.037 + draw.gauss(0, 1.2) for _ in range(plain.length * 2)])
    loose = replace(
        plain,
        tracks=tuple(
            t.with_notes(replace(n, onset=max(0, int(warp[n.onset]))) for n in t.notes)
            for t in plain.tracks
        ),
    )
    assert fit(loose).loose_timing
    assert not fit(plain).loose_timing
    human = replace(
        plain,
        tracks=tuple(
            t.with_notes(
                replace(n, onset=max(0, n.onset + draw.randrange(-15, 16))) for n in t.notes
            )
            for t in plain.tracks
        ),
    )
    assert not fit(human).loose_timing


def test_the_digest_is_of_the_notes_alone() -> None:
    plain = music.piece(1)
    assert fit(plain).digest == fit(replace(plain, title="Other")).digest
    assert fit(plain).digest != fit(music.piece(2)).digest
