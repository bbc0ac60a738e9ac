//! The draft of the notice, written from the settings in plain words.

use std::collections::BTreeSet;

use hearth_practice::retention::Rules;
use hearth_record::code;
use jiff::civil::Date;

use super::{Notice, Writing};
use crate::{
    governance::{registers::Registers, told},
    returns::Return,
    settings::{Contact, ContactFor, Pack, Purpose, Sort},
};

/// The draft: complete, in the order in which the UK GDPR lists what people are told (Articles 13 and 14).
pub fn draft(pack: &Pack, registers: &Registers, today: Date) -> Notice {
    let mut notice = Writing(Vec::new());
    let in_use: Vec<&Purpose> = registers.in_use(today).collect();
    who_we_are(&mut notice, pack);
    what_for(&mut notice, &in_use);
    what_we_hold(&mut notice, pack);
    what_you_must_tell(&mut notice);
    what_allows_us(&mut notice, pack, registers, &in_use);
    with_whom(&mut notice, pack);
    how_long(&mut notice, pack);
    kept_safe(&mut notice, pack);
    decisions(&mut notice, pack);
    your_rights(&mut notice, &in_use);
    complaints(&mut notice, pack);
    Notice { title: pack.notice.title.clone(), sections: notice.0 }
}

const CONTACTS: Option<&str> = Some("/settings/contacts");
const PURPOSES: Option<&str> = Some("/settings/purposes");
const LAWS: Option<&str> = Some("/settings/legislation");
const RECIPIENTS: Option<&str> = Some("/settings/recipients");

fn who_we_are(notice: &mut Writing, pack: &Pack) {
    notice.section("Who we are");
    notice.says(
        format!(
            "{} decides why and how {} uses information about you: in law it is the controller of your information and owns the records. Write to {}.",
            pack.controller.name,
            pack.service,
            pack.controller.post.join(", ")
        ),
        &["Q136", "Q137"],
        CONTACTS,
    );
    if let Some(number) = &pack.controller.registration {
        notice.says(format!("Its number in the Information Commissioner’s register is {number}."), &["Q136"], CONTACTS);
    }
    if let Some(officer) = pack.contact(ContactFor::DataProtectionOfficer) {
        notice.says(
            format!("The data protection officer sees that the council keeps to the law: {}.", reached(officer)),
            &["Q131", "Q135"],
            CONTACTS,
        );
    }
    let teams: Vec<&str> = pack.teams.iter().map(|team| team.name.as_str()).collect();
    notice.says(format!("The teams of {} are: {}.", pack.service, teams.join(", ")), &["Q004", "Q005"], None);
}

/// How somebody is reached: "Data Protection Officer, Huyton, L36 9GL, e-mail …".
fn reached(contact: &Contact) -> String {
    let post = if contact.post.is_empty() { contact.name.clone() } else { contact.post.join(", ") };
    let telephones = (!contact.telephones.is_empty()).then(|| format!("telephone {}", contact.telephones.join(" or ")));
    let email = contact.email.as_ref().map(|email| format!("e-mail {email}"));
    let parts = [Some(post), telephones, email, contact.website.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn what_for(notice: &mut Writing, in_use: &[&Purpose]) {
    notice.section("What we use information for");
    notice.says("We use information to:", &["Q003", "Q034"], PURPOSES);
    for purpose in in_use {
        notice.item(purpose.name.clone(), &["Q034", "Q154"], PURPOSES);
    }
    notice.says(
        "We ask only for what is needed for one of these. Each question on our forms belongs to one.",
        &["Q140", "Q147"],
        Some("/settings/fields"),
    );
}

fn what_we_hold(notice: &mut Writing, pack: &Pack) {
    notice.section("What we hold about you");
    for category in &pack.categories {
        notice.item(category.name.clone(), &["Q016", "Q017"], PURPOSES);
    }
    notice.says(
        "We treat all of it as personal and sensitive. It comes from you and your family, and from people who work with you, such as schools, health services and the police.",
        &["Q146"],
        None,
    );
}

fn what_you_must_tell(notice: &mut Writing) {
    notice.section("What you must tell us, and what you need not");
    let (by_law, _) = told::questions();
    notice.says(
        format!(
            "The law makes us ask about the {}. Everything else that we ask about you is voluntary: you may say that you would rather not answer, and nothing is held up because of that. Each form says which is which, and so does the sheet that you are given.",
            by_law.iter().map(|(_, questions)| told::in_a_line(questions)).collect::<Vec<_>>().join("; ")
        ),
        &["Q057", "Q058", "Q059"],
        None,
    );
    notice.says(
        "If we know less, we may not be able to plan and give the right help. When a court asks for something, not telling it can change its plans.",
        &["Q178", "Q179"],
        None,
    );
}

fn what_allows_us(notice: &mut Writing, pack: &Pack, registers: &Registers, in_use: &[&Purpose]) {
    notice.section("What allows us to use it");
    notice.says(
        format!("The law is the {}. For each purpose it asks for one of these:", pack.notice.law),
        &["Q041", "Q154", "Q155"],
        PURPOSES,
    );
    let numbers = ["Q036", "Q037", "Q038", "Q039", "Q040"];
    for (basis, number) in code::set("lawful_basis_article6").codes().iter().zip(numbers) {
        let of_basis: Vec<&str> =
            in_use.iter().filter(|of| of.article6 == basis.code).map(|of| of.name.as_str()).collect();
        if !of_basis.is_empty() {
            notice.item(
                format!("{} (Article {}): to {}", basis.words(), basis.code, of_basis.join("; to ")),
                &[number],
                PURPOSES,
            );
        }
    }
    notice.says(
        "For health, ethnicity, religion and other matters that the law protects more, and for offences, it also asks for one of these:",
        &["Q034", "Q094"],
        PURPOSES,
    );
    for condition in code::set("article9_condition").codes() {
        let of: Vec<&&Purpose> =
            in_use.iter().filter(|of| of.article9.as_deref() == Some(condition.code.as_str())).collect();
        let number = |of: &&&Purpose| of.schedule1.as_ref().and_then(|paragraph| paragraph.parse::<u8>().ok());
        let paragraphs: BTreeSet<u8> = of.iter().filter_map(number).collect();
        if !of.is_empty() {
            let several = if paragraphs.len() > 1 { "paragraphs" } else { "paragraph" };
            let schedule = paragraphs.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            notice.item(
                format!(
                    "{} (Article {}; Data Protection Act 2018 Schedule 1 {several} {schedule})",
                    condition.words(),
                    condition.code
                ),
                &["Q094", "Q095"],
                PURPOSES,
            );
        }
    }
    notice.says(
        "What the council must do for children, and what it may, is written in these laws and others:",
        &["Q035", "Q042", "Q156"],
        LAWS,
    );
    for statute in &registers.statutes {
        notice.item(statute.title.clone(), &["Q042", "Q156"], LAWS);
    }
}

fn with_whom(notice: &mut Writing, pack: &Pack) {
    notice.section("Whom we share it with");
    notice.says(
        "We share only when it is needed, lawful and fair, and no more than is needed. We ask you first where that is right. Without your agreement we share where a law asks for it, where it is part of our public task, or where you, your child or somebody else may come to harm; and as a rule we tell you.",
        &["Q073", "Q074", "Q075", "Q076", "Q093", "Q111"],
        RECIPIENTS,
    );
    let sorts = [Sort::Partner, Sort::Government, Sort::Court, Sort::Commissioned, Sort::Internal, Sort::Family];
    for sort in sorts {
        let names: Vec<&str> = pack.recipients.iter().filter(|of| of.sort == sort).map(|of| of.name.as_str()).collect();
        if !names.is_empty() {
            notice.item(format!("{}: {}", sort.several(), names.join(", ")), &["Q080", "Q096", "Q100"], RECIPIENTS);
        }
    }
    notice.says(
        "With services and partners there are agreements that say what may be shared and how it is protected. What is sent is encrypted, and your file says what was sent, to whom, why and by which law.",
        &["Q168", "Q176"],
        Some("/settings/agreements"),
    );
    for of in Return::ALL {
        let collection = of.collection();
        notice.says(
            format!(
                "Every year we send {} to the {}, by law and without asking for agreement ({}). {}. What is asked for stands at {}",
                of.name(),
                collection.recipient,
                collection.powers.join("; "),
                collection.purpose,
                collection.guidance
            ),
            &["Q079", "Q091", "Q106", "Q107", "Q112"],
            Some("/returns"),
        );
    }
    notice.says(pack.residency.words.clone(), &["Q104", "Q194"], Some("/settings/automated"));
}

fn how_long(notice: &mut Writing, pack: &Pack) {
    notice.section("How long we keep it");
    let schedule = &pack.retention;
    let rules = Rules::compiled_in();
    let mut says = Vec::new();
    for rule in &rules.rules {
        let Some(stretch) = schedule.stretch(rule) else { continue };
        // A floor of the law beside a longer rule of the council says nothing that anybody waits for.
        let own = rules
            .rules
            .iter()
            .any(|of| of.id != rule.id && of.class == rule.class && schedule.stretch(of).is_some_and(|it| !it.floor));
        if stretch.floor && own {
            continue;
        }
        let class = rules.class(&rule.class).map_or(rule.class.as_str(), |class| class.name.as_str());
        // Where the words name the day by themselves, the years would only repeat them.
        let words = if rule.words.starts_with("to ") {
            format!("{class}: {}", rule.words)
        } else {
            format!("{class}: {} years {}", stretch.years, rule.words)
        };
        says.push((words, stretch.floor));
    }
    if !schedule.is_supplied() {
        notice.says(
            "The council has not supplied its schedule to this system yet, so nothing is destroyed. What the law asks for at least is:",
            &["Q184"],
            Some("/retention"),
        );
    }
    for (words, floor) in says {
        notice.item(
            words,
            if floor { &["Q068"] } else { &["Q065", "Q066", "Q067", "Q069", "Q184"] },
            Some("/retention"),
        );
    }
    notice.says(
        "Where several of these apply, the longest one does. Some inquiries ask us to keep records for longer; then they are kept until two officers decide that it has ended. Afterwards everything is destroyed so that nobody can read it, on paper and on computers: two people must agree, and a certificate says so.",
        &["Q070", "Q072", "Q183", "Q185"],
        Some("/retention"),
    );
}

fn kept_safe(notice: &mut Writing, pack: &Pack) {
    notice.section("Where it is kept, and how it is kept safe");
    notice.says(
        format!(
            "It is kept in the council’s records system, called {}, and some of it on paper and in other places that the system knows of. It is encrypted. People sign in with a second proof of who they are and open a file only for their work with you; each time is written down and can be checked.",
            pack.system_of_record
        ),
        &["Q002", "Q060", "Q061", "Q101", "Q102", "Q103", "Q190"],
        None,
    );
}

fn decisions(notice: &mut Writing, pack: &Pack) {
    notice.section("Is it used to take automated decisions about me?");
    if pack.automated_decisions.is_empty() {
        notice.says("No.", &["Q105", "Q192", "Q193"], Some("/settings/automated"));
    }
    for decision in &pack.automated_decisions {
        notice.item(
            format!("{}. {}. {}", decision.name, decision.effect, decision.review),
            &["Q193"],
            Some("/settings/automated"),
        );
    }
    notice.says(
        "The system works out dates, likely matches and lists of what to put right. These are proposals: a named person decides each time.",
        &["Q105"],
        Some("/settings/automated"),
    );
}

fn your_rights(notice: &mut Writing, in_use: &[&Purpose]) {
    notice.section("Your rights");
    notice.says("You can ask us to:", &["Q197"], None);
    for (words, promises) in [
        ("show you the information that we hold about you, and give you a copy", &["Q115", "Q198"]),
        ("put right what is wrong, or add what is missing", &["Q121", "Q200"]),
        ("lock information while a question about it is open", &["Q122", "Q202"]),
        (
            "delete information: where a law or our public task asks us to keep it we must refuse, and say why",
            &["Q123", "Q201"],
        ),
        ("stop using it because of your situation: we weigh that and tell you what we decided", &["Q118", "Q204"]),
        ("send you no advertising: we send none", &["Q119", "Q205"]),
        ("have a person look at anything that a computer worked out", &["Q120", "Q207"]),
    ] {
        notice.item(words, promises, PURPOSES);
    }
    let of = |wanted: fn(&Purpose) -> bool| -> String {
        in_use.iter().filter(|of| wanted(of)).map(|of| of.name.as_str()).collect::<Vec<_>>().join("; to ")
    };
    let withdraw = of(|purpose| purpose.rights().withdraw);
    if !withdraw.is_empty() {
        notice.item(format!("stop, at any time, what rests on your consent: to {withdraw}"), &["Q036"], PURPOSES);
    }
    let port = of(|purpose| purpose.rights().port);
    if !port.is_empty() {
        notice.item(
            format!("give you what you told us in a form that another system reads, where it rests on consent or a contract: to {port}"),
            &["Q124", "Q203"],
            PURPOSES,
        );
    }
    notice.says(
        "We answer within a month, or tell you within it why it takes longer. It costs nothing.",
        &["Q094"],
        None,
    );
}

fn complaints(notice: &mut Writing, pack: &Pack) {
    notice.section("Questions and complaints");
    for what in ContactFor::ALL {
        if let Some(contact) = pack.contact(what) {
            let promises: &[&'static str] = match what {
                ContactFor::DataProtectionOfficer => &["Q131", "Q135", "Q213", "Q214"],
                ContactFor::Rights => &["Q133", "Q210", "Q211"],
                ContactFor::AccessToFiles => &["Q116", "Q117"],
                ContactFor::AssetOwner => &["Q129", "Q130"],
                ContactFor::Complaints => &["Q128"],
                ContactFor::Commissioner => &["Q125", "Q127", "Q208", "Q216", "Q217", "Q218"],
            };
            notice.item(format!("{}: {}", what.words(), reached(contact)), promises, CONTACTS);
        }
    }
    notice.says(
        "Please tell us first if something is wrong with how we use your information: we answer that we have your complaint within 30 days. You can go to the Information Commissioner at any time.",
        &["Q126", "Q212", "Q215"],
        CONTACTS,
    );
}
