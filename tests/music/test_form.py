"""Which bars recall which."""

from vaecomposer.music.form import is_phrase_end, recalled_bars


def test_song_form_recalls_its_first_phrase_twice() -> None:
    new = (None,) * 4
    assert recalled_bars(16) == (*new, 0, 1, 2, 3, *new, 0, 1, 2, 3)


def test_a_short_phrase_recalls_nothing() -> None:
    assert recalled_bars(4) == (None,) * 4
    assert recalled_bars(6) == (None, None, None, None, 0, 1)


def test_letters_may_alternate() -> None:
    assert recalled_bars(16, "AB")[8:] == (0, 1, 2, 3, 4, 5, 6, 7)


def test_every_fourth_bar_ends_a_phrase() -> None:
    assert [bar for bar in range(9) if is_phrase_end(bar)] == [3, 7]
