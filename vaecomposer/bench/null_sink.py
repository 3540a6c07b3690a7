"""A sound card that is not there: PulseAudio with a null sink, whose monitor can be recorded.

    with null_sink() as sink:
        subprocess.run([...], env=sink.env)      # a program whose sound goes to the sink
        sound = sink.record(seconds=2.0)         # what it played

Everything lives in a folder of its own: PulseAudio's sockets and the ALSA default of type pulse
(through ALSA_CONFIG_PATH), so nothing of the user's is touched and nothing is left behind.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 44_100
_SINK = "studio"
_ALSA = """\
</usr/share/alsa/alsa.conf>
pcm.!default { type pulse }
ctl.!default { type pulse }
"""


def missing() -> str:
    """Why there can be no null sink here, "" if there can."""
    absent = [name for name in ("pulseaudio", "parec", "pactl") if shutil.which(name) is None]
    if absent:
        return f"needs {', '.join(absent)} (Debian packages pulseaudio, pulseaudio-utils)"
    plugin = any(Path("/usr/lib").glob("*/alsa-lib/libasound_module_pcm_pulse.so"))
    return "" if plugin else "needs ALSA's pulse plugin (Debian package libasound2-plugins)"


class Recording:
    """What `parec` hears of the sink from now until `finish`."""

    def __init__(self, env: dict[str, str], latency_ms: int = 200) -> None:
        """Starts to listen, in the environment of a `NullSink`; returns once something is heard."""
        command = [
            "parec", "-d", f"{_SINK}.monitor", "--format=float32le", f"--rate={RATE}",
            "--channels=2", f"--latency-msec={latency_ms}", "--raw",
        ]  # fmt: skip
        self._parec = subprocess.Popen(command, stdout=subprocess.PIPE, env=env, bufsize=0)
        self._bytes = bytearray()
        # When the first frame was taken down, in seconds of `time.perf_counter`.
        self.began_at = 0.0
        self._heard = threading.Event()
        self._thread = threading.Thread(target=self._read, name="parec", daemon=True)
        self._thread.start()
        if not self._heard.wait(5.0):
            raise RuntimeError("parec hears nothing.")

    def finish(self) -> npt.NDArray[np.float32]:
        """Ends, and gives the sound so far, (frames, 2)."""
        self._parec.terminate()
        self._parec.wait()
        self._thread.join()
        whole = len(self._bytes) // 8 * 8
        return np.frombuffer(bytes(self._bytes[:whole]), np.float32).reshape(-1, 2)

    def _read(self) -> None:
        assert self._parec.stdout is not None
        with self._parec.stdout as pipe:
            while chunk := pipe.read(65_536):
                if not self._bytes:
                    self.began_at = time.perf_counter() - len(chunk) / (8 * RATE)
                self._bytes += chunk
                self._heard.set()


@dataclass
class NullSink:
    """A running null sink.

    Attributes:
        env: environment for programs whose sound shall go to it.
        server: PulseAudio's process.
    """

    env: dict[str, str]
    server: subprocess.Popen[bytes]
    _listener: Recording | None = None

    def start_recording(self) -> Recording:
        """Listens from now on."""
        return Recording(self.env)

    def unplug(self) -> None:
        """End the sound server, as a pulled cable would."""
        self.server.kill()
        self.server.wait()
        self._deafen()

    def plug_in(self) -> None:
        """Start it again."""
        self.server = _start_server(self.env)
        self.listen()

    def listen(self) -> None:
        """Keep a listener on the sink. Without one it wakes only every two seconds, unlike a sound card."""
        self._listener = Recording(self.env, latency_ms=20)

    def close(self) -> None:
        """End everything that was started."""
        self._deafen()
        if self.server.poll() is None:
            self.server.terminate()
            self.server.wait()

    def _deafen(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.finish()


@contextmanager
def null_sink() -> Iterator[NullSink]:
    """Start PulseAudio with one null sink; ends with everything it started."""
    home = Path(tempfile.mkdtemp(prefix="null-sink-"))
    home.chmod(0o700)
    (home / "asound.conf").write_text(_ALSA)
    socket = home / "native"
    env = os.environ | {
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "PULSE_RUNTIME_PATH": str(home / "pulse"),
        "PULSE_SERVER": f"unix:{socket}",
        "ALSA_CONFIG_PATH": str(home / "asound.conf"),
    }
    sink = NullSink(env, _start_server(env))
    try:
        sink.listen()
        yield sink
    finally:
        sink.close()
        shutil.rmtree(home, ignore_errors=True)


def _start_server(env: dict[str, str]) -> subprocess.Popen[bytes]:
    """PulseAudio with the sink, in an environment of `null_sink`; returns once it answers."""
    socket = env["PULSE_SERVER"].removeprefix("unix:")
    Path(socket).unlink(missing_ok=True)
    command = [
        "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
        "--disable-shm=yes", "--log-level=error", "--high-priority=yes", "--realtime=yes",
        f"--load=module-null-sink sink_name={_SINK} rate={RATE}",
        f"--load=module-native-protocol-unix auth-anonymous=1 socket={socket}",
    ]  # fmt: skip
    nowhere = subprocess.DEVNULL
    server = subprocess.Popen(command, env=env, stdout=nowhere, stderr=nowhere)
    _wait_for(["pactl", "info"], env)
    return server


def _wait_for(command: list[str], env: dict[str, str]) -> None:
    """Wait until a command succeeds and says something; at most five seconds."""
    for _ in range(100):
        said = subprocess.run(command, env=env, check=False, capture_output=True)
        if said.returncode == 0 and said.stdout.strip():
            return
        time.sleep(0.05)
    raise RuntimeError(f"PulseAudio does not answer: {' '.join(command)}")
