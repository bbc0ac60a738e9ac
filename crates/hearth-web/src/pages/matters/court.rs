//! Proceedings: the parties and why each is one, the bundles and to whom they went, and the part of a relative who withdrew.

use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    court::{self, Part as Takes, Parties, Party, Said},
};
use hearth_record::{
    Category, Problems,
    court::{CourtBundle, CourtParty},
    ids::RecordId,
    sets::{ApartDecision, WithdrawalAnswer},
    value::date,
};

use super::{NotDone, again, choices, chosen, done, field, record_in, records_to_choose};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::{Sent, file::Opened, taken},
    paths,
    view::{
        Link, Tag, Tone,
        form::{Choice, Control, Posted, TextBox},
        frame::Row,
        matter::{Line, MatterPage, Part, SmallForm},
    },
};

type OfCase = Path<(String, String)>;
type InCase = Path<(String, String, String)>;

async fn parties(opened: &Opened, case: RecordId) -> Result<Parties, Answer> {
    court::parties(&opened.signed.desk, &opened.view, case).await.map_err(|failure| opened.failed(failure))
}

fn matter(opened: &Opened, title: &str, heading: String, parts: Vec<Part>) -> MatterPage {
    MatterPage {
        frame: opened.frame(title),
        identity: Some(opened.identity(None)),
        heading,
        tag: None,
        intro: None,
        warning: None,
        problem: None,
        parts,
    }
}

/// `GET /children/{id}/court/{case}`
pub async fn page(opened: Opened, Path((_, case)): OfCase) -> Result<Response, Answer> {
    let case = record_in(&opened, &case)?;
    let all = parties(&opened, case).await?;
    let view = &opened.view;
    let number = all.case.case_number.reveal().as_ref().map(|number| format!(", case {}", number.0)).unwrap_or_default();
    let mut who = Part::of("Who takes part");
    who.lines = all.all.iter().map(|party| line(&opened, case, party)).collect();
    if view.may(Action::Record) {
        who.links.push(Link::new("Add somebody whom the court joined", paths::add(view.id, "court_party")));
    }
    let mut page = matter(
        &opened,
        "Court proceedings",
        format!("{}{number}", all.case.application.words()),
        vec![who, bundles(&opened, case), set_apart(&opened, case)],
    );
    page.tag = all.case.concluded_on.map(|on| Tag::new(format!("Concluded {}", frame::day(on)), Tone::Plain));
    page.intro = Some(
        "The parties are the council, the child, everybody with parental responsibility, and whoever the court joined. Papers go to them \
         and to nobody else."
            .to_owned(),
    );
    Ok(rendered(&page))
}

fn line(opened: &Opened, case: RecordId, party: &Party) -> Line {
    let tone = match party.part {
        Takes::Party => Tone::Standing,
        Takes::NoticeOnly => Tone::Plain,
        Takes::Withdrew => Tone::Grave,
    };
    let lawyer = party.lawyer.as_ref().map(|name| format!(" Represented by {name}.")).unwrap_or_default();
    let to = party.record.filter(|_| party.may_withdraw).map(|record| paths::party(opened.view.id, case, record));
    Line {
        title: Link::new(party.name.clone(), to.unwrap_or_default()),
        tag: Tag::new(party.part.words(), tone),
        text: format!("{}. {}.{lawyer}", party.role, party.why),
    }
}

fn bundles(opened: &Opened, case: RecordId) -> Part {
    let view = &opened.view;
    let mut part = Part::of("Bundles");
    let mut all: Vec<(RecordId, CourtBundle)> =
        view.all::<CourtBundle>().into_iter().filter(|(_, bundle)| *bundle.case == case).collect();
    all.sort_by_key(|(id, bundle)| std::cmp::Reverse((*bundle.proposed_on, *id)));
    part.lines = all
        .iter()
        .map(|(id, bundle)| {
            let went = court::releases(view, *id);
            let to: Vec<&str> = went.iter().map(|release| release.to.as_str()).collect();
            let (tag, text) = if went.is_empty() {
                (Tag::new("Waits for a lawyer", Tone::Needs), "Went to nobody yet".to_owned())
            } else {
                (Tag::new("Released", Tone::Standing), format!("Went to {}", to.join(", ")))
            };
            Line {
                title: Link::new(bundle.title.reveal().0.clone(), paths::bundle(view.id, case, *id)),
                tag,
                text: format!("{} pages, proposed {}. {text}.", bundle.pages.0.0, frame::day(*bundle.proposed_on)),
            }
        })
        .collect();
    if all.is_empty() {
        part.text.push("No bundle was put together yet.".to_owned());
    }
    if view.may(Action::Record) {
        part.links.push(Link::new("Put a bundle together", paths::new_bundle(view.id, case)));
    }
    part
}

/// What is set apart for relatives who withdrew.
fn set_apart(opened: &Opened, case: RecordId) -> Part {
    let apart = court::set_apart(&opened.view);
    let mut part = Part::of("Set apart");
    if apart.is_empty() {
        part.text.push("Nothing is set apart: no relative withdrew, or a lawyer said that their part may be disclosed.".to_owned());
        return part;
    }
    part.text.push("Left out of every bundle and locked until a lawyer says that it may be disclosed.".to_owned());
    part.lines = apart
        .iter()
        .filter_map(|(record, of)| {
            let held = opened.view.record(*record)?;
            Some(Line {
                title: Link::new(held.schema.title, paths::party(opened.view.id, case, of.party)),
                tag: Tag::new("Locked", Tone::Grave),
                text: format!("Part of {}", of.name),
            })
        })
        .collect();
    part
}

/// `GET /children/{id}/court/{case}/bundle`
pub async fn bundle_form(opened: Opened, Path((_, case)): OfCase) -> Result<Response, Answer> {
    opened.must(Action::Record).await?;
    let case = record_in(&opened, &case)?;
    parties(&opened, case).await?;
    Ok(rendered(&putting(&opened, case, &Posted::default(), &Problems::none())))
}

fn putting(opened: &Opened, case: RecordId, posted: &Posted, problems: &Problems) -> MatterPage {
    let sent: Vec<String> = posted.all("items").map(str::to_owned).collect();
    let apart = court::set_apart(&opened.view);
    let leave_out = |held: &hearth_record::Held| {
        apart.contains_key(&held.id) || matches!(held.schema.category, Category::Governance | Category::Staff)
    };
    let items = records_to_choose(opened, &sent, leave_out);
    let title = Control::Text(TextBox { value: posted.one("title").to_owned(), autocomplete: "off", ..TextBox::default() });
    let because = Control::Narrative(posted.one("because").to_owned(), 2);
    let form = SmallForm {
        action: paths::new_bundle(opened.view.id, case),
        fields: vec![
            field("title", "What is it called?", "Such as “Bundle for the case management hearing”", title, problems),
            field("items", "What is in it?", "Records that are set apart are not offered", Control::Checkboxes(items), problems),
            field("because", "Why does the court need these, and no more?", "", because, problems),
        ],
        submit: "Propose bundle".to_owned(),
        grave: false,
    };
    let mut page = matter(
        opened,
        "Put a bundle together",
        "Put a bundle together".to_owned(),
        vec![Part { form: Some(form), ..Part::default() }],
    );
    page.intro = Some(
        "Pages are numbered and listed by themselves. Protected addresses, and who asked not to be named, stay out. A lawyer lets it go."
            .to_owned(),
    );
    page
}

/// `POST /children/{id}/court/{case}/bundle`
pub async fn propose(opened: Opened, Path((_, case)): OfCase, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let case = record_in(&opened, &case)?;
    let (title, items) = (posted.one("title"), chosen(&posted, "items"));
    match court::propose(&opened.signed.desk, &opened.view, case, title, &items, posted.one("because")).await {
        Ok(saved) => Ok(done(&paths::bundle(opened.view.id, case, saved.record))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(putting(&opened, case, &posted, &problems), &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// `GET /children/{id}/court/{case}/bundle/{bundle}`
pub async fn bundle(opened: Opened, Path((_, case, bundle)): InCase) -> Result<Response, Answer> {
    let (case, bundle) = (record_in(&opened, &case)?, record_in(&opened, &bundle)?);
    Ok(rendered(&of_bundle(&opened, case, bundle, &Posted::default(), &Problems::none()).await?))
}

async fn of_bundle(opened: &Opened, case: RecordId, id: RecordId, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let all = parties(opened, case).await?;
    let absent = || opened.failed(Failure::Absent("there is no such bundle"));
    let found = opened.view.all::<CourtBundle>().into_iter().find(|(of, bundle)| *of == id && *bundle.case == case);
    let (_, of) = found.ok_or_else(absent)?;
    let title = of.title.reveal().0.clone();
    let papers = court::compose(&opened.signed.desk, &opened.view, &title, &of.items.0).await;
    let papers = papers.map_err(|failure| opened.failed(failure))?;
    let went = court::releases(&opened.view, id);
    let mut facts = Part::default();
    facts.rows = vec![
        Row::new("Why the court needs it", of.because.reveal().0.clone()),
        Row::new("Proposed", frame::day(*of.proposed_on)),
        Row::new("Pages", papers.pages.len().to_string()),
        Row::new("Fingerprint", of.sha256.reveal().0.clone()),
    ];
    let mut released = Part::of("To whom it went");
    released.rows = went.iter().map(|one| Row::new(frame::moment(one.at), one.to.clone()).to(paths::record(opened.view.id, one.record))).collect();
    if went.is_empty() {
        released.text.push("To nobody yet.".to_owned());
    }
    let mut parts = vec![facts, released];
    if opened.view.may(Action::ReleaseToCourt) {
        parts.push(releasing(opened, case, id, &all, posted, problems));
    } else {
        parts[1].text.push("A lawyer who works on these proceedings lets it go.".to_owned());
    }
    if !papers.left_out.is_empty() {
        let mut left = Part::of("Left out");
        left.rows = papers.left_out.iter().map(|one| Row::new(one.title.clone(), one.why.clone())).collect();
        parts.push(left);
    }
    let mut sheets = Part::of("The papers");
    let count = papers.pages.len();
    sheets.sheets = papers.pages.iter().map(|page| format!("{}\n\nPage {} of {count}", page.lines.join("\n"), page.number)).collect();
    parts.push(sheets);
    let mut page = matter(opened, "Court bundle", title, parts);
    if papers.sha256() != of.sha256.reveal().0 {
        page.warning = Some("The records have changed since this bundle was put together. Put it together anew before it goes.".to_owned());
    }
    Ok(page)
}

fn releasing(opened: &Opened, case: RecordId, bundle: RecordId, all: &Parties, posted: &Posted, problems: &Problems) -> Part {
    let sent: Vec<&str> = posted.all("to").collect();
    let choices = all.all.iter().filter(|party| party.part == Takes::Party && party.outside).map(|party| {
        let label = format!("{}, {}", party.name, party.role.to_lowercase());
        Choice::new(party.key.clone(), label).chosen_if(sent.contains(&party.key.as_str()))
    });
    let told_only: Vec<&str> =
        all.all.iter().filter(|party| party.part != Takes::Party).map(|party| party.name.as_str()).collect();
    let mut part = Part::of("Release it");
    if !told_only.is_empty() {
        part.text.push(format!("Not to {}: they are no parties.", told_only.join(", ")));
    }
    part.form = Some(SmallForm {
        action: paths::bundle(opened.view.id, case, bundle),
        fields: vec![field("to", "To which parties?", "", Control::Checkboxes(choices.collect()), problems)],
        submit: "Release bundle".to_owned(),
        grave: false,
    });
    part
}

/// `POST /children/{id}/court/{case}/bundle/{bundle}`: releases it.
pub async fn release(opened: Opened, Path((_, case, bundle)): InCase, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let (case, bundle) = (record_in(&opened, &case)?, record_in(&opened, &bundle)?);
    let to: Vec<String> = posted.all("to").map(str::to_owned).collect();
    match court::release(&opened.signed.desk, &opened.view, bundle, &to).await {
        Ok(_) => Ok(done(&paths::bundle(opened.view.id, case, bundle))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => Ok(again(of_bundle(&opened, case, bundle, &posted, &problems).await?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}

/// `GET /children/{id}/court/{case}/party/{party}`
pub async fn party(opened: Opened, Path((_, case, party)): InCase) -> Result<Response, Answer> {
    let (case, party) = (record_in(&opened, &case)?, record_in(&opened, &party)?);
    parties(&opened, case).await?;
    Ok(rendered(&of_party(&opened, case, party, &Posted::default(), &Problems::none())?))
}

fn of_party(opened: &Opened, case: RecordId, id: RecordId, posted: &Posted, problems: &Problems) -> Result<MatterPage, Answer> {
    let absent = || opened.failed(Failure::Absent("there is no such party"));
    let (_, of) = opened.view.all::<CourtParty>().into_iter().find(|(of, _)| *of == id).ok_or_else(absent)?;
    let name = of.name.reveal().0.clone();
    let day = |on: &Option<jiff::civil::Date>| on.map(frame::day).unwrap_or_default();
    let mut facts = Part::default();
    facts.rows = [
        ("Takes part as", of.part.reveal().words().to_owned()),
        ("Joined by order on", day(of.joined_on.reveal())),
        ("Offered to withdraw on", day(of.withdrawal_offered_on.reveal())),
        ("What they answered", of.withdrawal_answer.reveal().map(|code| code.words().to_owned()).unwrap_or_default()),
        ("Withdrew on", day(of.withdrew_on.reveal())),
        ("What a lawyer decided", of.apart_decision.reveal().map(|code| code.words().to_owned()).unwrap_or_default()),
        ("Why", of.apart_because.reveal().as_ref().map(|why| why.0.clone()).unwrap_or_default()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(label, value)| Row::new(label, value))
    .collect();
    facts.links.push(Link::new("Back to the proceedings", paths::court(opened.view.id, case)));
    let mut parts = vec![facts];
    if of.withdrew_on.reveal().is_some() {
        parts.push(theirs(opened, case, id, posted, problems));
    } else if opened.view.may(Action::Record) {
        parts.push(offering(opened, case, id, &of, posted, problems));
    }
    let mut page = matter(opened, "Party to proceedings", name, parts);
    page.tag = of.keeps_apart().then(|| Tag::new("Their part is locked", Tone::Grave));
    Ok(page)
}

fn offering(opened: &Opened, case: RecordId, id: RecordId, of: &CourtParty, posted: &Posted, problems: &Problems) -> Part {
    let name = of.name.reveal().0.as_str();
    let sent: Vec<String> = posted.all("records").map(str::to_owned).collect();
    let hidden = |held: &hearth_record::Held| matches!(held.schema.category, Category::Governance | Category::Staff);
    let records = records_to_choose(opened, &sent, hidden);
    let mut part = Part::of("Offer to withdraw");
    part.text.push(format!(
        "{name} holds no parental responsibility. If they do not agree that what they said is shared with the parties, offer them to \
         withdraw from the assessment. Their part is then set apart."
    ));
    let answers = Control::Radios(choices(WithdrawalAnswer::SET, posted.one("answer")));
    let records = field(
        "records",
        "Which records hold their part?",
        "Whatever names them is set apart by itself; choose what else came from them",
        Control::Checkboxes(records),
        problems,
    );
    part.form = Some(SmallForm {
        action: paths::party(opened.view.id, case, id),
        fields: vec![
            field("offered_on", "On which day was it offered?", "", Control::Date(posted.date("offered_on")), problems),
            field("answer", "What did they answer?", "", answers, problems),
            crate::view::form::Field {
                optional: true,
                ..field("answered_on", "On which day did they answer?", "", Control::Date(posted.date("answered_on")), problems)
            },
            crate::view::form::Field { optional: true, ..records },
        ],
        submit: "Save answer".to_owned(),
        grave: false,
    });
    part
}

/// What is set apart, and a lawyer's decision of it.
fn theirs(opened: &Opened, case: RecordId, id: RecordId, posted: &Posted, problems: &Problems) -> Part {
    let mut part = Part::of("Their part");
    let apart = court::set_apart(&opened.view);
    part.rows = apart
        .iter()
        .filter(|(_, of)| of.party == id)
        .filter_map(|(record, _)| opened.view.record(*record))
        .map(|held| Row::new(held.schema.title, "Locked: in no bundle").to(paths::record(opened.view.id, held.id)))
        .collect();
    if opened.view.may(Action::ReleaseToCourt) {
        let decisions = Control::Radios(choices(ApartDecision::SET, posted.one("decision")));
        let because = Control::Narrative(posted.one("apart_because").to_owned(), 2);
        part.form = Some(SmallForm {
            action: paths::decide_apart(opened.view.id, case, id),
            fields: vec![
                field("decision", "What becomes of it?", "", decisions, problems),
                field("apart_because", "Why?", "", because, problems),
            ],
            submit: "Save decision".to_owned(),
            grave: false,
        });
    } else {
        part.text.push("A lawyer who works on these proceedings says whether it may be disclosed.".to_owned());
    }
    part
}

/// `POST /children/{id}/court/{case}/party/{party}`: what they answered.
pub async fn say(opened: Opened, Path((_, case, party)): InCase, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let (case, party) = (record_in(&opened, &case)?, record_in(&opened, &party)?);
    let said = match said(&posted) {
        Ok(said) => court::say_withdrawal(&opened.signed.desk, &opened.view, party, said).await.map(drop),
        Err(problems) => Err(problems.into()),
    };
    concluded(&opened, case, party, &posted, said)
}

fn said(posted: &Posted) -> Result<Said, Problems> {
    let mut problems = Problems::none();
    let offered_on = date(&posted.text("offered_on")).map_err(|bad| bad.to_string());
    let answer = WithdrawalAnswer::parse(posted.one("answer"));
    let typed = posted.text("answered_on");
    let answered_on = if typed.is_empty() { Ok(None) } else { date(&typed).map(Some).map_err(|bad| bad.to_string()) };
    if let Err(bad) = &offered_on {
        problems.add_if(true, "offered_on", bad.clone());
    }
    problems.add_if(answer.is_err(), "answer", "is needed: say what they answered");
    if let Err(bad) = &answered_on {
        problems.add_if(true, "answered_on", bad.clone());
    }
    match (offered_on, answer, answered_on) {
        (Ok(offered_on), Ok(answer), Ok(answered_on)) => {
            Ok(Said { offered_on, answer, answered_on, records: chosen(posted, "records") })
        }
        _ => Err(problems),
    }
}

/// `POST /children/{id}/court/{case}/party/{party}/decide`
pub async fn decide(opened: Opened, Path((_, case, party)): InCase, sent: Sent) -> Result<Response, Answer> {
    let posted = taken(&opened.signed, sent)?;
    let (case, party) = (record_in(&opened, &case)?, record_in(&opened, &party)?);
    let decided = match ApartDecision::parse(posted.one("decision")) {
        Ok(decision) => {
            let because = posted.one("apart_because");
            court::decide_apart(&opened.signed.desk, opened.view.id, party, decision, because).await.map(drop)
        }
        Err(_) => Err(Problems::at("decision", "is needed: say what becomes of it").into()),
    };
    concluded(&opened, case, party, &posted, decided)
}

fn concluded(opened: &Opened, case: RecordId, party: RecordId, posted: &Posted, done_so: Result<(), Failure>) -> Result<Response, Answer> {
    match done_so {
        Ok(()) => Ok(done(&paths::party(opened.view.id, case, party))),
        Err(failure) => match NotDone::of(opened, failure) {
            NotDone::Problems(problems) => Ok(again(of_party(opened, case, party, posted, &problems)?, &problems)),
            NotDone::Other(answer) => Err(answer),
        },
    }
}
