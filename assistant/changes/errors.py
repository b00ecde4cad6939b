"""What goes wrong in refining a draft."""

from __future__ import annotations

from index.errors import WgadError


class Refusal(WgadError):
    """A request that cannot be done; the message says why, and what can be asked. The draft stays as it was."""
