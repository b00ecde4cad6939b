"""The words of requests: by which of them each thing that can be asked for is known. Kept apart from what is done with them."""

from __future__ import annotations

import re
from enum import Enum, auto


class Act(Enum):
    """What is to be done."""

    UNDO = auto()
    REDO = auto()
    RESTART = auto()
    HISTORY = auto()
    SHORTEN = auto()
    REMOVE = auto()
    EXPAND = auto()  # by another standard, or another authority
    USE = auto()  # one authority instead of another
    ADD = auto()  # an authority
    ANSWER = auto()  # an argument of the Government
    INSERT = auto()  # a standard paragraph, or what was just shown
    SOFTEN = auto()  # a finding becomes the question to be decided
    FIRM = auto()  # and the contrary
    LIMIT = auto()  # which authorities may be cited at all
    FEWER = auto()  # citations of a sentence, or of a paragraph
    MOVE = auto()  # a paragraph to another place
    SWAP = auto()  # two paragraphs
    MERGE = auto()  # two neighbouring paragraphs
    SPLIT = auto()  # a paragraph between two sentences
    NUMBER = auto()  # the paragraphs from a number on
    RESTS = auto()  # what a paragraph or a footnote rests on
    READ = auto()  # a paragraph of the draft
    AUTHORITIES = auto()  # what is cited
    OPEN = auto()  # what is left to be decided
    MISSING = auto()
    WEAK = auto()
    BARE = auto()  # sentences that cite nothing
    SAID = auto()  # what a party says on a point
    STANDS = auto()  # why something is found, and how surely
    HELP = auto()
    SHOW = auto()  # paragraphs of the index; the draft stays as it is


#: Questions about a draft and its case as they stand; the names of their words in prompts/requests.toml.
QUESTIONS = {
    "authorities": Act.AUTHORITIES, "open": Act.OPEN, "missing": Act.MISSING, "weak": Act.WEAK, "bare": Act.BARE,
    "said": Act.SAID, "stands": Act.STANDS, "rests": Act.RESTS,
}  # fmt: skip
#: Those that are answered from the draft, the plan and the case alone.
STANDING = frozenset({*QUESTIONS.values()} - {Act.RESTS})
#: What is answered and changes nothing, or only goes from one version to another.
ANSWERED = frozenset({*QUESTIONS.values(), Act.UNDO, Act.REDO, Act.RESTART, Act.HISTORY, Act.READ, Act.SHOW, Act.HELP})

#: What a request may begin and end with without meaning anything.
PLEASE = re.compile(
    r"^[^\w§¶]*(?:(?:please|sorry|pl[sz]|nope|nah|no(?=,)|hmm+|oh|right|actually|fine|good|perfect|kindly|possibly|now|yes|ok(?:ay)?|then|and|also|just|well|hi|hello|dear \w+|thank you|thanks?|thx|great|perhaps|maybe|so|"
    r"(?:can|could|would|will) (?:you|u|it be possible)(?: mind)?|(?:i|we) (?:would|should|['’]d) be (?:very |most )?(?:grateful|obliged|glad|happy) if you (?:could|would)|"
    r"(?:it )?(?:would|might) be (?:better|good|nice|best|helpful|preferable) (?:if you (?:could|would)|to)|be so (?:kind|good) (?:as )?(?:to|and)|(?:is it|it is|it would be|would it be|it be) possible to|"
    r"(?:can|could|may|shall|should) (?:we|i)|i(?:['’]d| would)? (?:like|want|need|prefer|wish)(?: you)?(?: to)?|let['’]?s|let us|let me|we (?:should|need to|must|need(?= (?:an?|the|another|more)\b))|"
    r"(?:you|we|one) (?:should|could|can|must|need to|have to|might)|i think(?: that)?|i(?:['’]d| would) rather|that you(?= \w)|it is (?:necessary|important|better|best) to|to(?= \w+))\b[\s,:]*)*", re.I)  # fmt: skip
THANKS = re.compile(
    r"[\s,]*(?:\b(?:please|pl[sz]|thx|asap|thanks|thank you(?: very much)?|many thanks|for me|if possible|if you (?:can|could)|would you|as soon as possible|when you have (?:a )?(?:time|moment|minute)|if (?:that|it)(?:['’]s| is) (?:not too much trouble|ok(?:ay)?|possible|all right))\b)?[\s.!?]*$",
    re.I,
)
#: What stands before the subject of a request to be shown something.
ASKING = re.compile(
    r"^(?:(?:give|show|find|list|get|search|look(?: up)?|see|what (?:does|do|about|is|are)|what['’]s|which|where(?: is| are)?|is there|"
    r"are there|do you have|me|us|any|some|the|a|an|all|we|standard|usual|boilerplate|wording|paragraphs?|passages?|"
    r"authorit(?:y|ies)|opinions?|deliberations?|says?|that|of|on|about|for)\b[\s,:]*)+", re.I)  # fmt: skip
#: A request not to do something is none that could be done.
NOT = re.compile(
    r"^(?:do not|don['’]t|never(?! ?mind)|not)\b|\b(?:do not|don['’]t)\s+(?:\w+\s+)?(?:remove|delete|shorten|change|add|use|touch)\b",
    re.I,
)

_OBJECT = r"(?:the\s+)?(?:government|state|authorities|argument|defen[cs]e|justification|contention|claim|objection|point|reply|submission)"
_STANDARD = r"(?:the|a|an|that|this|some)?\s*(?:standard|usual|stock|boilerplate|house)?\s*(?:para(?:graph)?s?|wording|passages?|text|language|formula|boilerplate)\b"
_AUTHORITY = r"(?:authorit\w+|opinions?|deliberations?|citations?|precedents?|references?|jurisprudence|case law)"
_NEWER = r"(?:more recent|newer|later|latest|up[- ]to[- ]date|recent|fresher)"
_SMALLER = (
    r"(?:shorter|briefer|more concise|more compact|tighter|more (?:short|brief)|less (?:wordy|verbose|long)|crisper)"
)

#: The first that matches the request without its authorities and places, and holds, decides.
VERBS: tuple[tuple[Act, re.Pattern[str]], ...] = tuple((act, re.compile(pattern, re.I)) for act, pattern in (
    (Act.RESTART, r"^(?:start (?:again|over|afresh)|begin (?:again|anew)|reset|(?:from|back to) (?:scratch|the (?:start|beginning|original|first draft))|"
                  r"(?:undo|revert|take back|discard|drop) (?:everything|all(?: (?:of )?(?:it|them|that|(?:the |my )?changes))?$)|"
                  r"(?:give me|restore|show|go back to) the (?:original|first)(?: draft| version)?$)"),
    (Act.UNDO, r"^(?:undo|take (?:that|it|this) back|take back|revert|go back|step back|back(?: up)?$|back (?:one|a) step|cancel (?:that|it|this|the last)|"
               r"never ?mind|scratch that|reverse (?:that|it)|(?:return|go) to the (?:previous|last|earlier)|(?:the )?previous version)"),
    (Act.REDO, r"^(?:redo|re-?apply|do (?:it|that) again|put (?:it|that) back|again$|restore (?:it|that|the change)|bring (?:it|that) back|undo the undo)"),
    (Act.HISTORY, r"^(?:(?:show|list|see|give)(?: me)? (?:the |all |all the |your )?)?(?:history|changes|steps|edits|log)\b[^.]{0,20}$|"
                  r"^what (?:(?:did|have) you (?:just )?(?:change|do|d[io]ne|alter|edit)|(?:has |was |is )?(?:been )?(?:changed|done|different|new))"),
    (Act.HELP, r"^(?:help|what (?:else )?can (?:you|i|we|be)|how (?:do|can) (?:i|we)|what (?:are|is) (?:the |my |your )?(?:commands?|options?))\b|^\??$"),
    (Act.RESTS, r"^(?:why|where|is|are)\b.*\b(?:cit(?:e|ed|es|ing)|supported|rests?|based)\b|^(?:which|what) (?:para(?:graph)?s?|foot ?notes?|parts?|sentences?)\b.*\bcit|^(?:which|what) (?:authorit\w+|opinions?|sources?|citations?)\b.*\b(?:cite|support|rest|stand|under)|"
                r"^(?:what|where|which|why|show|read|explain)\b.*\b(?:foot ?note|fn)\b"),
    (Act.RESTS, r"^(?:(?:on )?what (?:does|do|is|are|supports?)\b.*\b(?:rests?|rel(?:y|ies)|based|supports?|stands?)\b|show (?:me )?(?:what|the (?:sources?|basis|authorit\w+))"
                r"\b.*\b(?:rests?|rel(?:y|ies)|behind|of|for)\b.*(?:foot ?note|\bfn\b))|^(?:where does|what is (?:in|behind)|whence) .*foot ?note"),
    (Act.ANSWER, r"^(?:answer|address|meet|rebut|refute|respond to|reply to|deal with|counter|tackle|take up|engage with|dispose of)\b.*"
                 r"\b(?:government|state|argument|defen[cs]e|justification|contention|claim|objection|point|says|invoked?|relies)"),
    (Act.ANSWER, rf"^(?:add|write|draft|insert|put in|include)\b.*\b(?:answer(?:ing)?|reply(?:ing)?|response|responding|rebutt(?:al|ing)|meeting|addressing)\b.*\b{_OBJECT}"),
    (Act.ANSWER, r"^(?:what about|and) the government['’]?s?\b.*\b(?:argument|defen[cs]e|justification|contention|claim|objection|point|reply|response|submissions?)"),
    (Act.INSERT, rf"^(?:add|insert|put in|include|append|put|use|take|work in)\s+(?:(?:it|this|that|them|those|these)\b(?: one| paragraph)?(?! *(?:authority|opinion|reference|s?he\b|they\b|it\b|the\b|there\b))|{_STANDARD})"),
    (Act.MERGE, r"^(?:merge|join|combine|fuse)\b"),
    (Act.SPLIT, r"^(?:split|divide|break)\b"),
    (Act.SHORTEN, rf"^(?:make|do|get|keep|have|turn)\b.*\b(?:{_SMALLER}|half (?:as long|the length|its length|the size))|^(?:(?:it|this|that|everything|all)\s+(?:\w+\s+)?)?{_SMALLER}\b|^(?:shorten|condense|tighten|trim|abridge|compress|halve|prune|slim|pare|reduce|"
                  r"cut down|cut back|boil down|streamline|summari[sz]e|cut (?:it|this|that|everything|the|by|to|in|$))|^cut$|"
                  r"^(?:it|this|that|the draft|all this)?\s*(?:is|['’]s)?\s*(?:far |much |a bit |still )?too (?:long|wordy|verbose)"),
    (Act.REMOVE, r"^(?:remove|delete|drop|strike|omit|leave out|take out|get rid\b(?: of)?|cut out|cross out|scrap|lose|cut)\b"),
    (Act.ADD, rf"^(?:add|cite|have|insert|include|put|back|support|bring|reinforce|strengthen)\b.*\b{_NEWER}\b|^{_NEWER}\b.*\b{_AUTHORITY}"),
    (Act.USE, r"^(?:use|take|rely on|replace|exchange|substitute|quote|swap|switch|change|cite\b.*\b(?:instead|rather)|instead)\b|\binstead\b"),
    (Act.ADD, rf"^(?:add|cite|insert|include|append)\b|^(?:put|have|bring)\b.*\b{_AUTHORITY}|^(?:back|support|reinforce|strengthen)\b.*\b{_AUTHORITY}|^(?:(?:needs?|requires?|lacks?)\b.*\b)?(?:an?\s+)?(?:another|(?:one |some )?more|additional|further|new) {_AUTHORITY}|^(?:needs?|requires?|lacks?)\b.*\b{_AUTHORITY}"),
    (Act.READ, r"^(?:show|read|give|print|display|see|quote|what does)(?: me)?(?: the)?(?: (?:text|wording|words) of)?(?: say)?$"),
    (Act.SHOW, rf"^(?:give|show|find|list|get|search|look|what does|what do|what about|what is|what['’]s|which|where|is there|are there|any|have (?:some|any)thing|do you have|authorit|passages?|paragraphs?|opinions?|"
               rf"{_STANDARD}|(?:standard|usual) \w+)"),
))  # fmt: skip
NEWER = re.compile(rf"\b{_NEWER}\b", re.I)
NAMES_AUTHORITY = re.compile(
    rf"\b{_AUTHORITY}\b|\b(?:mandela rules|body of principles|general comments?|covenant|universal declaration|convention)\b|\bsomething\b|(?<!\bthe )\bone\b|\ba foot ?note\b",
    re.I,
)
#: An authority that is not named: one is to be found.
ANOTHER = re.compile(
    rf"\b(?:another|other|a (?:different|better|new)|(?:some )?more|further|additional|{_NEWER})\s+{_AUTHORITY}\b|\b(?:something|anything) (?:else|different|better|{_NEWER})\b|"
    rf"^(?:replace|exchange|swap|change|switch)\s+(?:the|its|this|that)\s+(?:\w+\s+)?{_AUTHORITY}\b", re.I)  # fmt: skip
#: "something better than 301/2014".
BETTER = re.compile(r"\b(?:better|newer|stronger|other|different|else)\s+than\b|\bdifferent from\b", re.I)
FOOTNOTE = re.compile(r"\b(?:foot ?notes?|fn\.?|notes?)\s*(?:No\.\s*)?(\d+)\b", re.I)
_TIMES = {"both": 2, "twice": 2, "thrice": 3, "two": 2, "three": 3, "four": 4, "five": 5}
_SEVERAL = re.compile(rf"\b(?:(?P<word>{'|'.join(_TIMES)})|(?P<figure>\d{{1,2}})|several|some|few)\b", re.I)
#: Where a second thing is asked for in the same breath.
AND_THEN = re.compile(
    r"(?:(?:\s*[,;]|[.!?](?=\s))?\s+(?:and(?:\s+then)?|then|but|&|\+|plus)|\s*[,;]|[.!?](?=\s)|(?:^|\s)[(\[]?\d[)\]])\s*(?:also\s+|please\s+|pl[sz]\s+|afterwards\s+)?"
    r"(?=(?:remove|delete|drop|shorten|trim|condense|tighten|cut|halve|add|insert|cite|use|replace|swap|exchange|move|put|answer|rebut|respond|reply|"
    r"undo|redo|strike|omit|soften|hedge|get rid|take out|make (?:it|this|that|cat|para)|show|don['’]t cite|do not cite|only cite|max\b|maximum|at most|(?:no|not) more than|fewer|what|where|which|why|how|kill|bin|ditch|(?:no|only|without) (?:opinions?|deliberations?|authorit\w+))\b(?!\s+of\b))",
    re.I,
)

#: The order of categories is none of the changes that can be made.
CATEGORIES_MOVED = re.compile(
    r"^(?:swap|switch|exchange|interchange|reorder|rearrange|change the order of) (?:the )?categor(?:y|ies)\b(?!.*\bpara)|"
    r"^(?:put|move|place|bring)\s+(?:the\s+|in\s+)?categor(?:y|ies)\b.*\b(?:before|after|ahead of|behind|above|below|first|last|up|down|to the)\b",
    re.I,
)
MOVES = re.compile(
    r"^(?:put|move|place|bring|shift|transfer|relocate|reorder|rearrange|have)\b|"
    r"\b(?:should|must|has to|needs to|ought to) (?:come|go|stand|be (?:put|moved|placed))\b|"
    r"\b(?:came|comes|went|goes|stood|stands)\s+(?:before|after|behind|above|below|first|last)\b",
    re.I,
)
SWAPS = re.compile(
    r"^(?:swap|switch|exchange|interchange|invert|reverse|(?:change|reverse|invert) (?:the )?(?:order|places?)(?: of)?)\b",
    re.I,
)
#: "merge para. 44 with 45"; where a paragraph is split.
MERGED = re.compile(
    r"^(?:merge|join|combine|fuse)\b.*?\d(?P<link>\s+(?:with|into|to|onto)\s+)(?=(?:para\w*\.?\s*)?\d)", re.I
)
SPLIT_BEFORE = re.compile(r"^(?:split|divide|break)\b.*\bbefore\b", re.I)
#: What is moved must be named before its new place: "put something more recent in para. 45 first" moves nothing.
MOVABLE = re.compile(r"(?:\bpara(?:graph)?s?\b|[§¶]|\bone\b)", re.I)
SIDE = re.compile(
    r"\b(?:(?P<before>before|ahead of|above|in front of)|(?P<after>after|behind|below|beneath|following)|"
    r"(?P<first>(?:(?:to|at|in)\s+)?(?:the\s+)?(?:start|beginning|top|front)\b(?:\s+of)?|first(?!\s+(?:para|one)))|"
    r"(?P<last>(?:(?:to|at|in)\s+)?(?:the\s+)?(?:end|bottom)\b(?:\s+of)?|last(?!\s+(?:para|one|but)))|"
    r"(?P<up>up(?:wards)?)|(?P<down>down(?:wards)?)|(?P<into>(?:in)?to|in|under)(?=\s+cat))\b",
    re.I,
)

#: Which authorities may be cited at all: "only", "none".
ONLY = re.compile(r"\b(?:only|solely|exclusively|nothing (?:but|except)|limit\w*|restrict\w*|confine\w*)\b", re.I)
NONE = re.compile(
    r"^(?:no|none|nothing|without|avoid|exclude|ban|forget|(?:leave|take|strike) out|(?:stop|never|do not|don['’]t|not)\s+(?:ever\s+|to\s+)?"
    r"(?:cit\w+|us\w+|quot\w+|rel\w+\s+(?:up)?on|refer\w*(?: to)?|mention\w*|want)|(?:cite|use|quote|rely on|refer to)\s+(?:no|none|nothing)|(?:i|we)\s+(?:do not|don['’]t)\s+(?:want|like|need))\b",
    re.I,
)
CITED = re.compile(
    r"\b(?:opinions?|deliberations?|authorit\w+|citations?|citing|cited?|precedents?|references?|case law|jurisprudence|cases|"
    r"anything|nothing|none|ones?|those|stuff|things)\b", re.I)  # fmt: skip
KINDS = re.compile(r"\b(?:(?P<opinion>opinions?)|(?P<deliberation>deliberations?))\b", re.I)
LIFTED = re.compile(
    r"^(?:lift|drop|remove|forget|cancel|delete)\b.*\b(?:limits?|restrictions?)\b|^stop (?:limiting|restricting)\b|^no (?:more )?(?:limits?|restrictions?)\b|"
    r"^(?:cite|use|allow)\s+(?:anything|any (?:authorit\w+|opinions?)|all (?:the )?(?:authorit\w+|opinions?))\b(?:.*\bagain)?$", re.I)  # fmt: skip
_PER = r"(?:per|a|each|every|(?:for|in) (?:each|every|any|one))"
_HOLDER = r"(?:sentence|foot ?note|fn|note|time|point|para(?:graph)?)"
_MANY = r"(?P<{}>one|two|three|four|\d)"
_CITATIONS = r"(?:foot ?note )?(?:authorit\w+|citations?|references?|precedents?|opinions?|foot ?notes?)\b"
#: "per paragraph": what is counted there is not counted in each of its sentences.
PER_PARAGRAPH = re.compile(rf"\b{_PER}\s+para(?:graph)?\b", re.I)
#: How many citations a sentence, or a paragraph, may have.
FEWER = re.compile(
    r"\b(?:fewer|less|not (?:so|that|as) many|too many|reduce(?: the number of)?|thin out)\s+(?:the\s+)?(?:authorit\w+|citations?|references?|foot ?notes?|precedents?)\b|"
    r"\b(?:only|max(?:imum)?(?: of)?|at most|(?:no|not|never) more than|(?:do not|don['’]t|never) (?:cite|use|have|quote) more than|keep(?: only)?(?: to)?|just|limit(?:ed)? to|up to)\s+"
    rf"{_MANY.format('most')}\s+(?:{_CITATIONS}(?:\s+{_PER}\s+{_HOLDER}\b)?|{_PER}\s+{_HOLDER}\b)|"
    rf"^{_MANY.format('first')}\s+(?:{_CITATIONS}\s+)?{_PER}\s+{_HOLDER}\s+(?:(?:is|are|will be) )?(?:max(?:imum)?|at most|only|enough|tops)\b",
    re.I,
)
#: How many authorities are to be added.
ADDED = re.compile(rf"\b(?P<many>two|three|four|[2-9])\s+(?:\w+\s+)?{_AUTHORITY}\b", re.I)
MOST = {"one": 1, "two": 2, "three": 3, "four": 4}

_SHARES = {
    "half": 0.5,
    "a half": 0.5,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "two thirds": 2 / 3,
    "a quarter": 0.25,
    "three quarters": 0.75,
}
SHARE = re.compile(
    rf"\b(?P<how>to|by|in)\s+(?:about\s+|roughly\s+)?(?:(?P<share>{'|'.join(sorted(_SHARES, key=len, reverse=True))})|(?P<percent>\d{{1,2}})\s*(?:%|per ?cent))"
    r"(?:\s+(?:of\s+)?(?:its|the|their)\s+(?:present\s+)?(?:length|size|words))?|\bhalve\b|\bby half\b|\bhalf (?:as long|(?:the|its) (?:length|size))\b|\b(?P<less>\d{1,2})\s*(?:%|per ?cent)\s+(?:shorter|less|briefer)\b", re.I
)  # fmt: skip

_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "5th": 5,
    "last": -1,
    "final": -1,
    "penultimate": -2,
    "second to last": -2,
    "next to last": -2,
    "third to last": -3,
    "second last": -2,
    "last but one": -2,
}
ORDINAL = re.compile(
    rf"\b(?:the\s+)?(?:(?P<many>both|two|three|four|five)\s+(?:the\s+)?)?(?P<which>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\s+(?:(?P<count>two|three|four|five)\s+)?"
    r"(?:para(?:graph)?s?\b\.?|ones?\b)(?:\s+(?:of|in|under|from)(?=\s+cat|\s*$))?",
    re.I,
)
#: "the last sentence of para. 45", "its second footnote".
PIECE = re.compile(
    rf"\b(?P<which>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\s+(?P<kind>sentence|foot ?note|fn|note|citation|reference|authority)\b",
    re.I,
)
_NTH = re.compile(r"\bsentence\s+(?:No\.?\s*)?([1-5])\b(?!\s*(?:%|per))", re.I)
POINTED = re.compile(r"\b(?:this|that|the same|the above|the following|the next)\s+para(?:graph)?\b", re.I)


def pieces_named(text: str) -> str:
    """The text with "sentence 2" as "second sentence"."""
    return _NTH.sub(lambda match: f"{list(_ORDINALS)[int(match[1]) - 1]} sentence", text)


def share_in(text: str) -> float | None:
    """The share of its length that something is to keep: "to half", "by a third", "to 60 per cent"."""
    match = SHARE.search(text)
    if match is None:
        return None
    if match["less"]:
        return 1 - int(match["less"]) / 100
    if match["how"] is None:
        return 0.5
    share = _SHARES[match["share"].lower()] if match["share"] else int(match["percent"]) / 100
    return 1 - share if match["how"].lower() == "by" else share


def times_in(text: str) -> int | None:
    """How many changes are meant: "undo the last two"; None where it is not said which number."""
    match = _SEVERAL.search(text)
    if match is None:
        return 1
    return _TIMES[match["word"].lower()] if match["word"] else int(match["figure"]) if match["figure"] else None


def ordinals_in(match: re.Match[str]) -> tuple[int, ...]:
    """The places that "the last paragraph" or "the first two paragraphs" name: 1 the first, -1 the last."""
    place, several = ordinal_in(match), match["many"] or match["count"]
    return tuple(place + n * (1 if place > 0 else -1) for n in range(_TIMES[several.lower()])) if several else (place,)


def ordinal_in(match: re.Match[str]) -> int:
    """The place that "the last paragraph" names: 1 the first, -1 the last."""
    return _ORDINALS[" ".join(match["which"].lower().split())]
