"""Exports in a process of their own: the same files, sentences and ends."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.music.pieces import four_parts
from vaecomposer.errors import ComposerError
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.swing import Swing
from vaecomposer.studio import export_elsewhere
from vaecomposer.studio.export_elsewhere import run_elsewhere
from vaecomposer.studio.export_job import ExportJob, ExportStoppedError, run_export
from vaecomposer.ui.export.choices import kind_of


def job(folder: Path, name: str, bars: int = 4, **said: object) -> ExportJob:
    kind = kind_of(Path(name))
    assert kind is not None
    return ExportJob(four_parts(bars), kind, folder / name, **said)  # type: ignore[arg-type]


def never() -> bool:
    return False


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.mid", "a.musicxml"])
def test_the_file_is_the_same(tmp_path: Path, name: str) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    said = {"swing": Swing(0.6), "mix": (TrackMix(), TrackMix(mute=True)), "bits": 16}
    shares: list[float] = []
    one = run_export(job(here, name, **said))
    other = run_elsewhere(job(there, name, **said), shares.append, never)
    assert other.sentence == one.sentence
    assert other.paths == (there / name,)
    assert (there / name).read_bytes() == (here / name).read_bytes()
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_what_goes_wrong_is_the_same_sentence(tmp_path: Path) -> None:
    wrong = job(tmp_path, "a.wav", soundfont=tmp_path / "none.sf2")
    with pytest.raises(ComposerError) as here:
        run_export(wrong)
    with pytest.raises(ComposerError) as there:
        run_elsewhere(wrong, lambda _share: None, never)
    assert str(there.value) == str(here.value)
    assert not list(tmp_path.iterdir())


def test_it_is_stopped_and_leaves_nothing(tmp_path: Path) -> None:
    shares: list[float] = []
    with pytest.raises(ExportStoppedError):
        run_elsewhere(job(tmp_path, "a.wav", 200), shares.append, lambda: len(shares) > 2)
    assert len(shares) < 400
    assert not list(tmp_path.iterdir())


def test_a_process_that_dies_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = export_elsewhere.start_child

    def start_and_kill(module: str, *arguments: str, log: str) -> object:
        process = start(module, *arguments, log=log)
        process.kill()
        return process

    monkeypatch.setattr(export_elsewhere, "start_child", start_and_kill)
    with pytest.raises(ComposerError, match=r"a\.wav was not written: the export ended by itself"):
        run_elsewhere(job(tmp_path, "a.wav"), lambda _share: None, never)


def test_a_job_travels_whole(tmp_path: Path) -> None:
    given = job(tmp_path, "a.wav", soundfont=tmp_path / "x.sf2", gain=0.5, stems=True)
    assert export_elsewhere._read_job(export_elsewhere._written(given)) == given
