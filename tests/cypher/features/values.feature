Feature: Values are compared, ordered and indexed by three-valued logic

  Scenario Outline: <expression> is <value>
    Given any graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |
    And no side effects

    Examples: equality
      | expression                                 | value |
      | [1, 2] = [1, 2, null]                      | false |
      | [1, null] = [2, null]                      | false |
      | [1, null] = [1, 2]                         | null  |
      | [[1], [2, null]] = [[1], [2, 3]]           | null  |
      | {a: 1} = {a: 1.0}                          | true  |
      | {a: null} = {a: null}                      | null  |
      | {a: 1, b: null} = {a: 2, b: null}          | false |
      | 1 = '1'                                    | false |
      | [1] = 1                                    | false |
      | null <> null                               | null  |
      | 9007199254740993 = 9007199254740992.0      | false |
      | 9223372036854775807 = 9223372036854775807.0 | false |
      | 0.0 / 0.0 = 0.0 / 0.0                      | false |
      | 0.0 / 0.0 <> 0.0 / 0.0                     | true  |
      | 0.0 / 0.0 > 1                              | false |
      | 0.0 / 0.0 > 'a'                            | null  |

    Examples: order
      | expression                       | value |
      | 1 < 'a'                          | null  |
      | true < 1                         | null  |
      | false < true                     | true  |
      | [1, 2] < [1, 3]                  | true  |
      | [1] < [1, 2]                     | true  |
      | [1, null] < [1, 2]               | null  |
      | {a: 1} < {a: 2}                  | null  |
      | 'a' < 'B'                        | false |
      | 9007199254740993 > 9007199254740992.0 | true |
      | 1 < 2 < 3                        | true  |
      | 1 < 3 < 2                        | false |
      | 1 < 2 = 2 < 3                    | true  |
      | null < 2 < 1                     | false |

    Examples: membership
      | expression                | value |
      | 2 IN [1, null]            | null  |
      | 1 IN [1, null]            | true  |
      | null IN []                | false |
      | null IN [null]            | null  |
      | [1] IN [[1, null]]        | false |
      | [1, 2] IN [[1, null]]     | null  |
      | [] IN [[]]                | true  |
      | 1 IN null                 | null  |
      | 1 IN [1] IN [true]        | true  |
      | NOT 1 IN [2]              | true  |

    Examples: logic
      | expression                       | value |
      | null AND false                   | false |
      | null AND true                    | null  |
      | null OR true                     | true  |
      | true XOR null                    | null  |
      | NOT null                         | null  |
      | true AND true XOR false          | true  |
      | true XOR false AND false         | true  |
      | NOT true = false                 | true  |
      | null IS NULL IS NULL             | false |
      | null IS NULL = true              | true  |
      | 'a' = 'a' STARTS WITH 'a'        | false |

    Examples: elements
      | expression             | value  |
      | [1, 2, 3][-1]          | 3      |
      | [1, 2, 3][5]           | null   |
      | [1, 2, 3][null]        | null   |
      | [1, 2, 3][null..2]     | null   |
      | [1, 2, 3][1..null]     | null   |
      | [1, 2, 3][-2..]        | [2, 3] |
      | [1, 2, 3][3..1]        | []     |
      | [1, 2, 3][..-5]        | []     |
      | [1, 2, 3][5..8]        | []     |
      | [1, 2, 3][0..2][1]     | 2      |
      | null[0]                | null   |
      | null.key               | null   |
      | {a: 1}['a']            | 1      |
      | {a: 1}['A']            | null   |
      | {a: 1}[null]           | null   |
      | {a: {b: [1, {c: 2}]}}.a.b[1].c | 2 |

    Examples: lists and texts joined
      | expression               | value        |
      | [1] + 2                  | [1, 2]       |
      | 1 + [2]                  | [1, 2]       |
      | [[1]] + [2]              | [[1], 2]     |
      | [1] + null               | null         |
      | [1] + [null]             | [1, null]    |
      | 'a' + 1 + 2              | 'a12'        |
      | 'a' + null               | null         |
      | 'abc' CONTAINS null      | null         |
      | 1 STARTS WITH 'a'        | null         |
      | 'abc' ENDS WITH ''       | true         |

  Scenario Outline: <expression> is a <type> at <phase>: <detail>
    Given any graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples:
      | expression         | type        | phase        | detail                       |
      | 1 IN 1             | SyntaxError | compile time | InvalidArgumentType          |
      | NOT 1              | SyntaxError | compile time | InvalidArgumentType          |
      | 'a' OR false       | SyntaxError | compile time | InvalidArgumentType          |
      | [] XOR true        | SyntaxError | compile time | InvalidArgumentType          |
      | [1, 2]['a']        | TypeError   | any time     | ListElementAccessByNonInteger |
      | [1, 2][1.0]        | TypeError   | any time     | ListElementAccessByNonInteger |
      | {a: 1}[0]          | TypeError   | runtime      | MapElementAccessByNonString  |
      | 'x'[0]             | TypeError   | any time     | InvalidArgumentType          |
      | (1).a              | TypeError   | compile time | InvalidArgumentType          |

  Scenario: Values of all types have one order, in which null is last
    Given an empty graph
    And having executed:
      """
      CREATE (:N)-[:R]->()
      """
    When executing query:
      """
      MATCH p = (n:N)-[r]->()
      UNWIND [1, null, p, 'a', [1], true, 0.0 / 0.0, r, n, {a: 1}] AS x
      RETURN x ORDER BY x
      """
    Then the result should be, in order:
      | x                |
      | {a: 1}           |
      | (:N)             |
      | [:R]             |
      | [1]              |
      | <(:N)-[:R]->()>  |
      | 'a'              |
      | true             |
      | 1                |
      | NaN              |
      | null             |

  Scenario Outline: Sorting <values> agrees with <
    Given any graph
    When executing query:
      """
      WITH [<values>] AS values
      UNWIND values AS value
      WITH value, size([x IN values WHERE x < value]) AS smaller
      ORDER BY value
      RETURN collect(smaller) AS places
      """
    Then the result should be, in any order:
      | places       |
      | [0, 1, 2, 3] |

    Examples:
      | values                                                                       |
      | 3, -7, 9223372036854775807, 0                                                |
      | 2.5, 1, -0.5, 1.0e300                                                        |
      | 'b', '', 'a b', 'B'                                                          |
      | [2], [], [1, 9], [1]                                                         |
      | date('2020-02-01'), date('1999-12-31'), date('2020-01-31'), date('0001-01-01') |
      | time('10:00-08:00'), time('12:00+01:00'), time('12:00+05:00'), time('12:00Z') |
      | localtime('10:00'), localtime('09:59:59.999'), localtime('00:00'), localtime('23:00') |
      | datetime('2020-01-01T00:00+02:00'), datetime('2020-01-01T00:00Z'), datetime('2019-12-31T21:00Z'), datetime('2020-01-01T00:00-01:00') |
