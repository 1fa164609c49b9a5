"""Mail addresses: their form, and whether their domain takes mail.

Sources: RFC 6068 (``mailto`` addresses), RFC 5322, 3.4.1 and RFC 6531 (the form of mail addresses),
RFC 5321, 5.1 (where mail is sent: MX, else the host itself), RFC 7505 (a domain that takes none).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, unquote

from srccheck.model.links import LinkCheck, LinkTarget, LinkVerdict

TakesMail = Callable[[str], bool | None]
"""Whether a domain takes mail; ``None`` when that could not be found out."""

_LOCAL = re.compile(r"(?:[\w!#$%&'*+/=?^`{|}~-]|[^\x00-\x7f])+(?:\.[^.@\s\"(),:;<>\[\]]+)*+")
_QUOTED = re.compile(r'"(?:[^"\\\r\n]|\\.){1,62}"')
_LABEL = re.compile(r"(?!-)(?:[A-Za-z0-9-]|[^\x00-\x7f]){1,63}(?<!-)")
_LITERAL = re.compile(r"\[[0-9A-Fa-f.:IPv]{3,60}\]")


def check(target: LinkTarget, takes_mail: TakesMail | None = None) -> LinkCheck:
    """Check a ``mailto:`` address.

    >>> check(LinkTarget("mailto:ann@example"), None).verdict.value
    'dead'
    >>> check(LinkTarget("mailto:?subject=Hello"), None).verdict.value
    'ok'
    """
    people, _, query = target.url.partition(":")[2].partition("?")
    found = [unquote(part) for part in people.split(",") if part.strip()]
    for name, value in parse_qsl(query.replace("&amp;", "&")):
        if name.lower() in ("to", "cc", "bcc"):
            found += [part for part in value.split(",") if part.strip()]
    if not found and not query:
        return _bad(target, "it names nobody")
    for address in found:
        reason = fault(address.strip())
        if reason:
            return _bad(target, f"{address.strip()}: {reason}")
    unknown = ""
    for domain in {address.rpartition("@")[2].strip().lower() for address in found}:
        takes = takes_mail(domain) if takes_mail else True
        if takes is False:
            return _bad(target, f"{domain} takes no mail")
        if takes is None:
            unknown = domain
    if unknown:
        reason = f"whether {unknown} takes mail was not found out"
        return LinkCheck(target, LinkVerdict.UNKNOWN, reason=reason, rule="no-answer")
    return LinkCheck(target, LinkVerdict.OK)


def _bad(target: LinkTarget, reason: str) -> LinkCheck:
    return LinkCheck(target, LinkVerdict.DEAD, reason=reason, rule="bad-mailto")


def fault(address: str) -> str:
    """What is wrong with the form of a mail address; empty when nothing.

    >>> fault("ann.example+x@mail.example.org"), fault("ann(at)example.org")
    ('', 'it has no @')
    """
    local, at, domain = address.rpartition("@")
    if not at:
        return "it has no @"
    if not (_LOCAL.fullmatch(local) or _QUOTED.fullmatch(local)) or len(local) > 64:
        return "what stands before the @ is no name of a mailbox"
    if _LITERAL.fullmatch(domain):
        return ""
    labels = domain.rstrip(".").split(".")
    if not all(map(_LABEL.fullmatch, labels)):
        return "what stands behind the @ is no name of a domain"
    if len(labels) < 2:
        return "the domain has no dot"
    return "" if not labels[-1].isdigit() else "the domain ends in a number"


def takes_mail(domain: str) -> bool | None:
    """Whether a domain takes mail, asked of the name servers through dnspython (``srccheck[mx]``).

    Raises:
        ModuleNotFoundError: dnspython is not there.
    """
    from dns import exception, resolver

    try:
        answers = resolver.resolve(domain, "MX", lifetime=5)
        return any(str(answer.exchange).rstrip(".") for answer in answers)
    except resolver.NXDOMAIN:
        return False
    except resolver.NoAnswer:
        for kind in ("A", "AAAA"):
            try:
                resolver.resolve(domain, kind, lifetime=5)
            except resolver.NoAnswer:
                continue
            except exception.DNSException:
                return None
            return True
        return False
    except exception.DNSException:
        return None
