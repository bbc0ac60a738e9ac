//! What comes next in a request: proof, meaning, time, the decision, the second person, the answer.

use hearth_access::Action;
use hearth_casework::rights::Step;
use hearth_record::{Category, Held, Record, code, ids::RecordId, people::Relationship, rights::DataSubjectRequest};

use super::{
    super::{field, fields_of, records_to_choose, shorter},
    a_day,
    one::Showing,
};
use crate::{
    answer::Answer,
    paths,
    view::{
        Link,
        form::{Choice, Control, DateParts, Field},
        matter::{Part, SmallForm},
    },
};

impl Showing<'_> {
    /// What comes next, first; then what may be needed.
    pub(super) async fn to_do(&self, standing: &[(RecordId, String)]) -> Result<Vec<Part>, Answer> {
        let of = self.of;
        let mut parts = Vec::new();
        if of.identity_proved_on.is_none() {
            parts.push(self.step("Next: make sure who asks", Step::Proved, "Save the proof").await?);
            if of.identity_asked_on.is_none() {
                parts.push(self.step("Or ask them for proof", Step::AskProof, "Save that proof was asked for").await?);
            }
        }
        if of.outcome.is_some() && of.identity_proved_on.is_some() {
            parts.push(if of.gives_records() && of.agreed_by.is_none() {
                self.second_person()
            } else {
                self.sending()
            });
        }
        let heading = match (of.outcome.is_some(), of.identity_proved_on.is_some()) {
            (true, _) => "Decide again",
            (false, true) => "Next: decide",
            (false, false) => "Decide",
        };
        // The list of records is long: where something else comes first, it stands last.
        let last = heading != "Next: decide";
        if !last {
            parts.push(self.deciding(heading, standing));
        }
        if of.is_access() && of.clarification_asked_on.is_none() {
            parts.push(
                self.step("If it is not clear what they mean", Step::AskMeaning, "Save that they were asked").await?,
            );
        } else if of.is_access() && of.clarified_on.is_none() {
            parts.push(self.step("When they say what they mean", Step::Meant, "Save that they answered").await?);
        }
        if of.extended_on.is_none() {
            parts.push(self.step("If it needs more time", Step::MoreTime, "Save that they were told").await?);
        }
        if last {
            parts.push(self.deciding(heading, standing));
        }
        Ok(parts)
    }

    async fn step(&self, heading: &str, step: Step, submit: &str) -> Result<Part, Answer> {
        let fields = fields_of(
            self.opened,
            DataSubjectRequest::SCHEMA,
            step.fields(),
            step.needed(),
            self.posted,
            self.problems,
        )
        .await?;
        let today = self.opened.view.today;
        let empty = |control: &Control| matches!(control, Control::Date(parts) if *parts == DateParts::default());
        let shown = |of: Field| match of.name.as_str() {
            "relationship" => Field { control: self.relationships(), ..of },
            "identity_how" => Field {
                hint: Some(
                    "Such as “passport seen at the office”, or “her social worker has known her for a year”".to_owned(),
                ),
                ..of
            },
            _ if empty(&of.control) => Field { control: a_day(today), ..of },
            _ => Field { control: shorter(of.control), ..of },
        };
        let fields =
            fields.into_iter().filter(|of| of.name != "relationship" || !self.of.is_own()).map(shown).collect();
        let action = paths::request_act(self.opened.view.id, self.record, step.code());
        let form = SmallForm { action, fields, submit: submit.to_owned(), grave: false };
        let mut part = Part { form: Some(form), ..Part::of(heading) };
        if step == Step::MoreTime {
            part.text.push(
                "Two more months, where it is complex or they asked much. They are told within the first month."
                    .to_owned(),
            );
        }
        Ok(part)
    }

    /// The relationships of the file, with the names that they give.
    fn relationships(&self) -> Control {
        let sent = self.posted.one("relationship");
        let choice = |(id, tie): &(RecordId, Relationship)| {
            let name = tie.other_name.reveal().as_ref().map(|name| format!("{}, ", name.0)).unwrap_or_default();
            let words = format!("{name}{}", tie.relationship_type.reveal().words().to_lowercase());
            Choice::new(id.to_string(), words).chosen_if(id.to_string() == sent)
        };
        let mut choices: Vec<Choice> = self.opened.view.all::<Relationship>().iter().map(choice).collect();
        choices.insert(0, Choice::new("", "The file does not name them").chosen_if(sent.is_empty()));
        Control::Select(choices)
    }

    fn deciding(&self, heading: &str, standing: &[(RecordId, String)]) -> Part {
        let of = self.of;
        let mut part = Part::of(heading);
        let held = !standing.is_empty();
        if held {
            let names: Vec<&str> = standing.iter().map(|(_, name)| name.as_str()).collect();
            part.text.push(format!(
                "This file stands under a hold: {}. Nothing of it is erased while it does. Put the request off, and it is taken up again by \
                 itself when the hold is released.",
                names.join(", ")
            ));
        }
        let offered = |code: &str| match code {
            "GRANTED" | "PART" => !(of.is_erasure() && held),
            "DEFERRED" => held,
            _ => true,
        };
        let sent = self.posted.one("outcome");
        let mut outcomes: Vec<Choice> = code::set("request_outcome")
            .current()
            .filter(|code| offered(&code.code))
            .map(|code| {
                let words = match (code.code.as_str(), held) {
                    ("REFUSED", true) => "Refuse it for a reason that does not end with the hold",
                    _ => code.words(),
                };
                Choice::new(code.stored(), words).chosen_if(code.stored() == sent)
            })
            .collect();
        // What is meant to be done stands first.
        outcomes.sort_by_key(|choice| held && choice.value != "DEFERRED");
        let narrative = |name: &str, rows: u8| Control::Narrative(self.posted.one(name).to_owned(), rows);
        let mut fields = vec![
            field("outcome", "What is decided?", "", Control::Radios(outcomes), self.problems),
            field(
                "reason",
                "Why?",
                "They are told this. Not needed where all of it is done",
                narrative("reason", 3),
                self.problems,
            ),
        ];
        if of.is_access() {
            fields.extend(self.giving());
        }
        part.form = Some(SmallForm {
            action: paths::request_act(self.opened.view.id, self.record, "decide"),
            fields,
            submit: "Save decision".to_owned(),
            grave: false,
        });
        part
    }

    /// What is asked where records are given.
    fn giving(&self) -> Vec<Field> {
        let sent: Vec<String> = self.posted.all("items").map(str::to_owned).collect();
        let sent = if sent.is_empty() { self.of.items.iter().map(ToString::to_string).collect() } else { sent };
        let ours = |held: &Held| matches!(held.schema.category, Category::Governance | Category::Staff);
        let items = records_to_choose(self.opened, &sent, ours);
        let narrative = |name: &str| Control::Narrative(self.posted.one(name).to_owned(), 3);
        let mut fields = vec![field(
            "items",
            "Which records are given?",
            "Read each first: a text goes whole, so leave out one that speaks of others. Who others are, and what leads to somebody who must \
             not be found, stays out by itself",
            Control::Checkboxes(items),
            self.problems,
        )];
        if !self.of.is_own() {
            fields.push(field(
                "child_says",
                "Can the child decide this, and what do they say?",
                "A child who understands decides for themselves",
                narrative("child_says"),
                self.problems,
            ));
        }
        fields.push(field(
            "no_harm",
            "How was serious harm ruled out?",
            "To the child or to anybody, and with whom you spoke",
            narrative("no_harm"),
            self.problems,
        ));
        for field in fields.iter_mut().skip(1) {
            field.optional = true;
        }
        fields
    }

    fn second_person(&self) -> Part {
        let mut part = Part::of("Next: a second person looks at the papers");
        part.text.push(
            "The data protection officer, or the lawyer of this file, finds them on the page of requests. Nothing goes before they agree."
                .to_owned(),
        );
        if self.opened.view.may(Action::ClearDisclosure) {
            part.links.push(Link::new("Look at the papers", paths::agree_request(self.opened.view.id, self.record)));
        }
        part
    }

    fn sending(&self) -> Part {
        let mut part = Part::of("Next: send the answer");
        part.text.push(format!(
            "To {}. That it went stands in the list of what was shared, with what they were told.",
            self.of.requester.reveal().0
        ));
        let sent = self.posted.one("channel");
        let fits = |code: &str| !matches!(code, "ENCRYPTED" | "PORTAL");
        let ways = code::set("sharing_channel").current().filter(|code| fits(&code.code));
        let ways = ways.map(|code| Choice::new(code.stored(), code.words()).chosen_if(code.stored() == sent)).collect();
        part.form = Some(SmallForm {
            action: paths::request_act(self.opened.view.id, self.record, "answer"),
            fields: vec![field("channel", "How does it go?", "", Control::Radios(ways), self.problems)],
            submit: "Send the answer".to_owned(),
            grave: false,
        });
        part
    }
}
