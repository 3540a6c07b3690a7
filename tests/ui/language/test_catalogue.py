"""The catalogues hold every word of the window, and the program finds them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.ui.language.extracting import (
    OTHERS,
    asked_for,
    calls,
    catalogue_file,
    fields,
    held,
)
from vaecomposer.settings import Settings, save_settings
from vaecomposer.ui.language import catalogue as language
from vaecomposer.ui.language.catalogue import LANGUAGES, VARIABLE, Catalogue, chosen_language
from vaecomposer.ui.language.update import extract

UPDATE = "run python -m vaecomposer.ui.language.update, and translate what is unfinished"


def test_every_call_has_two_plain_strings_and_nothing_else() -> None:
    wrong = [
        f"{path}:{call.lineno}"
        for path, call in calls()
        if len(call.args) != 2
        or call.keywords
        or not all(isinstance(a, ast.Constant) and isinstance(a.value, str) for a in call.args)
    ]
    assert wrong == [], "pyside6-lupdate extracts only these; put values in with .format afterwards"


@pytest.mark.parametrize("other", OTHERS)
def test_a_catalogue_holds_what_the_source_asks_for_and_nothing_else(other: str) -> None:
    found = held(catalogue_file(other))
    assert asked_for() - set(found) == set(), UPDATE
    assert set(found) - asked_for() == set(), UPDATE


@pytest.mark.parametrize("other", OTHERS)
def test_everything_is_translated(other: str) -> None:
    assert [key for key, text in held(catalogue_file(other)).items() if not text] == []


@pytest.mark.parametrize("other", OTHERS)
def test_fields_are_the_same_on_both_sides(other: str) -> None:
    wrong = [
        key for key, text in held(catalogue_file(other)).items() if fields(key[1]) != fields(text)
    ]
    assert wrong == []


@pytest.mark.parametrize("other", OTHERS)
def test_lines_and_keys_behind_a_tab_are_the_same_on_both_sides(other: str) -> None:
    wrong = [
        key
        for key, text in held(catalogue_file(other)).items()
        if any(key[1].count(sign) != text.count(sign) for sign in "\n\t")
        or key[1].partition("\t")[2] != text.partition("\t")[2]
    ]
    assert wrong == []


def test_file_filters_name_the_same_endings() -> None:
    wrong = [
        key
        for key, text in held(catalogue_file("zh_CN")).items()
        if re.findall(r"\*\.\w+", key[1]) != re.findall(r"\*\.\w+", text)
        or key[1].count(";;") != text.count(";;")
    ]
    assert wrong == []


def test_chinese_has_full_width_punctuation() -> None:
    half = re.compile(r"[\u4e00-\u9fff][,.;:?!()]|[,;:?!()][\u4e00-\u9fff]")
    wrong = [
        text
        for (_, source), text in held(catalogue_file("zh_CN")).items()
        if half.search(text) and "(*." not in source
    ]
    assert wrong == []


@pytest.mark.parametrize("other", OTHERS)
def test_the_program_loads_what_translators_wrote(other: str) -> None:
    known = Catalogue(other)
    assert not known.is_source
    wrong = [
        key for key, text in held(catalogue_file(other)).items() if known.translate(*key) != text
    ]
    assert wrong == [], UPDATE


def test_qts_own_tool_extracts_the_same(tmp_path: Path) -> None:
    path = tmp_path / "found.ts"
    extract(path, "zh_CN")
    assert set(held(path)) == asked_for()


def test_a_text_that_is_not_known_stays_english() -> None:
    assert Catalogue("zh_CN").translate("Nowhere", "A text of no window") == "A text of no window"


@pytest.mark.parametrize("none", ["en", "xx"])
def test_the_source_needs_no_catalogue(none: str) -> None:
    known = Catalogue(none)
    assert known.is_source
    assert known.translate("Actions", "Undo") == "Undo"


def test_the_variable_goes_before_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "load_settings", lambda: Settings(language="zh_CN"))
    monkeypatch.setenv(VARIABLE, "en")
    assert chosen_language() == "en"
    monkeypatch.delenv(VARIABLE)
    assert chosen_language() == "zh_CN"


def test_a_setting_that_is_empty_or_unknown_follows_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(language, "system_language", lambda: "zh_CN")
    for wish in ("", "tlh"):
        monkeypatch.setattr(language, "load_settings", lambda w=wish: Settings(language=w))
        assert chosen_language() == "zh_CN"


def test_the_setting_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "settings.json"
    assert save_settings(Settings(language="zh_CN"), path)
    kept = language.load_settings(path)
    monkeypatch.setattr(language, "load_settings", lambda: kept)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert chosen_language() == "zh_CN"


@pytest.mark.parametrize(
    ("tags", "wanted"),
    [
        (["zh-Hans-CN", "zh-CN", "zh"], "zh_CN"),
        (["de-DE", "de", "zh-Hans-CN"], "zh_CN"),
        (["en-GB", "zh-CN"], "en"),
        (["fr-FR", "fr"], "en"),
        (["C"], "en"),
    ],
)
def test_the_systems_languages_are_asked_in_their_order(
    tags: list[str], wanted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class System:
        def uiLanguages(self) -> list[str]:  # noqa: N802  (Qt's)
            return tags

    class Locales(language.QLocale):
        @staticmethod
        def system() -> System:
            return System()

    monkeypatch.setattr(language, "QLocale", Locales)
    assert language.system_language() == wanted


def test_every_language_says_its_name_in_its_own_words() -> None:
    assert LANGUAGES["en"] == "English"
    assert LANGUAGES["zh_CN"] == "简体中文"
