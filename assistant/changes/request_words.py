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
    USE = auto()  # one authority instead of another
    ADD = auto()  # an authority
    ANSWER = auto()  # an argument of the Government
    INSERT = auto()  # a standard paragraph, or what was just shown
    RESTS = auto()  # what a paragraph or a footnote rests on
    SHOW = auto()  # paragraphs of the index; the draft stays as it is


#: What a request may begin and end with without meaning anything.
PLEASE = re.compile(
    r"^\W*(?:(?:please|kindly|now|yes|ok(?:ay)?|then|and|also|just|well|hi|hello|thanks?|great|perhaps|maybe|so|(?:can|could|would|will) you|"
    r"(?:can|could|may|shall|should) (?:we|i)|i(?:['’]d| would)? (?:like|want|need|prefer|wish)(?: you)?(?: to)?|let['’]?s|let us|let me|we (?:should|need to|must)|"
    r"you (?:should|could|can)|i think)\b[\s,:]*)*", re.I)  # fmt: skip
THANKS = re.compile(r"[\s,]*(?:\b(?:please|thanks|thank you|for me|if possible|if you can)\b)?[\s.!?]*$", re.I)
#: What stands before the subject of a request to be shown something.
ASKING = re.compile(
    r"^(?:(?:give|show|find|get|search|look(?: up)?|see|what (?:does|do|about|is|are)|what['’]s|which|where(?: is| are)?|is there|"
    r"are there|do you have|me|us|any|some|the|a|an|all|we|standard|usual|boilerplate|wording|paragraphs?|passages?|"
    r"authorit(?:y|ies)|opinions?|deliberations?|says?|that|of|on|about|for)\b[\s,:]*)+", re.I)  # fmt: skip
#: A request not to do something is none that could be done.
NOT = re.compile(
    r"^(?:do not|don['’]t|never(?! ?mind)|not)\b|\b(?:do not|don['’]t)\s+(?:\w+\s+)?(?:remove|delete|shorten|change|add|use|touch)\b",
    re.I,
)

_OBJECT = r"(?:the\s+)?(?:government|state|authorities|argument|defen[cs]e|justification|contention|claim|objection|point|reply|submission)"
_STANDARD = r"(?:the|a|an|that|this|some)?\s*(?:standard|usual|stock|boilerplate|house)?\s*(?:paragraphs?|wording|passages?|text|language|formula|boilerplate)\b"
_AUTHORITY = r"(?:authorit\w+|opinions?|deliberations?|citations?|precedents?|references?|jurisprudence|case law)"
_NEWER = r"(?:more recent|newer|later|latest|up[- ]to[- ]date|recent|fresher)"
_SMALLER = r"(?:shorter|briefer|more concise|more compact|tighter|less (?:wordy|verbose|long)|crisper)"

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
    (Act.RESTS, r"^(?:(?:on )?what (?:does|do|is|are|supports?)\b.*\b(?:rests?|rel(?:y|ies)|based|supports?|stands?)\b|show (?:me )?(?:what|the (?:sources?|basis|authorit\w+))"
                r"\b.*\b(?:rests?|rel(?:y|ies)|behind|of|for)\b.*(?:foot ?note|\bfn\b))|^(?:where does|what is (?:in|behind)|whence) .*foot ?note"),
    (Act.ANSWER, r"^(?:answer|address|meet|rebut|refute|respond to|reply to|deal with|counter|tackle|take up|engage with|dispose of)\b.*"
                 r"\b(?:government|state|argument|defen[cs]e|justification|contention|claim|objection|point|says|invoked?|relies)"),
    (Act.ANSWER, rf"^(?:add|write|draft|insert|put in|include)\b.*\b(?:answer(?:ing)?|reply(?:ing)?|response|responding|rebutt(?:al|ing)|meeting|addressing)\b.*\b{_OBJECT}"),
    (Act.ANSWER, r"^(?:what about|and) the government['’]?s?\b.*\b(?:argument|defen[cs]e|justification|contention|claim|objection|point)"),
    (Act.INSERT, rf"^(?:add|insert|put in|include|append|put|use|take|work in)\s+(?:(?:it|this|that|them|those|these)\b(?: one| paragraph)?(?! *(?:authority|opinion|reference))|{_STANDARD})"),
    (Act.SHORTEN, rf"^(?:make|get|keep|have|turn)\b.*\b{_SMALLER}|^(?:(?:it|this|that|everything|all)\s+(?:\w+\s+)?)?{_SMALLER}\b|^(?:shorten|condense|tighten|trim|abridge|compress|halve|prune|slim|pare|reduce|"
                  r"cut down|cut back|boil down|streamline|summari[sz]e|cut (?:it|this|that|everything|the|by|to|in|$))|^cut$|"
                  r"^(?:it|this|that|the draft|all this)?\s*(?:is|['’]s)?\s*(?:far |much |a bit |still )?too (?:long|wordy|verbose)"),
    (Act.REMOVE, r"^(?:remove|delete|drop|strike|omit|leave out|take out|get rid\b(?: of)?|cut out|cross out|scrap|lose|cut)\b"),
    (Act.ADD, rf"^(?:add|cite|insert|include|put|back|support|bring|reinforce|strengthen)\b.*\b{_NEWER}\b|^{_NEWER}\b.*\b{_AUTHORITY}"),
    (Act.USE, r"^(?:use|take|rely on|replace|exchange|substitute|quote|swap|switch|change|cite\b.*\b(?:instead|rather)|instead)\b|\binstead\b"),
    (Act.ADD, rf"^(?:add|cite|insert|include|append)\b|^(?:back|support|reinforce|strengthen)\b.*\b{_AUTHORITY}|^(?:another|one more|an additional) {_AUTHORITY}"),
    (Act.SHOW, rf"^(?:give|show|find|get|search|look|what does|what do|what about|what is|what['’]s|which|where|is there|are there|do you have|authorit|passages?|paragraphs?|opinions?|"
               rf"{_STANDARD}|(?:standard|usual) \w+)"),
))  # fmt: skip
NEWER = re.compile(rf"\b{_NEWER}\b", re.I)
NAMES_AUTHORITY = re.compile(rf"\b{_AUTHORITY}\b|\bsomething\b|\bone\b", re.I)
FOOTNOTE = re.compile(r"\b(?:foot ?notes?|fn\.?|notes?)\s*(?:No\.\s*)?(\d+)\b", re.I)
_TIMES = {"twice": 2, "thrice": 3, "two": 2, "three": 3, "four": 4, "five": 5}
_SEVERAL = re.compile(rf"\b(?:(?P<word>{'|'.join(_TIMES)})|(?P<figure>\d{{1,2}})|several|some|few)\b", re.I)
#: A second thing asked for in the same breath.
AND_THEN = re.compile(
    r"(?:\band(?: then)?|,|;|\bthen)\s+(?:also\s+)?(?:remove|delete|drop|shorten|trim|condense|add|insert|cite|use|replace|swap|answer|rebut|undo|redo|strike|omit)\b",
    re.I,
)

#: Another order is none of the changes that can be made.
MOVED = re.compile(
    r"^(?:(?:put|move|place|bring|swap|switch|exchange)\s+(?:the\s+)?(?:categor(?:y|ies)|para(?:graph)?s?)\b.*"
    r"\b(?:before|after|ahead of|behind|above|below|first|last|up|down|around|to the (?:top|end|front|start))\b|"
    r"(?:put|move|place|bring)\b.*\bpara(?:graph)?\b.*\b(?:before|after|ahead of|behind|above|below)\b|"
    r"(?:reorder|rearrange|change the order)\b|(?:swap|switch|exchange) (?:the )?(?:categor(?:y|ies)|para(?:graph)?s?)\b)",
    re.I)  # fmt: skip

_SHARES = {
    "half": 0.5,
    "a half": 0.5,
    "a third": 1 / 3,
    "one third": 1 / 3,
    "two thirds": 2 / 3,
    "a quarter": 0.25,
    "three quarters": 0.75,
}
_SHARE = re.compile(
    rf"\b(?P<how>to|by|in)\s+(?:about\s+|roughly\s+)?(?:(?P<share>{'|'.join(sorted(_SHARES, key=len, reverse=True))})|(?P<percent>\d{{1,2}})\s*(?:%|per ?cent))"
    r"(?:\s+(?:of\s+)?(?:its|the|their)\s+(?:present\s+)?(?:length|size|words))?|\bhalve\b|\bby half\b", re.I
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
    "second last": -2,
    "last but one": -2,
}
ORDINAL = re.compile(
    rf"\b(?:the\s+)?(?P<which>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})\s+(?:para(?:graph)?\b\.?|one\b)(?:\s+(?:of|in|under|from)(?=\s+category|\s*$))?",
    re.I,
)
POINTED = re.compile(r"\b(?:this|that|the same|the above|the following|the next)\s+para(?:graph)?\b", re.I)


def share_in(text: str) -> float | None:
    """The share of its length that something is to keep: "to half", "by a third", "to 60 per cent"."""
    match = _SHARE.search(text)
    if match is None:
        return None
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


def ordinal_in(match: re.Match[str]) -> int:
    """The place that "the last paragraph" names: 1 the first, -1 the last."""
    return _ORDINALS[" ".join(match["which"].lower().split())]
