"""Where editors work: add, review, say what a promise is, gather evidence, give verdicts."""
