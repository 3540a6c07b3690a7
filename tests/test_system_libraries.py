"""System libraries: installed where that is allowed, else the exact line to run is printed."""

from __future__ import annotations

import subprocess
from typing import Any

import pytest

from vaecomposer import system_libraries as libraries


class Linux:
    """A Linux without PortAudio, with some tools on its path."""

    def __init__(self, *tools: str, user: int = 1000, sudo_asks: bool = True, broken: bool = False):
        self.tools, self.user, self.sudo_asks, self.broken = tools, user, sudo_asks, broken
        self.commands: list[list[str]] = []
        self.said: list[str] = []

    def run(self, command: list[str], **_options: Any) -> subprocess.CompletedProcess[bytes]:
        self.commands.append(command)
        failed = self.sudo_asks if command == ["sudo", "-n", "true"] else self.broken
        return subprocess.CompletedProcess(command, int(failed))

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(libraries.sys, "platform", "linux")
        monkeypatch.setattr(libraries, "find_library", lambda n: None if n == "portaudio" else n)
        monkeypatch.setattr(libraries.shutil, "which", lambda t: t if t in self.tools else None)
        monkeypatch.setattr(libraries.subprocess, "run", self.run)
        monkeypatch.setattr(libraries.os, "geteuid", lambda: self.user, raising=False)
        libraries.install_missing(self.said.append)


LINE = "apt-get install -y --no-install-recommends libportaudio2"


def test_root_installs_with_apt(monkeypatch: pytest.MonkeyPatch) -> None:
    linux = Linux("apt-get", user=0)
    linux.install(monkeypatch)
    assert linux.commands == [["apt-get", "update", "-q"], LINE.split()]
    assert len(linux.said) == 1


def test_sudo_without_a_password_installs_too(monkeypatch: pytest.MonkeyPatch) -> None:
    linux = Linux("apt-get", "sudo", sudo_asks=False)
    linux.install(monkeypatch)
    assert linux.commands[-1] == ["sudo", "-n", *LINE.split()]


@pytest.mark.parametrize("tools", [("apt-get",), ("apt-get", "sudo")])
def test_without_the_right_the_line_to_run_is_printed(
    monkeypatch: pytest.MonkeyPatch, tools: tuple[str, ...]
) -> None:
    linux = Linux(*tools)
    linux.install(monkeypatch)
    assert not any("install" in command for command in linux.commands)
    assert linux.said[-1] == "  sudo " + LINE


def test_an_installation_that_fails_prints_the_line_and_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    linux = Linux("apt-get", user=0, broken=True)
    linux.install(monkeypatch)
    assert linux.said[-1] == "  sudo " + LINE


@pytest.mark.parametrize(
    ("tool", "words"),
    [("dnf", "sudo dnf install portaudio"), ("pacman", "sudo pacman -S"), ("zypper", "zypper"), ("", "PortAudio")],
)  # fmt: skip
def test_other_systems_get_their_own_line(
    monkeypatch: pytest.MonkeyPatch, tool: str, words: str
) -> None:
    linux = Linux(tool)
    linux.install(monkeypatch)
    assert words in linux.said[-1]
    assert linux.commands == []


def test_where_nothing_is_missing_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "find_library", lambda name: name)
    monkeypatch.setattr(libraries.sys, "platform", "linux")
    assert libraries.missing_packages() == []
    said = list[str]()
    libraries.install_missing(said.append)
    assert said == []


def test_other_systems_than_linux_need_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "find_library", lambda _name: None)
    for platform in ("darwin", "win32"):
        monkeypatch.setattr(libraries.sys, "platform", platform)
        assert libraries.missing_packages() == []


def test_debians_python_without_venv_gets_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "find_library", lambda name: name)
    monkeypatch.setattr(libraries.sys, "platform", "linux")
    monkeypatch.setattr(libraries.importlib.util, "find_spec", lambda _name: None)
    (package,) = libraries.missing_packages()
    assert package.startswith("python3.")
    assert package.endswith("-venv")
