use crate::row::Row;

/// A row that a rule named, or one beside it.
#[derive(Clone, Copy)]
pub struct Hit<'a> {
    /// The rule, by its place among those that ran.
    pub(super) rule: u16,
    /// The finding: rows of one share it.
    pub(super) group: u32,
    /// The row; `None` for a finding about the authority as a whole.
    pub(super) row: Option<Row<'a>>,
    /// Whether the row only explains the finding.
    pub(super) beside: bool,
}

/// What the rules have found so far.
///
/// A rule names rows: one by one with [`row`](Self::row), or several as one finding with [`rows`](Self::rows).
#[derive(Default)]
pub struct Found<'a> {
    hits: Vec<Hit<'a>>,
    said: Vec<(u16, String)>,
    /// Of how many children a rule could not tell.
    untold: Vec<(u16, u32)>,
    rule: u16,
    group: u32,
}

/// What was found, by the places of the rules among those that ran.
type Parts<'a> = (Vec<Hit<'a>>, Vec<(u16, String)>, Vec<(u16, u32)>);

impl<'a> Found<'a> {
    /// A finding about one row.
    pub fn row(&mut self, row: impl Into<Row<'a>>) -> &mut Self {
        self.group += 1;
        self.push(row.into(), false);
        self
    }

    /// One finding about several rows, all of them named.
    pub fn rows<R: Into<Row<'a>>>(&mut self, rows: impl IntoIterator<Item = R>) -> &mut Self {
        self.group += 1;
        for row in rows {
            self.push(row.into(), false);
        }
        self
    }

    /// A finding about each row that is wrong.
    pub fn each<'r, T>(&mut self, rows: &'r [T], wrong: impl Fn(&T) -> bool)
    where
        &'r T: Into<Row<'a>>,
    {
        for row in rows.iter().filter(|row| wrong(row)) {
            self.row(row);
        }
    }

    /// Names another row in the last finding.
    pub fn and(&mut self, row: impl Into<Row<'a>>) -> &mut Self {
        self.push(row.into(), false);
        self
    }

    /// Puts a row beside the last finding: not named, but its values can stand in what is said.
    pub fn beside(&mut self, row: impl Into<Row<'a>>) -> &mut Self {
        self.push(row.into(), true);
        self
    }

    /// A finding about the authority as a whole, in words.
    pub fn authority(&mut self, said: impl Into<String>) {
        self.said.push((self.rule, said.into()));
    }

    /// The rule cannot tell of a child: what decides it lies before the years that were given.
    pub fn cannot_tell(&mut self) {
        match self.untold.iter_mut().find(|(rule, _)| *rule == self.rule) {
            Some((_, children)) => *children += 1,
            None => self.untold.push((self.rule, 1)),
        }
    }

    fn push(&mut self, row: Row<'a>, beside: bool) {
        self.hits.push(Hit { rule: self.rule, group: self.group, row: Some(row), beside });
    }

    /// What is found from here on was found by this rule.
    pub(super) fn turn_to(&mut self, rule: u16) {
        self.rule = rule;
    }

    /// Takes in what another thread found, its groups after these.
    pub(super) fn join(&mut self, other: Self) {
        let from = self.group;
        self.hits.extend(other.hits.into_iter().map(|hit| Hit { group: hit.group + from, ..hit }));
        self.said.extend(other.said);
        for (rule, children) in other.untold {
            match self.untold.iter_mut().find(|(known, _)| *known == rule) {
                Some((_, all)) => *all += children,
                None => self.untold.push((rule, children)),
            }
        }
        self.group += other.group;
    }

    /// The rows that were named, what is said of the authority, and of how many children a rule could not tell.
    pub(super) fn into_parts(self) -> Parts<'a> {
        (self.hits, self.said, self.untold)
    }
}
