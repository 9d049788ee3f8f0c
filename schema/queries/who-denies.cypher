// Who denies what: each denial with the words, the sentence, where it stood and when.
// $name = null  only denials by the source of this name
MATCH (s:Entity)-[:DENIES]->(c:Claim)-[:OF]->(p:Proposition)
MATCH (c)-[:IN_SENTENCE]->(sentence:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE NOT a.superseded AND ($name IS NULL OR s.name = $name OR $name IN s.aliases)
RETURN s.name AS source, p.text AS denied, c.cue AS cue, c.quote AS quote, sentence.text AS sentence,
       a.publisher AS publisher, a.published AS published
ORDER BY published, source, denied, quote, c.id, s.id
