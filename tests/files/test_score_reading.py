"""Opening MusicXML and ABC."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.files import score_texts as xml
from tests.files.midi_pieces import file_of
from tests.files.midi_pieces import note as midi_note
from vaecomposer.errors import ComposerError, MidiFileError, ScoreFileError
from vaecomposer.files import score_reading
from vaecomposer.files.music_files import is_score, open_music
from vaecomposer.files.score_bars import WrittenMeasure, place_measures
from vaecomposer.files.score_repeats import RepeatSigns, played_order
from vaecomposer.music.key import Key, Mode
from vaecomposer.music.metre import Metre
from vaecomposer.music.piece import DRUM_CHANNEL, MetreChange, Piece, Role

Q = 480  # ticks of a quarter note


def read(folder: Path, text: str | bytes, name: str = "song.musicxml") -> Piece:
    """The one piece of a score."""
    (piece,) = read_all(folder, text, name)
    assert isinstance(piece, Piece), piece
    return piece


def read_all(folder: Path, text: str | bytes, name: str) -> list[Piece | ComposerError]:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return opened(path)


def opened(path: Path) -> list[Piece | ComposerError]:
    """Every piece of a file, or why it could not be read."""
    found: list[Piece | ComposerError] = []
    pieces = open_music(path)
    while True:
        try:
            piece = next(pieces, None)
            if piece is None:
                return found
            found.append(piece())
        except ComposerError as why:
            found.append(why)


def line(*bodies: str, pickup: bool = False, name: str = "Voice") -> str:
    return xml.score([(name, xml.measures(*bodies, pickup=pickup))])


def shown(piece: Piece, track: int = 0) -> list[tuple[float, int, float]]:
    """Onset, pitch and length in quarter notes."""
    return [(n.onset / Q, n.pitch, n.duration / Q) for n in piece.tracks[track].notes]


FOUR = "".join(xml.note(step, 4, 4) for step in "CDEF")


def test_notes_key_metre_tempo_and_title_are_read(tmp_path: Path) -> None:
    body = xml.attributes("3/4", -2, "minor") + xml.tempo(90) + xml.dynamic("p")
    notes = xml.note("G", 4, 4) + xml.note("B", 4, 2, alter=-1) + xml.note("D", 5, 2) + xml.rest(4)
    piece = read(tmp_path, xml.score([("Oboe", xml.measures(body + notes))], "Air"))
    assert shown(piece) == [(0, 67, 1), (1, 70, 0.5), (1.5, 74, 0.5)]
    assert piece.keys[0].key == Key(7, Mode.MINOR)
    assert piece.metres == (MetreChange(0, Metre(3, 4)),)
    assert piece.bpm == pytest.approx(90)
    assert {n.velocity for n in piece.tracks[0].notes} == {50}
    assert (piece.title, piece.tracks[0].name, piece.length) == ("Air", "Oboe", 3 * Q)
    assert piece.chords == ()


def test_a_score_without_signs_is_in_common_time_at_120(tmp_path: Path) -> None:
    piece = read(tmp_path, line(f"<attributes><divisions>4</divisions></attributes>{FOUR}"))
    assert piece.metre == Metre(4, 4)
    assert piece.bpm == pytest.approx(120)
    assert piece.title == "song"
    assert {n.velocity for n in piece.tracks[0].notes} == {80}


def test_ties_are_joined_over_bar_lines_and_chords_stay_whole(tmp_path: Path) -> None:
    piece = read(
        tmp_path,
        line(
            xml.attributes()
            + xml.rest(8)
            + xml.note("C", 4, 8, tie="start")
            + xml.note("E", 4, 8, chord=True),
            xml.note("C", 4, 16, tie="stop start"),
            xml.note("C", 4, 4, tie="stop") + xml.note("C", 4, 12),
        ),
    )
    assert shown(piece) == [(2, 60, 7), (2, 64, 2), (9, 60, 3)]


def test_grace_notes_are_left_out(tmp_path: Path) -> None:
    piece = read(tmp_path, line(xml.attributes() + xml.note("B", 3, 0, grace=True) + FOUR))
    assert [pitch for _, pitch, _ in shown(piece)] == [60, 62, 64, 65]


def test_a_pickup_stands_at_the_end_of_bar_0(tmp_path: Path) -> None:
    piece = read(tmp_path, line(xml.attributes() + xml.note("G", 4, 4), FOUR, pickup=True))
    assert shown(piece)[:2] == [(3, 67, 1), (4, 60, 1)]
    assert len(piece.bars()) == 2


def test_repeats_are_played_out_and_bars_stay_in_place(tmp_path: Path) -> None:
    piece = read(
        tmp_path,
        line(
            xml.attributes() + xml.note("G", 4, 4),
            xml.repeat("forward") + FOUR,
            "".join(xml.note(s, 5, 4) for s in "CDE") + xml.repeat("backward"),
            pickup=True,
        ),
    )
    firsts = [tick for tick, pitch, _ in shown(piece) if pitch == 60]
    assert firsts == [4, 12]
    assert all(bar.metre == Metre(4, 4) and bar.ticks == 4 * Q for bar in piece.bars())


def test_chord_symbols_become_spans(tmp_path: Path) -> None:
    symbols = [
        (xml.harmony("C", "major"), "C"),
        (xml.harmony("B", "minor-seventh", alter=-1), "B♭m7"),
        (xml.harmony("F", "half-diminished", alter=1), "F♯m7♭5"),
        (xml.harmony("G", "dominant", bass="B"), "G7/B"),
        (xml.harmony("D", "suspended-fourth"), "Dsus4"),
        (xml.harmony("E", "dominant", degree="9 -1 add"), "E7♭9"),
        (xml.harmony("A", "major", degree="9 0 add"), "Aadd9"),
        (xml.harmony("C", "none"), "–"),
    ]
    bodies = [symbol + xml.note("C", 5, 16) for symbol, _ in symbols]
    piece = read(tmp_path, line(xml.attributes() + bodies[0], *bodies[1:]))
    assert [str(span.chord) for span in piece.chords] == [name for _, name in symbols]
    assert [span.onset for span in piece.chords] == [4 * Q * i for i in range(8)]
    assert {span.duration for span in piece.chords} == {4 * Q}
    assert all(pitch == 72 for _, pitch, _ in shown(piece))


def test_a_transposing_instrument_sounds(tmp_path: Path) -> None:
    clarinet = "<transpose><diatonic>-1</diatonic><chromatic>-2</chromatic></transpose>"
    piece = read(tmp_path, line(xml.attributes(fifths=2, more=clarinet) + FOUR))
    assert [pitch for _, pitch, _ in shown(piece)] == [58, 60, 62, 63]
    assert piece.keys[0].key == Key(0, Mode.MAJOR)


def test_drums_are_found_by_their_instrument_or_their_place_on_the_staff(tmp_path: Path) -> None:
    kit = (
        '<score-instrument id="I1"><instrument-name>Cowbell</instrument-name></score-instrument>'
        '<midi-instrument id="I1"><midi-channel>10</midi-channel><midi-unpitched>57</midi-unpitched>'
        "</midi-instrument>"
    )
    hits = xml.unpitched("F4", 4) + xml.unpitched("C5", 4) + xml.unpitched("G5", 8)
    piece = read(tmp_path, line(xml.attributes() + hits, name="Drumset"))
    assert [pitch for _, pitch, _ in shown(piece)] == [36, 38, 42]
    assert piece.tracks[0].channel == DRUM_CHANNEL
    assert piece.tracks[0].role is Role.DRUMS
    said = xml.score(
        [("Kit", xml.measures(xml.attributes() + xml.unpitched("E5", 16, "I1")))], "", kit
    )
    assert [pitch for _, pitch, _ in shown(read(tmp_path, said))] == [56]


def test_parts_get_roles_and_share_their_bars(tmp_path: Path) -> None:
    low = xml.attributes() + "".join(xml.note(s, 2, 4) for s in "CGCG")
    high = xml.attributes() + "".join(xml.note(s, 5, 4) for s in "EDCD")
    # The bass rests out: its second measure is empty, the voice goes on.
    text = xml.score(
        [("Soprano", xml.measures(high, FOUR, FOUR)), ("Bass", xml.measures(low, "", FOUR))]
    )
    piece = read(tmp_path, text)
    assert [t.role for t in piece.tracks] == [Role.MELODY, Role.BASS]
    assert shown(piece, 1)[4][0] == 8


def test_packed_musicxml_is_read_with_and_without_a_container(tmp_path: Path) -> None:
    text = line(xml.attributes() + FOUR)
    plain = read(tmp_path, text)
    for container in (True, False):
        assert read(tmp_path, xml.packed(text, container), "song.mxl") == plain


def test_utf_16_is_read(tmp_path: Path) -> None:
    text = line(xml.attributes() + FOUR, name="Flöte").replace("UTF-8", "UTF-16")
    assert read(tmp_path, text.encode("utf-16")).tracks[0].name == "Flöte"


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.musicxml", b"", "is empty"),
        ("a.musicxml", b"<score-partwise><part>", "damaged or cut short"),
        ("a.xml", b"<html></html>", "is not MusicXML"),
        ("a.xml", b"<score-timewise></score-timewise>", "measure by measure"),
        ("a.mxl", b"PK\x03\x04nonsense", "damaged or cut short"),
        ("a.abc", b"Dear diary", "holds no tune"),
        ("a.abc", b"X:1\nT:Silence\nM:4/4\nK:C\n", "holds no notes"),
        ("a.musicxml", xml.score([]).encode(), "could not be read|holds no notes"),
    ],
)
def test_broken_scores_are_told_in_a_sentence(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    (why,) = read_all(tmp_path, data, name)
    assert isinstance(why, ScoreFileError)
    assert str(why).startswith(name)
    assert str(why).endswith(".")
    with pytest.raises(ScoreFileError, match=words):
        raise why


def test_an_endless_score_is_refused_as_a_score(tmp_path: Path) -> None:
    text = xml.score([("Voice", xml.measures(xml.attributes() + xml.note("C", 5, 16 * 30_000)))])
    (refusal,) = read_all(tmp_path, text, "endless.musicxml")
    assert isinstance(refusal, ScoreFileError)
    assert str(refusal) == (
        "endless.musicxml was not opened. The score lasts more than 20000 bars."
    )


def test_a_metre_that_no_file_can_keep_is_passed_over(tmp_path: Path) -> None:
    piece = read(tmp_path, "X:1\nM:300/4\nL:1/4\nK:C\nCDEF|GABc|\n", "a.abc")
    assert [change.metre for change in piece.metres] == [Metre(4, 4)]


def test_a_missing_file_and_a_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "folder.abc").mkdir()
    for path in (tmp_path / "none.abc", tmp_path / "folder.abc"):
        (why,) = opened(path)
        assert isinstance(why, ScoreFileError)


def test_a_packed_score_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(score_reading, "LARGEST_SCORE", 10_000)
    text = line(xml.attributes() + FOUR) + "<!--" + " " * 20_000 + "-->"
    (why,) = read_all(tmp_path, xml.packed(text), "a.mxl")
    assert "too large for a score" in str(why)
    with zipfile.ZipFile(tmp_path / "empty.mxl", "w") as archive:
        archive.writestr("readme.txt", "nothing")
    (why,) = opened(tmp_path / "empty.mxl")
    assert "holds no score" in str(why)


@given(st.integers(0, 400), st.binary(max_size=6))
def test_damage_never_raises(place: int, rubbish: bytes) -> None:
    import tempfile

    text = line(xml.attributes() + xml.harmony("C", "major") + FOUR, FOUR).encode()
    with tempfile.TemporaryDirectory() as folder:
        cut = text[: place * 3] + rubbish + text[place * 3 + len(rubbish) :]
        (result,) = read_all(Path(folder), cut, "a.musicxml")
        assert isinstance(result, (Piece, ScoreFileError))


TUNES = """%abc-2.1
X:1
T:A jig
M:6/8
L:1/8
Q:3/8=120
K:Ador
e|:"Am"ABc "^slowly""G"BAG|"Am"A3 A2e|"C"cde "G"dcB|"Am"A3 A2e:|

Words about the tune that are no music.

X:2
T:Nothing
M:4/4
K:G
|||

X:3
T:A polka
M:2/4
L:1/8
K:Emin
"Em"EF GA|"Bm7"B2 "D/F#"A2-|A4|1 E4:|2 G4|]
"""


def test_every_tune_of_an_abc_file_is_read_and_a_broken_one_spoils_no_other(tmp_path: Path) -> None:
    jig, nothing, polka = read_all(tmp_path, TUNES, "tunes.abc")
    assert isinstance(jig, Piece)
    assert (jig.title, jig.metre, jig.key) == ("A jig", Metre(6, 8), Key(9, Mode.DORIAN))
    assert jig.bpm == pytest.approx(180, abs=0.01)
    # The pickup, the bar after it, and the same again in the repeat.
    assert shown(jig)[:2] == [(2.5, 76, 0.5), (3, 69, 0.5)]
    assert len(jig.tracks[0].notes) == 1 + 2 * 18
    assert [str(s.chord) for s in jig.chords[:3]] == ["Am", "G", "Am"]
    assert isinstance(nothing, ScoreFileError)
    assert "tune 2" in str(nothing)
    assert isinstance(polka, Piece)
    assert polka.key == Key(4, Mode.MINOR)
    assert [str(s.chord) for s in polka.chords] == ["Em", "Bm7", "D/F♯"] * 2
    # A tied minim, and both endings.
    assert (3, 69, 3) in shown(polka)
    assert [p for _, p, length in shown(polka) if length == 2] == [64, 67]


def test_voices_of_an_abc_tune_become_tracks(tmp_path: Path) -> None:
    text = "X:1\nM:4/4\nL:1/4\nK:C\nV:1\ncdef|gfed|\nV:2 clef=bass\nC,G,C,G,|C,G,C,G,|\n"
    piece = read(tmp_path, text, "a.abc")
    assert [len(t.notes) for t in piece.tracks] == [8, 8]
    assert len({t.channel for t in piece.tracks}) == 2


def test_all_kinds_of_files_are_read_by_one_function(tmp_path: Path) -> None:
    (tmp_path / "a.MID").write_bytes(file_of(midi_note(0, 60, Q)))
    (tmp_path / "b.mid").write_bytes(b"rubbish")
    (tmp_path / "c.ABC").write_text("X:1\nM:4/4\nL:1/4\nK:C\nCDEF|\n")
    (midi,), (broken,), (tune,) = (opened(tmp_path / n) for n in ("a.MID", "b.mid", "c.ABC"))
    assert isinstance(midi, Piece)
    assert midi.chords == ()  # what analysis would name is not written in the file
    assert isinstance(broken, MidiFileError)
    assert isinstance(tune, Piece)
    assert [is_score(tmp_path / n) for n in ("a.MID", "c.ABC")] == [False, True]


def test_reading_leaves_no_cache_and_unpickles_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.musicxml").write_text(line(xml.attributes() + FOUR))
    (tmp_path / "a.abc").write_text(TUNES)
    code = (
        "import pickle, socket, sys, pathlib, tempfile\n"
        "def no(*a, **k): raise AssertionError('touched')\n"
        f"scratch = pathlib.Path({str(tmp_path / 'scratch')!r}); scratch.mkdir()\n"
        "tempfile.tempdir = str(scratch)\n"
        "from vaecomposer.errors import ComposerError\n"
        "from vaecomposer.files.music_files import open_music\n"
        "assert 'music21' not in sys.modules\n"
        "import music21\n"
        "pickle.load = pickle.loads = pickle.dump = pickle.dumps = no\n"
        "socket.socket.connect = no\n"
        "for name in sys.argv[1:]:\n"
        "    for piece in open_music(pathlib.Path(name)):\n"
        "        try: print(type(piece()).__name__)\n"
        "        except ComposerError as why: print(type(why).__name__)\n"
        "assert [p for p in scratch.rglob('*') if p.is_file()] == []\n"
    )
    files = [str(tmp_path / "a.musicxml"), str(tmp_path / "a.abc")]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code, *files],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["Piece", "Piece", "ScoreFileError", "Piece"]


@given(
    st.lists(
        st.tuples(st.integers(1, 40), st.sampled_from([8, 12, 16])).map(
            lambda pair: WrittenMeasure(*pair)
        ),
        max_size=12,
    )
)
def test_measures_never_overlap_and_bars_follow_one_another(measures: list[WrittenMeasure]) -> None:
    placed = place_measures(measures)
    end = 0
    for measure, where in zip(measures, placed, strict=True):
        assert where.bar_start <= where.start
        assert where.start >= end
        end = where.start + measure.length
    starts = [where.bar_start for where in placed]
    assert starts == sorted(starts)
    for i in range(1, len(placed)):
        # From one bar line to another lie whole bars of the metre before.
        assert (starts[i] - starts[i - 1]) % measures[i - 1].bar == 0


def test_short_measures_find_their_place() -> None:
    def places(*lengths: int) -> list[int]:
        return [w.start for w in place_measures([WrittenMeasure(n, 16) for n in lengths])]

    assert places(16, 16) == [0, 16]
    assert places(4, 16, 16) == [12, 16, 32]  # a pickup
    assert places(16, 12, 4, 16) == [0, 16, 28, 32]  # a bar divided by a repeat sign
    assert places(16, 16, 4, 16) == [0, 16, 44, 48]  # a pickup to a new section
    assert places(16, 12, 16) == [0, 16, 32]  # a bar not filled
    assert places(16, 12) == [0, 16]  # the last bar, shortened by the pickup
    assert places(20, 16) == [0, 32]  # a bar too full


def order(*signs: str) -> list[int]:
    """The order in which measures are played: ``|:`` opens, ``:|`` closes, digits are endings."""
    return played_order(
        [
            RepeatSigns(
                "|:" in sign,
                2 if ":|" in sign else 0,
                frozenset(int(c) for c in sign if c.isdecimal()),
            )
            for sign in signs
        ]
    )


def test_repeats_and_endings_are_played_as_musicians_do() -> None:
    assert order("", "", "") == [0, 1, 2]
    assert order("", "|:", ":|", "") == [0, 1, 2, 1, 2, 3]
    assert order("", ":|", "", ":|") == [0, 1, 0, 1, 2, 3, 2, 3]  # without opening signs
    assert order("|:", "1 :|", "2", "") == [0, 1, 0, 2, 3]
    assert order("|:", "1", "1 :|", "2", "2", "|:", ":|") == [0, 1, 2, 0, 3, 4, 5, 6, 5, 6]
    assert order("|:", "12 :|", "3") == [0, 1, 0, 1, 0, 2]
    assert order("|:", "1 :|", "2 :|", "3", "") == [0, 1, 0, 2, 0, 3, 4]
    assert order("|: :|", "") == [0, 0, 1]
    assert order(*[":|"] * 20) == [i // 2 for i in range(40)]


@given(
    st.lists(
        st.builds(
            RepeatSigns,
            st.booleans(),
            st.sampled_from([0, 0, 2, 3, 99]),
            st.frozensets(st.integers(1, 3), max_size=2),
        ),
        max_size=25,
    )
)
def test_playing_ends_whatever_the_signs_say(signs: list[RepeatSigns]) -> None:
    played = played_order(signs)
    assert len(played) <= 8 * len(signs)
    assert set(played) <= set(range(len(signs)))
    if not any(s.endings for s in signs):
        assert set(played) == set(range(len(signs)))
