"""The rule ``wrong-volume``."""

from __future__ import annotations

from srccheck.rules.contradiction import Contradiction


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
    noun = "volume"
