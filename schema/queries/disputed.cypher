// What is disputed: propositions that somebody holds and somebody else rejects, with the voices on both sides.
MATCH (p:Proposition {status: 'disputed'})<-[:OF]-(c:Claim)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE NOT a.superseded
WITH p, c.polarity AS polarity, coalesce(c.source, a.publisher) AS voice
ORDER BY voice
WITH p, collect(DISTINCT CASE WHEN polarity = 'positive' THEN voice END) AS held,
     collect(DISTINCT CASE WHEN polarity = 'negative' THEN voice END) AS rejected
RETURN p.text AS proposition, held AS claimed_by, rejected AS denied_by, p.claims AS claims, p.denials AS denials,
       p.first_published AS first, p.last_published AS last
ORDER BY claims DESC, proposition, p.id
