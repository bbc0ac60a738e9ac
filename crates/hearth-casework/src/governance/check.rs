//! The check of the notice: where the settings, the text or the notice published elsewhere contradict the law, a floor, or themselves.
//! It reads; nothing of it goes over a network: whether links answer is asked by the command, and only when it is told to.

use hearth_calendar::{days_between, in_words};
use jiff::civil::Date;

use super::registers::Registers;
use crate::settings::{Contact, ContactFor, Link, Pack};

/// After how many days a contact or a link has to be looked at again.
const STALE: i32 = 365;

/// Something that does not hold up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The point of difference, or what it is about, such as `N3` or `contact`.
    pub point: &'static str,
    /// What is the matter and what to do.
    pub words: String,
}

/// A text of the council's notice that is looked at beside the settings.
#[derive(Debug, Clone, Copy)]
pub struct Text<'a> {
    /// Which, such as "version 2".
    pub name: &'a str,
    /// What it says.
    pub text: &'a str,
}

/// Everything that does not hold up on a day.
pub fn warnings(pack: &Pack, registers: &Registers, texts: &[Text<'_>], today: Date) -> Vec<Warning> {
    let mut found = Vec::new();
    for claim in &pack.notice.published.says {
        found.push(Warning { point: claim.point(), words: claim.words().to_owned() });
    }
    retention(pack, &mut found);
    laws(registers, &mut found);
    bases(pack, registers, &mut found);
    contacts(pack, today, &mut found);
    agreements(pack, registers, today, &mut found);
    for text in texts {
        said(*text, &mut found);
    }
    found.sort_by_key(|warning| position(warning.point));
    found
}

/// `N2` before `N10`, and those before what has no number.
fn position(point: &str) -> (u8, u8, &str) {
    match point.strip_prefix('N').and_then(|number| number.parse().ok()) {
        Some(number) => (0, number, ""),
        None => (1, 0, point),
    }
}

fn warn(found: &mut Vec<Warning>, point: &'static str, words: impl Into<String>) {
    found.push(Warning { point, words: words.into() });
}

fn retention(pack: &Pack, found: &mut Vec<Warning>) {
    for contradiction in pack.retention.contradictions() {
        warn(found, "N2", format!("Retention {}: {}.", contradiction.rule.id, contradiction.words));
    }
    if !pack.retention.is_supplied() {
        warn(
            found,
            "N9",
            "The council has not supplied its retention schedule: nothing is proposed for destruction, and the notice can promise no period but those of the law.",
        );
        return;
    }
    let without: Vec<&str> = pack.retention.without_rule().iter().map(|class| class.name.as_str()).collect();
    if !without.is_empty() {
        warn(
            found,
            "N9",
            format!(
                "No rule of the council’s schedule says how long these are kept, so they are kept until one does: {}.",
                without.join("; ")
            ),
        );
    }
}

fn laws(registers: &Registers, found: &mut Vec<Warning>) {
    for statute in &registers.statutes {
        if let Some(note) = &statute.note {
            warn(found, "N10", format!("{}: {note}.", statute.title));
        }
    }
}

fn bases(pack: &Pack, registers: &Registers, found: &mut Vec<Warning>) {
    for purpose in registers.purposes.iter().filter(|purpose| purpose.is_special(pack)) {
        if purpose.article9.is_none() || purpose.schedule1.is_none() {
            warn(
                found,
                "N5",
                format!(
                    "The purpose “{}” uses a special category and has no condition of Article 9 with its paragraph of Schedule 1: it cannot be put into use.",
                    purpose.name
                ),
            );
        }
    }
    if pack.controller.registration.is_none() {
        warn(
            found,
            "contact",
            "The controller’s number in the Information Commissioner’s register is not in the settings: supply it.",
        );
    }
    if pack.residency.allowed.iter().any(|region| region == "EEA") {
        warn(
            found,
            "N4",
            "The settings allow the European Economic Area as a region: the law of the United Kingdom approves countries one by one. Say which, or keep to the United Kingdom.",
        );
    }
}

fn contacts(pack: &Pack, today: Date, found: &mut Vec<Warning>) {
    for what in ContactFor::ALL.into_iter().filter(|what| pack.contact(*what).is_none()) {
        warn(found, "contact", format!("No contact is set for “{}”.", what.words()));
    }
    for contact in &pack.contacts {
        retired(contact, found);
        if days_between(contact.reviewed, today) > STALE {
            let day = in_words::date_without_weekday(contact.reviewed);
            warn(
                found,
                "contact",
                format!(
                    "{} was last reviewed on {day}, more than a year ago: check that it still holds.",
                    contact.name
                ),
            );
        }
    }
    let officer = pack.contact(ContactFor::DataProtectionOfficer).and_then(|contact| contact.email.as_ref());
    let rights = pack.contact(ContactFor::Rights).and_then(|contact| contact.email.as_ref());
    if officer.is_some() && officer == rights {
        warn(found, "contact", "Requests and complaints about data go to one mail address: keep the two apart.");
    }
    for link in &pack.links {
        aged(link, today, found);
    }
}

/// Addresses and numbers that were taken out of service.
fn retired(contact: &Contact, found: &mut Vec<Warning>) {
    if let Some(email) = contact.email.as_ref().filter(|email| is_secure_intranet(email)) {
        warn(
            found,
            "N10",
            format!(
                "{}: {email} stands in a domain of the former secure intranet (gcsx), which was switched off in 2019: mail to it is lost. Ask for the address of today.",
                contact.name
            ),
        );
    }
    for number in contact.telephones.iter().filter(|number| is_0845(number)) {
        warn(
            found,
            "N10",
            format!(
                "{}: {number} is a number that is charged at a higher rate and was given up; the Information Commissioner’s is 0303 123 1113 today.",
                contact.name
            ),
        );
    }
}

fn is_secure_intranet(text: &str) -> bool {
    [".gcsx.", ".gsi.", ".gse.", ".gsx."].iter().any(|domain| text.to_lowercase().contains(domain))
}

fn is_0845(number: &str) -> bool {
    number.chars().filter(char::is_ascii_digit).collect::<String>().starts_with("0845")
}

fn aged(link: &Link, today: Date, found: &mut Vec<Warning>) {
    if let Some(why) = &link.dead {
        warn(found, "link", format!("The link “{}” ({}) is dead: {why}.", link.name, link.address));
    } else if days_between(link.checked, today) > STALE {
        let day = in_words::date_without_weekday(link.checked);
        warn(
            found,
            "link",
            format!(
                "The link “{}” ({}) was last seen to answer on {day}: check it with --links.",
                link.name, link.address
            ),
        );
    }
}

fn agreements(pack: &Pack, registers: &Registers, today: Date, found: &mut Vec<Warning>) {
    for recipient in pack.recipients.iter().filter(|recipient| recipient.contract_needed) {
        let live = registers.agreements.iter().any(|of| of.recipients.contains(&recipient.code) && of.holds_on(today));
        if !live {
            warn(
                found,
                "agreement",
                format!(
                    "{} is told only under an agreement, and none is live: shares with it are refused.",
                    recipient.name
                ),
            );
        }
    }
    for agreement in &registers.agreements {
        let left = agreement.until.map(|until| days_between(today, until));
        if left.is_some_and(|left| (0..=90).contains(&left)) {
            let day = agreement.until.map(in_words::date_without_weekday).unwrap_or_default();
            warn(found, "agreement", format!("“{}” ends on {day}: renew it, or shares under it stop.", agreement.name));
        }
    }
}

/// What a text says that no longer holds, and what it leaves out.
fn said(text: Text<'_>, found: &mut Vec<Warning>) {
    let lower = text.text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let mut warn = |point, words: &str| warn(found, point, format!("{}: {words}", sentence(text.name)));
    if has(&["up to 75 years", "75 years"]) && has(&["adopt"]) && !has(&["100 years"]) {
        warn("N2", "it says 75 years and nothing of the 100 years for adoption records.");
    }
    if has(&["iicsa", "inquiry into child sexual abuse"]) {
        warn("N3", "it names an inquiry that reported in October 2022.");
    }
    if has(&["european economic area", " eea"]) {
        warn(
            "N4",
            "it speaks of the European Economic Area; the law speaks of countries that the United Kingdom has approved.",
        );
    }
    if !has(&["article 9"]) {
        warn("N5", "it names no condition of Article 9 for special categories.");
    }
    if has(&["general data protection regulation", "gdpr"]) && !has(&["uk general data", "uk gdpr"]) {
        warn("N5", "it names the General Data Protection Regulation; the law is the UK GDPR.");
    }
    if has(&["only share", "share only"]) && has(&["significant harm"]) {
        warn("N6", "it shares without consent only on significant harm; there are other bases in law.");
    }
    if !has(&["16la", "duty to share"]) {
        warn(
            "N7",
            "it does not name the duty to share for safeguarding (Children Act 2004 section 16LA); put it in from the day on which it comes into force.",
        );
    }
    if !has(&["30 days"]) {
        warn("N7", "it does not say that a complaint about data is acknowledged within 30 days.");
    }
    for (stale, why) in [
        ("gcsx", "the gcsx domain, which was switched off"),
        ("08456", "a telephone number that was given up"),
        ("si 2006/90", "the regulations of boards that ended in 2019"),
        ("safeguarding children & adults boards", "boards that ended in 2019"),
        ("troubled families", "a programme that was renamed in 2021"),
        ("local government act 2009", "an Act that there is not"),
        ("young people’s act 2008", "an Act that there is not"),
        ("young people's act 2008", "an Act that there is not"),
        ("liquid logic", "a records system of another name"),
    ] {
        if lower.contains(stale) {
            warn("N10", &format!("it names {why}."));
        }
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::settings::compiled_in;

    #[test]
    fn an_address_of_the_former_secure_intranet_is_known_by_its_domain() {
        assert!(is_secure_intranet("admin@sefton.gcsx.gov.uk"));
        assert!(!is_secure_intranet("admin@sefton.gov.uk"));
        assert!(is_0845("0845 630 6060") && !is_0845("0303 123 1113"));
    }

    #[test]
    fn a_contact_is_looked_at_again_after_a_year() {
        for pack in compiled_in().values() {
            let on = |day| {
                let registers = Registers::of(pack);
                warnings(pack, &registers, &[], day).iter().filter(|w| w.words.contains("last reviewed")).count()
            };
            assert!(on(date(2028, 1, 1)) == pack.contacts.len(), "{}", pack.name);
            assert!(on(date(2026, 10, 1)) < pack.contacts.len(), "{}", pack.name);
        }
    }

    #[test]
    fn every_point_of_difference_is_warned_of_in_one_council_or_the_other() {
        let packs = compiled_in();
        let found: Vec<&str> = packs
            .values()
            .flat_map(|pack| warnings(pack, &Registers::of(pack), &[], date(2026, 11, 22)))
            .map(|warning| warning.point)
            .collect();
        for number in 1..=10 {
            assert!(found.contains(&format!("N{number}").as_str()), "N{number}");
        }
    }
}
