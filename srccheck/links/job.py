"""One address on its way through the engine, and what is to be done after each answer."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlsplit

from srccheck.links.cookies import Cookies
from srccheck.links.fragments import needs_body
from srccheck.links.model import Expected, LinkTarget, Occurrence
from srccheck.links.seen import Answer, Fault, Seen
from srccheck.links.settings import LinkSettings
from srccheck.links.urls import BadAddressError, is_file, joined

_PASSING = (429, 500, 502, 503, 504, 520, 521, 522, 523, 524)
_REDIRECTS = (301, 302, 303, 307, 308)

Want = tuple[str, Expected | None]
"""What is wanted of a page besides its being there: a fragment, a work."""


@dataclass(slots=True, eq=False)
class Job:
    """One address, whatever is wanted of it, and how far the asking has come.

    ``at`` is the address of the present hop. ``deadline`` counts from the first request.
    """

    url: str
    at: str
    wants: dict[Want, list[Occurrence]] = field(default_factory=dict)
    spelt: str = ""
    """The address as the document has it."""
    late: list[tuple[LinkTarget, Occurrence]] = field(default_factory=list)
    """Fragments and works that came when the page was being asked for less."""
    method: str = "GET"
    attempts: int = 0
    redirects: list[tuple[int, str]] = field(default_factory=list)
    visited: set[tuple[str, str]] = field(default_factory=set)
    cookies: Cookies = field(default_factory=Cookies)
    begun: float = 0.0
    deadline: float = 0.0
    probe_for: list[tuple[Job, Seen]] | None = None
    """For an invented address: the jobs that wait to know what it got."""

    @property
    def lane(self) -> str:
        """The host of the present hop, with its port."""
        return lane_of(self.at)

    def needs_body(self) -> bool:
        """Whether the page must be read further than to see that it is there."""
        return any(needs_body(fragment) or expected for fragment, expected in self.wants)

    def begin(self, now: float, seconds: float) -> None:
        """The first request is about to be made."""
        self.begun, self.deadline = now, now + seconds
        if is_file(self.at) and not self.needs_body():
            self.method = "HEAD"
        self.visited.add((self.at, ""))


class Retry(NamedTuple):
    """Ask the same again, after so many seconds."""

    wait: float


class Continue(NamedTuple):
    """Ask the next hop (or the same one with GET) now."""


class Done(NamedTuple):
    """There is no more to ask: this is what came of it."""

    answer: Answer


Step = Retry | Continue | Done


def after(job: Job, answer: Answer, now: float, settings: LinkSettings) -> Step:
    """What to do after an answer; ``job`` is moved on where it leads on."""
    if (answer.fault and answer.status == 0) or answer.fault is Fault.BROKEN:
        return _after_fault(job, answer, now, settings)
    if job.method == "HEAD" and not _is_conclusive(answer):
        job.method = "GET"
        return Continue()
    if answer.status in _REDIRECTS and answer.headers.get("location"):
        return follow(job, answer, answer.headers["location"], settings)
    if answer.status in _PASSING and job.attempts < settings.retries:
        wait = retry_after(answer.headers.get("retry-after", ""))
        if wait is None:
            wait = settings.backoff_seconds * 2.0**job.attempts
        if wait <= settings.longest_wait and now + wait < job.deadline:
            job.attempts += 1
            return Retry(wait)
    return Done(answer)


def follow(job: Job, answer: Answer, location: str, settings: LinkSettings) -> Step:
    """Go on to where a redirect leads."""

    def stop(fault: Fault, message: str) -> Done:
        return Done(Answer(answer.url, answer.status, answer.headers, fault=fault, message=message))

    try:
        target = joined(job.at, location)
    except BadAddressError as error:
        return stop(Fault.BAD_REDIRECT, str(error))
    job.redirects.append((answer.status if answer.status in _REDIRECTS else 0, target))
    address = target.partition("#")[0]
    place = (address, job.cookies.header(address))
    if place in job.visited:
        return stop(Fault.REDIRECT_LOOP, f"{target} again")
    if len(job.redirects) > settings.max_redirects:
        return stop(Fault.TOO_MANY_REDIRECTS, f"more than {settings.max_redirects}")
    job.visited.add(place)
    job.at = address
    return Continue()


def _after_fault(job: Job, answer: Answer, now: float, settings: LinkSettings) -> Step:
    fault = answer.fault
    if fault is None or not fault.may_pass or job.attempts >= settings.retries:
        return Done(answer)
    once_is_enough = (Fault.NO_SUCH_HOST, Fault.REFUSED)
    if fault in once_is_enough and job.attempts >= 1:
        return Done(answer)
    wait = settings.backoff_seconds * 2.0**job.attempts
    if now + wait + 0.5 > job.deadline:
        return Done(answer)
    job.attempts += 1
    job.method = "GET"  # some servers hang or hang up when asked with HEAD
    return Retry(wait)


def _is_conclusive(answer: Answer) -> bool:
    """Whether an answer to HEAD can be believed: a good one, for a file, that says what it is.

    Redirects lead on with HEAD. Refusals, errors and empty answers may be meant for HEAD alone.
    """
    if answer.status in _REDIRECTS:
        return True
    if not 200 <= answer.status < 300 or answer.media_type in ("", "text/html"):
        return False
    return answer.headers.get("content-length") != "0"


def retry_after(value: str) -> float | None:
    """The seconds that ``Retry-After`` asks for (RFC 9110, section 10.2.3), if it can be read.

    >>> retry_after("3"), retry_after("soon"), retry_after("Wed, 21 Oct 2015 07:28:00 GMT")
    (3.0, None, 0.0)
    """
    value = value.strip()
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    from email.utils import parsedate_to_datetime

    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None


def lane_of(url: str) -> str:
    """Host and port of an address: what shares a limit."""
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
