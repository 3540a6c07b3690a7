"""Composing and shaping from a shell, with an untrained composer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.commands.conftest import Noting
from tests.music.pieces import four_parts
from vaecomposer import cli
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.generation.api import SteerRequest, TakeRequest
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import MetreChange, Role

Captured = pytest.CaptureFixture[str]


def fails(arguments: list[str], capsys: Captured) -> str:
    """The one sentence a command ends with."""
    assert cli.main(arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    return err


# generate


def test_a_take_is_composed_as_it_was_wished(
    composer: Noting, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "out.mid"
    wishes = ["--key", "C", "--mode", "major", "--bars", "8", "--metre", "3/4", "--style", "jazz"]
    wishes += ["--tempo", "120", "--surprise", "50", "--seed", "-4", "--mood", "-0.5,.3"]
    wishes += ["--form", "abac", "--chords", "ii7 V7 | Imaj7", "--parts", "melody,bass"]
    assert cli.main(["generate", "-o", str(path), *wishes]) == 0
    (asked,) = composer.asked
    assert isinstance(asked, TakeRequest)
    wanted = asked.conditions
    assert (asked.seed, wanted.key, wanted.bars) == (-4, Key(0, Mode.MAJOR), 8)
    assert (wanted.metre, wanted.style, wanted.bpm) == (Metre(3, 4), "jazz", 120.0)
    assert (wanted.surprise, wanted.mood, wanted.form) == (50.0, (-0.5, 0.3), "ABAC")
    assert wanted.parts == {Role.MELODY, Role.BASS}
    assert wanted.progression is not None
    assert [[str(c) for c in bar] for bar in wanted.progression] == [["Dm7", "G7"], ["Cmaj7"]]
    out = capsys.readouterr().out
    assert out.startswith(f"{path}: 8 bars in C major; notes: melody ")
    assert "drums" not in out
    assert read_midi(path).title == "out"


def test_a_take_without_wishes_is_what_it_always_was(composer: Noting, tmp_path: Path) -> None:
    from vaecomposer.session.state import Conditions

    assert cli.main(["generate", "-o", str(tmp_path / "out.mid")]) == 0
    assert composer.asked == [TakeRequest(Conditions(), 1)]


def test_a_new_take_is_shaped(composer: Noting, tmp_path: Path) -> None:
    arguments = ["generate", "-o", str(tmp_path / "out.mid"), "--bars", "4"]
    assert cli.main([*arguments, "--shape", "density=40", "--shape", "leaps=-20"]) == 0
    take, steer = composer.asked
    assert isinstance(take, TakeRequest)
    assert isinstance(steer, SteerRequest)
    assert (steer.shape[0], steer.shape[4], sum(map(bool, steer.shape))) == (40.0, -20.0, 2)
    assert steer.settled == steer.conditions == take.conditions
    assert (steer.first_bar, steer.bars) == (0, 4)
    assert not any(steer.directions)


def test_sliders_at_rest_steer_nothing(composer: Noting, tmp_path: Path) -> None:
    assert cli.main(["generate", "-o", str(tmp_path / "x.mid"), "--shape", "energy=0"]) == 0
    assert len(composer.asked) == 1


def test_several_takes_go_into_a_folder(composer: Noting, tmp_path: Path, capsys: Captured) -> None:
    folder = tmp_path / "new" / "takes"
    arguments = ["generate", "--bars", "2", "--seed", "7", "-o"]
    assert cli.main([*arguments, str(folder), "--count", "3"]) == 0
    assert sorted(path.name for path in folder.iterdir()) == [f"take-{n}.mid" for n in (7, 8, 9)]
    assert [r.seed for r in composer.asked if isinstance(r, TakeRequest)] == [7, 8, 9]
    assert capsys.readouterr().out.count("\n") == 3
    single = tmp_path / "take-7.mid"
    assert cli.main([*arguments, str(single)]) == 0
    assert single.read_bytes() == (folder / "take-7.mid").read_bytes()
    assert cli.main([*arguments, str(folder), "--count", "1"]) == 0


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--mood", "2,0"], "2,0 is not a mood"),
        (["--form", "A1"], "A1 is not a form"),
        (["--chords", "Am Q"], "Q is not a chord"),
        (["--parts", "melody,tuba"], "tuba is not a part"),
        (["--shape", "speed=4"], "speed is not a slider"),
        (["--shape", "density=400"], "density=400 cannot be"),
        (["--count", "0"], "At least one take is needed."),
        (["--seed", "1" * 30], "A seed has at most 18 digits."),
        (["--seed", "9" * 18, "--count", "2"], "A seed has at most 18 digits."),
    ],
)
def test_wishes_that_cannot_be_end_before_anything_is_composed(
    composer: Noting, tmp_path: Path, options: list[str], words: str, capsys: Captured
) -> None:
    path = tmp_path / "x.mid"
    assert words in fails(["generate", "-o", str(path), *options], capsys)
    assert not path.exists()
    assert not composer.asked


def test_several_takes_need_a_folder(composer: Noting, tmp_path: Path, capsys: Captured) -> None:
    file = tmp_path / "song.mid"
    file.write_text("mine")
    said = fails(["generate", "-o", str(file), "--count", "2"], capsys)
    assert said == f"{file} is a file; several takes go into a folder.\n"
    assert file.read_text() == "mine"


def test_a_songbook_of_ones_own_is_opened(songbook: Path, tmp_path: Path, capsys: Captured) -> None:
    paths = [tmp_path / name / "take.mid" for name in "ab"]
    for path in paths:
        arguments = ["--bars", "2", "--seed", "3", "--songbook", str(songbook)]
        assert cli.main(["generate", "-o", str(path), *arguments]) == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()


# shape


def test_every_phrase_is_shaped_and_measured(
    composer: Noting, song: Path, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "out.mid"
    wishes = ["--shape", "density=80", "--shape", "bass-activity=-30", "--direction", "1=-50"]
    wishes += ["--style", "jazz", "--mood", "-0.5,1"]
    assert cli.main(["shape", str(song), "-o", str(path), *wishes]) == 0
    source = read_midi(song)
    first, second = composer.asked
    assert isinstance(first, SteerRequest)
    assert isinstance(second, SteerRequest)
    assert [(r.first_bar, r.bars) for r in (first, second)] == [(0, 16), (16, 4)]
    assert first.source == source
    assert (first.shape[0], first.shape[9], first.directions[0]) == (80.0, -30.0, -50.0)
    assert first.settled.key == first.conditions.key == source.key
    assert (first.settled.style, first.settled.mood) == (None, None)
    assert (first.conditions.style, first.conditions.mood) == ("jazz", (-0.5, 1.0))
    assert read_midi(path).tracks != source.tracks
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"{path}: 20 bars in A minor."
    assert said[1].startswith("  density: ")
    assert said[1].endswith(" after (notes a bar)")
    assert said[2].startswith("  bass-activity: ")
    assert len(said) == 3


def test_what_is_measured_is_what_the_composer_plays(
    composer: Noting, tmp_path: Path, capsys: Captured
) -> None:
    from vaecomposer.music.attributes import measure, phrase_arrays

    path, out = tmp_path / "song.mid", tmp_path / "out.mid"
    write_midi(four_parts(8), path)
    assert cli.main(["shape", str(path), "-o", str(out), "--shape", "register=90"]) == 0
    (asked,) = composer.asked
    assert isinstance(asked, SteerRequest)
    before, after = (
        measure(phrase_arrays(composer.steered_grids(r)), composer.attribute_statistics)[0, 2]
        for r in (replace(asked, shape=()), asked)
    )
    line = f"  register: {before:.2f} before, {after:.2f} after (MIDI pitch)\n"
    assert capsys.readouterr().out.endswith(line)


def test_a_slider_without_its_part_says_so(
    composer: Noting, tmp_path: Path, capsys: Captured
) -> None:
    tune = tmp_path / "tune.mid"
    piece = four_parts(4)
    write_midi(replace(piece, tracks=piece.tracks[:1]), tune)
    arguments = ["shape", str(tune), "-o", str(tmp_path / "x.mid"), "--shape", "drum-density=50"]
    assert cli.main(arguments) == 0
    assert "  drum-density: this music has no notes it could move\n" in capsys.readouterr().out


def test_bars_the_model_does_not_know_stay_and_are_counted(
    composer: Noting, tmp_path: Path, capsys: Captured
) -> None:
    odd, out = tmp_path / "odd.mid", tmp_path / "out.mid"
    piece = four_parts(8)
    write_midi(replace(piece, metres=(*piece.metres, MetreChange(6 * 1920, Metre(4, 16)))), odd)
    assert cli.main(["shape", str(odd), "-o", str(out), "--direction", "2=90"]) == 0
    assert f"{out}: 6 of " in capsys.readouterr().out
    kept, moved = (
        [n for n in read_midi(p).tracks[0].notes if n.onset >= 6 * 1920] for p in (odd, out)
    )
    assert kept == moved


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "No slider was named"),
        (["--style", "any"], "No slider was named"),
        (["--shape", "speed=1"], "speed is not a slider"),
        (["--shape", "leaps"], "leaps does not name a slider"),
        (["--direction", "17=5"], "17 is not a Direction; they are numbered 1 to 16."),
        (["--direction", "1=500"], "1=500 cannot be; a Direction goes from -100 to 100"),
        (["--mood", "1,1,1"], "1,1,1 is not a mood"),
    ],
)
def test_sliders_that_do_not_exist_are_told(
    composer: Noting, song: Path, tmp_path: Path, options: list[str], words: str, capsys: Captured
) -> None:
    path = tmp_path / "out.mid"
    assert words in fails(["shape", str(song), "-o", str(path), *options], capsys)
    assert not path.exists()
    assert not composer.asked


# All that read a file


@pytest.mark.parametrize(
    "command",
    [["shape", "--shape", "density=5"], ["accompany", "--write", "bass"], ["reconstruct"]],
)
def test_a_file_that_cannot_be_worked_on_is_told(
    composer: Noting, tmp_path: Path, command: list[str], capsys: Captured
) -> None:
    letter, odd, out = (tmp_path / f"{name}.mid" for name in ("letter", "odd", "out"))
    letter.write_text("Dear diary")
    write_midi(replace(four_parts(4, metre=Metre(5, 4)), title="Odd"), odd)
    ends = ["-o", str(out)]
    assert fails([*command, str(letter), *ends], capsys).startswith(
        "letter.mid is not a MIDI file."
    )
    assert (
        fails([*command, str(tmp_path / "none.mid"), *ends], capsys) == "none.mid was not found.\n"
    )
    said = fails([*command, str(odd), *ends], capsys)
    assert said.endswith(" is in 5/4; the model knows 4/4, 3/4, 6/8 and 2/4.\n")
    assert not out.exists()


@pytest.mark.parametrize(
    "command",
    [["shape", "--shape", "density=5"], ["accompany", "--write", "bass"], ["reconstruct"]],
)
def test_a_songbook_that_is_not_there_is_told(
    song: Path, tmp_path: Path, command: list[str], capsys: Captured
) -> None:
    out = tmp_path / "out.mid"
    none = ["-o", str(out), "--songbook", str(tmp_path / "none.safetensors")]
    assert "none" in fails([*command, str(song), *none], capsys)
    assert not out.exists()


def test_a_piece_comes_back_through_the_model(
    composer: Noting, song: Path, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "out.mid"
    assert cli.main(["reconstruct", str(song), "-o", str(path)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"{path}: the model's own words for song.mid.\n  melody: ")
    assert path.exists()


def test_sliders_leave_bars_that_are_not_named_and_locked_parts(
    composer: Noting, song: Path, tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "out.mid"
    arguments = ["shape", str(song), "-o", str(path), "--shape", "density=100"]
    arguments += ["--shape", "bass-activity=100", "--bars", "15-18", "--lock", "bass"]
    assert cli.main(arguments) == 0
    requests = [r for r in composer.asked if isinstance(r, SteerRequest)]
    assert [r.only for r in requests] == [{14, 15}, {16, 17}]
    out = capsys.readouterr().out
    assert out.startswith(f"{path}: 4 of 20 bars in ")
    (activity,) = (row for row in out.splitlines() if "bass-activity" in row)
    assert activity.split()[1] == activity.split()[3]
    source, made = read_midi(song), read_midi(path)
    for old, new in zip(source.tracks, made.tracks, strict=True):
        if old.role is Role.BASS:
            assert new.notes == old.notes
        named = range(14 * 1920, 18 * 1920)
        assert [n for n in new.notes if n.onset not in named] == [
            n for n in old.notes if n.onset not in named
        ]
    assert "All parts are locked" in fails([*arguments[:-1], "melody,chords,bass,drums"], capsys)
    assert "There is no bar 40" in fails([*arguments, "--bars", "40"], capsys)


def test_more_bars_than_can_be_waited_for_are_refused_and_some_of_them_shaped(
    composer: Noting, tmp_path: Path, capsys: Captured
) -> None:
    file, out = tmp_path / "endless.mid", tmp_path / "out.mid"
    write_midi(four_parts(1030), file)
    shape = ["shape", str(file), "-o", str(out), "--shape", "density=40"]
    assert fails(shape, capsys).startswith("1030 bars are too many to work on at once")
    assert fails(["reconstruct", str(file), "-o", str(out)], capsys).startswith("1030 bars")
    assert cli.main([*shape, "--bars", "5-8"]) == 0
    assert all(isinstance(r, SteerRequest) and r.only == {4, 5, 6, 7} for r in composer.asked)
