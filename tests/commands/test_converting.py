"""``vaecomposer convert``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.music.pieces import four_parts
from vaecomposer import cli
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.files.music_files import open_music


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "song.mid"
    write_midi(four_parts(), path)
    return path


@pytest.mark.parametrize("suffix", [".musicxml", ".mxl"])
def test_midi_becomes_a_score_and_comes_back(
    source: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    score, again = source.with_suffix(suffix), source.with_name("again.mid")
    assert cli.main(["convert", str(source), "-o", str(score)]) == 0
    assert cli.main(["convert", str(score), "-o", str(again)]) == 0
    assert capsys.readouterr().out == f"song{suffix} written.\nagain.mid written.\n"
    notes = [[(n.onset, n.end, n.pitch) for n in t.notes] for t in read_midi(source).tracks]
    assert [[(n.onset, n.end, n.pitch) for n in t.notes] for t in read_midi(again).tracks] == notes


def test_chord_symbols_are_left_out_if_so_wished(source: Path) -> None:
    for options, count in (([], 4), (["--no-chords"], 0)):
        score = source.with_name("a.musicxml")
        assert cli.main(["convert", str(source), "-o", str(score), *options]) == 0
        (read,) = open_music(score)
        assert len(read().chords) == count


def test_notes_that_were_moved_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    piece = four_parts(1)
    loose = piece.tracks[0].with_notes(n.moved(7) for n in piece.tracks[0].notes)
    write_midi(piece.with_track(0, loose), tmp_path / "a.mid")
    assert cli.main(["convert", str(tmp_path / "a.mid"), "-o", str(tmp_path / "a.mxl")]) == 0
    assert "4 of 12 notes were drawn to the nearest" in capsys.readouterr().out


def test_what_cannot_be_converted_is_told(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tunes = source.with_name("two.abc")
    tunes.write_text("X:1\nK:C\nCDEF|\n\nX:2\nK:C\nGABc|\n")
    for line, words in (
        ([str(source), "-o", "a.wav"], "the command render"),
        ([str(tunes), "-o", "a.mid"], "holds 2 tunes"),
        (["none.mid", "-o", "a.mid"], "none.mid"),
    ):
        assert cli.main(["convert", *line]) == 1
        assert words in capsys.readouterr().err
