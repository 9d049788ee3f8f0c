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


def _type_seen_from(owner: str, label: str) -> str:
    """The type of a relationship k to a node b, marked where it runs the wrong way or to a node that isn't this store's."""
    out = [type_ for type_ in types_of(label) if LINKS[type_].start == label]
    return f"type(k) + CASE WHEN (startNode(k) = {owner}) = (type(k) IN {out}) AND b.store = $store THEN '' ELSE ' astray' END"


def read_nodes(label: str) -> str:
    """Of each of $ids that is there, what `batches.difference` asks for."""
    types = "|".join(types_of(label))
    link = f"[{_type_seen_from('n', label)}, b.id, CASE WHEN size(keys(k)) > 1 THEN properties(k) END]"
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
WITH row, b, {_type_seen_from("a", label)} AS type, collect(k) AS links
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
COUNT_LABELS = """MATCH (n) WHERE n.store = $store UNWIND labels(n) AS label
WITH label WHERE label IN $labels
RETURN label AS name, count(*) AS count"""
COUNT_TYPES = "MATCH ()-[k]->() WHERE k.store = $store RETURN type(k) AS name, count(*) AS count"
# nodes that carry the store's id, but no id of their own or no label of ours ($labels)
FIND_STRANGERS = """MATCH (n) WHERE n.store = $store AND (n.id IS NULL OR none(label IN labels(n) WHERE label IN $labels))
RETURN coalesce(toString(n.id), elementId(n)) AS id, labels(n) AS labels"""
# relationships that carry the store's id and run otherwise than $ends ({type: [label, label]}) says, or not between nodes of the store
FIND_ASTRAY = """MATCH (a)-[k]->(b) WHERE k.store = $store
WITH a, k, b, $ends[type(k)] AS ends
WHERE ends IS NULL OR NOT coalesce(a.store = $store AND b.store = $store, false) OR NOT (ends[0] IN labels(a) AND ends[1] IN labels(b))
RETURN type(k) AS type, coalesce(k.proposition, '') AS proposition, ends,
       [labels(a)[0], coalesce(toString(a.id), elementId(a))] AS a, [labels(b)[0], coalesce(toString(b.id), elementId(b))] AS b"""
DROP_EDGES = "UNWIND $ids AS id MATCH ()-[k]->() WHERE elementId(k) = id DELETE k"


def find_foreign(types: tuple[str, ...]) -> str:
    """How many nodes under our labels are not ours, and under which of them."""
    return f"""MATCH (n:{"|".join([*LABELS, *types])}) WHERE n.store IS NULL
WITH n, [label IN labels(n) WHERE label IN $labels] AS labels
UNWIND labels AS label
RETURN count(DISTINCT n) AS nodes, collect(DISTINCT label) AS labels"""
