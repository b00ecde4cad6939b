"""A draft and its case as they are read: text and JSON, Word and HTML, with footnotes in house form."""
