"""What the source asks the catalogues for, read without Qt's tools."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from xml.etree import ElementTree

from vaecomposer.ui.language.catalogue import LANGUAGES, SOURCE, catalogues
from vaecomposer.ui.language.update import from_below, sources

OTHERS = tuple(language for language in LANGUAGES if language != SOURCE)

_FIELD = re.compile(r"\{[^}]*\}")


def fields(text: str) -> list[str]:
    return sorted(_FIELD.findall(text))


def name_of(call: ast.Call) -> str:
    """The name of the function that is called."""
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def calls() -> list[tuple[Path, ast.Call]]:
    return [
        (path, node)
        for path in sources()
        if path.parent.name != "language" or path.name == "menu.py"
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "translate"
    ]


def asked_for() -> set[tuple[str, str]]:
    """(context, text) of every call and of what comes from below."""
    found = {("Catalogue", ", ")}
    for _, call in calls():
        texts = [arg.value for arg in call.args if isinstance(arg, ast.Constant)]
        if len(texts) == 2:
            found.add((str(texts[0]), str(texts[1])))
    found |= {(context, text) for context, texts in from_below().items() for text in texts}
    return found


def held(path: Path) -> dict[tuple[str, str], str]:
    """(context, text) and translation of a ``.ts``; "" for what is unfinished."""
    found: dict[tuple[str, str], str] = {}
    for context in ElementTree.parse(path).iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            done = translation.get("type") is None
            key = context.findtext("name", ""), message.findtext("source", "")
            found[key] = (translation.text or "") if done else ""
    return found


def catalogue_file(language: str) -> Path:
    return catalogues() / f"{language}.ts"
