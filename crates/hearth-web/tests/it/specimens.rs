//! One of every page, about invented people.

mod file;
mod forms;
mod home;
mod people;
mod records;
mod refusals;

pub use file::{overview, timeline};
pub use forms::{conflict, correction, form};
pub use home::home;
pub use people::{choose_person, find, sign_in};
pub use records::{access, choose, record, records};
pub use refusals::{error, refusal};

use hearth_web::view::{
    Frame, Link, Tag, Tone,
    file::{Hazard, Identity, Known, Section},
    frame::{Me, Row, Sheet},
};

pub const FILE: &str = "/children/01936b1e5c7a7d0e8f21a4c9d8e7b601";

pub fn text(words: &str) -> String {
    words.to_owned()
}

pub fn frame(title: &str) -> Frame {
    Frame {
        title: text(title),
        council: text("Sefton Council"),
        demo: true,
        csrf: text("a-token-of-the-form"),
        me: Some(Me { name: text("Priya Nair"), role: text("Social worker, Crosby team") }),
        help: Some(Link::new("Help and accessibility", "/help")),
        ..Frame::default()
    }
}

pub fn sheet() -> Sheet {
    Sheet {
        about: text("Jaden Lewin, 01936b1e"),
        marking: text("Official, sensitive: personal"),
        printed: text("Printed by Priya Nair, 22 November 2026, 09:12"),
    }
}

pub fn jaden(here: Section, known: bool) -> Identity {
    let known = known.then(|| Known {
        at: text("the end of 20 November 2026"),
        query: text("?known=2026-11-20"),
        now: format!("{FILE}{}", here.path()),
    });
    Identity {
        base: text(FILE),
        name: text("Jaden Lewin"),
        called: text("Jaden"),
        legal_name: Some(text("Jaden Marcus Lewin")),
        born: text("born 9 February 2011"),
        age: Some(text("15 years")),
        pronouns: Some(text("he, him")),
        standing: vec![
            Tag::new("Looked after: care order", Tone::Standing),
            Tag::new("Exploitation plan: high", Tone::Grave),
            Tag::new("Return interview late", Tone::Needs),
        ],
        hazards: vec![Hazard {
            title: text("Do not visit alone."),
            text: text("Adults at the Linacre Lane address have threatened staff (12 October 2026)."),
        }],
        tonight: Some(text("Foster care with C. Hale, Maghull, since 20 September 2026 · 0151 496 0142")),
        reveal: None,
        worker: Some(text("Priya Nair, Crosby team")),
        phone: Some(text("0151 496 0118")),
        facts: vec![
            Row::new("Team manager", "Owen Blythe"),
            Row::new("Independent reviewing officer", "Hazel Amin · 0151 496 0160"),
        ],
        references: vec![
            Row::new("NHS number", "943 476 5919"),
            Row::new("Local number", "C0000001"),
            Row::new("Known as", "Jay"),
        ],
        add: vec![Link::new("Add a note", format!("{FILE}/add/case_note")), Link::new("Add…", format!("{FILE}/add"))],
        sections: Identity::sections(FILE, here, known.as_ref()),
        known,
    }
}
