"""Messages through a pipe, whole or not at all."""

from __future__ import annotations

import io

import pytest

from vaecomposer.processes.pipe import receive, send


def test_messages_come_out_as_they_went_in() -> None:
    stream = io.BytesIO()
    send(stream, {"a": [1, 2.5, "é"]})
    send(stream, {})
    stream.seek(0)
    assert receive(stream) == {"a": [1, 2.5, "é"]}
    assert receive(stream) == {}
    assert receive(stream) is None


@pytest.mark.parametrize(
    "damaged",
    [b"", b"\x05", b"\x05\0\0\0{}", b"\x02\0\0\0[]", b"\x02\0\0\0{{", b"\xff\xff\xff\xff{}"],
)
def test_a_damaged_stream_ends(damaged: bytes) -> None:
    assert receive(io.BytesIO(damaged)) is None
