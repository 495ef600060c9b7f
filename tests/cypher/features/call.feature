Feature: CALL runs procedures, and functions answer about evidence and text

  Scenario: The labels in use
    Given an empty graph
    And having executed:
      """
      CREATE (:State), (:Topic)
      """
    When executing query:
      """
      CALL db.labels() YIELD label WHERE label STARTS WITH 'S' RETURN label
      """
    Then the result should be, in any order:
      | label   |
      | 'State' |

  Scenario: A procedure of a table, joined with rows
    Given an empty graph
    And there exists a procedure test.city(name :: STRING?) :: (city :: STRING?):
      | name | city    |
      | 'a'  | 'Paris' |
      | 'b'  | 'Rome'  |
    When executing query:
      """
      UNWIND ['b', 'a', 'c'] AS name CALL test.city(name) YIELD city AS place RETURN name, place
      """
    Then the result should be, in any order:
      | name | place   |
      | 'b'  | 'Rome'  |
      | 'a'  | 'Paris' |

  Scenario: The evidence of a statement is its passage, with the document and who speaks of whom
    Given an empty graph
    And having executed:
      """
      CREATE (a:Entity:State {id: 'state:fr', name: 'France'}),
             (b:Entity:Process {id: 'process:poa', name: 'Programme of Action'}),
             (d:Document {id: 'doc-1', title: 'Joint statement', date: '2023-05-31'}),
             (p:Passage {ordinal: 1, start: 0, end: 40, text: 'France supports the Programme of Action.'}),
             (d)-[:HAS_PASSAGE]->(p),
             (s:Statement {id: 's1', type: 'SUPPORTS', cue: 'supports', polarity: 'positive'}),
             (s)-[:SUBJECT]->(a), (s)-[:OBJECT]->(b), (s)-[:IN]->(p)
      """
    When executing query:
      """
      MATCH (s:Statement) UNWIND evidence(s) AS e
      RETURN e.quote AS quote, e.title AS title, e.date AS date, e.subject AS subject, e.object AS object
      """
    Then the result should be, in any order:
      | quote                                      | title             | date         | subject    | object        |
      | 'France supports the Programme of Action.' | 'Joint statement' | '2023-05-31' | 'state:fr' | 'process:poa' |

  Scenario: A relationship that no statement stands behind has no evidence
    Given an empty graph
    And having executed:
      """
      CREATE (:State)-[:SUPPORTS]->(:Process)
      """
    When executing query:
      """
      MATCH (:State)-[r:SUPPORTS]->(:Process) RETURN evidence(r) AS proofs
      """
    Then the result should be, in any order:
      | proofs |
      | []     |

  Scenario: Full text finds words by their stem and ranks them
    Given an empty graph
    And having executed:
      """
      CALL db.createIndex('Note', 'text', 'text')
      """
    And having executed:
      """
      CREATE (:Note {n: 1, text: 'Ransomware attacks on hospitals'}),
             (:Note {n: 2, text: 'A dialogue on confidence-building measures'}),
             (:Note {n: 3, text: 'Attacking ransomware: ransomware and its finance'})
      """
    When executing query:
      """
      CALL text.search('+ransomware attack', {label: 'Note'}) YIELD node, score
      WHERE score > 0
      RETURN node.n AS n ORDER BY n
      """
    Then the result should be, in order:
      | n |
      | 1 |
      | 3 |

  Scenario: Connected components and PageRank
    Given an empty graph
    And having executed:
      """
      CREATE (a:N {x: 'a'})-[:T]->(b:N {x: 'b'}), (c:N {x: 'c'})-[:T]->(b), (:N {x: 'd'})
      """
    When executing query:
      """
      CALL graph.components() YIELD node, component
      RETURN component, collect(node.x) AS members ORDER BY size(members) DESC
      """
    Then the result should be (ignoring element order for lists):
      | component | members         |
      | 0         | ['a', 'b', 'c'] |
      | 1         | ['d']           |
    When executing control query:
      """
      CALL graph.pagerank() YIELD node, score RETURN node.x AS x ORDER BY score DESC LIMIT 1
      """
    Then the result should be, in any order:
      | x   |
      | 'b' |
