//! Telling somebody abroad: only where a case requires it, with what protects it there, with the person's knowledge, and approved by the
//! data protection officer or a lawyer (UK GDPR Articles 44 to 49).

mod countries;
mod send;

pub use countries::{Approved, Sure, approved};
pub use send::send;

use hearth_access::Action;
use hearth_record::{
    Fields, File, Problems, Record,
    class::{Open, Private},
    ids::{FileId, RecordId},
    sharing::InternationalTransfer,
    value::Narrative,
};
use hearth_store::Outcome;
use jiff::{Timestamp, civil::Date};

use crate::{
    Desk, Failure, FileView,
    act::Act,
    recording::{self, Saved},
    write::{self, Amending},
};

/// What no form of a proposal says: it comes of acts.
const LATER: [&str; 7] =
    ["proposed_by", "approved_at", "approved_by", "approved_untold", "refused_at", "decided_because", "told_in"];

/// Proposes to tell somebody abroad. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where something is missing or the mechanism does not fit the country, and what access and the store refuse.
pub async fn propose(desk: &Desk, view: &FileView, posted: impl Fn(&str) -> String) -> Result<Saved, Failure> {
    let schema = InternationalTransfer::SCHEMA;
    let texts: Vec<(&str, String)> = schema.form().map(|field| (field.name, posted(field.name))).collect();
    let mut fields = recording::read_form(schema, &Fields::new(), |name| {
        texts.iter().find(|(known, text)| *known == name && !text.is_empty()).map(|(_, text)| text.as_str())
    })?;
    for later in LATER {
        fields.set(later, None);
    }
    fields.set("proposed_by", Some(desk.subject().worker.to_string().into()));
    (schema.check)(&fields).or_ok(())?;
    let transfer = InternationalTransfer::from_fields(&fields)?;
    let mut problems = mechanism(&transfer, desk.today());
    problems.add_if(*transfer.proposed_on > desk.today(), "proposed_on", "must be today or before");
    problems.or_ok(())?;
    let record = desk.new_record();
    Act::new(view.id, "transfer.proposed", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                amending.add(record, schema, fields.clone(), desk.written(None), desk.now(), None);
                Ok(Saved { record, version: 1 })
            },
        )
        .await
}

/// What is wrong with the mechanism for the country, on a day.
fn mechanism(transfer: &InternationalTransfer, on: Date) -> Problems {
    let country = transfer.country.reveal();
    let mut problems = Problems::none();
    problems.add_if(
        country.code() == "GB",
        "country",
        "must be another country: within the United Kingdom nothing of this is needed",
    );
    if transfer.mechanism.reveal().code() == "ADEQUACY" {
        let words = country.words();
        match approved(country.code(), on) {
            None => problems.add_if(
                true,
                "mechanism",
                format!("does not fit: the United Kingdom has not approved {words}; name a safeguard or an exception"),
            ),
            Some(Approved { limited: Some(only), .. }) => problems.add_if(
                true,
                "mechanism",
                format!("does not fit: {words} is approved for {only}; name a safeguard or an exception"),
            ),
            Some(_) => {}
        }
    }
    problems
}

/// Says that the person, or whoever speaks for them, was told, on a day. Two queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] without what was said or for a day to come, and what access and the store refuse.
pub async fn tell(desk: &Desk, view: &FileView, record: RecordId, on: Date, said: &str) -> Result<Saved, Failure> {
    let mut problems = Problems::none();
    problems.add_if(on > desk.today(), "told_on", "must be today or before");
    problems.add_if(said.trim().is_empty(), "told", "is needed: say what they were told");
    problems.or_ok(())?;
    Act::new(view.id, "transfer.told", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                change(desk, amending, record, |transfer| {
                    transfer.told_on = Private::new(Some(on));
                    transfer.told = Private::new(Some(Narrative(said.trim().to_owned())));
                    (transfer.not_told_because, transfer.not_told_words) = (Private::new(None), Private::new(None));
                    Ok(())
                })
            },
        )
        .await
}

/// Approves or refuses what was proposed, as somebody else than whoever proposed it. Needs no reading of the file. Two queries, a load and
/// a change.
///
/// # Errors
/// [`Failure::Problems`] without a reason, [`Failure::Wrong`] where it was decided already or the one who decides proposed it, and what
/// access and the store refuse.
pub async fn decide(
    desk: &Desk,
    file: FileId,
    record: RecordId,
    approves: bool,
    because: &str,
) -> Result<Saved, Failure> {
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("decided_because", "is needed: say why it may go, or why not").into());
    }
    let code = if approves { "transfer.approved" } else { "transfer.refused" };
    Act::new(file, code, None)
        .run(
            desk,
            Action::ClearDisclosure,
            |_| Ok(None),
            |_, amending| {
                change(desk, amending, record, |transfer| {
                    if transfer.approved_at.reveal().is_some() || transfer.refused_at.reveal().is_some() {
                        return Err(Failure::Wrong("it was decided already; propose it anew if it changed".to_owned()));
                    }
                    if *transfer.proposed_by == desk.subject().worker {
                        return Err(Failure::Wrong("you proposed it: somebody else approves or refuses it".to_owned()));
                    }
                    let at = Private::new(Some(desk.now()));
                    if approves {
                        mechanism(transfer, desk.today()).or_ok(())?;
                        transfer.approved_at = at;
                        transfer.approved_by = Open(Some(desk.subject().worker));
                        transfer.approved_untold =
                            Private::new(Some(transfer.told_on.reveal().is_none() && endangers(transfer)));
                    } else {
                        transfer.refused_at = at;
                    }
                    transfer.decided_because = Private::new(Some(Narrative(because.to_owned())));
                    Ok(())
                })
            },
        )
        .await
}

fn endangers(transfer: &InternationalTransfer) -> bool {
    transfer.not_told_because.reveal().is_some_and(|reason| reason.code() == "ENDANGER")
}

fn change(
    desk: &Desk,
    amending: &mut Amending,
    record: RecordId,
    change: impl FnOnce(&mut InternationalTransfer) -> Result<(), Failure>,
) -> Result<Saved, Failure> {
    let held = amending.file().record(record).filter(|held| held.schema.kind == InternationalTransfer::SCHEMA.kind);
    let held = held.filter(|held| !held.withdrawn()).ok_or(Failure::Absent("there is no such transfer"))?;
    let version = held.current().number + 1;
    let mut transfer = InternationalTransfer::from_fields(&held.current().fields)?;
    change(&mut transfer)?;
    (InternationalTransfer::SCHEMA.check)(&transfer.to_fields()).or_ok(())?;
    amending.correct(record, transfer.to_fields(), desk.written(None), desk.now());
    Ok(Saved { record, version })
}

/// Why this transfer may not go at a moment; nothing where it may. The law is asked anew: an approval of a country can end between
/// proposal and sending.
pub fn why_not(transfer: &InternationalTransfer, at: Timestamp) -> Option<String> {
    let today = hearth_calendar::london_date(at);
    if let Some(problem) = mechanism(transfer, today).iter().next() {
        return Some(format!("the mechanism {}", problem.message));
    }
    if transfer.refused_at.reveal().is_some() {
        return Some("the data protection officer or a lawyer refused it".to_owned());
    }
    if transfer.approved_at.reveal().is_none() {
        return Some("it waits for the data protection officer or a lawyer to approve it".to_owned());
    }
    let told = transfer.told_on.reveal().is_some_and(|on| on <= today);
    let untold = *transfer.approved_untold.reveal() == Some(true);
    if !told && !untold {
        return Some(
            "the person was not told: tell them and write down the day; only where telling would endanger somebody, and the data \
             protection officer or a lawyer approved that, may it go untold"
                .to_owned(),
        );
    }
    None
}

/// The transfer under which something may go to a recipient in another country at a moment: approved for that country and recipient, and
/// the person was told.
///
/// # Errors
/// Why nothing may go, in words that say what to do.
pub fn permitted(file: &File, recipient: &str, country: &str, at: Timestamp) -> Result<RecordId, String> {
    let there = |transfer: &InternationalTransfer| {
        transfer.country.reveal().code().eq_ignore_ascii_case(country)
            && transfer.recipient.reveal().0.trim().eq_ignore_ascii_case(recipient.trim())
    };
    let mut proposed: Vec<(RecordId, InternationalTransfer)> =
        file.all::<InternationalTransfer>().filter(|(_, transfer)| there(transfer)).collect();
    proposed.sort_by_key(|(record, transfer)| std::cmp::Reverse((*transfer.proposed_on, *record)));
    let mut refused = None;
    for (record, transfer) in &proposed {
        match why_not(transfer, at) {
            None => return Ok(*record),
            Some(why) => {
                refused.get_or_insert(why);
            }
        }
    }
    Err(refused.unwrap_or_else(|| {
        "nothing goes abroad without an approved transfer: propose one, with why this case requires it and what protects it there".to_owned()
    }))
}

/// One proposal as whoever clears disclosures sees it, and nothing else of the file. Two queries and a load.
///
/// # Errors
/// [`Failure::Absent`] where there is no such proposal, and what access and the store refuse.
pub async fn to_clear(desk: &Desk, file: FileId, record: RecordId) -> Result<InternationalTransfer, Failure> {
    let (_, facts) = desk.facts_of(file, Action::ClearDisclosure).await?;
    let permit = desk.decided(Action::ClearDisclosure, &facts, &desk.context(None)).await?;
    let mut entry = desk.entry("transfer.read", Some(&permit), Some(file), Outcome::Done);
    entry.record = Some(record);
    desk.instance().store.note(vec![entry]).await?;
    let loaded = write::file_of(&desk.instance().store.load(file, None).await?)?;
    let found = loaded.all::<InternationalTransfer>().find(|(id, _)| *id == record).map(|(_, transfer)| transfer);
    found.ok_or(Failure::Absent("there is no such transfer"))
}
