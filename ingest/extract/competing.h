#pragma once

// Readings that lost: what else was read of the words of a statement, and why it was not kept.

#include <string>
#include <vector>

#include "chancery/statements.h"
#include "extract/analysis.h"

namespace chancery::ingest {

/// Collects what assembly leaves out, and tells each statement which of it competed with it. Refers
/// to the statements of the analysis, which must stay where they are.
class CompetingReadings {
 public:
  CompetingReadings(const Analysis& analysis, const std::vector<PassageRecord>& passages)
      : analysis_(analysis), passages_(passages) {}

  /// Left out for its types, or a candidate, which the graph leaves out that is asked by default.
  void unfit(const ReadStatement& reading);
  /// Says what the statement at index `kept` of the output says, by other words or another rule.
  void again(const ReadStatement& reading, std::size_t kept);

  /// At most a handful of "CONDEMNS topic:norms (clause.act, 0.68): read twice" for the statement
  /// at index `kept`: those of the same sentence that share its object, or its subject and some of
  /// its words.
  std::vector<std::string> of(const ReadStatement& statement, std::size_t kept) const;

 private:
  std::string text(const ReadStatement& reading, const std::string& why) const;
  /// Which type does not fit; empty where all do.
  std::string fault_of(const ReadStatement& reading) const;
  std::string place_of(std::uint32_t passage) const;

  const Analysis& analysis_;
  const std::vector<PassageRecord>& passages_;
  using Readings = std::vector<const ReadStatement*>;
  std::vector<Readings> by_passage_ = std::vector<Readings>(passages_.size());
  std::vector<Readings> again_;  ///< by index of the statement kept, as far as any was read again
};

}  // namespace chancery::ingest
