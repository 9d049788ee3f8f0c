// All the evidence for a relation between two: each claim with its sentence, its article and how sure it is.
// $subject = null
// $relation = null  as in the schema, e.g. met_with
// $object = null
MATCH (s:Entity)<-[:SUBJECT]-(p:Proposition)-[:OBJECT]->(o:Entity)
WHERE ($subject IS NULL OR s.name = $subject) AND ($relation IS NULL OR p.relation = $relation)
  AND ($object IS NULL OR o.name = $object)
MATCH (p)<-[:OF]-(c:Claim)-[:IN_SENTENCE]->(sentence:Sentence)<-[:HAS_SENTENCE]-(a:Article)
RETURN p.text AS proposition, c.certainty AS certainty, coalesce(c.source, a.publisher) AS voice, c.confidence AS confidence,
       c.rule AS rule, sentence.text AS sentence, c.start AS begins, c.`end` AS ends, a.title AS title, a.published AS published,
       a.superseded AS superseded
ORDER BY proposition, published, title, begins, c.id
