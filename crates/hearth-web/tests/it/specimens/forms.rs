//! Forms.

use hearth_web::view::{
    Frame, Link,
    file::Section,
    form::{Choice, Control, DateParts, Field, FormPage, PeopleBox, TextBox},
    refusal::{ConflictField, ConflictPage},
};

use super::{FILE, frame, jaden, text};

fn field(name: &str, label: &str, control: Control) -> Field {
    Field { name: text(name), label: text(label), hint: None, error: None, optional: false, part: None, control }
}

pub fn form(wrong: bool) -> FormPage {
    let choices = |of: &[&str]| of.iter().map(|label| Choice::new(label.to_lowercase(), *label)).collect::<Vec<_>>();
    let mut fields = vec![
        field(
            "received",
            "When the contact was received",
            Control::Moment(DateParts::from_typed("2026-11-22"), text("08:40")),
        ),
        field(
            "source",
            "Who made contact",
            Control::Select(choices(&["Choose", "Police", "School", "Health", "Neighbour or member of the public"])),
        ),
        field(
            "referrer",
            "Name of the referrer",
            Control::Text(TextBox { value: String::new(), width: 20, ..TextBox::default() }),
        ),
        field(
            "phone",
            "Telephone number of the referrer",
            Control::Text(TextBox { width: 20, keyboard: "tel", ..TextBox::default() }),
        ),
        field("worry", "What we were told", Control::Narrative(text("Child seen alone in the park after dark."), 6)),
        field("seen", "Was the child seen?", Control::Radios(choices(&["Yes", "No"]))),
        field(
            "factors",
            "What it is about",
            Control::Checkboxes(choices(&["Neglect", "Domestic abuse", "Missing", "Mental health of an adult"])),
        ),
        field(
            "born",
            "Date of birth, if known",
            Control::Date(DateParts { day: text("31"), month: text("2"), year: text("2019") }),
        ),
        field(
            "with",
            "Who was there",
            Control::People(PeopleBox {
                choices: choices(&["Dana Okell, mother, born 3 May 1997", "Ryan Thirlby, father"]),
                several: true,
            }),
        ),
        field(
            "rating",
            "How soon",
            Control::Radios(choices(&["Today", "Within one working day", "Within three working days"])),
        ),
    ];
    fields[2].optional = true;
    fields[3].optional = true;
    fields[4].hint = Some(text("In the referrer's own words. It cannot be changed later, only added to."));
    fields[5].part = Some(text("The child"));
    fields[7].optional = true;
    if wrong {
        fields[1].error = Some(text("Choose who made contact"));
        fields[7].error = Some(text("The date of birth must be a real date: February 2019 has 28 days"));
    }
    FormPage {
        frame: Frame { back: Some(Link::new("Back", "/")), ..frame("Record a contact") },
        identity: None,
        heading: text("Record a contact"),
        intro: None,
        warning: None,
        action: text("/contacts"),
        draft: Some(text("/drafts/contact")),
        saved: Some(text("Saved 18:04")),
        fields,
        problems: if wrong { vec![text("A contact cannot be received after it was decided")] } else { vec![] },
        hidden: vec![(text("revision"), text("3"))],
        submit: text("Record contact"),
        cancel: text("/"),
    }
}

pub fn correction() -> FormPage {
    let mut reason = field("reason", "Why is it corrected?", Control::Narrative(String::new(), 3));
    reason.hint = Some(text("Stands beside the new version for everybody who opens this record."));
    reason.part = Some(text("The correction"));
    FormPage {
        frame: Frame { back: Some(Link::new("Back to the record", FILE)), ..frame("Correct: placement") },
        identity: Some(jaden(Section::Records, false)),
        heading: text("Correct: placement"),
        intro: Some(text("What it says now stays readable as an earlier version.")),
        warning: Some(text("Owen Blythe has this record open. If you both change the same field you will be asked.")),
        fields: vec![field("started", "Started", Control::Date(DateParts::from_typed("2026-09-20"))), reason],
        submit: text("Save the correction"),
        saved: None,
        ..form(false)
    }
}

pub fn conflict() -> ConflictPage {
    ConflictPage {
        frame: frame("Which should stand?"),
        record: text("the placement"),
        who: text("Owen Blythe changed this record at 14:02, while you were writing"),
        action: text("/conflict"),
        fields: vec![ConflictField {
            name: text("started"),
            label: text("Started"),
            was: text("21 September 2026"),
            theirs: text("19 September 2026"),
            mine: text("20 September 2026"),
            error: None,
        }],
        kept: vec![text("Postcode, changed by Owen Blythe")],
        hidden: vec![],
        cancel: text(FILE),
    }
}
