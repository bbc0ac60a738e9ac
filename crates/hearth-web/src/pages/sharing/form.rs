//! Deciding to share: one form that grows with its answers, what goes shown before it goes. It works without script, and keeps what was
//! typed whatever the gate says.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    people::{Relative, family},
    recording::{self, DraftKey, draft_key, kept_draft},
    settings::{Pack, Recipient, Sort},
    sharing::{Asked, Decided, Item, Need, agreement_of, decide, offered, preview},
};
use hearth_record::Problems;
use sha2::{Digest, Sha256};

use super::{Asking, codes, day, line, words};
use crate::{
    answer::{Answer, page as rendered, show},
    field::of_the_whole,
    frame,
    pages::{Sent, file::Opened, taken, without_page_fields},
    paths,
    view::{
        form::{Choice, Control, Field, FormPage, Posted},
        frame::Row,
        matter::{MatterPage, Part, SmallForm},
    },
};

/// The name of the draft.
const FORM: &str = "share";
/// How far the form is drawn, as it goes along with it: who, and for what.
const DRAWN: &str = "drawn";

fn key(opened: &Opened) -> DraftKey {
    draft_key(&opened.signed.desk, FORM, Some(opened.view.id))
}

/// `GET /children/{id}/share/new`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    opened.must(Action::Share).await?;
    let kept = kept_draft(&opened.signed.desk, &key(&opened)).await.map_err(|failure| opened.failed(failure))?;
    let saved = kept.as_ref().map(|kept| format!("Saved {}", frame::moment(kept.saved_at)));
    let posted = Posted::new(kept.map(|kept| kept.pairs).unwrap_or_default());
    let page = Page::of(&opened, &posted).await?.form(&opened, &posted, saved, &Problems::none());
    Ok(rendered(&page))
}

/// `POST /children/{id}/share/new`: draws more of the form as its answers need it; once it is whole, shows what goes.
pub async fn post(opened: Opened, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    opened.must(Action::Share).await?;
    let desk = &opened.signed.desk;
    let pairs = without_page_fields(&posted);
    recording::keep_draft(desk, &key(&opened), &pairs).await.map_err(|failure| opened.failed(failure))?;
    if posted.one("act") == "draft" {
        return Ok(Redirect::to(&paths::shares(opened.view.id)).into_response());
    }
    let page = Page::of(&opened, &posted).await?;
    if posted.one(DRAWN) != page.drawn(&posted) {
        // The next part of the form is there now: nothing is wrong yet.
        return Ok(rendered(&page.form(&opened, &posted, Some(kept_now(&opened)), &page.unanswered(&posted))));
    }
    let text = |name: &str| posted.text(name);
    match preview(desk, &opened.view, &Asked { text: &text }).await {
        Ok(decided) => {
            let agreement = agreement_of(desk, &decided.shared).await.map_err(|failure| opened.failed(failure))?;
            Ok(rendered(&previewed(&opened, &decided, &seen(&pairs), agreement.as_deref())))
        }
        Err(Failure::Problems(problems)) => {
            let form = page.form(&opened, &posted, Some(kept_now(&opened)), &problems);
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &form))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}

fn kept_now(opened: &Opened) -> String {
    format!("Kept as a draft {}", frame::moment(opened.signed.desk.now()))
}

/// `POST /children/{id}/share/send/{seen}`: what was looked at goes; what is another draft by now is looked at again.
pub async fn send(
    opened: Opened,
    Path((_, looked_at)): Path<(String, String)>,
    sent: Sent,
) -> Result<Response, Answer> {
    taken(&opened.signed, sent)?;
    opened.must(Action::Share).await?;
    let desk = &opened.signed.desk;
    let key = key(&opened);
    let kept = kept_draft(desk, &key).await.map_err(|failure| opened.failed(failure))?;
    let pairs = kept.map(|kept| kept.pairs).unwrap_or_default();
    if seen(&pairs) != looked_at {
        return Ok(Redirect::to(&paths::new_share(opened.view.id)).into_response());
    }
    let posted = Posted::new(pairs);
    let text = |name: &str| posted.text(name);
    match decide(desk, &opened.view, &Asked { text: &text }, Some(&key)).await {
        Ok(saved) => Ok(Redirect::to(&paths::share(opened.view.id, saved.record)).into_response()),
        Err(Failure::Problems(problems)) => {
            let form = Page::of(&opened, &posted).await?.form(&opened, &posted, Some(kept_now(&opened)), &problems);
            Ok(show(StatusCode::UNPROCESSABLE_ENTITY, &form))
        }
        Err(failure) => Err(opened.failed(failure)),
    }
}

/// The fingerprint of what was looked at.
fn seen(pairs: &[(String, String)]) -> String {
    let mut hash = Sha256::new();
    for text in pairs.iter().flat_map(|(name, value)| [name, value]) {
        hash.update(text);
        hash.update([0]);
    }
    let mut first = [0; 16];
    first.copy_from_slice(&hash.finalize()[..16]);
    format!("{:032x}", u128::from_be_bytes(first))
}

/// What the form is drawn from: whom the council may tell, what this one may need, what the file holds of it.
struct Page<'a> {
    pack: &'a Pack,
    relatives: Vec<Relative>,
    recipient: Option<&'a Recipient>,
    need: Option<&'static Need>,
    items: Vec<Item>,
}

impl<'a> Page<'a> {
    async fn of(opened: &'a Opened, posted: &Posted) -> Result<Self, Answer> {
        let desk = &opened.signed.desk;
        let failed = |failure| opened.failed(failure);
        let pack = desk.pack().map_err(failed)?;
        let relatives = family(desk, &opened.view).await.map_err(failed)?;
        let chosen = posted.one("recipient");
        let recipient = pack.recipient(chosen.split(':').next().unwrap_or_default());
        let withheld = posted.one("outcome") == "NO";
        let need = Need::of(posted.one("need")).filter(|need| recipient.is_some_and(|of| need.is_of(of)) && !withheld);
        let items = match need {
            Some(need) => {
                let all = posted.one("more") == "yes";
                offered(desk, &opened.view, chosen, &need.code, all).await.map_err(failed)?
            }
            None => Vec::new(),
        };
        Ok(Self { pack, relatives, recipient, need, items })
    }

    /// How far the form is drawn.
    fn drawn(&self, posted: &Posted) -> String {
        let who = self.recipient.map(|_| posted.one("recipient")).unwrap_or_default();
        let need = self.need.map(|need| need.code.as_str()).unwrap_or_default();
        let no = if posted.one("outcome") == "NO" { "no" } else { "" };
        let more = if posted.one("more") == "yes" { "more" } else { "" };
        format!("{who}/{no}/{need}/{more}")
    }

    /// What was not answered of the part that is drawn already.
    fn unanswered(&self, posted: &Posted) -> Problems {
        let mut problems = Problems::none();
        let asked = !posted.one(DRAWN).is_empty();
        problems.add_if(asked && self.recipient.is_none(), "recipient", "is needed: choose who is to be told");
        problems
    }

    fn form(&self, opened: &Opened, posted: &Posted, saved: Option<String>, problems: &Problems) -> FormPage {
        let asking = Asking { problems };
        let mut fields = self.who(&asking, posted);
        let whole = if self.recipient.is_none() {
            false
        } else if posted.one("outcome") == "NO" {
            fields.extend(withheld(&asking, posted));
            true
        } else {
            fields.push(self.need_field(&asking, posted));
            if self.need.is_some() {
                fields.extend(allowed(&asking, posted));
                fields.extend(of_family(&asking, posted));
                fields.extend(is_right(&asking, posted));
                fields.extend(self.goes(&asking, posted));
                fields.extend(self.how(&asking, posted, problems));
            }
            self.need.is_some()
        };
        let there = |name: &str| fields.iter().any(|field| field.name == name);
        let mut left = of_the_whole(problems);
        let lost = problems.iter().filter(|problem| problem.field.is_some_and(|name| !name.is_empty() && !there(name)));
        left.extend(lost.map(|problem| crate::answer::sentence(&problem.message)));
        let no = posted.one("outcome") == "NO";
        let called =
            if opened.view.digest.name.given.is_empty() { "this person" } else { &opened.view.digest.name.given };
        FormPage {
            frame: opened.frame("Share information"),
            identity: Some(opened.identity(None)),
            heading: format!("Share information about {called}"),
            intro: Some(
                "Nothing goes before you have seen it, and you can take it back for a quarter of an hour. If somebody is in danger now, \
                 do not wait for this form: tell them, and write it down as an urgent disclosure."
                    .to_owned(),
            ),
            warning: None,
            action: paths::new_share(opened.view.id),
            draft: Some(format!("{}/draft/{FORM}", paths::file(opened.view.id))),
            saved,
            fields,
            problems: left,
            hidden: self.hidden(posted),
            submit: match (whole, no) {
                (false, _) => "Continue",
                (true, true) => "See what is written down",
                (true, false) => "See what goes",
            }
            .to_owned(),
            cancel: paths::shares(opened.view.id),
        }
    }

    fn hidden(&self, posted: &Posted) -> Vec<(String, String)> {
        let mut hidden = vec![(DRAWN.to_owned(), self.drawn(posted))];
        if self.need.is_some() {
            // From now on what is ticked was ticked by somebody.
            hidden.push(("ticked".to_owned(), self.ticked_for()));
        }
        hidden
    }

    /// For whom and what items were shown: another recipient or need begins with its own again.
    fn ticked_for(&self) -> String {
        let who = self.recipient.map(|of| of.code.as_str()).unwrap_or_default();
        format!("{who}/{}", self.need.map(|need| need.code.as_str()).unwrap_or_default())
    }

    fn who(&self, asking: &Asking<'_>, posted: &Posted) -> Vec<Field> {
        let chosen = posted.one("recipient");
        let mut choices = vec![Choice::new("", "Choose").chosen_if(chosen.is_empty())];
        for recipient in &self.pack.recipients {
            if recipient.sort == Sort::Family {
                for relative in self.relatives.iter().filter(|relative| relative.ended.is_none()) {
                    let value = format!("{}:{}", recipient.code, relative.record);
                    choices.push(
                        Choice::new(&value, format!("{}, {}", relative.name, relative.relationship.to_lowercase()))
                            .chosen_if(chosen == value),
                    );
                }
                let other = format!("{}:other", recipient.code);
                choices.push(Choice::new(&other, "A relative whom the file does not name").chosen_if(chosen == other));
            } else {
                choices.push(Choice::new(&recipient.code, &recipient.name).chosen_if(chosen == recipient.code));
            }
        }
        let mut fields = vec![Field {
            part: Some("Who asks, and who is to be told".to_owned()),
            ..asking.field("recipient", "Who is to be told?", Control::Select(choices))
        }];
        if chosen.ends_with(":other") {
            fields.push(asking.field("relative_name", "Which relative is it?", line(posted.one("relative_name"))));
        }
        fields.push(Field {
            optional: true,
            hint: Some("Who asked, when, and for what".to_owned()),
            ..asking.field("request", "What was asked for?", words(posted.one("request"), 2))
        });
        fields.push(asking.field(
            "outcome",
            "What do you decide?",
            Control::Radios(codes("sharing_outcome", posted.one("outcome"), &[])),
        ));
        fields
    }

    fn need_field(&self, asking: &Asking<'_>, posted: &Posted) -> Field {
        let needs = self.recipient.into_iter().flat_map(Need::of_recipient);
        let choices = needs.map(|need| {
            let label = format!("{} ({})", need.name, need.reason().words().to_lowercase());
            Choice::new(&need.code, label).chosen_if(posted.one("need") == need.code)
        });
        asking.field("need", "What do they need it for?", Control::Radios(choices.collect()))
    }

    /// What goes: the items of the need are ticked to begin with, less what gives away where somebody is.
    fn goes(&self, asking: &Asking<'_>, posted: &Posted) -> Vec<Field> {
        let begun = posted.one("ticked") == self.ticked_for();
        let ticked = posted.text("items");
        let choice = |item: &Item| {
            let label = match (item.reveals, item.allowed) {
                (Some(why), _) => format!("{}. Left out unless a second person agrees: {why}", item.told()),
                (None, false) => format!("{}. They may not be told of this", item.told()),
                (None, true) => item.told(),
            };
            let chosen = if begun {
                ticked.lines().any(|key| key == item.key)
            } else {
                item.needed && item.allowed && item.reveals.is_none()
            };
            Choice::new(&item.key, label).chosen_if(chosen)
        };
        let mut choices: Vec<Choice> = self.items.iter().map(choice).collect();
        let strict = self.need.is_some_and(|need| need.strict);
        let more = posted.one("more") == "yes" && !strict;
        if more {
            choices.push(Choice::new("*", "Everything in this list that gives nobody away").chosen_if(ticked == "*"));
        }
        let mut fields = Vec::new();
        if choices.is_empty() {
            fields.push(Field {
                part: Some("What goes".to_owned()),
                hint: Some(
                    "The file holds nothing of what this need asks for. Write what they are to know.".to_owned(),
                ),
                optional: false,
                ..asking.field("message", "Words that go with it", words(posted.one("message"), 4))
            });
        } else {
            fields.push(Field {
                part: Some("What goes".to_owned()),
                hint: Some("What this need asks for is ticked. Untick whatever they can do without.".to_owned()),
                ..asking.field("items", "What are they told?", Control::Checkboxes(choices))
            });
        }
        if !strict {
            fields.push(Field {
                optional: true,
                ..asking.field(
                    "more",
                    "Do they need more than this?",
                    Control::Radios(vec![
                        Choice::new("yes", "Show what else of the file they may be told").chosen_if(more),
                        Choice::new("no", "No").chosen_if(!more),
                    ]),
                )
            });
        }
        if more || asking.problems.iter().any(|problem| problem.field == Some("added_because")) {
            fields.push(Field {
                optional: !more,
                ..asking.field(
                    "added_because",
                    "Why do they need more than this need asks for?",
                    words(posted.one("added_because"), 2),
                )
            });
        }
        if self.items.iter().any(|item| item.reveals.is_some())
            || asking.problems.iter().any(|problem| problem.field == Some("release_because"))
        {
            fields.push(Field {
                optional: true,
                hint: Some(
                    "Only where you ticked something that tells where somebody is who must not be found".to_owned(),
                ),
                ..asking.field(
                    "release_because",
                    "Why must they know where that is?",
                    words(posted.one("release_because"), 2),
                )
            });
        }
        if !self.items.is_empty() {
            fields.push(Field {
                optional: true,
                ..asking.field("message", "Words that go with it", words(posted.one("message"), 3))
            });
        }
        fields.push(asking.field(
            "why_minimum",
            "Why would no less do for what they have to do?",
            words(posted.one("why_minimum"), 2),
        ));
        fields
    }

    fn how(&self, asking: &Asking<'_>, posted: &Posted, problems: &Problems) -> Vec<Field> {
        let keyed = self.recipient.is_some_and(|recipient| recipient.key.is_some());
        let ways: &[&str] = if keyed {
            &["ENCRYPTED", "LINK", "POST", "PORTAL", "SPOKEN"]
        } else {
            &["LINK", "POST", "PORTAL", "SPOKEN"]
        };
        let mut fields = vec![Field {
            part: Some("How it goes".to_owned()),
            hint: Some("Never by ordinary e-mail".to_owned()),
            ..asking.field(
                "channel",
                "How does it go to them?",
                Control::Radios(codes("sharing_channel", posted.one("channel"), ways)),
            )
        }];
        if self.need.is_some_and(|need| need.standing) {
            let standing = posted.one("standing") == "yes";
            fields.push(asking.field(
                "standing",
                "Once, or until a day?",
                Control::Radios(vec![
                    Choice::new("no", "Once").chosen_if(!standing),
                    Choice::new("yes", "A standing share, which ends on a day").chosen_if(standing),
                ]),
            ));
            fields.push(Field {
                optional: true,
                hint: Some("Within a year; it ends earlier where its reason does".to_owned()),
                ..asking.field("until", "Last day of a standing share", day(posted.date("until")))
            });
        }
        let warned = problems.iter().find(|problem| problem.field == Some("checked"));
        if warned.is_some() || posted.one("checked") == "yes" {
            fields.push(asking.field(
                "checked",
                "Did you look at this?",
                Control::Checkboxes(vec![
                        Choice::new("yes", "I looked at it, and share all the same")
                            .chosen_if(posted.one("checked") == "yes"),
                    ]),
            ));
        }
        fields
    }
}

/// What allows it.
fn allowed(asking: &Asking<'_>, posted: &Posted) -> Vec<Field> {
    let text = |name: &str| posted.one(name).to_owned();
    vec![
        Field {
            part: Some("What allows it".to_owned()),
            ..asking.field(
                "basis",
                "On which basis?",
                Control::Radios(codes("sharing_basis", posted.one("basis"), &[])),
            )
        },
        Field {
            optional: true,
            hint: Some("Where the law or a court requires it".to_owned()),
            ..asking.field("law", "Which law or order?", line(text("law")))
        },
        Field {
            optional: true,
            hint: Some("Where somebody is at risk of significant harm".to_owned()),
            ..asking.field("harm", "What is the evidence of harm?", words(text("harm"), 3))
        },
        Field {
            optional: true,
            ..asking.field("harm_to", "Who is at risk, if it is somebody else?", line(text("harm_to")))
        },
    ]
}

/// What the family was asked and told.
fn of_family(asking: &Asking<'_>, posted: &Posted) -> Vec<Field> {
    let text = |name: &str| posted.one(name).to_owned();
    vec![
        Field {
            part: Some("The child and the family".to_owned()),
            ..asking.field(
                "consent_sought",
                "Was the family asked to agree?",
                Control::Radios(codes("sharing_consent", posted.one("consent_sought"), &[])),
            )
        },
        Field {
            optional: true,
            ..asking.field(
                "consent_why",
                "Why were they not asked, or what did they say?",
                words(text("consent_why"), 2),
            )
        },
        asking.field(
            "told",
            "Was the family told of this?",
            Control::Radios(codes("sharing_told", posted.one("told"), &[])),
        ),
        Field { optional: true, ..asking.field("told_on", "On which day?", day(posted.date("told_on"))) },
        Field {
            optional: true,
            ..asking.field("told_why", "What were they told, or why not?", words(text("told_why"), 2))
        },
        Field {
            optional: true,
            ..asking.field("child_view", "What does the child think of it?", words(text("child_view"), 2))
        },
    ]
}

/// Necessary, lawful and fair, and the two harms.
fn is_right(asking: &Asking<'_>, posted: &Posted) -> Vec<Field> {
    let text = |name: &str| posted.one(name).to_owned();
    vec![
        Field {
            part: Some("Is it right?".to_owned()),
            ..asking.field("necessary", "Why is it necessary?", words(text("necessary"), 2))
        },
        asking.field("lawful", "Why is it lawful?", words(text("lawful"), 2)),
        asking.field("fair", "Why is it fair?", words(text("fair"), 2)),
        Field {
            optional: true,
            ..asking.field("harm_of_sharing", "What harm could sharing do?", words(text("harm_of_sharing"), 2))
        },
        Field {
            optional: true,
            ..asking.field(
                "harm_of_not_sharing",
                "What harm could not sharing do?",
                words(text("harm_of_not_sharing"), 2),
            )
        },
    ]
}

/// Why nothing is shared.
fn withheld(asking: &Asking<'_>, posted: &Posted) -> Vec<Field> {
    let text = |name: &str| posted.one(name).to_owned();
    vec![
        Field {
            part: Some("Why not".to_owned()),
            ..asking.field("not_because", "Why is nothing shared?", words(text("not_because"), 3))
        },
        asking.field(
            "harm_of_not_sharing",
            "What could go wrong because they do not know?",
            words(text("harm_of_not_sharing"), 2),
        ),
        Field {
            optional: true,
            ..asking.field("child_view", "What does the child think of it?", words(text("child_view"), 2))
        },
        Field {
            optional: true,
            ..asking.field("review_on", "When is it looked at again?", day(posted.date("review_on")))
        },
    ]
}

/// What goes, and with what on its record, before it goes: only what was ticked.
fn previewed(opened: &Opened, decided: &Decided, seen: &str, agreement: Option<&str>) -> MatterPage {
    let shared = &decided.shared;
    let whom = shared.recipient.reveal().0.clone();
    let no = shared.is_withheld();
    let items = decided.items.iter().map(|item| {
        let value = item.value.clone().unwrap_or_else(|| "Kept back on the screen; it stands in what goes".to_owned());
        Row::new(item.label.clone(), value)
    });
    let message = shared.message.reveal().as_ref().map(|words| Row::new("Words that go with it", words.0.clone()));
    let goes = Part {
        heading: Some(if no { "Nothing goes" } else { "What goes, and nothing else" }.to_owned()),
        rows: items.chain(message).collect(),
        ..Part::default()
    };
    let second = shared.is("WAITING");
    let submit = match (no, second, shared.is("STANDING"), shared.is("SENT")) {
        (true, ..) => "Record the decision",
        (_, true, ..) => "Ask a second person",
        (.., true, _) => "Begin the standing share",
        (.., true) => "Record that they were told",
        _ => "Share this",
    };
    let mut record = Part::of("What is written down");
    record.rows = super::one::answers(opened, shared, agreement);
    let act = Part {
        text: vec![if second {
            "It tells where somebody is who must not be found, so it waits until a second person has agreed.".to_owned()
        } else if shared.is("QUEUED") {
            "You can take it back for a quarter of an hour. It is looked at again at the moment when it goes."
                .to_owned()
        } else {
            String::new()
        }]
        .into_iter()
        .filter(|text| !text.is_empty())
        .collect(),
        form: Some(SmallForm {
            action: paths::send_share(opened.view.id, seen),
            fields: Vec::new(),
            submit: submit.to_owned(),
            grave: false,
        }),
        links: vec![crate::view::Link::new("Change it", paths::new_share(opened.view.id))],
        ..Part::default()
    };
    MatterPage {
        frame: opened.frame("Look at what goes"),
        identity: Some(opened.identity(None)),
        heading: if no { format!("Decide not to tell {whom}") } else { format!("What goes to {whom}") },
        tag: None,
        intro: None,
        warning: (!decided.warnings.is_empty())
            .then(|| crate::answer::sentence(&format!("you looked at this: {}", decided.warnings.join("; ")))),
        problem: None,
        parts: vec![goes, record, act],
    }
}
