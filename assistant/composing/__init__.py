"""What a Discussion is made of: its plan, its standards, its outcome and its words. Joined in assistant/precedent.py."""
