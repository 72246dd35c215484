"""Transcripts: who speaks where in a text, and captions (SubRip, WebVTT) as a text with its times."""

from pledgebook.documents.transcript.turns import Spoken, turns_of

__all__ = ["Spoken", "turns_of"]
