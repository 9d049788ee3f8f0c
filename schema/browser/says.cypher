// What one source claims, denies, plans and expects. First:  :param name => 'Yevgeny Stolbov'
MATCH p = (e:Entity)-[:CLAIMS|DENIES|PLANS|EXPECTS]->(:Claim)-[:OF]->(:Proposition)
WHERE e.name = $name OR $name IN e.aliases
RETURN p
LIMIT 60
