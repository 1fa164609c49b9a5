"""The same index in an OpenSearch cluster, for many users and more works than one machine holds.

:func:`~srccheck.index.cluster.loading.load` fills it from the dumps;
:class:`~srccheck.index.cluster.resolver.ClusterIndex` is the resolver that asks it. Both speak
through the official client, ``opensearch-py``, which opens its own connections: they go to the one
address that the user names, never to one that a document names.
Needs the extra ``srccheck[opensearch]``.
"""

from __future__ import annotations

from srccheck.errors import UsageError

try:
    import opensearchpy  # noqa: F401
except ImportError as error:
    raise UsageError(
        f"an index in a cluster needs {error.name}, which is not installed",
        remedy="pip install 'srccheck[opensearch]'",
    ) from error
