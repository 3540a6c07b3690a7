"""``vaecomposer open``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.files.midi_events import Player, heard
from tests.music.pieces import four_parts
from vaecomposer import cli
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.files.music_files import open_music
from vaecomposer.files.score_writing import write_score
from vaecomposer.music.note import Note

Captured = pytest.CaptureFixture[str]


def test_midi_comes_back_event_for_event(tmp_path: Path) -> None:
    source, target = tmp_path / "in.mid", tmp_path / "out.mid"
    for seed in range(5_000, 5_020):
        source.write_bytes(Player(seed).file())
        assert cli.main(["open", str(source), "-o", str(target)]) == 0
        assert heard(target) == heard(source)


def test_what_lies_outside_the_grid_is_told_unless_it_shall_not(
    tmp_path: Path, capsys: Captured
) -> None:
    piece, source = four_parts(), tmp_path / "in.mid"
    kit = piece.tracks[3]
    write_midi(piece.with_track(3, kit.with_notes([*kit.notes, Note(0, 80, 9)])), source)
    line = ["open", str(source), "-o", str(tmp_path / "out.mid")]
    assert cli.main(line) == 0
    assert capsys.readouterr().out == (
        "1 of 49 notes lies outside the model's grid; it stays as it is.\n"
    )
    assert cli.main([*line, "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    write_midi(piece, source)
    assert cli.main(line) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("suffix", [".musicxml", ".mxl", ".abc"])
def test_a_score_becomes_midi_as_it_is_read(tmp_path: Path, suffix: str) -> None:
    source, target = tmp_path / f"in{suffix}", tmp_path / "out.mid"
    if suffix == ".abc":
        source.write_text("X:1\nM:3/4\nL:1/8\nK:D\nDFA dfa|(3gfe d2 B2|\n")
    else:
        write_score(four_parts(), source)
    (read,) = open_music(source)
    assert cli.main(["open", str(source), "-o", str(target)]) == 0
    score, piece = read(), read_midi(target)
    assert [t.notes for t in piece.tracks] == [t.notes for t in score.tracks]
    assert (piece.metres, piece.tempos, piece.keys) == (score.metres, score.tempos, score.keys)


def test_what_cannot_be_opened_or_written_is_told(tmp_path: Path, capsys: Captured) -> None:
    source = tmp_path / "in.mid"
    write_midi(four_parts(), source)
    (tmp_path / "bad.mid").write_bytes(b"MThd")
    for line, words in (
        ([str(source), "-o", str(tmp_path / "a.musicxml")], "the command convert"),
        ([str(tmp_path / "bad.mid"), "-o", str(tmp_path / "a.mid")], "damaged"),
        ([str(tmp_path / "none.mid"), "-o", str(tmp_path / "a.mid")], "was not found"),
    ):
        assert cli.main(["open", *line]) == 1
        assert words in capsys.readouterr().err
    assert not list(tmp_path.glob("a.*"))
