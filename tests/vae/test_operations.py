"""Every operation on music, whatever the weights are: what stays, what changes, and what comes back."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.music.pieces import four_parts
from vaecomposer.errors import ComposerError
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.generation import operations as ask
from vaecomposer.generation.api import Operation, OperationRequest, SteerRequest
from vaecomposer.generation.operations import Ground
from vaecomposer.latent.directions import DIRECTIONS
from vaecomposer.music.attributes import SHAPES
from vaecomposer.music.chord import NO_CHORD
from vaecomposer.music.key import A_MINOR
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import ChordSpan, Event, MetreChange, Piece, Role, Track
from vaecomposer.music.progression import parse_progression, progression_of_piece
from vaecomposer.paths import resources
from vaecomposer.session.state import Conditions, Locks
from vaecomposer.vae.checkpoint import load_songbook
from vaecomposer.vae.composer import VaeComposer
from vaecomposer.vae.interpolation import evenly

CHORDS = parse_progression("Dm | E7 | Am F", A_MINOR, Metre(4, 4), 4)


@pytest.fixture(scope="module")
def composer(songbook_file: Path) -> VaeComposer:
    cpu = torch.device("cpu")
    return VaeComposer(load_songbook(songbook_file, cpu), cpu)


def piece(bars: int = 4) -> Piece:
    """Four parts, a little late and loud here and there, a track that is not composed, and a pedal."""
    made = four_parts(bars)
    tune = [
        replace(n, onset=n.onset + 7 * (i % 3), velocity=80 + i % 9)
        for i, n in enumerate(made.tracks[0].notes)
    ]
    tune = [
        replace(n, duration=n.duration + 290) if n.onset // 480 % 4 == 3 else n for n in tune
    ]  # over the line
    strings = Track("Strings", Role.OTHER, 5, 48, (Note(0, 69, 900, 60), Note(1920, 65, 1900, 61)))
    pedal = (Event(10, bytes((0xB1, 64, 127))), Event(900, bytes((0xB1, 64, 0))))
    tracks = (
        made.tracks[0].with_notes(tune),
        replace(made.tracks[1], events=pedal),
        *made.tracks[2:],
        strings,
    )
    return replace(made, tracks=tracks)


LATE = [t.with_notes(n.moved(9) for n in t.notes) for t in four_parts(4).tracks]
OTHER = replace(four_parts(4), tracks=tuple(LATE))


def requests(ground: Ground, amount: float | None = None, seed: int = 3) -> list[OperationRequest]:
    """All operations that keep the music's length."""
    gap = ground if ground.only else replace(ground, only=frozenset({1, 2}))
    return [
        ask.vary(ground, amount, seed),
        ask.fill(gap, amount, seed),
        ask.accompany(ground, [Role.BASS, Role.DRUMS], amount, seed),
        ask.accompany(ground, [Role.CHORDS], amount, seed),
        ask.harmonise(ground, [Role.CHORDS, Role.BASS], amount, seed),
        ask.reharmonise(ground, CHORDS, amount, seed),
        ask.reharmonise(ground, CHORDS, amount, seed, adapt=True),
        ask.transfer(ground, "jazz", (0.5, -0.5), amount, seed),
        ask.simplify(ground, amount, seed),
        ask.make_busier(ground, amount, seed),
        ask.humanise(ground, (), amount, seed),
        ask.take_groove(ground, OTHER, (), amount),
    ]


def longer(ground: Ground, amount: float | None = None, seed: int = 3) -> list[OperationRequest]:
    """Those that add to it."""
    return [
        ask.continued(ground, 3, amount, seed),
        ask.interpolate(ground, OTHER, 2, amount, seed),
    ]


def named(request: OperationRequest) -> str:
    return f"{request.operation}{' adapted' if request.adapt else ''} {sorted(request.parts)}"


CASES = [named(request) for request in requests(Ground(piece()))]


@pytest.mark.parametrize("case", range(len(CASES)), ids=CASES)
def test_an_amount_of_nothing_gives_the_very_piece(composer: VaeComposer, case: int) -> None:
    music = piece()
    assert composer.answer(requests(Ground(music), 0.0)[case]) is music


@pytest.mark.parametrize("case", range(len(CASES)), ids=CASES)
def test_same_seed_same_notes_and_something_changes(composer: VaeComposer, case: int) -> None:
    request = requests(Ground(piece()), 100.0)[case]
    made = composer.answer(request)
    assert made == composer.answer(request)
    assert (made.tracks, made.chords) != (request.source.tracks, request.source.chords)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
@pytest.mark.parametrize("case", range(len(CASES)), ids=CASES)
def test_locked_notes_tracks_and_bars_stay_to_the_tick(
    composer: VaeComposer, case: int, data: st.DataObject
) -> None:
    music = piece()
    places = [(i, n.onset, n.pitch) for i, t in enumerate(music.tracks) for n in t.notes]
    locks = Locks(
        data.draw(st.frozensets(st.integers(0, 4), max_size=2), label="tracks"),
        data.draw(st.frozensets(st.integers(0, 3), max_size=2), label="bars"),
        data.draw(st.frozensets(st.sampled_from(places), max_size=6), label="notes"),
    )
    amount = data.draw(st.sampled_from((1.0, 40.0, 100.0)), label="amount")
    seed = data.draw(st.integers(0, 5), label="seed")
    request = replace(requests(Ground(music), amount, seed)[case], locks=locks)
    made = composer.answer(request)
    spans = [(b.start, b.end) for b in music.bars() if b.index in locks.bars]
    for index, track in enumerate(music.tracks):
        new = made.tracks[index]
        assert new.events == track.events
        if index in locks.tracks:
            assert new is track
        for start, end in spans:
            inside = [[n for n in t.notes if start <= n.onset < end] for t in (track, new)]
            assert inside[0] == inside[1]
        held = [n for n in track.notes if (index, n.onset, n.pitch) in locks.notes]
        assert set(held) <= set(new.notes)
    for start, end in spans:
        assert [music.chord_at(t) for t in range(start, end, 120)] == [
            made.chord_at(t) for t in range(start, end, 120)
        ]


@pytest.mark.parametrize("case", range(len(CASES)), ids=CASES)
def test_bars_that_are_not_asked_for_and_tracks_that_are_not_composed_stay(
    composer: VaeComposer, case: int
) -> None:
    music = piece(20)
    request = requests(Ground(music, only=frozenset({2, 17})), 100.0)[case]
    made = composer.answer(request)
    open_bars = [music.bars()[2], music.bars()[17]]
    for old, new in zip(music.tracks, made.tracks, strict=True):
        outside = [
            [n for n in t.notes if not any(b.start <= n.onset < b.end for b in open_bars)]
            for t in (old, new)
        ]
        assert outside[0] == outside[1]
    assert (made.tempos, made.metres, made.keys, made.length, made.events) == (
        music.tempos, music.metres, music.keys, music.length, music.events,
    )  # fmt: skip
    touches_all = request.operation in (Operation.HUMANISE, Operation.GROOVE, Operation.REHARMONISE)
    assert touches_all or made.tracks[4] is music.tracks[4]


WRITTEN = {
    Operation.ACCOMPANY: {Role.BASS, Role.DRUMS},
    Operation.HARMONISE: {Role.CHORDS, Role.BASS},
    Operation.REHARMONISE: {Role.CHORDS, Role.BASS, Role.OTHER},
}


@pytest.mark.parametrize("case", [2, 4, 5])
def test_parts_that_are_not_asked_for_stay(composer: VaeComposer, case: int) -> None:
    request = requests(Ground(piece()), 100.0)[case]
    made = composer.answer(request)
    stays = [t for t in request.source.tracks if t.role not in WRITTEN[request.operation]]
    assert len(stays) in (1, 2, 3)
    assert all(any(t is new for new in made.tracks) for t in stays)


# One by one.


@pytest.mark.parametrize("amount", [0.0, 20.0, 100.0])
def test_music_goes_on_after_its_end_and_is_as_it_was_before(
    composer: VaeComposer, amount: float
) -> None:
    music = piece(6)
    made = composer.answer(ask.continued(Ground(music), 11, amount, 4))
    assert len(made.bars()) == 17
    for old, new in zip(music.tracks, made.tracks, strict=True):
        assert tuple(n for n in new.notes if n.onset < music.length) == old.notes
        assert new.events == old.events
        assert all(n.end <= made.length for n in new.notes)
    assert [s for s in made.chords if s.onset < music.length] == list(music.chords)
    if amount == 0:  # the last four bars again
        bar = music.bars()[0].ticks
        for track in made.tracks:
            later = [
                replace(n, onset=n.onset - 4 * bar)
                for n in track.notes
                if 6 * bar <= n.onset < 10 * bar
            ]
            assert later == [n for n in track.notes if 2 * bar <= n.onset < 6 * bar]
    else:
        assert any(n.onset >= music.length for n in made.tracks[0].notes)


def test_music_that_is_not_there_cannot_be_continued(composer: VaeComposer) -> None:
    empty = replace(piece(), tracks=(), length=0)
    with pytest.raises(ComposerError, match="no music yet"):
        composer.answer(ask.continued(Ground(empty), 2))


def test_a_tune_without_chords_goes_on_without(composer: VaeComposer) -> None:
    music = four_parts(4)
    tune = replace(music, tracks=music.tracks[:1], chords=())
    made = composer.answer(ask.continued(Ground(tune), 4))
    assert made.chords == ()
    assert [t.role for t in made.tracks] == [Role.MELODY]


def test_the_way_to_another_piece_begins_with_the_one_and_ends_with_the_other(
    composer: VaeComposer,
) -> None:
    music = four_parts(4)
    other = replace(OTHER, tempos=(replace(OTHER.tempos[0], microseconds=500_000),))
    made = composer.answer(ask.interpolate(Ground(music), other, 3))
    assert len(made.bars()) == 16
    bar = music.length
    for old, far, new in zip(music.tracks, other.tracks, made.tracks, strict=True):
        assert tuple(n for n in new.notes if n.onset < bar) == old.notes
        last = tuple(n.moved(-3 * bar) for n in new.notes if n.onset >= 3 * bar)
        assert last == far.notes
    assert [round(change.bpm) for change in made.tempos] == [100, 107, 113, 120]


def test_typed_chords_are_the_chords_of_the_bars_that_may_change(composer: VaeComposer) -> None:
    music = piece(6)
    only = frozenset({1, 2, 3, 5})
    made = composer.answer(ask.reharmonise(Ground(music, only=only), CHORDS))
    said = progression_of_piece(made)
    assert said is not None
    assert [said[bar] for bar in sorted(only)] == [*CHORDS, CHORDS[0]]
    assert said[0] == (music.chord_at(0),)
    chords = {bar.index: said[bar.index] for bar in made.bars()}
    for track in (made.tracks[1], made.tracks[2]):
        for note in track.notes:
            bar = note.onset // 1920
            if bar in only and track.role is Role.CHORDS:
                half = chords[bar][note.onset % 1920 * len(chords[bar]) // 1920]
                assert note.pitch % 12 in half.tones


def test_a_melody_is_moved_only_where_it_may_be(composer: VaeComposer) -> None:
    music = piece()
    kept = composer.answer(ask.reharmonise(Ground(music), CHORDS))
    adapted = composer.answer(ask.reharmonise(Ground(music), CHORDS, adapt=True))
    assert kept.tracks[0] is music.tracks[0]
    old, new = music.tracks[0].notes, adapted.tracks[0].notes
    assert old != new
    assert [(n.onset, n.velocity) for n in old] == [(n.onset, n.velocity) for n in new]
    for a, b, after in zip(old, new, (*new[1:], Note(99_999, 0, 1, 1)), strict=True):
        # One that would sound into the next of its pitch ends there.
        room = after.onset - b.onset if after.pitch == b.pitch else a.duration
        assert b.duration == min(a.duration, room)
    for note in new:
        if note.onset % 960 < 30:  # strong
            chord = adapted.chord_at(note.onset)
            assert chord is not None
            assert note.pitch % 12 in chord.tones


def test_a_melody_gets_a_chord_everywhere_and_its_symbols(composer: VaeComposer) -> None:
    music = four_parts(4)
    tune = replace(music, tracks=music.tracks[:1], chords=())
    made = composer.answer(ask.harmonise(Ground(tune)))
    assert [t.role for t in made.tracks] == [Role.MELODY, Role.CHORDS]
    beats = [made.chord_at(tick) for tick in range(0, music.length, 480)]
    assert all(chord is not None and chord != NO_CHORD for chord in beats)
    assert made.tracks[0] is tune.tracks[0]


def test_music_without_a_melody_cannot_be_harmonised(composer: VaeComposer) -> None:
    music = four_parts(4)
    with pytest.raises(ComposerError, match="no melody"):
        composer.answer(ask.harmonise(Ground(replace(music, tracks=music.tracks[1:]))))


def places(made: Piece) -> list[set[tuple[int, int]]]:
    return [{(n.onset, n.pitch) for n in t.notes} for t in made.tracks]


def test_simpler_music_has_only_its_own_notes_and_fewer_and_fewer(composer: VaeComposer) -> None:
    music = four_parts(8)
    before = places(music)
    counts = []
    for amount in (0, 20, 40, 60, 80, 100):
        made = composer.answer(ask.simplify(Ground(music), amount))
        now = places(made)
        assert all(new <= old for new, old in zip(now, before, strict=True))
        counts.append([len(new) for new in now])
        for bar in music.bars():
            sounding = [[n for n in t.notes if bar.start <= n.onset < bar.end] for t in made.tracks]
            assert all(sounding)
    totals = [sum(row) for row in counts]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] < 0.75 * totals[0]
    assert counts[-1][0] < counts[0][0]


def test_busier_music_keeps_every_note_of_its_own_and_has_more(composer: VaeComposer) -> None:
    music = four_parts(8)
    before = places(music)
    totals = []
    for amount in (0, 25, 50, 100):
        made = composer.answer(ask.make_busier(Ground(music), amount))
        now = places(made)
        assert all(old <= new for new, old in zip(now, before, strict=True))
        totals.append(sum(map(len, now)))
        for line in (made.tracks[0], made.tracks[2]):
            assert all(a.end <= b.onset for a, b in pairwise(line.notes))
        drums = {n.pitch for n in made.tracks[3].notes}
        assert drums == {36, 38}
    assert totals == sorted(totals)


def test_a_hand_plays_mechanical_notes_unevenly_and_leaves_played_ones_alone(
    composer: VaeComposer,
) -> None:
    music = four_parts(8)
    made = composer.answer(ask.humanise(Ground(music), (), 100.0, 4))
    for old, new in zip(music.tracks, made.tracks, strict=True):
        assert sorted(n.pitch for n in new.notes) == sorted(n.pitch for n in old.notes)
        if old.role in (Role.MELODY, Role.DRUMS):
            assert len({n.velocity for n in new.notes}) > 8
            assert any(n.onset not in {o.onset for o in old.notes} for n in new.notes)
        assert all(0 <= n.onset < music.length for n in new.notes)
        mean = sum(n.velocity for n in new.notes) / len(new.notes)
        assert mean == pytest.approx(old.notes[0].velocity, abs=8)
    half = composer.answer(ask.humanise(Ground(music), (), 50.0, 4))
    for kept, less, more in zip(
        music.tracks[0].notes, half.tracks[0].notes, made.tracks[0].notes, strict=True
    ):
        assert abs(less.velocity - kept.velocity) <= abs(more.velocity - kept.velocity)
    played = composer.answer(ask.humanise(Ground(made), [Role.DRUMS], 100.0, 9))
    moved = [
        abs(a.velocity - b.velocity)
        for a, b in zip(made.tracks[3].notes, played.tracks[3].notes, strict=True)
    ]
    fresh = [
        abs(a.velocity - b.velocity)
        for a, b in zip(music.tracks[3].notes, made.tracks[3].notes, strict=True)
    ]
    assert sum(moved) < 0.7 * sum(fresh)
    assert played.tracks[0] is made.tracks[0]


def test_a_held_note_makes_the_rest_of_its_line_give_way(composer: VaeComposer) -> None:
    music = four_parts(4)
    held = Note(2 * 1920 + 240, 77, 700, 91)  # sounds across two places of the grid
    music = music.with_track(0, music.tracks[0].with_notes([*music.tracks[0].notes, held]))
    locks = Locks(notes=frozenset({(0, held.onset, held.pitch)}))
    ground = Ground(music, only=frozenset({2}), locks=locks)
    for seed in range(4):
        made = composer.answer(ask.fill(ground, 100.0, seed))
        line = made.tracks[0].notes
        assert held in line
        others = [n for n in line if n != held and 3840 <= n.onset < 5760]
        assert not any(n.onset < held.end and n.end > held.onset for n in others)


def test_bars_of_a_metre_the_model_does_not_know_stay_among_others(composer: VaeComposer) -> None:
    music = four_parts(6)
    bar = 1920
    four = Metre(4, 4)
    turns = ((0, four), (2 * bar, Metre(5, 4)), (2 * bar + 2400, four))
    odd = replace(
        music,
        metres=tuple(MetreChange(tick, metre) for tick, metre in turns),
        chords=(ChordSpan(0, 6 * bar, music.chords[0].chord),),
    )
    for request in requests(Ground(odd, only=frozenset({0, 1, 2, 3})), 100.0):
        if request.operation in (Operation.HUMANISE, Operation.GROOVE):
            continue
        made = composer.answer(request)
        for old, new in zip(odd.tracks, made.tracks, strict=True):
            inside = [
                [n for n in t.notes if 2 * bar <= n.onset < 2 * bar + 2400] for t in (old, new)
            ]
            assert inside[0] == inside[1]


# With the shipped songbook, on the demo pieces.


@pytest.fixture(scope="module")
def shipped() -> VaeComposer:
    from vaecomposer.paths import models
    from vaecomposer.vae.composer import open_composer

    return open_composer(models() / "studio.safetensors", torch.device("cpu"))


DEMOS = sorted((resources() / "demos").glob("*.mid"))


def changed(before: Piece, after: Piece) -> int:
    """Notes that are new or gone."""
    pairs = zip(before.tracks, after.tracks, strict=True)
    return sum(len(set(a.notes) ^ set(b.notes)) for a, b in pairs)


@pytest.mark.parametrize("demo", DEMOS, ids=lambda path: path.stem)
@pytest.mark.parametrize("operation", [ask.vary, ask.simplify, ask.make_busier])
def test_the_farther_the_slider_the_more_notes_change(
    shipped: VaeComposer, demo: Path, operation: type
) -> None:
    music = read_midi(demo)
    counts = [
        changed(music, shipped.answer(operation(Ground(music), amount)))
        for amount in (0, 20, 40, 60, 80, 100)
    ]
    assert counts[0] == 0
    rises = sum(a <= b * 1.1 for a, b in pairwise(counts))
    assert rises >= 4, counts
    assert counts[1] < 0.7 * counts[-1], counts


@pytest.mark.parametrize("demo", DEMOS, ids=lambda path: path.stem)
def test_a_named_slider_changes_more_the_farther_it_goes_and_returns_to_the_very_notes(
    shipped: VaeComposer, demo: Path
) -> None:
    from vaecomposer.generation.api import SteerRequest
    from vaecomposer.latent.directions import DIRECTIONS
    from vaecomposer.music.attributes import SHAPES

    music = read_midi(demo)
    own = Ground(music).conditions

    def at(value: float) -> Piece:
        shape = (value, *(0.0,) * (len(SHAPES) - 1))
        return shipped.answer(
            SteerRequest(music, 0, len(music.bars()), (0.0,) * DIRECTIONS, own, own, 1, shape)
        )

    counts = [changed(music, at(value)) for value in (0, 20, 40, 60, 80, 100)]
    assert counts[0] == 0
    assert sum(a <= b * 1.15 for a, b in pairwise(counts)) >= 4, counts
    assert counts[1] < counts[-1]
    moved = at(60)
    assert all(a is b for a, b in zip(moved.tracks[1:], music.tracks[1:], strict=True))
    assert at(0) is music


@pytest.mark.parametrize("demo", DEMOS, ids=lambda path: path.stem)
def test_chords_found_for_a_melody_hold_it_where_it_dwells(
    shipped: VaeComposer, demo: Path
) -> None:
    music = read_midi(demo)
    tune = replace(music, tracks=tuple(t for t in music.tracks if t.role is Role.MELODY), chords=())
    made = shipped.answer(ask.harmonise(Ground(tune)))
    strong = [n for n in tune.tracks[0].notes if n.onset % music.bars()[0].ticks == 0]
    inside = [
        n for n in strong if (c := made.chord_at(n.onset)) is not None and n.pitch % 12 in c.tones
    ]
    assert len(inside) >= 0.8 * len(strong)


def test_tracks_that_are_not_composed_go_on_as_well(composer: VaeComposer) -> None:
    music = piece()
    made = composer.answer(ask.continued(Ground(music), 4))
    old, new = music.tracks[4].notes, made.tracks[4].notes
    assert new[: len(old)] == old
    assert [n.onset for n in new[len(old) :]] == [n.onset + music.length for n in old]
    for note in new[len(old) :]:
        chord = made.chord_at(note.onset)
        assert chord is None or chord.is_none or note.pitch % 12 in chord.tones


def test_a_hymn_has_no_drums_and_its_own_instruments(composer: VaeComposer) -> None:
    music = piece()
    half = composer.answer(ask.transfer(Ground(music), "hymn", None, 50.0))
    made = composer.answer(ask.transfer(Ground(music), "hymn"))
    kit, count = music.tracks[3], len(music.tracks[3].notes)
    assert set(half.tracks[3].notes) < set(kit.notes)
    assert len(half.tracks[3].notes) == count - round(count / 2)
    assert made.tracks[3].notes == ()
    assert [made.tracks[i].program for i in (0, 1, 2)] == [music.tracks[0].program, 19, 43]
    some = composer.answer(ask.transfer(Ground(music, only=frozenset({1})), "hymn"))
    assert [t.program for t in some.tracks] == [t.program for t in music.tracks]
    rare = music.with_track(1, replace(music.tracks[1], program=104))
    assert composer.answer(ask.transfer(Ground(rare), "hymn")).tracks[1].program == 104
    held = Ground(music, locks=Locks(tracks=frozenset({2, 3})))
    kept = composer.answer(ask.transfer(held, "hymn"))
    assert kept.tracks[2:4] == music.tracks[2:4]


def test_written_lines_stay_where_they_can_be_played(composer: VaeComposer) -> None:
    music = piece()
    for request in requests(Ground(music), 100.0)[1:5]:
        made = composer.answer(request)
        for role, (low, high) in ((Role.MELODY, (55, 88)), (Role.BASS, (28, 55))):
            old, new = music.lead(role), made.lead(role)
            assert old is not None
            assert new is not None
            own = [n.pitch for n in old.notes]
            for note in set(new.notes) - set(old.notes):
                assert min(low, *own) <= note.pitch <= max(high, *own), request.operation


def test_moods_and_sliders_keep_lines_where_they_can_be_played(shipped: VaeComposer) -> None:
    still = (0.0,) * (len(SHAPES) - 1)
    for demo in sorted((resources() / "demos").glob("*.mid")):
        music = read_midi(demo)
        rest, settled = (0.0,) * DIRECTIONS, Conditions(key=music.key or A_MINOR)
        bars = min(16, len(music.bars()))
        for mood, energy in (((1, -1), 0.0), (None, -100.0), (None, 100.0)):
            wanted, shape = replace(settled, mood=mood), (*still, energy)
            made = shipped.answer(SteerRequest(music, 0, bars, rest, settled, wanted, 1, shape))
            for role, (low, high) in ((Role.MELODY, (55, 88)), (Role.BASS, (28, 55))):
                old, new = music.lead(role), made.lead(role)
                if old is None or new is None or not old.notes:
                    continue
                own = [n.pitch for n in old.notes]
                for note in set(new.notes) - set(old.notes):
                    assert min(low, *own) <= note.pitch <= max(high, *own), (demo.name, note)


def test_a_phrase_without_a_melody_stays_when_others_are_harmonised(composer: VaeComposer) -> None:
    music = four_parts(20)
    rest = [n for n in music.tracks[0].notes if n.onset >= 16 * 1920]
    music = music.with_track(0, music.tracks[0].with_notes(rest))
    made = composer.answer(ask.harmonise(Ground(music)))
    comping = [n for n in music.tracks[1].notes if n.onset < 16 * 1920]
    assert [n for n in made.tracks[1].notes if n.onset < 16 * 1920] == comping
    with pytest.raises(ComposerError, match="no melody"):
        composer.answer(ask.harmonise(Ground(music, only=frozenset({2, 3}))))


def test_over_other_chords_no_note_sounds_into_another_of_its_pitch(composer: VaeComposer) -> None:
    music = piece()
    strings = (Note(0, 64, 4 * 1920, 60), *(Note(1920 * i, 65, 1800, 60) for i in range(4)))
    music = music.with_track(4, music.tracks[4].with_notes(strings))
    made = composer.answer(ask.reharmonise(Ground(music), CHORDS)).tracks[4].notes
    for a, b in pairwise(sorted(made, key=lambda n: (n.pitch, n.onset))):
        assert a.pitch != b.pitch or a.end <= b.onset


def with_pickup(music: Piece) -> Piece:
    """The music after a bar of one quarter."""
    return replace(
        music,
        tracks=tuple(t.with_notes(n.moved(480) for n in t.notes) for t in music.tracks),
        chords=tuple(replace(c, onset=c.onset + 480) for c in music.chords),
        metres=(MetreChange(0, Metre(1, 4)), MetreChange(480, Metre(4, 4))),
        length=music.length + 480,
    )


def test_typed_chords_begin_after_a_pickup(composer: VaeComposer) -> None:
    ground = Ground(with_pickup(four_parts(4)))
    typed = ask.typed_chords(ground, "Dm | C F | G Em | Am")
    said = progression_of_piece(composer.answer(ask.reharmonise(ground, typed)))
    assert said is not None
    assert said[0] == (NO_CHORD,)
    assert said[1:] == typed
    with pytest.raises(ComposerError, match="Chords for 5 bars were typed"):
        ask.typed_chords(ground, "Dm C F G Em")
    assert ask.typed_chords(replace(ground, only=frozenset({1, 2})), "Dm G | Em")


def test_two_chords_in_a_bar_of_three_beats_stand_on_beats(composer: VaeComposer) -> None:
    music = four_parts(4, metre=Metre(3, 4))
    ground = Ground(music)
    made = composer.answer(ask.reharmonise(ground, ask.typed_chords(ground, "Dm G | C"), 100.0))
    assert [(s.onset, s.duration) for s in made.chords[:3]] == [(0, 960), (960, 480), (1440, 1440)]
    assert [str(s.chord) for s in made.chords[:3]] == ["Dm", "G", "C"]
    for note in made.tracks[1].notes:
        chord = made.chord_at(note.onset)
        assert chord is not None
        assert note.pitch % 12 in chord.tones


def test_bars_that_cannot_be_composed_are_told_where_only_they_are_asked_for(
    composer: VaeComposer,
) -> None:
    ground = Ground(with_pickup(four_parts(4)), only=frozenset({0}))
    for request in (ask.fill(ground), ask.vary(ground), ask.simplify(ground)):
        with pytest.raises(ComposerError, match="Bars in 1/4 are shown, played"):
            composer.answer(request)


def test_the_way_from_a_piece_with_a_pickup_leaves_it_out(composer: VaeComposer) -> None:
    music = four_parts(4)
    late = with_pickup(music)
    made = composer.answer(ask.interpolate(Ground(late), OTHER, 2))
    assert len(made.bars()) == 5 + 8
    start = made.length - music.length
    last = [n.moved(-start) for n in made.tracks[0].notes if n.onset >= start]
    assert last == list(OTHER.tracks[0].notes)


def test_steps_are_as_even_as_the_way_lets_them_be() -> None:
    places = np.array([0, 0.01, 0.02, 0.3, 0.5, 0.55, 0.9, 1.0])
    assert evenly(np.abs(places[:, None] - places[None]), 2) == [4, 7]
    assert evenly(np.abs(places[:, None] - places[None]), 3) in ([3, 5, 7], [3, 6, 7])
    assert evenly(np.zeros((5, 5)), 4) == [1, 2, 3, 4]
