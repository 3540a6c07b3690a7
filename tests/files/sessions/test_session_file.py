"""Sessions on disk: they come back as they were, and bad files are told in a sentence."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.music.pieces import four_parts
from vaecomposer.errors import SessionFileError
from vaecomposer.files.sessions.recovery import discard, left_behind, new_copy
from vaecomposer.files.sessions.session_file import (
    MOST_ENTRIES,
    SavedSession,
    packed,
    read_session,
    write_session,
)
from vaecomposer.music.chord import Chord
from vaecomposer.music.metre import Metre
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.piece import Event
from vaecomposer.music.swing import Swing
from vaecomposer.session import edits, song, takes
from vaecomposer.session.state import Conditions, Locks, Morph, SessionState

A = four_parts()
ODD = replace(
    four_parts(bars=3, metre=Metre(7, 8)),
    title="Außer “Takt” 七",
    tracks=(replace(A.tracks[0], events=(Event(5, b"\xb0\x40\x7f"), Event(9, b"\xff\x05la"))),),
)


def full_state() -> SessionState:
    state = SessionState()
    for edit in (
        edits.open_piece(ODD, "/there/odd.mid"),
        edits.take_composed(A, Conditions(mood=(0.5, -0.5), form="ABAC"), 99),
        edits.set_progression(((Chord(9, "min7", 9),), (Chord(2, "7", 2), Chord(7, "maj", 7)))),
        edits.set_shape(3, 40.5),
        edits.set_variation(12.0),
        edits.set_strands(((3, -20.0), (40, 55.0))),
        edits.set_track_mix(1, TrackMix(0.5, -0.25, mute=True, port="Bus 1", channel=3)),
        edits.set_swing(Swing(0.6, "sixteenth")),
        takes.rename(1, "Harbour dawn"),
        takes.star(2, on=True),
        takes.compare_with(1),
        song.add(1),
        song.add(2, name="Chorus"),
        song.change(1, repeats=3),
        song.set_transition(0, A),
    ):
        state = edit(state)
    return replace(
        state,
        bars=frozenset({1, 2}),
        locks=Locks(frozenset({0}), frozenset({1}), frozenset({(0, 480, 60)}), frozenset({"x"})),
        morph=Morph((1, None, 2, None), (0.25, 0.75), ((0.0, 0.1, 0.2), (1.5, 0.3, 0.4)), 6.5),
    )


FULL = full_state()
SAVED = SavedSession("Harbour Lights", (("", SessionState()), ("Open", FULL)), 1)


def test_a_session_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "harbour.vaec"
    write_session(SAVED, path)
    found = read_session(path)
    assert found == SAVED
    assert found.state.takes[1].source is found.state.source
    assert [p.name for p in tmp_path.iterdir()] == ["harbour.vaec"]


def test_what_is_shared_is_written_once() -> None:
    many = tuple((str(i), replace(FULL, seed=i)) for i in range(50))
    once = len(packed(SavedSession("", many[:1], 0)))
    assert len(packed(SavedSession("", many, 49))) < once + 50 * 600


def test_a_long_history_is_cut_and_the_present_kept(tmp_path: Path) -> None:
    many = tuple((f"Edit {i}", replace(SessionState(), seed=i)) for i in range(1000))
    for place in (0, 10, 500, 999):
        write_session(SavedSession("x", many, place), tmp_path / "x.vaec")
        found = read_session(tmp_path / "x.vaec")
        assert len(found.entries) == MOST_ENTRIES
        assert found.state.seed == place
        assert found.entries[0][0] == ""


def test_saving_over_a_session_that_cannot_be_replaced_leaves_it(tmp_path: Path) -> None:
    folder = tmp_path / "gone" / "x.vaec"
    with pytest.raises(SessionFileError, match=r"x\.vaec was not written"):
        write_session(SAVED, folder)


def rewritten(path: Path, name: str, change: Any) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {n: archive.read(n) for n in archive.namelist()}
    value = json.loads(parts[name])
    change(value)
    parts[name] = json.dumps(value).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for n, content in parts.items():
            archive.writestr(n, content)


def of_state(**fields: Any) -> Any:
    return lambda v: v["entries"][1]["state"].update(fields)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda v: v.update(format="other"), "not a session"),
        (lambda v: v.update(version=99), "newer VAE Composer"),
        (lambda v: v.update(place=7), "damaged"),
        (lambda v: v.update(entries=[]), "damaged"),
        (of_state(shape="loud"), "damaged"),
        (of_state(source={"$": "piece", "n": 77}), "damaged"),
        (of_state(source={"$": "os.system", "v": "x"}), "damaged"),
        (of_state(loop={"$": "LoopRegion", "start": "1"}), "damaged"),
    ],
)
def test_a_file_that_is_not_whole_is_told_in_a_sentence(
    tmp_path: Path, change: Any, sentence: str
) -> None:
    path = tmp_path / "x.vaec"
    write_session(SAVED, path)
    rewritten(path, "session.json", change)
    with pytest.raises(SessionFileError, match=sentence):
        read_session(path)


def test_a_file_of_an_earlier_version_lacks_fields_and_one_of_ours_may_have_more(
    tmp_path: Path,
) -> None:
    path = tmp_path / "x.vaec"
    write_session(SAVED, path)

    def older(v: Any) -> None:
        state = v["entries"][1]["state"]
        del state["variation"], state["locks"]
        state["shape"] = state["shape"][:5]
        state["something"] = 5

    rewritten(path, "session.json", older)
    found = read_session(path).state
    assert found.locks == Locks()
    assert found.shape == (0.0, 0.0, 0.0, 40.5, *(0.0,) * 8)


def test_a_path_of_an_earlier_version_begins_with_the_music(tmp_path: Path) -> None:
    path = tmp_path / "x.vaec"
    write_session(SAVED, path)

    def older(v: Any) -> None:
        del v["entries"][1]["state"]["morph"]["path_start"]

    rewritten(path, "session.json", older)
    assert read_session(path).state.morph == replace(FULL.morph, path_start=0.0)


def test_what_points_nowhere_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "x.vaec"
    write_session(SAVED, path)
    rewritten(path, "session.json", of_state(take=55, front=99, compared=44))
    found = read_session(path).state
    assert (found.source, found.take, found.compared) == (None, 0, None)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 10**9), st.integers(1, 30))
def test_damaged_bytes_never_escape_as_anything_but_a_sentence(
    tmp_path: Path, seed: int, count: int
) -> None:
    import random

    draw = random.Random(seed)
    content = bytearray(packed(SAVED))
    for _ in range(count):
        content[draw.randrange(len(content))] = draw.randrange(256)
    path = tmp_path / "x.vaec"
    path.write_bytes(content[: draw.randrange(1, len(content) + 1)])
    try:
        read_session(path)
    except SessionFileError as why:
        assert str(why).endswith(".")  # noqa: PT017


def test_copies_of_studios_that_ended_are_found_newest_first_and_damaged_ones_put_aside(
    tmp_path: Path,
) -> None:
    first, second, running, broken = (new_copy(tmp_path) for _ in range(4))
    write_session(replace(SAVED, name="First"), first)
    write_session(replace(SAVED, name="Second"), second)
    write_session(SAVED, running)
    broken.write_bytes(b"PK nothing")
    import os

    os.utime(first, (1, 1))
    found = left_behind(lambda path: path == running, tmp_path)
    assert [copy.session.name for copy in found] == ["Second", "First"]
    assert broken.with_suffix(".damaged").exists()
    discard(first)
    assert len(left_behind(lambda path: path == running, tmp_path)) == 1
    assert left_behind(lambda _: False, tmp_path / "nothing") == []
