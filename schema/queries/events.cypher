// What happened when: claims with a date of their event (not of the report), oldest first.
// $name = null  only where this person, country, organisation or place takes part
MATCH (e:Entity)<-[:SUBJECT|OBJECT]-(p:Proposition)<-[:OF]-(c:Claim)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE c.event_time IS NOT NULL AND NOT a.superseded AND ($name IS NULL OR e.name = $name OR $name IN e.aliases)
RETURN DISTINCT c.event_time AS event, p.text AS proposition, c.certainty AS certainty, c.polarity AS polarity,
       coalesce(c.source, a.publisher) AS voice, c.quote AS quote
ORDER BY event, proposition, certainty, polarity, voice, quote
