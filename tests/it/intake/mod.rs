//! Reading documents, from bytes to a proposed directive.

mod formats;
mod hostile;
mod mutants;
mod program;
mod samples;
mod shared;
mod write;
