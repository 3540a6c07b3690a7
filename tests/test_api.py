"""The program from Python, with an untrained composer; and the example of the README, with the shipped one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import vaecomposer as vc
from tests.commands.conftest import Noting
from tests.music.pieces import four_parts
from vaecomposer import api
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.piece import Role
from vaecomposer.paths import checkout


@pytest.fixture(scope="module")
def untrained() -> Noting:
    return Noting()


@pytest.fixture
def composer(untrained: Noting) -> vc.Composer:
    untrained.asked.clear()
    return api.Composer(untrained)


@pytest.fixture
def song(tmp_path: Path) -> vc.Song:
    path = tmp_path / "in.mid"
    write_midi(four_parts(4), path)
    return vc.open_music(str(path))


def test_a_song_tells_what_it_is_and_is_written_as_it_was(song: vc.Song, tmp_path: Path) -> None:
    assert (str(song.key), song.bars, len(song.notes("bass"))) == ("A minor", 4, 4)
    assert song.chords.startswith("Am | F | C | G")
    song.save(tmp_path / "out.mid")
    assert read_midi(tmp_path / "out.mid").tracks == song.piece.tracks
    song.save(str(tmp_path / "out.musicxml"))
    assert (tmp_path / "out.musicxml").read_text().startswith("<?xml")
    with pytest.raises(vc.ComposerError, match=r"\.mid, \.musicxml or \.mxl"):
        song.save(tmp_path / "out.wav")


def test_locks_add_up_and_can_be_taken_off(song: vc.Song) -> None:
    note = song.notes("melody")[3]
    locked = song.locked("bass").locked(bars="2-3").locked(["drums"], notes=[("melody", note)])
    assert locked.locks.tracks == {2, 3}
    assert locked.locks.bars == {1, 2}
    assert locked.locks.notes == {(0, note.onset, note.pitch)}
    assert locked.unlocked() == song
    with pytest.raises(vc.ComposerError, match="no such note"):
        song.locked(notes=[("bass", note)])


def test_every_operation_has_a_method_and_heeds_locks(composer: vc.Composer, song: vc.Song) -> None:
    held = song.locked("melody", bars=[1])
    other = composer.compose("C major", 4, seed=3)
    made = [
        composer.vary(held, 60, seed=2),
        composer.continue_(held, 2, seed=2),
        composer.fill(held, "2-3"),
        composer.interpolate(held, other, 2),
        composer.accompany(held, parts=["bass", "drums"], style="jazz"),
        composer.harmonise(held, "chords,bass"),
        composer.reharmonise(held, "i VI | III VII", adapt=True),
        composer.transfer(held, "pop", (0.5, 0.5)),
        composer.simplify(held, 80),
        composer.busier(held, 80, bars="2-4"),
        composer.humanise(held),
        composer.groove(held, other, "drums"),
        composer.shape(held, density=60, harmonic_rhythm=-20, directions={1: 50}, mood=(0.5, 0.0), bars="1-3"),
    ]  # fmt: skip
    bar = song.piece.bars()[0].end
    for result in made:
        assert result.locks == held.locks
        tune = tuple(n for n in result.notes("melody") if n.onset < song.piece.length)
        assert tune == song.notes("melody")
        for part in ("chords", "bass", "drums"):
            firsts = [[n for n in each.notes(part) if n.onset < bar] for each in (song, result)]
            assert firsts[0] == firsts[1]
    assert composer.vary(song, 0) == song


def test_a_new_phrase_is_as_it_was_wished(composer: vc.Composer) -> None:
    made = composer.compose(
        "F# dorian", 2, style="jazz", tempo=120, chords="i IV", parts="melody,bass", seed=9
    )
    assert (made.key, made.bars, made.piece.bpm) == (Key(6, Mode.DORIAN), 2, 120)
    assert {t.role for t in made.piece.tracks} == {Role.MELODY, Role.BASS}
    assert made.chords == "F♯m | B"
    assert made == composer.compose(
        "F# dorian", 2, style="jazz", tempo=120, chords="i IV", parts="melody,bass", seed=9
    )


def test_wishes_that_cannot_be_are_sentences(composer: vc.Composer, song: vc.Song) -> None:
    for wish, words in (
        (lambda: composer.compose("H major"), "H major is not a key"),
        (lambda: composer.compose(bars=17), "1 to 16 bars"),
        (lambda: composer.compose(style="polka"), "polka is not a style"),
        (lambda: composer.shape(song, speed=3), "speed is not a slider"),
        (lambda: composer.shape(song, density=300), "density=300 cannot be"),
        (lambda: composer.shape(song, directions={99: 1}), "99 is not a Direction"),
        (lambda: composer.accompany(song, []), "which parts"),
        (lambda: composer.vary(song, bars="9"), "no bar 9"),
    ):
        with pytest.raises(vc.ComposerError, match=words):
            wish()


def test_a_name_that_there_is_not_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="orchestra"):
        vc.orchestra  # noqa: B018


def test_the_example_of_the_readme_runs_and_is_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (checkout() / "README.md").read_text(encoding="utf-8")
    section = readme.split("## From Python")[1].split("\n## ")[0]
    (example,) = re.findall(r"```python\n(.*?)```", section, re.DOTALL)
    assert len([line for line in example.splitlines() if line.strip()]) <= 12
    write_midi(four_parts(4), tmp_path / "in.mid")
    monkeypatch.chdir(tmp_path)
    exec(compile(example, "README.md", "exec"), {})
    before, after = read_midi(tmp_path / "in.mid"), read_midi(tmp_path / "out.mid")
    assert after.tracks[0].notes[: len(before.tracks[0].notes)] == before.tracks[0].notes
    assert after.tracks != before.tracks
