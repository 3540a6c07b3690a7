"""Asking the system to run the sound before everything else, and to keep it in memory."""

from __future__ import annotations

import ctypes
import os
import sys

_PRIORITY, _MORE = 4, 8
"""Low among real-time threads: sound servers and drivers come first."""

_NICE = -11
"""What sound servers ask for where real time is not granted."""

_CURRENT_AND_FUTURE = 3
"""MCL_CURRENT and MCL_FUTURE of mlockall(2)."""


def stay_in_memory() -> bool:
    """Keeps this process's memory from being taken away and read again from disk; whether it was granted.

    A page of a library or SoundFont that has gone takes a disk's time to come back, tens of blocks long.
    Only where there is no limit: with one, memory asked for later would be refused.
    """
    if not sys.platform.startswith("linux"):
        return False
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_MEMLOCK)
    if limit != resource.RLIM_INFINITY and os.geteuid() != 0:
        return False
    return bool(ctypes.CDLL(None, use_errno=True).mlockall(_CURRENT_AND_FUTURE) == 0)


def hurry(*, more: bool = False) -> bool:
    """Asks for real time for this thread and those it starts; whether anything was granted.

    The sound process asks for all its threads, not for the callback's alone: they share Python's lock,
    and one that holds it while it waits for a processor would keep the callback waiting as well. On
    Linux few users are granted it (rtprio, as the packages of JACK set it up), on macOS and Windows
    PortAudio asks by itself.

    Args:
        more: for the thread of the callback, which then goes before the others.
    """
    if not hasattr(os, "sched_setscheduler"):
        return False
    try:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(_MORE if more else _PRIORITY))
    except OSError:
        pass
    else:
        return True
    try:
        os.setpriority(os.PRIO_PROCESS, 0, _NICE)
    except OSError:
        return False
    return True
