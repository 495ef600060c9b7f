Feature: Plans ask what may fail only of rows that the conditions before it let through

  Background:
    Given an empty graph
    And having executed:
      """
      UNWIND range(0, 299) AS i CREATE (:P {x: i, y: i % 10, z: i % 3})
      """
    And having executed:
      """
      MATCH (a:P), (b:P {x: a.x + 1}) CREATE (a)-[:T]->(b)
      """
    And having executed:
      """
      CALL db.createIndex('P', 'x')
      """
    And having executed:
      """
      CALL db.createIndex('P', 'y')
      """

  Scenario Outline: <query>
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | found   |
      | <found> |

    Examples:
      | query                                                                                          | found |
      | MATCH (n:P) WHERE n.x = 3 OR (n.y = 3 AND 10 / (n.x - 3) > 1) RETURN count(*) AS found         | 1     |
      | MATCH (n:P) WHERE n.x = 0 OR n.y = 100 / n.x RETURN count(*) AS found                          | 29    |
      | MATCH (a:P) WHERE a.z <> 0 AND EXISTS { (a)-->(b:P {y: 5}) WHERE 10 / a.z > -100 } RETURN count(*) AS found | 20 |
      | MATCH (n:P) WITH n, sum(n.x) AS c WHERE c > 294 AND 10 / n.x >= 0 RETURN count(*) AS found     | 5     |
      | MATCH (n:P) WITH n, sum(n.x) AS c WHERE c > 294 WITH n, c WHERE 10 / n.x >= 0 RETURN count(*) AS found | 5 |
      | MATCH (n:P) OPTIONAL MATCH (n)<--(m) WITH n, m WHERE m IS NOT NULL WITH n WHERE 10 / n.x >= 0 RETURN count(*) AS found | 299 |
      | MATCH (n:P) WHERE n.x < rand() * 0 + 5 RETURN count(*) AS found                                | 5     |

  Scenario: A random bound is drawn for each row
    When executing query:
      """
      MATCH (n:P) WHERE n.x < rand() * 300 RETURN max(n.x) - count(*) > 20 AS apart
      """
    Then the result should be, in any order:
      | apart |
      | true  |
