"""From what was seen of an address to the checks of all that was wanted of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from srccheck.links import fragments, pages, stored
from srccheck.links.job import Job
from srccheck.links.judge import Ruling, judge
from srccheck.links.model import LinkCheck, LinkTarget, LinkVerdict, Occurrence
from srccheck.links.seen import Seen
from srccheck.links.wants import with_fragment, with_work

Conclusion = tuple[str, LinkCheck, list[Occurrence]]
"""What a check is filed under, the check, and the places that it is about."""


def conclusions(
    job: Job,
    seen: Seen,
    took: float,
    details: Mapping[str, str],
    ruling: Ruling | None = None,
    *,
    look_for_fragments: bool = True,
) -> Iterator[Conclusion]:
    """The checks of an address: one for each fragment and work that was wanted of it."""
    ruling = ruling or judge(seen)
    answer = seen.answer
    tree: pages.Tree | None = None
    for (fragment, expected), occurrences in job.wants.items():
        own = ruling
        if ruling.verdict in (LinkVerdict.OK, LinkVerdict.MOVED):
            if fragments.needs_body(fragment) and look_for_fragments and seen.page:
                tree = pages.parse(answer.body, answer.headers) if tree is None else tree
                own = with_fragment(own, fragment, tree, seen)
            if expected and seen.page:
                own = with_work(own, expected, seen.page)
        suggestion = own.suggestion
        if suggestion and fragment and "#" not in suggestion:
            suggestion = f"{suggestion}#{fragment}"  # as browsers do (RFC 9110, 10.2.2)
        target = LinkTarget(job.spelt, fragment)
        check = LinkCheck(
            target,
            own.verdict,
            answer.status,
            own.reason,
            own.rule,
            seen.final_url,
            seen.redirects,
            suggestion,
            elapsed=took,
            details=details,
        )
        yield stored.key_of(target, expected), check, occurrences
