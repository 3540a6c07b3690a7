"""Arrivals: even where messages were found unevenly, and never later than they were found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaecomposer.live.arrival import Arrival


@given(st.lists(st.floats(0.0, 0.05), min_size=50, max_size=50))
def test_what_is_found_late_came_at_its_time_all_the_same(delays: list[float]) -> None:
    arrival = Arrival()
    least = 1.0
    for i, delay in enumerate(delays):
        found = 5.0 + i * 0.02 + delay
        came = arrival.of(0.02 if i else 0.0, found)
        least = min(least, delay)
        assert came <= found + 1e-9
        assert came == pytest.approx(5.0 + i * 0.02 + least, abs=2e-4)


def test_a_system_clock_that_stood_still_is_not_believed() -> None:
    arrival = Arrival()
    arrival.of(0.0, 1.0)
    assert arrival.of(0.01, 60.0) == 60.0
    assert arrival.of(0.01, 60.012) == pytest.approx(60.01, abs=1e-4)
