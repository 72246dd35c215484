"""Commands by which documents and sightings come into the record."""

COMMANDS = {
    "add": ("pledgebook_site.commands.taking.add:command", "Take in documents, and propose the promises in them."),
    "mark": ("pledgebook_site.commands.taking.mark:command", "Propose words of a document that you saw yourself."),
    "import": ("pledgebook_site.commands.taking.importing:command", "Take in a table of quotations, each grounded."),
}
