"""Export jobs: whole, stopped or refused; stems that add up to the mix."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from tests.music.pieces import four_parts
from vaecomposer.audio.built_in import SoundFontSynth
from vaecomposer.audio.offline import render
from vaecomposer.errors import AudioFileError, ComposerError, SynthError
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.music_files import open_music
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.piece import Piece
from vaecomposer.music.swing import Swing, swung_piece
from vaecomposer.studio.export_job import (
    Exported,
    ExportJob,
    ExportStoppedError,
    ExportThread,
    run_export,
    stem_path,
)
from vaecomposer.ui.export.choices import ExportKind, kind_of

RATE = 22_050
SHORT = four_parts(2)
MIXED = (TrackMix(0.5, -0.6), TrackMix(0.4, 0.6), TrackMix(0.7), TrackMix(0.5, 0.2))


def job(folder: Path, name: str, **more: object) -> ExportJob:
    kind = kind_of(folder / name)
    assert kind is not None
    given = ExportJob(SHORT, kind, folder / name, sample_rate=RATE, mix=MIXED, gain=0.5)
    return replace(given, **more)  # type: ignore[arg-type]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(
    ("name", "bits", "subtype"),
    [
        ("a.wav", 16, "PCM_16"),
        ("a.wav", 24, "PCM_24"),
        ("a.wav", 32, "FLOAT"),
        ("a.flac", 16, "PCM_16"),
        ("a.flac", 24, "PCM_24"),
    ],
)
def test_sound_is_what_is_heard_to_the_sample(
    tmp_path: Path, name: str, bits: int, subtype: str
) -> None:
    swing = Swing(0.62)
    exported = run_export(job(tmp_path, name, bits=bits, swing=swing))
    assert exported.paths == (tmp_path / name,)
    assert names(tmp_path) == [name]
    info = soundfile.info(tmp_path / name)
    assert (info.subtype, info.samplerate, info.channels) == (subtype, RATE, 2)
    heard = render(SHORT, SoundFontSynth(None, RATE), mix=MIXED, gain=0.5, swing=swing)
    written, _ = soundfile.read(tmp_path / name, dtype="float32")
    assert written.shape == heard.shape
    assert np.abs(written - heard).max() <= (0 if bits == 32 else 2.0 ** (1 - bits))


def test_the_tail_is_written_until_it_is_silent(tmp_path: Path) -> None:
    run_export(job(tmp_path, "a.wav", bits=32))
    written, _ = soundfile.read(tmp_path / "a.wav", dtype="float32")
    seconds = 8 * 60 / 100
    assert len(written) > (seconds + 0.3) * RATE
    assert np.abs(written[round(seconds * RATE) :]).max() > 0.001
    assert np.abs(written[-RATE // 10 :]).max() < 1e-3


def test_the_stems_add_up_to_the_mix(tmp_path: Path) -> None:
    run_export(job(tmp_path, "a.wav", bits=32))
    stems = run_export(job(tmp_path, "a.wav", bits=32, stems=True)).paths
    assert [path.name for path in stems] == [
        "a - 1 Tune.wav", "a - 2 Pad.wav", "a - 3 Bass.wav", "a - 4 Kit.wav",
    ]  # fmt: skip
    mix, _ = soundfile.read(tmp_path / "a.wav", dtype="float32")
    assert 0.05 < np.abs(mix).max() < 0.9  # nothing limits
    total = np.zeros((len(mix) + 10 * RATE, 2))
    for path in stems:
        sound, _ = soundfile.read(path, dtype="float32")
        total[: len(sound)] += sound
    total[: len(mix)] -= mix
    residual = 20 * np.log10(np.abs(total).max() / np.abs(mix).max())
    assert residual < -60


def test_silent_and_empty_tracks_have_no_stem(tmp_path: Path) -> None:
    piece = SHORT.with_track(1, SHORT.tracks[1].with_notes(()))
    mix = (*MIXED[:2], TrackMix(mute=True), MIXED[3])
    exported = run_export(job(tmp_path, "a.flac", piece=piece, mix=mix, stems=True))
    assert names(tmp_path) == ["a - 1 Tune.flac", "a - 4 Kit.flac"]
    assert exported.sentence.endswith("2 silent tracks were left out.")
    with pytest.raises(AudioFileError, match="no track is heard"):
        run_export(job(tmp_path, "b.flac", mix=(TrackMix(mute=True),) * 4, stems=True))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Melody", "song - 1 Melody.wav"),
        ('AC/DC: "Lead" <1>?', "song - 1 AC DC Lead 1.wav"),
        ("..", "song - 1 Track.wav"),
        ("", "song - 1 Track.wav"),
        ("a\x00b\n", "song - 1 a b.wav"),
        ("Flöte 鋼琴", "song - 1 Flöte 鋼琴.wav"),
        ("Dot. ", "song - 1 Dot.wav"),
    ],
)
def test_stems_have_names_that_every_system_takes(name: str, safe: str) -> None:
    assert stem_path(Path("/music/song.wav"), 1, name) == Path("/music") / safe


def test_long_names_of_tracks_are_cut_and_equal_ones_stay_apart() -> None:
    paths = {stem_path(Path("song.wav"), n, "x" * 300).name for n in (1, 2)}
    assert len(paths) == 2
    assert max(map(len, paths)) < 100


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.musicxml", "a.mxl", "a.mid"])
@pytest.mark.parametrize("stems", [False, True])
def test_a_stopped_export_leaves_what_was_there_and_nothing_else(
    tmp_path: Path, name: str, stems: bool
) -> None:
    (tmp_path / name).write_bytes(b"before")
    asked = [0]

    def is_stopped() -> bool:
        asked[0] += 1
        return asked[0] > (1 if name == "a.mid" else 3)

    if name == "a.mid":
        asked[0] = 1
    with pytest.raises(ExportStoppedError):
        run_export(job(tmp_path, name, stems=stems), is_stopped=is_stopped)
    assert names(tmp_path) == [name]
    assert (tmp_path / name).read_bytes() == b"before"


def test_stems_come_all_or_not_at_all(tmp_path: Path) -> None:
    last = tmp_path / "a - 4 Kit.wav"
    (tmp_path / "a - 1 Tune.wav").write_bytes(b"before")
    last.mkdir()  # a folder cannot be replaced by a file
    with pytest.raises(AudioFileError, match=r"was not written\."):
        run_export(job(tmp_path, "a.wav", stems=True))
    assert names(tmp_path) == ["a - 1 Tune.wav", "a - 4 Kit.wav"]
    assert (tmp_path / "a - 1 Tune.wav").read_bytes() == b"before"


def test_progress_rises_to_one(tmp_path: Path) -> None:
    for name, stems in (("a.wav", False), ("a.wav", True), ("a.musicxml", False), ("a.mid", False)):
        shares: list[float] = []
        run_export(job(tmp_path, name, stems=stems), shares.append)
        assert shares == sorted(shares)
        assert (shares[0], shares[-1]) == (0.0, 1.0)
        assert len(shares) < 600


def test_a_full_disk_and_a_read_only_folder_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(code: int) -> Callable[..., tuple[int, str]]:
        def make(**_given: object) -> tuple[int, str]:
            raise OSError(code, "refused")

        return make

    for code, words in ((errno.ENOSPC, "The disk is full"), (errno.EACCES, "may not be written")):
        monkeypatch.setattr("vaecomposer.files.whole_files.tempfile.mkstemp", refused(code))
        for name in ("a.wav", "a.mxl"):
            with pytest.raises(ComposerError, match=rf"{name} was not written.*{words}"):
                run_export(job(tmp_path, name))
    assert names(tmp_path) == []


def test_swing_is_written_into_the_notes_of_midi_and_not_into_scores(tmp_path: Path) -> None:
    swing = Swing(0.66)
    run_export(job(tmp_path, "a.mid", swing=swing))
    swung = swung_piece(SHORT, swing)
    assert [t.notes for t in read_midi(tmp_path / "a.mid").tracks] == [
        t.notes for t in swung.tracks
    ]
    assert swung != SHORT
    run_export(job(tmp_path, "a.musicxml", swing=swing))
    (read,) = open_music(tmp_path / "a.musicxml")
    assert [n.onset for n in read().tracks[0].notes] == [n.onset for n in SHORT.tracks[0].notes]


def test_other_instruments_than_those_asked_for_are_never_written(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.sf2"
    wrong.write_bytes(b"not a font")
    with pytest.raises(SynthError, match=r"wrong\.sf2"):
        run_export(job(tmp_path, "a.wav", soundfont=wrong))
    assert names(tmp_path) == ["wrong.sf2"]


@pytest.mark.parametrize("kind", list(ExportKind))
def test_every_kind_knows_its_names(kind: ExportKind) -> None:
    assert kind_of(Path("a" + kind.suffixes[0].upper())) is kind
    assert kind.named(Path("No. 5")).name == "No. 5" + kind.suffixes[0]
    assert kind.named(Path("a.wav")).suffix == kind.suffixes[0]


def ends(given: ExportJob, then: Callable[[ExportThread], None]) -> list[object]:
    """How a job on its thread ends."""
    found: list[object] = []
    going = threading.Event()

    def went(share: float) -> None:
        if share > 0:
            going.set()

    thread = ExportThread(given, went, found.append)
    thread.start()
    assert going.wait(20) or found
    then(thread)
    thread.join(20)
    assert not thread.is_alive
    return found


def test_a_thread_tells_once_how_its_job_ended(tmp_path: Path) -> None:
    (done,) = ends(job(tmp_path, "a.wav"), lambda thread: None)
    assert isinstance(done, Exported)
    (why,) = ends(job(tmp_path, "a.flac", bits=32), lambda thread: None)
    assert isinstance(why, AudioFileError)
    (nothing,) = ends(job(tmp_path, "b.wav", piece=four_parts(200)), ExportThread.cancel)
    assert nothing is None
    assert names(tmp_path) == ["a.wav"]


def test_a_defect_is_told_in_a_sentence(tmp_path: Path) -> None:
    broken: Piece = replace(SHORT, tracks=(None,))  # type: ignore[arg-type]
    (why,) = ends(job(tmp_path, "a.wav", piece=broken, stems=True), lambda thread: None)
    assert isinstance(why, ComposerError)
    assert "a defect in this program" in str(why)
