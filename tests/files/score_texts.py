"""MusicXML by hand, just enough of it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

DIVISIONS = 4  # of a quarter note


def note(
    step: str,
    octave: int,
    length: int,
    *,
    alter: int = 0,
    tie: str = "",
    chord: bool = False,
    grace: bool = False,
) -> str:
    """A note of `length` sixteenths; `tie` is start, stop or both."""
    ties = "".join(f'<tie type="{kind}"/>' for kind in tie.split())
    marks = "".join(f'<tied type="{kind}"/>' for kind in tie.split())
    return (
        f"<note>{'<grace/>' if grace else ''}{'<chord/>' if chord else ''}"
        f"<pitch><step>{step}</step><alter>{alter}</alter><octave>{octave}</octave></pitch>"
        f"{'' if grace else f'<duration>{length}</duration>'}{ties}"
        f"<voice>1</voice>{f'<notations>{marks}</notations>' if marks else ''}</note>"
    )


def unpitched(place: str, length: int, instrument: str = "") -> str:
    """A drum hit on a place of the staff, such as ``C5``."""
    said = f'<instrument id="{instrument}"/>' if instrument else ""
    return (
        f"<note><unpitched><display-step>{place[0]}</display-step>"
        f"<display-octave>{place[1]}</display-octave></unpitched><duration>{length}</duration>{said}"
        "<voice>1</voice></note>"
    )


def rest(length: int) -> str:
    return f"<note><rest/><duration>{length}</duration><voice>1</voice></note>"


def harmony(step: str, kind: str, *, alter: int = 0, bass: str = "", degree: str = "") -> str:
    """A chord symbol; `degree` as in ``9 -1 add``."""
    low = f"<bass><bass-step>{bass}</bass-step></bass>" if bass else ""
    more = ""
    if degree:
        value, change, what = degree.split()
        more = (
            f"<degree><degree-value>{value}</degree-value><degree-alter>{change}</degree-alter>"
            f"<degree-type>{what}</degree-type></degree>"
        )
    return (
        f"<harmony><root><root-step>{step}</root-step><root-alter>{alter}</root-alter></root>"
        f"<kind>{kind}</kind>{low}{more}</harmony>"
    )


def attributes(metre: str = "4/4", fifths: int = 0, mode: str = "major", more: str = "") -> str:
    beats, kind = metre.split("/")
    said = f"<mode>{mode}</mode>" if mode else ""
    return (
        f"<attributes><divisions>{DIVISIONS}</divisions><key><fifths>{fifths}</fifths>{said}</key>"
        f"<time><beats>{beats}</beats><beat-type>{kind}</beat-type></time>{more}</attributes>"
    )


def tempo(bpm: int) -> str:
    return (
        "<direction><direction-type><metronome><beat-unit>quarter</beat-unit>"
        f"<per-minute>{bpm}</per-minute></metronome></direction-type></direction>"
    )


def dynamic(mark: str) -> str:
    return f"<direction><direction-type><dynamics><{mark}/></dynamics></direction-type></direction>"


def repeat(direction: str) -> str:
    place = "left" if direction == "forward" else "right"
    style = "heavy-light" if direction == "forward" else "light-heavy"
    return (
        f'<barline location="{place}"><bar-style>{style}</bar-style>'
        f'<repeat direction="{direction}"/></barline>'
    )


def measures(*bodies: str, pickup: bool = False) -> str:
    """Measures; the first numbered 0 where it is a pickup."""
    out = []
    for number, body in enumerate(bodies, 0 if pickup else 1):
        implicit = ' implicit="yes"' if pickup and number == 0 else ""
        out.append(f'<measure number="{number}"{implicit}>{body}</measure>')
    return "".join(out)


def score(parts: Iterable[tuple[str, str]], title: str = "", instruments: str = "") -> str:
    """A whole file of parts as (name, measures)."""
    parts = list(parts)
    names = "".join(
        f'<score-part id="P{i}"><part-name>{name}</part-name>{instruments}</score-part>'
        for i, (name, _) in enumerate(parts)
    )
    bodies = "".join(f'<part id="P{i}">{body}</part>' for i, (_, body) in enumerate(parts))
    work = f"<work><work-title>{title}</work-title></work>" if title else ""
    return (
        '<?xml version="1.0" encoding="UTF-8"?><score-partwise version="4.0">'
        f"{work}<part-list>{names}</part-list>{bodies}</score-partwise>"
    )


def packed(text: str, container: bool = True) -> bytes:
    """The file as .mxl."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        if container:
            archive.writestr(
                "META-INF/container.xml",
                '<container><rootfiles><rootfile full-path="inside.xml"/></rootfiles></container>',
            )
        archive.writestr("inside.xml", text)
    return data.getvalue()
