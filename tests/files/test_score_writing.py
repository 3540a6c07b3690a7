"""Writing MusicXML: what is written is read back, by us and by music21."""

from __future__ import annotations

import errno
import os
import tempfile
import zipfile
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from music21.musicxml.xmlToM21 import MusicXMLImporter

from tests.files.score_pieces import Q, as_music21_can, notes_of, notes_of_part, written_pieces
from tests.music.pieces import four_parts
from vaecomposer.errors import ScoreFileError
from vaecomposer.files.midi_reading import read_midi
from vaecomposer.files.music_files import open_music
from vaecomposer.files.score_spelling import sharps, spelled, tonic_name
from vaecomposer.files.score_writing import write_score
from vaecomposer.music.chord import QUALITIES, Chord
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.note import Note
from vaecomposer.music.piece import (
    ChordSpan,
    KeyChange,
    MetreChange,
    Piece,
    Role,
    Track,
    tempo_at,
)
from vaecomposer.paths import resources

# music21 is slow, and so few pieces are made.
few = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)

DEMOS = sorted((resources() / "demos").glob("*.mid"))


def written(piece: Piece, name: str = "song.musicxml") -> tuple[Piece, Any, int]:
    """What our reader and music21 find in the score of a piece, and how many notes were moved."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        report = write_score(piece, path)
        assert [p.name for p in path.parent.iterdir()] == [name]
        (read,) = open_music(path)
        back = read()
        return back, by_music21(path), report.moved


def by_music21(path: Path) -> Any:
    """The score as music21 alone understands it."""
    data = path.read_bytes()
    if path.suffix == ".mxl":
        with zipfile.ZipFile(path) as archive:
            data = archive.read("score.musicxml")
    importer = MusicXMLImporter()
    importer.xmlRootToScore(ElementTree.fromstring(data), importer.stream)
    return importer.stream


def one_track(*notes: Note, metres: tuple[MetreChange, ...] = (), **more: Any) -> Piece:
    track = Track("Flute", Role.MELODY, 0, 73, tuple(sorted(notes)))
    metres = metres or (MetreChange(0, Metre(4, 4)),)
    length = more.pop("length", 4 * Q)
    return Piece(Q, (track,), (tempo_at(0, 90),), metres, length=length, **more)


@few
@given(written_pieces())
def test_any_piece_on_the_grid_comes_back_note_for_note(piece: Piece) -> None:
    back, score, moved = written(piece)
    assert moved == 0
    assert [notes_of(t) for t in back.tracks] == [notes_of(t) for t in piece.tracks]
    assert [notes_of_part(p) for p in score.parts] == [as_music21_can(t) for t in piece.tracks]
    assert [(t.name, t.program, t.is_drums) for t in back.tracks] == [
        (t.name, t.program, t.is_drums) for t in piece.tracks
    ]
    assert (back.chords, back.metres, back.title) == (piece.chords, piece.metres, piece.title)
    assert back.keys == piece.keys
    assert round(back.bpm) == round(piece.bpm)


@few
@given(written_pieces())
def test_the_bars_of_a_score_are_the_piece_s_bars(piece: Piece) -> None:
    _, score, _ = written(piece)
    for part in score.parts:
        measures = list(part.getElementsByClass("Measure"))
        assert [Fraction(m.offset) * Q for m in measures] == [b.start for b in piece.bars()]
        assert [Fraction(m.duration.quarterLength) * Q for m in measures] == [
            b.ticks for b in piece.bars()
        ]


@pytest.mark.parametrize("demo", DEMOS, ids=lambda p: p.stem)
def test_the_demos_are_written_and_then_stay_as_they_are(demo: Path) -> None:
    piece = read_midi(demo)
    first, _, moved = written(piece)
    again, score, still = written(first, "song.mxl")
    assert (moved > 0, still) == (True, 0)
    assert [notes_of(t) for t in again.tracks] == [notes_of(t) for t in first.tracks]
    assert [notes_of_part(p) for p in score.parts] == [as_music21_can(t) for t in first.tracks]
    assert [len(t.notes) for t in first.tracks] == [len(t.notes) for t in piece.tracks]
    assert first.chords == again.chords == piece.chords
    assert (first.keys, first.metres, first.length) == (piece.keys, piece.metres, piece.length)
    far = max(
        abs(a.onset - b.onset)
        for one, two in zip(piece.tracks, first.tracks, strict=True)
        for a, b in zip(one.notes, two.notes, strict=True)
    )
    assert far <= Q // 8


def test_notes_off_the_grid_are_counted_and_told() -> None:
    piece = one_track(Note(0, 60, 240), Note(247, 62, 233), Note(480, 64, 480), Note(960, 65, 455))
    back, _, moved = written(piece)
    assert moved == 2
    assert notes_of(back.tracks[0]) == [
        (0, Fraction(1, 2), 60), (Fraction(1, 2), 1, 62), (1, 2, 64), (2, 3, 65),
    ]  # fmt: skip


def test_the_report_says_in_a_sentence_what_was_moved(tmp_path: Path) -> None:
    piece = one_track(Note(0, 60, 240), Note(247, 62, 233))
    assert write_score(piece, tmp_path / "a.musicxml").sentence == (
        "1 of 2 notes was drawn to the nearest 32nd or triplet so that it can be written."
    )
    assert write_score(four_parts(), tmp_path / "b.musicxml").sentence == ""


def test_swung_eighths_become_triplets() -> None:
    notes = [Note(Q * b + off, 60, 100) for b in range(4) for off in (0, 322)]
    back, _, moved = written(one_track(*notes))
    assert moved == 8
    assert [n.onset for n in back.tracks[0].notes] == [
        Q * b + o for b in range(4) for o in (0, 320)
    ]


def test_a_short_first_bar_is_a_pickup() -> None:
    metres = (MetreChange(0, Metre(4, 4)), MetreChange(Q, Metre(4, 4)))
    piece = one_track(Note(0, 67, Q), Note(Q, 72, 4 * Q), metres=metres, length=5 * Q)
    back, score, _ = written(piece)
    first, second = score.parts[0].getElementsByClass("Measure")
    assert (first.number, first.quarterLength, second.number, second.offset) == (0, 1, 1, 1)
    assert notes_of(back.tracks[0]) == [(3, 4, 67), (4, 8, 72)]  # our reader fills bar 0 with rests
    assert {bar.ticks for bar in back.bars()} == {4 * Q}


def test_a_bar_cut_short_by_a_metre_change_stays_short() -> None:
    metres = (MetreChange(0, Metre(4, 4)), MetreChange(6 * Q, Metre(3, 4)))
    piece = one_track(*(Note(Q * i, 60 + i, Q) for i in range(9)), metres=metres, length=9 * Q)
    _, score, _ = written(piece)
    measures = score.parts[0].getElementsByClass("Measure")
    assert [m.offset for m in measures] == [0, 4, 6]
    assert notes_of_part(score.parts[0]) == notes_of(piece.tracks[0])


@pytest.mark.parametrize("quality", QUALITIES)
def test_every_chord_symbol_comes_back_with_its_text(tmp_path: Path, quality: str) -> None:
    roots = range(12) if quality != "N" else (0,)
    spans = tuple(
        ChordSpan(4 * Q * i, 4 * Q, Chord(root, quality, bass))
        for i, (root, bass) in enumerate(
            (root, bass) for root in roots for bass in {root, (root + 7 * (quality != "N")) % 12}
        )
    )
    length = 4 * Q * len(spans)
    piece = one_track(*(Note(s.onset, 60, 4 * Q) for s in spans), length=length, chords=spans)
    back, _, _ = written(piece)
    assert back.chords == spans
    write_score(piece, tmp_path / "a.musicxml")
    kind = ElementTree.parse(tmp_path / "a.musicxml").find(".//harmony/kind")
    assert kind is not None
    if quality not in ("N", "maj"):
        assert kind.get("text") == str(spans[0].chord).removeprefix("C").partition("/G")[0]


KINDS = {
    "major", "minor", "augmented", "diminished", "dominant", "major-seventh", "minor-seventh",
    "diminished-seventh", "augmented-seventh", "half-diminished", "major-minor", "major-sixth", "minor-sixth",
    "dominant-ninth", "major-ninth", "minor-ninth", "dominant-11th", "minor-11th", "dominant-13th",
    "major-13th", "minor-13th", "suspended-second", "suspended-fourth", "power", "other", "none",
}  # fmt: skip


def test_only_kinds_of_the_standard_are_written(tmp_path: Path) -> None:
    spans = tuple(ChordSpan(4 * Q * i, 4 * Q, Chord(0, q, 0)) for i, q in enumerate(QUALITIES))
    piece = one_track(Note(0, 60, Q), length=4 * Q * len(spans), chords=spans)
    write_score(piece, tmp_path / "a.musicxml")
    kinds = {k.text for k in ElementTree.parse(tmp_path / "a.musicxml").iterfind(".//harmony/kind")}
    assert kinds <= KINDS


def test_drums_are_unpitched_and_keep_their_instruments(tmp_path: Path) -> None:
    notes = tuple(
        Note(Q * i // 2, p, Q // 2) for i, p in enumerate((36, 42, 38, 46, 51, 49, 77, 44))
    )
    kit = Track("Kit", Role.DRUMS, 9, 0, notes)
    piece = replace(four_parts(1), tracks=(four_parts(1).tracks[0], kit))
    write_score(piece, tmp_path / "a.musicxml")
    root = ElementTree.parse(tmp_path / "a.musicxml").getroot()
    drums = root.findall("part")[1]
    assert drums.find(".//pitch") is None
    assert len(drums.findall(".//unpitched")) == len(notes)
    assert drums.findtext(".//clef/sign") == "percussion"
    head = root.findall("part-list/score-part")[1]
    assert {m.text for m in head.iterfind("midi-instrument/midi-unpitched")} == {
        str(n.pitch + 1) for n in notes
    }
    assert {c.text for c in head.iterfind("midi-instrument/midi-channel")} == {"10"}
    ids = {i.get("id") for i in head.iterfind("score-instrument")}
    assert {i.get("id") for i in drums.iterfind(".//note/instrument")} == ids
    assert drums.findtext("measure/note[2]/notehead") == "x"


def test_the_bass_stands_in_the_bass_clef_and_the_tune_in_the_treble_clef(tmp_path: Path) -> None:
    write_score(four_parts(), tmp_path / "a.musicxml")
    root = ElementTree.parse(tmp_path / "a.musicxml").getroot()
    assert [p.findtext(".//clef/sign") for p in root.iterfind("part")] == [
        "G", "F", "F", "percussion",
    ]  # fmt: skip


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize("tonic", range(12))
def test_scales_are_spelled_with_the_signature_alone(tonic: int, mode: Mode) -> None:
    key = Key(tonic, mode)
    count = sharps(key)
    altered = "FCGDAEB"[:count] if count > 0 else "BEADGCF"[:-count]
    names = [spelled(pitch_class, key) for pitch_class in key.scale]
    assert {n.step for n in names} == set("ABCDEFG")
    assert {n.step for n in names if n.alter} == set(altered)
    assert tonic_name(key) == spelled(tonic, key)


def test_a_pitch_keeps_its_octave_however_it_is_spelled() -> None:
    key = KeyChange(0, Key(6, Mode.MAJOR))  # F♯ major: B♯ and E♯
    notes = [Note(Q * i, p, Q) for i, p in enumerate((59, 60, 61, 65))]
    back, _, _ = written(one_track(*notes, keys=(key,)))
    assert [n.pitch for n in back.tracks[0].notes] == [59, 60, 61, 65]


def test_accidentals_are_shown_once_a_bar(tmp_path: Path) -> None:
    notes = [Note(Q * i, p, Q) for i, p in enumerate((66, 66, 65, 66, 66))]
    write_score(one_track(*notes, length=8 * Q), tmp_path / "a.musicxml")
    root = ElementTree.parse(tmp_path / "a.musicxml").getroot()
    shown = [n.findtext("accidental") for n in root.iter("note") if n.find("pitch") is not None]
    assert shown == ["sharp", None, "natural", "sharp", "sharp"]


def test_more_notes_at_once_than_four_voices_hold_are_tied_together() -> None:
    notes = [Note(i * 60, 60 + 3 * i, 4 * Q - i * 60) for i in range(7)]
    back, score, moved = written(one_track(*notes))
    assert moved == 0
    assert notes_of(back.tracks[0]) == notes_of(one_track(*notes).tracks[0])
    assert len(score.parts[0].getElementsByClass("Measure")[0].voices) == 4


def test_every_voice_fills_its_bar(tmp_path: Path) -> None:
    write_score(read_midi(DEMOS[0]), tmp_path / "a.musicxml")
    root = ElementTree.parse(tmp_path / "a.musicxml").getroot()
    for measure in root.iter("measure"):
        lengths: dict[str, int] = {}
        for note in measure.iter("note"):
            if note.find("chord") is None:
                voice = note.findtext("voice") or "1"
                lengths[voice] = lengths.get(voice, 0) + int(note.findtext("duration") or 0)
        assert set(lengths.values()) == {4 * 10_080}


def test_the_same_piece_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("a.mxl", "b.mxl"):
        write_score(four_parts(), tmp_path / name)
    assert (tmp_path / "a.mxl").read_bytes() == (tmp_path / "b.mxl").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.mxl") as archive:
        assert archive.namelist() == ["META-INF/container.xml", "score.musicxml"]
        assert b"music21" not in archive.read("score.musicxml")


def test_any_resolution_is_written(tmp_path: Path) -> None:
    for resolution in (1, 5, 96, 1001):
        piece = one_track(*(Note(i, 60 + i, 1) for i in range(8)), length=4 * resolution)
        report = write_score(replace(piece, ticks_per_quarter=resolution), tmp_path / "a.musicxml")
        assert report.notes == 8


def test_a_score_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    class Stopped(Exception):  # noqa: N818
        pass

    def stop(share: float) -> None:
        if share > 0.3:
            raise Stopped

    with pytest.raises(Stopped):
        write_score(four_parts(), tmp_path / "a.musicxml", stop)
    assert not list(tmp_path.iterdir())


def test_what_cannot_be_written_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ScoreFileError, match=r"ending in \.musicxml or \.mxl"):
        write_score(four_parts(), tmp_path / "a.pdf")
    with pytest.raises(ScoreFileError, match="no notes"):
        write_score(replace(four_parts(), tracks=()), tmp_path / "a.mxl")
    (tmp_path / "a.mxl").write_bytes(b"before")
    for code, words in ((errno.ENOSPC, "The disk is full"), (errno.EROFS, "This folder may not")):

        def refuse(self: Path, data: bytes, code: int = code) -> int:
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", refuse)
            with pytest.raises(ScoreFileError, match=rf"a\.mxl was not written\. {words}"):
                write_score(four_parts(), tmp_path / "a.mxl")
    assert [p.name for p in tmp_path.iterdir()] == ["a.mxl"]
    assert (tmp_path / "a.mxl").read_bytes() == b"before"
