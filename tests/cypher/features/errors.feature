Feature: A wrong query is refused before it runs

  Scenario Outline: <case>
    Given an empty graph
    When executing query:
      """
      <query>
      """
    Then a <type> should be raised at compile time: <detail>

    Examples:
      | case                                   | query                                          | type           | detail                         |
      | a misspelt keyword                     | MATCH (n) RETRUN n                             | SyntaxError    | UnexpectedSyntax               |
      | an unknown variable                    | MATCH (n) RETURN m                             | SyntaxError    | UndefinedVariable              |
      | an unknown function                    | RETURN tolower2('x')                           | SyntaxError    | UnknownFunction                |
      | an unknown procedure                   | CALL no.such.thing()                           | ProcedureError | ProcedureNotFound              |
      | a missing parameter                    | RETURN $missing                                | ParameterMissing | MissingParameter             |
      | an aggregate in WHERE                  | MATCH (n) WHERE count(n) > 1 RETURN n          | SyntaxError    | InvalidAggregation             |
      | an aggregate in an aggregate           | MATCH (n) RETURN sum(count(n))                 | SyntaxError    | NestedAggregation              |
      | a variable beside an aggregate         | MATCH (n) RETURN n.x + count(*)                | SyntaxError    | AmbiguousAggregationExpression |
      | two columns of one name                | RETURN 1 AS a, 2 AS a                          | SyntaxError    | ColumnNameConflict             |
      | an expression of WITH without a name   | WITH 1 + 1 RETURN 1                            | SyntaxError    | NoExpressionAlias              |
      | columns that differ in UNION           | RETURN 1 AS a UNION RETURN 2 AS b              | SyntaxError    | DifferentColumnsInUnion        |
      | a node that is created again           | MATCH (a) CREATE (a:B)                         | SyntaxError    | VariableAlreadyBound           |
      | a relationship made without a type     | CREATE ()-->()                                 | SyntaxError    | NoSingleRelationshipType       |
      | a relationship made without direction  | CREATE ()-[:T]-()                              | SyntaxError    | RequiresDirectedRelationship   |
      | a node that is a relationship          | MATCH ()-[r]->() MATCH (r) RETURN r            | SyntaxError    | VariableTypeConflict           |
      | a number where a condition stands      | RETURN 1 AND true                              | SyntaxError    | InvalidArgumentType            |
      | a variable in LIMIT                    | MATCH (n) RETURN n LIMIT n.x                   | SyntaxError    | NonConstantExpression          |
      | a negative LIMIT                       | RETURN 1 LIMIT -1                              | SyntaxError    | NegativeIntegerArgument        |
      | a query that ends in the middle        | MATCH (n)                                      | SyntaxError    | InvalidClauseComposition       |
      | a clause behind RETURN                 | RETURN 1 AS a MATCH (n) RETURN n               | SyntaxError    | InvalidClauseComposition       |
      | too few arguments                      | RETURN left('abc')                             | SyntaxError    | InvalidNumberOfArguments       |
      | a number too large                     | RETURN 99999999999999999999                    | SyntaxError    | IntegerOverflow                |
