"""Operations on the music of a file, from a shell, with an untrained composer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands.conftest import Noting
from tests.commands.test_compose import Captured, fails
from tests.music.pieces import four_parts
from vaecomposer import cli
from vaecomposer.commands.operating import _USUAL
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.generation.api import Operation, OperationRequest
from vaecomposer.generation.operations import usual_amount
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import Role

NEEDS = {
    "vary": [], "continue": ["--add", "2"], "fill": ["--bars", "3-4"], "interpolate": ["OTHER", "--steps", "2"],
    "accompany": ["--write", "bass,drums"], "harmonise": [], "reharmonise": ["--chords", "i VI | III VII"],
    "transfer": ["--style", "jazz"], "simplify": [], "busier": [], "humanise": [], "groove": ["OTHER"],
}  # fmt: skip
"""Every operation's command with what it cannot do without."""


@pytest.fixture
def short(tmp_path: Path) -> Path:
    path = tmp_path / "short.mid"
    write_midi(four_parts(4), path)
    return path


def line(command: str, song: Path, *more: str) -> list[str]:
    needs = [str(song) if word == "OTHER" else word for word in NEEDS[command]]
    return [command, str(song), *needs, *more]


def test_every_operation_has_a_command_and_tells_its_usual_amount() -> None:
    assert set(NEEDS) == {str(operation) for operation in Operation}
    assert {str(op): usual_amount(op) for op in Operation} == {
        str(op): _USUAL.get(str(op), 100) for op in Operation
    }


@pytest.mark.parametrize("command", NEEDS)
def test_each_writes_a_file_and_tells_what_became_of_each_part(
    composer: Noting, short: Path, tmp_path: Path, command: str, capsys: Captured
) -> None:
    paths = [tmp_path / "a.mid", tmp_path / "b.mid"]
    for path in paths:
        assert cli.main([*line(command, short), "--seed", "5", "-o", str(path)]) == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()
    first, second = composer.asked[0], composer.asked[-1]
    assert isinstance(first, OperationRequest)
    assert first == second
    assert (first.operation, first.amount) == (command, usual_amount(Operation(command)))
    assert first.seed == (1 if command == "groove" else 5)
    out = capsys.readouterr().out
    assert out.startswith(f"{paths[0]}: ")
    assert " bars in A minor.\n  melody: " in out
    assert "of 16 as before" in out


@pytest.mark.parametrize("command", set(NEEDS) - {"continue"})
def test_an_amount_of_nothing_gives_the_music_back(
    composer: Noting, short: Path, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "out.mid"
    assert cli.main([*line(command, short), "--amount", "0", "-o", str(path)]) == 0
    assert read_midi(path).tracks == read_midi(short).tracks


@pytest.mark.parametrize("command", set(NEEDS) - {"continue", "interpolate", "fill"})
def test_bars_that_are_not_named_and_parts_that_are_locked_stay(
    composer: Noting, short: Path, tmp_path: Path, command: str
) -> None:
    path = tmp_path / "out.mid"
    only = ["--bars", "2,4", "--lock", "drums", "--amount", "100", "-o", str(path)]
    assert cli.main([*line(command, short), *only]) == 0
    before, after = read_midi(short), read_midi(path)
    open_bars = [before.bars()[1], before.bars()[3]]
    for old, new in zip(before.tracks, after.tracks, strict=True):
        if old.role is Role.DRUMS:
            assert new == old
        for notes, others in ((old.notes, new.notes), (new.notes, old.notes)):
            outside = [n for n in notes if not any(b.start <= n.onset < b.end for b in open_bars)]
            assert set(outside) <= set(others)


def test_wishes_of_an_accompaniment_are_asked_for(
    composer: Noting, song: Path, tmp_path: Path
) -> None:
    wishes = ["--surprise", "70", "--style", "jazz", "--mood", "-.2,.4", "--amount", "40"]
    path = tmp_path / "out.mid"
    assert cli.main([*line("accompany", song), *wishes, "-o", str(path)]) == 0
    (asked,) = composer.asked
    assert isinstance(asked, OperationRequest)
    wanted = asked.conditions
    assert (wanted.style, wanted.surprise, wanted.mood) == ("jazz", 70.0, (-0.2, 0.4))
    assert (asked.parts, asked.amount) == ({Role.BASS, Role.DRUMS}, 40.0)
    before, after = read_midi(song), read_midi(path)
    for old, new in zip(before.tracks, after.tracks, strict=True):
        assert (old.notes == new.notes) == (old.role in (Role.MELODY, Role.CHORDS)), old.name


def test_a_tune_alone_gets_a_bass(composer: Noting, tmp_path: Path) -> None:
    tune, path = tmp_path / "tune.mid", tmp_path / "out.mid"
    piece = four_parts(4)
    write_midi(replace(piece, tracks=piece.tracks[:1]), tune)
    assert cli.main(["accompany", str(tune), "--write", "bass", "-o", str(path)]) == 0
    written = read_midi(path)
    assert len(written.tracks) == 2
    assert written.tracks[0].notes == piece.tracks[0].notes


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["accompany", "--write", "tuba"], "tuba is not a part"),
        (["accompany", "--write", "bass", "--mood", "1"], "1 is not a mood"),
        (["accompany", "--write", "bass", "--surprise", "-1"], "Surprise goes from 0 to 100."),
        (["vary", "--seed", "2" * 20], "A seed has at most 18 digits."),
        (["vary", "--amount", "101"], "How different goes from 0 to 100."),
        (["vary", "--bars", "7"], "There is no bar 7; the music has bars 1 to 4."),
        (["vary", "--bars", "2-x"], "2-x is no bar; write such as 5-8"),
        (["vary", "--lock", "tuba"], "tuba is not a part"),
        (["continue", "--add", "17"], "by 1 to 16 bars, not 17."),
        (["fill"], "which bars are the gap"),
        (["harmonise", "--write", "melody"], "not written anew itself"),
        (["reharmonise", "--chords", "Am Q"], "Q is not a chord"),
        (["transfer"], "Name a style or a mood"),
        (["vary", "--lock", "melody,chords,bass,drums"], "All parts are locked"),
        (["accompany", "--write", "bass", "--lock", "bass"], "All parts are locked"),
    ],
)
def test_what_cannot_be_done_is_told_before_anything_is_composed(
    composer: Noting,
    short: Path,
    tmp_path: Path,
    arguments: list[str],
    words: str,
    capsys: Captured,
) -> None:
    path = tmp_path / "out.mid"
    command, *options = arguments
    assert words in fails([command, str(short), "-o", str(path), *options], capsys)
    assert not path.exists()
    assert not composer.asked


@pytest.mark.parametrize("command", set(NEEDS) - {"groove", "humanise", "continue", "interpolate"})
def test_music_in_another_metre_is_told(
    composer: Noting, tmp_path: Path, command: str, capsys: Captured
) -> None:
    odd = tmp_path / "odd.mid"
    write_midi(replace(four_parts(4, metre=Metre(5, 4)), title="Odd"), odd)
    said = fails([*line(command, odd), "-o", str(tmp_path / "out.mid")], capsys)
    assert said.endswith("is in 5/4; the model knows 4/4, 3/4, 6/8 and 2/4.\n")


def test_a_file_or_a_songbook_that_is_not_there_is_told(
    short: Path, tmp_path: Path, capsys: Captured
) -> None:
    out = ["-o", str(tmp_path / "out.mid")]
    assert "none.mid" in fails(["vary", str(tmp_path / "none.mid"), *out], capsys)
    none = ["--songbook", str(tmp_path / "none.safetensors")]
    assert "none" in fails(["vary", str(short), *out, *none], capsys)


@pytest.mark.parametrize("name", ["out.musicxml", "out.txt", "out"])
def test_a_name_that_is_not_a_midi_file_s_is_refused(
    composer: Noting, short: Path, tmp_path: Path, name: str, capsys: Captured
) -> None:
    path = tmp_path / name
    for arguments in (
        ["vary", str(short)],
        ["shape", str(short), "--shape", "density=10"],
        ["reconstruct", str(short)],
        ["generate", "--bars", "2"],
    ):
        said = fails([*arguments, "-o", str(path)], capsys)
        assert said.startswith(f"{name} was not written. Give it a name ending in .mid")
    assert not path.exists()
    assert not composer.asked


def test_a_file_that_is_read_is_not_written_over(
    composer: Noting, short: Path, tmp_path: Path, capsys: Captured
) -> None:
    before, other = short.read_bytes(), tmp_path / "other.mid"
    write_midi(four_parts(2), other)
    link = tmp_path / "link.mid"
    link.symlink_to(short)
    for arguments in (
        ["vary", str(short), "-o", str(short)],
        ["vary", str(short), "-o", str(link)],
        ["interpolate", str(other), str(short), "-o", str(short)],
        ["groove", str(other), str(short), "-o", str(short)],
        ["shape", str(short), "--shape", "density=10", "-o", str(short)],
        ["reconstruct", str(short), "-o", str(short)],
        ["open", str(short), "-o", str(short)],
        ["convert", str(short), "-o", str(short)],
    ):
        assert "since it is the file that is read" in fails(arguments, capsys)
    assert short.read_bytes() == before
    assert not composer.asked
