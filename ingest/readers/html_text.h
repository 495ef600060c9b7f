#pragma once

// Text of HTML nodes against the source it was written as, entities included.

#include <gumbo.h>

#include <string>
#include <string_view>

#include "text_builder.h"

namespace chancery {
namespace ingest {

/// Appends a text node: pieces that stand in the source as they are, entities and line ends as
/// small runs. With `fold`, each run of white space becomes one character.
void append_html_text(TextBuilder& builder, const GumboText& node, bool fold);

/// What a character reference ("&amp;", "&#8211;") stands for; itself where it is none.
std::string decode_html_entity(std::string_view reference);

}  // namespace ingest
}  // namespace chancery
