// What rests on one voice alone: asserted or reported by a single independent source.
MATCH (p:Proposition)<-[:OF]-(c:Claim)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE p.support = 1 AND p.status IN ['asserted', 'reported'] AND NOT a.superseded
WITH p, coalesce(c.source, a.publisher) AS voice, a.publisher AS publisher
ORDER BY voice, publisher
WITH p, collect(DISTINCT voice) AS voices, collect(DISTINCT publisher) AS publishers
RETURN p.text AS proposition, p.status AS status, voices, publishers
ORDER BY proposition, p.id
