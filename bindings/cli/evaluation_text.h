#pragma once

// Evaluations for people: tables and lists, with nothing in them that could steer a terminal.

#include <string>

#include "chancery/ingest/evaluate.h"

namespace chancery::cli {

/// Means, pooled figures by type, alias recall, then a line for each document.
std::string scores_text(const ingest::Evaluation& evaluation);

/// The kinds of errors ("missed relation SUPPORTS"), most frequent first, at most `most` of them.
std::string error_kinds_text(const ingest::Evaluation& evaluation, std::size_t most);

/// Every error under its document, with its sentence wrapped to `width` columns.
std::string errors_text(const ingest::Evaluation& evaluation, std::size_t width);

/// A line for each rule; then the rules, and the rows of dictionaries, that fired in one document
/// only. `evaluation` is what the support was counted in.
std::string support_text(const ingest::Support& support, const ingest::Evaluation& evaluation);

/// Figures, types and documents that changed; relations won and lost.
std::string comparison_text(const ingest::Comparison& comparison);

}  // namespace chancery::cli
