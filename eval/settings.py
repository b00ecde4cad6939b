"""What makes two runs the same run: what was asked, the index, the prompts and the program."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from eval.baselines import BASELINES, OF_ONE_SIGNAL, WEIGHTS_OF
from index.corpus import Corpus
from index.errors import BadInput
from index.model import Category
from index.ranking import WEIGHTS, Weights

ROOT = Path(__file__).resolve().parent.parent
DRAFTERS = ("embedded", *BASELINES)
JUDGE_PROMPT = "judge.md"


@dataclass(frozen=True, slots=True)
class Judging:
    """Which chat model judges the drafts, and how often each."""

    model: str
    runs: int = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run. `program` hashes index/ and assistant/, `scoring` eval/ alone."""

    drafter: str
    model: str | None
    weights: Weights
    fingerprint: str
    prompts: dict[str, str]
    program: str
    scoring: str
    categories: tuple[Category, ...] = ()  # what is scored; none: all
    judge: Judging | None = None

    @property
    def name(self) -> str:
        """The drafter as it is shown: the model where there is one, never with a password of its URL."""
        return without_password(self.model) if self.model else self.drafter

    @property
    def draft_key(self) -> str:
        """Twelve characters that change with whatever changes a draft."""
        known = {name: value for name, value in self.to_json().items() if name not in _SCORING}
        known["prompts"] = {name: digest for name, digest in self.prompts.items() if name != JUDGE_PROMPT}
        return _short(json.dumps(known, sort_keys=True).encode())

    @property
    def key(self) -> str:
        """Twelve characters that change with anything."""
        return _short(json.dumps(self.to_json(), sort_keys=True).encode())

    def to_json(self) -> dict[str, Any]:
        """As stored in a run."""
        judge = self.judge and replace(self.judge, model=without_password(self.judge.model))
        model = self.model and without_password(self.model)
        return asdict(replace(self, model=model, judge=judge))


#: Fields that change how a draft is scored, but not the draft.
_SCORING = frozenset({"scoring", "categories", "judge"})


def settings_of(
    corpus: Corpus,
    drafter: str = "embedded",
    model: str | None = None,
    *,
    weights: Weights | None = None,
    categories: Sequence[Category] = (),
    judge: Judging | None = None,
) -> Settings:
    """The settings of a run on this index with the prompts and the program as they are."""
    if drafter not in DRAFTERS:
        raise BadInput(f"no drafter {drafter!r}; there are {', '.join(DRAFTERS)}")
    if model and drafter != "embedded":
        raise BadInput(f"--model cannot be combined with the baseline {drafter!r}; leave one of them out")
    if weights and drafter in OF_ONE_SIGNAL:
        raise BadInput(f"--weights cannot be combined with the baseline {drafter!r}, which is a weighing of its own")
    prompts = sorted(p for p in (ROOT / "prompts").iterdir() if p.suffix in {".toml", ".md"})
    hashes = {path.name: _short(path.read_bytes()) for path in prompts}
    return Settings(
        drafter=drafter,
        model=model,
        weights=weights or WEIGHTS_OF.get(drafter, WEIGHTS),
        fingerprint=corpus.fingerprint,
        prompts=hashes,
        program=_program("index", "assistant"),
        scoring=_program("eval"),
        categories=tuple(c for c in Category if c in categories),
        judge=judge,
    )


def weights_of(text: str) -> Weights:
    """The weights in "lexical=0.7,dense=0.3"; what is not named stays as it is."""
    known = {field.name: type(getattr(WEIGHTS, field.name)) for field in fields(Weights)}
    found: dict[str, Any] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = (piece.strip() for piece in entry.partition("="))
        try:
            found[name] = known[name](value)
        except (KeyError, ValueError):
            raise BadInput(
                f"{entry!r} is no weight: write NAME=NUMBER with NAME one of {', '.join(known)}, separated by commas"
            ) from None
        if not 0 <= found[name] < float("inf"):
            raise BadInput(f"{entry!r}: a weight is a number of 0 or more")
    return replace(WEIGHTS, **found)


def _program(*rooms: str) -> str:
    found = sorted(p for room in rooms for p in (ROOT / room).rglob("*") if p.suffix in {".py", ".toml"})
    return _short("".join(_short(path.read_bytes()) for path in found).encode())


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def without_password(name: str) -> str:
    """The name of a model as it may be shown and stored."""
    return re.sub(r"//[^/@]*@", "//", name)
