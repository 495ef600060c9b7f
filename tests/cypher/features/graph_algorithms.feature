Feature: Graph algorithms answer about nodes, paths and relationships of a part of the graph

  # A triangle a, b, c with a long side, and d behind it.
  Background:
    Given an empty graph
    And having executed:
      """
      CREATE (a:N {x: 'a'}), (b:N {x: 'b'}), (c:N {x: 'c'}), (d:N {x: 'd'}),
             (a)-[:T {w: 1}]->(b), (b)-[:T {w: 1}]->(c), (a)-[:T {w: 5}]->(c), (c)-[:T {w: 1}]->(d)
      """

  Scenario Outline: <procedure> of every node gives <values>
    When executing query:
      """
      CALL graph.<procedure>(<options>) YIELD node, <column> AS value
      WITH node.x AS x, value ORDER BY x
      RETURN [each IN collect(value) | round(each * 10000) / 10000] AS values
      """
    Then the result should be, in any order:
      | values   |
      | <values> |
    And no side effects

    Examples:
      | procedure        | options                                | column      | values                           |
      | degree           |                                        | degree      | [2.0, 2.0, 3.0, 1.0]             |
      | degree           |                                        | outgoing    | [2.0, 1.0, 1.0, 0.0]             |
      | degree           | {weight: 'w'}                          | incoming    | [0.0, 1.0, 6.0, 1.0]             |
      | betweenness      |                                        | score       | [0.0, 0.0, 2.0, 0.0]             |
      | betweenness      | {direction: 'incoming'}                | score       | [0.0, 0.0, 2.0, 0.0]             |
      | betweenness      | {direction: 'both'}                    | score       | [0.0, 0.0, 2.0, 0.0]             |
      | betweenness      | {weight: 'w'}                          | score       | [0.0, 2.0, 2.0, 0.0]             |
      | betweenness      | {normalized: true}                     | score       | [0.0, 0.0, 0.3333, 0.0]          |
      | betweenness      | {direction: 'both', normalized: true}  | score       | [0.0, 0.0, 0.6667, 0.0]          |
      | betweenness      | {samples: 4, seed: 7}                  | score       | [0.0, 0.0, 2.0, 0.0]             |
      | closeness        |                                        | score       | [0.75, 0.4444, 0.3333, 0.0]      |
      | closeness        |                                        | harmonic    | [0.8333, 0.5, 0.3333, 0.0]       |
      | closeness        | {direction: 'incoming'}                | score       | [0.0, 0.3333, 0.6667, 0.6]       |
      | closeness        | {weight: 'w'}                          | score       | [0.5, 0.4444, 0.3333, 0.0]       |
      | coreNumbers      |                                        | core        | [2.0, 2.0, 2.0, 1.0]             |
      | components       |                                        | component   | [0.0, 0.0, 0.0, 0.0]             |
      | strongComponents |                                        | component   | [0.0, 1.0, 2.0, 3.0]             |
      | triangles        |                                        | triangles   | [1.0, 1.0, 1.0, 0.0]             |
      | triangles        |                                        | coefficient | [1.0, 1.0, 0.3333, 0.0]          |
      | topologicalOrder |                                        | position    | [0.0, 1.0, 2.0, 3.0]             |
      | pagerank         |                                        | score       | [0.1205, 0.1716, 0.3175, 0.3904] |
      | pagerank         | {damping: 0}                           | score       | [0.25, 0.25, 0.25, 0.25]         |

  Scenario: Several columns of a procedure come in one row
    When executing query:
      """
      CALL graph.degree({weight: 'w'}) YIELD node, degree, outgoing, incoming
      RETURN node.x AS x, degree, outgoing, incoming ORDER BY degree DESC, x LIMIT 2
      """
    Then the result should be, in order:
      | x   | degree | outgoing | incoming |
      | 'c' | 7.0    | 1.0      | 6.0      |
      | 'a' | 6.0    | 6.0      | 0.0      |

  Scenario Outline: Distances from a with <options> are <distances>
    When executing query:
      """
      MATCH (a {x: 'a'}) CALL graph.distances(a, <options>) YIELD node, distance
      WITH node, distance ORDER BY node.x RETURN collect([node.x, distance]) AS distances
      """
    Then the result should be, in any order:
      | distances   |
      | <distances> |

    Examples:
      | options                 | distances                                        |
      | {}                      | [['a', 0], ['b', 1], ['c', 1], ['d', 2]]         |
      | {weight: 'w'}           | [['a', 0.0], ['b', 1.0], ['c', 2.0], ['d', 3.0]] |
      | {direction: 'incoming'} | [['a', 0]]                                       |
      | {types: ['U']}          | [['a', 0]]                                       |

  Scenario Outline: The shortest paths from <start> to <end> with <options> are <paths>
    When executing query:
      """
      MATCH (a {x: '<start>'}), (b {x: '<end>'})
      CALL graph.shortestPaths(a, b, <options>) YIELD path, length
      RETURN collect([[n IN nodes(path) | n.x], length]) AS paths
      """
    Then the result should be, in any order:
      | paths   |
      | <paths> |

    Examples:
      | start | end | options                                      | paths                                                        |
      | a     | d   | {}                                           | [[['a', 'c', 'd'], 2], [['a', 'b', 'c', 'd'], 3]]            |
      | a     | d   | {weight: 'w'}                                | [[['a', 'b', 'c', 'd'], 3.0], [['a', 'c', 'd'], 6.0]]        |
      | a     | d   | {weight: 'w', count: 1}                      | [[['a', 'b', 'c', 'd'], 3.0]]                                |
      | d     | a   | {}                                           | []                                                           |
      | d     | b   | {direction: 'both'}                          | [[['d', 'c', 'b'], 2], [['d', 'c', 'a', 'b'], 3]]            |
      | d     | a   | {direction: 'incoming', weight: 'w', count: 1} | [[['d', 'c', 'b', 'a'], 3.0]]                              |
      | a     | a   | {}                                           | [[['a'], 0]]                                                 |

  Scenario: The query goes on with a path
    When executing query:
      """
      MATCH (a {x: 'a'}), (d {x: 'd'})
      CALL graph.shortestPath(a, d, {weight: 'w'}) YIELD path, length
      MATCH (n) WHERE NOT n IN nodes(path) OR n = nodes(path)[1]
      RETURN path, length, [r IN relationships(path) | r.w] AS weights, n.x AS x
      """
    Then the result should be, in any order:
      | path                                                                                          | length | weights   | x   |
      | <(:N {x: 'a'})-[:T {w: 1}]->(:N {x: 'b'})-[:T {w: 1}]->(:N {x: 'c'})-[:T {w: 1}]->(:N {x: 'd'})> | 3.0    | [1, 1, 1] | 'b' |

  Scenario: Parallel relationships make paths of their own, and lengths of zero do not go in circles
    And having executed:
      """
      MATCH (c {x: 'c'}), (d {x: 'd'}) CREATE (c)-[:T {w: 0}]->(d), (d)-[:T {w: 0}]->(c)
      """
    When executing query:
      """
      MATCH (a {x: 'c'}), (b {x: 'd'})
      CALL graph.shortestPaths(a, b, {weight: 'w', count: 9}) YIELD path, length
      RETURN [r IN relationships(path) | r.w] AS weights, length
      """
    Then the result should be, in order:
      | weights | length |
      | [0]     | 0.0    |
      | [1]     | 1.0    |

  Scenario: A spanning tree leaves out the heaviest relationship of a circle
    When executing query:
      """
      CALL graph.spanningTree({weight: 'w'}) YIELD relationship, weight
      RETURN startNode(relationship).x + endNode(relationship).x AS pair, weight
      """
    Then the result should be, in order:
      | pair | weight |
      | 'ab' | 1.0    |
      | 'bc' | 1.0    |
      | 'cd' | 1.0    |

  Scenario: The greatest flow, what carries it and what it could be cut at
    And having executed:
      """
      MATCH (a {x: 'a'}), (d {x: 'd'}), (c {x: 'c'}) CREATE (c)-[:T {w: 3}]->(d), (d)-[:T {w: 9}]->(a)
      """
    When executing query:
      """
      MATCH (a {x: 'a'}), (d {x: 'd'})
      CALL graph.maxFlow(a, d, {weight: 'w'}) YIELD flow, carried, cut
      UNWIND carried AS each
      WITH flow, cut, startNode(each.relationship).x AS start, sum(each.amount) AS amount ORDER BY start
      RETURN flow, collect([start, amount])[-1] AS last, [r IN cut | r.w] AS cut
      """
    Then the result should be (ignoring element order for lists):
      | flow | last       | cut    |
      | 4.0  | ['c', 4.0] | [1, 3] |

  Scenario Outline: The greatest flow from <start> to <end> with <options> is <flow>
    When executing query:
      """
      MATCH (a {x: '<start>'}), (b {x: '<end>'})
      CALL graph.maxFlow(a, b, <options>) YIELD flow RETURN flow
      """
    Then the result should be, in any order:
      | flow   |
      | <flow> |

    Examples:
      | start | end | options                            | flow |
      | a     | c   | {}                                 | 2    |
      | a     | c   | {weight: 'w'}                      | 6.0  |
      | c     | a   | {weight: 'w'}                      | 0.0  |
      | c     | a   | {weight: 'w', direction: 'both'}   | 6.0  |
      | c     | a   | {direction: 'incoming'}            | 2    |

  Scenario Outline: Who is similar by <measure> with <options>: <pairs>
    When executing query:
      """
      CALL graph.similarity({measure: '<measure>', <options>}) YIELD node, other, score
      RETURN collect([node.x, other.x, round(score * 1000) / 1000]) AS pairs
      """
    Then the result should be, in any order:
      | pairs   |
      | <pairs> |

    Examples:
      | measure | options             | pairs                                        |
      | jaccard | top: 1              | [['a', 'b', 0.5], ['b', 'a', 0.5]]           |
      | overlap | top: 1              | [['a', 'b', 1.0], ['b', 'a', 1.0]]           |
      | cosine  | top: 1              | [['a', 'b', 0.707], ['b', 'a', 0.707]]       |
      | jaccard | weight: 'w'         | [['a', 'b', 0.167], ['b', 'a', 0.167]]       |
      | overlap | weight: 'w'         | [['a', 'b', 1.0], ['b', 'a', 1.0]]           |
      | cosine  | weight: 'w'         | [['a', 'b', 0.981], ['b', 'a', 0.981]]       |
      | jaccard | cutoff: 0.6         | []                                           |
      | jaccard | direction: 'incoming' | [['b', 'c', 0.5], ['c', 'b', 0.5]]         |

  Scenario: The most similar to one node
    When executing query:
      """
      MATCH (n {x: 'd'}) CALL graph.similarity({node: n, direction: 'both'}) YIELD other, score
      RETURN other.x AS x, score
      """
    Then the result should be, in order:
      | x   | score |
      | 'a' | 0.5   |
      | 'b' | 0.5   |

  Scenario Outline: Two triangles that a bridge joins are two communities to <procedure>
    And having executed:
      """
      MATCH (n) DETACH DELETE n
      """
    And having executed:
      """
      CREATE (a:N {x: 1})-[:T]->(b:N {x: 2})-[:T]->(c:N {x: 3})-[:T]->(a),
             (d:N {x: 4})-[:T]->(e:N {x: 5})-[:T]->(f:N {x: 6})-[:T]->(d), (c)-[:T {w: 0.5}]->(d)
      """
    When executing query:
      """
      CALL graph.<procedure>({<options>}) YIELD node, community
      WITH community, node ORDER BY node.x RETURN community, collect(node.x) AS members
      """
    Then the result should be, in any order:
      | community | members   |
      | 0         | [1, 2, 3] |
      | 1         | [4, 5, 6] |

    Examples:
      | procedure        | options         |
      | louvain          |                 |
      | louvain          | weight: 'w'     |
      | louvain          | iterations: 1   |
      | labelPropagation | weight: 'w'     |

  Scenario: Modularity, worked out by hand: 2 * (6 / 14 - (7 / 14)^2)
    And having executed:
      """
      MATCH (n) DETACH DELETE n
      """
    And having executed:
      """
      CREATE (a)-[:T]->(b)-[:T]->(c)-[:T]->(a), (d)-[:T]->(e)-[:T]->(f)-[:T]->(d), (c)-[:T]->(d)
      """
    When executing query:
      """
      CALL graph.louvain() YIELD modularity RETURN DISTINCT round(modularity * 1000000) AS millionths
      """
    Then the result should be, in any order:
      | millionths |
      | 357143.0   |

  Scenario: Labels and types restrict the graph
    And having executed:
      """
      MATCH (a {x: 'a'}), (d {x: 'd'}) CREATE (d)-[:U]->(a) REMOVE a:N SET a:M
      """
    When executing query:
      """
      UNWIND [{}, {types: 'T'}, {types: ['T', 'U']}, {labels: 'N'}, {labels: ['M', 'N'], types: ['U', 'X']},
              {labels: 'X'}, {types: 'X'}] AS options
      CALL graph.strongComponents(options) YIELD component
      WITH options, component, count(*) AS size ORDER BY component
      RETURN options, collect(size) AS sizes
      """
    Then the result should be, in any order:
      | options                                 | sizes        |
      | {}                                      | [4]          |
      | {types: 'T'}                            | [1, 1, 1, 1] |
      | {types: ['T', 'U']}                     | [4]          |
      | {labels: 'N'}                           | [1, 1, 1]    |
      | {labels: ['M', 'N'], types: ['U', 'X']} | [1, 1, 1, 1] |
      | {types: 'X'}                            | [1, 1, 1, 1] |

  Scenario Outline: Of relationships with dates, <options> leaves <left>
    And having executed:
      """
      MATCH (a {x: 'a'}), (d {x: 'd'})
      CREATE (a)-[:D {n: 1, date: '2023'}]->(d), (a)-[:D {n: 2, date: '2023-05-01/2023-06-30'}]->(d),
             (a)-[:D {n: 3, valid_from: date('2022-01-01')}]->(d), (a)-[:D {n: 4}]->(d),
             (a)-[:D {n: 5, valid_from: '2020', valid_to: '2021', date: '2023'}]->(d)
      """
    When executing query:
      """
      MATCH (a {x: 'a'}), (d {x: 'd'})
      CALL graph.shortestPaths(a, d, {types: 'D', count: 9, <options>}) YIELD path
      RETURN collect(relationships(path)[0].n) AS left
      """
    Then the result should be, in any order:
      | left   |
      | <left> |

    Examples:
      | options                          | left            |
      | at: null                         | [1, 2, 3, 4, 5] |
      | at: '2023-05'                    | [1, 2, 3]       |
      | at: date('2023-07-01')           | [1, 3]          |
      | from: '2021-06', to: '2021-07'   | [5]             |
      | from: '2023-06-30'               | [1, 2, 3]       |
      | to: '2021'                       | [5]             |

  Scenario Outline: <call> is refused
    When executing query:
      """
      MATCH (a {x: 'a'}), (d {x: 'd'}) <call>
      """
    Then a ProcedureError should be raised at runtime: InvalidArgumentValue

    Examples:
      | call                                                                        |
      | CALL graph.degree({weight: 'nope'}) YIELD node RETURN node                  |
      | CALL graph.degree({weight: 1}) YIELD node RETURN node                       |
      | CALL graph.degree({labels: [1]}) YIELD node RETURN node                     |
      | CALL graph.degree({at: '2020', from: '2020'}) YIELD node RETURN node        |
      | CALL graph.degree({at: 2020}) YIELD node RETURN node                        |
      | CALL graph.degree({nope: 1}) YIELD node RETURN node                         |
      | CALL graph.pagerank({damping: 1}) YIELD node RETURN node                    |
      | CALL graph.closeness({direction: 'up'}) YIELD node RETURN node              |
      | CALL graph.similarity({measure: 'dice'}) YIELD node RETURN node             |
      | CALL graph.similarity({node: 1}) YIELD node RETURN node                     |
      | CALL graph.shortestPaths(a, d, {count: 0}) YIELD path RETURN path           |
      | CALL graph.shortestPath(a, d, {labels: 'M'}) YIELD path RETURN path         |
      | CALL graph.maxFlow(a, a) YIELD flow RETURN flow                             |

  Scenario Outline: The weight <weight> is <answer> to <procedure>
    And having executed:
      """
      MATCH ({x: 'c'})-[r]->({x: 'd'}) SET r.w = <weight>
      """
    When executing query:
      """
      CALL graph.<procedure>({weight: 'w'}) YIELD node RETURN count(*) AS nodes
      """
    Then a ProcedureError should be raised at runtime: InvalidArgumentValue

    Examples:
      | weight    | procedure        |
      | 'x'       | degree           |
      | 0.0 / 0.0 | degree           |
      | -1        | pagerank         |
      | -0.5      | louvain          |
      | -1        | labelPropagation |
      | 0         | closeness        |
      | 0         | betweenness      |

  Scenario: A missing weight counts 1
    And having executed:
      """
      MATCH ({x: 'a'})-[r]->({x: 'c'}) REMOVE r.w
      """
    When executing query:
      """
      MATCH (a {x: 'a'}) CALL graph.distances(a, {weight: 'w'}) YIELD node, distance
      RETURN node.x AS x, distance
      """
    Then the result should be, in any order:
      | x   | distance |
      | 'a' | 0.0      |
      | 'b' | 1.0      |
      | 'c' | 1.0      |
      | 'd' | 2.0      |

  Scenario: Negative weights are welcome to a spanning tree
    And having executed:
      """
      MATCH ({x: 'a'})-[r]->({x: 'c'}) SET r.w = -5
      """
    When executing query:
      """
      CALL graph.spanningTree({weight: 'w'}) YIELD weight RETURN collect(weight) AS weights
      """
    Then the result should be, in any order:
      | weights          |
      | [-5.0, 1.0, 1.0] |

  Scenario: There is no topological order where relationships go in a circle
    And having executed:
      """
      MATCH (c {x: 'c'}), (d {x: 'd'}) CREATE (d)-[:T]->(c)
      """
    When executing query:
      """
      CALL graph.topologicalOrder() YIELD node RETURN node
      """
    Then a ProcedureError should be raised at runtime: InvalidArgumentValue

  Scenario: An empty part has no rows
    When executing query:
      """
      UNWIND [1] AS x
      CALL { CALL graph.pagerank({labels: 'X'}) YIELD node RETURN count(*) AS a }
      CALL { CALL graph.louvain({labels: 'X'}) YIELD node RETURN count(*) AS b }
      CALL { CALL graph.coreNumbers({labels: 'X'}) YIELD node RETURN count(*) AS c }
      CALL { CALL graph.spanningTree({labels: 'X'}) YIELD weight RETURN count(*) AS d }
      CALL { CALL graph.topologicalOrder({labels: 'X'}) YIELD node RETURN count(*) AS e }
      CALL { CALL graph.strongComponents({labels: 'X'}) YIELD node RETURN count(*) AS f }
      CALL { CALL graph.betweenness({labels: 'X'}) YIELD node RETURN count(*) AS g }
      CALL { CALL graph.closeness({labels: 'X'}) YIELD node RETURN count(*) AS h }
      CALL { CALL graph.similarity({labels: 'X'}) YIELD node RETURN count(*) AS i }
      CALL { CALL graph.components({labels: 'X'}) YIELD node RETURN count(*) AS j }
      RETURN a + b + c + d + e + f + g + h + i + j AS rows
      """
    Then the result should be, in any order:
      | rows |
      | 0    |

  Scenario: A loop and the writes of the same query are seen
    When executing query:
      """
      MATCH (a {x: 'a'}) CREATE (a)-[:T]->(a) WITH a
      CALL graph.degree() YIELD node, degree WITH a, node, degree WHERE node = a
      CALL graph.triangles() YIELD node AS other, coefficient WITH degree, coefficient, other, a WHERE other = a
      RETURN degree, coefficient
      """
    Then the result should be, in any order:
      | degree | coefficient |
      | 4      | 1.0         |
    And the side effects should be:
      | +relationships | 1 |
