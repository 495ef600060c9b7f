Feature: Dates, times and durations

  Scenario Outline: <expression> is <value>
    Given any graph
    When executing query:
      """
      RETURN toString(<expression>) AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |

    Examples: dates of weeks, quarters and days of the year
      | expression                                      | value        |
      | date({year: 1984, week: 10, dayOfWeek: 3})      | '1984-03-07' |
      | date({year: 1817, week: 1})                     | '1816-12-30' |
      | date({year: 1818, week: 53, dayOfWeek: 1})      | '1818-12-28' |
      | date({year: 1984, ordinalDay: 202})             | '1984-07-20' |
      | date({year: 1984, quarter: 3, dayOfQuarter: 45}) | '1984-08-14' |
      | date('2015W302')                                | '2015-07-21' |
      | date('2015-W30')                                | '2015-07-20' |
      | date('2015202')                                 | '2015-07-21' |
      | date('-0005-01-01')                             | '-0005-01-01' |
      | date({year: 10000})                             | '+10000-01-01' |

    Examples: time zones
      | expression                                                        | value |
      | time({hour: 12, timezone: '-02:05:07'})                           | '12:00-02:05:07' |
      | time('2140-00:00')                                                | '21:40Z' |
      | time('22+18:00')                                                  | '22:00+18:00' |
      | datetime('2015-07-21T21:40:32.142[Europe/London]')                | '2015-07-21T21:40:32.142+01:00[Europe/London]' |
      | datetime({year: 1818, month: 7, day: 21, timezone: 'Europe/Stockholm'}) | '1818-07-21T00:00+00:53:28[Europe/Stockholm]' |
      | datetime('2017-10-28T23:00+02:00[Europe/Stockholm]') + duration('PT6H') | '2017-10-29T04:00+01:00[Europe/Stockholm]' |
      | datetime('2017-10-28T23:00+02:00[Europe/Stockholm]') + duration('P1D')  | '2017-10-29T23:00+01:00[Europe/Stockholm]' |
      | datetime.fromepochmillis(237821673987)                            | '1977-07-15T13:34:33.987Z' |

    Examples: taken from others
      | expression                                                                     | value        |
      | date({date: date('1984-11-11'), week: 1})                                      | '1984-01-08' |
      | date({date: date('1984-11-11'), quarter: 3})                                   | '1984-08-11' |
      | date(datetime('1984-11-11T23:30-05:00'))                                       | '1984-11-11' |
      | time({time: time('12:31+01:00'), timezone: '+05:00'})                          | '16:31+05:00' |
      | time({time: localtime('12:31'), timezone: '+05:00'})                           | '12:31+05:00' |
      | datetime({date: date('1984-10-11'), time: time('12:31+01:00'), day: 28, timezone: 'Pacific/Honolulu'}) | '1984-10-28T01:31-10:00[Pacific/Honolulu]' |
      | localdatetime({datetime: datetime('1984-10-11T12:00+01:00'), second: 42})      | '1984-10-11T12:00:42' |

    Examples: cut off
      | expression                                                                     | value        |
      | date.truncate('weekYear', date('1984-01-01'), {day: 5})                        | '1983-01-05' |
      | date.truncate('decade', localdatetime('1984-10-11T12:31'), {day: 2})           | '1980-01-02' |
      | datetime.truncate('month', date('2017-10-11'), {timezone: 'Europe/Stockholm'}) | '2017-10-01T00:00+02:00[Europe/Stockholm]' |
      | datetime.truncate('hour', datetime('2017-10-11T12:31-01:00'), {timezone: '+01:00'}) | '2017-10-11T12:00+01:00' |
      | localtime.truncate('millisecond', time('12:31:14.645876123-01:00'), {nanosecond: 2}) | '12:31:14.645000002' |

    Examples: durations
      | expression                                        | value           |
      | duration({months: 0.75})                          | 'P22DT19H51M49.5S' |
      | duration({weeks: 2.5})                            | 'P17DT12H'      |
      | duration({days: 1, milliseconds: -1})             | 'P1DT-0.001S'   |
      | duration({seconds: -60, milliseconds: 1})         | 'PT-59.999S'    |
      | duration({minutes: 12, seconds: -60})             | 'PT11M'         |
      | duration('P2012-02-02T14:37:21.545')              | 'P2012Y2M2DT14H37M21.545S' |
      | duration('P-1Y2M')                                | 'P-10M'         |
      | duration('P12Y5M14DT16H13M10S') / 2               | 'P6Y2M22DT13H21M8S' |
      | date('2020-01-31') + duration('P1M')              | '2020-02-29'    |
      | date('2020-03-31') - duration('P1M')              | '2020-02-29'    |
      | -duration('P1DT2H')                               | 'P-1DT-2H'      |

    Examples: between two
      | expression                                                              | value        |
      | duration.between(date('1984-10-11'), date('2015-06-24'))                | 'P30Y8M13D'  |
      | duration.between(date('2018-03-01'), date('2018-01-31'))                | 'P-1M-1D'    |
      | duration.between(date('1984-10-11'), localtime('16:30'))                | 'PT16H30M'   |
      | duration.between(time('14:30'), time('16:30+0100'))                     | 'PT1H'       |
      | duration.between(localdatetime('2018-01-01T12:00'), localdatetime('2018-01-02T10:00')) | 'PT22H' |
      | duration.inMonths(datetime('2014-07-21T21:40+0200'), time('16:30+0100')) | 'PT0S'      |
      | duration.inDays(localtime('14:30'), date('2015-06-24'))                 | 'PT0S'       |
      | duration.inSeconds(date('2017-10-29'), datetime('2017-10-29T04:00[Europe/Stockholm]')) | 'PT5H' |
      | duration.inSeconds(localdatetime('-999999999-01-01'), localdatetime('+999999999-12-31T23:59:59')) | 'PT17531639991215H59M59S' |

  Scenario Outline: <expression> of the same or no value is <value>
    Given any graph
    When executing query:
      """
      RETURN <expression> AS value
      """
    Then the result should be, in any order:
      | value   |
      | <value> |

    Examples:
      | expression                                                             | value |
      | time('10:00+01:00') < time('10:00Z')                                   | true  |
      | duration('P1D') = duration('PT24H')                                    | false |
      | duration('P1Y') = duration('P12M')                                     | true  |
      | duration('P1M') < duration('P31D')                                     | null  |
      | date('2020-01-01') < localdatetime('2020-01-01T00:00')                 | null  |
      | date(null)                                                             | null  |
      | localtime.statement(null)                                              | null  |
      | date.truncate('year', null)                                            | null  |
      | duration.between(null, date('2020-01-01'))                             | null  |
      | date.transaction() = date.transaction()                                | true  |

  Scenario Outline: A duration counts in <key>
    Given any graph
    When executing query:
      """
      RETURN duration('P1Y4M10DT1H1M1.111111111S').<key> AS positive, duration('PT-1.5S').<key> AS negative
      """
    Then the result should be, in any order:
      | positive   | negative   |
      | <positive> | <negative> |

    Examples:
      | key                 | positive  | negative  |
      | quarters            | 5         | 0         |
      | monthsOfYear        | 4         | 0         |
      | daysOfWeek          | 3         | 0         |
      | seconds             | 3661      | -2        |
      | milliseconds        | 3661111   | -1500     |
      | nanosecondsOfSecond | 111111111 | 500000000 |

  Scenario Outline: <expression> is no such moment
    Given any graph
    When executing query:
      """
      RETURN <expression>
      """
    Then an ArgumentError should be raised at runtime: InvalidArgumentValue

    Examples:
      | expression                            |
      | date('2015-02-30')                    |
      | date('2015-W54')                      |
      | date('2015-366')                      |
      | date({month: 1})                      |
      | date({year: 2015, day: 1})            |
      | localtime('25:00')                    |
      | time('12:00+19:00')                   |
      | datetime({year: 2015, timezone: 'Nowhere/Land'}) |
      | duration('PT')                        |
