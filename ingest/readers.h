#pragma once

// One reader per format: UTF-8 source in; text, blocks, metadata and a map to that source out.

#include <string_view>

#include "chancery/ingest/document.h"
#include "text_builder.h"

namespace chancery {
namespace ingest {

void read_plain(std::string_view source, Document& document);
void read_markdown(std::string_view source, Document& document);
void read_html(std::string_view source, Document& document);

/// Appends the visible blocks of a piece of HTML inside another format; `fragment` must lie in
/// the builder's source.
void append_html_fragment(std::string_view fragment, TextBuilder& builder);

/// The encoding named in a <meta> element near the start, empty where there is none.
std::string_view declared_html_encoding(std::string_view bytes);

}  // namespace ingest
}  // namespace chancery
