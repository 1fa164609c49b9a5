"""Which links ``--changed-since`` and ``--only-new`` leave to be checked."""

from __future__ import annotations

from srccheck.config import Settings
from srccheck.links.changed import changes_since
from srccheck.links.extract import Found, extract
from srccheck.links.filters import Filters
from srccheck.links.options import LinkOptions
from srccheck.model.links import LinkKind, LinkTarget


class Chosen:
    """Decides for each link whether it is to be checked.

    Links on changed lines are, and links to files that changed or are gone, wherever they stand.
    """

    def __init__(
        self, revision: str, only_new: bool, settings: Settings, options: LinkOptions
    ) -> None:
        self._changes = changes_since(revision)
        self._only_new = only_new
        self._options = options
        self._filters = Filters(options, (), settings.hosts)
        self._before: dict[str, frozenset[LinkTarget]] = {}

    def __call__(self, found: Found) -> bool:
        """Whether to check a link."""
        target, occurrence, _ = found
        kind = target.kind
        if kind in (LinkKind.LOCAL, LinkKind.ANCHOR) and self._changes.touch_file(target.url):
            return True
        if not self._changes.touch(occurrence.file, occurrence.line):
            return False
        return not self._only_new or target not in self._known(occurrence.path)

    def _known(self, path: str) -> frozenset[LinkTarget]:
        """The targets of a file as it was."""
        if path not in self._before:
            from srccheck.errors import InputError
            from srccheck.readers import read_bytes

            data = self._changes.before(path)
            targets: set[LinkTarget] = set()
            if data is not None:
                try:
                    document = read_bytes(data, path)
                except InputError:
                    pass
                else:
                    links = extract(document, document.entries, self._options, self._filters)
                    targets = {target for target, _, _ in links}
            self._before[path] = frozenset(targets)
        return self._before[path]
