"""From a case to a draft, and from a draft to its review."""
