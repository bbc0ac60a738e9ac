//! Requests and complaints, filled with invented people: the desk, a request at each turn, and a complaint.

use hearth_web::view::{
    Link, Tag, Tone,
    file::Section,
    form::{Choice, Control, DateParts, Field, TextBox},
    frame::Row,
    matter::{Line, MatterPage, Part, SmallForm},
};

use crate::specimens::{FILE, frame, jaden, text};

fn page(heading: &str, parts: Vec<Part>) -> MatterPage {
    MatterPage {
        frame: frame(heading),
        identity: Some(jaden(Section::Sharing, false)),
        heading: text(heading),
        tag: None,
        intro: None,
        warning: None,
        problem: None,
        parts,
    }
}

fn line(title: &str, tag: &str, tone: Tone, words: &str) -> Line {
    Line { title: Link::new(title, format!("{FILE}/requests/0190b")), tag: Tag::new(tag, tone), text: text(words) }
}

fn field(name: &str, label: &str, hint: &str, control: Control) -> Field {
    let hint = Some(text(hint)).filter(|hint| !hint.is_empty());
    Field { name: text(name), label: text(label), hint, error: None, optional: false, part: None, control }
}

fn form(act: &str, fields: Vec<Field>, submit: &str) -> SmallForm {
    SmallForm { action: format!("{FILE}/requests/0190b/{act}"), fields, submit: text(submit), grave: false }
}

fn day(typed: &str) -> Control {
    Control::Date(DateParts::from_typed(typed))
}

fn choices(words: &[(&str, &str)]) -> Vec<Choice> {
    words.iter().map(|(code, words)| Choice::new(*code, *words)).collect()
}

pub fn desk() -> MatterPage {
    let begin = Part {
        text: vec![text("To record one, find the child first. The file need not open to you.")],
        links: vec![Link::new("Find a child", "/find")],
        ..Part::default()
    };
    let soon = Part {
        lines: vec![
            line(
                "Jaden Lewin: to see what is held",
                "Ready to be sent",
                Tone::Needs,
                "Kelly Lewin. A parent, or somebody with parental responsibility. Answer 2 days late, 20 November 2026. Fern Abbott answers it.",
            ),
            line(
                "Theo Okell: complaint",
                "Stage 1 (the service answers)",
                Tone::Needs,
                "Dana Okell. A parent, or somebody with parental responsibility. Answer due Thursday, 26 November 2026. Dev Malik answers it.",
            ),
        ],
        ..Part::of("Late, or due in the next 7 days")
    };
    let waits = Part {
        lines: vec![line(
            "Poppy Lewin: to have something corrected",
            "Waits for proof of who asks",
            Tone::Needs,
            "Harjit Gill. A solicitor who acts for them. Its time stands still. Fern Abbott answers it.",
        )],
        ..Part::of("Waits for whoever asked")
    };
    let put_off = Part {
        lines: vec![line(
            "Owen Pryce: to have something erased",
            "Put off until a hold is released",
            Tone::Plain,
            "Owen Pryce. The person themselves. Fern Abbott answers it.",
        )],
        ..Part::of("Put off until a hold is released")
    };
    MatterPage {
        identity: None,
        intro: Some(text(
            "What people ask about their information and what they complain of: what is due first, in front.",
        )),
        ..page("Requests and complaints", vec![begin, soon, waits, put_off])
    }
}

pub fn taking(wrong: bool) -> MatterPage {
    let mut authority = field(
        "authority",
        "By what may they ask for somebody else?",
        "Not needed where the person asks themselves",
        Control::Text(TextBox::default()),
    );
    authority.optional = true;
    authority.error = wrong
        .then(|| text("By what may they ask for somebody else is needed: such as a birth certificate, a signed authority or an order"));
    let rights = [("", "Choose"), ("ACCESS", "To see what is held"), ("ERASE", "To have something erased")];
    let capacity =
        [("SELF", "The person themselves"), ("PARENT", "A parent, or somebody with parental responsibility")];
    let fields = vec![
        field("right", "What do they ask for?", "", Control::Select(choices(&rights))),
        field("received_on", "Received on", "The day on which it reached anybody in the council", day("22 11 2026")),
        field(
            "channel",
            "How did it come?",
            "",
            Control::Radios(choices(&[("LETTER", "By letter"), ("EMAIL", "By e-mail")])),
        ),
        field("requester", "Who asks?", "", Control::Text(TextBox::default())),
        field("capacity", "In what capacity?", "", Control::Radios(choices(&capacity))),
        authority,
        field(
            "worker",
            "Who answers it?",
            "",
            Control::Select(choices(&[("0190a", "Fern Abbott, access to files officer")])),
        ),
    ];
    let form = SmallForm { action: format!("{FILE}/requests/new"), fields, submit: text("Save request"), grave: false };
    MatterPage {
        identity: None,
        intro: Some(text(
            "About Jaden Lewin, born 14 March 2012. From the day on which it came its time runs, and nothing of the file is destroyed. The file \
             opens to whoever answers it.",
        )),
        ..page("Record a request", vec![Part { form: Some(form), ..Part::default() }])
    }
}

pub fn proving() -> MatterPage {
    let asked = Part {
        rows: vec![
            Row::new("Who asks", "Kelly Lewin. A parent, or somebody with parental responsibility"),
            Row::new("By what", "Birth certificate seen: she is the mother"),
            Row::new("Proof of who they are", "None yet. Nothing is sent before it is here."),
            Row::new("What they wrote or said", "Everything you hold about Jaden."),
            Row::new("Received", "3 November 2026, by e-mail"),
            Row::new("Answer", "due in 11 days, 3 December 2026"),
            Row::new("Who answers it", "Fern Abbott"),
        ],
        ..Part::default()
    };
    let ties = [("", "The file does not name them"), ("0190c", "Kelly Lewin, mother")];
    let prove = Part {
        form: Some(form(
            "proved",
            vec![
                field(
                    "identity_how",
                    "How was it proved?",
                    "Such as “passport seen at the office”",
                    Control::Text(TextBox::default()),
                ),
                field("identity_proved_on", "Proved on", "", day("22 11 2026")),
                field("relationship", "Which relationship in the file is it?", "", Control::Select(choices(&ties))),
            ],
            "Save the proof",
        )),
        ..Part::of("Next: make sure who asks")
    };
    let ask = Part {
        form: Some(form(
            "ask-proof",
            vec![field("identity_asked_on", "Proof asked for on", "", day("22 11 2026"))],
            "Save that proof was asked for",
        )),
        ..Part::of("Or ask them for proof")
    };
    MatterPage {
        tag: Some(Tag::new("Who asks is not proved", Tone::Needs)),
        warning: Some(text(
            "Nothing in the file is chosen yet that says who Kelly Lewin is to this child. Somebody in this family must not be found. Their \
             address, school and telephone stay out of the papers by themselves; look for what else would lead to them.",
        )),
        ..page("To see what is held", vec![asked, prove, ask])
    }
}

pub fn erasure() -> MatterPage {
    let asked = Part {
        rows: vec![
            Row::new("Who asks", "Jaden Lewin. The person themselves"),
            Row::new("Proof of who they are", "Known to his personal adviser, 4 November 2026"),
            Row::new("Answer", "due in 11 days, 3 December 2026"),
        ],
        ..Part::default()
    };
    let outcomes = [
        ("REFUSED", "Refuse it for a reason that does not end with the hold"),
        ("DEFERRED", "Put it off until the hold is released"),
        ("WITHDRAWN", "They took it back"),
        ("NOT_PROVED", "Close it: nobody proved who they are"),
    ];
    let decide = Part {
        text: vec![text(
            "This file stands under a hold: Inquiry into children’s homes. Nothing of it is erased while it does. Put the request off, and it is \
             taken up again by itself when the hold is released.",
        )],
        form: Some(form(
            "decide",
            vec![
                field("outcome", "What is decided?", "", Control::Radios(choices(&outcomes))),
                field(
                    "reason",
                    "Why?",
                    "They are told this. Not needed where all of it is done",
                    Control::Narrative(String::new(), 3),
                ),
            ],
            "Save decision",
        )),
        ..Part::of("Next: decide")
    };
    MatterPage {
        tag: Some(Tag::new("To be decided", Tone::Needs)),
        ..page("To have something erased", vec![asked, decide])
    }
}

pub fn agreeing() -> MatterPage {
    let asked = Part {
        rows: vec![
            Row::new("Who asks", "Kelly Lewin. A parent, or somebody with parental responsibility"),
            Row::new("How serious harm was ruled out", "Spoke with his social worker and his school: none is known."),
        ],
        ..Part::default()
    };
    let paper = Part {
        rows: vec![
            Row::new("When", "20 February 2026 at 10:00"),
            Row::new("Note", "Jaden slept well and asked for his coat."),
        ],
        ..Part::of("1. Note, 20 February 2026")
    };
    let agree = Part {
        text: vec![text(
            "Read them to the end. Look for other people, for what was told in confidence, and for whatever leads to somebody who must not be found.",
        )],
        form: Some(form(
            "agree",
            vec![field("agreed_because", "What did you look for?", "", Control::Narrative(String::new(), 3))],
            "Agree",
        )),
        ..Part::of("Agree that these papers go")
    };
    MatterPage {
        identity: None,
        tag: Some(Tag::new("Waits for a second person", Tone::Plain)),
        ..page("Papers that answer a request", vec![asked, paper, agree])
    }
}

pub fn complaint() -> MatterPage {
    let about = Part {
        rows: vec![
            Row::new("Who complains", "Dana Okell. A parent, or somebody with parental responsibility"),
            Row::new("What it is about", "Nobody rang me back for three weeks."),
            Row::new("What would put it right", "That somebody says sorry."),
            Row::new("Received", "12 November 2026, by letter"),
            Row::new("Answer", "due Thursday, 26 November 2026"),
        ],
        ..Part::default()
    };
    let found =
        [("UPHELD", "Upheld"), ("PART", "Upheld in part"), ("NOT_UPHELD", "Not upheld"), ("WITHDRAWN", "Taken back")];
    let answer = Part {
        form: Some(form(
            "answer",
            vec![
                field("responded_on", "Answered on", "", day("22 11 2026")),
                field("outcome", "Was it upheld?", "", Control::Radios(choices(&found))),
                field("findings", "What was found?", "", Control::Narrative(String::new(), 3)),
            ],
            "Save the answer",
        )),
        ..Part::of("Next: answer stage 1")
    };
    let stage = Part { rows: vec![Row::new("Began", "12 November 2026")], ..Part::of("Stage 1 (the service answers)") };
    MatterPage {
        tag: Some(Tag::new("Stage 1 (the service answers)", Tone::Needs)),
        ..page("Complaint", vec![about, answer, stage])
    }
}
