"""Citations in running text, and what they say of the reference list they point to.

Author-date citations are those of *The Chicago Manual of Style* (17th edition, 15.20 to 15.31),
the APA's *Publication Manual* (7th edition, 8.10 to 8.22), ISO 690:2021 (annex A) and of the
reviews of the humanities in six languages; alphabetic labels are those of BibTeX's ``alpha``.
"""

from srccheck.notes.citations.comparing import Comparison, compare
from srccheck.notes.citations.finding import find_citations

__all__ = ["Comparison", "compare", "find_citations"]
