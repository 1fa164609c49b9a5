"""``python -m srccheck`` is the ``srccheck`` command."""

from srccheck.cli import main

main(prog_name="srccheck")
