Feature: A range is counted and a list that grows is not copied

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

    Examples: ranges that would not fit in memory
      | expression                                                     | value |
      | any(x IN range(1, 9223372036854775807) WHERE x = 3)            | true  |
      | none(x IN range(1, 9223372036854775807) WHERE x = 3)           | false |
      | all(x IN range(-9223372036854775808, 9223372036854775807) WHERE x < 0 AND x < -9223372036854775800) | false |

    Examples: ranges
      | expression                                     | value        |
      | [x IN range(1, 3) \| x * x]                    | [1, 4, 9]    |
      | [x IN range(5, 1, -2)]                         | [5, 3, 1]    |
      | [x IN range(1, 0) \| x]                        | []           |
      | [x IN range(null, 3) \| x]                     | null         |
      | reduce(s = 0, x IN range(1, null) \| s + x)    | null         |
      | [x IN range(1, 3) \| [y IN range(1, x) \| y]]  | [[1], [1, 2], [1, 2, 3]] |
      | [x IN range(9223372036854775806, 9223372036854775807)] | [9223372036854775806, 9223372036854775807] |
      | [x IN range(-9223372036854775808, 9223372036854775807, 9223372036854775807)] | [-9223372036854775808, -1, 9223372036854775806] |
      | single(x IN range(1, 4) WHERE x % 3 = 0)       | true         |

    Examples: lists that grow
      | expression                                                          | value                |
      | reduce(a = [], x IN [1, 2] \| a + x)                                | [1, 2]               |
      | reduce(a = [], x IN [1, 2] \| a + [x])                              | [1, 2]               |
      | reduce(a = [], x IN [1, 2] \| a + [[x]])                            | [[1], [2]]           |
      | reduce(a = [0], x IN [1, 2] \| a + x + [x, -x])                     | [0, 1, 1, -1, 2, 2, -2] |
      | reduce(a = [], x IN [1, null, 2] \| a + x)                          | null                 |
      | reduce(a = [], x IN [1, null, 2] \| a + [x])                        | [1, null, 2]         |
      | reduce(a = null, x IN [1, 2] \| a + x)                              | null                 |
      | reduce(a = 0, x IN [1, 2] \| a + x)                                 | 3                    |
      | reduce(a = 'x', x IN [1, 'y'] \| a + x)                             | 'x1y'                |
      | reduce(a = 0, x IN [1, [2], 3] \| a + x)                            | [1, 2, 3]            |
      | reduce(a = [], x IN [1, 2, 3] \| a + size(a))                       | [0, 1, 2]            |
      | reduce(a = [1], x IN [1, 2] \| a + a)                               | [1, 1, 1, 1]         |
      | reduce(a = [], x IN [1, 2] \| a + reduce(b = [x], y IN [7] \| b + y)) | [1, 7, 2, 7]       |
      | reduce(a = [], x IN [1, 2] \| [x] + a)                              | [2, 1]               |
      | size(reduce(a = [], x IN range(1, 200000) \| a + x))                | 200000               |

  Scenario: UNWIND takes of a range only what is asked for
    Given any graph
    When executing query:
      """
      UNWIND range(1, 9223372036854775807) AS x
      RETURN x LIMIT 3
      """
    Then the result should be, in order:
      | x |
      | 1 |
      | 2 |
      | 3 |
    And no side effects

  Scenario: The bounds of a range may differ from row to row
    Given any graph
    When executing query:
      """
      UNWIND [2, null, 0, 3] AS n
      UNWIND range(1, n) AS x
      RETURN n, x
      """
    Then the result should be, in order:
      | n | x |
      | 2 | 1 |
      | 2 | 2 |
      | 3 | 1 |
      | 3 | 2 |
      | 3 | 3 |
    And no side effects
