Feature: The ends of trails, where the trails themselves are not asked for

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a {name: 'a'})-[:R {w: 1}]->(b {name: 'b'})-[:R {w: 1}]->(c {name: 'c'})-[:R {w: 2}]->(a),
             (a)-[:R {w: 1}]->(c), (c)-[:S {w: 1}]->(d {name: 'd'}), (d)-[:S {w: 1}]->(c), (d)-[:T]->(d)
      """

  Scenario Outline: Each end once
    When executing query:
      """
      MATCH (s {name: '<start>'})<hop>(e)
      WITH DISTINCT e.name AS name ORDER BY name
      RETURN collect(name) AS names
      """
    Then the result should be, in any order:
      | names   |
      | <names> |

    Examples:
      | start | hop                 | names                |
      | a     | -[:R*]->            | ['a', 'b', 'c']      |
      | a     | -[:R*..2]->         | ['a', 'b', 'c']      |
      | b     | -[:R*..2]->         | ['a', 'c']           |
      | b     | -[:R*0..1]->        | ['b', 'c']           |
      | b     | -[:R*..2]-          | ['a', 'c']           |
      | b     | -[:R*..3]-          | ['a', 'b', 'c']      |
      | a     | <-[*2..2]-          | ['a', 'b', 'd']      |
      | a     | -[*3..3]->          | ['a', 'b', 'c', 'd'] |
      | d     | -[:S*]-             | ['c', 'd']           |
      | d     | -[:S*..1]-          | ['c']                |
      | d     | -[:T*]-             | ['d']                |
      | a     | -[:R* {w: 1}]->     | ['b', 'c']           |
      | d     | -[*0..0]-           | ['d']                |
      | d     | -[:X*]-             | []                   |
      | d     | -[:X*0..]-          | ['d']                |

  Scenario: Counted and compared ends
    When executing query:
      """
      MATCH (s {name: 'a'})-[:R|S*..4]-(e)
      RETURN count(DISTINCT e) AS reached, min(e.name) AS first, max(e.name) AS last
      """
    Then the result should be, in any order:
      | reached | first | last |
      | 4       | 'a'   | 'd'  |

  Scenario: All trails count where repetition does
    When executing query:
      """
      MATCH (s {name: 'a'})-[:R*..2]->(e)
      RETURN e.name AS name, count(*) AS trails, count(DISTINCT e) AS reached
      """
    Then the result should be, in any order:
      | name | trails | reached |
      | 'b'  | 1      | 1       |
      | 'c'  | 2      | 1       |
      | 'a'  | 1      | 1       |

  Scenario Outline: Between two known nodes
    When executing query:
      """
      MATCH (s {name: 'a'}), (e {name: '<end>'})
      MATCH (s)<hop>(e)
      RETURN <result> AS result
      """
    Then the result should be, in any order:
      | result   |
      | <shown> |

    Examples:
      | end | hop            | result             | shown |
      | d   | -[:R\|S*..4]-> | count(DISTINCT e)  | 1            |
      | d   | -[:R\|S*..4]-> | count(*)           | 2            |
      | d   | -[:R*]->       | count(*)           | 0            |
      | c   | -[:R*3..]-     | count(DISTINCT e)  | 1            |
      | a   | -[:R*]-        | count(DISTINCT e)  | 1            |
      | a   | -[:R*]->       | count(*)           | 2            |

  Scenario: The trails towards a known node are those from a node that end there
    Given an empty graph
    And having executed:
      """
      UNWIND range(1, 6) AS i CREATE (:K {i: i})
      WITH count(*) AS made
      MATCH (a:K), (b:K) WHERE a.i < b.i CREATE (a)-[:R]->(b)
      WITH count(*) AS made
      MATCH (a:K {i: 1}), (b:K {i: 6}) CREATE (b)-[:R]->(a), (b)-[:R]->(b)
      """
    When executing query:
      """
      MATCH (a:K {i: 1}), (b:K {i: 6})
      RETURN COUNT { (a)-[*2..5]-(b) } AS into,
             COUNT { MATCH (a)-[*2..5]-(x) WITH x.i AS i WHERE i = 6 RETURN i } AS through,
             COUNT { (a)-[*]->(b) } = COUNT { MATCH (a)-[*]->(x) WITH x.i AS i WHERE i = 6 RETURN i } AS same
      """
    Then the result should be, in any order:
      | into | through | same |
      | 610  | 610     | true |
