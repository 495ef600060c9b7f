Feature: Numbers: how they are written, computed and converted

  Scenario Outline: <expression> is <value>
    Given any graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |

    Examples: literals
      | expression              | value                |
      | -9223372036854775808    | -9223372036854775808 |
      | 0x7fffffffffffffff      | 9223372036854775807  |
      | -0x8000000000000000     | -9223372036854775808 |
      | -0o1000000000000000000000 | -9223372036854775808 |
      | 0o777                   | 511                  |
      | .5e1                    | 5.0                  |
      | 1E-3                    | 0.001                |
      | 1e-400                  | 0.0                  |
      | - - 1                   | 1                    |

    Examples: operators
      | expression      | value |
      | -3 ^ 2          | 9.0   |
      | 2 ^ 3 ^ 2       | 64.0  |
      | 2 * 3 ^ 2       | 18.0  |
      | 4 / 2 * 3       | 6     |
      | 7 / 2           | 3     |
      | -7 / 2          | -3    |
      | -7 % 3          | -1    |
      | 7 % -3          | 1     |
      | 5.5 % 2         | 1.5   |
      | 10 - 3 - 2      | 5     |
      | 5 - -3          | 8     |
      | 1.0 / 0         | Infinity |
      | 1.0 % 0         | NaN   |

    Examples: functions
      | expression      | value |
      | round(2.5)      | 3.0   |
      | round(1, -400, 'UP') | 1.0 |
      | round(-2.5)     | -2.0  |
      | round(-2.5, 0)  | -2.0  |
      | round(1.005, 2) | 1.01  |
      | round(0.285, 2) | 0.29  |
      | round(2.675, 2) | 2.68  |
      | round(-1.55, 1) | -1.6  |
      | round(9.995, 2) | 10.0  |
      | round(0.04, 1)  | 0.0   |
      | round(-0.04, 1) | 0.0   |
      | round(0.05, 1)  | 0.1   |
      | round(0.005, 1) | 0.0   |
      | round(1234.5, -2) | 1200.0 |
      | round(1250, -2) | 1300.0 |
      | round(60, -2)   | 100.0 |
      | round(6, -2)    | 0.0   |
      | round(1e300, 5) | 1e300 |
      | round(1.5e-10, 10) | 2e-10 |
      | round(123.456, 9223372036854775807) | 123.456 |
      | round(123.456, -9223372036854775807) | 0.0 |
      | round(2.5, 0, 'HALF_EVEN')    | 2.0  |
      | round(3.5, 0, 'half_even')    | 4.0  |
      | round(0.125, 2, 'HALF_EVEN')  | 0.12 |
      | round(0.5, 0, 'HALF_EVEN')    | 0.0  |
      | round(-2.5, 0, 'HALF_UP')     | -3.0 |
      | round(2.675, 2, 'HALF_DOWN')  | 2.67 |
      | round(2.671, 2, 'UP')         | 2.68 |
      | round(-2.671, 2, 'CEILING')   | -2.67 |
      | round(-2.671, 2, 'FLOOR')     | -2.68 |
      | round(2.679, 2, 'DOWN')       | 2.67 |
      | round(0.001, 1, 'UP')         | 0.1  |
      | sign(0.0)       | 0     |
      | sqrt(-1)        | NaN   |
      | abs(null)       | null  |
      | range(3, 1)     | []    |
      | range(3, 1, -1) | [3, 2, 1] |
      | range(-5, 5, 5) | [-5, 0, 5] |

    Examples: conversions
      | expression            | value |
      | toInteger('1.9')      | 1     |
      | toInteger(-1.9)       | -1    |
      | toInteger('abc')      | null  |
      | toInteger('')         | null  |
      | toInteger('9223372036854775808') | null |
      | toFloat('1e3')        | 1000.0 |
      | toFloat(1)            | 1.0   |
      | toFloat('x')          | null  |
      | toBoolean('FaLse')    | false |
      | toBoolean('x')        | null  |
      | toBoolean('')         | null  |
      | toString(1.0)         | '1.0' |
      | toString(true)        | 'true' |
      | toString(null)        | null  |

  Scenario Outline: <text> is a <type> at <phase>: <detail>
    Given any graph
    When executing query:
      """
      RETURN <text>
      """
    Then a <type> should be raised at <phase>: <detail>

    Examples: literals
      | text                     | type        | phase        | detail                |
      | 9223372036854775808      | SyntaxError | compile time | IntegerOverflow       |
      | -9223372036854775809     | SyntaxError | compile time | IntegerOverflow       |
      | 0x8000000000000000       | SyntaxError | compile time | IntegerOverflow       |
      | 0o7777777777777777777777 | SyntaxError | compile time | IntegerOverflow       |
      | 1e400                    | SyntaxError | compile time | FloatingPointOverflow |
      | 0x                       | SyntaxError | compile time | InvalidNumberLiteral  |
      | 0xG                      | SyntaxError | compile time | InvalidNumberLiteral  |
      | 0o8                      | SyntaxError | compile time | InvalidNumberLiteral  |
      | 12a                      | SyntaxError | compile time | InvalidNumberLiteral  |
      | 12#3                     | SyntaxError | compile time | UnexpectedSyntax      |
      | 4 — 2                    | SyntaxError | compile time | InvalidUnicodeCharacter |

    Examples: operations
      | text                      | type            | phase        | detail              |
      | 9223372036854775807 + 1   | ArithmeticError | runtime      | IntegerOverflow     |
      | 9223372036854775807 * 2   | ArithmeticError | runtime      | IntegerOverflow     |
      | -9223372036854775808 / -1 | ArithmeticError | runtime      | IntegerOverflow     |
      | 1 / 0                     | ArithmeticError | runtime      | DivisionByZero      |
      | 1 % 0                     | ArithmeticError | runtime      | DivisionByZero      |
      | 1 - 'a'                   | SyntaxError     | compile time | InvalidArgumentType |
      | true + 1                  | TypeError       | runtime      | InvalidArgumentType |
      | range(1, 3, 0)            | ArgumentError   | runtime      | NumberOutOfRange    |
      | range(1.0, 3)             | ArgumentError   | runtime      | InvalidArgumentType |
      | toInteger([])             | SyntaxError     | compile time | InvalidArgumentType |
      | [x IN [1, {}] \| toFloat(x)]   | TypeError  | runtime      | InvalidArgumentValue |
      | [x IN [true, []] \| toBoolean(x)] | TypeError | runtime    | InvalidArgumentValue |
      | [x IN ['a', {}] \| toString(x)] | TypeError | runtime      | InvalidArgumentValue |
