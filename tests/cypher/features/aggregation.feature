Feature: Aggregation

  Scenario Outline: <aggregate> over <list> is <value>
    Given any graph
    When executing query:
      """
      UNWIND <list> AS x
      RETURN <aggregate> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |

    Examples: nothing to take
      | list   | aggregate              | value |
      | []     | count(*)               | 0     |
      | []     | sum(x)                 | 0     |
      | []     | avg(x)                 | null  |
      | []     | max(x)                 | null  |
      | []     | collect(x)             | []    |
      | []     | percentileDisc(x, 0.5) | null  |
      | [null] | count(*)               | 1     |
      | [null] | count(x)               | 0     |
      | [null] | collect(x)             | []    |
      | [null] | sum(x)                 | 0     |

    Examples: numbers
      | list           | aggregate               | value |
      | [1, null, 2.5] | sum(x)                  | 3.5   |
      | [1, null, 2.5] | avg(x)                  | 1.75  |
      | [1, null, 2.5] | min(x)                  | 1     |
      | [1, 2, 3, 4]   | percentileCont(x, 0.25) | 1.75  |
      | [1, 2, 3, 4]   | percentileDisc(x, 0.5)  | 2     |
      | [1, 2, 3, 4]   | percentileDisc(x, 0.0)  | 1     |
      | [1, 2, 3, 4]   | percentileDisc(x, 1.0)  | 4     |
      | [1, 2, 3, 4]   | stDevP(x)               | 1.118033988749895 |

    Examples: the order of all types
      | list                                 | aggregate | value  |
      | [1, 'a', [1], [2], true, null, {a: 1}] | min(x)  | {a: 1} |
      | [1, 'a', [1], [2], true, null, {a: 1}] | max(x)  | 1      |
      | [[1, 2], [1], [2]]                   | max(x)    | [2]    |

    Examples: values that are the same
      | list                             | aggregate           | value  |
      | [1, 1, 2, null, null]            | count(DISTINCT x)   | 2      |
      | [1, 1, 2, null, null]            | sum(DISTINCT x)     | 3      |
      | [{a: 1}, {a: 1.0}]               | count(DISTINCT x)   | 1      |
      | [0.0 / 0.0, 0.0 / 0.0]           | count(DISTINCT x)   | 1      |
      | [1, '1']                         | collect(DISTINCT x) | [1, '1'] |

    Examples: inside an expression
      | list      | aggregate                         | value  |
      | [1, 2, 3] | [y IN collect(x) WHERE y > 1 \| y * 2] | [4, 6] |
      | [1, 2, 3] | size(collect(x)) + max(x)         | 6      |
      | [1, 2, 3] | {all: count(*), top: max(x)}      | {all: 3, top: 3} |

  Scenario Outline: <aggregate> of <x> is a <type>: <detail>
    Given any graph
    When executing query:
      """
      UNWIND <x> AS x
      RETURN <aggregate> AS value
      """
    Then a <type> should be raised at runtime: <detail>

    Examples:
      | x                        | aggregate               | type            | detail               |
      | ['a', 1]                 | sum(x)                  | TypeError       | InvalidArgumentValue |
      | [9223372036854775807, 1] | sum(x)                  | ArithmeticError | IntegerOverflow      |
      | [1, 2]                   | percentileCont(x, 1.1)  | ArgumentError   | NumberOutOfRange     |
      | [1, 2]                   | percentileDisc(x, -1)   | ArgumentError   | NumberOutOfRange     |
      | [3, 4]                   | percentileDisc(0.9, x)  | ArgumentError   | NumberOutOfRange     |

  Scenario: null, NaN and lists are grouping keys
    Given any graph
    When executing query:
      """
      UNWIND [null, [1, 2], 0.0 / 0.0, null, [1, 2], 0.0 / 0.0, [2, 1]] AS key
      RETURN key, count(*) AS times
      """
    Then the result should be, in any order:
      | key    | times |
      | null   | 2     |
      | NaN    | 2     |
      | [1, 2] | 2     |
      | [2, 1] | 1     |
