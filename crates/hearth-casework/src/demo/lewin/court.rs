//! Kelly asks the court to end the care order for Jaden; his grandmother was joined.

use super::Lewin;
use crate::{Failure, demo::dated::says};

impl Lewin<'_> {
    /// Three months ago: the application; two months ago the court joined Sandra; a hearing in a fortnight.
    pub(super) fn in_court(&self) -> Result<(), Failure> {
        let cast = self.cast;
        let file = self.jaden.file;
        let issued = cast.worked(cast.ago(0, 3, 4));
        let desk = cast.at("social.worker", issued, 14, 20)?;
        let proceedings = desk.add(
            file,
            "court_case",
            says! { application: "DISCHARGE", issued_on: issued, court: "Family Court at Liverpool", case_number: "LV26C00418",
                our_case: "Jaden is settled with the Dunleavys and says that he wants to see more of his mum and to stay where he is. \
                           Kelly has been well for seven months. We ask that the order stays, with more time together.",
                guardian: "Ann Petrie", lawyer: cast.worker("lawyer")?, worker: cast.worker("social.worker")? },
        )?;
        let joined = cast.worked(cast.ago(0, 2, 2));
        let desk = cast.at("social.worker", joined, 16, 0)?;
        desk.add(
            file,
            "court_party",
            says! { case: proceedings, name: "Sandra Lewin", part: "CARER", joined_on: joined, lawyer: "Tibble and Ward Solicitors" },
        )?;
        desk.add(
            file,
            "court_party",
            says! { case: proceedings, person: self.kelly.person, name: "Kelly Lewin", part: "MOTHER", parental_responsibility: "yes",
                lawyer: "Ashdown Law" },
        )?;
        desk.add(
            file,
            "court_hearing",
            says! { case: proceedings, hearing: "CMH", listed_for: cast.working_ahead(10),
            papers: "Our statement and the care plan a week before." },
        )?;
        Ok(())
    }
}
