//! The front door: the queue, taking a contact, the page of a contact.

use askama::Template;

use super::{
    Frame, Link, Tag,
    file::Identity,
    form::{Choice, Field},
    frame::Row,
    timeline::Pages,
};

/// Everything that waits for a decision.
#[derive(Debug, Clone, Template)]
#[template(path = "front_door/queue.html")]
pub struct QueuePage {
    /// What every page has.
    pub frame: Frame,
    /// How many, in words: "8 families wait".
    pub waiting: String,
    /// The counters, each a link to what it counts.
    pub counters: Vec<Counted>,
    /// The choices of the filter: who works on it, known or not, from whom.
    pub filter: QueueFilter,
    /// The rows, those with the least time first.
    pub rows: Vec<QueueRow>,
    /// How much is shown.
    pub count: String,
    /// Other pages.
    pub pages: Option<Pages>,
    /// Where a contact is taken; `None` for those who take none.
    pub add: Option<Link>,
    /// A sentence where not everything could be read.
    pub more: Option<String>,
}

/// A counter.
#[derive(Debug, Clone)]
pub struct Counted {
    /// How many.
    pub count: usize,
    /// Of what, with the address of the list.
    pub link: Link,
    /// Whether this is the list that is shown.
    pub here: bool,
    /// Whether somebody has to act.
    pub needs: bool,
}

/// The form beside the queue. Everything is sent by GET; nothing of it is about a person.
#[derive(Debug, Clone, Default)]
pub struct QueueFilter {
    /// The counter that is kept.
    pub show: String,
    /// Whose: everybody's, mine, nobody's.
    pub whose: Vec<Choice>,
    /// Known or not.
    pub known: Vec<Choice>,
    /// From whom.
    pub source: Vec<Choice>,
    /// Whether anything is filtered, so that "Clear" is offered.
    pub active: bool,
}

/// A contact in the queue: one row for the children of one household.
#[derive(Debug, Clone)]
pub struct QueueRow {
    /// The clock: "overdue since yesterday", "due in 2 hours"; "decided at 10:40".
    pub when: String,
    /// The date and time of that; nothing where it is decided.
    pub by: String,
    /// Whether the time has passed.
    pub late: bool,
    /// Whether somebody thinks that a child is in danger now.
    pub danger: bool,
    /// When it came and how long ago: "today at 07:40, 2 hours ago".
    pub received: String,
    /// The children, each leading to the contact.
    pub children: Vec<QueueChild>,
    /// Who told us, by kind and agency.
    pub from: String,
    /// The first of what was told.
    pub told: String,
    /// What is known already, in short sentences.
    pub known: Vec<String>,
    /// Who works on it; "Nobody yet".
    pub owner: String,
    /// "2 of 4 back"; nothing where nobody was asked.
    pub checks: Option<String>,
}

/// A child of a row.
#[derive(Debug, Clone)]
pub struct QueueChild {
    /// The name, leading to the contact.
    pub link: Link,
    /// The age in words.
    pub age: String,
    /// How the child stands.
    pub standing: Vec<Tag>,
}

/// Taking a contact: who told us what, about whom. One page.
#[derive(Debug, Clone, Template)]
#[template(path = "front_door/taking.html")]
pub struct TakingPage {
    /// What every page has.
    pub frame: Frame,
    /// When the draft was last saved.
    pub saved: Option<String>,
    /// What was told, and by whom.
    pub contact: Vec<Field>,
    /// The address of the household.
    pub home: Vec<Field>,
    /// The people who were named.
    pub people: Vec<PersonForm>,
    /// Whether the children are brothers and sisters.
    pub siblings: bool,
    /// What is wrong with the whole.
    pub problems: Vec<String>,
    /// Values carried along unseen.
    pub hidden: Vec<(String, String)>,
}

/// Somebody who was named.
#[derive(Debug, Clone)]
pub struct PersonForm {
    /// The number in the names of the fields.
    pub n: u32,
    /// Whether they are a child.
    pub child: bool,
    /// "Child 1", "Adult 2".
    pub title: String,
    /// Name, date of birth, and what an adult is to the children.
    pub fields: Vec<Field>,
    /// What is seldom needed: an unborn child's date, another address.
    pub more: Vec<Field>,
    /// Whether any of that is filled in.
    pub open: bool,
    /// Whether this one can be taken away.
    pub remove: bool,
}

impl TakingPage {
    /// Every field, in the order of the page.
    pub fn fields(&self) -> Vec<&Field> {
        let people = self.people.iter().flat_map(|person| person.fields.iter().chain(&person.more));
        self.contact.iter().chain(people).chain(&self.home).collect()
    }

    /// Whether anything is wrong.
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty() || self.fields().iter().any(|field| field.error.is_some())
    }
}

/// Who is this? Each person of a contact, with those whom we may know already.
#[derive(Debug, Clone, Template)]
#[template(path = "front_door/who.html")]
pub struct WhoPage {
    /// What every page has.
    pub frame: Frame,
    /// The people.
    pub people: Vec<WhoForm>,
    /// What is wrong.
    pub problems: Vec<String>,
}

impl WhoPage {
    /// Whether anything is wrong.
    pub fn is_wrong(&self) -> bool {
        !self.problems.is_empty() || self.people.iter().any(|person| person.error.is_some())
    }
}

/// One person, and who they may be.
#[derive(Debug, Clone)]
pub struct WhoForm {
    /// The number in the name of the field.
    pub n: u32,
    /// The name as it was told.
    pub name: String,
    /// What else was told of them.
    pub told: String,
    /// Those who are known.
    pub likely: Vec<WhoChoice>,
    /// The address that was told of them, where somebody is known whose file it can go into.
    pub address: Option<String>,
    /// Whether it goes there.
    pub keep: bool,
    /// Whether "new to us" is chosen.
    pub new: bool,
    /// Whether "not sure" is chosen.
    pub unsure: bool,
    /// What is wrong.
    pub error: Option<String>,
}

/// Somebody who is known.
#[derive(Debug, Clone)]
pub struct WhoChoice {
    /// What is posted.
    pub value: String,
    /// The name.
    pub name: String,
    /// Born, in words.
    pub born: String,
    /// How they stand.
    pub standing: Vec<Tag>,
    /// Why they may be meant.
    pub why: Vec<String>,
    /// Whether they are chosen.
    pub chosen: bool,
}

/// A form of a contact that was sent before and says something else now.
#[derive(Debug, Clone, Template)]
#[template(path = "front_door/saved_before.html")]
pub struct SavedBeforePage {
    /// What every page has.
    pub frame: Frame,
    /// The contact that is saved.
    pub contact: Link,
    /// What the form says otherwise.
    pub changed: Vec<Changed>,
    /// Whether any of that is put right by correcting the contact.
    pub correctable: bool,
}

/// One answer that was changed.
#[derive(Debug, Clone)]
pub struct Changed {
    /// The question.
    pub label: String,
    /// What is saved.
    pub saved: String,
    /// What the form says now.
    pub now: String,
    /// Whether the form that corrects the contact asks it.
    pub correctable: bool,
}

/// A contact, from what was told to what came of it, in one scroll.
#[derive(Debug, Clone, Template)]
#[template(path = "front_door/contact.html")]
pub struct ContactPage {
    /// What every page has.
    pub frame: Frame,
    /// The header of the file.
    pub identity: Identity,
    /// "Contact of 22 November 2026".
    pub heading: String,
    /// The clock in words; once it is decided, when that was.
    pub clock: String,
    /// Whether the time has passed.
    pub late: bool,
    /// Whether somebody thinks that a child is in danger now.
    pub danger: bool,
    /// Where this contact is taken; `None` where it is, or may not be.
    pub take: Option<String>,
    /// Where it is printed; `None` where it may not be.
    pub print: Option<String>,
    /// Whether it is shown to be printed: then without its forms.
    pub printing: bool,
    /// The address of the page itself.
    pub back: String,
    /// Where "immediate harm" leads; `None` where it may not be recorded.
    pub harm: Option<String>,
    /// The record with every version of it.
    pub record: String,
    /// What was told, word for word.
    pub told: String,
    /// Who told it, when and how.
    pub from: Vec<Row>,
    /// Who the children are, and why it is thought so.
    pub who: Vec<WhoIs>,
    /// The people as they were named, one a line.
    pub named_as: Option<String>,
    /// What is known of the people already.
    pub known: Vec<KnownPerson>,
    /// Others with the same postcode.
    pub near: Vec<KnownPerson>,
    /// What is hidden from this reader, in a sentence.
    pub hidden: Option<String>,
    /// What agencies were asked.
    pub checks: Vec<CheckRow>,
    /// The form that asks one.
    pub ask: Option<Part>,
    /// Whether the family knows and agrees.
    pub consent: Vec<Row>,
    /// The form for that.
    pub consent_form: Option<Part>,
    /// The decision.
    pub decision: Vec<Row>,
    /// The form that decides.
    pub decide: Option<Part>,
    /// Who decides, where this reader does not.
    pub decided_by_others: Option<String>,
    /// What the person who told us was told.
    pub feedback: Vec<Row>,
    /// The form for that.
    pub feedback_form: Option<Part>,
    /// Why there is no form yet, where there will be one.
    pub feedback_waits: Option<String>,
    /// What is wrong with the whole.
    pub problems: Vec<String>,
}

/// A form within a page.
#[derive(Debug, Clone)]
pub struct Part {
    /// Where it is posted.
    pub action: String,
    /// Where a draft is posted.
    pub draft: Option<String>,
    /// When a draft was saved.
    pub saved: Option<String>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The verb on its button.
    pub submit: String,
    /// Words that fold it away until it is wanted; none where it always stands open.
    pub fold: Option<String>,
}

impl Part {
    /// Whether anything in it is wrong, so that it must stand open.
    pub fn is_wrong(&self) -> bool {
        self.fields.iter().any(|field| field.error.is_some())
    }
}

/// Who a child of a contact is.
#[derive(Debug, Clone)]
pub struct WhoIs {
    /// The name, leading to the file.
    pub child: Link,
    /// Born, in words.
    pub born: String,
    /// How the child stands.
    pub standing: Vec<Tag>,
    /// "Yes: found among those we know".
    pub identified: String,
    /// Why it is thought so.
    pub because: String,
}

/// What is known of somebody.
#[derive(Debug, Clone)]
pub struct KnownPerson {
    /// The name, leading to the file.
    pub person: Link,
    /// Who they are here.
    pub relation: String,
    /// How they stand.
    pub standing: Vec<Tag>,
    /// What is known, a line each, some leading to the record.
    pub lines: Vec<Row>,
}

/// What an agency was asked.
#[derive(Debug, Clone)]
pub struct CheckRow {
    /// The agency.
    pub agency: String,
    /// When it was asked, and until when an answer is wanted.
    pub asked: String,
    /// Whether the answer is late.
    pub late: bool,
    /// On which basis.
    pub basis: String,
    /// What it was asked.
    pub question: String,
    /// Why no more was asked.
    pub minimum: Option<String>,
    /// What it answered, when, and how serious it thinks it.
    pub answer: Option<String>,
    /// Who answered and when.
    pub answered: Option<String>,
    /// That an answer came and waits to be read and recorded.
    pub held: Option<String>,
    /// Where the answer is recorded.
    pub record_answer: Option<String>,
}

impl ContactPage {
    fn parts(&self) -> impl Iterator<Item = &Part> {
        [&self.ask, &self.consent_form, &self.decide, &self.feedback_form].into_iter().flatten()
    }

    /// Every field of every form of the page.
    pub fn fields(&self) -> Vec<&Field> {
        self.parts().flat_map(|part| &part.fields).collect()
    }

    /// Whether anything is wrong.
    pub fn has_problems(&self) -> bool {
        !self.problems.is_empty() || self.parts().any(Part::is_wrong)
    }
}

/// What an agency is asked and has not answered.
#[derive(Debug, Clone, Template)]
#[template(path = "front_door/enquiries.html")]
pub struct EnquiriesPage {
    /// What every page has.
    pub frame: Frame,
    /// The questions, those due first in front.
    pub rows: Vec<EnquiryRow>,
}

/// A question.
#[derive(Debug, Clone)]
pub struct EnquiryRow {
    /// The clock in words.
    pub when: String,
    /// Whether the time has passed.
    pub late: bool,
    /// Whom it is about.
    pub about: String,
    /// What is asked.
    pub question: String,
    /// On which basis the agency may tell.
    pub basis: String,
    /// Where it is answered.
    pub answer: String,
}

/// Days from a contact to the first help, by team.
#[derive(Debug, Clone, Template)]
#[template(path = "front_door/first_help.html")]
pub struct FirstHelpPage {
    /// What every page has.
    pub frame: Frame,
    /// The year that is looked at, in words.
    pub span: String,
    /// The teams.
    pub rows: Vec<FirstHelpRow>,
}

/// A team.
#[derive(Debug, Clone)]
pub struct FirstHelpRow {
    /// Its name.
    pub team: String,
    /// How many children had a contact.
    pub contacts: usize,
    /// How many had a service after it.
    pub helped: usize,
    /// The middle of the days; a dash where there is none.
    pub median: String,
    /// How many within ten days.
    pub within_ten: usize,
    /// The longest.
    pub longest: String,
}
