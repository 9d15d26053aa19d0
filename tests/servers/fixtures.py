"""Which servers may a test ask for by name?

`smtp_server`, `imap_server` (each test runs with pymap and with Dovecot), `dovecot_server`, `smtp_sink`, `dns_server`,
`postgres_url`, `empty_postgres_url`, `certificate`.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from mailer.store.database import open_store
from tests.servers import nursery
from tests.servers.certificates import Certificate, self_signed
from tests.servers.dns import DnsServer, name_server
from tests.servers.imap import Dovecot, ImapServer, dovecot, pymap
from tests.servers.postgres import PostgresServer, postgres
from tests.servers.sink import SmtpSink, sink
from tests.servers.smtp import SmtpServer, smtp


@pytest.fixture(scope="session", autouse=True)
def _nursery() -> Iterator[None]:
    """What was started to fork processes from ends with the tests."""
    yield
    nursery.close()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Self-signed, for 127.0.0.1 and localhost."""
    folder: Path = tmp_path_factory.mktemp("certificate")
    return self_signed(folder)


@pytest.fixture
def smtp_server() -> Iterator[SmtpServer]:
    """Plain SMTP that accepts everything until told otherwise; for TLS and AUTH use `tests.servers.smtp.smtp`."""
    with smtp() as server:
        yield server


@pytest.fixture(params=["pymap", "dovecot"])
def imap_server(request: pytest.FixtureRequest) -> Iterator[ImapServer]:
    """An empty mailbox; the test runs once with each server."""
    with pymap() if request.param == "pymap" else dovecot() as server:
        yield server


@pytest.fixture
def dovecot_server() -> Iterator[Dovecot]:
    """An empty mailbox at Dovecot."""
    with dovecot() as server:
        yield server


@pytest.fixture
def smtp_sink() -> Iterator[SmtpSink]:
    """A server that takes everything fast and writes each mail to a file."""
    with sink() as server:
        yield server


@pytest.fixture
def dns_server() -> Iterator[DnsServer]:
    """A name server that knows no name yet."""
    with name_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """One PostgreSQL per test process."""
    with postgres() as server:
        yield server


@pytest.fixture
def empty_postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A fresh database without any table, as an SQLAlchemy URL."""
    with postgres_server.database() as url:
        yield url


@pytest.fixture(scope="session")
def blank_postgres(postgres_server: PostgresServer) -> Iterator[str]:
    """The name of a database that was brought to our schema in the usual way, and holds nothing."""
    with postgres_server.database() as url:
        open_store(url, Path()).close()
        yield url.rpartition("/")[2]


@pytest.fixture
def postgres_url(postgres_server: PostgresServer, blank_postgres: str) -> Iterator[str]:
    """A fresh database with our tables, as an SQLAlchemy URL."""
    with postgres_server.database(like=blank_postgres) as url:
        yield url
