"""The forms of the desk: they check what was written, and know no rule of the record."""
