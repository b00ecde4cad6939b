"""From a precedent's sentence to one that may stand in another case: it must be a general proposition.

A sentence is taken over only if nothing in it belongs to the case it was written about: no person, place, date,
figure or State, no narrative. What is doubtful is left out; a standard is better missing than wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

#: Capitalised words that name institutions and instruments, and so belong to no case in particular.
_INSTITUTIONAL_WORDS = """
Working Group Human Rights Committee Council Covenant Universal Declaration Body Principles
Principle Protection All Persons Under Any Form Detention Imprisonment Nelson Mandela Rules Rule
Basic Guidelines Remedies Procedures Right Anyone Deprived Their Liberty Bring Proceedings Before
Court Convention Convention's Child Against Torture Other Cruel Inhuman Degrading Treatment
Punishment Special Rapporteur Rapporteurs General Assembly United Nations International Civil
Political Economic Social Cultural Standard Minimum Prisoners States State Government Governments
Member Article Articles Independence Judiciary Role Lawyers Prosecutors Bangkok Beijing Tokyo
Elimination Discrimination Women Racial Forms Migrant Workers Disabilities Refugees Status Internet
Security Charter Committee's Non-custodial Measures Enforced Disappearance Disappearances
Declaration's Covenant's Law Offences
"""
INSTITUTIONAL = frozenset(_INSTITUTIONAL_WORDS.split())

_STRANGE = re.compile(
    r"\b(?:the present case|present case|the case (?:is|was|will)|(?:in|of|to) this case|the case at hand|instant case|an earlier case|the source|"
    r"the Government|the reply|the applicant|the complaint|the allegations?|the author|the region|the file|the video|the articles? (?!\d)|"
    r"the other (?:men|women|persons|officers|accused|orders|brothers|sisters|judges)|"
    r"(?:he|she|they) (?:was|were|had|did)|here|upheld|the complaints|this one|to that end|to that extent|"
    r"above|below|paragraphs? \d+|Mr|Ms|Mrs|Dr|yesterday|"
    r"Working Group (?:finds|concludes|accepts|notes|observes|is not persuaded|is concerned|regrets|thanks|considers that the)|"
    r"(?:as|for) (?:has|have) been|information available|(?:material|evidence) before|not (?:allow|permit|suffice for) a finding|no indication|silence of (?:a|the) Government|"
    r"(?:has|have) (?:not )?(?:been )?(?:contested|denied|disputed|explained|shown)|it is (?:not )?(?:contested|disputed|uncontested))\b",
    re.I,
)
#: What is counted in words belongs to a case ("two guards", "eleven pages"); a rule counts its own parts, and hours.
_COUNTED = re.compile(
    r"(?<!-)\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|thousand|dozen)\b(?![- ](?:eight hours|conditions|elements|grounds|groups|guarantees|limbs|may|"
    r"parts|questions|requirements|respects|stages|steps|ways)\b)",
    re.I,
)
_LONE_PRONOUN = re.compile(r"\b(?:he|she|his|him|himself|herself|hers)\b|\bher\b", re.I)
_PAIRED_PRONOUN = re.compile(
    r"\b(?:he or she|she or he|him or her|his or hers|his or her|her or his|himself or herself)\b", re.I
)
_NORM = re.compile(
    r"\b(?:must|may not|may (?:only|never|be)|shall|should|cannot|entitle[ds]?|rights? (?:to|of)|the right|require[sd]?|"
    r"guarantees?|prohibit(?:s|ed|ion)|protects?|forbids?|extends? to|permits?|allows?|depends? on|never|everyone|anyone|"
    r"no one|every|any|unless|only (?:if|where|when)|ordinarily|normally|irreconcilable|incompatible|does not|do not|"
    r"is not|are not|constitutes?|amounts? to|violates?|is for the State|is arbitrary|calls? for|supposes?|"
    r"(?:recognized|familiar) signs)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|took|gave|said|told|held that|came|went|found|made no|began|remained)\b", re.I
)
#: What a rule supposes to have been is no narrative: "some indication that others were treated more favourably".
_SUPPOSED = re.compile(r"\b(?:indication|evidence|proof) that [^,;.]+? (?:was|were) treated (?:more|less)\b", re.I)
_LEANING = re.compile(
    r"^(?:It|This|That|These|Those|They|He|She|Such|To (?:this|that|these|those)|Neither|Nor|Both|Each|Here|There|So|Thus|Hence|One|None|But|And|Yet|"
    r"Not even|The (?:same|latter|former|second|first|third|question|answer|exception|only|notion|test|point|finding|"
    r"measure|provision|text|period|order|list|rule|officer|purpose|sentence|decision|relevant)(?! of \d))\b"
)
#: "that law", "those rights", "the provision": something must have been named before.
_POINTING = re.compile(
    r"\b(?:(?:[Tt]his|[Tt]hese|[Tt]hose) (?!whom?\b|whose\b|which\b|that\b|of\b|in\b|under\b|listed\b)"
    r"|[Tt]hat (?=(?:law|rule|right|provision|power|principle|guarantee|period|measure|order|freedom|offence|test|standard|"
    r"requirement|remedy|protection|decision|reason|purpose|moment|article|paragraph|obligation|review|case|condition|"
    r"situation|position|treatment|conduct|risk|danger|group|ground|state|place)\b)"
    r"|[Tt]he (?=(?:provision|offence|decree|measure|requirement|said)\b|list(?=\.))|[Ss]uch (?:an? )?(?!as\b))(\w+)"
)
_CONNECTOR = re.compile(
    r"^(?:However|Moreover|Furthermore|In addition|Besides|Indeed|In particular|Likewise|Similarly|Nevertheless|"
    r"Nonetheless|Therefore|Consequently|Accordingly|On the other hand|In that regard|In this regard|First|Secondly),\s+"
)
#: The same within a sentence: "is nevertheless a rule".
_WITHIN = re.compile(
    r",? (?:nevertheless|nonetheless|therefore|accordingly|consequently|likewise|moreover|furthermore)\b,?(?= [a-z])"
    r"|, however,(?= [a-z])"
)
_SELF_REFERENCE = re.compile(
    r"^(?:As )?(?:the Working Group (?:recalls|reiterates|has (?:consistently|repeatedly) (?:held|stated)),? (?:that )?)",
    re.I,
)

_LEGAL_NUMBER = re.compile(
    r"\b(?:articles?|arts?\.|principles?|rules?|guidelines?|paragraphs?|paras?\.|general comments? No\.|resolution|"
    r"deliberation No\.)\s*(?:\d+(?:/\d+)?(?:\.\d+)?(?:\s*\(\w{1,3}\))*(?:\s*(?:,|and|or|to|–|-)\s*)*)+"
    r"|\b(?:24|48|72) hours\b|\b(?:age of )?18 years\b|\(\d{4}\)|\bcategor(?:y|ies)\b",
    re.I,
)
_BARE_ARTICLE = re.compile(r"\b[Aa]rticle (9|14|19|22) \((\d)\)((?: \(\w\))*)(?! of| and| or|,? read| \(\w\))")
_COVENANT_ONLY = {"9": "12345", "14": "34567", "19": "23", "22": "123"}
_ANY_ARTICLE = re.compile(r"\b[Aa]rticles? (\d+)")
_INSTRUMENT = re.compile(r"\b(?:Covenant|Declaration|Convention|Charter|Principles|Rules)\b")
_TREATY = re.compile(r"\b(?:Covenant|Human Rights Committee|general comments?|[Aa]rticle (?:9|14|19|22) \()")
_MONTH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December|"
    r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words that occur in small letters: a capitalised word that is not among them is a name."""
    return frozenset(word for text in texts for word in _WORD.findall(text) if word.islower())


def foreign(sentence: str, common: frozenset[str], allowed: frozenset[str] = frozenset()) -> str | None:
    """The first word of a sentence that names something of another case, or None: the guard against leaks.

    `common` are words known in small letters; a capitalised word passes at the start of the sentence if it is
    among them, elsewhere only if it names an institution or instrument or is among `allowed`.
    """
    if month := _MONTH.search(sentence):
        return month.group()
    if number := re.search(r"\d+", _LEGAL_NUMBER.sub(" ", sentence)):
        return number.group()
    for index, match in enumerate(_WORD.finditer(sentence)):
        word = match.group()
        if not word[0].isupper() or word in INSTITUTIONAL or word in allowed:
            continue
        if index == 0 and word.lower() in common:
            continue
        return word
    return None


def is_general(sentence: str, common: frozenset[str]) -> bool:
    """Whether a sentence states a rule and nothing of the case that it was written about."""
    if not 40 <= len(sentence) <= 520 or not sentence.endswith(".") or "\n" in sentence:
        return False
    if any(mark in sentence for mark in '“”"«»?[]'):
        return False
    if (
        _STRANGE.search(sentence)
        or _COUNTED.search(sentence)
        or _LONE_PRONOUN.search(_PAIRED_PRONOUN.sub("", sentence))
    ):
        return False
    if not _NORM.search(sentence) or _PAST.search(_SUPPOSED.sub("", sentence)):
        return False
    return _articles_are_law(sentence) and foreign(sentence, common) is None


def _articles_are_law(sentence: str) -> bool:
    """No article of a domestic code: an article must be named with its instrument, or be one of the Covenant's."""
    if not _ANY_ARTICLE.search(sentence):
        return True
    rest = _BARE_ARTICLE.sub("", sentence)
    return not _ANY_ARTICLE.search(rest) or _INSTRUMENT.search(rest) is not None


def stands_alone(sentence: str, known: frozenset[str] = frozenset()) -> bool:
    """Whether a sentence can be read without the one before it: nothing in it points back, unless to what is `known`."""
    return (
        not _LEANING.match(sentence)
        and not sentence.endswith((" either.", " too.", " so."))
        and not any(
            match.group(1).lower() not in known and match.group(1).lower() not in sentence[: match.start()].lower()
            for match in _POINTING.finditer(sentence)
        )
    )


def adapt(sentence: str, *, state_party: bool | None) -> str | None:
    """The sentence as it may stand in another case, or None where it rests on a treaty the State has not joined.

    Connectors to the text that it stood in are dropped, and an article of the Covenant named alone is completed.
    """
    text = _CONNECTOR.sub("", sentence)
    text = _WITHIN.sub("", _SELF_REFERENCE.sub("", text))
    text = text[0].upper() + text[1:]
    if state_party is not True and _TREATY.search(text):
        return None
    return _BARE_ARTICLE.sub(_completed, text)


def _completed(match: re.Match[str]) -> str:
    article, paragraph = match.group(1), match.group(2)
    if paragraph not in _COVENANT_ONLY[article]:
        return match.group()
    return f"{match.group()} of the Covenant"
