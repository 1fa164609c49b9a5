"""The misbehaving web, under as many host names as it has ways."""

from __future__ import annotations

import datetime
import ssl
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

sys.path.insert(0, str(Path(__file__).parent / "web"))

from naming import Names
from server import Running, Web
from ways import handle

from srccheck.links.engine import check_links
from srccheck.links.model import LinkCheck, LinkTarget, Occurrence
from srccheck.links.settings import LinkSettings
from srccheck.model.text import Span
from srccheck.resolvers.pages import read_page

PAST = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return path


@pytest.fixture(scope="session")
def certificates(authority: trustme.CA) -> dict[str, ssl.SSLContext]:
    """Contexts by the first label of the host they are for."""
    stranger = trustme.CA()
    made = {
        "tls-good": authority.issue_cert("tls-good.test"),
        "tls-expired": authority.issue_cert("tls-expired.test", not_after=PAST),
        "tls-wrong-host": authority.issue_cert("quite-another.test"),
        "tls-untrusted": stranger.issue_cert("tls-untrusted.test"),
    }
    contexts = {}
    for name, certificate in made.items():
        contexts[name] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(contexts[name])
    contexts["tls-self-signed"] = _self_signed()
    contexts["tls-client"] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("tls-client.test").configure_cert(contexts["tls-client"])
    authority.configure_trust(contexts["tls-client"])
    contexts["tls-client"].verify_mode = ssl.CERT_REQUIRED
    return contexts


def _self_signed() -> ssl.SSLContext:
    """A certificate that is its own authority."""
    own = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    with own.private_key_pem.tempfile() as key, own.cert_pem.tempfile() as certificate:
        context.load_cert_chain(certificate, key)
    return context


@pytest.fixture
def web(certificates: dict[str, ssl.SSLContext]) -> Iterator[Web]:
    with Running(Web(handle, certificates=certificates)) as web:
        yield web


@pytest.fixture
def names(web: Web) -> Names:
    return Names(web)


@pytest.fixture
def settings(names: Names, ca_file: Path) -> LinkSettings:
    return settings_for(names, ca_file)


def settings_for(names: Names, ca_file: Path) -> LinkSettings:
    """Everything as by default, but for times that fit a test."""
    return LinkSettings(
        link_seconds=3.0,
        attempt_seconds=1.6,
        body_seconds=0.6,
        backoff_seconds=0.02,
        longest_wait=2.0,
        ca_file=ca_file,
        proxies={},
        read_page=read_page,
        resolve=names,
        is_public=lambda ip: ip in ("127.0.0.1", "::1"),
    )


@pytest.fixture(scope="module")
def verdicts(
    request: pytest.FixtureRequest, certificates: dict[str, ssl.SSLContext], ca_file: Path
) -> dict[str, LinkCheck]:
    """The checks of ``CASES`` of a module, by name, made in one run."""
    cases = request.module.CASES
    where = Occurrence("paper.md", 3, 7, Span(40, 60))
    with Running(Web(handle, certificates=certificates)) as web:
        links = [(LinkTarget.of(url), where) for url, *_ in cases.values()]
        run = check_links(links, settings_for(Names(web), ca_file))
        found = {str(check.target): check for check in run}
    return {name: found[url] for name, (url, *_) in cases.items()}
