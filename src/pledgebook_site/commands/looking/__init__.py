"""Commands that show the record and change nothing."""

_HERE = "pledgebook_site.commands.looking"
COMMANDS = {
    "list": (f"{_HERE}.lists:command", "List sightings, pledges, documents and all else on record."),
    "show": (f"{_HERE}.show:command", "Show all there is about one thing."),
    "log": (f"{_HERE}.log:command", "Show the entries of the log, the newest last."),
}
