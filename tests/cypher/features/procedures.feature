Feature: Procedures are called alone or within a query, by their signature

  Background:
    Given an empty graph
    And there exists a procedure test.find(country :: STRING?, id :: INTEGER?) :: (city :: STRING?, code :: INTEGER?):
      | country | id | city      | code |
      | 'EE'    | 1  | 'Tallinn' | 6    |
      | 'EE'    | 2  | 'Tartu'   | 7    |
      | 'FR'    | 1  | 'Paris'   | 1    |
    And there exists a procedure test.nothing() :: ():
      |
    And there exists a procedure test.labels() :: (label :: STRING?):
      | label |
      | 'A'   |
      | 'B'   |
    And there exists a procedure test.size(number :: NUMBER?) :: (kind :: STRING?):
      | number | kind    |
      | 42     | 'whole' |
      | 42.5   | 'part'  |
      | null   | 'none'  |
    And there exists a procedure test.real(number :: FLOAT?) :: (kind :: STRING?):
      | number | kind    |
      | 42.0   | 'whole' |

  Scenario Outline: <query> gives <value>
    When executing query:
      """
      <query>
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples:
      | query                                                                      | value     |
      | CALL test.find('EE', 2) YIELD city AS value                                | 'Tartu'   |
      | CALL test.find('EE', 2) YIELD city, code AS value RETURN value             | 7         |
      | CALL test.find('EE', 2) YIELD city AS code, code AS value RETURN code AS value | 'Tartu' |
      | WITH 1 AS id CALL test.find('FR', id) YIELD city RETURN city AS value      | 'Paris'   |
      | UNWIND [1, 2, 3] AS id CALL test.find('EE', id) YIELD code RETURN sum(code) AS value | 13 |
      | CALL test.labels() YIELD label WHERE label <> 'A' RETURN label AS value    | 'B'       |
      | CALL test.labels() YIELD label CALL test.labels() YIELD label AS other RETURN count(*) AS value | 4 |
      | CALL test.nothing() RETURN 1 AS value                                      | 1         |
      | UNWIND [1, 2] AS x CALL test.nothing() RETURN sum(x) AS value              | 3         |
      | MATCH (n) CALL test.labels() YIELD label RETURN count(label) AS value      | 0         |
      | CALL test.size(42) YIELD kind AS value                                     | 'whole'   |
      | CALL test.size(42.5) YIELD kind AS value                                   | 'part'    |
      | CALL test.size(null) YIELD kind AS value                                   | 'none'    |
      | CALL test.real(42) YIELD kind AS value                                     | 'whole'   |

  Scenario: A call that stands alone gives all columns, and takes parameters by name
    And parameters are:
      | id      | 1    |
      | country | 'FR' |
    When executing query:
      """
      CALL test.find
      """
    Then the result should be, in order:
      | city    | code |
      | 'Paris' | 1    |

  Scenario Outline: <query> is a <type>: <detail>
    When executing query:
      """
      <query>
      """
    Then a <type> should be raised at compile time: <detail>

    Examples:
      | query                                                              | type             | detail                     |
      | CALL test.nope()                                                   | ProcedureError   | ProcedureNotFound          |
      | CALL test.nope() YIELD x RETURN x                                  | ProcedureError   | ProcedureNotFound          |
      | CALL test.find                                                     | ParameterMissing | MissingParameter           |
      | CALL test.find('EE')                                               | SyntaxError      | InvalidNumberOfArguments   |
      | CALL test.find('EE', 1, 2) YIELD city RETURN city                  | SyntaxError      | InvalidNumberOfArguments   |
      | CALL test.find(true, 1)                                            | SyntaxError      | InvalidArgumentType        |
      | CALL test.find('EE', 1.5)                                          | SyntaxError      | InvalidArgumentType        |
      | CALL test.real('42')                                               | SyntaxError      | InvalidArgumentType        |
      | CALL test.find('EE', count(1)) YIELD city RETURN city              | SyntaxError      | InvalidAggregation         |
      | CALL test.find('EE', missing) YIELD city RETURN city               | SyntaxError      | UndefinedVariable          |
      | CALL test.find YIELD city RETURN city                              | SyntaxError      | InvalidArgumentPassingMode |
      | CALL test.find('EE', 1) YIELD * RETURN city                        | SyntaxError      | UnexpectedSyntax           |
      | CALL test.find('EE', 1) YIELD nope RETURN nope                     | SyntaxError      | UndefinedVariable          |
      | CALL test.labels() RETURN label                                    | SyntaxError      | UndefinedVariable          |
      | CALL test.find('EE', 1) YIELD city, code AS city RETURN city       | SyntaxError      | VariableAlreadyBound       |
      | WITH 1 AS city CALL test.find('EE', 1) YIELD city RETURN city      | SyntaxError      | VariableAlreadyBound       |
      | WITH 1 AS x CALL test.find('EE', x) YIELD city AS x RETURN x       | SyntaxError      | VariableAlreadyBound       |
