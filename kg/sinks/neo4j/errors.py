"""Why Neo4j refuses, in one line with the way out. Reads an error's code and words, so it needs no driver."""

from __future__ import annotations

OLDEST = 5  # major version; composite uniqueness and label disjunction came with it

AWAY = "no Neo4j answers there. Is the address right and the server up? Without Docker: scripts/neo4j start FOLDER"
GONE = "the server went away. What was written stays; run the same command again to finish"
NO_ADDRESS = "no address of a Neo4j. Give it as bolt://HOST:PORT or neo4j://HOST:PORT"
LOGIN = "the user or password is wrong, or none was given. Set NEO4J_USERNAME and NEO4J_PASSWORD"
READ_ONLY = "the database is read-only, or the user may not write to it. Ask its keeper for the right to write"
READS = "a query only reads here. What changes a graph are kg build, judge and retract, and then kg load"
BUSY = "the server has too little memory for such a batch. Try a smaller one: --batch 200"

BY_CODE = {
    "Neo.ClientError.Security.Unauthorized": LOGIN,
    "Neo.ClientError.Security.CredentialsExpired": "the password has expired: log in to Neo4j Browser and change it",
    "Neo.ClientError.Security.AuthenticationRateLimit": "too many wrong logins; wait a few seconds and try again",
    "Neo.ClientError.Security.Forbidden": READ_ONLY,
    "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase": READ_ONLY,
    "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase": READ_ONLY,
    "Neo.ClientError.Statement.AccessMode": READS,
    "Neo.TransientError.General.MemoryPoolOutOfMemoryError": BUSY,
    "Neo.TransientError.General.OutOfMemoryError": BUSY,
    "Neo.ClientError.Transaction.TransactionTimedOut": "it took too long, and the server stopped it",
}
BY_CLASS = {
    "AuthConfigurationError": LOGIN,
    "ConfigurationError": NO_ADDRESS,
    "UnsupportedServerProduct": f"what answers there is no Neo4j {OLDEST} or later",
}
UNREACHABLE = ("ServiceUnavailable", "SessionExpired", "ConnectionError", "IncompleteCommit", "OSError", "ValueError")


def reason(error: Exception, database: str | None, *, connected: bool) -> str:
    """The reason and the way out. `connected`: did the server answer before the error came?"""
    code = str(getattr(error, "code", None) or "")
    if code == "Neo.ClientError.Database.DatabaseNotFound":
        return f"there is no database '{database}'. Neo4j Community has one, 'neo4j'; SHOW DATABASES lists them"
    if code in BY_CODE:
        return BY_CODE[code]
    names = [kind.__name__ for kind in type(error).__mro__]
    if any(name in UNREACHABLE for name in names):
        return GONE if connected else AWAY
    for name in names:
        if name in BY_CLASS:
            return BY_CLASS[name]
    words = str(getattr(error, "message", None) or error).strip()
    return words.splitlines()[0] if words else type(error).__name__
