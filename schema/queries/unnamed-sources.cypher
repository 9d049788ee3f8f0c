// Claims that somebody without a name stands behind, anywhere in the chain.
MATCH (c:Claim)-[:BY]->(t:Attribution)
MATCH (c)-[:OF]->(p:Proposition)
MATCH (c)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE NOT a.superseded AND NOT EXISTS { MATCH (t)-[:SOURCE]->(:Entity) }
RETURN coalesce(t.source, 'unnamed') AS source, t.cue AS cue, p.text AS proposition, c.quote AS quote, a.publisher AS publisher
ORDER BY source, proposition, quote, publisher, c.id, t.id
