"""The rule ``wrong-volume``."""

from __future__ import annotations

from srccheck.messages import _
from srccheck.model import Field
from srccheck.model.match import FieldMatch
from srccheck.rules.contradiction import Contradiction
from srccheck.rules.judged import Judged


class WrongVolume(Contradiction):
    """A volume that is not the one in which the work appeared.

    What it does
    Reports a volume that differs in every record of the cited work. Volumes that are counted in
    another way (19/22 for 19/2022, Roman numerals) agree.

    Why it matters
    A reader who looks in that volume finds something else.

    Example:
    ``vol. 86`` of an article that stands in volume 87
    """

    name = "wrong-volume"
    fields = ("volume",)
    noun = _("volume")

    def is_certain(self, source: Judged, field: Field, held: FieldMatch) -> bool:  # noqa: ARG002
        """A number that differs can be taken from the record."""
        return held.found.strip().isalnum()
