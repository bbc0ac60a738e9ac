use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    court::CourtBundle,
    ids::RecordId,
    sets::{NoticeSharingReason, SharingBasis},
    sharing::Shared,
    value::{Line, Narrative, Whole},
};
use hearth_store::Outcome;
use jiff::Timestamp;

use super::{Entry, Papers, Part, compose, parties};
use crate::{
    Desk, Failure, FileView,
    act::Act,
    recording::Saved,
    sharing::{Disclosure, Package, Way, enclosed::enclosed, fingerprint, package::folder},
};

/// That a bundle went to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The record of what was told.
    pub record: RecordId,
    /// To whom.
    pub to: String,
    /// When.
    pub at: Timestamp,
}

/// Proposes a bundle for proceedings: the records that the court needs, and why. Whoever works with the child proposes; a lawyer lets it
/// go. Up to twenty queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where nothing is chosen, a record is not of this file, or it is not said why the court needs it; and what access and
/// the store refuse.
pub async fn propose(
    desk: &Desk,
    view: &FileView,
    case: RecordId,
    title: &str,
    items: &[RecordId],
    because: &str,
) -> Result<Saved, Failure> {
    let (title, because) = (title.trim(), because.trim());
    parties(desk, view, case).await?;
    let mut problems = Problems::none();
    problems.add_if(title.is_empty(), "title", "is needed: say which hearing it is for");
    problems.add_if(because.is_empty(), "because", "is needed: say why the court needs these and no more");
    problems.add_if(items.is_empty(), "items", "is needed: choose at least one record");
    problems.add_if(
        items.iter().any(|id| view.record(*id).is_none_or(hearth_record::Held::withdrawn)),
        "items",
        "must be records of this file that you can read",
    );
    problems.or_ok(())?;
    let papers = compose(desk, view, title, items).await?;
    let kept: Vec<RecordId> = papers.index.iter().map(|entry| entry.record).collect();
    if kept.is_empty() {
        return Err(Problems::at("items", "are all set apart or kept back: nothing would be in the bundle").into());
    }
    let bundle = CourtBundle {
        case: Open(case),
        title: Private::new(Line(title.chars().take(200).collect())),
        proposed_on: Open(desk.today()),
        proposed_by: Open(desk.subject().worker),
        items: Open(kept),
        because: Private::new(Narrative(because.to_owned())),
        pages: Open(pages(&papers)),
        sha256: Private::new(Line(papers.sha256())),
    };
    let record = desk.new_record();
    Act::new(view.id, "court_bundle.proposed", view.purpose())
        .run(
            desk,
            Action::Record,
            |_| Ok(None),
            |_, amending| {
                amending.add(record, CourtBundle::SCHEMA, bundle.to_fields(), desk.written(None), desk.now(), None);
                Ok(Saved { record, version: 1 })
            },
        )
        .await
}

fn pages<const LEAST: i64, const MOST: i64>(papers: &Papers) -> Whole<LEAST, MOST> {
    Whole(i64::try_from(papers.pages).unwrap_or(MOST).clamp(LEAST, MOST))
}

/// Lets a bundle go to parties, by a lawyer who works on the case: each release passes the gate and makes a record of its own. To whoever is
/// no party now, nothing goes. The papers are put together anew and must be those that were proposed: what became protected or was set
/// apart since is not in them. Up to twenty queries, a load and a change.
///
/// # Errors
/// [`Failure::Problems`] where nobody is chosen, somebody is no party or nobody looked through the documents, [`Failure::Wrong`] where the records changed since or the proceedings
/// are over, [`Failure::Absent`] where there is no such bundle, and what access and the store refuse.
pub async fn release(
    desk: &Desk,
    view: &FileView,
    bundle: RecordId,
    to: &[String],
    looked_through: bool,
) -> Result<Vec<Release>, Failure> {
    let papers_of = held(view, bundle)?;
    let parties = parties(desk, view, *papers_of.case).await?;
    if parties.case.concluded_on.is_some_and(|on| on <= desk.today()) {
        return Err(Failure::Wrong("the proceedings are over: nothing more is released to their parties".to_owned()));
    }
    let mut problems = Problems::none();
    problems.add_if(to.is_empty(), "to", "is needed: choose at least one party");
    let mut chosen = Vec::new();
    for key in to {
        match parties.party(key) {
            Some(party) if party.part == Part::Party && party.outside => chosen.push(party),
            Some(party) => {
                problems.add_if(true, "to", format!("{} gets no papers: {}", party.name, party.why.to_lowercase()));
            }
            None => problems.add_if(true, "to", "names somebody who is no party to these proceedings"),
        }
    }
    let papers = as_proposed(desk, view, &papers_of).await?;
    problems.add_if(
        !papers.documents().is_empty() && !looked_through,
        "looked_through",
        "is needed: nothing here can read a document. Look through each for what the parties must not know, such as where somebody is, and \
         say that you did",
    );
    problems.or_ok(())?;
    let basis = SharingBasis::parse("LEGAL").map_err(|e| Failure::Wrong(e.to_string()))?;
    let purpose = format!("Proceedings: {}", parties.case.application.words());
    let what = told(&papers);
    let law = "Family Procedure Rules 2010, Parts 12 and 27: the papers go to the parties";
    let reason = NoticeSharingReason::parse("COURT").ok();
    let mut shares = Vec::new();
    for party in chosen {
        let gate = Disclosure {
            way: Way::Court,
            recipient: &party.name,
            purpose: &purpose,
            basis: Some(basis),
            because: Some(law),
            what: Some(&what),
            from: Some(bundle),
        };
        let mut share = gate.pass(desk, desk.now())?;
        share.reason = Open(reason);
        share.sha256 = Private::new(Some(Line(papers.sha256())));
        shares.push((desk.new_record(), party.name.clone(), share));
    }
    let act = Act::new(view.id, "court_bundle.released", view.purpose());
    act.run(
        desk,
        Action::ReleaseToCourt,
        |_| Ok(None),
        |_, amending| {
            for (record, _, share) in &shares {
                amending.add(*record, Shared::SCHEMA, share.to_fields(), desk.written(None), desk.now(), None);
            }
            Ok(Saved { record: shares[0].0, version: 1 })
        },
    )
    .await?;
    Ok(shares.into_iter().map(|(record, to, _)| Release { record, to, at: desk.now() }).collect())
}

fn held(view: &FileView, bundle: RecordId) -> Result<CourtBundle, Failure> {
    let found = view.all::<CourtBundle>().into_iter().find(|(id, _)| *id == bundle);
    found.map(|(_, held)| held).ok_or(Failure::Absent("there is no such bundle in this file"))
}

/// The papers of a bundle, put together anew.
///
/// # Errors
/// [`Failure::Wrong`] where they are not those that were proposed.
async fn as_proposed(desk: &Desk, view: &FileView, bundle: &CourtBundle) -> Result<Papers, Failure> {
    let papers = compose(desk, view, &bundle.title.reveal().0, &bundle.items.0).await?;
    if papers.sha256() == bundle.sha256.reveal().0 {
        return Ok(papers);
    }
    Err(Failure::Wrong(
        "the records have changed since this bundle was put together; put it together anew and look through it"
            .to_owned(),
    ))
}

/// Hands a bundle that was released to the lawyer, who takes it to the parties: the papers, and the documents beside them, each checked
/// against what was stored. Up to twenty queries, one a document, and an entry.
///
/// # Errors
/// [`Failure::Wrong`] where it was released to nobody or the records changed since, [`Failure::Damaged`] where a document is not what was
/// stored, and what access and the store refuse. Then nothing is handed over.
pub async fn hand_over(desk: &Desk, view: &FileView, bundle: RecordId) -> Result<Package, Failure> {
    let permit = desk.decided(Action::ReleaseToCourt, &view.facts, &desk.context(view.purpose())).await?;
    let papers_of = held(view, bundle)?;
    if releases(view, bundle).is_empty() {
        return Err(Failure::Wrong("this bundle was released to nobody yet, so nobody takes it anywhere".to_owned()));
    }
    let papers = as_proposed(desk, view, &papers_of).await?;
    let beside = enclosed(desk.instance(), (view.id, &view.file), &papers.documents()).await?;
    let pdf = papers.pdf()?;
    let mut parts = vec![("bundle.pdf", pdf.as_slice())];
    parts.extend(beside.iter().map(|of| (of.name.as_str(), of.bytes.as_slice())));
    let bytes = folder(&parts)?;
    let mut entry = desk.entry("share.send", Some(&permit), Some(view.id), Outcome::Done);
    entry.record = Some(bundle);
    entry.detail = Some(fingerprint(&bytes).into_bytes());
    desk.instance().store.note(vec![entry]).await?;
    Ok(Package { name: "bundle.zip".to_owned(), media_type: "application/zip", bytes })
}

/// What the record of a release says was in it: the list with its pages.
fn told(papers: &Papers) -> String {
    let line = |(n, entry): (usize, &Entry)| {
        let beside = entry.document.as_ref().map(|of| format!(", {} with SHA-256 {}", of.name, of.sha256));
        format!("{}. {}, page {}{}", n + 1, entry.title, entry.page, beside.unwrap_or_default())
    };
    let list = papers.index.iter().enumerate().map(line);
    format!("{}, {} pages\n{}", papers.title, papers.pages, list.collect::<Vec<_>>().join("\n"))
}

/// To whom a bundle went, newest first.
pub fn releases(view: &FileView, bundle: RecordId) -> Vec<Release> {
    let shares = view.all::<Shared>().into_iter().filter(|(_, share)| *share.from == Some(bundle));
    let release = |(record, share): (RecordId, Shared)| Release {
        record,
        to: share.recipient.reveal().0.clone(),
        at: *share.shared_at,
    };
    let mut found: Vec<Release> = shares.map(release).collect();
    found.sort_by_key(|release| std::cmp::Reverse(release.at));
    found
}
