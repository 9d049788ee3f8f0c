// Hearsay: claims that come through two sources or more, the chain from the outermost inwards.
MATCH (c:Claim)-[link:BY]->(t:Attribution)
MATCH (c)-[:IN_SENTENCE]->(sentence:Sentence)
WITH c, sentence, link, t
ORDER BY link.order
WITH c, sentence, collect(coalesce(t.source, 'unnamed') + ' ' + coalesce(t.cue, '')) AS chain
WHERE size(chain) > 1
RETURN chain, c.quote AS quote, c.certainty AS certainty, sentence.text AS sentence
ORDER BY quote, sentence, c.id
