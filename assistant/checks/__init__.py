"""What can be wrong with a citation: a room for each kind of fault. The order of the checks is in assistant/review.py."""
