Feature: Quantified path patterns (ISO GQL) walk a pattern several times

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:N {v: 1, name: 'a'}), (b:N {v: 2, name: 'b'}), (c:N {v: 3, name: 'c'}), (d:M {v: 1, name: 'd'}),
             (a)-[:R {w: 1}]->(b), (b)-[:R {w: 2}]->(c), (c)-[:R {w: 3}]->(d), (d)-[:S {w: 4}]->(a), (a)-[:R {w: 5}]->(c)
      """

  Scenario: Variables inside are lists outside
    When executing query:
      """
      MATCH (a {name: 'a'})((x)-[r:R]->(y)){2}(z)
      RETURN [n IN x | n.name] AS x, [e IN r | e.w] AS r, [n IN y | n.name] AS y, z.name AS z
      """
    Then the result should be, in any order:
      | x          | r      | y          | z   |
      | ['a', 'b'] | [1, 2] | ['b', 'c'] | 'c' |
      | ['a', 'c'] | [5, 3] | ['c', 'd'] | 'd' |
    And no side effects

  Scenario: A predicate inside speaks of one repetition
    When executing query:
      """
      MATCH (a {name: 'a'})((x)-[:R]->(y) WHERE x.v < y.v){1,}(z) RETURN z.name AS z, size(x) AS n
      """
    Then the result should be, in any order:
      | z   | n |
      | 'b' | 1 |
      | 'c' | 2 |
      | 'c' | 1 |
    And no side effects

  Scenario: It may begin and end a pattern
    When executing query:
      """
      MATCH ((x:N)-[:R]->(:N)){2} RETURN [n IN x | n.name] AS x
      """
    Then the result should be, in any order:
      | x          |
      | ['a', 'b'] |
    And no side effects

  Scenario: Walked no time, the ends are one node and the lists are empty
    When executing query:
      """
      MATCH p = (a:M)((x)-[r:R]->(y)){0,1}(z) RETURN length(p) AS length, x, r, z.name AS z
      """
    Then the result should be, in any order:
      | length | x  | r  | z   |
      | 0      | [] | [] | 'd' |
    And no side effects

  Scenario: Several relationships in each repetition, and a path of it all
    When executing query:
      """
      MATCH p = (a {name: 'a'})(()-[:R]->(m)-[:R]->()){1,2}(z)
      RETURN [n IN nodes(p) | n.name] AS nodes, [r IN relationships(p) | r.w] AS relationships, size(m) AS n
      """
    Then the result should be, in any order:
      | nodes           | relationships | n |
      | ['a', 'b', 'c'] | [1, 2]        | 1 |
      | ['a', 'c', 'd'] | [5, 3]        | 1 |
    And no side effects

  Scenario: No relationship is walked twice in one MATCH
    When executing query:
      """
      MATCH (a {name: 'a'})(()-->()){1,}(z {name: 'a'}) RETURN count(*) AS rounds
      """
    Then the result should be, in any order:
      | rounds |
      | 2      |
    And no side effects

  Scenario: Nor by a relationship beside the quantified pattern
    When executing query:
      """
      MATCH (a {name: 'a'})-[e:R {w: 1}]->(b), (a)((x)-[r]->(y)){1,4}(c {name: 'c'}) RETURN size(r) AS n
      """
    Then the result should be, in any order:
      | n |
      | 1 |
    And no side effects

  Scenario: Walked from the end that is found first
    When executing query:
      """
      MATCH (z {name: 'd'}) MATCH p = (s)((x)-[r:R]->(y)){2}(z)
      RETURN s.name AS s, [n IN x | n.name] AS x, [e IN r | e.w] AS r, [n IN nodes(p) | n.name] AS nodes
      """
    Then the result should be, in any order:
      | s   | x          | r      | nodes           |
      | 'b' | ['b', 'c'] | [2, 3] | ['b', 'c', 'd'] |
      | 'a' | ['a', 'c'] | [5, 3] | ['a', 'c', 'd'] |
    And no side effects

  Scenario: Between two nodes that are known
    When executing query:
      """
      MATCH (a {name: 'a'}), (c {name: 'c'}) MATCH (a)((x)-[r:R]->(y)){1,3}(c) RETURN size(r) AS n
      """
    Then the result should be, in any order:
      | n |
      | 2 |
      | 1 |
    And no side effects

  Scenario Outline: One relationship with a quantifier
    When executing query:
      """
      MATCH (a {name: 'a'})<pattern>(z) RETURN z.name AS z
      """
    Then the result should be, in any order:
      | z     |
      | <one> |
      | <two> |
    And no side effects

    Examples:
      | pattern                      | one | two |
      | -[r:R WHERE r.w > 2]->{1,2}  | 'c' | 'd' |
      | -[:R WHERE true]->{2}        | 'c' | 'd' |
      | -[:R]->{2}                   | 'c' | 'd' |
      | -[:R {w: 5}]->{0,1}          | 'a' | 'c' |
      | <-[:S]-*                     | 'a' | 'd' |
      | <-[r WHERE r.w > 3]-*        | 'a' | 'd' |

  Scenario: Plus is once or more
    When executing query:
      """
      MATCH (a {name: 'a'})-[:R]->+(z:M) RETURN count(*) AS ways
      """
    Then the result should be, in any order:
      | ways |
      | 2    |
    And no side effects

  Scenario: Two in a row
    When executing query:
      """
      MATCH (a {name: 'a'})((x)-[:R]->()){1}((y)-[:R]->()){1,2}(z)
      RETURN [n IN y | n.name] AS y, z.name AS z
      """
    Then the result should be, in any order:
      | y          | z   |
      | ['b']      | 'c' |
      | ['b', 'c'] | 'd' |
      | ['c']      | 'd' |
    And no side effects

  Scenario: Predicates inside may read what an earlier clause or the left side found
    When executing query:
      """
      WITH 2 AS most MATCH (a {name: 'a'})((x)-[r:R]->(y) WHERE r.w <= most AND y.v > a.v){1,3}(z) RETURN z.name AS z
      """
    Then the result should be, in any order:
      | z   |
      | 'b' |
      | 'c' |
    And no side effects

  Scenario: In EXISTS, COUNT and OPTIONAL MATCH
    When executing query:
      """
      MATCH (n) WHERE EXISTS { (n)(()-[:R]->()){2}() }
      OPTIONAL MATCH (n)((x)-[r:R]->(y) WHERE r.w = 1){1}(z)
      RETURN n.name AS n, COUNT { (n)(()-[:R]->()){1,}(:M) } AS ways, z.name AS z
      """
    Then the result should be, in any order:
      | n   | ways | z    |
      | 'a' | 2    | 'b'  |
      | 'b' | 1    | null |
    And no side effects

  Scenario: An undirected pattern
    When executing query:
      """
      MATCH (a {name: 'd'})((x)-[r]-(y)){2}(z {name: 'b'}) RETURN [e IN r | e.w] AS r
      """
    Then the result should be, in any order:
      | r      |
      | [3, 2] |
      | [4, 1] |
    And no side effects

  Scenario Outline: What cannot be
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | query                                              | detail                     |
      | CREATE (a)((x)-[:R]->(y)){2}(b)                    | CreatingVarLength          |
      | MERGE (a)-[:R]->{1,2}(b)                           | CreatingVarLength          |
      | MATCH (a)((x)-[:R]->(y))(b) RETURN a               | UnexpectedSyntax           |
      | MATCH ((x)){2} RETURN x                            | InvalidRelationshipPattern |
      | MATCH ((x)-[:R*]->(y)){2} RETURN x                 | InvalidRelationshipPattern |
      | MATCH ((x)-[:R]->(y)){3,2} RETURN x                | InvalidRelationshipPattern |
      | MATCH ((x)-[:R]->(y)){0} RETURN x                  | InvalidRelationshipPattern |
      | MATCH (x)((x)-[:R]->(y)){2} RETURN x               | VariableAlreadyBound       |
      | MATCH (a)-[:R*1..2]->{2}(b) RETURN a               | InvalidRelationshipPattern |
      | MATCH ((x)-[:R]->(y)){2}(y) RETURN x               | VariableTypeConflict       |
