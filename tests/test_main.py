"""The first start: what is missing is set up, once."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from vaecomposer import __main__ as start
from vaecomposer import system_libraries


class Machine:
    """A computer on which nothing is installed: what was run on it, and what was said."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.commands: list[list[str]] = []
        self.started: list[list[str]] = []
        self.said: list[str] = []
        self.failing: Callable[[list[str]], bool] = lambda _command: False
        for name in (start.LOCK, start.LOCK_WITHOUT_DEPENDENCIES, start.LOCK_TESTS):
            (root / name).write_text(f"# comment\n{name.partition('.')[0]}==1.0\n")
        (root / "pyproject.toml").write_text("")

    def run(self, command: list[str], **_options: Any) -> subprocess.CompletedProcess[str]:
        self.commands.append(command)
        failed = self.failing(command)
        if "venv" in command:
            python = start.environment_python()
            python.parent.mkdir(parents=True)
            python.touch()
        return subprocess.CompletedProcess(command, int(failed))

    def installed(self) -> list[str]:
        """Names of the lock files installed, in order."""
        return [Path(c[-1]).name for c in self.commands if "pip" in c]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "PACKAGE", tmp_path / "vaecomposer")
    monkeypatch.setattr(start, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(start, "say", made.said.append)
    monkeypatch.setattr(start, "found", lambda _name: False)
    monkeypatch.setattr(start.subprocess, "run", made.run)
    monkeypatch.setattr(system_libraries, "missing_packages", list)
    monkeypatch.delenv("VAECOMPOSER_STARTED_AGAIN", raising=False)

    def again(arguments: list[str]) -> int:
        made.started.append(arguments)
        return 0

    monkeypatch.setattr(start, "run_in_environment", again)
    return made


def test_the_first_start_makes_the_environment_and_installs_what_the_locks_name(
    machine: Machine,
) -> None:
    assert start.main(["devices"]) == 0
    assert machine.commands[0] == [sys.executable, "-m", "venv", str(machine.root / ".venv")]
    assert machine.installed() == [start.LOCK, start.LOCK_WITHOUT_DEPENDENCIES]
    assert ["--no-deps" in c for c in machine.commands] == [False, False, True]
    assert machine.started == [["devices"]]
    assert "step 1 of 2: 1 packages from requirements.lock" in "\n".join(machine.said)
    assert machine.said[-1] == "Ready."


def test_a_second_start_installs_nothing_and_says_nothing(machine: Machine) -> None:
    start.main([])
    machine.commands.clear()
    machine.said.clear()
    assert start.main([]) == 0
    assert machine.commands == []
    assert machine.said == []
    assert machine.started == [[], []]


def test_the_tests_bring_their_own_packages_once(machine: Machine) -> None:
    start.main([])
    machine.commands.clear()
    start.main(["test", "-x"])
    start.main(["test"])
    assert machine.installed() == [start.LOCK_TESTS]
    assert machine.started[1:] == [["test", "-x"], ["test"]]


def test_a_changed_lock_is_installed_again_and_only_that(machine: Machine) -> None:
    start.main([])
    machine.commands.clear()
    (machine.root / start.LOCK).write_text("requirements==2.0\n")
    start.main([])
    assert machine.installed() == [start.LOCK]


def test_an_installation_that_fails_is_told_and_goes_on_where_it_stopped(machine: Machine) -> None:
    machine.failing = lambda command: command[-1].endswith(start.LOCK_WITHOUT_DEPENDENCIES)
    assert start.main([]) == 1
    assert "Run the same command to go on." in machine.said[-1]
    machine.commands.clear()
    machine.failing = lambda _command: False
    assert start.main([]) == 0
    assert machine.installed() == [start.LOCK_WITHOUT_DEPENDENCIES]


def test_an_environment_half_made_is_not_taken_for_one(machine: Machine) -> None:
    machine.failing = lambda command: "venv" in command
    assert start.main([]) == 1
    assert not (machine.root / ".venv").exists()
    assert "could not be made" in machine.said[-1]


def test_an_environment_that_lost_packages_does_not_start_itself_for_ever(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    start.main([])
    monkeypatch.setenv("VAECOMPOSER_STARTED_AGAIN", "1")
    assert start.main([]) == 1
    assert "Delete that folder" in machine.said[-1]


def test_a_wheel_without_its_packages_says_what_to_do(machine: Machine) -> None:
    (machine.root / "pyproject.toml").unlink()
    assert start.main([]) == 2
    assert "Install VAE Composer again with pip" in machine.said[-1]
    assert machine.commands == []


def test_a_python_too_old_is_told_its_version(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 10, 4))
    assert start.main([]) == 2
    assert machine.said[0].startswith("VAE Composer needs Python 3.11 or newer; this is ")
    assert machine.commands == []


def test_where_everything_is_found_the_program_runs_at_once(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = list[list[str]]()
    monkeypatch.setattr(start, "run", lambda given: ran.append(given) or 0)
    monkeypatch.setattr(start, "found", lambda _name: True)
    assert start.main(["--version"]) == 0
    assert (ran, machine.commands) == ([["--version"]], [])
    monkeypatch.setattr(start, "found", lambda name: name != "pytest")
    start.main(["render"])
    assert machine.commands == []
    start.main(["test"])
    assert start.LOCK_TESTS in machine.installed()


def test_a_wheel_brings_the_synthesiser_without_its_dependencies(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine.root / "pyproject.toml").unlink()
    inside = machine.root / "vaecomposer" / "_data"
    inside.mkdir(parents=True)
    (inside / start.LOCK_WITHOUT_DEPENDENCIES).write_text("tinysoundfont==0\n")
    monkeypatch.setattr(start, "found", lambda name: name not in ("tinysoundfont", "pytest"))
    monkeypatch.setattr(start, "run", lambda _given: 0)
    assert start.main(["test"]) == 0
    assert machine.commands == [
        [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps",
         "-r", str(inside / start.LOCK_WITHOUT_DEPENDENCIES)]
    ]  # fmt: skip


def test_packages_are_looked_for_without_being_imported() -> None:
    assert start.found("xml.dom.minidom")
    assert not start.found("no_such_package")
    assert not start.found("no_such_package.inside")
    assert "no_such_package" not in sys.modules


class ReplacedError(Exception):
    """The process became another."""


@pytest.mark.skipif(os.name == "nt", reason="there a child process is started instead")
def test_the_second_run_finds_the_program_and_the_musicians_paths(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def become(_path: str, command: list[str], env: dict[str, str]) -> None:
        raise ReplacedError(command, env)

    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setattr(start.os, "execve", become)
    with pytest.raises(ReplacedError) as became:
        start.run_in_environment(["--help"])
    command, env = became.value.args
    assert command == [str(start.environment_python()), "-m", "vaecomposer", "--help"]
    assert env["PYTHONPATH"].split(os.pathsep) == [str(start.ROOT), "elsewhere"]
