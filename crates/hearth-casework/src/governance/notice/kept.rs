//! The versions of the notice: loaded or written as drafts, approved by the data protection officer, readable for ever.

use hearth_access::Action;
use hearth_record::{
    File, Problems, Record,
    class::{Open, Private},
    governance::NoticeVersion,
    ids::{AuthorityId, RecordId},
    value::{Line, Narrative, Whole},
};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

use super::{draft, for_children};
use crate::{
    Desk, Failure, Instance,
    governance::registers,
    papers::{Hand, Papers},
    recording::document::hex,
};

/// A version of the notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its record in the papers.
    pub id: RecordId,
    /// Its number.
    pub number: u16,
    /// What it is called.
    pub title: String,
    /// Whether it is the council's own wording.
    pub own_wording: bool,
    /// What it says.
    pub text: String,
    /// The same for children.
    pub for_children: Option<String>,
    /// The day on which it was written or loaded.
    pub prepared_on: Date,
    /// Its approval; none while it is a draft.
    pub approved: Option<Approved>,
}

/// That a version was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// By whom, by name.
    pub by: String,
    /// On which day.
    pub on: Date,
    /// From which day it is in force.
    pub from: Date,
}

fn papers() -> Papers {
    Papers::register("notice")
}

/// The versions of a council's notice, the newest first, drafts with them. Two queries and a load.
///
/// # Errors
/// What the store refuses.
pub async fn versions(instance: &Instance, authority: &AuthorityId) -> Result<Vec<Version>, Failure> {
    let papers = papers().read(instance, authority).await?;
    let mut versions: Vec<Version> =
        papers.all::<NoticeVersion>().map(|(id, version)| read(&papers, id, &version)).collect();
    versions.sort_by_key(|version| std::cmp::Reverse(version.number));
    Ok(versions)
}

fn read(papers: &File, id: RecordId, version: &NoticeVersion) -> Version {
    let by = papers.record(id).map(|held| held.current().written.by.name().to_owned()).unwrap_or_default();
    let approved = version.approved_on.zip(*version.from).map(|(on, from)| Approved { by, on, from });
    Version {
        id,
        number: number(version),
        title: version.title.reveal().0.clone(),
        own_wording: *version.own_wording,
        text: version.text.reveal().0.clone(),
        for_children: version.for_children.reveal().as_ref().map(|text| text.0.clone()),
        prepared_on: *version.prepared_on,
        approved,
    }
}

fn number(version: &NoticeVersion) -> u16 {
    u16::try_from(version.number.0.0).unwrap_or(u16::MAX)
}

/// The version that is in force on a day: the approved one that began last.
pub fn in_force(versions: &[Version], on: Date) -> Option<&Version> {
    let begun = versions.iter().filter_map(|version| {
        let from = version.approved.as_ref()?.from;
        (from <= on).then_some((from, version.number, version))
    });
    begun.max_by_key(|(from, number, _)| (*from, *number)).map(|(.., version)| version)
}

/// The number of the version in force on a day; none where none was approved. Two queries and a load.
///
/// # Errors
/// What the store refuses.
pub async fn version_in_force(instance: &Instance, authority: &AuthorityId, on: Date) -> Result<Option<u16>, Failure> {
    let versions = versions(instance, authority).await?;
    Ok(in_force(&versions, on).map(|version| version.number))
}

/// The fingerprint of a draft, by which a form says which text was looked at.
pub fn fingerprint(text: &str, for_children: &str) -> String {
    hex(&Sha256::digest(format!("{text}\0{for_children}")))
}

/// Approves the draft that the system writes now, as it was looked at: it is in force from a day. Answers with its number. Six queries,
/// three loads and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever does not approve notices, [`Failure::Wrong`] where the draft is no longer what was looked at,
/// [`Failure::Problems`] for a day that has passed, and what the store refuses.
pub async fn approve_draft(desk: &Desk, looked_at: &str, from: Date) -> Result<u16, Failure> {
    desk.may(Action::ApproveNotice).await?;
    not_in_the_past(desk, from)?;
    let pack = desk.pack()?;
    let registers = registers::live(desk.instance(), desk.authority()).await?;
    let (notice, children) = (draft(pack, &registers, desk.today()), for_children(pack, &registers, desk.today()));
    let (text, for_children) = (notice.text(), children.text());
    if fingerprint(&text, &for_children) != looked_at {
        let why = "the settings have changed since you looked at the draft; read it again and approve it then";
        return Err(Failure::Wrong(why.to_owned()));
    }
    write(desk, "notice.approve", |number| NoticeVersion {
        approved_on: Open(Some(desk.today())),
        approved_by: Open(Some(desk.subject().worker)),
        from: Open(Some(from)),
        ..prepared(desk, number, &notice.title, false, &text, Some(&for_children))
    })
    .await
}

/// Loads the council's own wording as a draft. Three queries, a load and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no register, [`Failure::Problems`] without a title or a text, and what the store refuses.
pub async fn load_own(desk: &Desk, title: &str, text: &str, for_children: &str) -> Result<u16, Failure> {
    desk.may(Action::ReadRegister).await?;
    let mut problems = Problems::none();
    problems.add_if(title.trim().is_empty(), "title", "is needed: say what the notice is called");
    problems.add_if(title.trim().chars().count() > 200, "title", "must be 200 characters or fewer");
    problems.add_if(text.trim().is_empty(), "text", "is needed: paste the council’s wording");
    problems.or_ok(())?;
    let children = Some(for_children.trim()).filter(|text| !text.is_empty());
    write(desk, "notice.load", |number| prepared(desk, number, title.trim(), true, text.trim(), children)).await
}

/// Approves a draft that was loaded, as it stands: it is in force from a day. Three queries, a load and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever does not approve notices, [`Failure::Absent`] where there is no such draft, [`Failure::Wrong`] where
/// it was approved before, [`Failure::Problems`] for a day that has passed, and what the store refuses.
pub async fn approve(desk: &Desk, version: u16, from: Date) -> Result<(), Failure> {
    desk.may(Action::ApproveNotice).await?;
    not_in_the_past(desk, from)?;
    let hand = Hand::of(desk);
    hand.amend(&papers(), "notice.approve", None, |amending| {
        let found = amending.file().all::<NoticeVersion>().find(|(_, held)| number(held) == version);
        let (id, held) = found.ok_or(Failure::Absent("there is no such version of the notice"))?;
        if held.approved_on.is_some() {
            return Err(Failure::Wrong("this version was approved before; what was approved never changes".to_owned()));
        }
        let approved = NoticeVersion {
            approved_on: Open(Some(desk.today())),
            approved_by: Open(Some(desk.subject().worker)),
            from: Open(Some(from)),
            ..held
        };
        amending.correct(id, approved.to_fields(), hand.written(Some("approved".to_owned())), hand.now());
        Ok(())
    })
    .await
}

fn not_in_the_past(desk: &Desk, from: Date) -> Result<(), Problems> {
    let mut problems = Problems::none();
    problems.add_if(from < desk.today(), "from", "must be today or later: nobody was given it before");
    problems.or_ok(())
}

fn prepared(
    desk: &Desk,
    number: u16,
    title: &str,
    own_wording: bool,
    text: &str,
    for_children: Option<&str>,
) -> NoticeVersion {
    NoticeVersion {
        number: Open(Whole(number.into())),
        title: Private::new(Line(title.to_owned())),
        own_wording: Open(own_wording),
        text: Private::new(Narrative(text.replace("\r\n", "\n"))),
        for_children: Private::new(for_children.map(|text| Narrative(text.replace("\r\n", "\n")))),
        prepared_on: Open(desk.today()),
        approved_on: Open(None),
        approved_by: Open(None),
        from: Open(None),
    }
}

/// Writes a version under the next number.
async fn write(desk: &Desk, action: &'static str, make: impl Fn(u16) -> NoticeVersion) -> Result<u16, Failure> {
    let hand = Hand::of(desk);
    let id = hand.new_record();
    hand.amend(&papers(), action, None, |amending| {
        let last = amending.file().all::<NoticeVersion>().map(|(_, held)| number(&held)).max().unwrap_or(0);
        let version = make(last + 1);
        let fields = version.to_fields();
        (NoticeVersion::SCHEMA.check)(&fields).or_ok(())?;
        amending.add(id, NoticeVersion::SCHEMA, fields, hand.written(None), hand.now(), None);
        Ok(last + 1)
    })
    .await
}
