"""Where the sound goes and what plays it: the device's name, and the menu to choose others."""

# ruff: noqa: D102 (Qt's overrides)

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from vaecomposer.ui import words
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.transport.two_lines import Choices, TwoLineButton, heading

SILENT = translate("Device", "Silent")
SAMPLE_RATES = (44_100, 48_000, 88_200, 96_000)
BLOCKS = (64, 128, 256, 512, 1024)
SYNTHS = (("tinysoundfont", "TinySoundFont"), ("fluidsynth", "FluidSynth"))
_LONGEST = 120.0
_USUAL_RATE = 48_000
_SOUNDFONTS = translate("Device", "SoundFonts (*.sf2 *.sf3);;All files (*)")


class DeviceButton(TwoLineButton):
    """Shows the device in use; its menu lists all, silence, sample rates, block sizes, instruments."""

    picked = Signal(object)  # str, or None for silence
    format_picked = Signal(object, int)  # sample rate or None, block frames
    soundfont_picked = Signal(object, str)  # path or None for the built-in one, synthesiser
    rescan_requested = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        self._names: tuple[str, ...] = ()
        self._current: str | None = None
        self._detail = ""
        self._format: tuple[int | None, int] = (None, 256)
        self._found: tuple[tuple[str, str | None], ...] = ((translate("Device", "Built-in"), None),)
        self._soundfont: str | None = None
        self._synth = SYNTHS[0][0]
        super().__init__(look, _LONGEST, parent)
        words.describe(self, words.DEVICE)

    def show_devices(self, names: tuple[str, ...], current: str | None, detail: str) -> None:
        """Shows what there is, which is in use (None: silence), and a line about it."""
        self._names, self._current, self._detail = names, current, detail
        self.setAccessibleName(
            translate("Device", "Audio device, {current}, {detail}").format(
                current=current or SILENT, detail=detail
            )
        )
        self.updateGeometry()
        self.update()

    def show_format(self, sample_rate: int | None, block_frames: int) -> None:
        """Shows the sample rate wished for (None: the device's own) and the block size."""
        self._format = (sample_rate, block_frames)

    def show_soundfonts(
        self, found: tuple[tuple[str, str | None], ...], chosen: str | None, synth: str
    ) -> None:
        """Offers instruments, (name, path), the built-in ones with None; shows which are chosen."""
        self._found, self._soundfont, self._synth = found, chosen, synth

    def _lines(self) -> tuple[str, str]:
        # A line cut short would say less than its first part alone.
        detail = self._detail.partition(" · ")[0] if self._short else self._detail
        return self._current or SILENT, detail

    def _icon(self) -> tuple[str, bool]:
        silent = self._current is None
        return ("silent" if silent else "speaker"), silent

    def menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        devices = Choices(menu)
        for name in self._names:
            devices.add(name, partial(self.picked.emit, name), is_on=name == self._current)
        menu.addSeparator()
        devices.add(SILENT, partial(self.picked.emit, None), is_on=self._current is None)
        menu.addAction(translate("Device", "Look for devices again"), self.rescan_requested.emit)
        menu.addSeparator()
        for inner in (self.rate_menu(menu), self.block_menu(menu), self.instrument_menu(menu)):
            menu.addMenu(inner)
        return menu

    def rate_menu(self, parent: QWidget) -> QMenu:
        """Sample rates: the device's own, and four to wish for."""
        rate, block = self._format
        menu = QMenu(translate("Device", "Sample rate"), parent)
        rates = Choices(menu)
        own = partial(self.format_picked.emit, None, block)
        rates.add(translate("Device", "The device's own"), own, is_on=rate is None)
        for wish in SAMPLE_RATES:
            ask = partial(self.format_picked.emit, wish, block)
            rates.add(f"{wish / 1000:g} kHz", ask, is_on=rate == wish)
        return menu

    def block_menu(self, parent: QWidget) -> QMenu:
        """Block sizes, and how long each lasts."""
        rate, block = self._format
        menu = QMenu(translate("Device", "Block size"), parent)
        blocks = Choices(menu)
        for frames in BLOCKS:
            last = 1000 * frames / (rate or _USUAL_RATE)
            hint = {
                BLOCKS[0]: translate("Device", ", heard soonest"),
                BLOCKS[-1]: translate("Device", ", safest"),
            }.get(frames, "")
            ask = partial(self.format_picked.emit, rate, frames)
            blocks.add(
                translate("Device", "{frames} frames · {last:.1f} ms{hint}").format(
                    frames=frames, last=last, hint=hint
                ),
                ask,
                is_on=frames == block,
            )
        return menu

    def instrument_menu(self, parent: QWidget) -> QMenu:
        """SoundFonts, the built-in one first, and the synthesisers that play them."""
        menu = QMenu(translate("Device", "Instruments"), parent)
        fonts = Choices(menu)
        known = [path for _, path in self._found]
        others = () if self._soundfont in known else ((_stem(self._soundfont), self._soundfont),)
        for name, path in (*self._found, *others):
            ask = partial(self.soundfont_picked.emit, path, self._synth)
            fonts.add(name, ask, is_on=path == self._soundfont)
        menu.addAction(translate("Device", "Choose a SoundFont…"), self.ask_for_soundfont)
        heading(menu, translate("Device", "Played by"))
        synths = Choices(menu)
        for kind, name in SYNTHS:
            ask = partial(self.soundfont_picked.emit, self._soundfont, kind)
            synths.add(name, ask, is_on=kind == self._synth)
        return menu

    def ask_for_soundfont(self) -> QFileDialog:
        """Asks for a SoundFont; music goes on behind the dialog."""
        dialog = QFileDialog(
            self.window(), translate("Device", "Choose a SoundFont"), "", _SOUNDFONTS
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.soundfont_picked.emit(path, self._synth))
        dialog.open()
        return dialog


def _stem(path: str | None) -> str:
    return (path or "").replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
