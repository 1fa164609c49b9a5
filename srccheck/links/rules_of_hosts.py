"""What is particular to one host: headers, and tokens from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from srccheck.links.settings import HostRule

_VARIABLE = re.compile(r"\$\{(\w{1,80})\}")


def rule_for(host: str, rules: Mapping[str, HostRule]) -> HostRule | None:
    """The rule of a host: its own, or that of the nearest domain above it.

    >>> rule_for("api.example.org", {"example.org": HostRule(concurrency=1)}).concurrency
    1
    """
    labels = host.lower().split(".")
    for start in range(len(labels)):
        rule = rules.get(".".join(labels[start:]))
        if rule:
            return rule
    return None


def headers_for(
    host: str, rules: Mapping[str, HostRule], environment: Mapping[str, str] = os.environ
) -> dict[str, str]:
    """The headers for a host, without those whose variables the environment does not hold.

    >>> rules = {"api.example.org": HostRule({"Authorization": "Bearer ${TOKEN}"})}
    >>> headers_for("api.example.org", rules, {"TOKEN": "t0"})
    {'Authorization': 'Bearer t0'}
    >>> headers_for("api.example.org", rules, {}), headers_for("example.org", rules, {})
    ({}, {})
    """
    rule = rule_for(host, rules)
    found = {}
    for name, value in (rule.headers if rule else {}).items():
        if all(variable in environment for variable in _VARIABLE.findall(value)):
            found[name] = _VARIABLE.sub(lambda match: environment[match[1]], value)
    return found
