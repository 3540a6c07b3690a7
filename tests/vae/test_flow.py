"""The residual flow."""

import torch

from vaecomposer.vae.bars import CODE
from vaecomposer.vae.flow import FARTHEST, ResidualFlow


def test_untrained_it_leaves_the_gaussian_alone() -> None:
    flow = ResidualFlow(8)
    noise = torch.randn(6, CODE)
    drawn = flow.draw(noise, torch.randn(6, 8), torch.zeros(6, dtype=torch.long))
    torch.testing.assert_close(drawn, noise)


def test_it_learns_a_distribution_that_no_gaussian_is() -> None:
    """Residuals at +2 or -2 in all numbers together: independent draws would mix the signs."""
    torch.manual_seed(1)
    flow = ResidualFlow(4, blocks=2)
    optimizer = torch.optim.Adam(flow.parameters(), lr=2e-3)
    thought, part = torch.zeros(256, 4), torch.zeros(256, dtype=torch.long)
    for _ in range(300):
        residual = (torch.randint(0, 2, (256, 1)) * 4.0 - 2.0).expand(-1, CODE)
        residual = residual + 0.1 * torch.randn(256, CODE)
        loss = flow.loss(residual, torch.randn(256, CODE), torch.rand(256), thought, part).mean()
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    with torch.no_grad():
        drawn = flow.draw(torch.randn(256, CODE), thought, part)
    together = drawn.sign().mean(1).abs()
    assert together.mean() > 0.95
    assert 0.3 < (drawn.mean(1) > 0).float().mean() < 0.7
    assert drawn.abs().max() < 2 * FARTHEST
