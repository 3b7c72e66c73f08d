//! The allocator. It finds free memory in constant time, and merges free neighbours
//! (Masmano et al. 2004). The allocator of the standard library is 2 kB larger, gzipped.

use rlsf::{GlobalTlsf, GlobalTlsfOptions};

#[global_allocator]
static MEMORY: GlobalTlsf<Compact> = GlobalTlsf::new();

/// Growing lists are copied to a new place, so no code for growing in place is needed.
struct Compact;

impl GlobalTlsfOptions for Compact {
    const ENABLE_REALLOCATION: bool = false;
}
