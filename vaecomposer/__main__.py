"""``python3 -m vaecomposer``: sets up what is missing, then runs. Starts with the standard library alone.

In a checkout the program lives in its own virtual environment, ``.venv``, made from the lock files on the
first start. In any environment that already has its packages (a wheel, a developer's own) it runs at once.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent
ENVIRONMENT = ROOT / ".venv"
LOCK, LOCK_WITHOUT_DEPENDENCIES, LOCK_TESTS = (
    "requirements.lock",
    "requirements-nodeps.lock",
    "requirements-test.lock",
)
_AGAIN = "VAECOMPOSER_STARTED_AGAIN"  # set for the second run, which must find everything
NEEDED = ("PySide6", "lightning", "mido", "music21", "numpy", "platformdirs", "pretty_midi", "rich",
          "safetensors", "sounddevice", "soundfile", "torch")  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Runs the program, in its own environment if this one lacks what it needs."""
    given = sys.argv[1:] if arguments is None else arguments
    if sys.version_info < (3, 11):  # noqa: UP036  (said in a sentence instead of a syntax error)
        say("VAE Composer needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")
        return 2
    in_checkout = (ROOT / "pyproject.toml").exists()
    testing = in_checkout and given[:1] == ["test"]
    if everything_found() and (found("pytest") or not testing):
        if not found("tinysoundfont"):
            install_without_dependencies(sys.executable)
        return run(given)
    if not in_checkout:
        say(
            "Some packages are missing. Install VAE Composer again with pip, in a fresh environment."
        )
        return 2
    if os.environ.get(_AGAIN):
        say(f"Packages are missing from {ENVIRONMENT.name}. Delete that folder and run this again.")
        return 1
    if not set_up(testing=testing):
        return 1
    return run_in_environment(given)


def run(arguments: list[str]) -> int:
    """Hands over to the command line proper, whose imports need the environment."""
    from vaecomposer.cli import main as cli_main

    return cli_main(arguments)


def say(sentence: str) -> None:
    """Prints a line for the musician at once."""
    sys.stdout.write(sentence + "\n")
    sys.stdout.flush()


def found(name: str) -> bool:
    """Whether a package can be imported, without importing it."""
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return False


def everything_found() -> bool:
    """Whether this interpreter has all packages the program needs."""
    return all(found(name) for name in NEEDED)


def environment_python() -> Path:
    """The interpreter of the program's own environment."""
    if os.name == "nt":
        return ENVIRONMENT / "Scripts" / "python.exe"
    return ENVIRONMENT / "bin" / "python"


def lock_file(name: str) -> Path:
    """A lock file, beside the package in a checkout or inside an installed wheel."""
    inside = PACKAGE / "_data" / name
    return inside if inside.exists() else ROOT / name


def set_up(*, testing: bool) -> bool:
    """Makes the environment and installs what the locks name, once. False if that did not work."""
    from vaecomposer.system_libraries import install_missing

    names = [LOCK, LOCK_WITHOUT_DEPENDENCIES, *([LOCK_TESTS] if testing else [])]
    missing = [name for name in names if not is_stamped(name)]
    if not missing and environment_python().exists():
        return True
    say("VAE Composer is setting itself up. This happens once and takes a few minutes.")
    install_missing(say)
    if not environment_python().exists():
        say(f"Making its own Python environment in {ENVIRONMENT.name} …")
        if subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=False).returncode:
            shutil.rmtree(
                ENVIRONMENT, ignore_errors=True
            )  # half an environment would be taken for one
            say("The environment could not be made; what is above says why.")
            return False
        missing = names
    for number, name in enumerate(missing, 1):
        lines = [line for line in lock_file(name).read_text().splitlines() if "==" in line]
        say(f"Installing, step {number} of {len(missing)}: {len(lines)} packages from {name} …")
        if not install(name):
            say(
                "Something could not be installed; what is above says why. Run the same command to go on."
            )
            return False
        stamp(name)
    say("Ready.")
    return True


def install(name: str) -> bool:
    """Installs one lock file into the environment, with pip's own progress on the screen."""
    options = ["--no-deps"] if name == LOCK_WITHOUT_DEPENDENCIES else []
    command = [
        str(environment_python()),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        *options,
    ]
    return not subprocess.run([*command, "-r", str(lock_file(name))], check=False).returncode


def install_without_dependencies(python: str) -> None:
    """Brings the synthesiser into an environment made by pip from the wheel.

    It is not a declared dependency, because it declares one of its own (pyaudio) that it does not need
    here and that most machines cannot build. Without it everything but sound works.
    """
    say("Installing the synthesiser (once) …")
    command = [
        python,
        "-m",
        "pip",
        "install",
        "-q",
        "--disable-pip-version-check",
        "--no-deps",
        "-r",
    ]
    subprocess.run([*command, str(lock_file(LOCK_WITHOUT_DEPENDENCIES))], check=False)
    importlib.invalidate_caches()


def digest(name: str) -> str:
    """Fingerprint of a lock file."""
    return hashlib.sha256(lock_file(name).read_bytes()).hexdigest()


def stamp(name: str) -> None:
    """Remembers that a lock file is installed."""
    (ENVIRONMENT / f".installed-{name}").write_text(digest(name))


def is_stamped(name: str) -> bool:
    """Whether a lock file is installed as it stands now."""
    try:
        return (ENVIRONMENT / f".installed-{name}").read_text() == digest(name)
    except OSError:
        return False


def run_in_environment(arguments: list[str]) -> int:
    """Runs the program again with the environment's interpreter."""
    command = [str(environment_python()), "-m", "vaecomposer", *arguments]
    environment = {
        **os.environ,
        _AGAIN: "1",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))),
    }
    if os.name != "nt":
        os.execve(command[0], command, environment)
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
