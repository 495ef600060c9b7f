Feature: Path selectors choose among the paths between two nodes

  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:N {name: 'a'})-[:R]->(b {name: 'b'})-[:R]->(d:N {name: 'd'}), (a)-[:R]->(c {name: 'c'})-[:R]->(d),
             (a)-[:S]->(e {name: 'e'})-[:S]->(f {name: 'f'})-[:S]->(d)
      """

  Scenario Outline: The shortest, by any name
    When executing query:
      """
      MATCH (a {name: 'a'}), (d {name: 'd'})
      MATCH p = <selector>
      RETURN count(p) AS paths, min(length(p)) AS length
      """
    Then the result should be, in any order:
      | paths   | length |
      | <paths> | <length> |

    Examples:
      | selector                         | paths | length |
      | ANY SHORTEST (a)-[:R*]->(d)      | 1     | 2      |
      | ALL SHORTEST (a)-[:R*]->(d)      | 2     | 2      |
      | SHORTEST 1 (a)-[:S]->+(d)        | 1     | 3      |
      | shortestPath((a)-[:R\|S*]->(d))  | 1     | 2      |
      | allShortestPaths((a)-[*]-(d))    | 2     | 2      |
      | ANY SHORTEST (d)-[:S*]->(a)      | 0     | null   |

  Scenario Outline: Selectors that there are not
    When executing query:
      """
      MATCH p = <selector> RETURN p
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | selector                                | detail              |
      | SHORTEST 2 (a)-[*]->(b)                 | FeatureNotSupported |
      | SHORTEST 1 GROUPS (a)-[*]->(b)          | FeatureNotSupported |
      | ANY (a)-[*]->(b)                        | UnexpectedSyntax    |
      | ANY SHORTEST (a)-->(b)-->(c)            | UnexpectedSyntax    |
      | ANY SHORTEST ((x)-->(y) WHERE x.v > 1)+ | UnexpectedSyntax    |
