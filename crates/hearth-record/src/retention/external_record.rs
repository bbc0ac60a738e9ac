use crate::prelude::*;

/// A record about the person that stands outside the system: a box of paper, a mailbox, a folder on a SharePoint site. It is found by
/// whoever asks for the file and ends with it. A move is a correction, so where it stood before stays readable.
#[derive(Record, Clone)]
#[record(kind = "external_record", title = "Record kept elsewhere", service = Retention, category = Governance)]
pub struct ExternalRecord {
    /// On what it is kept.
    #[field(label = "Kept on")]
    pub medium: Open<sets::RecordMedium>,
    /// What it is.
    #[field(label = "What is it?", of = ThirdParty, hint = "Such as “paper file 2012 to 2016, two volumes”")]
    pub title: Private<Line>,
    /// Where it is: shelf and building, mailbox, or link.
    #[field(label = "Where is it?", hint = "The shelf and building, the mailbox, or the link")]
    pub location: Private<Line<500>>,
    /// The number on the box or the folder.
    #[field(label = "Barcode or box number")]
    pub barcode: Private<Option<Line<48>>>,
    /// Who answers for it: a person, a team or a store.
    #[field(label = "Who answers for it?", of = Staff)]
    pub custodian: Private<Line>,
    /// The day on which it came to where it is now.
    #[field(label = "There since")]
    pub moved_on: Open<Option<Date>>,
    /// The scan of it, where there is one.
    #[field(label = "Its scan")]
    pub document: Open<Option<RecordId>>,
    /// The day on which the scan was compared with it, page by page.
    #[field(label = "Scan compared with it on")]
    pub scan_checked_on: Open<Option<Date>>,
    /// The day on which an original that was scanned is to be destroyed.
    #[field(label = "Original to be destroyed on", hint = "Only once its scan was compared with it")]
    pub destroy_on: Open<Option<Date>>,
    /// Whether it holds something that cannot be replaced, such as photographs or life-story work.
    #[field(label = "Does it hold something that cannot be replaced?")]
    pub irreplaceable: Open<Option<bool>>,
    /// The day on which it was given back to the person.
    #[field(label = "Returned on")]
    pub returned_on: Open<Option<Date>>,
    /// The day on which it was destroyed.
    #[field(label = "Destroyed on")]
    pub destroyed_on: Open<Option<Date>>,
    /// How the destruction was confirmed, and by whom.
    #[field(label = "Who confirmed it, and how?", of = Staff)]
    pub confirmed: Private<Option<Line>>,
}

/// The codes of records that stand outside the system.
const OUTSIDE: [&str; 3] = ["PAPER", "EMAIL", "SHAREPOINT"];

impl ExternalRecord {
    /// Whether it is still there: neither destroyed nor given back.
    pub fn remains(&self) -> bool {
        self.destroyed_on.is_none() && self.returned_on.is_none()
    }

    /// The code of what it is kept on.
    pub fn medium_code(&self) -> &'static str {
        self.medium.code()
    }
}

impl Makes for ExternalRecord {
    fn events(&self) -> Events {
        events![
            external_record.moved => self.moved_on,
            external_record.returned => self.returned_on,
            external_record.destroyed => self.destroyed_on,
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let both = self.returned_on.is_some() && self.destroyed_on.is_some();
        problems.add_if(both, "destroyed_on", "cannot stand beside a day on which it was returned");
        let unscanned = self.destroy_on.is_some() && self.document.is_none();
        problems.add_if(unscanned, "destroy_on", "needs its scan: file the scan first and name it here");
        problems
    }

    fn lacks(&self) -> Problems {
        let mut problems = Problems::none();
        let outside = OUTSIDE.contains(&self.medium.code());
        problems.add_if(!outside, "medium", "must be paper, an e-mail account or a SharePoint site");
        let unconfirmed = self.destroyed_on.is_some() && self.confirmed.reveal().is_none();
        problems.add_if(unconfirmed, "confirmed", "is needed once it was destroyed");
        let unchecked = self.destroy_on.is_some() && self.scan_checked_on.is_none();
        problems.add_if(unchecked, "scan_checked_on", "is needed before an original is destroyed");
        problems
    }

    fn work(&self) -> Vec<Work> {
        awaits(clear::ORIGINAL, !self.remains() || self.destroy_on.is_none(), *self.destroy_on, None)
    }

    fn headline(&self) -> String {
        format!("{}: {}", self.medium.words(), self.title.reveal().0)
    }
}
