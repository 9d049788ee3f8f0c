"""A Neo4j server and sessions with it; whatever the driver raises comes out as one SinkError with the way out."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from kg.errors import SinkError
from kg.sinks.neo4j.errors import NO_ADDRESS, OLDEST, reason

ADDRESS = re.compile(r"(bolt|neo4j)(\+s|\+ssc)?://[^/?#\s]+/?")


@dataclass(frozen=True, slots=True)
class Server:
    """Where a Neo4j is and who asks: `bolt://` or `neo4j://`, with `+s` or `+ssc` too.

    Without a user nobody logs in; without a database the server's default one is meant.
    """

    uri: str
    user: str | None = None
    password: str | None = None
    database: str | None = None

    def __repr__(self) -> str:
        return f"Server({self.uri!r}, user={self.user!r}, database={self.database!r})"


@contextlib.contextmanager
def open_session(server: Server, access: str) -> Iterator[neo4j.Session]:
    """A session with a server that answers, lets us in and isn't too old; the driver's errors come out as SinkError."""
    with _driver(server) as driver:
        _refuse_old(server, driver.get_server_info().agent)
        try:
            with driver.session(database=server.database, default_access_mode=access) as session:
                yield session
        except (DriverError, Neo4jError, OSError) as e:
            raise SinkError(f"{server.uri}: {reason(e, server.database, connected=True)}") from e


def _driver(server: Server) -> neo4j.Driver:
    """A driver that has reached its server."""
    if "@" in server.uri:
        raise SinkError("a user or password has no place in the address. Set NEO4J_USERNAME and NEO4J_PASSWORD instead")
    if not ADDRESS.fullmatch(server.uri):
        raise SinkError(f"{server.uri}: {NO_ADDRESS}")
    auth = (server.user, server.password or "") if server.user else None
    with contextlib.ExitStack() as stack:
        try:
            driver = neo4j.GraphDatabase.driver(server.uri, auth=auth, notifications_min_severity="OFF")
            stack.callback(driver.close)
            driver.verify_connectivity()
        except (DriverError, Neo4jError, OSError, ValueError) as e:
            raise SinkError(f"{server.uri}: {reason(e, server.database, connected=False)}") from e
        stack.pop_all()
    return driver


def _refuse_old(server: Server, agent: str) -> None:
    """`agent` is such as Neo4j/5.26.30."""
    version = agent.partition("/")[2].split(".")
    if version[0].isdigit() and int(version[0]) < OLDEST:
        raise SinkError(f"{server.uri}: {agent} is too old. kg needs Neo4j {OLDEST}, and is tested with 5.26")


def run(session: neo4j.Session, text: str, **parameters: Any) -> list[neo4j.Record]:
    """All records of one statement, in a transaction of its own that is tried again where the server says so."""
    return session.execute_write(lambda tx: list(tx.run(text, parameters)))
