"""What the commands share that judge documents: a run, with its progress and its links."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from srccheck.config import Settings
from srccheck.model import Dossier, Failure

if TYPE_CHECKING:
    from srccheck.inputs import Source
    from srccheck.linkcheck import Alongside
    from srccheck.lookup import Inquiry
    from srccheck.rules import Rule


@contextlib.contextmanager
def examined(
    given: Iterable[str | Source],
    settings: Settings,
    rules: Sequence[type[Rule]],
    *,
    config: Path | None,
    follow: bool,
    allow_empty: bool = False,
) -> Iterator[Iterator[Dossier | Failure]]:
    """What is known of each document, while progress is shown on standard error.

    Args:
        given: what to read.
        settings: how the run is done.
        rules: the rules to apply.
        config: the configuration file that was asked for; the settings of links are read there.
        follow: follow the links, too.
        allow_empty: a document with nothing to check is no failure.
    """
    from srccheck import pipeline
    from srccheck.cli.progress import Progress

    progress = Progress()
    inquiry = pipeline.inquiry_of(settings)
    alongside = _alongside(settings, config, inquiry) if follow else None
    run = pipeline.run(
        given,
        settings,
        rules=rules,
        progress=progress.looked_up,
        parsed=alongside.add if alongside else None,
        inquiry=inquiry,
    )
    found = _without_empty(progress.shown(run), allow_empty)
    try:
        yield alongside.joined(found) if alongside else found
    finally:
        if inquiry:
            inquiry.close()


def _without_empty(
    results: Iterable[Dossier | Failure], allowed: bool
) -> Iterator[Dossier | Failure]:
    """The results without the failures of documents in which there is nothing to check."""
    from srccheck.pipeline import LOOKED_FOR

    for result in results:
        if not (allowed and isinstance(result, Failure) and result.reason == LOOKED_FOR):
            yield result


def _alongside(settings: Settings, config: Path | None, inquiry: Inquiry | None) -> Alongside:
    """What follows links while sources are looked up."""
    from srccheck import linkcheck
    from srccheck.config import find, section
    from srccheck.links.options import from_table

    path = config or find(Path.cwd())
    wanted = from_table(section(path, "links"), path or Path())
    following = linkcheck.Following(settings, wanted, inquiry=inquiry)
    if not (settings.offline or settings.evidence or wanted.offline):
        following.engine = linkcheck.engine_settings(
            settings, wanted, run_seconds=settings.timeout, archived=following.archived
        )
    return linkcheck.Alongside(following)
