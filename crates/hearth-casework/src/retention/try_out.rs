//! What another schedule would move, before anybody approves it.

use std::collections::BTreeMap;

use hearth_practice::retention::{Contradiction, Schedule};
use hearth_record::{FileType, ids::FileId};
use hearth_store::{FileRow, Outcome, StoreError};
use jiff::civil::Date;

use super::{
    brief::Brief,
    clock_agrees,
    in_force::{in_force, may_look, schedule_of},
    walk,
};
use crate::{Desk, Failure};

/// How many files of a council, or of a class, a change moves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Moves {
    /// Kept for longer, or without a date from now on.
    pub later: u64,
    /// Kept for a shorter time, or with a date for the first time.
    pub nearer: u64,
    /// Not due now, and due at once by the change.
    pub due: u64,
}

/// What a change would come to.
#[derive(Clone)]
pub struct Tried {
    /// The schedule that it would make.
    pub schedule: Schedule,
    /// How many files there are.
    pub looked_at: u64,
    /// What it moves altogether.
    pub moves: Moves,
    /// What it moves of each class, by its name.
    pub by_class: BTreeMap<String, Moves>,
    /// The files that it brings nearer, the first hundred, with the day before and after.
    pub nearer: Vec<(FileId, Option<Date>, Option<Date>)>,
    /// Where it and the council's notice do not agree.
    pub contradictions: Vec<Contradiction>,
}

/// How many files are named one by one.
const NAMED: usize = 100;

/// Tries a schedule with these years on every file and says what it moves. Nothing is changed by it. Files behind the adoption wall are counted
/// for the adoption service, and for nobody else: a count that rises with an adoption tells of the file. One walk over the council, and one
/// entry of the audit.
///
/// # Errors
/// [`Failure::Refused`] for whoever keeps no schedule, [`Failure::Wrong`] where it goes below a floor of the law or the clock cannot be
/// believed, and what the store refuses.
pub async fn try_out(desk: &Desk, years: BTreeMap<String, u16>, from: Date) -> Result<Tried, Failure> {
    let permit = may_look(desk).await?;
    clock_agrees(desk).await?;
    let schedule = schedule_of(&desk.pack()?.retention, years, from)?;
    let now = in_force(desk.instance(), desk.authority(), desk.today()).await?.schedule;
    let tried = Tried {
        contradictions: schedule.contradictions(),
        schedule,
        looked_at: 0,
        moves: Moves::default(),
        by_class: BTreeMap::new(),
        nearer: Vec::new(),
    };
    let trying = Trying { tried, now, today: desk.today(), behind: desk.is_behind_the_wall(), unread: None };
    let tried = walk::each(desk.instance(), desk.authority(), trying, Trying::take, |_| ()).await?;
    if let Some(file) = tried.unread {
        return Err(StoreError::Form(format!("the digest of {file} cannot be read")).into());
    }
    let tried = tried.tried;
    let mut entry = desk.entry("schedule.try", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(tried.looked_at).unwrap_or(u32::MAX);
    desk.instance().store.note(vec![entry]).await?;
    Ok(tried)
}

/// A trial in the middle of its walk.
struct Trying {
    tried: Tried,
    /// The schedule that is in force.
    now: Schedule,
    today: Date,
    /// Whether the files that count are those behind the adoption wall.
    behind: bool,
    unread: Option<FileId>,
}

impl Trying {
    #[expect(clippy::needless_pass_by_value, reason = "a walk hands over what it read")]
    fn take(&mut self, row: FileRow, bytes: &[u8]) {
        // The files of adults follow those of the children.
        if matches!(row.file_type, FileType::Council | FileType::Adult) || row.flags.walled != self.behind {
            return;
        }
        match Brief::read(bytes) {
            Ok(mut brief) => self.tried.take(&self.now, &row, &mut brief, self.today),
            Err(_) => self.unread = Some(row.file),
        }
    }
}

impl Tried {
    fn take(&mut self, now: &Schedule, row: &FileRow, brief: &mut Brief, today: Date) {
        self.looked_at += 1;
        let case = brief.case(row.file_type);
        let (before, after) = (now.of(&case, today), self.schedule.of(&case, today));
        let latest = |until: Option<Date>| until.unwrap_or(Date::MAX);
        let due = after.is_due(today) && !before.is_due(today);
        let class = after.class.map_or("No class", |class| &class.name);
        let moves = [&mut self.moves, self.by_class.entry(class.to_owned()).or_default()];
        for moves in moves {
            moves.later += u64::from(latest(after.until) > latest(before.until));
            moves.nearer += u64::from(latest(after.until) < latest(before.until));
            moves.due += u64::from(due);
        }
        if latest(after.until) < latest(before.until) && self.nearer.len() < NAMED {
            self.nearer.push((row.file, before.until, after.until));
        }
    }
}
