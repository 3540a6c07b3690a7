"""``vaecomposer learn``: what it asks for, what it says, what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vaecomposer.cli import main
from vaecomposer.errors import DataError
from vaecomposer.files.songbooks import shipped_songbook
from vaecomposer.lessons import giving
from vaecomposer.training.lesson import Gathered, Going, Judged, Lesson, Written
from vaecomposer.training.own_music import Listener

FOLDER = "Film cues"


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[Lesson, str]]:
    asked: list[tuple[Lesson, str]] = []

    def give(
        lesson: Lesson, listener: Listener, reading: Callable[[int, int], None], accelerator: str
    ) -> bool:
        asked.append((lesson, accelerator))
        reading(3, 3)
        listener.tell(Gathered(5, 40, (("broken.mid", "It holds no notes."),)))
        listener.tell(Judged(0.0, 0.79, 1.0))
        listener.tell(Going(0.5, 60.0))
        assert not listener.has_wish()
        listener.tell(Judged(0.5, 0.81, 0.95))
        listener.tell(Written(lesson.target, 0.81, 0.79, 0.95, final=True))
        return True

    monkeypatch.setattr(giving, "give_lesson", give)
    (tmp_path / FOLDER).mkdir()
    return asked


def test_it_asks_for_a_lesson_and_says_how_it_went(
    given: list[tuple[Lesson, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, target = tmp_path / FOLDER, tmp_path / "mine.safetensors"
    line = ["learn", str(folder), "-o", str(target), "--minutes", "2.5", "--accelerator", "cpu"]
    assert main(line) == 0
    assert given == [(Lesson(folder, FOLDER, target, shipped_songbook(), 2.5), "cpu")]
    said = [line for line in capsys.readouterr().out.splitlines() if line]
    assert "broken.mid: It holds no notes." in said
    assert "5 songs, 40 phrases; 1 files skipped" in said
    assert said[-1] == (
        f"{target}: 81 of 100 notes played back right, surprised 5.0 % less than at first"
    )


def test_another_name_and_another_songbook(given: list[tuple[Lesson, str]], tmp_path: Path) -> None:
    base = tmp_path / "base.safetensors"
    line = ["learn", str(tmp_path / FOLDER), "-o", str(tmp_path / "a.safetensors")]
    assert main([*line, "--name", "Cues", "--songbook", str(base)]) == 0
    ((lesson, accelerator),) = given
    assert (lesson.name, lesson.base, lesson.minutes, accelerator) == ("Cues", base, 15.0, "auto")


@pytest.mark.parametrize("minutes", ["0", "-3", "nan", "long", "1e9"])
def test_impossible_times_are_refused(minutes: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as end:
        main(["learn", str(tmp_path), "-o", "a.safetensors", "--minutes", minutes])
    assert end.value.code == 2


def test_a_songbook_has_its_ending(
    given: list[tuple[Lesson, str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["learn", str(tmp_path), "-o", "mine.json"]) == 1
    assert capsys.readouterr().err == "mine.json should end in .safetensors.\n"
    assert given == []


def test_what_is_missing_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def give(*_given: object) -> bool:
        raise DataError("2 of the 2 files in x can be learned from; it takes 4 songs at least.")

    monkeypatch.setattr(giving, "give_lesson", give)
    assert main(["learn", str(tmp_path), "-o", str(tmp_path / "a.safetensors")]) == 1
    assert capsys.readouterr().err.startswith("2 of the 2 files")
