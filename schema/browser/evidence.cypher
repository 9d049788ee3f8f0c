// The evidence for what is said of one thing: propositions, claims, sentences, articles. First:  :param name => 'Yevgeny Stolbov'
MATCH (e:Entity)
WHERE e.name = $name OR $name IN e.aliases
MATCH p = (e)<-[:SUBJECT|OBJECT]-(:Proposition)<-[:OF]-(:Claim)-[:IN_SENTENCE]->(:Sentence)<-[:HAS_SENTENCE]-(:Article)
RETURN p
LIMIT 50
