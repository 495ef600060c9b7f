#pragma once

/// Marks a namespace block whose declarations belong to the installed library's interface.
/// Public headers open `namespace chancery CHANCERY_API {`; everything else stays hidden.
#define CHANCERY_API __attribute__((visibility("default")))
