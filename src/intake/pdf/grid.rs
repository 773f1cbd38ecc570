//! Tables drawn with rules: which cell a place on the page belongs to.

use super::content::{Rule, Run};

/// Edges nearer than this are one, in points.
const NEAR: f32 = 3.0;

/// The rules of a page, by direction.
#[derive(Debug, Default)]
pub struct Grid {
    /// Upright rules: place across, lower and upper end.
    upright: Vec<(f32, f32, f32)>,
    /// Level rules: height, left and right end.
    level: Vec<(f32, f32, f32)>,
}

/// The row of a table at some height.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The edges of its columns, from the left.
    pub edges: Vec<f32>,
    /// The height of its upper edge, or of the table where no rule closes it.
    pub top: f32,
}

impl Row {
    /// The column of a run.
    #[must_use]
    pub fn column(&self, run: &Run) -> usize {
        let middle = run.left + (run.right - run.left).min(6.0) / 2.0;
        self.edges
            .iter()
            .skip(1)
            .position(|edge| middle < *edge)
            .unwrap_or(self.edges.len().saturating_sub(2))
    }

    /// Whether the columns are those of another row.
    #[must_use]
    pub fn same_columns(&self, other: &Self) -> bool {
        self.edges.len() == other.edges.len()
            && self
                .edges
                .iter()
                .zip(&other.edges)
                .all(|(one, two)| (one - two).abs() < 2.0 * NEAR)
    }
}

impl Grid {
    /// Sorts the rules of a page.
    #[must_use]
    pub fn new(rules: &[Rule]) -> Self {
        let mut grid = Self::default();
        for rule in rules {
            let [left, low, right, high] = rule.edges;
            if right - left < 2.5 && high - low > 6.0 {
                grid.upright.push(((left + right) / 2.0, low, high));
            } else if high - low < 2.5 && right - left > 6.0 {
                grid.level.push(((low + high) / 2.0, left, right));
            }
        }
        grid
    }

    /// The row at a height, if at least two columns stand there.
    #[must_use]
    pub fn row(&self, base: f32, size: f32) -> Option<Row> {
        let middle = base + size * 0.3;
        let mut edges: Vec<f32> = self
            .upright
            .iter()
            .filter(|(_, low, high)| *low - 1.0 <= middle && middle <= *high + 1.0)
            .map(|(across, ..)| *across)
            .collect();
        edges.sort_by(f32::total_cmp);
        edges.dedup_by(|one, two| (*one - *two).abs() < NEAR);
        let (first, last) = (*edges.first()?, *edges.last()?);
        if edges.len() < 3 {
            return None;
        }
        let top = self
            .level
            .iter()
            .filter(|(height, left, right)| *height >= middle && *left < last && *right > first)
            .map(|(height, ..)| *height)
            .fold(f32::INFINITY, f32::min);
        Some(Row { edges, top })
    }
}
