// Who is in the middle of it: entities by how many others they have a relation to, and in how many articles they occur.
// $limit = 20
MATCH (e:Entity)-[r]-(other:Entity)
WHERE r.proposition IS NOT NULL
WITH e, count(DISTINCT other) AS others, count(DISTINCT r.proposition) AS relations
RETURN e.name AS name, e.entity_type AS type, others, relations, e.articles AS articles
ORDER BY others DESC, relations DESC, name, e.id
LIMIT toInteger($limit)
