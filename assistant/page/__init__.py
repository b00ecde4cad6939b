"""The page's tab Draft, and the fields that the tabs share. The layout of the page is in app.py."""
