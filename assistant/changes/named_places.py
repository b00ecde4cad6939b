"""What a request names: authorities of the index, years of adoption, paragraphs and categories of the draft."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.changes.request_lists import request_lists
from index.model import Category

_PARA = r"(?:\bpara(?:g|graph)?s?(?![^\W\d_])\.?|¶+|§+)\s*(?:(?:No|Nos|nr|number|numbers)\b\.?\s*|#\s*)?"
_OPINION = r"(?:opinions?\s+)?(?:(?:No|Nos|number|nr)\b\.?\s*)?(?P<opinion>\d+/\d{4})"
_DELIBERATION = r"deliberation\s+(?:(?:No|number)\b\.?\s*)?(?P<deliberation>\d+)"
_AUTHORITIES = tuple(re.compile(p, re.I) for p in (
    rf"{_PARA}(?P<para>\d+)\s+(?:of|from|in)\s+(?:the\s+)?(?:{_OPINION}|{_DELIBERATION})",
    r"\b(?:(?P<opinion>\d+/\d{4})|del-(?P<deliberation>\d+))#(?P<para>\d+)\b",
    rf"(?:\b{_OPINION}|\b{_DELIBERATION})\s*,?\s*\(?(?:at\s+)?(?:{_PARA}|(?<=at\s))(?P<para>\d+)\)?",
    rf"(?:\b{_OPINION}|\b{_DELIBERATION})(?P<para>)",
))  # fmt: skip
#: What stands before an authority that is to go.
_TO_GO = re.compile(
    r"\b(?:instead of|in place of|rather than|in lieu of)\s+(?:the\s+)?(?:reference\s+to\s+|citation\s+of\s+)?\Z", re.I
)
#: "replace A with B": the first of two goes; "substitute B for A": the second.
_FIRST_GOES = re.compile(r"\b(?:replace|exchange|swap|switch|change)\b|\bsubstitute\b.*\b(?:with|by)\b", re.I)
_WANTED = re.compile(r"\b(?:with|by)\s+(?:the\s+)?\Z", re.I)
_SECOND_GOES = re.compile(r"\bsubstitute\b", re.I)

_YEAR = r"((?:19|20)\d\d)"
_BETWEEN = re.compile(rf"\b(?:from|between)\s+{_YEAR}\s*(?:to|and|until|–|-)\s*{_YEAR}\b", re.I)
_SINCE = re.compile(
    rf"\b(?:from|of|in)?\s*{_YEAR}\s+(?:or|and)\s+(?:later|newer|after|more recent)\b|"
    rf"\b(?:from|since|as of|starting (?:in|from))\s+{_YEAR}(?:\s+(?:on(?:wards?)?|forwards?))?\b|\b{_YEAR}\s+onwards?\b",
    re.I,
)
_AFTER = re.compile(rf"\b(?:(?:after|later than|newer than|more recent than|younger than)\s+|post[- ]?){_YEAR}\b", re.I)
_UNTIL = re.compile(rf"\b{_YEAR}\s+(?:or|and)\s+(?:earlier|older|before)\b|\b(?:up to|until|till)\s+{_YEAR}\b", re.I)
_BEFORE = re.compile(rf"\b(?:(?:before|earlier than|older than|more old than|prior to)\s+|pre[- ]?){_YEAR}\b", re.I)
_OF_YEAR = re.compile(rf"\b(?:of|in)\s+{_YEAR}\b", re.I)

#: Commands whose object, where it is a mere figure, can only be a paragraph; and other places of which the same is true.
_COMMANDS = (
    "remove|delete|drop|strike|omit|cut|shorten|condense|tighten(?: up)?|trim(?: down)?|soften|hedge|move|swap|exchange|get rid of|take out|leave out|"
    "(?:tone|water|cut) down|(?:firm|tighten) up|expand|strengthen|merge|join|combine|fuse|split|divide|break(?: up)?|(?:show|read|give)(?: me)?|do (?:we|i) (?:really )?need|make|is|are|why|compare"
)
_FIGURES = r"\d{1,3}\b(?:\s*(?:-|–|,|and|&|\+)\s*\d{1,3}\b)*"
_COUNTED = "%|/|per|words|sentences|citations|cases|opinions|other|hours|days|weeks|months|years"
_BARE_FIGURE = re.compile(
    rf"^((?:{_COMMANDS})\s+)(?=\d{{1,3}}\b(?!\s*(?:%|per|words|citations|sentences|/)))|"
    r"(?<=\s)((?:before|after|above|below|behind|ahead of)\s+)(?=\d{1,3}$)|(?<=[\s:])(?=\d{1,3}\s+(?:before|after|above|below)\b)|"
    rf"(?<=\s)(of\s+)(?={_FIGURES}\s*(?:[,;:]|to\b|by\b|$))|((?:^|(?<=\s))(?:in|from|under|for)\s+)(?=\d{{1,3}}\b(?!\s*(?:{_COUNTED})))|"
    rf"^((?:add|cite|put|insert)\b.*\b(?:to|for)\s+)(?={_FIGURES}\s*(?:[,;:?]|that\b|which\b|$))|"
    rf"^(?={_FIGURES}\s*(?:\b(?:is|are|should|must|can|needs?|seems?|goes|go|too|shorter|softer|firmer|out|to be)\b|:))",
    re.I,
)
_LONE_FIGURE = re.compile(rf"^(?={_FIGURES}$)")
_LONE_NUMERAL = re.compile(r"^(?=(?:I{1,3}|IV|V)$)")
_PARAGRAPH = re.compile(
    rf"(?:\b(?:in|to|of|for|from|under)\s+)?{_PARA}(\d+)((?:\s*(?:,\s*and|,|and|or|to|through|–|-|&|\+|plus|as well as)\s*(?:{_PARA})?\d+\b(?!/))*)\b",
    re.I,
)
_NUMERAL = r"(?:IV|V|I{1,3}|[1-5]|one|two|three|four|five)"
_CATEGORY = re.compile(
    rf"\b(?:(?:in|to|of|under|for|on)\s+)?cat(?:egor(?:y|ies)\b|s?\b\.?)\s*(?P<first>{_NUMERAL})"
    rf"(?P<more>(?:\s*(?:,\s*and|,|and|or|&)\s*(?:cat(?:egory)?\b\.?\s*)?{_NUMERAL}\b)*)\b",
    re.I,
)
#: "trim III": a mere numeral that is printed as one; "I" only where it can be no pronoun.
_MORE = r"(?:\s*(?:,\s*and|,|and|or|&)\s*(?:I{1,3}|IV|V)\b)"
_BARE_NUMERAL = re.compile(
    rf"(?<![\w./-])(?:(?:(?:in|to|of|under|for|on)\s+)?(?:III?|IV|V)\b{_MORE}*|(?:in|of|under)\s+I\b{_MORE}*|I{_MORE}+|I(?=\s+(?:by|to)\s+(?:a|half|\d)))(?![\w./'’-])"
)
_NUMERALS = {
    name: category
    for names in ("12345", ("ONE", "TWO", "THREE", "FOUR", "FIVE"), [c.value for c in Category])
    for name, category in zip(names, Category, strict=True)
}
#: "only category III opinions".
_OPINIONS_OF = re.compile(
    rf"\bonly\s+(?:cite\s+|use\s+)?(?P<of>cat(?:egory\b|\b\.?)\s*(?P<numeral>{_NUMERAL})\s+(?:opinions?|authorit\w+|cases?)\b)",
    re.I,
)
#: A paragraph named by what it cites: "the one citing 301/2014", "the 301/2014 paragraph".
_CITING = re.compile(
    r"\b(?:the\s+|that\s+)?(?:para(?:graph)?|one)\s+(?:that\s+|which\s+)?(?:cit(?:es|ing)|rest(?:s|ing) on|rel(?:ies|ying) on|based on|quot(?:es|ing)|"
    r"using)\s+(?:the\s+)?\Z", re.I)  # fmt: skip
_ARTICLE = re.compile(r"\b(?:the|that)\s+\Z", re.I)
_NAMED_BY = re.compile(r"\s+(?:one|para(?:graph)?)\b", re.I)
#: A range of paragraphs is not read further than this.
_RANGE = 50

#: Numbers of paragraphs written out: "paragraph forty-five".
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES = {word: n for n, word in enumerate((*_UNITS, *_TEENS), start=1)} | {
    word: n for n, word in zip(range(20, 100, 10), _TENS, strict=True)
}
_NUMBER = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_UNITS)}))?|{'|'.join(_TEENS)}|{'|'.join(_UNITS)})"
_NAMED = r"(?:(?:para(?:graph)?s?\b\.?|¶|§+|foot ?notes?\b|fn\b\.?)\s*)"
_LISTED = re.compile(rf"{_NAMED}{_NUMBER}\b(?:\s*(?:,|and|or|to|–|-|&)\s*(?:{_NAMED})?{_NUMBER}\b)*", re.I)


def authorities_in(wish: str) -> tuple[str, list[re.Match[str]]]:
    """The request without the authorities that it names, and these in their order."""
    found: list[re.Match[str]] = []
    for pattern in _AUTHORITIES:
        for match in pattern.finditer(wish):
            if all(match.end() <= other.start() or other.end() <= match.start() for other in found):
                found.append(match)
    found.sort(key=lambda match: match.start())
    for match in reversed(found):
        wish = f"{wish[: match.start()]} {wish[match.end() :]}"
    return " ".join(wish.split()), found


def citing_in(wish: str) -> tuple[str, str | None]:
    """The request without the paragraph that it names by what it cites, and that authority."""
    for match in authorities_in(wish)[1]:
        before, after = _CITING.search(wish[: match.start()]), _NAMED_BY.match(wish, match.end())
        if before or after:
            start, end = (before or match).start(), (after or match).end()
            return f"{_ARTICLE.sub('', wish[:start])} the paragraph {wish[end:]}", authority_id(match)
    return wish, None


def parts_in(rest: str) -> tuple[str, str | None]:
    """The request with its categories by their numerals where it has their titles, and the part of the draft that it names:
    the remarks before or after the categories, or all of these."""
    part = None
    for pattern, name in (*request_lists().headings, *request_lists().parts):
        if pattern.search(rest):
            lone = name not in {category.value for category in Category}
            part = name if lone else part
            rest = pattern.sub(" " if lone else f" in category {name} ", rest)
    return " ".join(rest.split()), part


def authority_text(id: str) -> str:
    """An authority as it is spoken of: "No. 301/2014, para. 40"."""
    document, _, number = id.partition("#")
    known = document.replace("del-", "deliberation No. ") if document.startswith("del-") else f"No. {document}"
    return f"{known}, para. {number}" if number else known


def is_authority(source: str | None, authority: str) -> bool:
    """Whether an id is the authority named: "301/2014" names all its paragraphs."""
    return source is not None and authority in (source, source.split("#")[0])


def roles(wish: str, found: Sequence[re.Match[str]]) -> tuple[str | None, str | None]:
    """The authority that is wanted, and the one that is to go."""
    going = next((m for m in found if _TO_GO.search(wish[: m.start()])), None)
    if going is None and found and _FIRST_GOES.search(wish):
        going = found[0]
    if len(found) == 1 and going is found[0] and _WANTED.search(wish[: going.start()]):
        going = None
    elif going is None and len(found) == 2 and _SECOND_GOES.search(wish):
        going = found[1]
    return authority_id(next((m for m in found if m is not going), None)), authority_id(going)


def authority_id(match: re.Match[str] | None) -> str | None:
    """The id of an authority as it is named: "301/2014#40", or "301/2014" where no paragraph is."""
    if match is None:
        return None
    document = match["opinion"] or f"del-{match['deliberation']}"
    return f"{document}#{match['para']}" if match["para"] else document


def years_in(rest: str) -> tuple[str, int | None, int | None]:
    """The request without its years of adoption, and the first and last that will do."""
    if match := _BETWEEN.search(rest):
        return _BETWEEN.sub(" ", rest), int(match[1]), int(match[2])
    limits: list[int | None] = []
    for pairs in (((_SINCE, 0), (_AFTER, 1)), ((_UNTIL, 0), (_BEFORE, -1))):
        limit = None
        for pattern, step in pairs:
            if limit is None and (match := pattern.search(rest)):
                limit = int(next(g for g in match.groups() if g)) + step
                rest = pattern.sub(" ", rest)
        limits.append(limit)
    if limits == [None, None] and (match := _OF_YEAR.search(rest)):
        return _OF_YEAR.sub(" ", rest), int(match[1]), int(match[1])
    return rest, limits[0], limits[1]


def figures_named(rest: str, *, lone: bool = False) -> str:
    """The request with "para." before the mere figures that can only be paragraphs: "shorten 45"; `lone` says that what
    is nothing but figures names paragraphs, and what is nothing but a numeral a category."""
    if lone:
        return _LONE_NUMERAL.sub("category ", _LONE_FIGURE.sub("para. ", rest))
    return _BARE_FIGURE.sub(lambda match: f"{match[match.lastindex] if match.lastindex else ''}para. ", rest)


def paragraphs_in(rest: str) -> tuple[str, tuple[int, ...]]:
    """The request without the paragraphs of the draft that it names, and their numbers as they are named."""
    numbers: dict[int, None] = {}
    for match in _PARAGRAPH.finditer(rest):
        numbers.update(dict.fromkeys(_listed(int(match[1]), match[2])))
    return _PARAGRAPH.sub(" ", rest), tuple(numbers)


def _listed(first: int, more: str) -> list[int]:
    numbers = [first]
    for link, figure in re.findall(r"(,\s*and|,|and|or|to|through|–|-|&|\+|plus|as well as)\D*(\d+)", more, re.I):
        last = int(figure)
        ranged = link.lower() in ("to", "through", "–", "-") and numbers[-1] < last <= numbers[-1] + _RANGE
        numbers += range(numbers[-1] + 1, last + 1) if ranged else [last]
    return numbers


def categories_in_words(rest: str) -> tuple[str, tuple[Category, ...]]:
    """The request without the categories that it names, and these."""
    pattern = _CATEGORY if _CATEGORY.search(rest) else _BARE_NUMERAL
    numerals = [n for match in pattern.finditer(rest) for n in re.findall(rf"\b{_NUMERAL}\b", match.group(), re.I)]
    return pattern.sub(" ", rest), tuple(dict.fromkeys(_NUMERALS[n.upper()] for n in numerals))


def under_category(rest: str) -> tuple[str, Category | None]:
    """ "Only category III opinions" as "only opinions", and the category."""
    match = _OPINIONS_OF.search(rest)
    if match is None:
        return rest, None
    return f"{rest[: match.start('of')]} opinions {rest[match.end() :]}", _NUMERALS[match["numeral"].upper()]


def in_figures(text: str) -> str:
    """The text with the numbers of its paragraphs and footnotes in figures."""
    return _LISTED.sub(lambda match: re.sub(rf"\b{_NUMBER}\b", _figure, match.group(), flags=re.I), text)


def _figure(match: re.Match[str]) -> str:
    return str(sum(_VALUES[part] for part in re.split(r"[\s-]", match.group().lower())))
