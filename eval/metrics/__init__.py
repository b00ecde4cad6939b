"""The measures, one a file, each with its definition and source. None means "cannot be measured here"."""
