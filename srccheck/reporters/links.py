"""How links stand, as objects for programs."""

from __future__ import annotations

from typing import Any

from srccheck.model.links import LinkCheck
from srccheck.reporters.fingerprint import posix


def link_object(check: LinkCheck) -> dict[str, Any]:
    """A check as an object."""
    return {
        "target": str(check.target),
        "kind": check.target.kind.value,
        "verdict": check.verdict.value,
        "rule": check.rule,
        "status": check.status,
        "reason": check.reason,
        "final_url": check.final_url,
        "redirects": [{"status": status, "url": url} for status, url in check.redirects],
        "suggestion": check.suggestion,
        "archived": check.archived,
        "cached": check.cached,
        "places": [
            {
                "path": posix(one.path),
                "line": one.line,
                "column": one.column,
                **({"page": one.page} if one.page else {}),
                **({"unit": one.unit} if one.unit != "line" else {}),
                "text": one.text,
            }
            for one in check.occurrences
        ],
    }
