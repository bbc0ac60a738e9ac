//! What whoever told us is told of the decision: the words to begin with, and the act that records it.

use hearth_access::Action;
use hearth_record::{
    Fields, Problems, Record, Together,
    front_door::Contact,
    ids::{FileId, RecordId, SetId},
    sets::SharingBasis,
    sharing::Shared,
    value::ValueType,
};
use serde_json::Value as Json;

use super::{Contacted, Member, each::InEach};
use crate::{
    Desk, Failure,
    sharing::{Disclosure, Way, said},
};

/// Records that whoever told us was told what came of it, in these words: in the contact of each of these children, who must be
/// decided, and as a disclosure in the file of each. Where others of the contact wait for their decision still (`waiting`), it is for
/// a manager to tell before.
///
/// The disclosure says to what sort of person, never to whom: who asked not to be named, or asks it later, is not named there either.
///
/// # Errors
/// [`Failure::Problems`] without words or where they give away where somebody is who must not be found, [`Failure::Wrong`] before the
/// decision, and what access and the store refuse.
pub async fn fed_back(
    desk: &Desk,
    told: &[(FileId, RecordId)],
    waiting: &[(FileId, RecordId)],
    words: &str,
) -> Result<(), Failure> {
    let words = ValueType::Narrative.canonical(words).map_err(|bad| Problems::at("feedback", bad.to_string()))?;
    if words.is_none() {
        return Err(Problems::at("feedback", "is needed: write what you tell them").into());
    }
    if told.is_empty() {
        return Err(undecided());
    }
    if let Some((file, _)) = waiting.first() {
        let (_, facts) = desk.facts_of(*file, Action::DecideContact).await?;
        desk.decided(Action::DecideContact, &facts, &desk.context(None)).await?;
    }
    let files: Vec<FileId> = told.iter().map(|(file, _)| *file).collect();
    let taints = said::protected_in(desk, &files, super::purpose(desk)).await?;
    said::tells_nothing_protected(&taints, &[("feedback", words.as_ref().and_then(Json::as_str).unwrap_or_default())])?;
    let disclosures: Vec<RecordId> = files.iter().map(|_| desk.new_record()).collect();
    let together = Together {
        id: desk.instance().draw(|random| SetId::new(desk.now(), random)),
        records: files.iter().copied().zip(disclosures.iter().copied()).collect(),
    };
    let set = (told.len() > 1).then_some(together);
    let purpose = super::purpose(desk);
    let act = InEach { code: "contact.feedback", action: Action::Record, purpose, files: &files, draft: None };
    act.run(desk, |loaded, _| {
        for (((_, amending), (_, record)), disclosure) in loaded.iter_mut().zip(told).zip(&disclosures) {
            let held = amending.file().record(*record).filter(|held| !held.withdrawn());
            let held = held.ok_or(Failure::Absent("there is no such contact in this file"))?;
            let mut fields = held.current().fields.clone();
            if fields.get("decided_at").is_none() {
                return Err(undecided());
            }
            fields.set("feedback", words.clone());
            fields.set("feedback_at", Some(now(desk)));
            let fields = (Contact::SCHEMA.rewrite)(&fields)?;
            (Contact::SCHEMA.check)(&fields).or_ok(())?;
            let contact = Contact::from_fields(&fields)?;
            let mut written = desk.written(None);
            written.set.clone_from(&held.current().written.set);
            amending.correct(*record, fields, written, desk.now());
            let mut written = desk.written(None);
            written.set.clone_from(&set);
            let disclosed = disclosed(desk, &contact, *record)?;
            amending.add(*disclosure, Shared::SCHEMA, disclosed, written, desk.now(), None);
        }
        Ok(())
    })
    .await
}

fn undecided() -> Failure {
    Failure::Wrong("the contact is not decided yet; there is nothing to tell".to_owned())
}

fn now(desk: &Desk) -> Json {
    Json::from(desk.now().to_string())
}

fn disclosed(desk: &Desk, contact: &Contact, record: RecordId) -> Result<Fields, Failure> {
    let disclosure = Disclosure {
        way: Way::Feedback,
        recipient: &format!("Whoever told us ({})", contact.source.words()),
        purpose: "To tell them that they were heard",
        basis: SharingBasis::parse("PUBLIC_TASK").ok(),
        because: None,
        what: Some("That we looked at what they told us and decided what to do; the words stand in the contact"),
        from: Some(record),
    };
    Ok(disclosure.pass(desk, desk.now())?.to_fields())
}

impl Contacted {
    /// The children who are decided and of whom nobody has been told yet.
    pub fn to_be_told(&self) -> impl Iterator<Item = &Member> {
        let waits = |member: &&Member| member.contact.decided_at.is_some() && member.contact.feedback_at.is_none();
        self.members.iter().filter(waits)
    }
}

/// What whoever told us can be told of the decision: that it was heard and that it was decided, for how many of the children, and
/// nothing about the family. The words can be changed before they are sent. `None` where there is nothing to tell.
pub fn feedback(contacted: &Contacted, council: &str) -> Option<String> {
    let contact = &contacted.contact;
    let told: Vec<&Member> = contacted.to_be_told().collect();
    let day = |at| hearth_calendar::in_words::date_without_weekday(hearth_calendar::london_date(at));
    let decided = day(told.iter().filter_map(|member| *member.contact.decided_at).max()?);
    let received = day(*contact.received_at);
    let anonymous = contacted.members.iter().any(|member| *member.contact.keep_anonymous == Some(true));
    let name = contact.referrer_name.reveal().as_ref().filter(|_| !anonymous).map(|line| line.0.as_str());
    let greeting = name.map_or_else(|| "Hello,".to_owned(), |name| format!("Dear {name},"));
    let (of, others) = of_how_many(contacted, told.len());
    let came_of_it = came_of_it(&told);
    let kept = if anonymous { "\n\nWe have not told the family who contacted us, and we will not." } else { "" };
    Some(format!(
        "{greeting}\n\nThank you for telling us on {received} about your worry for a child. We looked at it with care and decided \
         on {decided} what to do{of}. {came_of_it}{others} We cannot tell you more, because what we know about a family is \
         confidential.{kept}\n\nIf you are worried again, please tell us again. If a child is in danger now, call 999.\n\n{council}"
    ))
}

/// Of how many children it is told, and that the others follow: nothing where it is all of them at once.
fn of_how_many(contacted: &Contacted, told: usize) -> (String, &'static str) {
    let waiting = contacted.undecided().count();
    if told == contacted.members.len() {
        return (String::new(), "");
    }
    let number = if told == 1 { "one".to_owned() } else { told.to_string() };
    let follow = match waiting {
        0 => "",
        1 => " We have not decided yet about the other child you told us of, and will tell you when we have.",
        _ => " We have not decided yet about the other children you told us of, and will tell you when we have.",
    };
    (format!(" for {number} of the children you told us of"), follow)
}

/// What came of it, in words that tell nothing of the family; where it differs between the children, that we act.
fn came_of_it(told: &[&Member]) -> &'static str {
    let words =
        |member: &&Member| match member.contact.decision.reveal().map(hearth_record::sets::ContactDecision::code) {
            Some("ADVICE" | "DUPLICATE") => "We will not be taking further action on this occasion.",
            Some("FAMILY_HELP") => "The family has been offered help.",
            Some("TRANSFER") => "We have passed it to the council that can act on it.",
            _ => ACTING,
        };
    let first = told.first().map_or(ACTING, words);
    if told.iter().all(|member| words(member) == first) { first } else { ACTING }
}

const ACTING: &str = "We are acting on what you told us.";
