#pragma once

// Where the words of a text begin and end: ICU's word breaks of the root locale (UAX 29). ICU takes
// most of the time of indexing a text, so that what is ASCII, with the punctuation that goes with
// it in print, is broken by the same rules by hand. Tested by word_breaks_test.cpp.

#include <cstddef>
#include <functional>
#include <string_view>

namespace chancery {

using VisitWord = std::function<void(std::size_t start, std::size_t end)>;

/// Visits the bytes of every segment with a letter, a digit or an ideograph in it, in order.
/// `text` has at most 2^31 - 1 bytes.
void visit_words(std::string_view text, const VisitWord& visit);

/// The same by ICU alone.
void visit_words_by_icu(std::string_view text, const VisitWord& visit);

}  // namespace chancery
