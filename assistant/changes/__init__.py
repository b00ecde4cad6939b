"""What can be asked of a draft, and how each change is done or refused. The conversation is in assistant/refining.py."""
