use std::collections::BTreeMap;

use hearth_access::Action;
use hearth_record::{
    Record,
    ids::{FileId, TeamId},
    recording::{CaseNote, Visit},
    sets,
};
use hearth_store::Outcome;
use jiff::civil::Date;

use super::MOST;
use crate::{Desk, Failure, FileView, lists};

/// What the notes and visits of a team were for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Activity {
    /// The team.
    pub team: TeamId,
    /// How many were for each purpose, in the order of the codes; those that count none too.
    pub counts: Vec<(sets::ActivityPurpose, usize)>,
    /// How many do not say: those of before it was asked, and those that were imported.
    pub unsaid: usize,
}

/// What the notes and visits from `since` on were for in the files that this person's teams hold. It counts and names nobody.
///
/// Each file is opened to count in it, so the whole takes two queries a team and a load a file; one entry of the audit says how many
/// files were counted.
///
/// # Errors
/// What access and the store refuse.
pub async fn activity(desk: &Desk, since: Date) -> Result<Vec<Activity>, Failure> {
    let permit = desk.may(Action::ViewReports).await?;
    let mut found = Vec::new();
    let mut counted = 0;
    for team in &desk.subject().teams {
        let rows = desk.instance().store.listing(&lists::of_team(desk.subject(), *team), None, MOST).await?;
        let files: Vec<FileId> = rows.iter().map(|row| row.file).collect();
        let views = desk.look_into(&files).await?;
        counted += views.len();
        found.push(of_team(*team, &views, since)?);
    }
    let mut entry = desk.entry("report.activity", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(counted).unwrap_or(u32::MAX);
    desk.instance().store.note(vec![entry]).await?;
    Ok(found)
}

fn of_team(team: TeamId, views: &[FileView], since: Date) -> Result<Activity, Failure> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut unsaid = 0;
    let held = views.iter().flat_map(FileView::records).filter(|held| !held.withdrawn());
    let kinds = [Visit::SCHEMA.kind, CaseNote::SCHEMA.kind];
    for held in held.filter(|held| kinds.contains(&held.schema.kind)) {
        if !held.events().iter().any(|event| event.on >= since) {
            continue;
        }
        let said = held.current().fields.text("activity").and_then(|code| sets::ActivityPurpose::parse(code).ok());
        match said {
            Some(purpose) => *counts.entry(purpose.code()).or_default() += 1,
            None => unsaid += 1,
        }
    }
    let of = |code: &hearth_record::code::Code| {
        let purpose = sets::ActivityPurpose::parse(&code.code).map_err(|e| Failure::Wrong(e.to_string()))?;
        Ok((purpose, counts.get(purpose.code()).copied().unwrap_or(0)))
    };
    let set = hearth_record::code::set(sets::ActivityPurpose::SET);
    let counts = set.codes().iter().map(of).collect::<Result<Vec<_>, Failure>>()?;
    Ok(Activity { team, counts, unsaid })
}
