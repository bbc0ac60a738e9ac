use crate::prelude::*;

/// A version of the council's privacy notice (UK GDPR Articles 12 to 14): a draft until the data protection officer approves it, and
/// never changed afterwards.
#[derive(Record, Clone)]
#[record(kind = "notice_version", title = "Version of the privacy notice", service = Governance, file = Council, category = Governance, given)]
pub struct NoticeVersion {
    /// Its number: the next after the last.
    #[field(label = "Version")]
    pub number: Open<Whole<1, 9999>>,
    /// What it is called.
    pub title: Private<Line>,
    /// Whether it is the council's own wording; otherwise it was written from its settings.
    #[field(label = "The council's own wording?")]
    pub own_wording: Open<bool>,
    /// What it says: `# ` begins a heading, `- ` an item, an empty line a paragraph.
    #[field(label = "The notice")]
    pub text: Private<Narrative>,
    /// The same for children.
    #[field(label = "The notice for children")]
    pub for_children: Private<Option<Narrative>>,
    /// The day on which it was written or loaded.
    #[field(label = "Prepared on")]
    pub prepared_on: Open<Date>,
    /// The day on which it was approved.
    #[field(label = "Approved on")]
    pub approved_on: Open<Option<Date>>,
    /// Who approved it: always a person.
    #[field(label = "Approved by", of = Staff)]
    pub approved_by: Open<Option<WorkerId>>,
    /// The day from which it is in force.
    #[field(label = "In force from")]
    pub from: Open<Option<Date>>,
}

impl Makes for NoticeVersion {
    fn events(&self) -> Events {
        events![notice.prepared => self.prepared_on, notice.approved => self.approved_on]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let whole = [self.approved_on.is_some(), self.approved_by.is_some(), self.from.is_some()];
        let torn = whole.contains(&true) && whole.contains(&false);
        problems.add_if(torn, "approved_on", "an approval has a day, a name and a day from which it holds, together");
        problems
    }

    fn headline(&self) -> String {
        format!("Version {}", self.number.0.0)
    }
}
