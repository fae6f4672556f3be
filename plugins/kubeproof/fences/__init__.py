"""The fences of a page: each is one file here and one line in `kinds.py`."""
