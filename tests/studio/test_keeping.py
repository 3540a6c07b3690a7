"""Sessions in the studio: saved, opened, kept through a crash, and found again."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from vaecomposer.files.sessions import recovery
from vaecomposer.files.sessions.recovery import left_behind
from vaecomposer.files.sessions.session_file import read_session
from vaecomposer.session import edits, takes
from vaecomposer.settings import Settings
from vaecomposer.studio import keeping as keeping_module

from .conftest import Desk, desk_of


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(keeping_module, "COPY_AFTER_MS", 20)
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")


@pytest.fixture
def open_desk(qtbot: QtBot) -> Callable[..., Desk]:
    made: list[Desk] = []

    def opened(settings: Settings | None = None) -> Desk:
        desk = desk_of(qtbot, settings)
        desk.studio.keeping.start()
        made.append(desk)
        return desk

    yield opened  # type: ignore[misc]
    for desk in made:
        desk.studio.close()


def copies() -> list[str]:
    return [c.session.name for c in left_behind(lambda _: False)]


def test_saving_and_opening_bring_back_the_same_session(
    qtbot: QtBot, open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = open_desk()
    studio, window = desk.studio, desk.studio.window
    studio.document.apply("Density +30", edits.set_shape(0, 30.0))
    assert window.isWindowModified()
    window.save_as_requested.emit(str(tmp_path / "Harbour Lights"))
    qtbot.waitUntil(lambda: not window.isWindowModified())
    path = tmp_path / "Harbour Lights.vaec"
    assert read_session(path).state == studio.document.state
    assert window.transport.title.text == "Harbour Lights"
    assert window.transport.origin.text == "Saved just now"
    assert studio.settings.recent == (str(path),)

    before = studio.document.state
    studio.document.apply("Density +60", edits.set_shape(0, 60.0))
    window.open_requested.emit(str(path))
    assert studio.document.state == before
    assert studio.document.undo_label == "Density +30"
    studio.document.undo()
    assert studio.document.state.shape[0] == 0.0


def test_save_writes_where_it_was_saved_before_and_asks_the_first_time(
    qtbot: QtBot, open_desk: Callable[..., Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    window = desk.studio.window
    asked: list[str] = []
    monkeypatch.setattr(window, "ask_save_as", asked.append)
    window.save_requested.emit()
    assert asked == ["Harbour Lights"]
    window.save_as_requested.emit(str(tmp_path / "a.vaec"))
    qtbot.waitUntil(lambda: not window.isWindowModified())
    desk.studio.document.apply("Tempo", edits.set_bpm(133))
    window.save_requested.emit()
    qtbot.waitUntil(lambda: not window.isWindowModified())
    assert read_session(tmp_path / "a.vaec").state.conditions.bpm == 133
    assert asked == ["Harbour Lights"]


def test_every_change_is_in_the_copy_within_moments(
    qtbot: QtBot, open_desk: Callable[..., Desk]
) -> None:
    desk = open_desk()
    desk.studio.document.apply("Tempo", edits.set_bpm(77))
    qtbot.waitUntil(lambda: "Kept" in desk.studio.window.transport.origin.text)
    desk.studio.document.apply("Tempo", edits.set_bpm(78))

    def copied() -> bool:
        found = left_behind(lambda _: False)
        return bool(found) and found[0].session.state.conditions.bpm == 78

    qtbot.waitUntil(copied)
    # It belongs to a studio that runs: no other start offers it.
    assert left_behind(keeping_module._in_use) == []


def test_a_session_that_was_left_without_saving_is_offered_and_comes_back(
    qtbot: QtBot, open_desk: Callable[..., Desk]
) -> None:
    first = open_desk()
    first.studio.document.apply("Tempo", edits.set_bpm(77))
    first.studio.document.apply("Name", takes.rename(1, "Harbour dawn"))
    state = first.studio.document.state
    first.studio.close()
    assert copies() == ["Harbour dawn"]

    second = open_desk()
    window = second.studio.window
    assert any("was not saved" in text for text in window._toasts.texts)
    assert window.menu.kept[0].startswith("Harbour dawn · 1 take")
    window.recovery_picked.emit(0)
    assert second.studio.document.state == state
    assert window.isWindowModified()
    # The second's own, as it is now and as it was before.
    assert len(list(recovery.recovery_folder().glob("[!.]*.vaec"))) == 2


def test_a_session_that_is_saved_leaves_nothing_behind(
    qtbot: QtBot, open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = open_desk()
    desk.studio.document.apply("Tempo", edits.set_bpm(77))
    qtbot.waitUntil(lambda: copies() != [])
    desk.studio.window.save_as_requested.emit(str(tmp_path / "a.vaec"))
    qtbot.waitUntil(lambda: not desk.studio.window.isWindowModified())
    desk.studio.close()
    assert list(recovery.recovery_folder().glob("*")) == []


def test_a_new_session_starts_empty_and_the_one_before_stays_within_reach(
    open_desk: Callable[..., Desk],
) -> None:
    desk = open_desk()
    before = desk.studio.document.state
    desk.studio.window.new_requested.emit()
    assert desk.studio.document.state.shown is None
    assert desk.studio.window.transport.origin.text == "No music yet"
    desk.studio.window.recovery_picked.emit(0)
    assert desk.studio.document.state == before


def test_a_damaged_file_is_told_and_the_session_stays(
    open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = open_desk()
    before = desk.studio.document.state
    path = tmp_path / "x.vaec"
    path.write_bytes(b"nothing")
    desk.studio.window.open_requested.emit(str(path))
    assert desk.studio.document.state is before
    assert any("damaged" in text for text in desk.studio.window._toasts.texts)


def test_a_recent_file_that_has_gone_leaves_the_list(
    open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    gone = str(tmp_path / "gone.vaec")
    desk = open_desk(Settings(recent=(gone,)))
    assert desk.studio.window.menu.recent == (gone,)
    desk.studio.window.recent_picked.emit(gone)
    assert desk.studio.settings.recent == ()
    assert any("gone.vaec" in text for text in desk.studio.window._toasts.texts)


def test_no_room_for_a_file_is_told_and_the_change_stays_marked(
    qtbot: QtBot, open_desk: Callable[..., Desk], tmp_path: Path
) -> None:
    desk = open_desk()
    desk.studio.document.apply("Tempo", edits.set_bpm(77))
    desk.studio.window.save_as_requested.emit(str(tmp_path / "no folder" / "a.vaec"))
    qtbot.waitUntil(lambda: any("not written" in t for t in desk.studio.window._toasts.texts))
    assert desk.studio.window.isWindowModified()


def test_no_room_for_copies_is_told_once(
    qtbot: QtBot, open_desk: Callable[..., Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()

    def full(*_: object) -> None:
        raise keeping_module.SessionFileError("full.")

    monkeypatch.setattr(keeping_module, "write_session", full)
    for bpm in (70, 71, 72):
        desk.studio.document.apply("Tempo", edits.set_bpm(bpm))
        end = time.monotonic() + 0.2
        qtbot.waitUntil(lambda end=end: time.monotonic() > end)
    said = [t for t in desk.studio.window._toasts.texts if "No copy" in t]
    assert len(said) == 1


def test_the_history_lists_every_step_and_goes_anywhere(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    document, window = desk.studio.document, desk.studio.window
    for bpm in (70, 71, 72):
        document.apply(f"Tempo {bpm}", edits.set_bpm(bpm))
    window.history_requested.emit()
    rows = [window.history.rows.item(i).text() for i in range(window.history.rows.count())]
    assert rows[-3:] == ["Tempo 70", "Tempo 71", "Tempo 72"]
    assert rows[0] == "The beginning"
    window.history.rows.itemClicked.emit(window.history.rows.item(len(rows) - 3))
    assert document.state.conditions.bpm == 70
    assert document.redo_label == "Tempo 71"
    window.history.hide()
