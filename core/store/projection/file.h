#pragma once

// The projection of an edition as a file; format.h has its bytes.

#include <filesystem>
#include <memory>

#include "chancery/projection.h"
#include "store/graph_view.h"

namespace chancery {

/// Makes the file for a state; on the disk when it returns. Writes none where the ids of the state
/// are too far apart for a projection. Throws Error(io_error), Error(corruption).
void write_projection(const StoreSnapshot& state, const std::filesystem::path& file);

/// The projection of an edition, whose state is `state`: the file mapped or, where it is missing,
/// damaged or of another version, a new one, in memory where no file can be written. Damage in a
/// part that is looked at only later is mended then in the same way. Null where the store cannot
/// be projected: because of its ids, or because it is damaged itself.
std::shared_ptr<const Projection> open_projection(
    const std::filesystem::path& file, const std::shared_ptr<const StoreSnapshot>& state);

}  // namespace chancery
