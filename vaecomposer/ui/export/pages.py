"""The two faces of the export sheet: what is wanted, and how it goes."""

# ruff: noqa: ARG002, D102 (Qt's overrides)

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from vaecomposer.ui.controls.button import Button, Kind
from vaecomposer.ui.controls.card import Card
from vaecomposer.ui.controls.label import Label
from vaecomposer.ui.controls.segmented import Segmented
from vaecomposer.ui.export.choices import SAMPLE_RATES, ExportChoices, ExportKind
from vaecomposer.ui.export.where import ask_where
from vaecomposer.ui.files import file_name
from vaecomposer.ui.fonts import NAME, SECONDARY
from vaecomposer.ui.language.catalogue import translate
from vaecomposer.ui.look import Look
from vaecomposer.ui.songbooks.states import Glyph
from vaecomposer.ui.words import Help, describe

WIDTH = 440
_NAMES = 88
_ROW = 28
_KINDS = tuple(ExportKind)
_KIND_WORDS = ("MIDI", "MusicXML", "WAV", "FLAC")
_RATE_WORDS = ("44.1 kHz", "48 kHz", "96 kHz")
_BITS_WORDS = {
    16: translate("Pages", "16 bit"),
    24: translate("Pages", "24 bit"),
    32: translate("Pages", "32 float"),
}
_REMARKS = {
    ExportKind.MIDI: translate(
        "Pages", "All tracks, swing written into the notes. Mixer settings stay here."
    ),
    ExportKind.MUSICXML: translate(
        "Pages", "All tracks, drawn without swing. Notes off the beat go to the nearest note value."
    ),
    ExportKind.WAV: translate(
        "Pages", "As heard: swing and mixer, with the last notes dying away."
    ),
    ExportKind.FLAC: translate(
        "Pages",
        "As heard: swing and mixer, with the last notes dying away. Smaller than WAV, no loss.",
    ),
}
_STEMS_REMARK = translate("Pages", "One file for each track that is heard, as loud as in the mix.")
WHERE = Help(
    translate("Pages", "Choose where"), translate("Pages", "Choose the folder and name of the file")
)


class WantedPage(QWidget):
    """Format, mix or stems, bits, rate and place. Told nothing, it holds what is picked."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._path = Path("Untitled.wav")
        self.kinds = Segmented(look, _KIND_WORDS, self)
        self.stems = Segmented(look, (translate("Pages", "Mix"), translate("Pages", "Stems")), self)
        self.bits = {
            kind: Segmented(look, tuple(_BITS_WORDS[b] for b in kind.bits), self)
            for kind in (ExportKind.WAV, ExportKind.FLAC)
        }
        self.rates = Segmented(look, _RATE_WORDS, self)
        self.place = Label(look, "", parent=self)
        self.folder = Label(look, "", ink="text3", size=SECONDARY, parent=self)
        self.choose = Button(look, Kind.RAISED, translate("Pages", "Choose…"), parent=self)
        self.remark = Label(look, "", ink="text2", wraps=True, parent=self)
        self._sound_rows: list[QWidget] = []
        self._assemble()
        self._connect()
        self.kinds.show_chosen(_KINDS.index(ExportKind.WAV))
        self.rates.show_chosen(SAMPLE_RATES.index(48_000))
        for kind, bits in self.bits.items():
            bits.show_chosen(kind.bits.index(24))
        self._refresh()

    @property
    def choices(self) -> ExportChoices:
        """What is picked."""
        kind = self._kind
        bits = kind.bits[self.bits[kind].chosen] if kind.is_sound else 24
        stems = kind.is_sound and self.stems.chosen == 1
        return ExportChoices(kind, self._path, stems, bits, SAMPLE_RATES[self.rates.chosen])

    def show_place(self, folder: str, title: str) -> None:
        """Proposes a place: a file named after the music, in a folder."""
        # The ending keeps what follows a dot in the title.
        plain = " ".join(Path(file_name(f"{title}.mid")).stem.split())
        name = plain + self._kind.suffixes[0]
        self._path = (Path(folder) if folder else Path.home()) / name
        self._refresh()

    def show_choices(self, choices: ExportChoices) -> None:
        """Shows what was picked the last time."""
        self.kinds.show_chosen(_KINDS.index(choices.kind))
        self.stems.show_chosen(int(choices.stems))
        self.rates.show_chosen(SAMPLE_RATES.index(choices.sample_rate))
        for kind, bits in self.bits.items():
            if choices.bits in kind.bits:
                bits.show_chosen(kind.bits.index(choices.bits))
        self._path = choices.path
        self._refresh()

    @property
    def _kind(self) -> ExportKind:
        return _KINDS[self.kinds.chosen]

    def _assemble(self) -> None:
        card = Card(self._look, self)
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 12, 12, 12)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnMinimumWidth(0, _NAMES)
        grid.setColumnStretch(1, 1)
        self._row(grid, 0, translate("Pages", "Format"), self.kinds)
        both = QWidget(card)
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        for bits in self.bits.values():
            line.addWidget(bits)
        line.addStretch(1)
        for row, name, control in (
            (1, translate("Pages", "What"), self.stems),
            (2, translate("Pages", "Samples"), both),
            (3, translate("Pages", "Rate"), self.rates),
        ):
            self._sound_rows += [self._row(grid, row, name, control), control]
        place = QWidget(card)
        line = QHBoxLayout(place)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.place)
        names.addWidget(self.folder)
        line.addLayout(names, 1)
        line.addWidget(self.choose)
        self._row(grid, 4, translate("Pages", "Where"), place, wide=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(card)
        column.addWidget(self.remark)

    def _row(
        self, grid: QGridLayout, row: int, name: str, control: QWidget, *, wide: bool = False
    ) -> Label:
        label = Label(self._look, name, ink="text2", parent=grid.parentWidget())
        label.setFixedHeight(_ROW)
        grid.addWidget(label, row, 0)
        align = (
            Qt.AlignmentFlag.AlignVCenter
            if wide
            else (Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        )
        grid.addWidget(control, row, 1, align)
        return label

    def _connect(self) -> None:
        self.kinds.picked.connect(self._pick_kind)
        self.stems.picked.connect(self._pick_stems)
        self.rates.picked.connect(self.rates.show_chosen)
        for kind, bits in self.bits.items():
            bits.picked.connect(bits.show_chosen)
            bits.describe_segments(
                translate("Pages", "Samples, {kind}").format(kind=kind.value),
                translate("Pages", "How exactly each moment is kept"),
            )
        self.choose.clicked.connect(self._ask)
        self.kinds.describe_segments(
            translate("Pages", "Format"),
            translate("Pages", "Which kind of file the music is written to"),
        )
        self.stems.describe_segments(
            translate("Pages", "What"),
            translate("Pages", "The whole mix, or one file for each track"),
        )
        self.rates.describe_segments(
            translate("Pages", "Rate"),
            translate("Pages", "Samples a second; 48 kHz suits most programs"),
        )
        describe(self.choose, WHERE)

    def _pick_kind(self, index: int) -> None:
        self.kinds.show_chosen(index)
        self._path = self._kind.named(self._path)
        self._refresh()

    def _pick_stems(self, index: int) -> None:
        self.stems.show_chosen(index)
        self._refresh()

    def _ask(self) -> None:
        ask_where(self, self._kind, self._path, self._take_path)

    def _take_path(self, path: Path) -> None:
        self._path = path
        self._refresh()

    def _refresh(self) -> None:
        kind = self._kind
        for widget in self._sound_rows:
            widget.setVisible(kind.is_sound)
        for own, bits in self.bits.items():
            bits.setVisible(own is kind)
        stems = self.choices.stems
        self.place.show_text(f"{self._path.stem} - …" if stems else self._path.name)
        self.folder.show_text(str(self._path.parent))
        self.remark.show_text(_STEMS_REMARK if stems else _REMARKS[kind])
        self.choose.setAccessibleDescription(
            translate("Pages", "{sentence}. Now {path}").format(
                sentence=WHERE.sentence, path=self._path
            )
        )


class ProgressLine(QProgressBar):
    """A thin line that fills; Qt's own bar underneath, so that assistive tools read it."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setRange(0, 1000)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Pages", "Progress"))

    def sizeHint(self) -> QSize:
        return QSize(200, 6)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.theme.groove)
        radius = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), radius, radius)
        width = self.width() * self.value() / self.maximum()
        if width > 0:
            painter.setBrush(self._look.theme.accent)
            painter.drawRoundedRect(
                QRectF(0, 0, max(width, self.height()), self.height()), radius, radius
            )


class GoingPage(QWidget):
    """How far the export is, and how it ended."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.done = Glyph(look, "check", "text", self)
        self.trouble = Glyph(look, "warning", "danger", self)
        self.title = Label(look, "", size=NAME, weight=600, wraps=True, parent=self)
        self.share = Label(look, "", ink="text2", parent=self)
        self.line = ProgressLine(look, self)
        self.sentence = Label(look, "", ink="text2", wraps=True, parent=self)
        self._assemble()

    def _assemble(self) -> None:
        card = Card(self._look, self)
        inner = QVBoxLayout(card)
        inner.setContentsMargins(12, 12, 12, 12)
        inner.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        for glyph in (self.done, self.trouble):
            head.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        head.addWidget(self.share, 0, Qt.AlignmentFlag.AlignTop)
        inner.addLayout(head)
        inner.addWidget(self.line)
        inner.addWidget(self.sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def show_going(self, name: str, share: float) -> None:
        """Shows that a file is being written, and how much of it is (0..1)."""
        self._show(
            "going",
            translate("Pages", "Writing {name}").format(name=name),
            translate("Pages", "You may close this sheet: the export goes on."),
        )
        self.line.setValue(round(1000 * max(0.0, min(1.0, share))))
        self.share.show_text(f"{100 * max(0.0, min(1.0, share)):.0f} %")

    def show_stopping(self) -> None:
        """Shows that it is being stopped."""
        self._show(
            "going",
            translate("Pages", "Stopping"),
            translate("Pages", "Nothing will be left behind."),
        )

    def show_done(self, title: str, sentence: str) -> None:
        """Shows that all is written."""
        self._show("done", title, sentence)

    def show_trouble(self, title: str, sentence: str) -> None:
        """Shows what kept it from being written."""
        self._show("trouble", title, sentence)

    def _show(self, state: str, title: str, sentence: str) -> None:
        self.done.setVisible(state == "done")
        self.trouble.setVisible(state == "trouble")
        for widget in (self.line, self.share):
            widget.setVisible(state == "going")
        self.title.show_text(title)
        self.sentence.show_text(sentence)
        self.sentence.setVisible(bool(sentence))
