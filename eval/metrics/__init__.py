"""The measures, one a file. Each says what it is and where it comes from; None means "cannot be measured here"."""
