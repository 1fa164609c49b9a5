"""``srccheck venues``: what is known of journals, newspapers, publishers and others by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from srccheck.venues import VenueMatch

EPILOG = """\b
Examples:
  srccheck venues "Foreign Affairs"
  srccheck venues "Politique etrangere" "Le Monde"
  srccheck venues IFRI --format json
\b
Exit codes:
  0    every name is that of one venue
  1    a name is unknown, or may be that of several venues
  2    wrong usage
"""


@click.command(epilog=EPILOG, short_help="Say what is known of a venue.")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="For people, or a JSON array.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], format_: str) -> None:
    """Say what is known of the journal, newspaper, publisher or other venue called NAME.

    It is found by its official name, another name, a translated name, or one that differs by a
    slip of the pen; the reason is given. For a name that is not found, the likeliest are.
    """
    from srccheck.venues import candidates, lookup

    found = {name: lookup(name) for name in names}
    near = {name: candidates(name) for name, match in found.items() if match is None}
    if format_ == "json":
        import json

        facts = [
            {
                "name": name,
                "match": _facts(match) if match else None,
                "candidates": [_facts(other) for other in near.get(name, ())],
            }
            for name, match in found.items()
        ]
        click.echo(json.dumps(facts, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(_text(name, match, near) for name, match in found.items()), nl=False)
    ctx.exit(1 if near else 0)


def _text(name: str, match: VenueMatch | None, near: dict[str, list[VenueMatch]]) -> str:
    if match:
        lines = [f"{name}: {match.reason}"]
        lines += [f"  {label + ':':<12}{value}" for label, value in _labelled(match)]
    elif near[name]:
        lines = [f"{name}: not known; near it are"]
        lines += [f"  {other.venue.name} ({other.reason})" for other in near[name]]
    else:
        lines = [f"{name}: not known"]
    return "\n".join(lines) + "\n"


def _labelled(match: VenueMatch) -> list[tuple[str, str]]:
    venue = match.venue
    facts = [
        ("name", venue.name),
        ("kind", str(venue.kind)),
        ("also", "; ".join(venue.aliases)),
        ("translated", "; ".join(_translation(*pair) for pair in venue.translated)),
        ("publisher", venue.publisher),
        ("ISSN", ", ".join(venue.issns)),
        ("domains", ", ".join(venue.domains)),
        ("language", venue.language),
        ("country", venue.country),
    ]
    return [(label, value) for label, value in facts if value]


def _translation(language: str, name: str) -> str:
    return f"{name} ({language})" if language else name


def _facts(match: VenueMatch) -> dict[str, Any]:
    from dataclasses import asdict

    facts = asdict(match.venue)
    facts["translated"] = [
        {"language": language, "name": name} for language, name in match.venue.translated
    ]
    return {
        "venue": facts,
        "how": str(match.how),
        "matched": match.matched,
        "score": round(match.score, 3),
        "reason": match.reason,
    }
