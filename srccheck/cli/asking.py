"""``srccheck fix --interactive``: one change after the other, with its evidence."""

from __future__ import annotations

import sys

import click

from srccheck.cli.language import told
from srccheck.cli.mended import in_words
from srccheck.fixes import Change
from srccheck.messages import _
from srccheck.reporters.excerpt import excerpt, visible

_KEYS = _(
    """\
  y  make this change
  n  leave it
  a  make this and all that follow
  d  leave this and all that follow of the same rule
  q  leave this and all that follow; what was agreed to is made
"""
)
_WIDTH = 96


class Asking:
    """Asks about changes, and remembers what was said of all that follow."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour
        self._all: bool | None = None
        self._left: set[str] = set()

    def wants(self, change: Change) -> bool:
        """Whether a change is to be made."""
        if self._all is not None:
            return self._all
        if change.finding.rule in self._left:
            return False
        self._show(change)
        while True:
            answer = _answer()
            if answer in ("a", "q"):
                self._all = answer == "a"
                return self._all
            if answer == "d":
                self._left.add(change.finding.rule)
            if answer in ("y", "n", "d"):
                return answer == "y"
            click.echo(told(_KEYS), err=True, nl=False)

    def _show(self, change: Change) -> None:
        finding = change.finding
        kind = told(_("safe") if change.safe else _("to be looked at"))
        place = f"{visible(change.path)}:{change.place.line}:{change.place.column}"
        click.echo(f"\n{self._bold(place)}: {finding.rule} ({kind})", err=True)
        click.echo(f"  {visible(told(finding.message))}", err=True)
        start = change.place.column - 1
        length = max(1, finding.span.end - finding.span.start)
        for line in excerpt(change.line, start, start + length, _WIDTH):
            click.echo(f"  | {line}".rstrip(), err=True)
        click.echo(f"  {in_words(change)}", err=True)
        source = told(_("source: {source}", source=change.source))
        click.echo(f"  {visible(source)}", err=True)

    def _bold(self, text: str) -> str:
        return click.style(text, bold=True) if self._colour else text


def _answer() -> str:
    """The letter that is typed; the end of the input is a ``q``."""
    click.echo(told(_("Make this change? [y,n,a,d,q,?]")), err=True, nl=False)
    click.echo(" ", err=True, nl=False)
    line = sys.stdin.readline()
    return line.strip().lower()[:1] if line else "q"
