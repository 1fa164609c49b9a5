"""The official client as it is used here: verified TLS, bounded time, failures in our words."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Iterator, Mapping
from typing import Any

import opensearchpy
from opensearchpy import exceptions as failures

from srccheck.errors import InputError
from srccheck.index.cluster.address import HOST, Address, credentials
from srccheck.model.evidence import Outcome

VERSION = "cluster/1"
ASKING, LOADING = 10, 120
"""Seconds for one answer."""
RETRIES = 5
"""Times that a request of a loading is sent again which got no answer, or 429; a question once."""
AT_ONCE = 32
"""Connections that are kept open."""
_UNREADABLE = (KeyError, TypeError, ValueError, IndexError, AttributeError, RecursionError)

# Without a handler its warnings, with tracebacks, would stand between ours.
logging.getLogger("opensearch").addHandler(logging.NullHandler())


class ClusterError(InputError):
    """A cluster did not answer, or not as an index of srccheck does; ``outcome`` says how."""

    def __init__(self, cause: str, outcome: Outcome = Outcome.FAILED, *, remedy: str = "") -> None:
        super().__init__(cause, remedy=remedy)
        self.outcome = outcome


def connect(where: Address, *, loading: bool = False) -> Any:
    """A client of a cluster, for questions or for loading; nothing is sent yet.

    Raises:
        UsageError: credentials would be sent without TLS.
    """
    known = credentials(where)
    how: dict[str, Any] = {"http_auth": known} if isinstance(known, tuple) else {}
    if isinstance(known, str):
        how["headers"] = {"Authorization": f"ApiKey {known}"}
    if where.secure:
        how["verify_certs"] = True
    return opensearchpy.OpenSearch(
        [{"host": where.host, "port": where.port, "url_prefix": where.prefix}],
        use_ssl=where.secure,
        timeout=LOADING if loading else ASKING,
        max_retries=RETRIES if loading else 1,
        retry_on_timeout=loading,
        pool_maxsize=AT_ONCE,
        **how,
    )


@contextlib.contextmanager
def answers(where: Address) -> Iterator[None]:
    """What fails within is told as a failure of the cluster.

    Raises:
        ClusterError: it did not answer, or not in its own format.
    """
    try:
        yield
    except failures.ConnectionTimeout:
        cause = f"{where.host} did not answer in time"
        raise ClusterError(cause, Outcome.TIMED_OUT) from None
    except failures.SSLError:
        raise ClusterError(f"{where.host} has no certificate that can be trusted") from None
    except failures.ConnectionError:
        raise ClusterError(f"no connection to {where.host}:{where.port}") from None
    except failures.TransportError as error:
        raise _refusal(where, error) from None
    except (failures.OpenSearchException, *_UNREADABLE) as error:
        what = type(error).__name__
        raise ClusterError(f"{where.host} gave an answer that cannot be read ({what})") from None


def _refusal(where: Address, error: failures.TransportError) -> ClusterError:
    status = error.status_code
    said = f"{where.host} answered {status} ({str(error.error)[:100]})"
    if status in (401, 403):
        remedy = f"name it in {HOST}, beside its credentials"
        return ClusterError(said, Outcome.BLOCKED, remedy=remedy)
    if status == 429:
        return ClusterError(said, Outcome.RATE_LIMITED)
    if status == 404:
        remedy = f"load it with srccheck index load {where} DUMP..."
        return ClusterError(f"{where.host} has no index {where.name}", remedy=remedy)
    return ClusterError(said)


def manifest(client: Any, where: Address) -> tuple[str, Mapping[str, Any]]:
    """The index that has the name now, and what it says of itself.

    Raises:
        ClusterError: there is none, it is not of srccheck, or the cluster does not answer.
    """
    with answers(where):
        found = client.indices.get_mapping(index=where.name)
        names, said = list(found), [one["mappings"].get("_meta", {}) for one in found.values()]
        known = len(said) == 1 and said[0].get("srccheck") == VERSION and "built" in said[0]
    if not known:
        remedy = "load another name with srccheck index load"
        raise ClusterError(f"{where.name} at {where.host} is no index of srccheck", remedy=remedy)
    return names[0], said[0]
