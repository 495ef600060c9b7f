// A full-text query: what each clause is found in, then the best of that.

#include <utility>

#include "chancery/error.h"
#include "store/posting_list.h"
#include "store/text_index.h"
#include "store/text_query.h"
#include "store/text_ranking.h"

namespace chancery {
namespace {

const IndexState& require_index(const GraphReads& reads, LabelId label, KeyId key) {
  const Catalog& catalog = reads.catalog();
  if (const IndexState* index = catalog.find_index(IndexInfo::Kind::text, label, key)) {
    return *index;
  }
  const Dictionary& names = catalog.dictionary();
  throw Error(ErrorKind::argument_error,
              "There is no full-text index on :" + std::string(names.labels.name(raw(label))) +
                  "(" + std::string(names.keys.name(raw(key))) + ").");
}

}  // namespace

std::vector<TextHit> search_text_index(const GraphReads& reads, LabelId label, KeyId key,
                                       std::string_view query, std::size_t limit) {
  const IndexState& index = require_index(reads, label, key);
  const std::string prefix = index_prefix(label, key);
  std::vector<ClauseTexts> clauses;
  for (const TextClause& clause : parse_text_query(query, index.languages)) {
    clauses.push_back({clause.occur, texts_that_hold(reads.rows(), prefix, clause)});
  }
  return best_texts(index, std::move(clauses), limit);
}

}  // namespace chancery
