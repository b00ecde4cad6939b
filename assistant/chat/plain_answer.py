"""What a chat model wrote as plain text: no markup, no scripts, nothing invisible, no letters dressed as others."""

from __future__ import annotations

import html
import re
import unicodedata

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>|<", re.I | re.S)
_IMAGE = re.compile(r"!\[[^\[\]]*\]\s*(?:\([^()\s]*[^()]*\)|\[[^\[\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\]\((?:[^()\s]*[:/][^()]*|#[^()]*)\)")
_ADDRESS = re.compile(
    r"\b(?:https?|ftp|file|data|javascript|vbscript|mailto|blob):\S*|\bwww\.\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}/\S*",
    re.I,
)
#: What a link leads from, in HTML: as in Markdown, it cites.
_ANCHOR = re.compile(r"<a\b[^<>]*>", re.I)
_NOTE = re.compile(r"<su[pb]\b[^<>]*>\s*(\w{1,4})\s*</su[pb]\s*>", re.I)
#: Notes as LaTeX writes them.
_RAISED_NOTE = re.compile(
    r"\$?\^\{?\s*([\w*†, ]{1,8}?)\s*\}?\$|\^\{\s*([\w*†, ]{1,8}?)\s*\}|\\\w*(?:cite|note|ref)\w*\*?(?:\[[^\[\]]*\])*\{[^{}]*\}"
)
_QUOTES = str.maketrans("«‹„‟「『〝❝»›」』〞❞", "““““““““””””””")
_MARKUP = re.compile(r"^\s*(?:#{1,6}\s+|[-*•]\s+|\d{1,3}[.)]\s+|>\s+)|[*_`]{1,3}", re.M)

#: Letters that look like Latin ones, and signs that look like a slash.
_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕԁһԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν∕⁄╱⧸",
    "ABEKMHOPCTYXIJSaeopcyxijsdhqwABEZHIKMNOPTYXoav////",
)
_WORD = re.compile(r"\S+")
_RAISED = re.compile("[⁰¹²³⁴-⁹₀-₉①-⑳†‡]+")


def visible(text: str) -> str:
    """A text without what a reader can't see: control, direction, zero-width and tag characters."""
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs"))
    return "".join(c for c in kept if not ("\ufe00" <= c <= "\ufe0f" or "\U000e0100" <= c <= "\U000e01ef"))


def clean(answer: str) -> str:
    """Plain text. What leads elsewhere (a raised footnote mark, an address, an image) becomes "[…]", which is no id given."""
    text = answer.replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    for _ in range(3):  # entities may hide tags, and tags other tags
        text = _TAG.sub(" ", _ANCHOR.sub(" [link] ", _NOTE.sub(r" [\1]", html.unescape(text))))
    text = _RAISED.sub(lambda m: f" [{unicodedata.normalize('NFKC', m.group())}]", visible(text))
    text = _RAISED_NOTE.sub(" [note]", text).translate(_QUOTES).replace("''", '"').replace("``", '"')
    text = _WORD.sub(lambda m: _undressed(m.group()), text)
    text = _LINK.sub(r"\1 [link]", _IMAGE.sub(" [image] ", text))
    return _MARKUP.sub("", _ADDRESS.sub(" [address] ", text))


def _undressed(word: str) -> str:
    """A word with its characters as what they look like; one in another script altogether stays."""
    plain = "".join(_ascii(c) for c in word).translate(_LOOKALIKES)
    return plain if any(c.isascii() and c.isalnum() for c in word) or plain.isascii() else word


def _ascii(character: str) -> str:
    """A wide, mathematical or other compatible form as the letter or figure that it is a form of."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain.isascii() and (plain.isalnum() or plain in "/№#.") else character
