// The model at a glance: one claim through a named source, with all that it hangs on
MATCH (c:Claim)-[:BY]->(:Attribution)-[:SOURCE]->(source:Entity)-[:CLAIMS|DENIES|PLANS|EXPECTS]->(c)
MATCH (c)-[:OF]->(about:Proposition)-[:OBJECT]->(:Entity)
WITH c, about
ORDER BY about.claims DESC, c.id
LIMIT 1
MATCH p = (c)-[:OF|BY|IN_SENTENCE|GENERATED_BY]->()
OPTIONAL MATCH q = (c)-[:BY]->(:Attribution)-[:SOURCE]->(:Entity)
OPTIONAL MATCH r = (about)-[:SUBJECT|OBJECT]->(:Entity)
OPTIONAL MATCH s = (c)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(:Article)
RETURN p, q, r, s
