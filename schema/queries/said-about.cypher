// What is said about someone or something, by whom, and how surely.
// $name = null  the person, country, organisation or place; null: about all
MATCH (e:Entity)<-[:SUBJECT|OBJECT]-(p:Proposition)<-[:OF]-(c:Claim)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE NOT a.superseded AND ($name IS NULL OR e.name = $name OR $name IN e.aliases)
RETURN e.name AS about, p.text AS proposition, p.status AS status, c.certainty AS certainty, c.polarity AS polarity,
       coalesce(c.source, a.publisher) AS voice, a.published AS published, c.quote AS quote
ORDER BY about, proposition, published, voice, quote, c.id, e.id
