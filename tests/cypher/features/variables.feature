Feature: A variable stands for one thing, where it is in scope

  Scenario Outline: <query> is a SyntaxError: <detail>
    Given any graph
    When executing query:
      """
      <query>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples: another kind of thing
      | query                                         | detail               |
      | MATCH ()-[r]->() MATCH (r) RETURN r           | VariableTypeConflict |
      | MATCH (r) MATCH ()-[r]->() RETURN r           | VariableTypeConflict |
      | MATCH (r)-[r]->() RETURN r                    | VariableTypeConflict |
      | MATCH p = () MATCH (p) RETURN p               | VariableTypeConflict |
      | MATCH p = () MATCH ()-[p]-() RETURN p         | VariableTypeConflict |
      | WITH 1 AS n MATCH (n) RETURN n                | VariableTypeConflict |
      | WITH [1] AS n MATCH (n) RETURN n              | VariableTypeConflict |
      | WITH true AS r MATCH ()-[r]-() RETURN r       | VariableTypeConflict |
      | WITH 10 AS r MATCH ()-[r*]->() RETURN r       | VariableTypeConflict |
      | MATCH ()-[r*]->() MATCH ()-[r]->() RETURN r   | VariableTypeConflict |
      | MATCH ()-[r]->() MATCH ()-[r*]->() RETURN r   | VariableTypeConflict |

    Examples: a second time
      | query                                         | detail               |
      | MATCH p = (p) RETURN p                        | VariableAlreadyBound |
      | MATCH p = ()-[p]->() RETURN p                 | VariableAlreadyBound |
      | MATCH (p) MATCH p = () RETURN p               | VariableAlreadyBound |
      | MATCH p = (), p = () RETURN p                 | VariableAlreadyBound |
      | WITH 1 AS p MATCH p = () RETURN p             | VariableAlreadyBound |
      | CREATE (a) CREATE (a)                         | VariableAlreadyBound |
      | MATCH (a) CREATE (a:B)-[:T]->()               | VariableAlreadyBound |
      | MATCH (a) CREATE (a {x: 1})-[:T]->()          | VariableAlreadyBound |
      | MATCH ()-[r]->() CREATE ()-[r:T]->()          | VariableAlreadyBound |
      | MATCH (a) MERGE (a)                           | VariableAlreadyBound |
      | MATCH (a) MERGE (a {x: 1})                    | VariableAlreadyBound |
      | UNWIND [1] AS x UNWIND [2] AS x RETURN x      | VariableAlreadyBound |
      | MATCH ()-[r]->()-[r]->() RETURN r             | RelationshipUniquenessViolation |
      | MATCH ()-[r]->(), ()-[r]->() RETURN r         | RelationshipUniquenessViolation |

    Examples: never
      | query                                         | detail               |
      | MATCH (n) WHERE (n)-[r]->() RETURN n          | UndefinedVariable    |
      | MATCH (n) WHERE (n)-->(m) RETURN n            | UndefinedVariable    |
      | CREATE (a {x: b.y})                           | UndefinedVariable    |
      | MERGE (n) ON CREATE SET x.num = 1             | UndefinedVariable    |
      | MATCH (n) REMOVE m.x                          | UndefinedVariable    |
      | DELETE x                                      | UndefinedVariable    |
      | MATCH (n) RETURN n UNION WITH n RETURN n      | UndefinedVariable    |

    Examples: used as what it is not
      | query                                         | detail               |
      | MATCH (n) RETURN type(n)                      | InvalidArgumentType  |
      | MATCH (n) RETURN length(n)                    | InvalidArgumentType  |
      | MATCH ()-[r]->() RETURN nodes(r)              | InvalidArgumentType  |
      | MATCH p = ()-->() RETURN size(p)              | InvalidArgumentType  |
      | MATCH (n) WHERE n RETURN n                    | InvalidArgumentType  |
      | MATCH ()-[r]->() WHERE r RETURN r             | InvalidArgumentType  |
      | RETURN properties('a')                        | InvalidArgumentType  |
      | MATCH (n) DELETE 1 + 1                        | InvalidArgumentType  |
      | MATCH (n) DELETE n:Label                      | InvalidDelete        |

    Examples: patterns out of place
      | query                                         | detail               |
      | MATCH (n) RETURN (n)-->()                     | UnexpectedSyntax     |
      | MATCH (n) WITH (n)-->() AS x RETURN x         | UnexpectedSyntax     |
      | MATCH (n) SET n.x = (n)-->()                  | UnexpectedSyntax     |
      | MATCH (n) RETURN size((n)-->())               | UnexpectedSyntax     |
      | MATCH (n $properties) RETURN n                | InvalidParameterUse  |
      | MERGE ()-[r:A $properties]->() RETURN r       | InvalidParameterUse  |
      | CREATE ()-->()                                | NoSingleRelationshipType |
      | MERGE ()-[:A\|B]->()                          | NoSingleRelationshipType |
      | CREATE ()-[:A]-()                             | RequiresDirectedRelationship |
      | CREATE ()-[:A*2]->()                          | CreatingVarLength    |
      | MATCH ()-[*-1..2]->() RETURN 1                | InvalidRelationshipPattern |

    Examples: projections
      | query                                                     | detail               |
      | MATCH (n) RETURN DISTINCT n.name AS x ORDER BY n.age      | UndefinedVariable    |
      | MATCH (n) RETURN count(*) AS c ORDER BY n.age             | UndefinedVariable    |
      | MATCH (n) RETURN n.age + 1 AS a, count(*) AS c ORDER BY n.age | UndefinedVariable |
      | MATCH (n) WITH DISTINCT n.name AS x WHERE n.age = 2 RETURN x  | UndefinedVariable |
      | MATCH (n) RETURN n.age ORDER BY count(*)                  | InvalidAggregation   |
      | MATCH (n) WITH n WHERE count(n) > 1 RETURN n              | InvalidAggregation   |
      | MATCH (n) RETURN [x IN [1] \| count(n)] AS l              | InvalidAggregation   |
      | MATCH (n) RETURN n LIMIT count(*)                         | InvalidAggregation   |
      | MATCH (n) RETURN count(count(n))                          | NestedAggregation    |
      | RETURN count(rand())                                      | NonConstantExpression |
      | MATCH (n) RETURN n SKIP n.age                             | NonConstantExpression |
      | MATCH (n) RETURN n LIMIT -1                               | NegativeIntegerArgument |
      | MATCH (n) RETURN n LIMIT 1.5                              | InvalidArgumentType  |
      | MATCH (n) RETURN n.age + count(*)                         | AmbiguousAggregationExpression |
      | MATCH (n) RETURN n.age + n.num, n.age + n.num + count(*)  | AmbiguousAggregationExpression |
      | MATCH (n) RETURN [n.age, count(*)] AS m                   | AmbiguousAggregationExpression |
      | MATCH (a)--(b) RETURN a.x + b.x AS s, count(*) AS c ORDER BY a.x + b.x + count(*) | AmbiguousAggregationExpression |
      | MATCH (n) WITH n.name RETURN 1                            | NoExpressionAlias    |
      | MATCH (n) RETURN n.name AS a, n.age AS a                  | ColumnNameConflict   |
      | MATCH () RETURN *                                         | NoVariablesInScope   |

    Examples: unions
      | query                                                     | detail               |
      | RETURN 1 AS a UNION RETURN 2 AS b                         | DifferentColumnsInUnion |
      | RETURN 1 AS a UNION RETURN 1 AS a UNION ALL RETURN 1 AS a | InvalidClauseComposition |

  Scenario Outline: <query> takes the grouping keys it needs
    Given an empty graph
    And having executed:
      """
      CREATE ({age: 1, num: 10}), ({age: 2, num: 20})
      """
    When executing query:
      """
      <query>
      """
    Then the result should be, in order:
      | a     | b     |
      | <a_1> | <b_1> |
      | <a_2> | <b_2> |

    Examples:
      | query                                                                             | a_1 | b_1 | a_2 | b_2 |
      | MATCH (n) RETURN n.age AS a, n.age + count(*) AS b ORDER BY a                     | 1   | 2   | 2   | 3   |
      | MATCH (n) WITH n.age AS a, n.num AS m RETURN a, a + count(m) AS b ORDER BY a       | 1   | 2   | 2   | 3   |
      | MATCH (n) RETURN n.age AS a, sum(n.num) AS b ORDER BY n.age + sum(n.num) DESC     | 2   | 20  | 1   | 10  |
      | MATCH (n) WITH n.age % 2 AS a, sum(n.num) AS b ORDER BY sum(n.num) RETURN a, b    | 1   | 10  | 0   | 20  |
      | MATCH (n) WITH n.age AS a, n.num AS b ORDER BY n.num DESC RETURN a, b             | 2   | 20  | 1   | 10  |
