"""What stands between a chat model and a draft: the line to it, and the check of every sentence that it writes."""
