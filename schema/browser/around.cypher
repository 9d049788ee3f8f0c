// Everything that somebody asserts or reports of one thing. First:  :param name => 'Yevgeny Stolbov'
MATCH p = (e:Entity)-[k]-(:Entity)
WHERE e.name = $name OR $name IN e.aliases
RETURN p
LIMIT 100
