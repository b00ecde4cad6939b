"""Wording of an opinion: lists, honorifics, articles, and what a party said turned into reported speech."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from assistant.composing.adaptation import vocabulary
from assistant.composing.persons import before_a_name, called
from assistant.learnt.stemming import stems
from assistant.model import Case
from assistant.submissions.words import submission_words
from index.model import Category, Part
from index.sentences import split_sentences

_ATTRIBUTION = re.compile(
    r"^(?:According to the source|In the view of the source|(?:The source|It) (?:further |also |thus |therefore )?(?:states|adds|alleges|submits|"
    r"reports|claims|maintains|argues|contends|asserts|notes|observes|points out|recalls|stresses|emphasi[sz]es|indicates|explains|replies|insists|considers|believes|reiterates) that|"
    r"It is (?:further |also )?(?:alleged|reported|submitted|claimed|noted) that|Reportedly|Allegedly|"
    r"In (?:an?|its|the) [^,]{3,60}, the source (?:also |further )?(?:report|state|add|submit|indicate|explain|observe|note|maintain|argue|stresse|"
    r"insist|repl[iy]e?|contend|claim|allege|point)(?:s|d|ed|ted)?(?: out)? that),?\s*",
    re.I,
)
#: Words that tie a sentence to the one before it, which is not repeated with it.
_TIE = re.compile(
    r"^(?:Notably|However|So|Rather|Thus|Accordingly|On the (?:contrary|other hand)|In (?:this|that) (?:context|regard|respect|"
    r"connection)|Moreover|Furthermore|Further|In addition|Additionally|Similarly|Likewise|Therefore|Consequently|Instead|"
    r"Indeed|Nevertheless|Nonetheless|Finally|Lastly|First(?:ly)?|Second(?:ly)?|Third(?:ly)?|Specifically|In particular|"
    r"In fact|In short|As such|Hence|Besides|And|But|Yet),?\s+(?=[“\"]?[^\W\d_])"
)
#: A capital in the midst of a sentence is that of a name.
_AMID = re.compile(r"(?<=[a-z,;] )[^\W\d_a-zß-ÿ][\w’'-]*")
_OPENING = re.compile(r"(?:^|[.!?:] )([^\W\d_a-zß-ÿ][\w’'-]*)", re.MULTILINE)
#: "14(3)(d)": an article, its paragraph and the letter of that.
_ARTICLE_PARTS = re.compile(r"\d+|\(\w+\)")
_HEDGE = re.compile(r"\s*,?\b(?:reportedly|allegedly)\b,?\s*", re.I)
_GOVERNMENT = re.compile(
    r"^(?:According to|In the submission of|In the view of) the Government,?\s*"
    r"|^(?:In (?:an?|its|the) [^,]{3,60}, )?(?:[Tt]he Government|[Ii]t) (?:further |also |thus |therefore |moreover )?"
    r"(?:states|submits|adds|explains|replies|maintains|asserts|argues|contends|observes|recalls|indicates|stresses|notes|claims|considers|"
    r"reports|emphasi[sz]es|points out|insists) that\s+|^It (?:follows|is (?:further |also )?(?:stated|submitted|recalled|explained|noted)) that\s+",
    re.I,
)
#: "As for counsel, the Government explains that …": the matter is kept, the speaker is not.
_ON_A_MATTER = re.compile(
    r"^((?:As (?:for|to|regards)|Regarding|Concerning|With (?:respect|regard) to|In (?:respect|relation) (?:of|to)) [^,]{2,80}, )"
    r"(?:the Government (?:also |further )?(?:states|submits|explains|replies|maintains|argues|observes|recalls|notes) that|it is (?:stated|submitted|explained|recalled) that) ",
)
#: "Article 6 is, in the submission of the source, vague": who speaks is said once.
_WITHIN = re.compile(
    r",? (?:in the (?:submission|view|opinion) of|according to) the (?:source|Government),", re.IGNORECASE
)
_OPENING_WORDS = """
a an the in on at by for from to of as when while after before since until during under both each
every all some any no none neither his her their its he she they it this that these those there one
two three four five six seven eight nine ten several many most persons people family relatives
lawyers counsel judges officers police investigators guards members detention access requests
although because if with without within between according only even not neither nor another other
such what where who which once twice then later nobody nothing everyone orders magistrates contact
bail
"""
_OPENERS = frozenset(_OPENING_WORDS.split())


def join(items: Sequence[str], last: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def categories_text(categories: Sequence[Category]) -> str:
    """ "category I", "categories I, II and III"."""
    return f"{'category' if len(categories) == 1 else 'categories'} {join([c.value for c in categories])}"


def articles_text(articles: Sequence[str]) -> str:
    """ "article 9", "articles 9 and 14 (3) (d)"; the paragraphs of one article together: "article 9 (1) and (4)"."""
    named: dict[str, dict[str, list[str]]] = {}
    for article in articles:
        number, *parts = _ARTICLE_PARTS.findall(article)
        named.setdefault(number, {}).setdefault("".join(parts[:1]), []).append(" ".join(parts[1:]))
    printed = [_article_text(number, paragraphs) for number, paragraphs in named.items()]
    return f"{'article' if len(named) == 1 else 'articles'} {join(printed)}"


def _article_text(number: str, paragraphs: Mapping[str, Sequence[str]]) -> str:
    """ "14 (1) and (3) (b), (d) and (e)"."""
    parts = [f"{paragraph} {join([x for x in letters if x])}".strip() for paragraph, letters in paragraphs.items()]
    return f"{number} {join([p for p in parts if p])}".strip()


def instruments_text(udhr: Sequence[str], covenant: Sequence[str], *, full: bool = False) -> str:
    """The articles of the Declaration and of the Covenant, in house order; empty where there are none."""
    declaration = "Universal Declaration of Human Rights" if full else "Universal Declaration"
    treaty = "International Covenant on Civil and Political Rights" if full else "Covenant"
    parts = [f"{articles_text(udhr)} of the {declaration}"] if udhr else []
    parts += [f"{articles_text(covenant)} of the {treaty}"] if covenant else []
    return join(parts)


def issue_text(label: str) -> str:
    """The name of an issue in the middle of a sentence: "Discrimination: disability" is "discrimination (disability)"."""
    name, _, kind = label.partition(": ")
    lower = lowered(name)
    return f"{lower} ({kind})" if kind else lower


def lowered(text: str) -> str:
    """What begins with a capital in the middle of a sentence; an abbreviation keeps it."""
    return text[:1].lower() + text[1:] if not text[:2].isupper() else text


def paragraphs_text(numbers: Sequence[int]) -> str:
    """ "see para. 4 above", "see paras. 4 and 7 above", "see paras. 4, 7–9 and 12 above"."""
    if not numbers:
        return "see the submissions above"
    listed = join(_runs(numbers))
    return f"see {'para.' if len(numbers) == 1 else 'paras.'} {listed} above"


def _runs(numbers: Sequence[int]) -> list[str]:
    """Numbers in their order, three and more that follow one another as a range."""
    parts: list[str] = []
    run: list[int] = []
    for number in [*numbers, None]:
        if run and number != run[-1] + 1:
            parts += [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(n) for n in run]
            run = []
        if number is not None:
            run.append(number)
    return parts


def persons_text(case: Case, persons: Sequence[str] | None = None) -> str:
    """The persons concerned, or some of them, as in a disposition."""
    return join(list(case.persons if persons is None else persons)) or "the person concerned"


def short_persons(case: Case, persons: Sequence[str] | None = None) -> str:
    """The persons concerned, or some of them, as the text of an opinion calls them: "Ms. Sarvady", "Mr. Anzola and the minor"."""
    spoken = case.persons if persons is None else persons
    names = list(dict.fromkeys(called(case, person) for person in spoken))
    if len(spoken) > 3 or len(names) < len(spoken):
        return "the persons concerned"
    return join(names) or "the person concerned"


def small_words(case: Case, common: frozenset[str], others: Iterable[str]) -> frozenset[str]:
    """The words with which a sentence may begin that goes on in small letters: those that the case has so, and those that
    other texts have so and the case never as a name in the midst of a sentence."""
    known = vocabulary(others) | common
    forms = frozenset(
        stems(" ".join(sorted(known)))
    )  # "Teachers" begins in small letters where others have "teacher" so
    names = {word for p in case.document.paragraphs for word in _AMID.findall(p.text)}
    names = {n for n in names if not (n.endswith("s") and {*stems(n)} <= forms)}  # "the Union of Teachers"
    names |= {word for name in (*case.persons, case.state or "") for word in name.split()}
    opening = {word for p in case.document.paragraphs for word in _OPENING.findall(p.text) if {*stems(word)} <= forms}
    return common | (known | {word.lower() for word in opening}) - {name.lower() for name in names}


def state_text(state: str) -> str:
    """A State in a sentence: a name that begins with a noun has its article, "the Republic of …"."""
    words = re.sub(r"\s*\(.*\)", "", state).split(" of ")[0].split()
    return f"the {state}" if set(words) & set(submission_words().state_nouns) else state


def reported(sentence: str, common: frozenset[str]) -> str:
    """A sentence of the source as the matter of "the source states that …": no attribution, no final stop.

    `common` are the words that the case has in small letters: a sentence begins with one of them, or with a name.
    """
    text = _HEDGE.sub(" ", _untied(sentence, _ATTRIBUTION)).strip()
    return _without_stop(_lowered(text, common))


def replied(sentence: str, common: frozenset[str]) -> str:
    """The same for a sentence of the Government."""
    return _without_stop(_lowered(_ON_A_MATTER.sub(r"\1", _untied(sentence, _GOVERNMENT).strip()), common))


def on_a_matter(sentence: str) -> bool:
    """Whether a sentence of the Government first says on what it answers: "As for counsel, …"."""
    return _ON_A_MATTER.match(_untied(sentence, _GOVERNMENT)) is not None


def untied(sentence: str) -> str:
    """A sentence of the source without its attribution and its ties to the sentence before."""
    return _untied(sentence, _ATTRIBUTION)


def _untied(sentence: str, attribution: re.Pattern[str]) -> str:
    """A sentence without what ties it to its neighbours or says who speaks, however often they alternate."""
    before = ""
    while sentence != before:
        before = sentence
        sentence = attribution.sub("", _TIE.sub("", sentence))
        sentence = sentence[:1].upper() + sentence[1:]
    return _WITHIN.sub("", sentence)


def _without_stop(text: str) -> str:
    """The text as a sentence goes on after it; the point of an abbreviation stays."""
    if re.search(r"\b[ap]\.m\.$", text):
        return text
    return re.sub(r"\.([”\"’])$", r"\1", text).rstrip(".")


def _lowered(text: str, common: frozenset[str]) -> str:
    """The text as it goes on within a sentence: its first word in small letters unless it is a name or the rank before one."""
    first = re.match(r"([^\W\d_][\w’'-]*)(?: ([^\W\d_]))?", text)
    if first is None:
        return text
    word = first[1]
    if first[2] and first[2].isupper() and before_a_name().fullmatch(word):
        return text
    return text[0].lower() + text[1:] if word.lower() in common or word.lower() in _OPENERS else text


def sentences_of(case: Case, numbers: Sequence[int], part: frozenset[Part]) -> list[tuple[int, str]]:
    """The sentences of those paragraphs of the case, with the number of their paragraph."""
    found: list[tuple[int, str]] = []
    for number in numbers:
        paragraph = case.document.paragraph(number)
        if paragraph and paragraph.part in part:
            found += [(number, span.text) for span in split_sentences(paragraph.text)]
    return found
