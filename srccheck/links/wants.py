"""What is wanted of a page besides its being there: a place, a work."""

from __future__ import annotations

from srccheck.links import fragments, pages
from srccheck.links.drift import drift
from srccheck.links.judge import Ruling
from srccheck.links.model import Expected, LinkVerdict
from srccheck.links.seen import Page, Seen


def with_fragment(ruling: Ruling, fragment: str, tree: pages.Tree | None, seen: Seen) -> Ruling:
    """The ruling on a good page, with a fragment that it may lack."""
    if tree is None or (seen.page and seen.page.scripted):
        return ruling  # scripts may make the place
    lack = fragments.missing(fragment, tree)
    if not lack:
        return ruling
    if not seen.answer.complete:
        return Ruling(
            LinkVerdict.UNKNOWN, "page-not-read-to-its-end", f"as far as it was read, {lack}"
        )
    return Ruling(LinkVerdict.DRIFTED, "missing-anchor", lack)


def with_work(ruling: Ruling, expected: Expected, page: Page) -> Ruling:
    """The ruling on a good page, with a work that it may not show."""
    lack = drift(expected, page)
    return Ruling(LinkVerdict.DRIFTED, "other-content", lack) if lack else ruling
