"""The Cypher that loads a graph into Neo4j. Names in it are those of `layout.py` and of the checked schema, and nothing
else; every value is a parameter: $store, and $rows or $ids."""

from __future__ import annotations

from collections.abc import Iterator

from kg.sinks.layout import LABELS, LINKS, types_of


def constraints() -> Iterator[str]:
    """Constraints and indexes, each made where it is missing.

    Unique is (store, id), for two stores may have read the same article; `id` alone has an index where people look
    nodes up by it.
    """
    for label in LABELS:
        yield f"CREATE CONSTRAINT kg_{label.lower()} IF NOT EXISTS FOR (n:{label}) REQUIRE (n.store, n.id) IS UNIQUE"
    for label, *properties in (
        *((label, "id") for label in ("Entity", "Proposition", "Claim", "Article")),
        ("Entity", "name"),
        ("Proposition", "relation"),
        ("Claim", "certainty", "polarity"),
        ("Article", "published"),
    ):
        columns = ", ".join(f"n.{p}" for p in properties)
        yield f"CREATE INDEX kg_{label.lower()}_{properties[0]} IF NOT EXISTS FOR (n:{label}) ON ({columns})"
    yield "CREATE FULLTEXT INDEX entity_names IF NOT EXISTS FOR (n:Entity) ON EACH [n.name, n.aliases]"


def read_nodes(label: str) -> str:
    """Of each of $ids that is there, what `batches.difference` asks for."""
    types = "|".join(types_of(label))
    link = "[type(k), b.id, CASE WHEN size(keys(k)) > 1 THEN properties(k) END]"
    links = f"[(n)-[k:{types}]-(b) WHERE k.store = $store | {link}]" if types else "[]"
    return f"""UNWIND $ids AS id
MATCH (n:{label} {{store: $store, id: id}})
RETURN id, labels(n), properties(n), {links} AS links"""


def write_nodes(labels: tuple[str, ...], types: tuple[str, ...]) -> str:
    """$rows of `node_row`, all with these labels; `types` are all labels that an entity may have."""
    first, *more = labels
    wrong = [t for t in types if t not in labels] if first == "Entity" else []
    lines = (
        "UNWIND $rows AS row",
        f"MERGE (n:{first} {{store: $store, id: row.id}})",
        "SET n = row.p",
        f"SET n:{':'.join(more)}" if more else "",
        f"REMOVE n:{':'.join(wrong)}" if wrong else "",
        "RETURN count(*) AS found",
    )
    return "\n".join(line for line in lines if line)


def write_links(type_: str) -> str:
    """$rows of `link_row`, all of this type; `found` is how many had both their ends."""
    link = LINKS.get(type_)
    start, end = (link.start, link.end) if link else ("Entity", "Entity")
    key = "" if link else ", proposition: row.key"
    return f"""UNWIND $rows AS row
MATCH (a:{start} {{store: $store, id: row.a}})
MATCH (b:{end} {{store: $store, id: row.b}})
MERGE (a)-[k:{type_} {{store: $store{key}}}]->(b)
SET k = row.p
RETURN count(*) AS found"""


def drop_links(label: str) -> str:
    """$rows of {id, keep: ["TYPE id-of-the-other-end"]}: deletes what these nodes have of ours besides, doubles too."""
    return f"""UNWIND $rows AS row
MATCH (a:{label} {{store: $store, id: row.id}})-[k:{"|".join(types_of(label))}]-(b)
WHERE k.store = $store
WITH row, b, type(k) AS type, collect(k) AS links
UNWIND CASE WHEN type + ' ' + b.id IN row.keep THEN links[1..] ELSE links END AS link
DELETE link"""


def find_nodes(label: str) -> str:
    """All ids this store has in the database under a label."""
    return f"MATCH (n:{label}) WHERE n.store = $store AND n.id IS NOT NULL RETURN n.id AS id"


def drop_nodes(label: str) -> str:
    """$ids of nodes of this store, deleted with all their relationships."""
    return f"UNWIND $ids AS id MATCH (n:{label} {{store: $store, id: id}}) DETACH DELETE n"


FIND_EDGES = """MATCH (a:Entity)-[k]->(b:Entity)
WHERE a.store = $store AND a.id IS NOT NULL AND k.store = $store
RETURN elementId(k) AS element, type(k) AS type, a.id AS a, b.id AS b, properties(k) AS p"""
DROP_EDGES = "UNWIND $ids AS id MATCH ()-[k]->() WHERE elementId(k) = id DELETE k"


def find_foreign(types: tuple[str, ...]) -> str:
    """How many nodes under our labels are not ours, and under which of them."""
    return f"""MATCH (n:{"|".join([*LABELS, *types])}) WHERE n.store IS NULL
WITH n, [label IN labels(n) WHERE label IN $labels] AS labels
UNWIND labels AS label
RETURN count(DISTINCT n) AS nodes, collect(DISTINCT label) AS labels"""
