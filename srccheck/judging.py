"""What rules say of one document; loaded without what reads sources, which links need none of."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from srccheck.allow import part_allowed
from srccheck.config import Settings
from srccheck.messages import _
from srccheck.model import Dossier, Failure, Finding

if TYPE_CHECKING:
    from srccheck.rules import Rule


def judge(
    dossier: Dossier,
    settings: Settings,
    rules: Iterable[type[Rule]],
    crashed: Callable[[Failure], None],
) -> Dossier:
    """The document with what rules find, in the order of the text, and what of it is allowed."""
    findings: dict[Finding, None] = {}
    for rule in rules:
        try:
            for finding in rule().check(dossier):
                if settings.wants(finding.rule, finding.severity.value, looked_up=not rule.offline):
                    findings[finding] = None
        except Exception as error:
            crashed(
                bug(dossier.document.path, _("the rule {name}", name=rule.name), error, settings)
            )
    found, allowed = part_allowed(dossier.document, findings, settings.allow, dossier.today)
    order = sorted(found, key=lambda one: (*one.span, -one.severity.rank, one.rule))
    return replace(dossier, findings=tuple(order), allowed=tuple(allowed))


def bug(path: str, where: str, error: Exception, settings: Settings) -> Failure:
    """What is told where srccheck itself is wrong."""
    remedy: str = _("please report it, with what --debug shows")
    if settings.debug:
        remedy = "".join(traceback.format_exception(error)).rstrip()
    return Failure(
        path,
        _(
            "a bug in {where}: {kind}: {error}",
            where=where,
            kind=type(error).__name__,
            error=error,
        ),
        remedy,
    )
