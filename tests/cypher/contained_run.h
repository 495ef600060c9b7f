#pragma once

// A feature's scenarios in a process of their own, so that a crash ends one scenario only.

#include <vector>

#include "scenario_run.h"

namespace cypher_tests {

/// A verdict per scenario of the feature. After a signal the scenario that ran counts as crashed,
/// and another process goes on behind it. Call it from a process without threads. Throws
/// std::runtime_error when the system gives no process.
std::vector<Verdict> run_contained(const Feature& feature, Manner manner);

/// For a run that is not contained: a fatal signal names the scenario on stderr before it ends the
/// process.
void name_on_crash(const std::string& scenario);

}  // namespace cypher_tests
