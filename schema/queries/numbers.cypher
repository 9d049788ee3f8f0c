// How many: the numbers given for one and the same thing, side by side, with who gave them.
MATCH (p:Proposition)<-[:OF]-(c:Claim)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE c.quantity IS NOT NULL AND NOT a.superseded
RETURN p.text AS proposition, c.quantity AS quantity, c.quantity_value AS number, c.quantity_min AS at_least,
       c.quantity_max AS at_most, coalesce(c.source, a.publisher) AS voice, a.published AS published
ORDER BY proposition, published, voice, quantity, c.id
