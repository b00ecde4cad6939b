"""What a review finds, and the forms in which it is handed out: JSON, CSV, HTML."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from assistant.checks.tables import csv_table, html_table
from assistant.evidence.support import Evidence
from index.model import Citation

STATUSES = (
    "ok", "unverifiable", "no_such_paragraph", "no_such_document", "malformed", "later", "not_applicable",
    "unsupported", "misquoted",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """A citation and what the review found."""

    citation: Citation
    status: str
    reason: str
    suggestion: str | None = None
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_finding(self) -> bool:
        """Whether somebody should look at it."""
        return self.status not in ("ok", "unverifiable")

    def to_json(self) -> dict[str, Any]:
        """The shape of `wgad check --json`."""
        c = self.citation
        return {
            "raw": c.raw,
            "target": c.target,
            "pinpoints": list(c.pinpoints),
            "paragraph": c.paragraph,
            "footnote": int(c.footnote) if c.footnote and c.footnote.isdigit() else c.footnote,
            "status": self.status,
            "reason": self.reason,
            "suggestion": self.suggestion,
            "evidence": [{"id": e.id, "text": e.text, "support": round(e.support, 3)} for e in self.evidence],
        }


@dataclass(frozen=True, slots=True)
class Review:
    """The review of a draft."""

    file: str
    citations: tuple[Checked, ...]

    @property
    def summary(self) -> dict[str, int]:
        """How many citations have each status; those that none has are left out."""
        counts = Counter(c.status for c in self.citations)
        return {status: counts[status] for status in STATUSES if counts[status]}

    @property
    def findings(self) -> int:
        """How many citations somebody should look at."""
        return sum(c.is_finding for c in self.citations)

    def to_json(self) -> dict[str, Any]:
        """The shape of `wgad check --json`."""
        return {"citations": [c.to_json() for c in self.citations], "summary": self.summary}

    def to_csv(self) -> str:
        """One line a citation."""
        header = ("paragraph", "footnote", "citation", "target", "pinpoints", "status", "reason", "suggestion")
        found = ((c.citation, c) for c in self.citations)
        rows = (
            (c.paragraph, c.footnote, c.raw, c.target, " ".join(c.pinpoints), x.status, x.reason, x.suggestion)
            for c, x in found
        )
        return csv_table(header, rows)

    def to_html(self) -> str:
        """A page that stands alone: no script, nothing fetched."""
        counts = ", ".join(f"{n} {status.replace('_', ' ')}" for status, n in self.summary.items())
        note = f"{len(self.citations)} citations: {counts}. A suggestion by a program, not a judgment."
        header = ("Place", "Citation", "Status", "Reason", "Suggestion")
        rows = ((_place(c), c.citation.raw, _words(c.status), c.reason, c.suggestion) for c in self.citations)
        return html_table("Review of citations", self.file, note, header, rows)


def _place(checked: Checked) -> str:
    c = checked.citation
    return f"para. {c.paragraph}" + (f", footnote {c.footnote}" if c.footnote else "")


def _words(status: str) -> str:
    return status.replace("_", " ")
