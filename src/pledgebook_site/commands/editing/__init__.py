"""Commands by which editors decide."""

_HERE = "pledgebook_site.commands.editing"
COMMANDS = {
    "accept": (f"{_HERE}.deciding:accept", "Take sightings for promises, or let evidence count."),
    "reject": (f"{_HERE}.deciding:reject", "Take sightings for none, or let evidence not count."),
    "put-off": (f"{_HERE}.deciding:put_off", "Decide about sightings later."),
    "join": (f"{_HERE}.joining:join", "Say that a sighting or a pledge is the same promise as another."),
    "split": (f"{_HERE}.joining:split", "Take a sighting out of its pledge: it begins one of its own."),
    "edit": (f"{_HERE}.edit:command", "Change what is said of a sighting or a pledge."),
    "track": (f"{_HERE}.track:command", "Let a pledge have verdicts, or keep it on record only."),
    "evidence": (f"{_HERE}.evidence:command", "Record what bears on a pledge."),
    "verdict": (f"{_HERE}.verdicts:verdict", "Give a pledge a status on the scale."),
    "sign": (f"{_HERE}.verdicts:sign", "Sign a verdict that somebody else has given."),
    "withdraw": (f"{_HERE}.verdicts:withdraw", "Take back a pledge or a verdict; it stays on record."),
    "correct": (f"{_HERE}.correct:command", "Say in public what was wrong, or what a document really is."),
    "record": (f"{_HERE}.recording:command", "Record persons, offices, terms, programmes and replies."),
    "undo": (f"{_HERE}.undo:command", "Let the last thing that you did not count."),
    "set": (f"{_HERE}.settings:command", "Set something of the tracker, or list what can be set."),
}
