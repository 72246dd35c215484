"""The commands that need a store; listing them, and loading one, imports no Django."""

from pledgebook_site.commands import editing, looking, taking

COMMANDS = {
    "init": ("pledgebook_site.commands.init:command", "Make a tracker: its folder, its key and its first events."),
    "ledger": (
        "pledgebook_site.commands.ledger:command",
        "The log as a whole: export, prove, print the head, new key, restore.",
    ),
    "redact": ("pledgebook_site.commands.redact:command", "Take words out of the record for good, by law or request."),
    "serve": ("pledgebook_site.commands.serve:command", "Open the public pages and the desk in the browser."),
    "check-deploy": (
        "pledgebook_site.commands.check_deploy:command",
        "Is a tracker fit to be reached by the public?",
    ),
    "user": ("pledgebook_site.commands.user:command", "Who may write: add accounts, reset passwords, list them."),
    **taking.COMMANDS,
    **editing.COMMANDS,
    **looking.COMMANDS,
}
