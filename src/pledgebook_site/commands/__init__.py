"""The commands that need a store; listing them, and loading one, imports no Django."""

COMMANDS = {
    "init": ("pledgebook_site.commands.init:command", "Make a tracker: its folder, its key and its first events."),
    "ledger": (
        "pledgebook_site.commands.ledger:command",
        "The log as a whole: export, prove, print the head, new key, restore.",
    ),
    "redact": ("pledgebook_site.commands.redact:command", "Take words out of the record for good, by law or request."),
    "user": ("pledgebook_site.commands.user:command", "Who may write: add accounts, reset passwords, list them."),
}
