//! The `keng` binary.
fn main() {}
