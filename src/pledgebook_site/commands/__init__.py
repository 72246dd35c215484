"""The commands that need a store; listing them, and loading one, imports no Django."""

COMMANDS = {
    "init": ("pledgebook_site.commands.init:command", "Make a tracker: its folder, its key and its first events."),
    "ledger": (
        "pledgebook_site.commands.ledger:command",
        "The log as a whole: export, prove, print the head, new key, restore.",
    ),
    "user": ("pledgebook_site.commands.user:command", "Who may write: add accounts, reset passwords, list them."),
}
