// What is disputed: each disputed proposition with its claims, its denials and who makes them
MATCH p = (:Proposition {status: 'disputed'})<-[:OF]-(:Claim)<-[:CLAIMS|DENIES]-(:Entity)
RETURN p
LIMIT 100
