"""Paths: recorded and played in time, and written bar by bar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vaecomposer.files.midi_reading import read_midi
from vaecomposer.generation.api import Failure
from vaecomposer.session import edits, morphing
from vaecomposer.session import song as songs
from vaecomposer.session.state import LoopRegion
from vaecomposer.studio import path_playing
from vaecomposer.studio.path_writing import bars_of, heard, length_of, place_on

from .pads_desk import FIRST, SECOND, PadsDesk, louder, pads_desk

ON, OFF = True, False
PATH = ((0.0, 0.0, 0.5), (8.0, 1.0, 0.5), (12.0, 1.0, 0.5))


class Clock:
    """Time as the test has it."""

    now = 100.0

    def perf_counter(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(path_playing, "time", made)
    return made


@pytest.fixture
def desk(qtbot: QtBot, folder: Path, clock: Clock) -> Iterator[PadsDesk]:
    made = pads_desk(qtbot)
    yield made
    made.studio.close()


def go_on(desk: PadsDesk, clock: Clock, quarters: float) -> None:
    """Two frames by the clock at the session's tempo."""
    shown = desk.state.shown
    assert shown is not None
    for _ in range(2):
        clock.now += quarters / 2 * 60 / shown.bpm
        desk.studio.pads.tick()


def test_a_place_on_a_path_lies_between_its_points() -> None:
    assert place_on(PATH, 0.0) == (0.0, 0.5)
    assert place_on(PATH, 2.0) == (0.25, 0.5)
    assert place_on(PATH, 10.0) == (1.0, 0.5)
    assert place_on(PATH, 99.0) == (1.0, 0.5)
    assert length_of(()) == 0.0
    assert (bars_of(PATH, 4.0), bars_of(PATH, 5.0), bars_of(((0.0, 0, 0),), 4.0)) == (3, 3, 1)


def test_what_is_heard_goes_from_piece_to_piece_at_the_bar_lines() -> None:
    loud, quiet = louder(100), louder(20)
    whole = heard([loud, quiet, quiet], "Path")
    bar = whole.bars()[0].end
    assert (len(whole.bars()), whole.title) == (3, "Path")
    tune = whole.tracks[0].notes
    assert {n.velocity for n in tune if n.onset < bar} == {100}
    assert {n.velocity for n in tune if n.onset >= bar} == {20}
    pitches = [n.pitch for n in tune]
    assert pitches == [n.pitch for n in FIRST.tracks[0].notes[: len(pitches)]]


def test_shorter_music_goes_round() -> None:
    whole = heard([SECOND] * 10, "Path")
    bars = whole.bars()
    first = [n.pitch for n in whole.tracks[0].notes if n.onset < bars[0].end]
    ninth = [n.pitch for n in whole.tracks[0].notes if bars[8].start <= n.onset < bars[8].end]
    assert first == ninth


def test_notes_that_ring_over_a_bar_line_end_where_other_music_begins() -> None:
    tune = FIRST.tracks[0]
    long = FIRST.with_track(0, tune.with_notes([replace(tune.notes[0], duration=10_000)]))
    cut = heard([long, louder(20)], "Path")
    assert cut.tracks[0].notes[0].end == cut.bars()[0].end
    rung = heard([long, long], "Path")
    assert rung.tracks[0].notes[0].end == rung.bars()[1].end


def test_a_path_is_recorded_by_the_clock_while_nothing_plays(desk: PadsDesk, clock: Clock) -> None:
    desk.window.path_recorded.emit(ON)
    assert desk.window.pads.morph.record.isChecked()
    go_on(desk, clock, 1.0)
    desk.window.dot_moved.emit(0.2, 0.5)
    go_on(desk, clock, 2.0)
    desk.window.dot_moved.emit(0.8, 0.5)
    go_on(desk, clock, 1.0)
    desk.window.path_recorded.emit(OFF)
    path = desk.state.morph.path
    assert [point[0] for point in path] == pytest.approx([0.0, 1.0, 3.0, 4.0])
    assert path[0][1:] == (0.5, 0.5)
    assert path[-1][1:] == (0.8, 0.5)
    assert desk.studio.document.undo_label == "Record path"
    assert not desk.window.pads.morph.play.isHidden()


def test_it_follows_the_music_that_plays_and_ends_on_a_beat(desk: PadsDesk, clock: Clock) -> None:
    sounding = desk.studio.sounding
    sounding.readings = replace(sounding.readings, playing=True, position=480.0)
    desk.window.path_recorded.emit(ON)
    clock.now += 50  # the clock does not count
    sounding.readings = replace(sounding.readings, position=480.0 * 2.5)
    desk.studio.pads.tick()
    desk.window.dot_moved.emit(0.1, 0.1)
    # The loop begins anew: for one frame the clock counts.
    clock.now += 0.016
    sounding.readings = replace(sounding.readings, position=0.0)
    desk.studio.pads.tick()
    desk.window.path_recorded.emit(OFF)
    path = desk.state.morph.path
    assert path[1][0] == pytest.approx(1.5)
    assert path[-1][0] == 2.0


def test_a_dot_that_rested_leaves_no_path(desk: PadsDesk) -> None:
    desk.window.path_recorded.emit(ON)
    desk.window.path_recorded.emit(OFF)
    assert desk.state.morph.path == ()
    assert not desk.window.pads.morph.record.isChecked()
    assert any("did not move" in text for text in desk.window._toasts.texts)


def test_a_path_plays_round_and_round_as_one_entry(desk: PadsDesk, clock: Clock) -> None:
    desk.studio.document.apply("Path", morphing.set_path(PATH))
    entries = len(desk.studio.document.history.rows)
    desk.window.path_played.emit(ON)
    go_on(desk, clock, 2.0)
    assert desk.state.morph.dot == pytest.approx((0.25, 0.5))
    desk.answer(desk.blends[-1], 20)
    assert desk.state.takes[-1].title == "Morph"
    go_on(desk, clock, 8.0)
    assert desk.state.morph.dot == pytest.approx((1.0, 0.5))
    desk.answer(desk.blends[-1], 30)
    go_on(desk, clock, 4.0)
    assert desk.state.morph.dot == pytest.approx((0.25, 0.5))
    desk.window.path_played.emit(OFF)
    assert len(desk.studio.document.history.rows) == entries + 1
    assert desk.studio.document.undo_label == "Play path"
    before = desk.state.morph.dot
    go_on(desk, clock, 1.0)
    assert desk.state.morph.dot == before


def test_the_hand_takes_the_dot_out_of_a_path(desk: PadsDesk, clock: Clock) -> None:
    desk.studio.document.apply("Path", morphing.set_path(PATH))
    desk.window.path_played.emit(ON)
    assert desk.window.pads.morph.play.isChecked()
    desk.window.dot_moved.emit(0.3, 0.3)
    assert not desk.window.pads.morph.play.isChecked()
    go_on(desk, clock, 1.0)
    assert desk.state.morph.dot == (0.3, 0.3)


def test_a_path_that_is_forgotten_or_undone_plays_no_more(desk: PadsDesk, clock: Clock) -> None:
    desk.studio.document.apply("Path", morphing.set_path(PATH))
    desk.window.path_played.emit(ON)
    desk.studio.document.undo()
    assert not desk.window.pads.morph.play.isChecked()
    desk.studio.document.redo()
    desk.window.path_played.emit(ON)
    desk.window.path_forgotten.emit()
    assert not desk.window.pads.morph.play.isChecked()
    assert desk.state.morph.path == ()


def test_a_path_is_written_bar_by_bar(desk: PadsDesk, tmp_path: Path) -> None:
    desk.studio.document.apply("Path", morphing.set_path(PATH))
    file = tmp_path / "walk.mid"
    desk.window.path_export_requested.emit(str(file))
    assert desk.window.pads.morph.footer.text == "Writing bar 1 of 3"
    asked = desk.blends[-1]
    assert asked.beside
    assert asked.weights[0] == pytest.approx(1.0)
    desk.answer(asked, 100)
    assert desk.window.pads.morph.footer.text == "Writing bar 2 of 3"
    desk.answer(asked, 99)  # twice is once
    desk.answer(desk.blends[-1], 60)
    assert desk.blends[-1].weights[1] == pytest.approx(1.0)
    desk.answer(desk.blends[-1], 20)
    music = read_midi(file)
    bars = music.bars()
    assert len(bars) == 3
    loudness = [
        {n.velocity for n in music.tracks[0].notes if bar.start <= n.onset < bar.end}
        for bar in bars
    ]
    assert loudness == [{100}, {60}, {20}]
    assert any("walk.mid was written: 3 bars" in text for text in desk.window._toasts.texts)
    assert desk.state.take == 2  # nothing came in front


def test_where_the_dot_rests_nothing_is_asked_again(desk: PadsDesk, tmp_path: Path) -> None:
    still = ((0.0, 0.0, 0.5), (1.0, 1.0, 0.5), (16.0, 1.0, 0.5))
    desk.studio.document.apply("Path", morphing.set_path(still))
    desk.window.path_export_requested.emit(str(tmp_path / "walk.mid"))
    desk.answer(desk.blends[-1], 100)
    desk.answer(desk.blends[-1], 20)
    assert len([r for r in desk.blends if r.beside]) == 2
    assert len(read_midi(tmp_path / "walk.mid").bars()) == 4


def test_writing_can_be_left_and_can_go_wrong(desk: PadsDesk, tmp_path: Path) -> None:
    desk.studio.document.apply("Path", morphing.set_path(PATH))
    file = tmp_path / "walk.mid"
    desk.window.path_export_requested.emit(str(file))
    desk.window.path_export_stopped.emit()
    desk.answer(desk.blends[-1], 20)
    assert not file.exists()
    desk.window.path_export_requested.emit(str(file))
    desk.hear(Failure(desk.blends[-1], "That is in 5/4."))
    assert any("walk.mid was not written" in text for text in desk.window._toasts.texts)
    assert desk.window.pads.morph.stop.isHidden()
    short = ((0.0, 0.0, 0.5), (4.0, 0.1, 0.5))
    desk.studio.document.apply("Path", morphing.set_path(short))
    (tmp_path / "file").write_text("")
    desk.window.path_export_requested.emit(str(tmp_path / "file" / "walk.mid"))
    desk.answer(desk.blends[-1], 20)
    assert len([t for t in desk.window._toasts.texts if "was not written" in t]) >= 1


def test_another_session_ends_all_that_paths_do(desk: PadsDesk, tmp_path: Path) -> None:
    desk.studio.document.apply("Path", morphing.set_path(PATH))
    desk.window.path_export_requested.emit(str(tmp_path / "walk.mid"))
    desk.window.path_played.emit(ON)
    desk.studio._come_over(lambda: None)
    card = desk.window.pads.morph
    assert not card.play.isChecked()
    assert card.stop.isHidden()


def play_at(desk: PadsDesk, quarters: float, *, frames: int = 2) -> None:
    """The music plays, and has come to a place."""
    sounding = desk.studio.sounding
    for _ in range(frames):
        sounding.readings = replace(sounding.readings, playing=True, position=480.0 * quarters)
        desk.studio.pads.tick()


def loop(desk: PadsDesk, quarters: float) -> None:
    region = LoopRegion(0, round(480 * quarters), on=True)
    desk.studio.document.apply("Loop", edits.set_loop(region))


def test_a_path_belongs_to_the_place_where_it_was_recorded(desk: PadsDesk, clock: Clock) -> None:
    sounding = desk.studio.sounding
    sounding.readings = replace(sounding.readings, playing=True, position=480.0 * 4)
    desk.window.dot_moved.emit(0.0, 0.5)
    desk.window.path_recorded.emit(ON)
    for beat in range(1, 5):
        play_at(desk, 4.0 + beat, frames=1)
        desk.window.dot_moved.emit(beat / 4, 0.5)
    desk.window.path_recorded.emit(OFF)
    assert desk.state.morph.path_start == 4.0
    assert length_of(desk.state.morph.path) == 4.0

    desk.window.path_played.emit(ON)
    for quarters, x in ((6.0, 0.5), (5.0, 0.25), (21.0, 0.25), (2.0, 0.5), (7.5, 0.875)):
        clock.now += 7  # however long it takes: seeks and tempo change nothing
        play_at(desk, quarters)
        assert desk.state.morph.dot == pytest.approx((x, 0.5)), quarters


def test_a_loop_takes_the_dot_back_with_it(desk: PadsDesk, clock: Clock) -> None:
    desk.studio.document.apply("Path", morphing.set_path(PATH))
    loop(desk, 16.0)
    desk.window.path_played.emit(ON)
    dots = []
    for quarters in (1.0, 2.0, 14.0, 15.9, 0.5, 1.0, 2.0):
        play_at(desk, quarters)
        dots.append(desk.state.morph.dot[0])
    assert dots[:2] == dots[-2:] == pytest.approx([0.125, 0.25])


def test_a_path_longer_than_the_loop_goes_on_with_each_turn(desk: PadsDesk, clock: Clock) -> None:
    desk.studio.document.apply("Path", morphing.set_path(PATH))
    loop(desk, 4.0)
    desk.window.path_played.emit(ON)
    for quarters, x in ((2.0, 0.25), (3.9, 3.9 / 8), (0.0, 0.5), (1.0, 0.625), (3.9, 7.9 / 8)):
        play_at(desk, quarters)
        assert desk.state.morph.dot[0] == pytest.approx(x), quarters
    for quarters in (0.0, 2.0, 3.9):
        play_at(desk, quarters)
        assert desk.state.morph.dot[0] == 1.0
    play_at(desk, 0.0)
    play_at(desk, 1.0)
    assert desk.state.morph.dot[0] == pytest.approx(0.125)  # round again


def test_a_recording_over_the_loops_end_counts_every_beat(desk: PadsDesk, clock: Clock) -> None:
    loop(desk, 4.0)
    sounding = desk.studio.sounding
    sounding.readings = replace(sounding.readings, playing=True, position=480.0 * 3)
    desk.window.path_recorded.emit(ON)
    for quarters in (3.9, 0.4, 2.0, 3.0):
        play_at(desk, quarters, frames=1)
    desk.window.dot_moved.emit(0.1, 0.1)
    desk.window.path_recorded.emit(OFF)
    path = desk.state.morph.path
    assert [point[0] for point in path] == pytest.approx([0.0, 4.0])
    assert desk.state.morph.path_start == 3.0


def test_a_seek_takes_the_dot_along_while_nothing_plays(desk: PadsDesk, clock: Clock) -> None:
    desk.studio.document.apply("Path", morphing.set_path(PATH))
    desk.window.path_played.emit(ON)
    go_on(desk, clock, 2.0)
    assert desk.state.morph.dot[0] == pytest.approx(0.25)
    sounding = desk.studio.sounding
    sounding.readings = replace(sounding.readings, position=480.0 * 4)
    desk.studio.pads.tick()
    desk.studio.pads.tick()
    assert desk.state.morph.dot[0] == pytest.approx(0.5)


def test_in_the_song_it_is_the_songs_place_that_counts(desk: PadsDesk, clock: Clock) -> None:
    document, taking = desk.studio.document, desk.studio.taking
    document.apply("Song", songs.add(2, name="Verse"))
    document.apply("Song", songs.add(1, name="Chorus"))
    document.apply("Path", morphing.set_path(PATH, 4.0))
    taking.play_song(on=True)
    song = taking.heard_song
    assert song is not None
    assert song.piece.ticks_per_quarter == 480
    desk.window.path_played.emit(ON)
    play_at(desk, 4.0 + 36.0 + 2.0)
    assert desk.state.morph.dot[0] == pytest.approx(0.25)
    taking.play_song(on=False)


def test_a_path_is_written_from_the_bar_it_begins_in(desk: PadsDesk, tmp_path: Path) -> None:
    desk.studio.document.apply("Path", morphing.set_path(PATH, 6.0))
    file = tmp_path / "walk.mid"
    desk.window.path_export_requested.emit(str(file))
    assert desk.window.pads.morph.footer.text == "Writing bar 1 of 4"
    assert desk.blends[-1].weights[0] == pytest.approx(1.0)
    desk.answer(desk.blends[-1], 100)
    assert desk.blends[-1].weights[1] == pytest.approx(0.25)  # its second bar line is 2 beats on
    for velocity in (60, 40, 20):
        desk.answer(desk.blends[-1], velocity)
    music = read_midi(file)
    assert len(music.bars()) == 4
    second = FIRST.bars()[1]
    wanted = [n.pitch for n in FIRST.tracks[0].notes if second.start <= n.onset < second.end]
    found = [n.pitch for n in music.tracks[0].notes if n.onset < music.bars()[0].end]
    assert found == wanted
