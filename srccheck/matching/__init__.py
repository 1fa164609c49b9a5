"""Entries held against records: field by field, as a whole, and what follows for the source.

:func:`compare` holds each field, :func:`match` adds the probability that both are one work (a
logistic regression, :mod:`~srccheck.matching.model`), :func:`choose` picks among several,
:func:`judge` turns all evidence into verdicts, and :func:`signs` lists what speaks for an
invention.
"""

from srccheck.matching.choose import Choice, choose
from srccheck.matching.compare import compare, match
from srccheck.matching.judge import Judgement, conclude, judge
from srccheck.matching.signs import Sign, likely_invented, signs

__all__ = [
    "Choice",
    "Judgement",
    "Sign",
    "choose",
    "compare",
    "conclude",
    "judge",
    "likely_invented",
    "match",
    "signs",
]
