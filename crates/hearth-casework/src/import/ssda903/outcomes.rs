//! OC2 and OC3: what a year came to, and how a care leaver lives at a birthday.

use hearth_returns::Row;
use jiff::civil::Date;

use super::{Draft, Ssda903};

/// The values of OC2, each in the field that holds it.
const FLAGS: [(&str, &str); 8] = [
    ("convicted", "CONVICTED"),
    ("health_check", "HEALTH_CHECK"),
    ("immunisations", "IMMUNISATIONS"),
    ("teeth_check", "TEETH_CHECK"),
    ("health_assessment", "HEALTH_ASSESSMENT"),
    ("substance_misuse", "SUBSTANCE_MISUSE"),
    ("intervention_received", "INTERVENTION_RECEIVED"),
    ("intervention_offered", "INTERVENTION_OFFERED"),
];

impl Ssda903<'_> {
    pub(super) fn outcomes(&mut self) {
        let mut rows = self.rows("OC2").into_iter();
        let flagged = self.child.rows("Header").find(|row| row.text("UASC").is_some());
        match rows.next() {
            Some(row) => {
                let mut draft = Draft::new("annual_outcomes", row, self.year);
                draft.set("year", self.year);
                draft.whole("sdq_score", "SDQ_SCORE");
                draft.text("sdq_reason", "SDQ_REASON");
                for (field, column) in FLAGS {
                    draft.flag(field, column);
                }
                if let Some(header) = flagged {
                    unaccompanied(&mut draft, header);
                }
                draft.finish(&mut self.building);
            }
            None => {
                if let Some(header) = flagged {
                    let mut draft = Draft::new("annual_outcomes", header, self.year);
                    draft.set("year", self.year);
                    unaccompanied(&mut draft, header);
                    draft.finish_within(&mut self.building);
                }
            }
        }
        for row in rows {
            self.building.reject(row.reject(
                "the child has another row of OC2 with other values; the first counts",
                "keep one row of OC2 a child",
            ));
        }
    }

    pub(super) fn care_leaver(&mut self) {
        let birthday = self.birthday();
        let mut rows = self.rows("OC3").into_iter();
        if let Some(row) = rows.next() {
            let mut draft = Draft::new("care_leaver_contact", row, self.year);
            draft.text("in_touch", "IN_TOUCH");
            draft.text("activity", "ACTIV");
            accommodation(&mut draft, row);
            match birthday {
                Some(age) if (17..=25).contains(&age) => draft.set("birthday", age),
                _ => draft.fail(
                    "the return gives no day, and no birthday from the 17th to the 25th lies in its year",
                    "check the date of birth, or the collection year of the import",
                ),
            }
            draft.finish(&mut self.building);
        }
        for row in rows {
            self.building.reject(row.reject(
                "the child has another row of OC3 with other values; the first counts",
                "keep one row of OC3 a child",
            ));
        }
    }

    /// The age that the child reaches in the collection year, by the first date of birth that can be read.
    fn birthday(&self) -> Option<i16> {
        let mut with_birth = self.child.all_rows().filter(|row| row.table().spec().find("DOB").is_some());
        let born: Date = with_birth.find_map(|row| row.date("DOB").ok().flatten())?;
        let ends = i16::try_from(self.year).ok()?;
        // From April the birthday lies in the year before the one that names the collection year.
        let year = if born.month() >= 4 { ends - 1 } else { ends };
        Some(year - born.year())
    }
}

fn unaccompanied<'r>(draft: &mut Draft<'r>, header: Row<'r>) {
    match header.flag("UASC") {
        Ok(Some(yes)) => draft.set("unaccompanied", yes),
        Ok(None) => {}
        Err(bad) => draft.leave_out(header.reject_value(&bad)),
    }
}

/// `ACCOM` is a letter for the accommodation and a digit for whether it is suitable; `0` says that none is known.
fn accommodation<'r>(draft: &mut Draft<'r>, row: Row<'r>) {
    let both = row.cell("ACCOM");
    let mut signs = both.chars();
    match (signs.next(), signs.next(), signs.next()) {
        (None | Some('0'), None, _) => {}
        (Some(letter), Some(digit), None) if letter.is_ascii_alphabetic() => {
            draft.text_of("accommodation", "ACCOM", letter.to_string().as_str());
            draft.text_of("suitable", "ACCOM", digit.to_string().as_str());
        }
        _ => draft.text("accommodation", "ACCOM"),
    }
}
