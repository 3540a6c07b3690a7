"""A lesson: a folder of music goes in, a songbook that knows it comes out, and the musician stays in charge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.training.folder_of_music import piece
from vaecomposer.errors import DataError
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.files.songbooks import shipped_songbook
from vaecomposer.lessons import giving
from vaecomposer.training import own_music
from vaecomposer.training.lesson import Gathered, Going, Judged, Lesson, Wish, Written
from vaecomposer.training.state import read_state
from vaecomposer.vae.checkpoint import Songbook, load_songbook

News = Gathered | Going | Judged | Written
CPU = torch.device("cpu")


class Pupil:
    """Listens, and wishes one thing after another once learning has begun."""

    def __init__(self, wishes: Sequence[Wish] = ()) -> None:
        self.news: list[News] = []
        self.wishes = list(wishes)

    def tell(self, news: News) -> None:
        self.news.append(news)

    def has_wish(self) -> bool:
        return bool(self.wishes) and any(isinstance(n, Judged) for n in self.news)

    def next_wish(self) -> Wish:
        return self.wishes.pop(0)

    def heard(self, kind: type[News]) -> list[News]:
        return [n for n in self.news if isinstance(n, kind)]


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    threads = torch.get_num_threads()
    bars, song = own_music.recipes(10.0)
    few = {part: replace(each, steps=2, batch=16, validate_every=1) for part, each in bars.items()}
    monkeypatch.setattr(
        own_music,
        "recipes",
        lambda _minutes: (few, replace(song, steps=2, batch=4, validate_every=1)),
    )
    monkeypatch.setattr(giving, "read_own_music", _reading_once(giving.read_own_music))
    yield
    torch.set_num_threads(threads)


def _reading_once(read):  # type: ignore[no-untyped-def]
    """Reading starts processes, which takes seconds: the same folder with the same files is read once."""

    def reading(folder, output, name, valid, progress):  # type: ignore[no-untyped-def]
        key = tuple(sorted(path.name for path in folder.iterdir()))
        if key not in _READ:
            report = read(folder, output, name, valid, progress)
            _READ[key] = report, output.read_bytes() if output.exists() else b""
        report, content = _READ[key]
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(content)
        progress(report.files, report.files)
        return report

    return reading


_READ: dict[tuple[str, ...], tuple[giving.Report, bytes]] = {}


def folder_of(tmp_path: Path, songs: int, first: int = 0) -> Path:
    folder = tmp_path / "Film cues"
    folder.mkdir()
    for seed in range(first, first + songs):
        write_midi(piece(seed, bars=12), folder / f"cue {seed}.mid")
    return folder


def lesson_of(folder: Path) -> Lesson:
    return Lesson(folder, "Film cues", folder.parent / "own.safetensors", shipped_songbook(), 10.0)


def give(lesson: Lesson, pupil: Pupil) -> bool:
    return giving.give_lesson(lesson, pupil, lambda _done, _files: None, "cpu")


def encoders(book: Songbook) -> dict[str, torch.Tensor]:
    nets = [("song", book.encoder), ("harmony", book.harmony.posterior)]
    for i, part in enumerate(book.parts):
        nets += [(f"{i} posterior", part.posterior), (f"{i} step", part.step), (f"{i} chord", part.chord)]  # fmt: skip
    return {f"{name}.{key}": value for name, net in nets for key, value in net.state_dict().items()}


def test_a_songbook_learns_and_its_sliders_keep_their_meaning(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 6)
    (folder / "broken.mid").write_bytes(b"MThd\0\0\0\6\0\1\0\2\1\xe0MTrk\0\0")
    lesson, pupil = lesson_of(folder), Pupil()
    assert give(lesson, pupil)
    (gathered,) = pupil.heard(Gathered)
    assert isinstance(gathered, Gathered)
    assert (gathered.songs, gathered.phrases) == (6, 18)
    assert [name for name, _ in gathered.skipped] == ["broken.mid"]
    first, *later = pupil.heard(Judged)
    assert isinstance(first, Judged)
    assert first.share == 0
    assert first.surprise == 1
    assert later
    shares = [n.share for n in pupil.heard(Going) if isinstance(n, Going)]
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)
    (written,) = pupil.heard(Written)
    assert isinstance(written, Written)
    assert written.final
    assert written.before == first.notes_right
    assert written.surprise <= 1
    book, base = load_songbook(written.path, CPU), load_songbook(lesson.base, CPU)
    assert book.card["name"] == "Film cues"
    assert book.card["figures"]["note_accuracy"] == pytest.approx(written.notes_right, abs=1e-4)
    assert book.card["sources"][0]["songs"] == 6
    for key, value in encoders(base).items():
        # Written anew in 8 bits a row: the same but for their rounding.
        torch.testing.assert_close(encoders(book)[key], value, rtol=0.01, atol=0.002)
    assert not torch.equal(book.conductor.prior_leave.weight, base.conductor.prior_leave.weight)
    torch.testing.assert_close(book.axes, base.axes)
    assert book.songs is not None
    assert base.songs is not None
    assert len(book.songs.names) > len(base.songs.names)
    assert {name for name in book.songs.names if name.startswith("cue")}
    assert not (giving.state_folder(folder) / "state").exists()


def test_pausing_hearing_and_keeping(tmp_path: Path) -> None:
    lesson = lesson_of(folder_of(tmp_path, 5))
    pupil = Pupil([Wish.PAUSE, Wish.HEAR, Wish.GO_ON, Wish.KEEP])
    assert give(lesson, pupil)
    heard, kept = pupil.heard(Written)
    assert isinstance(heard, Written)
    assert isinstance(kept, Written)
    assert (heard.final, kept.final) == (False, True)
    assert heard.path.name == "own so far.safetensors"
    assert load_songbook(heard.path, CPU).card["name"] == "Film cues so far"
    assert load_songbook(kept.path, CPU).card["name"] == "Film cues"
    assert pupil.wishes == []


def test_leaving_writes_nothing_and_another_time_it_goes_on(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 5)
    lesson, pupil = lesson_of(folder), Pupil([Wish.LEAVE])
    assert not give(lesson, pupil)
    assert pupil.heard(Written) == []
    assert not lesson.target.exists()
    state = giving.state_folder(folder) / "state"
    kept = read_state(state, "song")
    assert kept is not None
    assert kept.facts["step"] == 1
    pupil = Pupil([Wish.LEAVE])
    assert not give(lesson, pupil)
    gone_on = read_state(state, "song")
    assert gone_on is not None
    assert gone_on.facts["step"] == 2


def test_other_songs_begin_anew(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, 5)
    assert not give(lesson_of(folder), Pupil([Wish.LEAVE]))
    write_midi(piece(77, bars=12), folder / "one more.mid")
    assert not give(lesson_of(folder), Pupil([Wish.LEAVE]))
    found = read_state(giving.state_folder(folder) / "state", "song")
    assert found is not None
    assert found.facts["step"] == 1


def test_too_little_music_is_told(tmp_path: Path) -> None:
    lesson = lesson_of(folder_of(tmp_path, 2))
    with pytest.raises(
        DataError, match="2 of the 2 files in Film cues can be learned from; it takes 4"
    ):
        give(lesson, Pupil())
    (tmp_path / "empty").mkdir()
    with pytest.raises(DataError, match="no music"):
        give(replace(lesson, folder=tmp_path / "empty"), Pupil())


def test_what_cannot_be_written_is_said_before_anything_is_read(tmp_path: Path) -> None:
    lesson = lesson_of(folder_of(tmp_path, 4))
    with pytest.raises(
        DataError, match=r"studio\.safetensors is the songbook that learning begins"
    ):
        give(replace(lesson, target=lesson.base), Pupil())
    (tmp_path / "file").write_text("")
    with pytest.raises(DataError, match=r"The songbook cannot be written to .*file"):
        give(replace(lesson, target=tmp_path / "file" / "a.safetensors"), Pupil())
