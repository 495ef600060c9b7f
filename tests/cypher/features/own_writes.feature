Feature: A pattern sees what the statement has written before it

  Background:
    Given an empty graph

  Scenario Outline: <case>
    Given having executed:
      """
      UNWIND [1, 2] AS i CREATE (:K {x: i}), (:C {x: i})
      """
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | found   |
      | <found> |

    Examples:
      | case                      | found | query |
      | nodes just made           | 2     | UNWIND [1, 2] AS i CREATE (:B {x: i}) WITH i MATCH (b:B {x: i}) RETURN count(*) AS found |
      | compared in WHERE         | 2     | UNWIND [1, 2] AS i MERGE (:B {x: i}) WITH i MATCH (b:B) WHERE b.x = i RETURN count(*) AS found |
      | made before a group       | 2     | UNWIND [1, 2] AS i CREATE (:B {x: i}) WITH collect(i) AS c UNWIND c AS j MATCH (b:B {x: j}) RETURN count(*) AS found |
      | ends of what is to be made | 2    | UNWIND [{a: 1, b: 2}, {a: 2, b: 3}] AS row MERGE (:B {x: row.a}) MERGE (:B {x: row.b}) WITH row MATCH (x:B {x: row.a}), (y:B {x: row.b}) CREATE (x)-[:R]->(y) RETURN count(*) AS found |
      | values just changed       | 0     | UNWIND [1, 2] AS v MATCH (k:K {x: v}) SET k.x = v + 10 WITH v MATCH (b:K {x: v}) RETURN count(*) AS found |
      | labels just removed       | 0     | UNWIND [1, 2] AS v MATCH (k:K {x: v}) REMOVE k:K WITH v MATCH (b:K {x: v}) RETURN count(*) AS found |
      | nodes just deleted        | 0     | UNWIND [2, 1] AS v MATCH (k:K {x: v}) DELETE k WITH v MATCH (b:K {x: v}) RETURN count(*) AS found |
      | made in each call         | 3     | UNWIND [1, 2] AS i CALL { WITH i CREATE (:B {x: i}) WITH i MATCH (c:C) MATCH (b:B) WHERE b.x = c.x RETURN b.x AS x } RETURN count(*) AS found |
