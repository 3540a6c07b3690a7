"""The trainer's loop: stopping, resuming, sharing among processes, and what it says when something is wrong."""

import errno
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from lightning.fabric import Fabric
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from tests.training.curve import RECIPE, loss_curve
from tests.training.made_songs import write_songs
from vaecomposer.errors import DataError
from vaecomposer.training import state as state_module
from vaecomposer.training.__main__ import main
from vaecomposer.training.bar_stage import BarRecipe, BarTask
from vaecomposer.training.progress import Bar, Lines, Screen, Standing
from vaecomposer.training.songs import load_bars
from vaecomposer.training.state import TrainingError, load_state, read_state
from vaecomposer.training.trainer import (
    Drawn,
    Figures,
    Outputs,
    Schedule,
    ShortOfMemoryError,
    TrainingStoppedError,
    share,
    train,
)
from vaecomposer.vae.tokens import Part

ROOT = Path(__file__).parents[2]
ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1"}

# Measured: 2e-7 (docs/training.md). Processes that do not share gradients are 1e-3 apart after as many steps.
TOLERANCE = 1e-5


class Toy:
    """The smallest stage: a line through noise, with validation figures made up beforehand."""

    name, watch = "toy", "nats"

    def __init__(self, valid: Iterator[float] | None = None, **schedule: Any) -> None:
        self.schedule = Schedule(**{"steps": 20, "batch": 8, "rate": 0.1, **schedule})
        torch.manual_seed(self.schedule.seed)
        self.network = nn.Linear(3, 1)
        self._valid = valid
        self.at_validation: list[Tensor] = []

    def draw(self, rng: np.random.Generator) -> Drawn:
        return {"x": rng.standard_normal((self.schedule.batch, 3), np.float32)}

    def batch(self, drawn: Drawn, device: torch.device) -> Tensor:
        return torch.from_numpy(drawn["x"]).to(device)

    def outputs(self, batch: Tensor) -> Outputs:
        return {"nats": (self.network(batch) - batch.sum(1, keepdim=True)).square().mean()}

    def loss(self, own: Outputs, everywhere: Outputs, step: int) -> Tensor:
        return own["nats"]

    def figures(self, everywhere: Outputs) -> dict[str, float]:
        return {k: float(v) for k, v in everywhere.items()}

    def validate(self, device: torch.device) -> Figures:
        self.at_validation.append(self.network.weight.detach().clone())
        return {} if self._valid is None else {"nats": next(self._valid)}


def one_process() -> Fabric:
    return Fabric(accelerator="cpu", devices=1)


def train_toy(
    folder: Path,
    valid: list[float] | None = None,
    on_step: Callable[[int, float], None] | None = None,
    **schedule: Any,
) -> Toy:
    toy = Toy(None if valid is None else iter(valid), **schedule)
    train(toy, folder, one_process(), lambda line: None, on_step)
    return toy


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_songs(folder / "made.npz")
    return folder


def test_two_processes_lose_as_one_does(data: Path, tmp_path: Path) -> None:
    names = ("HARMONY", "MELODY", "DRUMS")
    subprocess.run(
        [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc_per_node=2",
         "-m", "tests.training.curve", str(data), str(tmp_path / "two"), str(tmp_path / "two.json"), *names],
        cwd=ROOT, env=ONE_THREAD, check=True, timeout=180, capture_output=True,
    )  # fmt: skip
    two = json.loads((tmp_path / "two.json").read_text())
    for name in names:
        one = loss_curve(data, tmp_path / "one", Part[name], one_process())
        assert len(one) == RECIPE.steps
        np.testing.assert_allclose(two[name], one, rtol=TOLERANCE)
        assert one[-1] < 0.95 * one[0]


def test_the_command_shares_the_work_and_speaks_once(
    data: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def command(devices: int, run: Path) -> list[str]:
        return [
            "--data", str(data), "--run", str(run), "--recipe", "smoke", "--stages", "bars", "--parts", "harmony",
            "--accelerator", "cpu", "--precision", "32", "--devices", str(devices),
        ]  # fmt: skip

    done = subprocess.run(
        [sys.executable, "-m", "vaecomposer.training", *command(2, tmp_path / "two")],
        cwd=ROOT, env=ONE_THREAD, check=True, timeout=180, capture_output=True, text=True,
    )  # fmt: skip
    assert main(command(1, tmp_path / "one")) == 0
    said = [line for line in capfd.readouterr().out.splitlines() if line.startswith("harmony")]
    assert [line for line in done.stdout.splitlines() if line.startswith("harmony")] == said
    one, two = (load_file(tmp_path / run / "harmony.safetensors") for run in ("one", "two"))
    for name in one:
        torch.testing.assert_close(one[name], two[name], rtol=1e-3, atol=1e-5)


def test_each_process_gets_its_rows() -> None:
    drawn = {"a": np.arange(6), "b": torch.arange(12).view(6, 2)}
    parts = [share(drawn, rank, 3) for rank in range(3)]
    assert np.concatenate([p["a"] for p in parts]).tolist() == list(range(6))
    assert parts[1]["b"].tolist() == [[4, 5], [6, 7]]


def test_a_batch_that_cannot_be_shared_is_refused(tmp_path: Path) -> None:
    fabric: Any = SimpleNamespace(world_size=3, is_global_zero=True)
    with pytest.raises(TrainingError, match="batch of 8 cannot be shared equally by 3"):
        train(Toy(), tmp_path, fabric, lambda line: None)


def test_a_stopped_training_goes_on_as_if_it_had_not_stopped(data: Path, tmp_path: Path) -> None:
    recipe = BarRecipe(steps=20, batch=16, rate=2e-2, warm_up=5)
    whole = loss_curve(data, tmp_path / "whole", Part.MELODY, one_process(), recipe)
    parts: list[float] = []

    def note(step: int, loss: float) -> None:
        parts.append(loss)
        if step == 10:
            os.kill(os.getpid(), signal.SIGTERM)

    def part() -> None:
        task = BarTask(load_bars(data), Part.MELODY, recipe)
        train(task, tmp_path / "parts", one_process(), lambda line: None, note)

    with pytest.raises(TrainingStoppedError, match=r"Stopped after step 1[01] of melody"):
        part()
    assert len(parts) < 20
    part()
    np.testing.assert_allclose(parts, whole, rtol=1e-6)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_finished_training_is_left_alone(tmp_path: Path) -> None:
    train_toy(tmp_path)
    before = (tmp_path / "toy.safetensors").stat().st_mtime_ns
    train_toy(tmp_path, on_step=lambda step, loss: pytest.fail("took a step"))
    assert (tmp_path / "toy.safetensors").stat().st_mtime_ns == before


def test_a_seed_decides_everything(tmp_path: Path) -> None:
    curves = []
    for i, seed in enumerate((1, 1, 2)):
        losses: list[float] = []
        train_toy(
            tmp_path / str(i), on_step=lambda step, loss, to=losses: to.append(loss), seed=seed
        )
        curves.append(losses)
    assert curves[0] == curves[1] != curves[2]


def test_training_ends_when_validation_is_no_better_and_keeps_the_best(tmp_path: Path) -> None:
    valid = [3.0, 1.0, 2.0, float("nan"), 1.5, 0.1]
    toy = train_toy(tmp_path, valid, steps=100, validate_every=2, patience=3)
    facts = json.loads((tmp_path / "toy.json").read_text())
    assert facts["step"] == 10  # the best is from step 4, and three more were no better
    assert facts["best"] == {"step": 4, "valid": {"nats": 1.0}}
    torch.testing.assert_close(toy.network.weight, toy.at_validation[1])
    assert not torch.equal(toy.at_validation[1], toy.at_validation[-1])
    loaded = nn.Linear(3, 1)
    load_state(tmp_path, "toy", loaded)
    torch.testing.assert_close(loaded.weight, toy.at_validation[1])
    load_state(tmp_path, "toy", loaded, torch.optim.AdamW(loaded.parameters()))
    torch.testing.assert_close(loaded.weight, toy.at_validation[-1])
    again = train_toy(tmp_path, [0.0], steps=100, validate_every=2, patience=3)
    torch.testing.assert_close(again.network.weight, toy.at_validation[1])
    assert not again.at_validation


def test_the_best_is_remembered_across_a_stop(tmp_path: Path) -> None:
    first = train_toy(tmp_path, [1.0, 2.0], steps=4, validate_every=2, patience=3)
    second = train_toy(tmp_path, [3.0, 4.0, 5.0], steps=100, validate_every=2, patience=3)
    assert len(second.at_validation) == 2  # steps 6 and 8; the best was at 2
    torch.testing.assert_close(second.network.weight, first.at_validation[0])


def test_without_held_out_songs_the_newest_weights_are_kept(tmp_path: Path) -> None:
    toy = train_toy(tmp_path, validate_every=2, patience=1)
    facts = json.loads((tmp_path / "toy.json").read_text())
    assert facts["step"] == 20
    assert "best" not in facts
    stored = read_state(tmp_path, "toy")
    assert stored is not None
    torch.testing.assert_close(toy.network.weight.detach(), stored.weights["weight"])


def test_the_rate_follows_steps_alone_where_no_minutes_are_given() -> None:
    plan = Schedule(steps=100, batch=1, rate=1.0, rate_warm_up=10)
    assert plan.rate_at(0, plan.done(0, 1e9)) == pytest.approx(0.1)
    assert plan.rate_at(50, plan.done(50, 1e9)) == pytest.approx(0.5)
    assert plan.rate_at(99, plan.done(99, 1e9)) == pytest.approx(0.02)
    timed = Schedule(steps=100, batch=1, rate=1.0, minutes=10)
    assert timed.done(50, 60) == 0.5
    assert timed.done(50, 600) == 1.0


def test_a_damaged_state_is_named_and_left_alone(tmp_path: Path) -> None:
    train_toy(tmp_path)
    path = tmp_path / "toy.safetensors"
    cut = path.read_bytes()[:-20]
    path.write_bytes(cut)
    with pytest.raises(DataError, match=r"toy\.safetensors is damaged"):
        train_toy(tmp_path)
    assert path.read_bytes() == cut


def test_another_networks_state_is_refused(tmp_path: Path) -> None:
    train_toy(tmp_path)
    with pytest.raises(DataError, match="another version"):
        load_state(tmp_path, "toy", nn.Linear(4, 1))


def test_a_state_of_two_files_is_still_read(tmp_path: Path) -> None:
    train_toy(tmp_path)
    path = tmp_path / "toy.safetensors"
    tensors = {k: v for k, v in load_file(path).items() if not k.startswith("best.")}
    save_file(tensors, path)
    facts = {"step": 20, "seconds": 1.0, "valid": {"nats": 2.0}}
    (tmp_path / "toy.json").write_text(json.dumps(facts))
    # What it had reached counts as the best so far.
    toy = train_toy(tmp_path, [3.0], steps=22)
    torch.testing.assert_close(toy.network.weight.detach(), tensors["net.weight"])
    (tmp_path / "toy.json").write_text("{")
    save_file(tensors, path)
    with pytest.raises(DataError, match=r"toy\.json is damaged"):
        read_state(tmp_path, "toy")


@pytest.mark.parametrize(
    "why",
    [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)),
     SafetensorError("I/O error: No space left on device (os error 28)")],
)  # fmt: skip
def test_a_full_disk_is_said_and_costs_no_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: Exception
) -> None:
    train_toy(tmp_path)
    before = (tmp_path / "toy.safetensors").read_bytes()

    def full(tensors: object, target: Path, metadata: object) -> None:
        target.write_bytes(b"half")
        raise why

    monkeypatch.setattr(state_module, "save_file", full)
    with pytest.raises(TrainingError, match=r"the disk is full\. The state before it is whole"):
        train_toy(tmp_path, steps=40)
    assert (tmp_path / "toy.safetensors").read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["toy.json", "toy.safetensors"]


def test_weights_and_facts_stay_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    train_toy(tmp_path)

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "write_text", killed)
    with pytest.raises(KeyboardInterrupt):
        train_toy(tmp_path, steps=40)
    monkeypatch.undo()
    stored = read_state(tmp_path, "toy")
    assert stored is not None
    assert stored.facts["step"] == stored.moments[0]["step"] == 40


@pytest.mark.parametrize(
    ("why", "error", "sentence"),
    [
        (torch.OutOfMemoryError("CUDA out of memory."), ShortOfMemoryError, "lower --batch, such as 4"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), ShortOfMemoryError, "lower --batch"),
    ],
)  # fmt: skip
def test_too_little_memory_is_said(
    tmp_path: Path, why: Exception, error: type[Exception], sentence: str
) -> None:
    toy = Toy()

    def outputs(batch: Tensor) -> Outputs:
        raise why

    toy.outputs = outputs  # type: ignore[method-assign]
    with pytest.raises(error, match=sentence):
        train(toy, tmp_path, one_process(), lambda line: None)


def test_a_loss_that_is_no_number_is_said(tmp_path: Path) -> None:
    toy = Toy()
    toy.loss = lambda own, everywhere, step: own["nats"] * float("nan")  # type: ignore[method-assign]
    with pytest.raises(TrainingError, match="no longer a number"):
        train(toy, tmp_path, one_process(), lambda line: None)
    assert not (tmp_path / "toy.safetensors").exists()


def test_lines_come_every_so_often(tmp_path: Path) -> None:
    said: list[str] = []
    toy = Toy(iter([1.0]))
    train(toy, tmp_path, one_process(), Lines(said.append, every=10))
    assert [line.split(" nats")[0].split(" min")[0][:11] for line in said] == [
        "toy step 10", "toy step 20", "toy VALID s", "toy is trai",
    ]  # fmt: skip


def test_the_bar_shows_where_training_is(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Bar()
    standing = Standing("bass", 7, 0.5, 30.0, 95.0, 2e-3, {"loss": 2.5}, {"nats": 3.25})
    assert bar.due(1)
    bar.show(standing)
    bar("a line [with] brackets")
    bar.close()
    shown = capsys.readouterr().out
    assert "a line [with] brackets" in shown
    assert "bass step 7" in shown
    assert "1:35 left" in shown


def test_other_processes_show_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    screen = Screen()
    screen("a line")
    assert not screen.due(250)
    assert capsys.readouterr().out == ""


def test_changed_songs_are_read_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    write_songs(folder / "a.npz")
    command = ["--data", str(folder), "--run", str(tmp_path / "run"), "--recipe", "smoke", "--stages", "bars",
               "--parts", "harmony", "--accelerator", "cpu", "--precision", "32", "--batch", "8"]  # fmt: skip
    assert main(command) == 0
    write_songs(folder / "b.npz", songs=2)
    assert main(command) == 0
    assert "they are read anew" in capsys.readouterr().out
    assert len(load_bars(folder, tmp_path / "run" / "bars.npz").bars) == (6 + 2) * 8


def test_the_command_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--data", str(tmp_path), "--accelerator", "cpu"]) == 1
    assert "holds no training songs" in capsys.readouterr().out
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    assert main(["--data", str(tmp_path), "--accelerator", "cuda"]) == 1
    assert "No CUDA device" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["--data", str(tmp_path), "--devices", "0"])
