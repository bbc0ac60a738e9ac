//! What other agencies are asked about a contact. To ask is to share: each question leaves its own record of that.

use hearth_access::Action;
use hearth_record::{
    Fields, Problems, Record, Together,
    front_door::MashEnquiry,
    ids::{FileId, RecordId, SetId},
    sets::SharingBasis,
    sharing::Shared,
};
use serde_json::Value as Json;

use super::{change::decided_already, each::InEach};
use crate::{
    Desk, Failure,
    recording::read_form,
    sharing::{Disclosure, Taint, Way, said},
};

/// A question to an agency: the texts of a form, by the names of an enquiry's fields.
pub struct Check<'a> {
    /// Gives the text of a field.
    pub text: &'a (dyn Fn(&str) -> Option<&'a str> + Send + Sync),
}

/// What was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The enquiry in the first file.
    pub record: RecordId,
}

/// Asks an agency about a contact, in the file of each child, and records beside it that this was shared.
///
/// # Errors
/// [`Failure::Problems`] where a value cannot be read, where nothing is asked, where no basis is given, or where the question gives away
/// where somebody is who must not be found; and what access and the store refuse.
pub async fn ask(desk: &Desk, places: &[(FileId, RecordId)], check: &Check<'_>) -> Result<Asked, Failure> {
    if places.is_empty() {
        return Err(decided_already());
    }
    let mut fields = read_form(MashEnquiry::SCHEMA, &Fields::new(), check.text)?;
    let mut problems = Problems::none();
    problems.add_if(fields.text("agency").is_none(), "agency", "is needed: choose whom you ask");
    problems.add_if(fields.text("question").is_none(), "question", "is needed: ask no more than you need");
    problems.add_if(fields.text("basis").is_none(), "basis", "is needed: say on which basis they may tell");
    problems.or_ok(())?;
    fields.set("asked_at", Some(Json::from(desk.now().to_string())));
    for not_yet in ["answered_at", "answered_by", "answer", "rating"] {
        fields.set(not_yet, None);
    }
    (MashEnquiry::SCHEMA.check)(&fields).or_ok(())?;
    let files: Vec<FileId> = places.iter().map(|(file, _)| *file).collect();
    let taints = said::protected_in(desk, &files, super::purpose(desk)).await?;
    let typed = ["question", "minimum", "agency_name"].map(|name| (name, fields.text(name).unwrap_or_default()));
    said::tells_nothing_protected(&taints, &typed)?;
    let new = || (desk.new_record(), desk.new_record());
    let records: Vec<(RecordId, RecordId)> = files.iter().map(|_| new()).collect();
    let set = |of: fn(&(RecordId, RecordId)) -> RecordId| {
        let id = desk.instance().draw(|random| SetId::new(desk.now(), random));
        let together: Vec<_> = files.iter().copied().zip(records.iter().map(of)).collect();
        (together.len() > 1).then_some(Together { id, records: together })
    };
    let (enquiries, sharings) = (set(|(enquiry, _)| *enquiry), set(|(_, sharing)| *sharing));
    let act = InEach {
        code: "enquiry.ask",
        action: Action::Record,
        purpose: super::purpose(desk),
        files: &files,
        draft: None,
    };
    act.run(desk, |loaded, _| {
        let each = loaded.iter_mut().zip(places).zip(&records).zip(&taints);
        for ((((_, amending), (_, contact)), (enquiry, sharing)), taint) in each {
            let asked = fields.clone().with("contact", contact.to_string());
            let asked = (MashEnquiry::SCHEMA.rewrite)(&asked)?;
            let shared = told_by(desk, &asked, *enquiry, taint)?;
            for (id, kind, fields, set) in
                [(*enquiry, MashEnquiry::SCHEMA, asked, &enquiries), (*sharing, Shared::SCHEMA, shared, &sharings)]
            {
                let mut written = desk.written(None);
                written.set.clone_from(set);
                amending.add(id, kind, fields, written, desk.now(), None);
            }
        }
        Ok(Asked { record: records[0].0 })
    })
    .await
}

/// The record of what the question itself tells.
fn told_by(desk: &Desk, asked: &Fields, record: RecordId, taint: &Taint) -> Result<Fields, Failure> {
    let agency = MashEnquiry::SCHEMA.field("agency").zip(asked.get("agency"));
    let agency = agency.map(|(field, code)| field.in_words(code)).unwrap_or_default();
    let whom = asked.text("agency_name").map_or_else(|| agency.clone(), |name| format!("{agency}: {name}"));
    let who = if taint.is_empty() { "Name, date of birth and address" } else { "Name and date of birth" };
    let what = asked.text("question").map(|question| format!("{who}, and the question: {question}"));
    let disclosure = Disclosure {
        way: Way::Enquiry,
        recipient: &whom,
        purpose: "To answer a question about a contact",
        basis: asked.text("basis").and_then(|code| SharingBasis::parse(code).ok()),
        because: asked.text("minimum"),
        what: what.as_deref(),
        from: Some(record),
    };
    Ok(disclosure.pass(desk, desk.now())?.to_fields())
}
