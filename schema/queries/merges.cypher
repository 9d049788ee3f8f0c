// Which names are one, and why: what people decided and what is doubtful comes first.
// $name = null  only this name, or part of it
MATCH (e:Entity)
WHERE e.merge_reasons IS NOT NULL
  AND ($name IS NULL OR toLower(e.name) CONTAINS toLower($name) OR any(a IN e.aliases WHERE toLower(a) CONTAINS toLower($name)))
RETURN e.name AS name, e.aliases AS aliases, e.mentions AS mentions, e.articles AS articles,
       any(r IN e.merge_reasons WHERE r ENDS WITH ', doubtful)') AS doubtful, e.merge_reasons AS reasons
ORDER BY doubtful DESC, mentions DESC, name, e.id
