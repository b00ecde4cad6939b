"""What a case file tells of facts, dates and charges, and what is put right of it. Read as a case in assistant/case.py."""
