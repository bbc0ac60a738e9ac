//! What goes, shown before it goes.

use hearth_casework::sharing::Decided;

use super::super::one;
use crate::{
    pages::file::Opened,
    paths,
    view::{
        frame::Row,
        matter::{MatterPage, Part, SmallForm},
    },
};

/// What goes, and with what on its record, before it goes: only what was ticked.
pub(super) fn previewed(opened: &Opened, decided: &Decided, seen: &str, agreement: Option<&str>) -> MatterPage {
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
    record.rows = one::answers(opened, shared, agreement);
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
