"""The command `pledgebook`, also as `python -m pledgebook`: quiet when it is interrupted, also before it can begin."""

from typing import NoReturn

INTERRUPTED = 130


def main() -> NoReturn:
    """Run the command line and exit with its status."""
    try:
        from pledgebook.cli import group  # takes a third of a second, in which Ctrl-C may come as well

        raise SystemExit(group.main(prog_name="pledgebook"))
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None


if __name__ == "__main__":
    main()
