"""From entries to evidence: which service is asked for what, in which order, and when it is enough.

:func:`look_up` is that for one entry, :class:`Inquiry` for all entries of a run.
"""

from srccheck.lookup.inquiry import Answers, Inquiry
from srccheck.lookup.one import look_up

__all__ = ["Answers", "Inquiry", "look_up"]
