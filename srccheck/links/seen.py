"""What was seen of one address: all that a verdict rests on."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field


class Fault(enum.Enum):
    """Why no answer came; the value names it in rules and reports."""

    NO_SUCH_HOST = "no-such-host"
    NAME_SERVERS = "name-servers-failed"
    PRIVATE = "private-address"
    REFUSED = "connection-refused"
    UNREACHABLE = "unreachable"
    RESET = "connection-reset"
    TIMED_OUT = "timed-out"
    BROKEN = "broken-answer"
    BOMB = "decompression-bomb"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    REDIRECT_LOOP = "redirect-loop"
    BAD_REDIRECT = "bad-redirect"
    BAD_ADDRESS = "bad-address"
    CERTIFICATE_EXPIRED = "certificate-expired"
    CERTIFICATE_NOT_YET = "certificate-not-yet-valid"
    CERTIFICATE_HOST = "certificate-wrong-host"
    CERTIFICATE_SELF_SIGNED = "certificate-self-signed"
    CERTIFICATE_UNTRUSTED = "certificate-untrusted"
    TLS = "tls-failed"

    @property
    def may_pass(self) -> bool:
        """Whether asking again may help."""
        return self in _PASSING

    @property
    def is_of_host(self) -> bool:
        """Whether the same would happen to every address of the host."""
        return self in _OF_HOST


_PASSING = frozenset({Fault.NO_SUCH_HOST, Fault.NAME_SERVERS, Fault.REFUSED, Fault.RESET,
                      Fault.UNREACHABLE, Fault.TIMED_OUT, Fault.BROKEN})  # fmt: skip
_OF_HOST = frozenset({Fault.NO_SUCH_HOST, Fault.NAME_SERVERS, Fault.REFUSED, Fault.UNREACHABLE,
                      Fault.TIMED_OUT, Fault.RESET, Fault.TLS, Fault.CERTIFICATE_EXPIRED,
                      Fault.CERTIFICATE_NOT_YET, Fault.CERTIFICATE_HOST,
                      Fault.CERTIFICATE_SELF_SIGNED, Fault.CERTIFICATE_UNTRUSTED})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back from one request; ``fault`` says why nothing (or not all) did.

    ``complete`` says whether the whole body was read: it is not where it was too long or slow.
    """

    url: str
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    complete: bool = True
    fault: Fault | None = None
    message: str = ""

    @property
    def media_type(self) -> str:
        """The media type, in lower case and without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True, slots=True)
class Page:
    """What a body shows: its kind in the words of the page reader, and the signs of it.

    ``words`` counts the words of its text, up to some thousands.
    """

    kind: str = "page"
    signs: tuple[str, ...] = ()
    title: str = ""
    text: str = ""
    words: int = 0
    refresh: str = ""
    scripted: bool = False
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    """What the page states of the work on it, where that was asked for."""


@dataclass(frozen=True, slots=True)
class Sibling:
    """What an invented address beside the page's got."""

    url: str
    status: int = 0
    final_url: str = ""
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """All that was seen of one address.

    ``redirects`` are pairs of status and address led to; a meta refresh has the status 0.
    """

    asked: str
    answer: Answer
    redirects: tuple[tuple[int, str], ...] = ()
    page: Page | None = None
    sibling: Sibling | None = None
    attempts: int = 1

    @property
    def final_url(self) -> str:
        """Where the answer came from."""
        return self.redirects[-1][1] if self.redirects else self.asked
