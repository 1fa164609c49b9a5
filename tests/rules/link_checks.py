"""How links stand, as the cases of the rules on links say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from srccheck.model import Dossier
from srccheck.model.links import LinkCheck, LinkKind, LinkTarget, LinkVerdict, Occurrence


def followed(dossier: Dossier, links: Sequence[dict[str, Any]]) -> Dossier:
    """The dossier with a check for each of the links, at all places that lead to its ``url``."""
    document = dossier.document
    checks = []
    for given in links:
        facts = dict(given)
        url, kind = facts.pop("url"), LinkKind(facts.pop("kind", "http"))
        places = tuple(
            Occurrence(document.path, *document.position(link.span.start), link.span, link.text)
            for link in document.links
            if link.target == url
        )
        assert places, f"no link leads to {url}"
        steps = tuple((status, step) for status, step in facts.pop("redirects", ()))
        verdict = LinkVerdict(facts.pop("verdict"))
        target = LinkTarget.of(url, kind)
        checks.append(LinkCheck(target, verdict, redirects=steps, occurrences=places, **facts))
    return replace(dossier, links=tuple(checks))
