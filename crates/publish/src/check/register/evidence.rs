//! `problem_evidence.csv`: what problems are known by.

use std::collections::{BTreeMap, BTreeSet};

use senim_model::id::Id;
use senim_register::{Evidence, EvidenceKind};

use super::{Found, Known};
use crate::source::table::{Row, Table, shorten};

impl Known<'_> {
    /// Puts evidence to its problems, in the order of rows.
    pub(super) fn evidence(
        &self,
        table: &Table<'_>,
        ids: &BTreeSet<Id>,
        found: &mut BTreeMap<Id, Found<'_>>,
    ) {
        for row in table.rows() {
            let evidence = self.piece(row, ids);
            let of = self.of(row, ids, found);
            if let (Some(of), Some(evidence)) = (of, evidence) {
                of.problem.evidence.push(evidence);
            }
        }
    }

    fn piece(&self, row: Row<'_>, problems: &BTreeSet<Id>) -> Option<Evidence> {
        let kind = self.code(row, "kind", EvidenceKind::ALL, EvidenceKind::code);
        let label = self.reader.text(row, "label");
        if label.is_empty() {
            self.error(
                row,
                "label_kk",
                "is empty in every language: what it is called",
            );
        }
        let (kind, to) = (kind?, row.get("to"));
        if let Err(message) = self.leads_somewhere(kind, to, problems) {
            let shown = if to.is_empty() {
                String::new()
            } else {
                format!("“{}” ", shorten(to))
            };
            self.error(row, "to", format!("{shown}{message}"));
            return None;
        }
        Some(Evidence {
            kind,
            to: to.to_owned(),
            label,
        })
    }
}
