//! Specimens of the registers and of the notice.

use hearth_web::view::{
    Frame, Link, Tag, Tone,
    frame::Row,
    privacy::{PrivacyPage, Read, ReadBlock, ReadSection},
    settings::{
        ApproveForm, Card, ControlRow, DraftLine, DraftSection, NoticeDeskPage, RegisterPage, VersionRow, Warned,
    },
};

use crate::specimens::{frame, text};

const OWNER: &str = "Controller of this information: Sefton Metropolitan Borough Council, Magdalen House, 30 Trinity Road, \
                     Bootle, L20 3NJ. Data Protection Officer, Sefton Council, Magdalen House, Bootle, L20 3NJ.";

pub fn register() -> RegisterPage {
    let purpose = Card::new("Keep children safe, and act when a child is at risk of harm")
        .says("Lawful basis", "Public task or official authority (6(1)(e))")
        .says("Special categories", "Substantial public interest (9(2)(g))")
        .says("By which law", "Children Act 1989 section 47\nChildren Act 2004 section 11")
        .says("Rights that follow", "Objection is offered, and weighed");
    let agreement =
        Card::new("Contract for family support").says("With", "VENUS").says("Holds", "1 April 2025 to 31 March 2027");
    RegisterPage {
        frame: Frame {
            owner: text(OWNER),
            back: Some(Link::new("Settings", "/settings")),
            ..frame("Purposes and lawful bases")
        },
        heading: text("Purposes and lawful bases"),
        intro: text("Each purpose has exactly one basis of Article 6, out of those that the notice names."),
        actions: vec![
            Link::new("Add a purpose", "/settings/purposes/new"),
            Link::new("Laws of each purpose (CSV)", "/settings/purposes.csv"),
        ],
        answer: Some(text("No. A named person decides each time.")),
        cards: vec![
            Card { tags: vec![Tag::new("In use", Tone::Standing)], ..purpose },
            Card {
                links: vec![Link::new("Stop using this key", "/settings/recipients/police/key/end")],
                ..Card::new("Police").says(
                    "Key",
                    "Checked on 2 November 2026 by Asha Rahman: Sgt Rowe read it out, on 0151 496 0999\nFingerprint cf7e5682313150685bf16e42c4ea48e1",
                )
            },
            Card {
                links: vec![Link::new("End this agreement", "/settings/agreements/venus_contract/end")],
                ..agreement
            },
        ],
    }
}

pub fn notice_desk(wrong: bool) -> NoticeDeskPage {
    let control = |number, words, kept| ControlRow { number, words, kept };
    let line = |words: &str, item, controls| DraftLine {
        text: text(words),
        item,
        controls,
        see: Some(Link::new("See it", "/settings/purposes")),
        as_above: false,
    };
    NoticeDeskPage {
        frame: Frame { owner: text(OWNER), ..frame("The privacy notice") },
        problem: wrong.then(|| text("The day must be today or later: nobody was given it before.")),
        in_force: text("Version 1 is in force."),
        public: Link::new("What people read", "/privacy/sefton"),
        warnings: vec![
            Warned { point: "N3", words: text("The draft: it names an inquiry that reported in October 2022.") },
            Warned { point: "N10", words: text("safeguardingunitadmin@sefton.gcsx.gov.uk stands in a former domain.") },
        ],
        kept: (41, 60),
        sections: vec![
            DraftSection {
                heading: text("What we use information for"),
                lines: vec![
                    line("We use information to:", false, vec![control("Q034", "The register of purposes", true)]),
                    line("keep children safe", true, vec![control("Q035", "Not proved by a test yet", false)]),
                ],
            },
            DraftSection {
                heading: text("Who we are"),
                lines: vec![line("Sefton Council decides why and how.", false, Vec::new())],
            },
        ],
        approve: Some(ApproveForm { fingerprint: text("0a1b2c"), today: (text("22"), text("11"), text("2026")) }),
        versions: vec![
            VersionRow {
                number: 2,
                name: text("Version 2, the council’s own wording"),
                stands: text("draft, loaded on 20 November 2026"),
                read: None,
                approve: true,
                text: Some(text("# How we use your information\n\nThe council’s own words.")),
            },
            VersionRow {
                number: 1,
                name: text("Version 1, written from the settings"),
                stands: text("in force from 1 September 2026, approved by Ruth Amadi on 1 September 2026"),
                read: Some(text("/privacy/sefton/versions/1")),
                approve: false,
                text: None,
            },
        ],
    }
}

pub fn notice(large: bool) -> PrivacyPage {
    PrivacyPage {
        frame: Frame {
            me: None,
            csrf: String::new(),
            owner: text(OWNER),
            ..frame("Privacy notice: children’s social care")
        },
        council: text("Sefton Council"),
        service: text("Children’s Social Care"),
        notice: Some(Read {
            title: text("Privacy notice: children’s social care"),
            version: text("Version 1, in force from 1 September 2026, approved by Ruth Amadi"),
            sections: vec![
                ReadSection {
                    heading: text("Who we are"),
                    blocks: vec![ReadBlock::Paragraph(text("Sefton Council decides why and how."))],
                },
                ReadSection {
                    heading: text("What we use information for"),
                    blocks: vec![
                        ReadBlock::Paragraph(text("We use information to:")),
                        ReadBlock::List(vec![text("keep children safe"), text("find out what help is needed")]),
                    ],
                },
            ],
        }),
        elsewhere: None,
        large,
        forms: vec![
            Link::new("Large print", "/privacy/sefton?size=large"),
            Link::new("For children", "/privacy/sefton/children"),
        ],
        earlier: vec![Link::new("Version 1, in force from 1 June 2026", "/privacy/sefton/versions/1")],
        contacts: Vec::new(),
        sent: Vec::new(),
    }
}

/// The page of a council that has approved no notice here, around what it sends in any case.
pub fn unapproved(page: PrivacyPage) -> PrivacyPage {
    PrivacyPage {
        notice: None,
        elsewhere: Some(Link::new("https://www.sefton.gov.uk", "https://www.sefton.gov.uk")),
        forms: Vec::new(),
        earlier: Vec::new(),
        contacts: vec![Row::new("Data protection officer", "Magdalen House, Bootle\n0345 140 0845")],
        ..page
    }
}
