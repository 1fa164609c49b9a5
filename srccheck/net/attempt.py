"""One attempt at an address, and what its end means."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import requests
from urllib3.exceptions import NameResolutionError

from srccheck.model.evidence import Outcome
from srccheck.net.addresses import ForbiddenAddressError
from srccheck.net.exchange import Exchange, kept_headers, without_secrets
from srccheck.net.session import until
from srccheck.net.transport import BodyTooLarge, DeadlinePassed

RETRIED = frozenset({429, 500, 502, 503, 504})
BLOCKED = frozenset({401, 402, 403, 407, 451, 999})
GONE = frozenset({404, 410})


def attempt(
    session: requests.Session, url: str, headers: dict[str, str], service: str, deadline: float
) -> Exchange:
    """Ask once, with redirects, and say how it ended.

    ``deadline`` is in monotonic seconds. Nothing that the network does is an exception.
    """
    now = datetime.datetime.now(datetime.UTC)
    shown = without_secrets(url)
    try:
        with until(deadline):
            response = session.get(url, headers=headers)
    except (requests.exceptions.RequestException, OSError, ValueError) as error:
        outcome, message = _failure(error)
        return Exchange(service, shown, outcome, now, message=message)
    return Exchange(
        service=service,
        url=shown,
        outcome=outcome_of(response.status_code),
        time=_time_of(response, now),
        status=response.status_code,
        final_url=without_secrets(response.url),
        redirects=tuple((hop.status_code, without_secrets(hop.url)) for hop in response.history),
        headers=kept_headers(response.headers),
        body=response.content,
        message=""
        if response.ok
        else f"HTTP {response.status_code} {response.reason or ''}".strip(),
        cached=bool(getattr(response, "from_cache", False)),
    )


def outcome_of(status: int) -> Outcome:
    """What a status code says by itself.

    202 is an answer that is not there yet (RFC 9110, 15.3.3): asked again later it may differ, so
    it is a failure to answer and not a find.
    """
    if status in GONE:
        return Outcome.NOT_FOUND
    if status in BLOCKED:
        return Outcome.BLOCKED
    if status == 429:
        return Outcome.RATE_LIMITED
    if 200 <= status < 300 and status != 202:
        return Outcome.FOUND
    return Outcome.FAILED


def may_pass(answer: Exchange) -> bool:
    """Whether the same question may be answered a moment later."""
    if answer.status:
        return answer.status in RETRIED
    return answer.outcome in (Outcome.FAILED, Outcome.TIMED_OUT)


def _time_of(response: requests.Response, now: datetime.datetime) -> datetime.datetime:
    created = getattr(response, "created_at", None)
    if not isinstance(created, datetime.datetime) or not getattr(response, "from_cache", False):
        return now
    return created if created.tzinfo else created.replace(tzinfo=datetime.UTC)


def _failure(error: BaseException) -> tuple[Outcome, str]:
    for cause in _causes(error):
        if isinstance(cause, ForbiddenAddressError):
            return Outcome.SKIPPED, str(cause)
        if isinstance(cause, BodyTooLarge):
            return Outcome.FAILED, str(cause)
    if isinstance(error, requests.exceptions.TooManyRedirects):
        return Outcome.FAILED, str(error)
    if isinstance(error, DeadlinePassed | requests.exceptions.Timeout | TimeoutError):
        return Outcome.TIMED_OUT, str(error)
    return Outcome.FAILED, _plain(error)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An exception and all that led to it, those wrapped as arguments included."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        cause = waiting.pop(0)
        if id(cause) in seen:
            continue
        seen.add(id(cause))
        yield cause
        linked = (cause.__cause__, cause.__context__, getattr(cause, "reason", None), *cause.args)
        waiting.extend(link for link in linked if isinstance(link, BaseException))


def _plain(error: BaseException) -> str:
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, NameResolutionError):
            return f"the name {cause.conn.host} could not be resolved"
    innermost = causes[-1]
    return f"{type(innermost).__name__}: {innermost}"[:300]
