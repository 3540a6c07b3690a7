"""The whole window in Chinese: nothing that can be read is left in English."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from functools import cache

import pytest

from vaecomposer.paths import checkout
from vaecomposer.ui.language.catalogue import LANGUAGES, VARIABLE

_ENGLISH = re.compile(r"[A-Za-z]{2,}")

STAYS = re.compile(
    r"VAE Composer|English|DAW|MIDI|MusicXML|ABC|WAV|FLAC|CPU|TinySoundFont|FluidSynth|SoundFont|TimGM6mb|TR-808"
    r"|Ctrl|Shift|Alt|Esc|Enter|Return|Delete|Del|Backspace|Tab|Home|End|Space|PgUp|PgDown|Up|Down|Left|Right|Menu"
    r"|Ins|F\d+|kHz|Hz|\bms\b|dB|\bCC\b|BPM|Longuet-Higgins|Lee|\.mid\b|\.wav\b|\[\*\]"
    r"|\b[A-G][#b\u266f\u266d]?(m|maj|min|dim|aug|sus|add|\u00f8)*\d*(/[A-G])?\b"  # notes and chords
    r"|\bb?#?[iIvV]+(maj|\u00f8)?\d*\b"  # numerals
    r"|\b([A-D] ?){2,8}\b"  # forms
)
"""Names of products and formats, keys, units, notes, chords and forms."""


@cache
def texts(language: str) -> tuple[tuple[str, str], ...]:
    environment = {**os.environ, VARIABLE: language, "LC_ALL": "C.UTF-8"}
    shown = subprocess.run(
        [sys.executable, "-m", "tests.ui.language.open_window"],
        env=environment, cwd=checkout(), capture_output=True, timeout=240, check=False,
    )  # fmt: skip
    assert shown.returncode == 0, shown.stderr.decode()
    return tuple((where, text) for where, text in json.loads(shown.stdout))


def test_no_english_is_left_in_chinese() -> None:
    left = [(w, text) for w, text in texts("zh_CN") if _ENGLISH.search(STAYS.sub("", text))]
    assert left == []


def test_the_window_says_as_much_in_chinese_as_in_english() -> None:
    chinese = {text for _, text in texts("zh_CN") if re.search(r"[\u4e00-\u9fff]", text)}
    assert len(chinese) > 700


def test_english_is_the_text_of_the_source() -> None:
    english = {text for _, text in texts("en")}
    assert {"Compose a take", "Undo: Density +12 to +46", "Jazz", "Acoustic Grand Piano"} <= english
    left = [text for text in english if re.search(r"[\u4e00-\u9fff]", text)]
    assert left == [LANGUAGES["zh_CN"]]


@pytest.mark.parametrize(
    "wanted",
    [
        "谱写新版本",
        "密度",
        "撤销：密度 +12 到 +46",
        "爵士",
        "原声大钢琴",
        "力度",
        "量化",
        "混音器",
        "预备拍",
        "拍号",
    ],
)
def test_musicians_find_the_words_they_know(wanted: str) -> None:
    assert any(wanted in text for _, text in texts("zh_CN"))
