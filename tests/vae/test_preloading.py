"""Bringing torch in quietly."""

import gc
import subprocess
import sys

import pytest

from vaecomposer.vae.preloading import without_collections


def test_torch_still_imports_after_its_libraries_were_mapped() -> None:
    code = "from vaecomposer.vae.preloading import load_libraries as l; l(); import torch; print(torch.ones(2).sum())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "tensor(2.)"


def _in_trouble() -> None:
    with without_collections():
        assert not gc.isenabled()
        raise ValueError("trouble")


def test_collections_come_back_even_after_trouble() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="trouble"):
        _in_trouble()
    assert gc.isenabled()
