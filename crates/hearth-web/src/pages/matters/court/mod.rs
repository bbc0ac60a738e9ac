//! Proceedings: the parties and why each is one, the bundles and to whom they went, and the part of a relative who withdrew.

mod bundle;
mod party;

pub use bundle::{bundle, bundle_form, hand_over, propose, release};
pub use party::{decide, party, say};

use axum::{extract::Path, response::Response};
use hearth_access::Action;
use hearth_casework::court::{self, Part as Takes, Parties, Party};
use hearth_record::{court::CourtBundle, ids::RecordId};

use super::record_in;
use crate::{
    answer::{Answer, page as rendered},
    frame,
    pages::file::Opened,
    paths,
    view::{
        Link, Tag, Tone,
        file::Section,
        matter::{Line, MatterPage, Part},
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
        identity: Some(opened.identity(Some(Section::Records))),
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
    let number =
        all.case.case_number.reveal().as_ref().map(|number| format!(", case {}", number.0)).unwrap_or_default();
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
        part.text.push(
            "Nothing is set apart: no relative withdrew, or a lawyer said that their part may be disclosed.".to_owned(),
        );
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
