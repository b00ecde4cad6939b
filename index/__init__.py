"""From files to passages: reading, parsing, citations, embedding, store and search. Knows nothing of drafting."""
