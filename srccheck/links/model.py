"""The words of link checking; they live in :mod:`srccheck.model`, because rules judge by them."""

from __future__ import annotations

from srccheck.model.links import (
    Expected,
    LinkCheck,
    LinkKind,
    LinkTarget,
    LinkVerdict,
    Occurrence,
)

__all__ = ["Expected", "LinkCheck", "LinkKind", "LinkTarget", "LinkVerdict", "Occurrence"]
