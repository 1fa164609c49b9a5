"""A local index of bibliographic dumps: works by identifier, by fields and by raw string, offline.

:func:`~srccheck.index.building.build` makes one folder from the dumps that Crossref, OpenAlex,
DataCite and others publish; :func:`open_index` opens it for reading, from as many threads and
processes as there are; :class:`~srccheck.index.resolver.LocalIndex` is the resolver that asks it.
:mod:`srccheck.index.cluster` keeps the same works in an OpenSearch cluster, for many users.
Needs the extra ``srccheck[index]``, which nothing else of srccheck imports.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from srccheck.errors import UsageError

try:
    import orjson  # noqa: F401
    import tantivy  # noqa: F401
    import zstandard  # noqa: F401
except ImportError as error:
    raise UsageError(
        f"an index needs {error.name}, which is not installed",
        remedy="pip install 'srccheck[index]'",
    ) from error

from srccheck.config import CLUSTERS

if TYPE_CHECKING:
    from srccheck.index.works import Works


def open_index(place: Path | str) -> Works:
    """The index in a folder, open for reading; what is built meanwhile is not seen.

    The same folder may be opened by many processes: its files are mapped into memory once. An index
    that is sent to another process opens the folder anew there. With an address such as
    ``opensearch+https://search.example:9200/works`` it is the index in a cluster, which is asked
    only when something is looked for.

    Raises:
        InputError: there is none, it is damaged, or of another version.
        UsageError: the address is none, or the extra that it needs is not installed.
    """
    if isinstance(place, str) and place.startswith(CLUSTERS):
        from srccheck.index.cluster.searching import Cluster

        return Cluster(place)
    from srccheck.index.searching import Index

    return Index(Path(place))


__all__ = ["open_index"]
