#pragma once

// 128 bits for sums of 64-bit times and lengths that must not overflow on the way.

namespace chancery {

__extension__ typedef __int128 Wide;

}  // namespace chancery
