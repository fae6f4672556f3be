"""Texts, places in them, changes to them, and the fences of a Markdown page."""
