#pragma once

#include <string>

#include "chancery/statements.h"

namespace chancery {

/// Throws Error(argument_error), naming the document, where an index or a span points outside,
/// an id is missing or too long for a key, or a property cannot be stored.
void check_annotations(const Annotations& annotations);

/// Two strings, as append_string() writes them: the SHA-256 of the source, and of all that the
/// document says. The second is what editions are compared by.
std::string document_digests(const Annotations& annotations);

}  // namespace chancery
