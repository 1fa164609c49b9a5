"""What can be said of a source, in four questions kept apart."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Verdict(enum.Enum):
    """The answer to one question about a source.

    An outage, a refusal or a missing network is always ``INCONCLUSIVE``.
    """

    VERIFIED = "verified"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not found"
    INCONCLUSIVE = "inconclusive"


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The verdicts on one entry.

    ``identity``: does the work exist? ``accuracy``: is what is cited what was published?
    ``status``: does it still stand (not retracted)? ``reachability``: can it be read where the
    reference says? ``reason`` says what the verdicts rest on, or what was not reached.
    """

    entry: str
    identity: Verdict = Verdict.INCONCLUSIVE
    accuracy: Verdict = Verdict.INCONCLUSIVE
    status: Verdict = Verdict.INCONCLUSIVE
    reachability: Verdict = Verdict.INCONCLUSIVE
    reason: str = ""
