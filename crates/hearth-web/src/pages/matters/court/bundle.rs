//! A bundle: put together by whoever works with the child, released to parties by a lawyer.

use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_casework::{
    Failure,
    court::{self, Papers, Part as Takes, Parties},
};
use hearth_record::{Category, Problems, court::CourtBundle, ids::RecordId};

use super::{
    super::{NotDone, again, chosen, done, field, record_in, records_to_choose},
    InCase, OfCase, matter, parties,
};
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::{Sent, file::Opened, sharing::handed, taken},
    paths,
    view::{
        form::{Choice, Control, Posted, TextBox},
        frame::Row,
        matter::{MatterPage, Part, SmallForm},
    },
};

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
    let title =
        Control::Text(TextBox { value: posted.one("title").to_owned(), autocomplete: "off", ..TextBox::default() });
    let because = Control::Narrative(posted.one("because").to_owned(), 2);
    let form = SmallForm {
        action: paths::new_bundle(opened.view.id, case),
        fields: vec![
            field("title", "What is it called?", "Such as “Bundle for the case management hearing”", title, problems),
            field(
                "items",
                "What is in it?",
                "Records that are set apart are not offered",
                Control::Checkboxes(items),
                problems,
            ),
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

async fn of_bundle(
    opened: &Opened,
    case: RecordId,
    id: RecordId,
    posted: &Posted,
    problems: &Problems,
) -> Result<MatterPage, Answer> {
    let all = parties(opened, case).await?;
    let absent = || opened.failed(Failure::Absent("there is no such bundle"));
    let found = opened.view.all::<CourtBundle>().into_iter().find(|(of, bundle)| *of == id && *bundle.case == case);
    let (_, of) = found.ok_or_else(absent)?;
    let title = of.title.reveal().0.clone();
    let papers = court::compose(&opened.signed.desk, &opened.view, &title, &of.items.0).await;
    let papers = papers.map_err(|failure| opened.failed(failure))?;
    let went = court::releases(&opened.view, id);
    let rows = vec![
        Row::new("Why the court needs it", of.because.reveal().0.clone()),
        Row::new("Proposed", frame::day(*of.proposed_on)),
        Row::new("Pages", papers.pages.to_string()),
        Row::new("Fingerprint", of.sha256.reveal().0.clone()),
    ];
    let facts = Part { rows, ..Part::default() };
    let mut released = Part::of("To whom it went");
    released.rows = went
        .iter()
        .map(|one| Row::new(frame::moment(one.at), one.to.clone()).to(paths::record(opened.view.id, one.record)))
        .collect();
    if went.is_empty() {
        released.text.push("To nobody yet.".to_owned());
    }
    let mut parts = vec![facts, released];
    if opened.view.may(Action::ReleaseToCourt) {
        if !went.is_empty() {
            parts.push(taking(opened, case, id, &papers));
        }
        parts.push(releasing(opened, (case, id), &all, &papers, posted, problems));
    } else {
        parts[1].text.push("A lawyer who works on these proceedings lets it go.".to_owned());
    }
    if !papers.left_out.is_empty() {
        let mut left = Part::of("Left out");
        left.rows = papers.left_out.iter().map(|one| Row::new(one.title.clone(), one.why.clone())).collect();
        parts.push(left);
    }
    parts.push(list(opened, &papers));
    parts.extend(papers.index.iter().zip(1..).map(|(entry, number)| {
        let rows = entry.told.iter().map(|(label, said)| Row::new(label.clone(), said.clone())).collect();
        Part { rows, ..Part::of(format!("{number}. {}", entry.title)) }
    }));
    let mut page = matter(opened, "Court bundle", title, parts);
    if papers.sha256() != of.sha256.reveal().0 {
        page.warning = Some(
            "The records have changed since this bundle was put together. Put it together anew before it goes."
                .to_owned(),
        );
    }
    Ok(page)
}

/// What is in the papers, with the page on which each record begins, and the documents beside them.
fn list(opened: &Opened, papers: &Papers) -> Part {
    let mut part = Part::of("What is in it");
    part.rows = papers
        .index
        .iter()
        .zip(1..)
        .map(|(entry, number)| {
            let page = Row::new(format!("{number}. {}", entry.title), format!("Page {}", entry.page));
            match &entry.document {
                Some(beside) => Row { value: format!("Page {}, and {} beside it", entry.page, beside.name), ..page }
                    .to(paths::document(opened.view.id, entry.record)),
                None => page,
            }
        })
        .collect();
    part
}

/// What a lawyer takes to the parties to whom it was released.
fn taking(opened: &Opened, case: RecordId, bundle: RecordId, papers: &Papers) -> Part {
    let beside = match papers.documents().len() {
        0 => String::new(),
        1 => " with the document beside it".to_owned(),
        many => format!(" with the {many} documents beside it"),
    };
    let mut part = Part::of("Take it to them");
    part.text.push(format!("The papers as PDF{beside}, in one folder whose names say nothing of the child."));
    part.form = Some(SmallForm {
        action: paths::bundle_papers(opened.view.id, case, bundle),
        fields: Vec::new(),
        submit: "Take the papers".to_owned(),
        grave: false,
    });
    part
}

/// `POST /children/{id}/court/{case}/bundle/{bundle}/papers`: hands the papers to the lawyer.
pub async fn hand_over(opened: Opened, Path((_, case, bundle)): InCase, sent: Sent) -> Result<Response, Answer> {
    taken(&opened.signed, sent)?;
    let (case, bundle) = (record_in(&opened, &case)?, record_in(&opened, &bundle)?);
    match court::hand_over(&opened.signed.desk, &opened.view, bundle).await {
        Ok(package) => Ok(handed(package)),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => {
                Ok(again(of_bundle(&opened, case, bundle, &Posted::default(), &problems).await?, &problems))
            }
            NotDone::Other(answer) => Err(answer),
        },
    }
}

fn releasing(
    opened: &Opened,
    (case, bundle): (RecordId, RecordId),
    all: &Parties,
    papers: &Papers,
    posted: &Posted,
    problems: &Problems,
) -> Part {
    let sent: Vec<&str> = posted.all("to").collect();
    let choices = all.all.iter().filter(|party| party.part == Takes::Party && party.outside).map(|party| {
        let label = format!("{}, {}", party.name, party.role.to_lowercase());
        Choice::new(party.key.clone(), label).chosen_if(sent.contains(&party.key.as_str()))
    });
    let told_only: Vec<&str> =
        all.all.iter().filter(|party| party.part != Takes::Party).map(|party| party.name.as_str()).collect();
    let mut fields = vec![field("to", "To which parties?", "", Control::Checkboxes(choices.collect()), problems)];
    if !papers.documents().is_empty() {
        let looked = Choice::new("yes", "I looked through each document that goes beside the papers");
        fields.push(field(
            "looked_through",
            "The documents",
            "Nothing here can read them. Look for what the parties must not know, such as where somebody is",
            Control::Checkboxes(vec![looked.chosen_if(posted.one("looked_through") == "yes")]),
            problems,
        ));
    }
    let mut part = Part::of("Release it");
    if !told_only.is_empty() {
        part.text.push(format!("Not to {}: they are no parties.", told_only.join(", ")));
    }
    part.form = Some(SmallForm {
        action: paths::bundle(opened.view.id, case, bundle),
        fields,
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
    let looked_through = posted.one("looked_through") == "yes";
    match court::release(&opened.signed.desk, &opened.view, bundle, &to, looked_through).await {
        Ok(_) => Ok(done(&paths::bundle(opened.view.id, case, bundle))),
        Err(failure) => match NotDone::of(&opened, failure) {
            NotDone::Problems(problems) => {
                Ok(again(of_bundle(&opened, case, bundle, &posted, &problems).await?, &problems))
            }
            NotDone::Other(answer) => Err(answer),
        },
    }
}
