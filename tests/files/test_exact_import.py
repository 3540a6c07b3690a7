"""Opened and written back, music is the same event for event, as another program reads it."""

from __future__ import annotations

import os
from pathlib import Path

import music21
import pretty_midi
import pytest

from tests.files.midi_events import Player, heard
from vaecomposer.errors import MidiFileError
from vaecomposer.files.midi_reading import read_midi, read_to_write_back
from vaecomposer.files.midi_writing import write_midi
from vaecomposer.paths import resources

FULL = os.environ.get("VAECOMPOSER_FULL_TESTS") == "1"
FOREIGN = sorted((Path(music21.__file__).parent / "midi" / "testPrimitive").glob("*.mid"))
"""Files of other programs, which come with a package that is there anyway."""

DEMOS = sorted((resources() / "demos").glob("*.mid"))


def written_back(path: Path) -> Path:
    target = path.with_name("back.mid")
    write_midi(read_to_write_back(path)[1], target)
    return target


@pytest.mark.parametrize("seed", range(2_000 if FULL else 150))
def test_what_any_hand_played_comes_back_event_for_event(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "in.mid"
    path.write_bytes(Player(seed).file())
    assert heard(written_back(path)) == heard(path)


@pytest.mark.parametrize("path", [*DEMOS, *FOREIGN], ids=lambda p: p.stem)
def test_what_programs_wrote_comes_back_event_for_event(tmp_path: Path, path: Path) -> None:
    (tmp_path / "in.mid").write_bytes(path.read_bytes())
    try:
        back = written_back(tmp_path / "in.mid")
    except MidiFileError as refusal:
        sentence = str(refusal)
    else:
        sentence = ""
        assert heard(back) == heard(path)
    assert "holds no notes" in sentence or not sentence


@pytest.mark.parametrize("path", DEMOS, ids=lambda p: p.stem)
def test_pretty_midi_hears_the_same_seconds(tmp_path: Path, path: Path) -> None:
    (tmp_path / "in.mid").write_bytes(path.read_bytes())
    before, after = (
        pretty_midi.PrettyMIDI(str(p)) for p in (path, written_back(tmp_path / "in.mid"))
    )
    for a, b in zip(before.instruments, after.instruments, strict=True):
        assert (a.program, a.is_drum, a.name) == (b.program, b.is_drum, b.name)
        assert [repr(n) for n in a.notes] == [repr(n) for n in b.notes]
        assert [repr(n) for n in a.control_changes] == [repr(n) for n in b.control_changes]
        assert [repr(n) for n in a.pitch_bends] == [repr(n) for n in b.pitch_bends]


def test_written_back_again_the_file_is_the_same_to_the_byte(tmp_path: Path) -> None:
    for seed in range(20):
        (tmp_path / "in.mid").write_bytes(Player(seed).file())
        first = written_back(tmp_path / "in.mid").read_bytes()
        (tmp_path / "in.mid").write_bytes(first)
        assert written_back(tmp_path / "in.mid").read_bytes() == first


def test_clicks_of_a_metre_are_kept_in_the_studio_too(tmp_path: Path) -> None:
    (tmp_path / "in.mid").write_bytes(Player(0).file())
    for seed in range(60):
        (tmp_path / "in.mid").write_bytes(Player(seed).file())
        write_midi(read_midi(tmp_path / "in.mid"), tmp_path / "out.mid")
        before, after = heard(tmp_path / "in.mid"), heard(tmp_path / "out.mid")
        assert after.signs["time_signature"] == before.signs["time_signature"]
        assert after.signs["set_tempo"] == before.signs["set_tempo"]
        assert (after.notes, after.settings) == (before.notes, before.settings)
