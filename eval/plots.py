"""Plots as inline SVG: no script, no network, and every figure also stands beside them as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

WIDTH = 180  # pixels of a plot in a table
_HEIGHT = 34
_INK, _PALE, _MAIN, _GOOD, _BAD, _MISSED = "#1b1f24", "#d8dee4", "#218bff", "#2da44e", "#cf222e", "#bf8700"


def interval(value: float, low: float, high: float) -> str:
    """A value of 0..1 as a bar, with its interval as a line."""
    at, start, end = (WIDTH * min(max(v, 0.0), 1.0) for v in (value, low, high))
    return _svg(
        WIDTH + 2, 14,
        _rect(1, 3, WIDTH, 8, _PALE), _rect(1, 3, at, 8, _MAIN),
        f'<line x1="{start + 1:.1f}" x2="{end + 1:.1f}" y1="7" y2="7" stroke="{_INK}" stroke-width="2"/>',
    )  # fmt: skip


def difference(value: float, low: float, high: float, better: float) -> str:
    """A difference with its interval around a line at zero; `better` is above 0 where more is, below 0 where less is."""
    reach = max(abs(low), abs(high), abs(value))
    middle, scale = WIDTH / 2 + 1, (WIDTH / 2 - 4) / max(reach, 1e-9)
    at, start, end = (middle + scale * v for v in (value, low, high))
    side = better * (1 if low > 0 else -1 if high < 0 else 0)
    colour = _GOOD if side > 0 else _BAD if side < 0 else _INK
    return _svg(
        WIDTH + 2, 14,
        f'<line x1="{middle:.1f}" x2="{middle:.1f}" y1="0" y2="14" stroke="{_PALE}" stroke-width="2"/>',
        f'<line x1="{start:.1f}" x2="{end:.1f}" y1="7" y2="7" stroke="{colour}" stroke-width="2"/>',
        f'<circle cx="{at:.1f}" cy="7" r="4" fill="{colour}"/>',
    )  # fmt: skip


def histogram(values: Sequence[float], bins: int = 12) -> str:
    """How many documents have which value, from 0 to 1 or to the greatest."""
    top = max([1.0, *values])
    counts = [0] * bins
    for value in values:
        counts[min(int(max(value, 0.0) / top * bins), bins - 1)] += 1
    step, most = WIDTH / bins, max([1, *counts])
    bars = [
        _rect(1 + place * step, _HEIGHT - 2 - h, step - 1, h, _MAIN)
        for place, count in enumerate(counts)
        if (h := (_HEIGHT - 4) * count / most)
    ]
    return _svg(WIDTH + 2, _HEIGHT, _rect(1, _HEIGHT - 2, WIDTH, 1, _PALE), *bars)


def confusion(tallies: Mapping[str, Sequence[int]]) -> str:
    """For each label a row: rightly found, wrongly found, overlooked."""
    rows = sorted(tallies.items(), key=lambda row: (-sum(row[1]), row[0]))
    most = max([1, *(sum(counts) for _, counts in rows)])
    parts: list[str] = []
    for place, (label, counts) in enumerate(rows):
        top, left = 18 * place, 230.0
        parts.append(f'<text x="222" y="{top + 13}" text-anchor="end" font-size="12">{escape(label)}</text>')
        for count, colour in zip(counts, (_GOOD, _BAD, _MISSED), strict=True):
            width = 360 * count / most
            parts.append(_rect(left, top + 3, width, 12, colour))
            left += width
        parts.append(f'<text x="{left + 6:.1f}" y="{top + 13}" font-size="11">{" / ".join(map(str, counts))}</text>')
    return _svg(680, 18 * len(rows) + 4, *parts)


def reliability(bins: Sequence[Mapping[str, Any]]) -> str:
    """Confidence against the share that was right: a calibrated model lies on the diagonal; circles grow with size."""
    side, most = 220, max([1, *(b["size"] for b in bins)])
    frame = (
        _rect(30, 5, side, side, "none", _PALE),
        f'<line x1="30" y1="{side + 5}" x2="{side + 30}" y2="5" stroke="{_PALE}" stroke-dasharray="4"/>',
        f'<text x="{30 + side / 2}" y="{side + 28}" text-anchor="middle" font-size="12">confidence</text>',
        f'<text x="14" y="{side / 2}" text-anchor="middle" font-size="12" '
        f'transform="rotate(-90 14 {side / 2})">share that was right</text>',
    )
    dots = [
        f'<circle cx="{30 + side * b["confidence"]:.1f}" cy="{5 + side * (1 - b["right"]):.1f}" '
        f'r="{3 + 8 * (b["size"] / most) ** 0.5:.1f}" fill="{_MAIN}" fill-opacity=".6">'
        f"<title>{b['size']} issues: confidence {b['confidence']:.2f}, right {b['right']:.2f}</title></circle>"
        for b in bins
    ]
    return _svg(side + 40, side + 36, *frame, *dots)


def _svg(width: float, height: float, *parts: str) -> str:
    return f'<svg width="{width:g}" height="{height:g}" role="img">{"".join(parts)}</svg>'


def _rect(x: float, y: float, width: float, height: float, fill: str, stroke: str = "none") -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" '
        f'fill="{fill}" stroke="{stroke}"/>'
    )
