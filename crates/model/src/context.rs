//! What a map shows besides: water, railways, main roads. Only a map needs it.

use serde::{Deserialize, Serialize};

use crate::directory::Point;
use crate::text::Text;

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContextKind {
    /// A river or canal as a line, a lake or reservoir as a polygon.
    Water,
    /// A railway.
    Rail,
    /// A main road.
    Road,
}

impl ContextKind {
    /// All kinds.
    pub const ALL: [ContextKind; 3] = [ContextKind::Water, ContextKind::Rail, ContextKind::Road];

    /// As facts name it.
    pub fn code(self) -> &'static str {
        match self {
            ContextKind::Water => "water",
            ContextKind::Rail => "rail",
            ContextKind::Road => "road",
        }
    }
}

/// What lies in and around one region.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// Whose it is, as its licence wants it said.
    pub attribution: Text,
    /// Kind of each piece, and of how many rings it is a polygon; 0 for a line.
    pub pieces: Vec<(ContextKind, u32)>,
    /// The lines and rings of all pieces in their order; the first point of a ring is not repeated
    /// at its end.
    #[serde(with = "crate::pack::deltas")]
    pub lines: Vec<Vec<Point>>,
}

impl Context {
    /// Each piece: its kind, whether it is a polygon, its lines or rings.
    pub fn each(&self) -> impl Iterator<Item = (ContextKind, bool, &[Vec<Point>])> {
        let mut rest = self.lines.as_slice();
        self.pieces.iter().map_while(move |(kind, rings)| {
            let (own, after) = rest.split_at_checked((*rings).max(1) as usize)?;
            rest = after;
            Some((*kind, *rings > 0, own))
        })
    }

    /// Whether there are as many lines as the pieces need.
    pub fn check(&self) -> bool {
        let needed = self
            .pieces
            .iter()
            .map(|(_, rings)| u64::from((*rings).max(1)));
        needed.sum::<u64>() == self.lines.len() as u64
    }
}
