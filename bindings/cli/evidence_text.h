#pragma once

#include <string>
#include <vector>

#include "chancery/ingest/extract.h"
#include "output.h"

namespace chancery::cli {

/// The evidence of a relationship named by its number, by subject and object, or by subject, type
/// and object. Throws Error(argument_error, entity_not_found).
std::vector<Evidence> look_up_evidence(const Database& database,
                                       const std::vector<std::string>& words);

/// Evidence for people: a heading per relationship, then each quotation with its cue marked, its
/// document and paragraph, and how it was read: rule, dictionary row, antecedents, readings
/// dropped. A row's text is shown where the document was read with these dictionaries.
std::string render_evidence(const Database& database, const std::vector<Evidence>& proofs,
                            const ingest::Dictionaries& dictionaries, const OutputOptions& options);

/// Evidence for programs: to_value() with what the rule reads and the text of the row
/// (`rule_description`, `row_text`), null where they are not known.
Value explained(const Evidence& proof, const ingest::Dictionaries& dictionaries);

}  // namespace chancery::cli
