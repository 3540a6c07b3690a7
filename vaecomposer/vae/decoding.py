"""Decoding all bars of all parts at once: sixteen sequential steps, whatever the number of bars.

The four part decoders have equal shapes, so their weights are stacked and every step is a handful of
batched matrix products. The loop is scripted: one call into torch, during which Python's lock is free and
the sound goes on.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from vaecomposer.music.grid import LADDER_SLOTS, LINE_TOKENS
from vaecomposer.music.metre import MAX_STEPS
from vaecomposer.vae.bars import HIDDEN, INPUT, OUTPUT, PartVae
from vaecomposer.vae.tokens import NOTE_PARTS, Part

# What each row of the stack is, for the scripted loop (which knows no enums).
_LINE, _TEXTURE, _DRUMS = 0, 1, 2
_KIND = {Part.MELODY: _LINE, Part.BASS: _LINE, Part.TEXTURE: _TEXTURE, Part.DRUMS: _DRUMS}


def _unroll(
    gates: Tensor, hidden: Tensor, input_weight: Tensor, hidden_weight: Tensor, hidden_bias: Tensor,
    out_weight: Tensor, out_bias: Tensor, leaning: Tensor, kinds: list[int], tokens: int, slots: int, drums: int,
) -> Tensor:  # fmt: skip
    """Greedy decoding of a stack of GRUs.

    Args:
        gates: (steps, parts, bars, 3 H), what the context adds to the gates.
        hidden: (parts, bars, H) start. The weights: (parts, INPUT, 3 H), (parts, H, 3 H), (parts, 1, 3 H),
            (parts, H, OUTPUT), (parts, 1, OUTPUT).
        leaning: (steps, parts or 1, bars or 1, OUTPUT), added to the outputs.
        kinds: per part, line, texture or drums.

    Returns:
        (steps, parts, bars, OUTPUT) outputs.
    """
    steps, parts, bars = gates.size(0), gates.size(1), gates.size(2)
    # The products may run in half precision; the state and the outputs, on which notes are decided, do not.
    kind = input_weight.dtype
    x = torch.zeros(parts, bars, input_weight.size(1), dtype=kind, device=gates.device)
    outs: list[Tensor] = []
    for step in range(steps):
        from_input = torch.baddbmm(gates[step], x, input_weight).float()
        from_hidden = torch.baddbmm(hidden_bias, hidden.to(kind), hidden_weight).float()
        in_r, in_z, in_n = from_input.chunk(3, -1)
        h_r, h_z, h_n = from_hidden.chunk(3, -1)
        reset = torch.sigmoid(in_r + h_r)
        update = torch.sigmoid(in_z + h_z)
        new = torch.tanh(in_n + reset * h_n)
        hidden = torch.lerp(new, hidden, update)
        out = torch.baddbmm(out_bias, hidden, out_weight) + leaning[step]
        outs.append(out)
        x = torch.zeros_like(x)
        for part in range(parts):
            if kinds[part] == 0:
                x[part].scatter_(1, out[part, :, :tokens].argmax(-1, keepdim=True), 1.0)
            elif kinds[part] == 1:
                state = out[part, :, : 3 * slots].view(bars, 3, slots).argmax(1)
                x[part, :, :slots] = (state == 1).to(x.dtype)
                x[part, :, slots : 2 * slots] = (state == 2).to(x.dtype)
            else:
                x[part, :, :drums] = (out[part, :, :drums] > 0).to(x.dtype)
    return torch.stack(outs)


def _product_type(device: torch.device) -> torch.dtype:
    """bfloat16 on processors that multiply it faster (three times, measured), else single precision."""
    if device.type != "cpu" or not torch._C._has_mkldnn:  # noqa: SLF001
        return torch.float32
    fast = torch.ops.mkldnn._is_mkldnn_bf16_supported()  # noqa: SLF001
    return torch.bfloat16 if fast else torch.float32


@dataclass(frozen=True, slots=True)
class _Stack:
    """Stacked weights of some parts."""

    input_weight: Tensor
    context_weight: Tensor
    input_bias: Tensor
    hidden_weight: Tensor
    hidden_bias: Tensor
    out_weight: Tensor
    out_bias: Tensor


class NoteDecoder:
    """Decodes bar codes of any of the four note parts in one batch.

    Args:
        networks: the trained part VAEs, in the order of `NOTE_PARTS`, on one device.
    """

    def __init__(self, networks: Sequence[PartVae]) -> None:
        self._networks = tuple(networks)
        self._kind = _product_type(networks[0].leave.weight.device)
        self._stacks: dict[tuple[Part, ...], _Stack] = {}
        with warnings.catch_warnings():
            # Scripting is deprecated in favour of compilation, which would cost 20 s at every start.
            warnings.simplefilter("ignore")
            self._unroll = torch.jit.script(_unroll)

    def decode(
        self,
        parts: tuple[Part, ...],
        codes: Tensor,
        chords: Tensor,
        beat: Tensor,
        conditions: Tensor,
        leaning: Tensor | None = None,
    ) -> Tensor:
        """Outputs of greedy decoding, (16, parts, bars, OUTPUT).

        Args:
            parts: which note parts, in the order of `NOTE_PARTS`.
            codes: (bars, parts, CODE). chords: (bars, 4, CHORD_FEATURES). beat: (bars, 16).
            conditions: (bars, C). leaning: (16, parts, bars, OUTPUT) added to the outputs before the greedy
                choice; None for nothing.
        """
        if leaning is None:
            leaning = torch.zeros(MAX_STEPS, 1, 1, OUTPUT, device=codes.device)
        chosen = [self._networks[NOTE_PARTS.index(part)] for part in parts]
        stack = self._stack(parts)
        contexts, starts = [], []
        for i, network in enumerate(chosen):
            code = codes[:, i]
            contexts.append(network.contexts(code, chords, beat, conditions))
            starts.append(torch.tanh(network.start(code)))
        context = torch.stack(contexts).flatten(1, 2).to(self._kind)  # (parts, bars * 16, CONTEXT)
        gates = torch.baddbmm(stack.input_bias, context, stack.context_weight)
        gates = gates.view(len(parts), -1, MAX_STEPS, 3 * HIDDEN).permute(2, 0, 1, 3).contiguous()
        # Profiling would make the second and third call of every new shape several times slower.
        with torch.jit.optimized_execution(False):  # type: ignore[attr-defined]  # noqa: FBT003
            out: Tensor = self._unroll(
                gates, torch.stack(starts), stack.input_weight, stack.hidden_weight, stack.hidden_bias,
                stack.out_weight, stack.out_bias, leaning, [_KIND[part] for part in parts],
                LINE_TOKENS, LADDER_SLOTS, 9,
            )  # fmt: skip
        return out

    def _stack(self, parts: tuple[Part, ...]) -> _Stack:
        if parts not in self._stacks:
            chosen = [self._networks[NOTE_PARTS.index(part)] for part in parts]

            def stacked(name: str) -> Tensor:
                return torch.stack([dict(n.named_parameters())[name].detach() for n in chosen])

            into = stacked("rnn.weight_ih_l0").transpose(1, 2)
            self._stacks[parts] = _Stack(
                into[:, :INPUT].contiguous().to(self._kind),
                into[:, INPUT:].contiguous().to(self._kind),
                stacked("rnn.bias_ih_l0").unsqueeze(1).to(self._kind),
                stacked("rnn.weight_hh_l0").transpose(1, 2).contiguous().to(self._kind),
                stacked("rnn.bias_hh_l0").unsqueeze(1).to(self._kind),
                stacked("leave.weight").transpose(1, 2).contiguous(),
                stacked("leave.bias").unsqueeze(1),
            )
        return self._stacks[parts]
