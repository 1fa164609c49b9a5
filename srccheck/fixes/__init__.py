"""Fixes: from findings that can be mended to the new bytes of a file, and from these to the file.

:func:`~srccheck.fixes.plan.plan` is pure: it takes a document, the bytes of its file and findings,
and says which bytes would change. :func:`~srccheck.fixes.writing.replace_file` is all that writes.
"""

from srccheck.fixes.model import Change, Left, Plan
from srccheck.fixes.plan import Wanted, any_change, plan

__all__ = ["Change", "Left", "Plan", "Wanted", "any_change", "plan"]
