"""What the desk asks of the record."""
