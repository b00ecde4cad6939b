"""A request said in other words, or turned about, as the plain command that it means: "para. 46 is superfluous"."""

from __future__ import annotations

import re
from functools import cache

from assistant.changes.request_lists import request_lists
from assistant.changes.request_words import PLEASE, THANKS
from index.lexical import words

_GERUND = re.compile(r"^(\w+ing)\b", re.I)
_MODAL = r"(?:should|must|needs? to|has to|have to|ought to|can|could|shall|may|might|is to|are to|to)"
_PASSIVE = re.compile(rf"^(?P<what>.*?)\s*\b{_MODAL}\s+be\s+(?P<done>\w+)\b\s*(?P<rest>.*)$", re.I)
#: What was named before the command: "this paragraph 45 delete it".
_TOPIC = re.compile(r"^(?:(?:the|this|that|these|those|it|they)\b[\s:,]*)+(?=(\w+)\b)", re.I)


def headed(text: str) -> str:
    """A request without courtesies, and with a plain word at its head."""
    wish = THANKS.sub("", PLEASE.sub("", text))
    for pattern, meant in request_lists().short:
        wish = pattern.sub(meant, wish)
    for pattern, plain in request_lists().head:
        wish = pattern.sub(plain, wish)
    return _GERUND.sub(lambda match: _command(match[1]) or match[1], wish)


def turned(bare: str, *, named: bool) -> str:
    """A request with its command in front; `named` says that it names a place, of which it may speak."""
    if request_lists().expanded.search(bare):  # "flesh out para. 45" is no "para. 45 out"
        return bare
    for pattern, plain in request_lists().tail:
        if (named or re.search(r"\bpara", bare)) and pattern.search(bare):
            rest = pattern.sub("", bare)
            return rest if rest.startswith(plain) else f"{plain} {rest}".strip()
    match = _PASSIVE.match(bare)
    if match and (command := _command(match["done"])):
        return " ".join(f"{command} {match['what']} {match['rest']}".split())
    topic = _TOPIC.match(bare)
    return bare[topic.end() :] if topic and named and _command(topic[1]) == topic[1].lower() else bare


def _command(word: str) -> str | None:
    """The word of command of which a word is a form: "removing", "removed"."""
    return _commands().get(words(word)[0])


@cache
def _commands() -> dict[str, str]:
    """Words of command by their stems, of several the shortest."""
    return {words(word)[0]: word for word in sorted(request_lists().commands, key=lambda w: (-len(w), w))}
