"""The loop that trains every stage: on one device or many, and resumable at any step.

What a stage must say of itself is `Task`. Three habits make a run the same however many processes share it:

* Everything random is drawn for the whole batch, from a generator seeded by (seed, step); each process
  keeps its own rows. Nothing else may be random: a task never calls `torch.rand`.
* Gradients are averaged over the processes, and all have equally many rows.
* What is not linear in the batch (free bits, divisions by a count) looks at means over all processes.

The learning rate warms up linearly and then falls linearly to a floor, with the steps done or, where a stage
also has minutes, with whichever of the two is further. Without minutes a run depends on nothing but its seed.
"""

from __future__ import annotations

import math
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from lightning.fabric import Fabric
from torch import Tensor, nn

from vaecomposer.errors import ComposerError
from vaecomposer.training.progress import Report, Screen, Standing, as_screen, words
from vaecomposer.training.state import State, TrainingError, read_state, save_state

T = TypeVar("T")

Drawn = dict[str, Any]
"""What was drawn for some examples: arrays (numpy's or torch's) whose first axis counts the examples."""

Outputs = dict[str, Tensor]
"""What a network has to say of some examples: sums, means or counts over them, of any shape."""

Figures = dict[str, Any]
"""What a validation found: floats, or lists of them."""

RATE_FLOOR = 0.02  # share of the peak learning rate


class TrainingStoppedError(ComposerError):
    """Training that was asked to stop (Ctrl-C, SIGTERM) and kept its state."""


class ShortOfMemoryError(TrainingError):
    """Memory that one process lacks; the others cannot know."""


class SaidElsewhereError(ComposerError):
    """An error that the first process has met, and says, for all."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast a stage trains.

    Attributes:
        steps: optimiser steps at most. minutes: wall-clock time at most, None for no limit.
        batch: examples a step, all processes together.
        rate: AdamW's peak learning rate. rate_warm_up: steps until it is reached.
        validate_every, save_every: in steps.
        patience: training ends after so many validations without a better figure; None for never.
        max_norm: gradients are clipped to this norm.
        validates_first: whether the network is worth something before its first step, and may stay the best.
    """

    steps: int
    batch: int
    rate: float
    minutes: float | None = None
    seed: int = 1
    rate_warm_up: int = 200
    validate_every: int = 1000
    save_every: int = 500
    patience: int | None = None
    max_norm: float = 1.0
    validates_first: bool = False

    def done(self, step: int, seconds: float) -> float:
        """Share of the stage that is over; 1 or more when it is at its end."""
        spent = 0.0 if self.minutes is None else seconds / (self.minutes * 60)
        return max(step / self.steps, spent)

    def rate_at(self, step: int, done: float) -> float:
        """Learning rate of step `step`, counted from 0."""
        return self.rate * min(1.0, (step + 1) / self.rate_warm_up) * max(RATE_FLOOR, 1 - done)


class Task(Protocol):
    """A stage, as the trainer sees it.

    A step is ``loss(outputs(batch(rows of draw(rng))))``; see the module's text for what must hold.
    The first four may be plain attributes.
    """

    @property
    def name(self) -> str:
        """Of the stage's state file."""
        ...

    @property
    def network(self) -> nn.Module:
        """What is trained and saved. The task makes it, having called `torch.manual_seed`."""
        ...

    @property
    def schedule(self) -> Schedule:
        """How long and how fast."""
        ...

    @property
    def watch(self) -> str:
        """The validation figure (lower is better) that tells the best weights, and when to stop early."""
        ...

    def draw(self, rng: np.random.Generator) -> Drawn:
        """All that is random in one step, for `schedule.batch` examples: which examples, and their noise.

        Runs on every process alike, so it should only draw: the arrays are cut into equal shares, one
        for each process, before anything is looked up.
        """
        ...

    def batch(self, drawn: Drawn, device: torch.device) -> object:
        """What `outputs` needs for one process's share of `draw`, on its device."""
        ...

    def outputs(self, batch: Any) -> Outputs:
        """Runs `network`, in mixed precision and with its gradients averaged. Called for every step.

        Ratios (a sum over a count) belong into `loss`, where the count of all processes is known.
        """
        ...

    def loss(self, own: Outputs, everywhere: Outputs, step: int) -> Tensor:
        """The loss of one process's share.

        Args:
            own: this process's outputs; gradients flow through these alone, and the loss must be linear in them.
            everywhere: their means over all processes, without gradients: for thresholds
                (``own["kl"] * (everywhere["kl"] > free)``) and divisors (``own["sum"] / everywhere["count"]``).
            step: steps done before this one.
        """
        ...

    def figures(self, everywhere: Outputs) -> dict[str, float]:
        """What to show of a step."""
        ...

    def validate(self, device: torch.device) -> Figures:
        """Figures on held-out songs, `watch` among them; none if there are no such songs.

        Runs on the first process only, in evaluation mode and without gradients.
        """
        ...


def train(
    task: Task,
    folder: Path,
    fabric: Fabric,
    report: Report,
    on_step: Callable[[int, float], None] | None = None,
    halt: Callable[[], bool] = lambda: False,
) -> None:
    """Trains one stage, resuming what `folder` holds, to its end; the network then has its best weights.

    Args:
        fabric: launched. report: a `Screen`, or a callable for plain lines; used on the first process only.
        on_step: called after each step, on every process, with steps done and the whole batch's loss.
        halt: asked in every step whether to stop, as Ctrl-C does.

    Raises:
        TrainingStoppedError: Ctrl-C or SIGTERM came, or `halt` wished it. The state is saved.
        TrainingError: memory or disk is full, or the loss is no number. The last state is whole.
        DataError: the state in `folder` is damaged, or of another version. It is left as it is.
    """
    screen = as_screen(report) if fabric.is_global_zero else Screen()
    try:
        with _stop_signals(halt) as stop:
            _Run(task, folder, fabric, screen, on_step).train(stop)
    except RuntimeError as why:
        said = _translated(why, task, fabric)
        if said is None:
            raise
        raise said from why
    finally:
        screen.close()


def on_first(fabric: Fabric, action: Callable[[], T]) -> T:
    """Does something on the first process and hands its result to all.

    Raises:
        ComposerError: what `action` raised; on the other processes as `SaidElsewhereError`.
    """
    result: T | None = None
    trouble: ComposerError | None = None
    if fabric.is_global_zero:
        try:
            result = action()
        except ComposerError as why:
            trouble = why
    said = None if trouble is None else str(trouble)
    result, said = fabric.broadcast((result, said))
    if trouble is not None:
        raise trouble
    if said is not None:
        raise SaidElsewhereError(said)
    return result  # type: ignore[return-value]  # None only where the action's result is None


def share(drawn: Drawn, rank: int, processes: int) -> Drawn:
    """One process's rows of what was drawn for all."""
    return {
        k: v[rank * len(v) // processes : (rank + 1) * len(v) // processes]
        for k, v in drawn.items()
    }


class _Opaque:
    """A batch on its way through the wrappers.

    They look into tuples, dictionaries and dataclasses for tensors to convert to half precision, and
    refuse frozen dataclasses.
    """

    def __init__(self, batch: object) -> None:
        self.batch = batch


class _Outputs(nn.Module):
    """A task's network as a module that computes its outputs, so that gradients are averaged."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.network = task.network
        self._outputs = task.outputs

    def forward(self, held: _Opaque) -> Outputs:
        """Outputs of one share."""
        return self._outputs(held.batch)


class _Run:
    """One stage in training."""

    def __init__(
        self,
        task: Task,
        folder: Path,
        fabric: Fabric,
        screen: Screen,
        on_step: Callable[[int, float], None] | None,
    ) -> None:
        plan = task.schedule
        if plan.batch % fabric.world_size:
            raise TrainingError(
                f"A batch of {plan.batch} cannot be shared equally by {fabric.world_size} processes. "
                "Set --batch to a multiple."
            )
        self.task, self.plan, self.folder, self.fabric = task, plan, folder, fabric
        self.screen, self.on_step = screen, on_step
        state = on_first(fabric, lambda: read_state(folder, task.name))
        self.optimizer = torch.optim.AdamW(
            task.network.parameters(), lr=plan.rate, weight_decay=0.01, betas=(0.9, 0.98)
        )
        # The module's attribute is the task's own network, so both see the same weights.
        self.wrapped, self.wrapped_optimizer = fabric.setup(_Outputs(task), self.optimizer)
        self.step, self.before = 0, 0.0
        self.valid: Figures = {}
        self.best: dict[str, Tensor] | None = None  # until a validation has found something
        self.best_step = 0
        self.best_valid: Figures = {}
        if state is not None:
            self._resume(state)
        self.seconds = self.before  # as all processes agree on
        self.start = time.monotonic()
        self.start_share = plan.done(self.step, self.seconds)
        self.validated = self.step

    def _resume(self, state: State) -> None:
        facts = state.restore(self.task.network, self.optimizer)
        self.step, self.before = facts["step"], facts["seconds"]
        self.valid = facts.get("valid") or {}
        if state.best:
            self.best = {k: v.to(self.fabric.device) for k, v in state.best.items()}
            self.best_step, self.best_valid = facts["best"]["step"], facts["best"]["valid"]
        elif math.isfinite(self.valid.get(self.task.watch, math.nan)):
            # Also a state from before the best weights were kept: its newest are the best known.
            self._remember(state.weights, self.valid)

    def train(self, stop: _Stop) -> None:
        """Steps until the end, validating and saving on the way."""
        plan, begun, asked = self.plan, self.step, False
        if plan.validates_first and self.step == 0:
            self._validate()
            self._save()
        while not (asked or self._over()):
            asked = self._one_step(stop)
            if self.step % plan.validate_every == 0:
                self._validate()
            if self.step % plan.save_every == 0 or self.step == self.validated:
                self._save()
        if asked:
            self._save()
            raise TrainingStoppedError(
                f"Stopped after step {self.step} of {self.task.name}. The same command goes on from there."
            )
        if self.step > begun:
            if self.validated != self.step:
                self._validate()
            self._save()
        if self.best is not None:
            self.task.network.load_state_dict(self.best)
        kept = f", the best weights are from step {self.best_step}" if self.best else ""
        self.screen(f"{self.task.name} is trained: {self.step} steps{kept}")

    def _over(self) -> bool:
        """Whether time or steps are over, or validation has long been no better."""
        plan = self.plan
        if plan.done(self.step, self.seconds) >= 1:
            return True
        if plan.patience is None or self.best is None:
            return False
        # Counted in steps, so that an extra validation after a pause cannot end a run sooner.
        return self.step - self.best_step >= plan.patience * plan.validate_every

    def _one_step(self, stop: _Stop) -> bool:
        """One optimiser step; whether any process was asked to stop."""
        plan, fabric = self.plan, self.fabric
        drawn = self.task.draw(np.random.default_rng((plan.seed, self.step)))
        rows = share(drawn, fabric.global_rank, fabric.world_size)
        own: Outputs = self.wrapped(_Opaque(self.task.batch(rows, fabric.device)))
        everywhere, asked = self._agree(own, stop)
        fabric.backward(self.task.loss(own, everywhere, self.step))
        fabric.clip_gradients(self.wrapped, self.wrapped_optimizer, max_norm=plan.max_norm)
        rate = plan.rate_at(self.step, plan.done(self.step, self.seconds))
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.wrapped_optimizer.step()
        self.wrapped_optimizer.zero_grad()
        self.step += 1
        if self.on_step is not None:
            # A loss is linear in what is its own: of the means it is the whole batch's.
            self.on_step(self.step, float(self.task.loss(everywhere, everywhere, self.step - 1)))
        if self.screen.due(self.step):
            self._show(everywhere, rate)
        return asked

    def _agree(self, own: Outputs, stop: _Stop) -> tuple[Outputs, bool]:
        """Means of the outputs over all processes, and whether one was asked to stop.

        In the same exchange all take over the first one's clock, so that they end at the same step.
        """
        mine, asked = {k: v.detach() for k, v in own.items()}, stop.asked
        seconds = self._clock()
        if self.fabric.world_size == 1:
            self.seconds = seconds
            return mine, asked
        notes = [seconds if self.fabric.is_global_zero else 0.0, float(asked)]
        parts = [v.double().reshape(-1) for v in mine.values()]
        told = torch.cat([*parts, torch.tensor(notes, dtype=torch.double).to(parts[0].device)])
        told = self.fabric.all_reduce(told, reduce_op="mean")  # type: ignore[assignment]
        *means, notes_back = torch.split(told, [*(len(p) for p in parts), 2])
        clock, asking = (notes_back * self.fabric.world_size).tolist()
        self.seconds = clock
        everywhere = {
            k: mean.reshape(v.shape).to(v.dtype)
            for (k, v), mean in zip(mine.items(), means, strict=True)
        }
        return everywhere, asking > 0

    def _clock(self) -> float:
        """Seconds this stage has been trained, in earlier runs too."""
        return self.before + time.monotonic() - self.start

    def _show(self, everywhere: Outputs, rate: float) -> None:
        done = self.plan.done(self.step, self.seconds)
        gained = done - self.start_share
        spent = time.monotonic() - self.start
        loss = float(self.task.loss(everywhere, everywhere, self.step - 1))
        self.screen.show(
            Standing(
                self.task.name,
                self.step,
                min(1.0, done),
                self.seconds,
                spent / gained * (1 - done) if gained > 0 else None,
                rate,
                {"loss": loss, **self.task.figures(everywhere)},
                self.valid,
            )
        )

    def _validate(self) -> None:
        """Figures on held-out songs; remembers the weights if they are the best so far."""
        network, watch = self.task.network, self.task.watch
        network.eval()
        with torch.no_grad():
            found = on_first(self.fabric, lambda: self.task.validate(self.fabric.device))
        network.train()
        self.valid, self.validated = found, self.step
        best = self.best_valid.get(watch, math.inf)
        # A figure that is no number is never better; the first that is one always is.
        if better := found.get(watch, math.inf) < best:
            self._remember(network.state_dict(), found)
        if found:
            mark = " (best)" if better else ""
            self.screen(f"{self.task.name} VALID step {self.step} {words(found)}{mark}")

    def _remember(self, weights: Mapping[str, Tensor], found: Figures) -> None:
        self.best = {k: v.detach().clone() for k, v in weights.items()}
        self.best_step, self.best_valid = self.step, found

    def _save(self) -> None:
        """Writes the state, on the first process; the others wait."""
        facts: dict[str, Any] = {"step": self.step, "seconds": self._clock(), "valid": self.valid}
        if self.best is not None:
            facts["best"] = {"step": self.best_step, "valid": self.best_valid}
        best = None if self.best_step == self.step else self.best
        on_first(
            self.fabric,
            lambda: save_state(
                self.folder, self.task.name, self.task.network, self.optimizer, facts, best
            ),
        )


class _Stop:
    """Whether a signal, or whoever started the training, has asked to stop."""

    def __init__(self, halt: Callable[[], bool]) -> None:
        self.signalled = False
        self._halt = halt

    @property
    def asked(self) -> bool:
        """Whether to stop after this step."""
        return self.signalled or self._halt()


@contextmanager
def _stop_signals(halt: Callable[[], bool]) -> Iterator[_Stop]:
    """Turns Ctrl-C and SIGTERM into a wish that the loop heeds after its step; a second Ctrl-C is obeyed at once."""
    stop = _Stop(halt)
    if threading.current_thread() is not threading.main_thread():
        yield stop  # signals reach the main thread alone
        return

    def ask(number: int, _frame: FrameType | None) -> None:
        if stop.signalled and number == signal.SIGINT:
            raise KeyboardInterrupt
        stop.signalled = True

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)


def _translated(why: RuntimeError, task: Task, fabric: Fabric) -> ComposerError | None:
    """An error of torch that has a remedy, as a sentence; None for any other."""
    said, batch = str(why), task.schedule.batch
    if (
        isinstance(why, torch.OutOfMemoryError)
        or "allocate memory" in said
        or "ALLOC_FAILED" in said
    ):
        return ShortOfMemoryError(
            f"The memory of {fabric.device} is not enough to train {task.name} with {batch} examples a step. "
            f"Start the same command with a lower --batch, such as {max(1, batch // 2)}."
        )
    if "non-finite" in said:
        return TrainingError(
            f"The loss of {task.name} is no longer a number. Its last state is from before that; a lower "
            "rate in the recipe, or --precision 32, may help."
        )
    lost = isinstance(why, torch.distributed.DistError) or "gloo" in said
    if fabric.world_size > 1 and lost:
        return TrainingError(
            "Another process of this training has ended. The same command goes on from the last state."
        )
    return None
