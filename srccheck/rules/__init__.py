"""The rules: one file each, listed here and nowhere else."""

from __future__ import annotations

from srccheck.rules.rule import Rule

RULES: tuple[type[Rule], ...] = ()
"""Every rule, in the order in which ``srccheck rules`` lists them."""

__all__ = ["RULES", "Rule"]
