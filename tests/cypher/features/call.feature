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

  Scenario: Evidence of a derived relationship
    Given an empty graph
    And having executed:
      """
      CREATE (a:Entity:State {id: 'state:fr', name: 'France'}),
             (b:Entity:Process {id: 'process:poa', name: 'Programme of Action'}),
             (a)-[:SUPPORTS {statements: 1, polarity: 'positive'}]->(b),
             (d:Document {id: 'doc-1', title: 'Statement'}),
             (p:Passage {id: 'doc-1#1', ordinal: 1, start: 0, end: 40, text: 'France supports the Programme of Action.'}),
             (d)-[:HAS_PASSAGE]->(p),
             (s:Statement {id: 'doc-1#1.1', type: 'SUPPORTS', cue: 'supports', start: 0, end: 40, polarity: 'positive', confidence: 0.9}),
             (s)-[:SUBJECT]->(a), (s)-[:OBJECT]->(b), (s)-[:IN]->(p)
      """
    When executing query:
      """
      MATCH (:State)-[r:SUPPORTS]->(:Process) RETURN size(evidence(r)) AS count
      """
    Then the result should be, in any order:
      | count |
      | 1     |
