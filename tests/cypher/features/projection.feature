Feature: WITH, RETURN, UNWIND and UNION shape the rows

  Scenario: Columns are named as written or as asked
    Given an empty graph
    When executing query:
      """
      WITH {name: 'ENISA'} AS n RETURN n.name, n.name AS agency, 1 + 1
      """
    Then the result should be, in any order:
      | n.name  | agency  | 1 + 1 |
      | 'ENISA' | 'ENISA' | 2     |

  Scenario: Grouping by what is not aggregated
    Given an empty graph
    When executing query:
      """
      UNWIND [['a', 1], ['b', 2], ['a', 3], ['b', null]] AS row
      RETURN row[0] AS key, count(*) AS rows, count(row[1]) AS values, sum(row[1]) AS total,
             min(row[1]) AS least, max(row[1]) AS most, avg(row[1]) AS mean
      """
    Then the result should be, in any order:
      | key | rows | values | total | least | most | mean |
      | 'a' | 2    | 2      | 4     | 1     | 3    | 2.0  |
      | 'b' | 2    | 1      | 2     | 2     | 2    | 2.0  |

  Scenario: An aggregate without rows still answers
    Given an empty graph
    When executing query:
      """
      MATCH (n:Missing) RETURN count(n) AS count, collect(n.name) AS names, sum(n.x) AS sum
      """
    Then the result should be, in any order:
      | count | names | sum |
      | 0     | []    | 0   |

  Scenario: A grouping key beside an aggregate in one expression
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 1, 2] AS x RETURN x, x * 10 + count(*) AS mixed ORDER BY mixed DESC
      """
    Then the result should be, in order:
      | x | mixed |
      | 2 | 21    |
      | 1 | 12    |

  Scenario: DISTINCT, ORDER BY, SKIP and LIMIT in that order
    Given an empty graph
    When executing query:
      """
      UNWIND [3, 1, 2, 3, null, 1] AS x RETURN DISTINCT x ORDER BY x DESC SKIP 1 LIMIT 2
      """
    Then the result should be, in order:
      | x |
      | 3 |
      | 2 |

  Scenario: WITH filters groups
    Given an empty graph
    When executing query:
      """
      UNWIND ['a', 'b', 'a'] AS word WITH word, count(*) AS n WHERE n > 1 RETURN word, n
      """
    Then the result should be, in any order:
      | word | n |
      | 'a'  | 2 |

  Scenario: UNION drops duplicates, UNION ALL keeps them
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 1] AS x RETURN x UNION RETURN 1 AS x UNION RETURN 2 AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 2 |
    When executing control query:
      """
      RETURN 1 AS x UNION ALL RETURN 1 AS x
      """
    Then the result should be, in any order:
      | x |
      | 1 |
      | 1 |

  Scenario: Parameters of every kind
    Given an empty graph
    And parameters are:
      | name | 'ENISA'        |
      | list | [1, 2.5, null] |
      | map  | {a: {b: true}} |
    When executing query:
      """
      UNWIND $list AS x RETURN $name AS name, x, $map.a.b AS deep
      """
    Then the result should be, in order:
      | name    | x    | deep |
      | 'ENISA' | 1    | true |
      | 'ENISA' | 2.5  | true |
      | 'ENISA' | null | true |

  Scenario: Lists are built, filtered, folded and tested
    Given an empty graph
    When executing query:
      """
      WITH [1, 2, 3, 4] AS xs
      RETURN [x IN xs WHERE x % 2 = 0 | x * x] AS squares, reduce(s = 0, x IN xs | s + x) AS sum,
             all(x IN xs WHERE x > 0) AS all, any(x IN xs WHERE x > 3) AS any,
             none(x IN xs WHERE x > 4) AS none, single(x IN xs WHERE x = 1) AS single,
             xs[1..3] AS part, xs[-1] AS last
      """
    Then the result should be, in any order:
      | squares | sum | all  | any  | none | single | part   | last |
      | [4, 16] | 10  | true | true | true | true   | [2, 3] | 4    |

  Scenario: CASE in both forms
    Given an empty graph
    When executing query:
      """
      UNWIND [1, 2, null] AS x
      RETURN CASE x WHEN 1 THEN 'one' ELSE 'other' END AS simple,
             CASE WHEN x > 1 THEN 'many' END AS general
      """
    Then the result should be, in any order:
      | simple  | general |
      | 'one'   | null    |
      | 'other' | 'many'  |
      | 'other' | null    |
