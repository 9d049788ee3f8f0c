// What each publisher brings: articles, claims, how many in its own voice, how many denials.
MATCH (a:Article)-[:HAS_SENTENCE]->(:Sentence)<-[:IN_SENTENCE]-(c:Claim)
WHERE NOT a.superseded
RETURN a.publisher AS publisher, count(DISTINCT a) AS articles, count(DISTINCT c) AS claims,
       sum(CASE WHEN c.certainty = 'asserted' THEN 1 ELSE 0 END) AS own_voice,
       sum(CASE WHEN c.polarity = 'negative' THEN 1 ELSE 0 END) AS denials
ORDER BY claims DESC, publisher
