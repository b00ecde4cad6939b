"""What can go wrong, as one tree.

WgadError            one line that says what is wrong and what to do; the command line exits with 2
├── UnreadableFile   a file that cannot be read: missing, empty, encrypted, damaged, not what its name says
├── BadInput         an argument or a piece of data that makes no sense
├── IndexMismatch    the index was made with another embedding model, or is not whole
└── ModelFailure     a chat model or an embeddings endpoint that did not answer as it should
"""


class WgadError(Exception):
    """Base of everything a user is shown as one line: `try: ... except WgadError as e: print(e)`."""


class UnreadableFile(WgadError):
    """A file that cannot be read."""


class BadInput(WgadError):
    """An argument or a piece of data that makes no sense."""


class IndexMismatch(WgadError):
    """The index was made with another embedding model, or is not whole."""


class ModelFailure(WgadError):
    """A chat model or an embeddings endpoint did not answer as it should."""
