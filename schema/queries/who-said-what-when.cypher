// Who said what, when: everything a source is said to have claimed, denied, planned or expected, oldest first.
// $name = null  only what the source of this name said
MATCH (s:Entity)-[k:CLAIMS|DENIES|PLANS|EXPECTS]->(c:Claim)-[:OF]->(p:Proposition)
MATCH (c)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE NOT a.superseded AND ($name IS NULL OR s.name = $name OR $name IN s.aliases)
RETURN coalesce(c.utterance_time, a.published) AS said, s.name AS source, type(k) AS stance, p.text AS proposition,
       c.quote AS quote, a.publisher AS publisher
ORDER BY said, source, proposition, quote, c.id, s.id
