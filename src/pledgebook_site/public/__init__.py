"""The public site: what everybody may read of the record."""
