// Sources that contradict themselves: held in one place and rejected in another by the same source.
MATCH (s:Entity)-[:DENIES]->(no:Claim)-[:OF]->(p:Proposition)<-[:OF]-(yes:Claim)<-[:CLAIMS]-(s)
MATCH (no)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(there:Article)
MATCH (yes)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(here:Article)
WHERE NOT there.superseded AND NOT here.superseded
RETURN s.name AS source, p.text AS proposition, yes.quote AS held, here.publisher AS held_in, here.published AS held_on,
       no.quote AS rejected, there.publisher AS rejected_in, there.published AS rejected_on
ORDER BY source, proposition, held_on, rejected_on, yes.id, no.id
