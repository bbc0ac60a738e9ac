//! The registers as they stand.

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use hearth_access::Action;
use hearth_casework::{
    Desk,
    access::colleagues,
    governance::registers::{self, Registers},
    settings::{Agreement, Contact, ContactFor, Pack, Purpose, Recipient},
};
use hearth_record::code;
use jiff::civil::Date;

use crate::{
    answer::{Answer, page as rendered, sentence},
    frame,
    guard::Signed,
    paths,
    view::{
        Frame, Link, Tag, Tone,
        settings::{Card, RegisterPage},
    },
};

/// The registers, and the council's settings, for whoever keeps them.
pub(super) async fn read(signed: &Signed) -> Result<(Registers, &Pack), Answer> {
    let failed = |failure| Answer::framed(failure, signed, None);
    let registers = registers::read(&signed.desk).await.map_err(failed)?;
    Ok((registers, signed.desk.pack().map_err(failed)?))
}

pub(super) fn framed(signed: &Signed, title: &str) -> Frame {
    Frame { back: Some(Link::new("Settings", paths::SETTINGS)), ..frame::of(signed, title) }
}

/// `GET /settings`
pub async fn index(signed: Signed) -> Result<Response, Answer> {
    let (registers, pack) = read(&signed).await?;
    let today = signed.desk.today();
    let count = |n: usize, of: &str| format!("{n} {of}");
    let entry = |heading: &str, href: &str, says: String| {
        let card = Card::new(heading);
        Card { links: vec![Link::new(says, href)], ..card }
    };
    let live = registers.agreements.iter().filter(|agreement| agreement.holds_on(today)).count();
    let cards = vec![
        entry("Privacy notice", paths::NOTICE, "The notice line by line, beside what keeps each line".to_owned()),
        entry("Purposes and lawful bases", paths::PURPOSES, count(registers.purposes.len(), "purposes")),
        entry("Legislation", paths::LEGISLATION, count(registers.statutes.len(), "laws")),
        entry("Recipients", paths::RECIPIENTS, count(pack.recipients.len(), "recipients")),
        entry("Agreements to share", paths::AGREEMENTS, count(live, "agreements that hold today")),
        entry(
            "What the system works out",
            paths::AUTOMATED,
            count(pack.computed.len(), "things; none of them decides"),
        ),
        entry("Controller and contacts", paths::CONTACTS, count(pack.contacts.len(), "contacts")),
    ];
    Ok(rendered(&RegisterPage {
        frame: frame::of(&signed, "Settings"),
        heading: "Settings".to_owned(),
        intro: format!(
            "What {} answers for: why it uses information, by which law, with whom it is shared, and what people are told.",
            pack.name
        ),
        actions: Vec::new(),
        answer: None,
        cards,
    }))
}

/// `GET /settings/purposes`
pub async fn purposes(signed: Signed) -> Result<Response, Answer> {
    let (registers, pack) = read(&signed).await?;
    let mut actions = approves(&signed.desk, "Add a purpose", paths::NEW_PURPOSE);
    actions.push(Link::new("Laws of each purpose (CSV)", paths::PURPOSES_CSV));
    let today = signed.desk.today();
    Ok(rendered(&RegisterPage {
        frame: framed(&signed, "Purposes and lawful bases"),
        heading: "Purposes and lawful bases".to_owned(),
        intro: "Each purpose has exactly one basis of Article 6, out of those that the notice names. One that uses a special category is in use only with a condition of Article 9 and the paragraph of Schedule 1 that meets it. The rights that people have follow from the basis.".to_owned(),
        actions,
        answer: None,
        cards: registers.purposes.iter().map(|purpose| of_purpose(pack, &registers, purpose, today)).collect(),
    }))
}

fn of_purpose(pack: &Pack, registers: &Registers, purpose: &Purpose, today: Date) -> Card {
    let article9 = purpose.article9.as_ref().map(|article| {
        let words = code::set("article9_condition").find(article).map_or("", |code| code.words());
        format!("{words} ({article})")
    });
    let named = |wanted: &String| pack.categories.iter().find(|of| of.code == *wanted).map(|of| of.name.clone());
    let categories: Vec<String> = purpose.categories.iter().filter_map(named).collect();
    let stands = match purpose.activated {
        Some(from) if from <= today => Tag::new("In use", Tone::Standing),
        Some(from) => Tag::new(format!("From {}", frame::day(from)), Tone::Plain),
        None => Tag::new("Being prepared", Tone::Plain),
    };
    let card = Card::new(sentence(&purpose.name).trim_end_matches('.'))
        .says("Lawful basis", format!("{} ({})", purpose.basis(), purpose.article6))
        .says("Emergency", purpose.article6_note.clone().unwrap_or_default())
        .says("Special categories", article9.unwrap_or_default())
        .says(
            "Schedule 1",
            purpose.schedule1.as_ref().map(|p| format!("Data Protection Act 2018, paragraph {p}")).unwrap_or_default(),
        )
        .says("By which law", purpose.cited(&registers.statutes).join("\n"))
        .says("Information", categories.join("\n"))
        .says("Policy document", purpose.policy_document.clone().unwrap_or_default())
        .says("What protects people", purpose.safeguards.clone().unwrap_or_default())
        .says("Rights that follow", rights(purpose).join("\n"));
    Card { tags: vec![stands], ..card }
}

/// The rights that follow from the basis, beside those that everybody has.
fn rights(purpose: &Purpose) -> Vec<&'static str> {
    let rights = purpose.rights();
    let table = [
        (rights.withdraw, "Consent can be withdrawn at any time, which ends this use"),
        (rights.erase, "Erasure can be asked for as of right"),
        (!rights.erase, "Erasure is not offered as of right: the duty to keep is weighed, and the answer says why"),
        (rights.port, "A copy for another system can be asked for"),
        (rights.object, "Objection is offered, and weighed"),
        (!rights.object, "Objection is not offered as of right"),
    ];
    table.into_iter().filter(|(offered, _)| *offered).map(|(_, words)| words).collect()
}

/// `GET /settings/purposes.csv`: each purpose with its bases and the laws that it rests on.
pub async fn csv(signed: Signed) -> Result<Response, Answer> {
    let (registers, _) = read(&signed).await?;
    let text = hearth_casework::governance::registers::purposes_csv(&registers);
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"purposes.csv\""),
    ];
    Ok((headers, text).into_response())
}

/// `GET /settings/legislation`
pub async fn legislation(signed: Signed) -> Result<Response, Answer> {
    let (registers, _) = read(&signed).await?;
    let desk = &signed.desk;
    let may = desk.may_at_all(Action::ChangeSettings) || desk.may_at_all(Action::ApproveRules);
    let today = desk.today();
    let mut cards: Vec<Card> = registers
        .statutes
        .iter()
        .map(|statute| {
            let cited: Vec<&str> = registers
                .purposes
                .iter()
                .filter(|purpose| purpose.powers.iter().any(|power| power.statute == statute.code))
                .map(|purpose| purpose.name.as_str())
                .collect();
            let card = Card::new(statute.title.clone())
                .says("Code", statute.code.clone())
                .says("Can be cited from", frame::day(statute.from))
                .says("What the council does by it", statute.functions.join("\n"))
                .says("Purposes that cite it", cited.join("\n"))
                .says("To be confirmed", statute.note.clone().unwrap_or_default());
            let mut tags = Vec::new();
            tags.extend((statute.from > today).then(|| Tag::new("Not yet", Tone::Plain)));
            tags.extend(statute.note.as_ref().map(|_| Tag::new("To be confirmed", Tone::Plain)));
            Card { tags, ..card }
        })
        .collect();
    let functions = registers.functions();
    let what = functions.iter().fold(Card::new("What the council does, and by which law"), |card, (function, laws)| {
        card.says(function, laws.join("\n"))
    });
    cards.push(what);
    Ok(rendered(&RegisterPage {
        frame: framed(&signed, "Legislation"),
        heading: "Legislation".to_owned(),
        intro: "The laws that the council acts under, with what it does by each. The list is open: a law that is added can be cited from its day.".to_owned(),
        actions: may.then(|| Link::new("Add a law", paths::NEW_STATUTE)).into_iter().collect(),
        answer: None,
        cards,
    }))
}

/// `GET /settings/recipients`
pub async fn recipients(signed: Signed) -> Result<Response, Answer> {
    let (registers, pack) = read(&signed).await?;
    let (today, may) = (signed.desk.today(), signed.desk.may_at_all(Action::ApproveRules));
    let officers = colleagues(&signed.desk).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let card = |recipient: &Recipient| {
        let card = of_recipient(pack, &registers, recipient, today);
        let Some(key) = registers.key(&recipient.code) else { return card };
        let by = officers.iter().find(|officer| Some(officer.worker) == key.by);
        let by = by.map_or("an officer who has left", |officer| officer.name.as_str());
        let checked = format!(
            "Checked on {} by {by}: {} read it out, on {}\nFingerprint {}",
            frame::day(key.on),
            key.read_by,
            key.rung,
            key.fingerprint
        );
        let links = may.then(|| Link::new("Stop using this key", paths::end_key(&recipient.code)));
        Card { links: links.into_iter().collect(), ..card.says("Key", checked) }
    };
    let mut actions = vec![Link::new("Agreements to share", paths::AGREEMENTS)];
    actions.extend(approves(&signed.desk, "Check a key", paths::CHECK_KEY));
    Ok(rendered(&RegisterPage {
        frame: framed(&signed, "Recipients"),
        heading: "Recipients".to_owned(),
        intro: "To whom information may go, what of it, and how. Nobody is told past this list but in an emergency."
            .to_owned(),
        actions,
        answer: None,
        cards: pack.recipients.iter().map(card).collect(),
    }))
}

fn of_recipient(pack: &Pack, registers: &Registers, recipient: &Recipient, today: Date) -> Card {
    let named = |wanted: &String| pack.categories.iter().find(|of| of.code == *wanted).map(|of| of.name.clone());
    let allowed: Vec<String> = recipient.allowed.iter().filter_map(named).collect();
    let under: Vec<&str> = registers
        .agreements
        .iter()
        .filter(|agreement| agreement.recipients.contains(&recipient.code) && agreement.holds_on(today))
        .map(|agreement| agreement.name.as_str())
        .collect();
    let none = if recipient.contract_needed { "None is live: nothing is shared" } else { "Not needed" };
    Card::new(recipient.name.clone())
        .says("Kind", recipient.kind_words())
        .says("Sort", recipient.sort.words())
        .says("May be told of", allowed.join("\n"))
        .says("How", recipient.channel.words())
        .says("Agreement", if under.is_empty() { none.to_owned() } else { under.join("\n") })
        .says("Only while", recipient.only_while.map(only_while).unwrap_or_default())
        .says("Country", if recipient.is_abroad() { recipient.country.clone() } else { String::new() })
        .says("Limits", recipient.note.clone().unwrap_or_default())
}

const fn only_while(what: hearth_casework::settings::OnlyWhile) -> &'static str {
    use hearth_casework::settings::OnlyWhile;
    match what {
        OnlyWhile::CinPlanOpen => "a child in need plan is open",
        OnlyWhile::SharedService => "a service that both provide is on the case",
        OnlyWhile::PartyToProceedings => "they are a party to proceedings about the child",
        OnlyWhile::MotherInOwnRecord => "the subject is a mother, in her own record",
    }
}

/// `GET /settings/agreements`
pub async fn agreements(signed: Signed) -> Result<Response, Answer> {
    let (registers, pack) = read(&signed).await?;
    let today = signed.desk.today();
    let may = signed.desk.may_at_all(Action::ApproveRules);
    let card = |agreement: &Agreement| {
        let names: Vec<&str> = agreement
            .recipients
            .iter()
            .filter_map(|code| pack.recipient(code).map(|recipient| recipient.name.as_str()))
            .collect();
        let purposes: Vec<&str> = registers
            .purposes
            .iter()
            .filter(|purpose| agreement.purposes.contains(&purpose.code))
            .map(|purpose| purpose.name.as_str())
            .collect();
        let until = agreement.until.map_or_else(|| "no end agreed".to_owned(), frame::day);
        let live = agreement.holds_on(today);
        let card = Card::new(agreement.name.clone())
            .says("Sort", agreement.kind.words())
            .says("With", names.join("\n"))
            .says("What may be shared", agreement.scope.clone())
            .says("For", purposes.join("\n"))
            .says("Holds", format!("{} to {until}", frame::day(agreement.from)))
            .says("What protects people", agreement.safeguards.clone());
        let tag = if live { Tag::new("Live", Tone::Standing) } else { Tag::new("Does not hold today", Tone::Plain) };
        let links = (may && live).then(|| Link::new("End this agreement", paths::end_agreement(&agreement.code)));
        Card { tags: vec![tag], links: links.into_iter().collect(), ..card }
    };
    Ok(rendered(&RegisterPage {
        frame: framed(&signed, "Agreements to share"),
        heading: "Agreements to share".to_owned(),
        intro: "Shares with services and partners rest on an agreement that is live. When it ends, they stop."
            .to_owned(),
        actions: approves(&signed.desk, "Make an agreement", paths::NEW_AGREEMENT),
        answer: None,
        cards: registers.agreements.iter().map(card).collect(),
    }))
}

/// `GET /settings/automated`
pub async fn automated(signed: Signed) -> Result<Response, Answer> {
    let (_, pack) = read(&signed).await?;
    let decisions = pack.automated_decisions.iter().map(|decision| {
        Card::new(decision.name.clone())
            .says("How it affects people", decision.effect.clone())
            .says("How a person is brought in", decision.review.clone())
    });
    let computed = pack.computed.iter().map(|computed| {
        Card::new(computed.name.clone())
            .says("Out of what", computed.from.clone())
            .says("What it proposes", computed.proposes.clone())
            .says("Who decides", computed.decides.clone())
    });
    let none = pack.automated_decisions.is_empty();
    Ok(rendered(&RegisterPage {
        frame: framed(&signed, "What the system works out"),
        heading: "What the system works out".to_owned(),
        intro: "Is information used to take automated decisions about people? The public notice says what this register says.".to_owned(),
        actions: Vec::new(),
        answer: none.then(|| "No. A named person decides each time.".to_owned()),
        cards: decisions.chain(computed).collect(),
    }))
}

/// `GET /settings/contacts`
pub async fn contacts(signed: Signed) -> Result<Response, Answer> {
    let (_, pack) = read(&signed).await?;
    let controller = Card::new(format!("Controller: {}", pack.controller.name))
        .says("Address", pack.controller.post.join("\n"))
        .says(
            "Number in the register",
            pack.controller.registration.clone().unwrap_or_else(|| "Not supplied by the council yet".to_owned()),
        );
    let of = |contact: &Contact| {
        Card::new(contact.purpose.words())
            .says("Who", contact.name.clone())
            .says("Address", contact.post.join("\n"))
            .says("E-mail", contact.email.clone().unwrap_or_default())
            .says("Telephone", contact.telephones.join("\n"))
            .says("Page", contact.website.clone().unwrap_or_default())
            .says("Last reviewed", frame::day(contact.reviewed))
    };
    let contacts = ContactFor::ALL.iter().filter_map(|what| pack.contact(*what)).map(of);
    let links = pack.links.iter().map(|link| {
        Card::new(format!("Link: {}", link.name))
            .says("Address", link.address.clone())
            .says("Last seen to answer", frame::day(link.checked))
            .says("Dead", link.dead.clone().unwrap_or_default())
    });
    Ok(rendered(&RegisterPage {
        frame: framed(&signed, "Controller and contacts"),
        heading: "Controller and contacts".to_owned(),
        intro: "What stands on letters, forms, shares and the notice. Each was last reviewed on the day that it says."
            .to_owned(),
        actions: Vec::new(),
        answer: None,
        cards: [controller].into_iter().chain(contacts).chain(links).collect(),
    }))
}

/// What whoever approves rules can do.
fn approves(desk: &Desk, words: &str, href: &str) -> Vec<Link> {
    desk.may_at_all(Action::ApproveRules).then(|| Link::new(words, href)).into_iter().collect()
}
