"""Measures pledgebook on public corpora: `python -m bench --help`."""
