// What looks better supported than it is: told in more articles than there are origins, for some repeat another's text.
MATCH (p:Proposition)<-[:OF]-(:Claim)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(a:Article)
WHERE NOT a.superseded
WITH p, a.id AS article, a.publisher AS publisher
ORDER BY publisher
WITH p, count(DISTINCT article) AS articles, collect(DISTINCT publisher) AS publishers
WHERE articles > p.origins
RETURN p.text AS proposition, articles, p.origins AS origins, p.support AS support, publishers
ORDER BY articles DESC, proposition, p.id
