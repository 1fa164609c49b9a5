"""From what was seen of an address to how its link stands: a pure function.

What is *dead* must be so for every reader, whatever their browser, place or account: 404 and 410;
a name that the name servers deny; a port that refuses; a redirect that comes back to itself though
its cookies were kept; a certificate that has expired or is another host's, because every browser
stops there. A certificate that is self-signed or of an unknown authority is *unknown*: those who
trust that authority see the page, and servers that leave out the intermediate certificate look
the same from here while browsers mend it (RFC 5280, section 4.2.2.1). So are time-outs, resets,
5xx and name servers that fail. Refusals to answer a program are *blocked*.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from srccheck.links.domains import depth, host_of, is_front, registrable, same_host, same_site
from srccheck.links.model import LinkVerdict
from srccheck.links.seen import Fault, Seen
from srccheck.links.soft404 import is_same_page
from srccheck.links.urls import is_file


class Ruling(NamedTuple):
    """A verdict, its name in finer words, the reason, and the address to write instead."""

    verdict: LinkVerdict
    rule: str
    reason: str
    suggestion: str = ""


_DEAD_FAULTS = {
    Fault.NO_SUCH_HOST: "no such host",
    Fault.REFUSED: "the host refuses connections",
    Fault.REDIRECT_LOOP: "it redirects to itself without end",
    Fault.CERTIFICATE_EXPIRED: "its certificate has expired",
    Fault.CERTIFICATE_HOST: "its certificate is that of another host",
    Fault.BAD_ADDRESS: "it is no address",
}
_UNKNOWN_FAULTS = {
    Fault.NAME_SERVERS: "the name servers failed",
    Fault.UNREACHABLE: "the host cannot be reached from here",
    Fault.RESET: "the connection was reset",
    Fault.TIMED_OUT: "no answer in time",
    Fault.BROKEN: "the answer is broken",
    Fault.BOMB: "the body is a decompression bomb",
    Fault.TOO_MANY_REDIRECTS: "too many redirects",
    Fault.BAD_REDIRECT: "a redirect that leads nowhere",
    Fault.CERTIFICATE_NOT_YET: "its certificate is not valid yet",
    Fault.CERTIFICATE_SELF_SIGNED: "its certificate is self-signed",
    Fault.CERTIFICATE_UNTRUSTED: "its certificate is of an authority not trusted here",
    Fault.TLS: "no secure connection could be made",
}
_REFUSALS = {
    401: "a login is needed",
    402: "payment is asked for",
    403: "it refuses to answer",
    406: "it refuses to answer programs",
    418: "it refuses to answer programs",
    429: "it wants to be asked less often",
    451: "withheld for legal reasons",
    999: "it refuses to answer programs",
}
_WALLS = {
    "bot wall": "bot-wall",
    "login": "login",
    "paywall": "paywall",
    "consent wall": "consent-wall",
}
_FEW_WORDS = 80
_CHALLENGES = ("cf-mitigated", "x-amzn-waf-action")
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|log-?on|auth(?:wall|enticate)?|sso|cas/login|saml2?|servicelogin|"
    r"users?/(?:login|sign_in)|accounts?/login|wp-login\.php|uas/login|checkpoint)(?:[/.?]|$)",
    re.IGNORECASE,
)
_ERROR_PATH = re.compile(
    r"/(?:404|410|not-?found|page-?not-?found|error-?404|404-?error|errors?/404)(?:\.\w{1,5})?/?$",
    re.IGNORECASE,
)


def judge(seen: Seen) -> Ruling:
    """How a link stands.

    Args:
        seen: what was seen of its address; see :func:`needs_sibling` for what it may lack.
    """
    answer = seen.answer
    if any(answer.headers.get(name) for name in _CHALLENGES):
        return Ruling(LinkVerdict.BLOCKED, "bot-wall", "it wants proof that a person asks")
    if answer.fault:
        return _of_fault(seen, answer.fault)
    if answer.status in (404, 410):
        if seen.page and seen.page.kind == "bot wall":
            return Ruling(LinkVerdict.BLOCKED, "bot-wall", seen.page.signs[0])
        what = "there is no such page" if answer.status == 404 else "the page is gone"
        return Ruling(LinkVerdict.DEAD, "not-found" if answer.status == 404 else "gone", what)
    wall = _wall(seen)
    if wall:
        return wall
    if 200 <= answer.status < 300:
        return _soft(seen) or _good(seen)
    return Ruling(
        LinkVerdict.UNKNOWN,
        "server-error" if answer.status >= 500 else "odd-status",
        f"it answered {answer.status}" + (", every time" if seen.attempts > 1 else ""),
    )


def needs_sibling(seen: Seen) -> bool:
    """Whether an invented address beside this one could tell more.

    It can where the page is short and not plainly a page, where it says that there is none, and
    where a redirect led to another site or to a front page: does *every* address lead there?
    """
    answer, page, final = seen.answer, seen.page, seen.final_url
    if answer.fault or not 200 <= answer.status < 300 or page is None:
        return False
    if page.kind in ("parked domain", "soft 404", *_WALLS):
        return False
    doubtful = page.kind == "perhaps a soft 404" or (
        page.kind == "page" and page.words < _FEW_WORDS and not page.scripted
    )
    if not (doubtful or seen.redirects) or depth(seen.asked) == 0:
        return False
    if not same_site(seen.asked, final):
        return True
    if depth(final) == 0 and not (same_host(seen.asked, final) and is_front(final)):
        return True
    return doubtful


def _of_fault(seen: Seen, fault: Fault) -> Ruling:
    message = seen.answer.message
    if fault is Fault.PRIVATE:
        if seen.redirects:
            return Ruling(LinkVerdict.UNKNOWN, "redirect-to-private-address",
                          f"it redirects into a private network ({message})")  # fmt: skip
        return Ruling(LinkVerdict.EXCLUDED, fault.value, f"{message}; it was not asked")
    dead = _DEAD_FAULTS.get(fault)
    verdict = LinkVerdict.DEAD if dead else LinkVerdict.UNKNOWN
    reason = dead or _UNKNOWN_FAULTS[fault]
    if fault in (Fault.BROKEN, Fault.BOMB, Fault.BAD_ADDRESS, Fault.BAD_REDIRECT, Fault.TLS):
        reason += f" ({message})" if message else ""
    return Ruling(verdict, fault.value, reason)


def _wall(seen: Seen) -> Ruling | None:
    status, page = seen.answer.status, seen.page
    if page and page.kind in _WALLS:
        told = page.signs[0] if page.signs else f"it shows a {page.kind}"
        return Ruling(LinkVerdict.BLOCKED, _WALLS[page.kind], told)
    if status in _REFUSALS:
        rule = {401: "login", 402: "paywall", 429: "rate-limited"}.get(status, "refused")
        often = ", however long one waits" if status == 429 else ""
        return Ruling(LinkVerdict.BLOCKED, rule, _REFUSALS[status] + often)
    if seen.redirects and 200 <= status < 300:
        final = seen.final_url
        if _LOGIN_PATH.search(final) and not _LOGIN_PATH.search(seen.asked):
            return Ruling(LinkVerdict.BLOCKED, "login", f"it leads to a login page, {final}")
    return None


def _soft(seen: Seen) -> Ruling | None:
    page, final = seen.page, seen.final_url
    if page is None:
        return None
    signs = "; ".join(page.signs[:2])
    if page.kind == "parked domain":
        return Ruling(LinkVerdict.SOFT_DEAD, "parked", signs or "the domain is parked")
    if page.kind == "soft 404":
        return Ruling(LinkVerdict.SOFT_DEAD, "soft-404", signs)
    deep = depth(seen.asked) > 0
    if deep and seen.redirects:
        if _ERROR_PATH.search(final.partition("?")[0]) and not _ERROR_PATH.search(seen.asked):
            return Ruling(LinkVerdict.SOFT_DEAD, "soft-404", f"it leads to an error page, {final}")
        if is_front(final) and same_host(seen.asked, final):
            return Ruling(LinkVerdict.SOFT_DEAD, "redirect-to-root",
                          f"it leads to the front page, {final}")  # fmt: skip
    sibling = seen.sibling
    if not deep or sibling is None:
        return None
    if seen.redirects and sibling.final_url == final and sibling.status == seen.answer.status:
        if not same_site(seen.asked, final):
            return Ruling(LinkVerdict.SOFT_DEAD, "redirect-elsewhere",
                          f"every address there leads to {final}")  # fmt: skip
        if depth(final) == 0:
            return Ruling(LinkVerdict.SOFT_DEAD, "redirect-to-root",
                          f"every address there leads to the front page, {final}")  # fmt: skip
    same = is_same_page(page, seen.asked, sibling)
    if same and not page.scripted:
        return Ruling(LinkVerdict.SOFT_DEAD, "soft-404",
                      "an invented address beside it shows the same page")  # fmt: skip
    return None


def _good(seen: Seen) -> Ruling:
    answer = seen.answer
    if answer.status == 200 and answer.complete and not answer.body and not is_file(seen.asked):
        length = answer.headers.get("content-length", "")
        if length in ("", "0") and seen.page is None:
            return Ruling(LinkVerdict.UNKNOWN, "empty", "it answers with nothing")
    moved = [status for status, _ in seen.redirects]
    if moved and all(status in (301, 308) for status in moved):
        final = seen.final_url
        told = f"moved for good to {final}"
        if not same_site(seen.asked, final):
            told += f", on another site ({registrable(host_of(final))})"
        return Ruling(LinkVerdict.MOVED, "moved", told, final)
    return Ruling(LinkVerdict.OK, "ok", "")
