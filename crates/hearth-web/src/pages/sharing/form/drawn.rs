//! The form of a share as far as its answers draw it.

use hearth_casework::{
    governance::registers::live,
    people::{Relative, family},
    settings::{Pack, Recipient, Sort},
    sharing::{Item, Need, offered},
};
use hearth_record::Problems;

use super::{
    super::{Asking, codes, day, line, words},
    DRAWN, FORM,
    questions::{allowed, is_right, of_family, withheld},
};
use crate::{
    answer::Answer,
    field::of_the_whole,
    pages::file::Opened,
    paths,
    view::form::{Choice, Control, Field, FormPage, Posted},
};

/// What the form is drawn from: whom the council may tell, what this one may need, what the file holds of it.
pub(super) struct Page<'a> {
    pack: &'a Pack,
    relatives: Vec<Relative>,
    recipient: Option<&'a Recipient>,
    need: Option<&'static Need>,
    items: Vec<Item>,
    /// Whether a key of the recipient was checked.
    keyed: bool,
}

impl<'a> Page<'a> {
    pub async fn of(opened: &'a Opened, posted: &Posted) -> Result<Self, Answer> {
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
        let keyed = match recipient.filter(|_| need.is_some()) {
            Some(recipient) => {
                live(desk.instance(), desk.authority()).await.map_err(failed)?.key(&recipient.code).is_some()
            }
            None => false,
        };
        Ok(Self { pack, relatives, recipient, need, items, keyed })
    }

    /// How far the form is drawn.
    pub fn drawn(&self, posted: &Posted) -> String {
        let who = self.recipient.map(|_| posted.one("recipient")).unwrap_or_default();
        let need = self.need.map(|need| need.code.as_str()).unwrap_or_default();
        let no = if posted.one("outcome") == "NO" { "no" } else { "" };
        let more = if posted.one("more") == "yes" { "more" } else { "" };
        format!("{who}/{no}/{need}/{more}")
    }

    /// What was not answered of the part that is drawn already.
    pub fn unanswered(&self, posted: &Posted) -> Problems {
        let mut problems = Problems::none();
        let asked = !posted.one(DRAWN).is_empty();
        problems.add_if(asked && self.recipient.is_none(), "recipient", "is needed: choose who is to be told");
        problems
    }

    pub fn form(&self, opened: &Opened, posted: &Posted, saved: Option<String>, problems: &Problems) -> FormPage {
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
        let ways: &[&str] = if self.keyed {
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
