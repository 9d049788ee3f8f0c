"""What all tests share: no network but loopback, and one real Neo4j server for the whole run."""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import neo4j
import pytest

from kg.sinks.neo4j import Server

ROOT = Path(__file__).parent.parent
LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(scope="session", autouse=True)
def only_loopback() -> Iterator[None]:
    """No test reaches the network; one that tries fails with the address it wanted."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise PermissionError(f"a test tried to reach {address[0]}:{address[1]}")
        connect(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(scope="session", autouse=True)
def own_data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A knowledge file of whoever runs the tests must not link what is in them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A Neo4j Community server that scripts/neo4j starts, on free ports, with a password; the first run fetches it."""
    folder = tmp_path_factory.mktemp("neo4j")
    password = secrets.token_urlsafe(12)
    bolt, http = _free_ports(2)
    environment = os.environ | {"NEO4J_PASSWORD": password}
    start = [ROOT / "scripts/neo4j", "start", folder, str(bolt), str(http)]
    started = subprocess.run(start, env=environment, capture_output=True, text=True)
    if started.returncode:
        pytest.fail(f"scripts/neo4j could not start a server, which these tests need:\n{started.stderr}", pytrace=False)
    yield Server(f"bolt://127.0.0.1:{bolt}", "neo4j", password)
    subprocess.run([ROOT / "scripts/neo4j", "stop", folder], check=True, capture_output=True)


@pytest.fixture
def empty_neo4j(neo4j_server: Server) -> Server:
    """The server, with no nodes in it; constraints and indexes stay, for making them takes seconds."""
    auth = (neo4j_server.user or "", neo4j_server.password or "")
    with neo4j.GraphDatabase.driver(neo4j_server.uri, auth=auth) as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n")
    return neo4j_server


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [s.getsockname()[1] for s in sockets]
    for s in sockets:
        s.close()
    return ports


from tests.fixtures import *  # noqa: E402, F403  what the tests of the core share
