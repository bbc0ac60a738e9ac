//! The notice for children: the same facts in fewer and shorter words.

use hearth_calendar::in_words;
use jiff::civil::Date;

use super::{Notice, Writing};
use crate::{
    governance::registers::Registers,
    settings::{ContactFor, Pack},
};

/// The draft for children.
pub fn for_children(pack: &Pack, registers: &Registers, today: Date) -> Notice {
    let mut notice = Writing(Vec::new());
    notice.section("Who we are");
    notice.says(
        format!(
            "We are {}. {} is part of the council. Our job is to help children and families, and to keep children safe.",
            pack.name, pack.service
        ),
        &["Q137"],
        Some("/settings/contacts"),
    );
    notice.section("What we write down");
    notice.says(
        "We write down who you are, who is in your family, what you tell us, how you are, and what we do to help. Your own words are written down as yours.",
        &["Q013", "Q016"],
        None,
    );
    notice.says("We use it to:", &["Q034"], Some("/settings/purposes"));
    for words in registers.in_use(today).filter_map(|purpose| purpose.for_children.as_ref()) {
        notice.item(words.clone(), &["Q034"], Some("/settings/purposes"));
    }
    notice.section("Do you have to tell us things?");
    notice.says(
        "No. There are a few things that the law makes us ask, such as when you were born. You can say that you would rather not answer anything else, and nothing bad happens because of that.",
        &["Q057", "Q058"],
        None,
    );
    notice.section("Who else sees it?");
    notice.says(
        "People who work here see it only when they work with you or your family, and every look is written down. Sometimes we tell other people who help you, such as your school, a doctor or the police. Most times we tell you first. When somebody could get hurt, we may have to tell straight away.",
        &["Q061", "Q074", "Q111", "Q165"],
        Some("/settings/recipients"),
    );
    notice.section("A computer does not decide about you");
    let decides = if pack.automated_decisions.is_empty() {
        "Computers remind us of dates and find mistakes. A person decides, always."
    } else {
        "Some things are worked out by a computer. You can ask for a person to look at them."
    };
    notice.says(decides, &["Q105"], Some("/settings/automated"));
    notice.section("How long do we keep it?");
    let keeps = if pack.retention.is_supplied() {
        "A long time, so that you can read about yourself when you are grown up. If you lived in care, for most of your life. Then it is destroyed so that nobody can read it."
    } else {
        "A long time, so that you can read about yourself when you are grown up."
    };
    notice.says(keeps, &["Q064", "Q067"], Some("/retention"));
    notice.section("What you can ask for");
    for words in [
        "See what we wrote about you.",
        "Tell us when something is wrong, and have it put right.",
        "Ask us to stop using something, or to delete it. We may not be allowed to, and then we say why.",
        "Ask somebody you trust to help you ask.",
    ] {
        notice.item(words, &["Q115"], None);
    }
    notice.section("If you are unhappy or have a question");
    let asked = [ContactFor::AccessToFiles, ContactFor::DataProtectionOfficer];
    for contact in asked.iter().filter_map(|what| pack.contact(*what)) {
        let ways: Vec<&str> =
            contact.telephones.iter().map(String::as_str).chain(contact.email.as_deref()).take(2).collect();
        if !ways.is_empty() {
            notice.item(format!("{}: {}", contact.name, ways.join(" or ")), &["Q132"], Some("/settings/contacts"));
        }
    }
    if let Some(office) = pack.contact(ContactFor::Commissioner) {
        let ways: Vec<&str> = office.telephones.iter().map(String::as_str).chain(office.website.as_deref()).collect();
        notice.says(
            format!("If we do not put it right, you can tell the {}: {}.", office.name, ways.join(" or ")),
            &["Q125"],
            Some("/settings/contacts"),
        );
    }
    notice.says(format!("Written on {}.", in_words::date_without_weekday(today)), &["Q001"], None);
    Notice { title: "What we write down about you, and why".to_owned(), sections: notice.0 }
}
