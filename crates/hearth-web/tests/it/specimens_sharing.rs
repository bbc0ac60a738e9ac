//! Sharing, about invented people.

use hearth_web::view::{
    Link, Tag, Tone,
    file::Section,
    form::{Choice, Control, DateParts, Field, FormPage, TextBox},
    frame::Row,
    matter::{Line, MatterPage, Part, SmallForm},
};

use crate::specimens::{FILE, frame, jaden, text};

fn field(name: &str, label: &str, control: Control) -> Field {
    Field { name: text(name), label: text(label), hint: None, error: None, optional: false, part: None, control }
}

/// The form on which a share is decided; refused, where it says so.
pub fn form(refused: bool) -> FormPage {
    let item = |key: &str, label: &str, chosen| Choice::new(key, label).chosen_if(chosen);
    let harm = refused.then(|| {
        text("What is the evidence of harm is needed: write the evidence that somebody is at risk of significant harm, or choose another basis.")
    });
    FormPage {
        frame: frame("Share information"),
        identity: Some(jaden(Section::Sharing, false)),
        heading: text("Share information about Jaden"),
        intro: Some(text("Nothing goes before you have seen it, and you can take it back for a quarter of an hour.")),
        warning: None,
        action: format!("{FILE}/share/new"),
        draft: Some(format!("{FILE}/draft/share")),
        saved: Some(text("Saved 22 November 2026 at 09:12")),
        fields: vec![
            Field {
                part: Some(text("Who asks, and who is to be told")),
                ..field(
                    "recipient",
                    "Who is to be told?",
                    Control::Select(vec![Choice::new("police", "Police").chosen_if(true)]),
                )
            },
            field(
                "need",
                "What do they need it for?",
                Control::Radios(vec![
                    Choice::new(
                        "safety",
                        "Decide with us whether a child is safe (safeguard vulnerable children and young people)",
                    )
                    .chosen_if(true),
                ]),
            ),
            Field {
                error: harm,
                ..field("harm", "What is the evidence of harm?", Control::Narrative(String::new(), 3))
            },
            Field {
                part: Some(text("What goes")),
                ..field(
                    "items",
                    "What are they told?",
                    Control::Checkboxes(vec![
                        item("1.forename", "Person: First names: Jaden", true),
                        item(
                            "2.street",
                            "Address: Street (kept back on the screen). Left out unless a second person agrees: it is a protected address",
                            false,
                        ),
                    ]),
                )
            },
            Field {
                optional: true,
                ..field("until", "Last day of a standing share", Control::Date(DateParts::default()))
            },
            field("law", "Which law or order?", Control::Text(TextBox { autocomplete: "off", ..TextBox::default() })),
        ],
        problems: Vec::new(),
        hidden: vec![(text("drawn"), text("police//safety/"))],
        submit: text("See what goes"),
        cancel: format!("{FILE}/share"),
    }
}

/// A share on its way, with the link that is shown once.
pub fn one() -> MatterPage {
    MatterPage {
        frame: frame("Shared with Police"),
        identity: Some(jaden(Section::Sharing, false)),
        heading: text("Shared with Police"),
        tag: Some(Tag::new("Can still be taken back", Tone::Plain)),
        intro: Some(text("It goes from 22 November 2026 at 09:27 and can be taken back until then.")),
        warning: Some(text("What they hold has changed. Person: Date of birth corrected on 22 November 2026.")),
        problem: None,
        parts: vec![
            Part {
                rows: vec![Row::new("Link", "/collect/8f3a"), Row::new("Code", "ABCD-EFGH-JKMN-PQRS")],
                ..Part::of("The link and its code")
            },
            Part {
                rows: vec![Row::new("Why it is necessary", "they decide with us tonight")],
                ..Part::of("The record of the decision")
            },
            Part {
                text: vec![text("Person: Date of birth corrected on 22 November 2026.")],
                form: Some(SmallForm {
                    action: format!("{FILE}/share/1/letter"),
                    fields: Vec::new(),
                    submit: text("Take the letter"),
                    grave: false,
                }),
                ..Part::of("Tell them what has changed")
            },
            Part {
                form: Some(SmallForm {
                    action: format!("{FILE}/share/1/take-back"),
                    fields: Vec::new(),
                    submit: text("Take it back"),
                    grave: true,
                }),
                ..Part::of("Take it back")
            },
        ],
    }
}

/// What is shared across the council.
pub fn desk() -> MatterPage {
    MatterPage {
        frame: frame("Sharing"),
        identity: None,
        heading: text("Sharing"),
        tag: None,
        intro: Some(text("What is told outside the council and between its departments: what needs you first.")),
        warning: None,
        problem: None,
        parts: vec![
            Part {
                lines: vec![Line {
                    title: Link::new("Jaden Lewin: Sgt Rowe, duty desk", format!("{FILE}/share/1")),
                    tag: Tag::new("Sent", Tone::Plain),
                    text: text("22 November 2026 at 02:10, due today. He was seen near the station."),
                }],
                ..Part::of("Told in an emergency")
            },
            Part { text: vec![text("Nothing waits.")], ..Part::of("Waits for a second person") },
            Part {
                rows: vec![Row::new("Safeguard vulnerable children and young people", "12 shares")],
                ..Part::of("How often, and for which reason")
            },
        ],
    }
}
