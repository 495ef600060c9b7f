Feature: Functions of the domain: citations, dates, full text

  Background:
    Given an empty graph
    And having executed:
      """
      CALL db.createIndex('Entity', 'id')
      """
    And having executed:
      """
      CREATE (fr:Entity:State {id: 'state:fr', name: 'France'}),
             (eu:Entity:Organization {id: 'org:eu', name: 'European Union'}),
             (d:Document {id: 'doc:joint-statement', title: 'Joint statement: 50% & more', date: '2023-05-31/2023-06-01', symbol: 'A/1', url: 'https://example.org/a_b', issuers: ['state:fr']}),
             (p:Passage {ordinal: 1, number: '3(a)', start: 0, end: 40, text: 'France joined the Union.'}),
             (d)-[:HAS_PASSAGE]->(p),
             (s:Statement {id: 's1', type: 'MEMBER_OF', cue: 'joined', polarity: 'positive', status: 'done'}),
             (s)-[:SUBJECT]->(fr), (s)-[:OBJECT]->(eu), (s)-[:IN]->(p),
             (fr)-[:MEMBER_OF {valid_from: '1958-01-01'}]->(eu),
             (fr)-[:HOSTED {valid_from: '2008-07', valid_to: '2008-12'}]->(eu)
      """

  Scenario: A citation as text
    When executing query:
      """
      MATCH (s:Statement) RETURN cite(s) AS source, cite(s, 'text') AS same
      """
    Then the result should be, in any order:
      | source                                                            | same                                                              |
      | 'Joint statement: 50% & more, A/1, 2023-05-31/2023-06-01, para. 3(a)' | 'Joint statement: 50% & more, A/1, 2023-05-31/2023-06-01, para. 3(a)' |

  Scenario: A citation as BibTeX escapes what BibTeX would read
    When executing query:
      """
      MATCH (s:Statement) UNWIND split(cite(s, 'bibtex'), '\n') AS line RETURN trim(line) AS line
      """
    Then the result should be, in order:
      | line                                         |
      | '@misc{joint-statement,'                     |
      | 'title = {Joint statement: 50\\\\% \\\\& more},' |
      | 'author = {{France}},'                       |
      | 'year = {2023},'                             |
      | 'month = {05},'                              |
      | 'day = {31},'                                |
      | 'number = {A/1},'                            |
      | 'url = {https://example.org/a_b},'           |
      | 'note = {para. 3(a)}'                        |
      | '}'                                          |

  Scenario: A citation as CSL-JSON
    When executing query:
      """
      MATCH (d:Document) RETURN cite(d, 'csl-json') AS items
      """
    Then the result should be, in any order:
      | items                                                                                                                                                                                                                                  |
      | '[{"id":"doc:joint-statement","type":"document","title":"Joint statement: 50% & more","author":[{"literal":"France"}],"issued":{"date-parts":[[2023,5,31]]},"number":"A/1","URL":"https://example.org/a_b"}]' |

  Scenario: A citation style that there is not
    When executing query:
      """
      MATCH (d:Document) RETURN cite(d, 'chicago')
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: What no statement stands behind has no citation
    When executing query:
      """
      MATCH (:State)-[r:HOSTED]->() RETURN cite(r) AS text, cite(r, 'bibtex') AS bibtex, cite(null) AS none
      """
    Then the result should be, in any order:
      | text | bibtex | none |
      | null | null   | null |

  Scenario Outline: Whether something held at a date
    When executing query:
      """
      MATCH (:State)-[r:<type>]->() RETURN at(r, <date>) AS held
      """
    Then the result should be, in any order:
      | held   |
      | <held> |

    Examples:
      | type      | date               | held  |
      | MEMBER_OF | date('2020-02-29') | true  |
      | MEMBER_OF | '1957'             | false |
      | HOSTED    | '2008-09-30'       | true  |
      | HOSTED    | '2008'             | true  |
      | HOSTED    | '2009-01-01'       | false |
      | HOSTED    | null               | null  |

  Scenario: Whether something held in a period
    When executing query:
      """
      MATCH (d:Document), (s:Statement), (e:State)
      RETURN during(d, '2023', '2023') AS year, during(d, date('2023-06-01'), '2023-07') AS touching,
             during(d, '2023-06-02', '2024') AS after, during(s, '2023-05', '2023-05') AS statement,
             during(e, '2000', '2001') AS unknown
      """
    Then the result should be, in any order:
      | year | touching | after | statement | unknown |
      | true | true     | false | true      | null    |

  Scenario: A text that is no date
    When executing query:
      """
      MATCH (d:Document) RETURN at(d, 'yesterday')
      """
    Then a ArgumentError should be raised at runtime: InvalidArgumentValue

  Scenario: Marks around the words that a query finds
    When executing query:
      """
      RETURN text.highlight('States supported supporting states.', 'support') AS a,
             text.highlight('A red, red rose', '"red rose"', '<', '>') AS b,
             text.highlight('Безопасность', 'безопасность', '[', ']') AS c,
             text.highlight('网络安全', '安全', '[', ']') AS d,
             text.highlight('nothing here', 'else') AS e, text.highlight(null, 'x') AS f
      """
    Then the result should be, in any order:
      | a                                         | b                  | c                | d          | e              | f    |
      | 'States **supported** **supporting** states.' | 'A red, <red> <rose>' | '[Безопасность]' | '网络[安全]' | 'nothing here' | null |

  Scenario: The part of a text that a query is about
    When executing query:
      """
      RETURN text.snippet('one two three four five six seven eight nine ten', 'six', 20) AS a,
             text.snippet('short', 'six') AS b, text.snippet('one two three four five', 'zero', 9) AS c
      """
    Then the result should be, in any order:
      | a                  | b       | c          |
      | '…five six seven…' | 'short' | 'one two…' |

  Scenario: All readings of a name
    When executing query:
      """
      RETURN size(entities('state:fr')) AS one, entities('nobody') AS none
      """
    Then the result should be, in any order:
      | one | none |
      | 1   | []   |
