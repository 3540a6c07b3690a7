"""Presets in the menu: used, kept, found again at the next start, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from vaecomposer.files.presets import save_presets
from vaecomposer.music.key import A_MINOR, Key, Mode
from vaecomposer.music.mix import TrackMix
from vaecomposer.music.progression import (
    Progression,
    parse_any_chord,
    parse_progression,
    progression_in_words,
    progression_of_piece,
)
from vaecomposer.session import edits
from vaecomposer.session.presets import SHIPPED, Presets
from vaecomposer.session.state import SessionState
from vaecomposer.ui.controls.picker import Picker

from .conftest import Desk, desk_of


@pytest.fixture
def open_desk(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Callable[[], Desk]]:
    monkeypatch.setattr("vaecomposer.settings.settings_path", lambda: tmp_path / "settings.json")
    monkeypatch.setattr("vaecomposer.files.presets.presets_path", lambda: tmp_path / "presets.json")
    made: list[Desk] = []

    def opened() -> Desk:
        made.append(desk_of(qtbot))
        made[-1].studio.presetting.start()
        return made[-1]

    yield opened
    for desk in made:
        desk.studio.close()


def choose(desk: Desk, *words: str) -> None:
    window = desk.studio.window
    parent = QMenu(window)
    menu = window.presets.build(parent, window.transport.menu_button, has_music=True)
    for word in words[:-1]:
        menu = next(a.menu() for a in menu.actions() if a.text() == word)  # type: ignore[assignment]
    next(a for a in menu.actions() if a.text() == words[-1]).trigger()


def test_a_shipped_preset_is_one_step_that_undo_takes_back(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    before = desk.studio.document.state
    choose(desk, "Sliders", "Busier")
    wanted = dict(dict(SHIPPED.sliders)["Busier"])
    assert desk.studio.document.state.shape[0] == wanted["shape.density"]
    assert desk.studio.document.undo_label == "Preset Busier"
    desk.studio.document.undo()
    assert desk.studio.document.state == before


def test_a_preset_of_ones_own_is_kept_and_there_at_the_next_start(
    open_desk: Callable[[], Desk],
) -> None:
    desk = open_desk()
    document, presets = desk.studio.document, desk.studio.window.presets
    document.apply("Density", edits.set_shape(0, 33.0))
    document.apply("Mix", edits.set_track_mix(2, TrackMix(0.5)))
    for kind in ("Sliders", "Mix"):
        choose(desk, kind, "Keep as a preset…")
        field = presets.typing.field
        field.setText("Busier" if kind == "Sliders" else "Mine")
        QTest.keyClick(field, Qt.Key.Key_Return)
        if kind == "Sliders":
            assert "one of the program's own" in presets.typing.said.text
            field.setText("Mine")
            QTest.keyClick(field, Qt.Key.Key_Return)

    other = open_desk()
    choose(other, "Sliders", "Mine")
    choose(other, "Mix", "Mine")
    assert other.studio.document.state.shape[0] == 33.0
    assert other.studio.document.state.mix[2].volume == 0.5
    choose(other, "Sliders", "Delete", "Mine")
    with pytest.raises(StopIteration):
        choose(other, "Sliders", "Mine")


def keep(desk: Desk, kind: str, name: str) -> None:
    choose(desk, kind, "Keep as a preset…")
    field = desk.studio.window.presets.typing.field
    field.setText(name)
    QTest.keyClick(field, Qt.Key.Key_Return)


def pick(desk: Desk, chip: Picker, text: str) -> None:
    next(a for a in chip.menu().actions() if a.text().startswith(text)).trigger()


def chords(text: str) -> Progression:
    return tuple((parse_any_chord(word, A_MINOR),) for word in text.split())


def test_chords_of_ones_own_serve_other_keys_from_menu_and_heading(
    open_desk: Callable[[], Desk],
) -> None:
    desk = open_desk()
    desk.studio.document.apply("Key", edits.set_key(A_MINOR))
    desk.studio.document.apply("Chords", edits.set_progression(chords("Am F Dm E7")))
    keep(desk, "Chords", "Verse")

    other = open_desk()
    document, brief = other.studio.document, other.studio.window.centre.brief
    document.apply("Key", edits.set_key(Key(4, Mode.MINOR)))
    choose(other, "Chords", "Verse")
    assert progression_in_words(document.state.conditions.progression or ()) == "Em | C | Am | B7"
    assert document.undo_label == "Preset Verse"
    document.undo()
    assert document.state.conditions.progression is None
    pick(other, brief.chords, "Verse:  i VI iv V7")
    assert progression_in_words(document.state.conditions.progression or ()) == "Em | C | Am | B7"
    choose(other, "Chords", "Delete", "Verse")
    assert not brief.chords.own


def test_chords_of_the_music_in_front_are_kept_where_nobody_asked_for_others(
    open_desk: Callable[[], Desk],
) -> None:
    desk = open_desk()
    desk.studio.document.apply("Length", edits.set_bars(8))
    desk.studio.document.apply("Key", edits.set_key(A_MINOR))
    shown = desk.studio.document.state.shown
    assert shown is not None
    assert len(shown.bars()) > 8
    keep(desk, "Chords", "Vamp of mine")
    (kept,) = desk.studio.presetting._own.progressions
    state = desk.studio.document.state
    found = parse_progression(kept[1], A_MINOR, state.conditions.metre, 8)
    assert found == (progression_of_piece(shown) or ())[:8]
    desk.studio.document.apply("New", lambda _: SessionState())
    parent = QMenu(desk.studio.window)
    menu = desk.studio.window.presets.build(parent, parent, has_music=False)
    inner = next(a.menu() for a in menu.actions() if a.text() == "Chords")
    assert isinstance(inner, QMenu)
    offered = {a.text(): a.isEnabled() for a in inner.actions()}
    assert offered["Vamp of mine"]
    assert not offered["Keep as a preset…"]
    assert not next(a for a in menu.actions() if a.text() == "Mix").isEnabled()


def test_chords_too_long_for_the_phrase_are_told_and_can_be_typed_shorter(
    open_desk: Callable[[], Desk],
) -> None:
    desk = open_desk()
    document, window = desk.studio.document, desk.studio.window
    document.apply("Key", edits.set_key(A_MINOR))
    document.apply("Chords", edits.set_progression(chords("Am F Dm E7")))
    keep(desk, "Chords", "Verse")
    document.apply("Chords", edits.set_progression(None))
    document.apply("Length", edits.set_bars(2))
    before = document.state
    choose(desk, "Chords", "Verse")
    assert document.state == before
    assert window._toasts.texts[-1].startswith("“Verse” does not fit here.")
    pick(desk, window.centre.brief.chords, "Verse")
    typing = window.centre.brief._typing
    assert typing.field.text() == "i VI iv V7"
    assert typing.said.text == "Chords for 4 bars were typed; the phrase has 2."
    typing.field.setText("i VI")
    QTest.keyClick(typing.field, Qt.Key.Key_Return)
    assert document.state.conditions.progression == chords("Am F")


def test_a_form_of_ones_own_is_kept_from_the_heading_and_used_again(
    open_desk: Callable[[], Desk],
) -> None:
    desk = open_desk()
    document, window = desk.studio.document, desk.studio.window
    document.apply("Form", edits.set_form("ABCB"))
    pick(desk, window.centre.brief.form, "Keep as a preset…")
    field = window.presets.typing.field
    field.setText("Rondo")
    QTest.keyClick(field, Qt.Key.Key_Return)

    other = open_desk()
    document, brief = other.studio.document, other.studio.window.centre.brief
    choose(other, "Form", "Rondo")
    assert document.state.conditions.form == "ABCB"
    document.undo()
    pick(other, brief.form, "Rondo:  A B C B")
    assert document.state.conditions.form == "ABCB"
    choose(other, "Form", "Delete", "Rondo")
    with pytest.raises(StopIteration):
        choose(other, "Form", "Rondo")
    assert not brief.form.own


def test_a_name_may_hold_an_ampersand(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    keep(desk, "Form", "Rock & roll")
    choose(desk, "Form", "Rock && roll")  # as Qt's menus want it
    choose(desk, "Form", "Delete", "Rock && roll")
    assert desk.studio.presetting._own.forms == ()


def test_names_of_the_programs_progressions_are_taken(open_desk: Callable[[], Desk]) -> None:
    desk = open_desk()
    keep(desk, "Chords", "Andalusian")
    assert "one of the program's own" in desk.studio.window.presets.typing.said.text
    assert desk.studio.presetting._own.progressions == ()


def test_a_form_that_somebody_wrote_into_the_file_by_hand_is_told(
    open_desk: Callable[[], Desk], tmp_path: Path
) -> None:
    save_presets(Presets(forms=(("Long", "ABCDEFGH"),)), tmp_path / "presets.json")
    desk = open_desk()
    choose(desk, "Form", "Long")
    assert desk.studio.document.state.conditions.form is None
    pick(desk, desk.studio.window.centre.brief.form, "Long")
    assert "is not a form" in desk.studio.window.centre.brief._typing.said.text
