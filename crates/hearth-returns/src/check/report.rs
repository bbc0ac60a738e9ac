use serde::Serialize;

use super::rule::{Form, Rule};
use super::{Found, Hit, Severity, Whole, say};
use crate::row::Row;

/// A rule that could not run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CouldNotRun {
    /// Its code.
    pub rule: &'static str,
    /// Why.
    pub because: String,
}

/// One row that a rule named, with what is said about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding<'a> {
    /// The rule's code.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The stage of the portal.
    pub stage: u8,
    /// The table.
    pub table: &'static str,
    /// The row of the table, from 0 in the order read.
    pub row: u32,
    /// The line in the file, from 1.
    pub line: u32,
    /// The child.
    pub child: &'a str,
    /// The columns that the rule is about.
    pub fields: &'static [&'static str],
    /// Rows of one finding share it.
    pub group: u32,
    /// What is wrong in these rows.
    pub message: String,
    /// How it is put right.
    pub fix: &'static str,
}

/// What the check of a return found.
pub struct Report<'a, F: Form> {
    whole: Whole<'a>,
    rules: Vec<&'static Rule<F>>,
    could_not: Vec<CouldNotRun>,
    /// Hits in order: those of one group together, what is beside last.
    groups: Vec<Vec<Hit<'a>>>,
    said: Vec<(u16, String)>,
}

impl<'a, F: Form> Report<'a, F> {
    pub(super) fn new(
        whole: Whole<'a>,
        rules: Vec<&'static Rule<F>>,
        mut could_not: Vec<CouldNotRun>,
        found: Found<'a>,
    ) -> Self {
        let (hits, said, mut untold) = found.into_parts();
        untold.sort_unstable();
        could_not.extend(untold.into_iter().map(|(rule, children)| CouldNotRun {
            rule: rules[usize::from(rule)].code,
            because: match children {
                1 => "the years that were given cannot tell of one child".to_owned(),
                more => format!("the years that were given cannot tell of {more} children"),
            },
        }));
        let mut groups: Vec<Vec<Hit<'a>>> = hits.chunk_by(|a, b| a.group == b.group).map(<[Hit<'a>]>::to_vec).collect();
        let table = |row: Row<'_>| F::SPEC.position(row.table().name()).unwrap_or(usize::MAX);
        let place = |group: &Vec<Hit<'a>>| {
            let first = group.first();
            (first.and_then(|hit| hit.row).map(|row| (table(row), row.position())), first.map(|hit| hit.rule))
        };
        groups.sort_by_cached_key(place);
        Self { whole, rules, could_not, groups, said }
    }

    /// What was checked.
    pub fn whole(&self) -> Whole<'a> {
        self.whole
    }

    /// How many rules ran.
    pub fn rules_run(&self) -> usize {
        self.rules.len()
    }

    /// The rules that could not run, and why; among them those that ran and could not tell of every child.
    pub fn could_not_run(&self) -> &[CouldNotRun] {
        &self.could_not
    }

    /// How many rows are named.
    pub fn len(&self) -> usize {
        self.groups.iter().flatten().filter(|hit| !hit.beside).count()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty() && self.said.is_empty()
    }

    /// Every row that a rule named, by table and row; what is said is put together here.
    pub fn findings(&self) -> impl Iterator<Item = Finding<'a>> + '_ {
        (1_u32..).zip(&self.groups).flat_map(|(number, group)| self.of_group(number, group))
    }

    /// What was found about the authority as a whole: the rule, and what it says.
    pub fn about_authority(&self) -> impl Iterator<Item = (&'static Rule<F>, &str)> {
        self.said.iter().map(|(rule, said)| (self.rules[usize::from(*rule)], said.as_str()))
    }

    fn of_group<'s>(&'s self, number: u32, group: &'s [Hit<'a>]) -> impl Iterator<Item = Finding<'a>> + 's {
        group.iter().filter(|hit| !hit.beside).filter_map(move |hit| {
            let (row, rule) = (hit.row?, self.rules[usize::from(hit.rule)]);
            Some(Finding {
                rule: rule.code,
                severity: rule.severity,
                stage: rule.stage,
                table: row.table().name(),
                row: row.number(),
                line: row.line(),
                child: row.child(),
                fields: rule.fields,
                group: number,
                message: say::of(rule.says, row, group),
                fix: rule.fix,
            })
        })
    }
}
