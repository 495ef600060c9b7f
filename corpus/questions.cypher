// 1. Who concluded what with whom?
MATCH (party:Organization)-[r:ADOPTED]->(what:Instrument)
WITH party, what, evidence(r)[0] AS proof
ORDER BY party.name
WITH what, collect(DISTINCT party.name) AS parties, min(proof.date) AS date,
     head(collect(proof.quote)) AS quote
WHERE size(parties) > 1
RETURN date, what.name AS what, parties, quote
ORDER BY date, what
LIMIT 5;

// 2. Who supports the UN Programme of Action, by document and date?
MATCH (who:Entity)-[r:SUPPORTS]->(programme:Process)
WHERE programme = entity('UN Programme of Action')
UNWIND evidence(r) AS proof
RETURN proof.date AS date, who.name AS who, proof.title AS document, proof.quote AS quote
ORDER BY date, who
LIMIT 6;

// 3. What is the OSCE mentioned for?
MATCH (:Entity {id: 'org:osce'})<-[:MENTIONS]-(p:Passage)<-[:HAS_PASSAGE]-(d:Document)
WHERE p.kind <> 'heading'
RETURN DISTINCT d.date AS date, d.title AS document, p.text AS quote
ORDER BY date, quote
LIMIT 5;

// 4. What is the ASEAN Regional Forum mentioned for, and together with which topics?
MATCH (forum:Entity)<-[:MENTIONS]-(p:Passage)-[:MENTIONS]->(t:Topic)
WHERE forum = entity('ASEAN Regional Forum')
WITH t, count(DISTINCT p) AS passages, min(p.text) AS quote
RETURN t.name AS topic, passages, quote
ORDER BY passages DESC, topic
LIMIT 5;

// 5. How is CISA connected with the ASEAN Regional Forum?
MATCH (a:Entity), (b:Entity)
WHERE a = entity('CISA') AND b = entity('ASEAN Regional Forum')
MATCH path = shortestPath((a)-[:ADOPTED|ADDRESSES|COOPERATES_WITH|DISCUSSED|ESTABLISHED|MEMBER_OF|
                               PARTICIPATED_IN|PART_OF|SUPPORTS*..6]-(b))
RETURN [n IN nodes(path) | n.name] AS path, [r IN relationships(path) | type(r)] AS relations;

// 6. Which organizations are the most central, over documents, passages and statements?
CALL graph.pagerank({labels: ['Document', 'Passage', 'Entity']})
YIELD node, score
WHERE node:Organization
RETURN node.name AS organization, round(score * 10000) / 10000 AS pagerank
ORDER BY score DESC, organization
LIMIT 8;

// 7. Which operations were attributed to whom, and by whom?
MATCH (s:Statement {type: 'ATTRIBUTED_TO'})-[:SUBJECT]->(what:Entity),
      (s)-[:OBJECT]->(whom:Entity), (s)-[:IN]->(p:Passage)<-[:HAS_PASSAGE]-(d:Document)
OPTIONAL MATCH (s)-[:SPEAKER]->(speaker:Entity)
WITH d.date AS date, what, whom, speaker, p.text AS quote
ORDER BY date, quote DESC
RETURN min(date) AS date, what.name AS what, whom.name AS attributed_to,
       collect(DISTINCT speaker.name) AS speakers, head(collect(quote)) AS quote
ORDER BY date, what, attributed_to
LIMIT 6;

// 8. Who assists whom?
MATCH (a:Entity)-[r:ASSISTS]->(b:Entity)
RETURN a.name AS who, collect(DISTINCT b.name) AS whom, min(r.first) AS first
ORDER BY size(whom) DESC, who
LIMIT 6;

// 9. Which topics do states and organizations commit to or support most, year by year?
MATCH (s:Statement)-[:OBJECT]->(t:Topic), (s)-[:IN]->(:Passage)<-[:HAS_PASSAGE]-(d:Document)
WHERE s.type IN ['SUPPORTS', 'COMMITS_TO']
WITH left(d.date, 4) AS year, t.name AS topic, count(DISTINCT d) AS documents
ORDER BY documents DESC, topic
WITH year, collect(topic + ' (' + documents + ')') AS topics
RETURN year, topics[0..3] AS topics
ORDER BY year;

// 10. Full text: where do confidence-building measures and critical infrastructure meet?
CALL text.search('"confidence-building measures" "critical infrastructure"') YIELD node, score
MATCH (node)<-[:HAS_PASSAGE]-(d:Document)
RETURN round(score * 100) / 100 AS score, d.title AS document, node.text AS quote
ORDER BY score DESC
LIMIT 3;
