"""Reading attributes off codes, and moving along them."""

import torch

from vaecomposer.vae.attribute_reader import AttributeReader
from vaecomposer.vae.bars import CODE


def reader(columns: int = 3) -> AttributeReader:
    torch.manual_seed(3)
    return AttributeReader(columns).requires_grad_(requires_grad=False)


def test_slopes_are_the_derivatives() -> None:
    net, codes = reader(), torch.randn(4, CODE)
    read, slope = net.slopes(codes)
    torch.testing.assert_close(read, net(codes))
    for i in range(4):
        expected = torch.autograd.functional.jacobian(lambda c: net(c[None])[0], codes[i])
        torch.testing.assert_close(slope[i], expected, atol=1e-5, rtol=1e-4)


def test_moving_reaches_what_is_wanted_and_leaves_the_rest() -> None:
    net, codes = reader(), torch.zeros(5, CODE)
    wanted = net(codes)
    wanted[:, 0] += 0.2
    moved = net(net.moved(codes, wanted, steps=8))
    assert (moved - wanted).abs().max() < 0.06
    assert (moved[:, 1:] - wanted[:, 1:]).abs().max() < 0.03
