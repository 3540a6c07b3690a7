"""What pip cannot bring on Linux: PortAudio, what Qt needs for a window, and Debian's part of venv.

Standard library only: this runs before anything is installed.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from ctypes.util import find_library

# Library as the linker names it, and the package that brings it on Debian and Ubuntu.
LIBRARIES = {
    "portaudio": "libportaudio2",
    "EGL": "libegl1",
    "GL": "libgl1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "X11-xcb": "libx11-xcb1",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-shm": "libxcb-shm0",
    "xcb-sync": "libxcb-sync1",
    "xcb-xfixes": "libxcb-xfixes0",
    "xcb-xinerama": "libxcb-xinerama0",
    "xcb-xkb": "libxcb-xkb1",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "glib-2.0": "libglib2.0-0",
}
_XCB = "xcb-util-cursor xcb-util-image xcb-util-keysyms xcb-util-wm xcb-util-renderutil"
_OTHERS = {
    "dnf": f"sudo dnf install portaudio mesa-libEGL libxkbcommon-x11 {_XCB}",
    "pacman": f"sudo pacman -S portaudio libxkbcommon-x11 {_XCB}",
    "zypper": "sudo zypper install libportaudio2 libxkbcommon-x11-0 libxcb-cursor0 libxcb-image0 "
    "libxcb-keysyms1 libxcb-icccm4",
}


def missing_packages() -> list[str]:
    """Debian names of what this Linux lacks; empty elsewhere."""
    if not sys.platform.startswith("linux"):
        return []
    missing = [name for library, name in LIBRARIES.items() if find_library(library) is None]
    if importlib.util.find_spec("ensurepip") is None:  # Debian's Python without its venv
        missing.append(f"python3.{sys.version_info.minor}-venv")
    return missing


def install_missing(say: Callable[[str], None]) -> None:
    """Installs missing libraries where that is allowed without asking, else prints the line to run."""
    packages = missing_packages()
    if not packages:
        return
    if shutil.which("apt-get") is None:
        line = next((text for tool, text in _OTHERS.items() if shutil.which(tool)), None)
        say("Some system libraries are missing; sound or the window may not work until you run:")
        say(
            "  "
            + (line or "install PortAudio and the xcb libraries of Qt with your package manager")
        )
        return
    prefix = _privilege()
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    if prefix is None:
        say(
            "Some system libraries are missing; until you run this line, sound or the window may not work:"
        )
        say("  sudo " + line)
        return
    say(f"Installing {len(packages)} system libraries for sound and the window …")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(
        [*prefix, "apt-get", "update", "-q"],
        env=environment,
        check=False,
        stdout=subprocess.DEVNULL,
    )
    done = subprocess.run(
        [*prefix, *line.split()], env=environment, check=False, stdout=subprocess.DEVNULL
    )
    if done.returncode:
        say("They could not be installed; going on without. The line to run later:")
        say("  sudo " + line)


def _privilege() -> list[str] | None:
    """How to become root without a password: nothing to add, sudo, or None."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    ):
        return ["sudo", "-n"]
    return None
