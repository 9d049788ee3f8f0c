// How two are connected: paths of up to three relations with enough independent support that nobody disputes, shortest first.
// $from = null  the name of the one; must be given
// $to = null  the name of the other; must be given
// $support = 1
MATCH (a:Entity) WHERE a.name = $from OR $from IN a.aliases
MATCH (b:Entity) WHERE b.name = $to OR $to IN b.aliases
CALL (a, b) {
  MATCH path = (a)-[]-(b) RETURN path
  UNION
  MATCH path = (a)-[]-(:Entity)-[]-(b) RETURN path
  UNION
  MATCH path = (a)-[]-(:Entity)-[]-(:Entity)-[]-(b) RETURN path
}
WITH path
WHERE all(r IN relationships(path) WHERE r.support >= $support AND r.status <> 'disputed')
RETURN length(path) AS steps, [n IN nodes(path) | n.name] AS via, [r IN relationships(path) | type(r)] AS relations
ORDER BY steps, via, relations
LIMIT 20
