Feature: Texts, lists and maps as they are written, and functions of them

  Scenario Outline: <expression> is <value>
    Given any graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |

    Examples: texts
      | expression                        | value         |
      | 'a\u0041'                         | 'aA'          |
      | "it's"                            | 'it\'s'       |
      | size('a\\\\b')                    | 3             |
      | substring('hello', 1, 2)          | 'el'          |
      | substring('hello', 3, 10)         | 'lo'          |
      | substring(null, 1)                | null          |
      | split('a,b', ',')                 | ['a', 'b']    |
      | split('', ',')                    | ['']          |
      | split(null, ',')                  | null          |
      | reverse('abc')                    | 'cba'         |
      | left('a', 5)                      | 'a'           |
      | toUpper('straße')                 | 'STRASSE'     |

    Examples: lists and maps
      | expression                          | value                  |
      | reverse([1, 2, null])               | [null, 2, 1]           |
      | head([])                            | null                   |
      | tail([])                            | []                     |
      | last(null)                          | null                   |
      | size([1, null])                     | 2                      |
      | size(null)                          | null                   |
      | keys({a: 1, b: null})               | ['a', 'b']             |
      | keys(null)                          | null                   |
      | {`a b`: 1, null: 2, match: 3}.match | 3                      |
      | coalesce(null, null, 'x')           | 'x'                    |
      | coalesce(null)                      | null                   |
      | exists({a: 1}.a)                    | true                   |

    Examples: comprehensions and quantifiers
      | expression                                          | value |
      | [x IN null \| x]                                    | null  |
      | [x IN [1, 2, 3] WHERE x > 1 \| x * 2]               | [4, 6] |
      | [x IN [[1, 2], [3]] \| [y IN x WHERE y > 1 \| y]]   | [[2], [3]] |
      | reduce(s = '', x IN [1, 2] \| s + x)                | '12'  |
      | all(x IN [] WHERE x)                                | true  |
      | all(x IN [false, null] WHERE x)                     | false |
      | any(x IN [true, null] WHERE x)                      | true  |
      | any(x IN null WHERE x)                              | null  |
      | none(x IN [null] WHERE x)                           | null  |
      | single(x IN [true, null] WHERE x)                   | null  |
      | single(x IN [true, true, null] WHERE x)             | false |

    Examples: cases
      | expression                                | value |
      | CASE null WHEN null THEN 1 ELSE 2 END     | 2     |
      | CASE WHEN null THEN 1 END                 | null  |
      | CASE 1 WHEN 1.0 THEN 'same' END           | 'same' |

  Scenario Outline: <text> is a SyntaxError: <detail>
    Given any graph
    When executing query:
      """
      RETURN <text>
      """
    Then a SyntaxError should be raised at compile time: <detail>

    Examples:
      | text                              | detail                |
      | '\uH'                             | InvalidUnicodeLiteral |
      | '\u12'                            | InvalidUnicodeLiteral |
      | 'open                             | UnexpectedSyntax      |
      | [1, ]                             | UnexpectedSyntax      |
      | [, ]                              | UnexpectedSyntax      |
      | [[1]                              | UnexpectedSyntax      |
      | [1 2]                             | UnexpectedSyntax      |
      | {1: 2}                            | UnexpectedSyntax      |
      | {1a: 2}                           | UnexpectedSyntax      |
      | {a: 1, 'b'}                       | UnexpectedSyntax      |
      | {a: 1, b: {c: 2, {d: 3}}}         | UnexpectedSyntax      |
      | {a}                               | UnexpectedSyntax      |
      | {a: }                             | UnexpectedSyntax      |
      | {, }                              | UnexpectedSyntax      |
      | CASE 1 ELSE 2 END                 | UnexpectedSyntax      |
      | unheardOf(1)                      | UnknownFunction       |
      | coalesce()                        | InvalidNumberOfArguments |
      | toUpper('a', 'b')                 | InvalidNumberOfArguments |
      | none(x IN ['a'] WHERE x % 2 = 0)  | InvalidArgumentType   |
      | all(x IN [{a: 1}] WHERE x % 2 = 0) | InvalidArgumentType  |
      | [x IN 5 \| x]                     | InvalidArgumentType   |
