//! What is true: pure types and rules. Nothing here waits, reads a file or asks the time.

pub mod document;
