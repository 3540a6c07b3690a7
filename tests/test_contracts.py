"""Who may import whom, read from the source, and what a start brings in, read from the interpreter."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

import vaecomposer

PACKAGE = Path(vaecomposer.__file__).parent
ANYWHERE = ("errors", "paths", "settings")
"""Modules that all may import, and that import nothing of ours."""

ALLOWED: dict[str, tuple[str, ...]] = {
    "errors": (),
    "paths": (),
    "settings": (),
    "system_libraries": (),
    "music": (),
    "latent": ("music",),
    "session": ("latent", "music"),
    "generation": ("session", "latent", "music"),
    "vae": ("generation.api", "session.state", "session.locks", "latent", "music"),
    "training": ("vae", "generation.api", "session.state", "latent", "music"),
    "evaluation": (
        "vae",
        "training",
        "generation.api",
        "generation.operations",
        "session.state",
        "latent",
        "music",
    ),
    "audio": ("music",),
    "live": ("music",),
    "processes": ("music",),
    "engine": ("audio", "live", "music", "processes"),
    "composing": ("generation", "vae", "session.state", "latent", "music", "processes"),
    "files": ("session", "live.controllers", "latent", "music", "processes.values"),
    "lessons": ("training", "files", "music", "processes"),
    "ui": ("session", "latent", "music", "generation.api", "audio.player"),
}
"""What each package may import besides itself and `ANYWHERE`; `BORDERS` may import all."""

BORDERS = ("app", "api", "studio", "cli", "commands", "bench", "__main__")

ONLY_IN: dict[str, tuple[str, ...]] = {
    "torch": ("vae", "training", "evaluation"),
    "lightning": ("training",),
    "safetensors": ("vae", "training", "evaluation"),
    "PySide6": ("ui", "app", "studio", "bench"),
    "pyqtgraph": ("ui", "app"),
    "sounddevice": ("audio.device",),
    "tinysoundfont": ("audio.built_in",),
    "fluidsynth": ("audio.fluid",),
    "rtmidi": ("live",),
    "soundfile": ("files",),
    "mido": ("files", "live"),
    "pretty_midi": ("files",),
    "symusic": ("files",),
    "music21": ("files",),
    "pytest": ("commands.tests",),
}
"""Where each library may be imported."""

PURE = ("music", "latent", "session")
PURE_LIBRARIES = {"numpy", *sys.stdlib_module_names}


@dataclass(frozen=True)
class Import:
    """One import: in which of our modules, of what, and at which line."""

    module: str
    target: str
    line: int

    @property
    def ours(self) -> str | None:
        """The target within our package ("" for the package itself), or None for another's."""
        top, _, rest = self.target.partition(".")
        return rest if top == "vaecomposer" else None

    def __str__(self) -> str:
        return f"{self.module} (line {self.line}) imports {self.target}"


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(package + ".")


def within_any(module: str, packages: tuple[str, ...]) -> bool:
    return any(within(module, package) for package in packages)


def _imports_of(path: Path) -> Iterator[Import]:
    module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield Import(module, name.name, node.lineno)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            target = node.module or ""
            for name in node.names:
                # `from vaecomposer.audio import device` means the module.
                inner = PACKAGE.parent.joinpath(*target.split("."), name.name)
                is_module = inner.with_suffix(".py").exists() or inner.is_dir()
                yield Import(module, f"{target}.{name.name}" if is_module else target, node.lineno)


IMPORTS = [found for path in sorted(PACKAGE.rglob("*.py")) for found in _imports_of(path)]


def test_every_package_has_its_contract() -> None:
    found = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert found - {"__init__"} <= {*ALLOWED, *BORDERS}


@pytest.mark.parametrize("package", ALLOWED)
def test_a_package_imports_only_what_it_may(package: str) -> None:
    allowed = (package, *ALLOWED[package], *(ANYWHERE if package not in ANYWHERE else ()))
    wrong = [
        str(i)
        for i in IMPORTS
        if within(i.module, package) and i.ours and not within_any(i.ours, allowed)
    ]
    assert wrong == []


ONLY_BY = {"app": "commands.studio", "commands": "cli", "cli": "__main__", "__main__": ""}
"""Who alone imports the borders."""


@pytest.mark.parametrize("border", ONLY_BY)
def test_the_borders_are_imported_one_by_one_from_the_start_inwards(border: str) -> None:
    wrong = [
        str(i)
        for i in IMPORTS
        if i.ours
        and within(i.ours, border)
        and not within(i.module, border)
        and i.module != ONLY_BY[border]
    ]
    assert wrong == []


@pytest.mark.parametrize("library", ONLY_IN)
def test_a_library_is_imported_only_where_it_may_be(library: str) -> None:
    wrong = [
        str(i)
        for i in IMPORTS
        if within(i.target, library) and not within_any(i.module, ONLY_IN[library])
    ]
    assert wrong == []


def test_pure_packages_import_only_the_standard_library_and_numpy() -> None:
    wrong = [
        str(i)
        for i in IMPORTS
        if within_any(i.module, PURE)
        and i.ours is None
        and i.target.partition(".")[0] not in PURE_LIBRARIES
    ]
    assert wrong == []


def test_the_start_and_its_libraries_need_the_standard_library_alone() -> None:
    first = ("__main__", "system_libraries", "errors", "paths")
    wrong = [
        str(i)
        for i in IMPORTS
        if i.module in first
        and i.ours is None
        and i.target.partition(".")[0] not in sys.stdlib_module_names
    ]
    assert wrong == []


def loaded_by(code: str, *options: str) -> set[str]:
    """The modules that a fresh interpreter holds after some code, and those below them."""
    show = "; import sys; print(' '.join(sys.modules))"
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PACKAGE.parent)}
    env.pop("COVERAGE_PROCESS_START", None)
    done = subprocess.run(
        [sys.executable, *options, "-c", code + show],
        capture_output=True,
        text=True,
        env=env,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_the_window_comes_without_torch_and_without_a_sound_device() -> None:
    loaded = loaded_by("import vaecomposer.app")
    heavy = {"torch", "lightning", "sounddevice", "safetensors", "scipy", "pretty_midi"}
    assert not loaded & heavy


QUICK = (
    "--version",
    "--help",
    "generate --help",
    "shape --help",
    "accompany --help",
    "vary --help",
)


@pytest.mark.parametrize("line", QUICK)
def test_the_command_line_comes_quickly_and_without_a_warning(line: str) -> None:
    code = (
        "import contextlib, io, vaecomposer.cli\n"
        "with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n"
        f"    vaecomposer.cli.main({line.split()})\n"
        "0"
    )
    loaded = loaded_by(code, "-W", "error")
    heavy = {"torch", "lightning", "sounddevice", "PySide6", "pyqtgraph", "numpy", "mido", "rich"}
    heavy |= {"music21"}
    assert not loaded & heavy


@pytest.mark.parametrize(
    "package", ["generation.worker", "generation.controller", "files.midi_reading"]
)
def test_the_middle_of_the_house_needs_neither_qt_nor_torch(package: str) -> None:
    loaded = loaded_by(f"import vaecomposer.{package}", "-W", "error")
    assert not loaded & {"torch", "PySide6", "sounddevice", "tinysoundfont"}


def test_the_package_costs_nothing_to_import_and_opening_music_no_torch() -> None:
    heavy = {"torch", "lightning", "numpy", "PySide6", "mido", "music21"}
    assert not loaded_by("import vaecomposer", "-W", "error") & heavy
    opened = loaded_by("import vaecomposer as vc; vc.open_music; vc.Song", "-W", "error")
    assert not opened & (heavy - {"numpy"})


def test_building_a_data_set_needs_neither_torch_nor_a_reader_of_files() -> None:
    loaded = loaded_by(
        "import vaecomposer.training.dataset, vaecomposer.files.music_files", "-W", "error"
    )
    assert not loaded & {"torch", "lightning", "PySide6", "music21"}
