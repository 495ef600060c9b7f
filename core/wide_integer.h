#pragma once

// 128 bits for sums of 64-bit times and lengths that must not overflow on the way, and for products
// of hashes.

namespace chancery {

__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 WideUnsigned;

}  // namespace chancery
