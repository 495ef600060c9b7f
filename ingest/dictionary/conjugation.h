#pragma once

// Forms of a verb. English regular verbs follow rules; every other form is written in
// verbs/forms.tsv.

#include <string>
#include <string_view>

namespace chancery::ingest {

struct Conjugation {
  std::string base, third, past, participle, gerund;
};

/// The forms of a regular English verb ("carry": carries, carried, carried, carrying).
Conjugation conjugate_regular(std::string_view base);

/// The plural of a regular English noun.
std::string regular_plural(std::string_view noun);

}  // namespace chancery::ingest
