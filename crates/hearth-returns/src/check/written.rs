//! A report as JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeSeq, Serializer};

use super::{CouldNotRun, Form, Report};

/// How long the check took, where that should be told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Took {
    /// Milliseconds.
    pub elapsed_ms: u64,
}

/// Writes a report as JSON, its findings one after another, so that a million need no more memory than one.
pub fn write_json<F: Form>(report: &Report<'_, F>, took: Took, out: impl Write) -> io::Result<()> {
    let whole = report.whole();
    let rows =
        whole.tables.tables().iter().filter(|table| table.was_read()).map(|table| (table.name(), table.rows_seen()));
    let written = Written {
        r#return: F::SPEC.name,
        collection_year: whole.setting.year.number(),
        ruleset: whole.setting.ruleset,
        rows: rows.collect(),
        rules_run: report.rules_run(),
        could_not_run: report.could_not_run(),
        findings: Findings(report),
        authority_findings: report
            .about_authority()
            .map(|(rule, message)| AboutAuthority { rule: rule.code, message, fix: rule.fix })
            .collect(),
        elapsed_ms: took.elapsed_ms,
    };
    serde_json::to_writer(out, &written).map_err(io::Error::from)
}

#[derive(Serialize)]
#[serde(bound = "")]
struct Written<'r, 'a, F: Form> {
    r#return: &'static str,
    collection_year: i16,
    ruleset: i16,
    rows: BTreeMap<&'static str, u32>,
    rules_run: usize,
    could_not_run: &'r [CouldNotRun],
    findings: Findings<'r, 'a, F>,
    authority_findings: Vec<AboutAuthority<'r>>,
    elapsed_ms: u64,
}

#[derive(Serialize)]
struct AboutAuthority<'r> {
    rule: &'static str,
    message: &'r str,
    fix: &'static str,
}

struct Findings<'r, 'a, F: Form>(&'r Report<'a, F>);

impl<F: Form> Serialize for Findings<'_, '_, F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        for finding in self.0.findings() {
            seq.serialize_element(&finding)?;
        }
        seq.end()
    }
}
