"""A request as it was understood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.changes.request_words import Act
from index.model import Category


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for. Paragraphs are those of the draft; authorities are ids of the index."""

    text: str
    act: Act | None = None
    authority: str | None = None  # "301/2014#40", or "301/2014" where no paragraph is named
    others: tuple[str, ...] = ()  # further authorities, to be shown or added like the first
    instead: str | None = None  # the authority that is to go
    paragraph: int | None = None
    further: tuple[int, ...] = ()  # paragraphs for which the same is asked
    category: Category | None = None
    also: tuple[Category, ...] = ()  # categories for which the same is asked
    subject: str = ""
    since: int | None = None  # years of adoption, both included
    until: int | None = None
    state: str | None = None  # whose opinions are asked for
    newer: bool = False  # than what is cited there now
    under: Category | None = None  # the category under which what may be cited must stand
    share: float | None = None  # of its length that something is to keep
    ordinal: int | None = None  # "the last paragraph": -1
    ordinals: tuple[int, ...] = ()  # those after it: "the last two paragraphs"
    footnote: int | None = None
    number: int | None = None  # with which the paragraphs of the draft are to begin
    piece: int | None = None  # "the last sentence of para. 45": -1; "its second footnote": 2
    citing: str | None = None  # the authority by which a paragraph is named: "the one citing 301/2014"
    part: str | None = (
        None  # "preliminary" or "concluding": the remarks outside the categories; "categories": all of these
    )
    times: int = (
        1  # changes to be taken back or made again; places by which a paragraph is moved; authorities to be added
    )
    kind: str | None = None  # "opinion" or "deliberation", where only one of them may be cited
    most: int | None = None  # citations that a sentence may have, or a paragraph
    whole: bool = False  # a paragraph, not each of its sentences
    side: str | None = (
        None  # "before", "after", "first", "last", "up" or "down": where a paragraph is moved to; "instead": it goes
    )
    beside: Request | None = None  # names the paragraph beside which it is moved
    spared: Request | None = None  # names what is left as it is: "all but para. 45"
    beyond: str | None = None  # what to do instead of what no rule can do
    doubt: str | None = None  # what must be asked before anything is done

    def admits(self, adopted: date | None) -> bool:
        """Whether an authority of that date will do."""
        if self.since is None and self.until is None:
            return True
        return adopted is not None and (self.since or 0) <= adopted.year <= (self.until or adopted.year)

    @property
    def years(self) -> str:
        """ " concerning Karsovia of 2019 or later", to stand behind a noun."""
        since = f" concerning {self.state}" if self.state else ""
        since += f" of {self.since} or later" if self.since else ""
        return since + (f" of {self.until} or earlier" if self.until else "")
