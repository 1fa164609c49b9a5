"""Laws, cases, treaties and papers of archives, all invented."""

from __future__ import annotations

import re
from random import Random

from train.synthetic.manner import Manner
from train.synthetic.people import person
from train.synthetic.segments import Segment
from train.synthetic.titles import noun
from train.synthetic.words import table, venues

_SLOT = re.compile(r"\{(\w)\}")


def legal(rng: Random, language: str) -> list[Segment]:
    """A reference to a source of law or to an archive."""
    manner = Manner(rng, language, "note")
    pattern = rng.choice(table("law.toml")[language])
    parts = pattern.split("|")
    when = rng.randrange(1450, 1950) if "institution" in pattern else rng.randrange(1950, 2027)

    def value(slot: re.Match[str]) -> str:
        match slot.group(1):
            case "n":
                return str(rng.randrange(10, 2000))
            case "s":
                return str(rng.randrange(1, 99))
            case "y":
                return str(when)
            case "d":
                return manner.date(when, rng.randrange(1, 13), rng.randrange(1, 29))
            case "P":
                return rng.choice(venues("places")[:120])["name"]
            case "F":
                return person(rng, language).last
            case _:
                return noun(rng, language)

    return [
        (label, _SLOT.sub(value, text)) for label, text in zip(parts[::2], parts[1::2], strict=True)
    ]
