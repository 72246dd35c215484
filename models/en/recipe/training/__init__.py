"""How so many minutes become a trained network."""
