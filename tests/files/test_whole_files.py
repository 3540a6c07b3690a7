"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from vaecomposer.files.whole_files import WholeFiles


def write(folder: Path, *written: str, then: type[BaseException] | None = None) -> None:
    """Writes files together, until something happens."""
    with WholeFiles() as files:
        for name in written:
            files.draft(folder / name).write_text("new")
        if then is not None:
            raise then


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_drafts_get_their_names_together(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")
    with WholeFiles() as files:
        for name in ("a", "b"):
            files.draft(tmp_path / name).write_text(name)
        assert (tmp_path / "a").read_text() == "before"
        assert not (tmp_path / "b").exists()
    assert names(tmp_path) == ["a", "b"]
    assert (tmp_path / "a").read_text() == "a"


@pytest.mark.parametrize("why", [RuntimeError, KeyboardInterrupt])
def test_whatever_stops_the_writing_leaves_what_was_there(
    tmp_path: Path, why: type[BaseException]
) -> None:
    (tmp_path / "a").write_text("before")
    with pytest.raises(why):
        write(tmp_path, "a", then=why)
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "before"


def test_if_one_name_is_refused_all_stay_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("before")
    (tmp_path / "c").mkdir()
    with pytest.raises(OSError, match="c"):
        write(tmp_path, "a", "b", "c")
    assert names(tmp_path) == ["a", "c"]
    assert (tmp_path / "a").read_text() == "before"


@pytest.mark.skipif(os.name != "posix", reason="rights as POSIX has them")
def test_a_new_file_has_the_rights_that_new_files_have(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    with WholeFiles() as files:
        files.draft(tmp_path / "a").write_text("")
    mode = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "a")]
    assert mode[0] == mode[1]
