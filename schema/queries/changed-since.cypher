// What is new since a day: claims published on or after it, and whether their proposition was known before.
// $since = "0000"  a date, 2024-10-24 or part of one
MATCH (p:Proposition)<-[:OF]-(c:Claim)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE a.published >= $since AND NOT a.superseded
RETURN a.published AS published, p.text AS proposition, p.first_published < $since AS known_before, p.status AS status,
       c.certainty AS certainty, coalesce(c.source, a.publisher) AS voice, c.quote AS quote
ORDER BY published, proposition, voice, quote, c.id
