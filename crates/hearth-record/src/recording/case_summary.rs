use crate::prelude::*;

/// Who the child is to us, in words that somebody who has never met them understands: why we are involved, what the worry is, what
/// works, what is planned and what happens if it does not hold.
#[derive(Record, Clone)]
#[record(kind = "case_summary", title = "Case summary", service = Recording, category = PersonalInformation)]
pub struct CaseSummary {
    /// The day on which it was written.
    #[field(label = "Written on")]
    pub written_on: Open<Date>,
    /// The summary, in at most 200 words.
    #[field(
        label = "Summary",
        hint = "At most 200 words: why we are involved, what worries us, what works, the plan, and what we do if it fails",
        of = ThirdParty
    )]
    pub summary: Private<Narrative>,
}

impl CaseSummary {
    /// The most words that it has: it is read standing up.
    pub const MOST_WORDS: usize = 200;
    /// After so many days it is out of date.
    pub const LASTS_DAYS: u32 = 30;
}

impl Makes for CaseSummary {
    fn events(&self) -> Events {
        events![summary.written => self.written_on]
    }

    fn problems(&self) -> Problems {
        let words = self.summary.reveal().0.split_whitespace().count();
        let mut problems = Problems::none();
        let most = Self::MOST_WORDS;
        problems.add_if(words > most, "summary", format!("must be {most} words or fewer; these are {words}"));
        problems
    }
}
