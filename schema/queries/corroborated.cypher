// What independent voices agree on: undisputed or not, with at least so many of them; copies of one text count once.
// $support = 2
MATCH (p:Proposition)
WHERE p.support >= $support
RETURN p.text AS proposition, p.status AS status, p.support AS support, p.claims AS claims, p.denials AS denials,
       p.publishers AS publishers
ORDER BY support DESC, proposition, p.id
