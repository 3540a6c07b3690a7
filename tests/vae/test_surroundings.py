"""What the conductor may look at around a bar."""

import torch

from vaecomposer.vae.surroundings import HERE, LAGS, NEXT, PLACES, RECALL, surroundings

BARS, PARTS, CODE = 10, 5, 32


def around(
    *, usable: float = 1.0, given: torch.Tensor | None = None, recalled: torch.Tensor | None = None
) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    codes = torch.randn(1, BARS, PARTS, CODE, generator=torch.Generator().manual_seed(1))
    none = torch.zeros(1, BARS, PARTS)
    found = surroundings(
        codes,
        torch.ones(1, BARS, PARTS),
        torch.full((1, BARS), usable),
        none if given is None else given,
        torch.full((1, BARS), -1) if recalled is None else recalled,
    )
    return codes, found.codes, found.known


def test_the_past_is_the_bars_at_the_lags() -> None:
    codes, found, known = around()
    for place, lag in enumerate(LAGS):
        assert known[0, :lag, place].sum() == 0
        torch.testing.assert_close(found[0, lag:, place], codes[0, : BARS - lag])


def test_without_history_nothing_is_known() -> None:
    _, found, known = around(usable=0.0)
    assert known.sum() == 0
    assert found.abs().sum() == 0


def test_the_future_and_the_bar_itself_are_known_only_where_given() -> None:
    given = torch.zeros(1, BARS, PARTS)
    given[0, 4, 1] = 1
    codes, found, known = around(usable=0.0, given=given)
    assert known[0, :, NEXT].nonzero().tolist() == [[3, 1]]
    assert known[0, :, HERE].nonzero().tolist() == [[4, 1]]
    torch.testing.assert_close(found[0, 3, NEXT, 1], codes[0, 4, 1])
    # Given music is a past that may be looked back at even without history.
    assert known[0, 5, 0].tolist() == [0, 1, 0, 0, 0]


def test_a_recalled_bar_is_looked_at_wherever_it_lies() -> None:
    recalled = torch.full((1, BARS), -1)
    recalled[0, 7] = 2
    codes, found, known = around(recalled=recalled)
    torch.testing.assert_close(found[0, 7, RECALL], codes[0, 2])
    assert known[0, :, RECALL].sum() == PARTS
    assert found.shape[2] == PLACES
