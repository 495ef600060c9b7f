"""Small plots of growth as SVG: a panel for each measure, both axes logarithmic."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Points = Sequence[tuple[float, float]]

_PANEL = (300, 210)
_MARGIN = (58, 34, 14, 40)  # left, top, right, bottom
_COLUMNS = 3
_TOP = 80  # above the panels
# Told apart by colour-blind readers (Okabe and Ito 2008), and by their marks in print.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000")
_MARKS = ("circle", "square", "diamond")


def growth_svg(
    title: str, words: str, panels: Mapping[str, Mapping[str, Points]], across: str
) -> str:
    """``panels`` are points by the name of a series by the title of a panel, all above 0.

    ``words`` stand below the title, ``across`` below the horizontal axis. A panel whose title
    ends in ", s" has seconds. A dashed line grows as fast as what lies across.
    """
    names = list(dict.fromkeys(name for series in panels.values() for name in series))
    rows = math.ceil(len(panels) / _COLUMNS)
    width, height = _PANEL[0] * _COLUMNS, _TOP + _PANEL[1] * rows
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="11">',
        f"<title>{escape(title)}</title>",
        f'<rect width="{width}" height="{height}" fill="white"/>',
        _text(width / 2, 20, title, "middle", 14),
        _text(width / 2, 38, words, "middle"),
    ]
    for number, name in enumerate(names):
        x = 60 + number * (width - 60) / max(len(names), 1)
        out += [_mark(number, x, 60), _text(x + 10, 64, name, "start")]
    for number, (panel, series) in enumerate(panels.items()):
        row, column = divmod(number, _COLUMNS)
        x, y = column * _PANEL[0], _TOP + row * _PANEL[1]
        out.append(f'<g transform="translate({x},{y})">')
        out += _panel(panel, {names.index(name): points for name, points in series.items()}, across)
        out.append("</g>")
    return "\n".join([*out, "</svg>", ""])


def _panel(title: str, series: Mapping[int, Points], across: str) -> list[str]:
    points = [point for line in series.values() for point in line]
    if not points:
        return []
    left, top, right, bottom = _MARGIN
    horizontal = _Axis([x for x, _ in points], left, _PANEL[0] - right)
    vertical = _Axis([y for _, y in points], _PANEL[1] - bottom, top)
    out = [_text(left, top - 12, title, "start", 12)]
    for value in horizontal.ticks():
        x = horizontal.place(value)
        out += [_line([(x, top), (x, _PANEL[1] - bottom)], "#dddddd")]
        out += [_text(x, _PANEL[1] - bottom + 14, _number(value), "middle")]
    for value in vertical.ticks():
        y = vertical.place(value)
        out += [_line([(left, y), (_PANEL[0] - right, y)], "#dddddd")]
        words = _duration(value) if title.endswith(", s") else _number(value)
        out += [_text(left - 5, y + 4, words, "end")]
    out.append(_text((left + _PANEL[0] - right) / 2, _PANEL[1] - bottom + 30, across, "middle"))
    for number, line in series.items():
        placed = [(horizontal.place(x), vertical.place(y)) for x, y in line]
        out.append(_line(placed, _COLOURS[number % len(_COLOURS)], 'stroke-width="1.6"'))
        out += [_mark(number, x, y) for x, y in placed]
    out += _linear(series, horizontal, vertical)
    return out


def _linear(series: Mapping[int, Points], horizontal: _Axis, vertical: _Axis) -> list[str]:
    """What grows as fast as what lies across, from the first point, as far as the panel goes."""
    first = next((line for line in series.values() if line), None)
    if first is None:
        return []
    (x, y), last = first[0], horizontal.high
    last = min(last, x * vertical.high / y)
    ends = [(horizontal.place(at), vertical.place(y * at / x)) for at in (x, last)]
    return [_line(ends, "#888888", 'stroke-dasharray="4 3"')]


class _Axis:
    """Logarithmic, over whole powers of ten; ``start`` and ``end`` are places on the page."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.first = math.floor(math.log10(min(values)))
        self.last = max(math.ceil(math.log10(max(values))), self.first + 1)
        self.start, self.end = start, end

    @property
    def high(self) -> float:
        return float(10**self.last)

    def place(self, value: float) -> float:
        share = (math.log10(value) - self.first) / (self.last - self.first)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.first, self.last + 1)]


def _number(value: float) -> str:
    for size, letter in ((1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"{value / size:g}{letter}"
    return f"{value:g}"


def _duration(seconds: float) -> str:
    unit, factor = ("s", 1.0) if seconds >= 1 else ("ms", 1e3) if seconds > 9e-4 else ("us", 1e6)
    return f"{seconds * factor:g} {unit}"


def _text(x: float, y: float, words: str, anchor: str, size: int = 11) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}"'
    return f"<text {place}>{escape(words)}</text>"


def _line(points: Points, colour: str, more: str = "") -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polyline points="{places}" fill="none" stroke="{colour}" {more}/>'


def _mark(number: int, x: float, y: float) -> str:
    colour, mark = _COLOURS[number % len(_COLOURS)], _MARKS[number % len(_MARKS)]
    if mark == "circle":
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}"/>'
    turn = f' transform="rotate(45 {x:.1f} {y:.1f})"' if mark == "diamond" else ""
    box = f'x="{x - 3:.1f}" y="{y - 3:.1f}" width="6" height="6"'
    return f'<rect {box} fill="{colour}"{turn}/>'
