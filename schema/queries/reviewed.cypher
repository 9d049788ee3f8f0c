// What people think of the claims, and how far they have come: claims by verdict, with an example of each and who decided.
MATCH (c:Claim)-[:OF]->(p:Proposition)
WITH coalesce(c.review, 'not reviewed') AS review, c, p
ORDER BY p.text, c.id
WITH review, count(c) AS claims, collect(p.text)[0] AS example, collect(c.review_notes)[0] AS notes
RETURN review, claims, example, notes
ORDER BY review
