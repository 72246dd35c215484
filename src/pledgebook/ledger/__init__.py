"""The ledger: events, what they add up to, and the proof of both; pure functions."""
