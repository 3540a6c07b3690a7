"""Sentences from below the window are known by their templates, and none is missing."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

import vaecomposer
from tests.ui.language.extracting import name_of
from vaecomposer import errors
from vaecomposer.ui.language.catalogue import Catalogue
from vaecomposer.ui.language.labels import LABELS
from vaecomposer.ui.language.messages import MESSAGES
from vaecomposer.ui.language.sentences import localise, matching

PACKAGE = Path(vaecomposer.__file__).parent
LAYERS = (
    "files", "audio", "live", "engine", "composing", "vae", "generation", "session", "music", "latent", "studio",
)  # fmt: skip
ERRORS = {
    name
    for name, kind in vars(errors).items()
    if isinstance(kind, type) and issubclass(kind, errors.ComposerError)
}
SAID = {"Trouble", "Failure"}
"""Values that bring sentences to the window."""

NO_WINDOW = {"DataError"}
"""Of training, which runs in a shell."""

_SAMPLES = ("7", "Thing", "C", "Tense, driven")


class Module:
    """A module's source, and what its strings are made of."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.tree = ast.parse(path.read_text(encoding="utf-8"))
        self.strings: dict[str, ast.expr] = {}
        self.functions: dict[str, ast.FunctionDef] = {}
        self.returned: set[int] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.strings.setdefault(node.targets[0].id, node.value)
            elif isinstance(node, ast.FunctionDef):
                self.functions[node.name] = node

    def sentences(self, node: ast.expr) -> Iterator[tuple[str, ...]]:
        """The pieces of every sentence an expression can be: strings, and "" for what is put in."""
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                yield (node.value,)
        elif isinstance(node, ast.JoinedStr):
            yield from self._joined(node)
        elif isinstance(node, ast.IfExp):
            yield from self.sentences(node.body)
            yield from self.sentences(node.orelse)
        elif isinstance(node, ast.BoolOp):
            for value in node.values:
                yield from self.sentences(value)
        elif isinstance(node, ast.Name) and node.id in self.strings:
            yield from self.sentences(self.strings[node.id])
        elif isinstance(node, ast.Call) and name_of(node) in self.functions:
            for inner in ast.walk(self.functions[name_of(node)]):
                if isinstance(inner, ast.Return) and inner.value is not None:
                    yield from self.sentences(inner.value)
                elif isinstance(inner, ast.Call) and name_of(inner) in ERRORS and inner.args:
                    yield from self.sentences(inner.args[0])

    def _joined(self, node: ast.JoinedStr) -> Iterator[tuple[str, ...]]:
        ways: list[list[tuple[str, ...]]] = []
        for part in node.values:
            if isinstance(part, ast.Constant):
                ways.append([(str(part.value),)])
                continue
            assert isinstance(part, ast.FormattedValue)
            known = part.value
            is_fixed = (isinstance(known, ast.Name) and known.id.lstrip("_").isupper()) or (
                isinstance(known, ast.Call) and name_of(known) in self.functions
            )
            found = list(self.sentences(known)) if is_fixed else []
            ways.append(found or [("",)])
        for way in itertools.product(*ways):
            yield tuple(itertools.chain.from_iterable(way))


def is_known(pieces: tuple[str, ...]) -> bool:
    """Whether a sentence of pieces is a template's, whatever is put in."""
    gaps = [i for i, piece in enumerate(pieces) if piece == ""]
    for fills in itertools.product(_SAMPLES, repeat=len(gaps)):
        whole = list(pieces)
        for place, fill in zip(gaps, fills, strict=True):
            whole[place] = fill
        text = "".join(whole)
        if text in MESSAGES or text in LABELS or matching(text) is not None:
            return True
    return False


def modules() -> list[Module]:
    return [Module(path) for layer in LAYERS for path in sorted((PACKAGE / layer).rglob("*.py"))]


def test_every_sentence_that_is_raised_or_told_has_a_template() -> None:
    unknown = []
    for module in modules():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.Call) or name_of(node) in NO_WINDOW:
                continue
            if name_of(node) not in ERRORS | SAID:
                continue
            for argument in node.args:
                for pieces in module.sentences(argument):
                    if any(p.strip() for p in pieces) and not is_known(pieces):
                        where = module.path.relative_to(PACKAGE)
                        unknown.append(f"{where}:{node.lineno}: {'…'.join(pieces)}")
    assert unknown == [], "add templates to vaecomposer/ui/language/messages.py"


def test_every_label_of_the_history_has_a_template() -> None:
    unknown = []
    for path in (
        p for layer in ("studio", "generation") for p in sorted((PACKAGE / layer).rglob("*.py"))
    ):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            module = Module(path)
            for node in ast.walk(function):
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    module.strings[node.targets[0].id] = node.value
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and name_of(node) in ("apply", "_do") and node.args:
                    label = module.strings.get(getattr(node.args[0], "id", ""), node.args[0])
                    if any(
                        isinstance(n, ast.Name) and n.id == "translate" for n in ast.walk(label)
                    ):
                        unknown.append(f"{path.name}:{node.lineno} stays English in the document")
                    unknown += [
                        f"{path.name}:{node.lineno}: {'…'.join(pieces)}"
                        for pieces in module.sentences(node.args[0])
                        if not is_known(pieces)
                    ]
    assert unknown == [], "add templates to vaecomposer/ui/language/labels.py"


@pytest.mark.parametrize("template", [*MESSAGES, *LABELS])
def test_no_template_hides_another(template: str) -> None:
    """A sentence is taken for what it is, even where a shorter template would match it as well."""
    text = template
    for sample in ("name", "title", "file", "text"):
        text = text.replace(f"{{{sample}}}", "Thing.mid")
    if "{" in text:
        return
    match = matching(text) if text not in MESSAGES and text not in LABELS else None
    assert match is None or match[1] == template


ZH = Catalogue("zh_CN")


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("tune.mid holds no notes. Nothing was opened.", "tune.mid 中没有音符。未打开任何内容。"),
        ("Density +12 to +46", "密度 +12 到 +46"),
        ("Direction 3 0 to \u221210", "方向 3 0 到 \u221210"),
        ("Lock 3 notes", "锁定 3 个音符"),
        ("Lock bar 4", "锁定 第 4 小节"),
        ("Bass muted", "贝斯 静音"),
        ("Bass \u22123.1 dB", "贝斯 \u22123.1 dB"),
        ("Parts: bass, drums", "声部：贝斯，鼓组"),
        ("Key A minor", "调 A 小调"),
        ("Style jazz", "风格：爵士"),
        ("Mood: Wistful, moving", "情绪：忧思，流动"),
        ("Take “Take 3”", "切换到“版本 3”"),
        ("Take 12", "版本 12"),
        ("Bars 1–2, 5", "第 1–2, 5 小节"),
        ("Acoustic Grand Piano", "原声大钢琴"),
        ("Compose a take", "谱写新版本"),
    ],
)
def test_sentences_are_shown_in_the_language_of_the_window(english: str, chinese: str) -> None:
    assert localise(ZH, english) == chinese


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    said = localise(ZH, "a.vaec was not written. The disk is full. Make room or choose another. "
                    "Your session is still open, and a copy of it is kept.")  # fmt: skip
    assert said == "a.vaec 未写入。磁盘已满。请腾出空间或换一个磁盘。您的工程仍然打开，并留有备份。"


def test_the_musicians_own_words_are_carried_over() -> None:
    assert localise(ZH, "Open Blues") == "打开 Blues"
    assert localise(ZH, "My own words about a Bass") == "My own words about a Bass"


def test_what_is_translated_already_stays() -> None:
    for text in ("密度 +12 到 +46", "谱写新版本", ""):
        assert localise(ZH, text) == text


def test_english_stays_as_it_is() -> None:
    for text in (*MESSAGES, *LABELS, "Acoustic Grand Piano"):
        assert localise(Catalogue("en"), text) == text
