//! Why a drawing could not be made.

/// A drawing that cannot be made: what was asked for is too large or of no size at all.
#[derive(Debug, thiserror::Error)]
#[error("the drawing cannot be made: {0}")]
pub struct ChartError(pub(super) String);
