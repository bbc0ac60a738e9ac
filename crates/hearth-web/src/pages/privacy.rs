//! The public notice of a council: the text that its data protection officer approved, in each version, for children and in large print.

use axum::{
    extract::{Path, Query, State},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use hearth_casework::{
    Pack,
    governance::notice::{Block, Notice, Version, in_force, versions},
    returns::{Return, collection::Collection},
    settings::ContactFor,
};
use hearth_documents::Print;
use hearth_record::ids::AuthorityId;
use serde::Deserialize;

use crate::{
    App,
    answer::{Answer, show},
    frame, paper, paths,
    view::{
        Frame, Link,
        frame::Row,
        privacy::{PrivacyPage, Read, ReadBlock, ReadSection, SentTo},
    },
};

/// How a reader wants it.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    /// `large` for large print.
    #[serde(default)]
    size: String,
}

/// What asks for large print.
const LARGE: &str = "large";

/// A council and the versions of its notice that anybody may read, the newest first.
struct Public<'a> {
    pack: &'a Pack,
    versions: Vec<Version>,
}

impl<'a> Public<'a> {
    /// Two queries and a load.
    async fn of(app: &'a App, authority: &str) -> Result<Self, Answer> {
        let id = AuthorityId::new(authority).ok();
        let pack = id.as_ref().and_then(|id| app.instance.pack(id));
        let pack = pack.ok_or_else(|| Answer::NotFound(Box::default()))?;
        let mut versions = versions(&app.instance, &pack.id).await.map_err(Answer::from)?;
        versions.retain(|version| version.approved.is_some());
        Ok(Self { pack, versions })
    }

    fn in_force(&self, app: &App) -> Option<&Version> {
        in_force(&self.versions, hearth_calendar::london_date(app.now()))
    }

    fn page(&self, app: &App, notice: Option<Read>, large: bool) -> PrivacyPage {
        let title =
            notice.as_ref().map_or_else(|| "How your information is used".to_owned(), |read| read.title.clone());
        PrivacyPage {
            frame: Frame {
                title,
                council: self.pack.name.clone(),
                demo: app.instance.demo,
                owner: self.pack.owner(),
                ..Frame::default()
            },
            council: self.pack.name.clone(),
            service: self.pack.service.clone(),
            notice,
            elsewhere: None,
            large,
            forms: Vec::new(),
            earlier: Vec::new(),
            contacts: Vec::new(),
            sent: Vec::new(),
        }
    }
}

/// `GET /privacy/{authority}`: for anybody. Two queries and a load; beside the notice stands what is settled about each return, in the
/// words that stand in the file of everybody who is told of.
pub async fn page(
    State(app): State<App>,
    Path(authority): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Answer> {
    let public = Public::of(&app, &authority).await?;
    let current = public.in_force(&app);
    let large = asked.size == LARGE;
    let notice = current.map(|version| read(version, &version.title, &version.text));
    let here = paths::privacy(&authority);
    let size =
        if large { Link::new("Usual print", &here) } else { Link::new("Large print", format!("{here}?size={LARGE}")) };
    let children = current.and_then(|version| version.for_children.as_ref());
    let mut forms = vec![size];
    forms.extend(children.map(|_| Link::new("For children", paths::privacy_children(&authority))));
    let yearly = Return::ALL.map(|of| sent_to(of.name(), "Once a year", of.collection()));
    let daily =
        sent_to("Daily data on children’s social care", "Every day, where the council takes part", Collection::daily());
    if current.is_some() {
        let pdf = paths::privacy_pdf(&authority);
        forms.push(Link::new("PDF", if large { format!("{pdf}?size={LARGE}") } else { pdf }));
    }
    let earlier = public.versions.iter().filter(|version| current.is_some_and(|current| current.id != version.id));
    let elsewhere = &public.pack.notice.published.address;
    let page = PrivacyPage {
        elsewhere: current.is_none().then(|| Link::new(elsewhere, elsewhere)),
        contacts: if current.is_none() { contacts(public.pack) } else { Vec::new() },
        forms,
        earlier: earlier
            .map(|version| Link::new(stands(version), paths::privacy_version(&authority, version.number)))
            .collect(),
        sent: yearly.into_iter().chain([daily]).collect(),
        ..public.page(&app, notice, large)
    };
    Ok(show(StatusCode::OK, &page))
}

/// `GET /privacy/{authority}/children`
pub async fn children(
    State(app): State<App>,
    Path(authority): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Answer> {
    let public = Public::of(&app, &authority).await?;
    let absent = || Answer::NotFound(Box::default());
    let version = public.in_force(&app).ok_or_else(absent)?;
    let text = version.for_children.as_ref().ok_or_else(absent)?;
    let large = asked.size == LARGE;
    let notice = read(version, "What we write down about you, and why", text);
    let forms = vec![Link::new("The whole notice", paths::privacy(&authority))];
    Ok(show(StatusCode::OK, &PrivacyPage { forms, ..public.page(&app, Some(notice), large) }))
}

/// `GET /privacy/{authority}/versions/{number}`: an approved version, as it was and always will be.
pub async fn version(
    State(app): State<App>,
    Path((authority, number)): Path<(String, u16)>,
) -> Result<Response, Answer> {
    let public = Public::of(&app, &authority).await?;
    let version = public.versions.iter().find(|version| version.number == number);
    let version = version.ok_or_else(|| Answer::NotFound(Box::default()))?;
    let notice = read(version, &version.title, &version.text);
    let forms = vec![Link::new("The notice in force", paths::privacy(&authority))];
    Ok(show(StatusCode::OK, &PrivacyPage { forms, ..public.page(&app, Some(notice), false) }))
}

/// `GET /privacy/{authority}/notice.pdf`: the notice in force as a document.
pub async fn pdf(
    State(app): State<App>,
    Path(authority): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Answer> {
    let public = Public::of(&app, &authority).await?;
    let version = public.in_force(&app).ok_or_else(|| Answer::NotFound(Box::default()))?;
    let notice = Notice::parse(&version.title, &version.text);
    let from = version.approved.as_ref().map_or(version.prepared_on, |approved| approved.from);
    let print = if asked.size == LARGE { Print::Large } else { Print::Usual };
    let bytes = paper::notice(public.pack, &notice, &stands(version), from, print).map_err(Answer::Fault)?;
    let disposition = format!("inline; filename=\"privacy-notice-{authority}-{}.pdf\"", version.number);
    Ok(([(header::CONTENT_TYPE, "application/pdf".to_owned()), (header::CONTENT_DISPOSITION, disposition)], bytes)
        .into_response())
}

/// "Version 2, in force from 1 December 2026, approved by Ruth Amadi".
fn stands(version: &Version) -> String {
    let approved = version.approved.as_ref();
    let words =
        approved.map(|approved| format!(", in force from {}, approved by {}", frame::day(approved.from), approved.by));
    format!("Version {}{}", version.number, words.unwrap_or_default())
}

fn read(version: &Version, title: &str, text: &str) -> Read {
    let notice = Notice::parse(title, text);
    let block = |block: Block<'_>| match block {
        Block::Paragraph(words) => ReadBlock::Paragraph(words.to_owned()),
        Block::List(items) => ReadBlock::List(items.into_iter().map(str::to_owned).collect()),
    };
    let sections = notice.sections.iter().map(|section| ReadSection {
        heading: section.heading.clone(),
        blocks: section.blocks().into_iter().map(block).collect(),
    });
    Read { title: title.to_owned(), version: stands(version), sections: sections.collect() }
}

fn contacts(pack: &Pack) -> Vec<Row> {
    let row = |what: &ContactFor| {
        let contact = pack.contact(*what)?;
        let ways = contact.post.join(", ");
        let mut ways: Vec<String> = [ways].into_iter().filter(|post| !post.is_empty()).collect();
        ways.extend(contact.telephones.iter().cloned());
        ways.extend(contact.email.clone());
        ways.extend(contact.website.clone());
        Some(Row::new(what.words(), ways.join("\n")))
    };
    ContactFor::ALL.iter().filter_map(row).collect()
}

fn sent_to(name: &str, often: &'static str, collection: &'static Collection) -> SentTo {
    SentTo {
        name: name.to_owned(),
        often,
        recipient: &collection.recipient,
        purpose: &collection.purpose,
        powers: &collection.powers,
        guidance: &collection.guidance,
        to_be_confirmed: collection.to_be_confirmed.as_deref(),
    }
}
