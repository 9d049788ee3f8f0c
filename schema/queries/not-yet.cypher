// What is only planned, expected or possible, and by whose word: nobody says that it happened.
MATCH (p:Proposition)<-[:OF]-(c:Claim)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE p.status IN ['planned', 'hypothetical'] AND NOT a.superseded
RETURN p.text AS proposition, p.status AS status, coalesce(c.source, a.publisher) AS voice, c.cue AS cue, c.quote AS quote,
       a.published AS published
ORDER BY proposition, published, voice, quote, c.id
