use crate::prelude::*;

/// What the rules of a statutory return said of the records of the whole council at a moment: every night, so that a year shows
/// whether what is held becomes truer (UK GDPR Article 5(1)(d)).
#[derive(Record, Clone)]
#[record(kind = "return_run", title = "Check of a return", service = Sharing, file = Council, category = Governance, given)]
pub struct ReturnRun {
    /// When it was made.
    #[field(label = "Made")]
    pub made_at: Open<Timestamp>,
    /// Which return.
    #[field(label = "Return")]
    pub of: Open<sets::StatutoryReturn>,
    /// The collection year, named by the March in which it ends.
    pub year: Open<Whole<1900, 2199>>,
    /// Who made it; nobody where it was the check of the night.
    #[field(label = "Made by", of = Staff)]
    pub made_by: Open<Option<WorkerId>>,
    /// How many children count in the return.
    pub children: Open<Whole<0, { i64::MAX }>>,
    /// How many errors the rules found.
    pub errors: Open<Whole<0, { i64::MAX }>>,
    /// How many queries the rules raised.
    pub queries: Open<Whole<0, { i64::MAX }>>,
    /// In how many files something could not be looked at.
    #[field(label = "Files left out")]
    pub left_out: Open<Whole<0, { i64::MAX }>>,
    /// How often each rule found something: the code of the rule, a space, the number.
    #[field(label = "By rule")]
    pub by_rule: Open<Vec<Line>>,
}

impl Makes for ReturnRun {
    fn events(&self) -> Events {
        events![]
    }

    fn headline(&self) -> String {
        format!("{}: {} errors, {} queries", self.of.words(), self.errors.0.0, self.queries.0.0)
    }
}
