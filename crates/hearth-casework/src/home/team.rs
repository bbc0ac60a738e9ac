use std::collections::BTreeMap;

use hearth_record::{
    FileType, clear,
    ids::{FileId, TeamId, WorkerId},
};
use hearth_store::{Outcome, WorkQuery, WorkRow};

use super::{Count, Listed, MOST, ToDo, by_family};
use crate::{Desk, Failure, access::colleagues, lists};

/// A team as its manager sees it in the morning.
pub struct Team {
    /// The team.
    pub team: TeamId,
    /// The files that it holds, by family.
    pub files: Vec<Listed>,
    /// Its workers with what each holds, by name; at the end whatever nobody in particular holds.
    pub workers: Vec<TeamWorker>,
    /// What is late, the longest first.
    pub late: Vec<ToDo>,
}

/// What one worker of a team holds.
pub struct TeamWorker {
    /// The worker; `None` for what nobody in particular holds.
    pub worker: Option<WorkerId>,
    /// Their name.
    pub name: String,
    /// Whose files they hold. Adults who are known through a child are nobody's caseload.
    pub holds: Count,
    /// How many clocks are late.
    pub late: usize,
    /// How many fall due within the next seven days, today included.
    pub soon: usize,
}

/// The most clocks that are read for a team.
const MOST_CLOCKS: u32 = 2_000;
/// What falls due within so many days counts as soon.
const SOON: i64 = 7;

/// What a team of this person holds and what of it is late, by worker. Six queries and an entry of the audit.
///
/// # Errors
/// What the store refuses.
pub async fn team(desk: &Desk, team: TeamId) -> Result<Team, Failure> {
    let store = &desk.instance().store;
    let listing = lists::of_team(desk.subject(), team);
    let query = WorkQuery::Team(team);
    let (found, clocks, people) =
        tokio::join!(store.listing(&listing, None, MOST), store.work(&query, MOST_CLOCKS), colleagues(desk));
    let (found, people) = (found?, people?);
    let ids: Vec<FileId> = found.iter().map(|row| row.file).collect();
    let (digests, work) = tokio::join!(store.digests(&ids), store.work_of(&ids));
    let work = work?;
    let files = by_family(desk, &lists::agreed(desk, &found, digests?, &work).await?, &work)?;
    let of = |file: FileId| files.iter().find(|line| line.file == file);
    let clocks: Vec<WorkRow> =
        clocks?.into_iter().filter(|row| row.kind == clear::CLOCK && of(row.file).is_some()).collect();
    let today = desk.today();
    // By name; those who have no account any more stand together, and last what nobody in particular holds.
    let mut workers: BTreeMap<(u8, String, Option<WorkerId>), TeamWorker> = BTreeMap::new();
    let row = |worker: Option<WorkerId>| {
        let known = people.iter().find(|known| Some(known.worker) == worker);
        match (known, worker) {
            (Some(known), _) => (0, known.name.clone(), worker),
            (None, Some(_)) => (1, "Somebody who has no account here".to_owned(), None),
            (None, None) => (2, "Not allocated".to_owned(), None),
        }
    };
    let new = |(_, name, worker): &(u8, String, Option<WorkerId>)| TeamWorker {
        worker: *worker,
        name: name.clone(),
        holds: Count::default(),
        late: 0,
        soon: 0,
    };
    for file in files.iter().filter(|file| file.file_type != FileType::Adult) {
        let holds = work.iter().filter(|row| row.file == file.file && row.kind == clear::INVOLVEMENT);
        let holder = holds.filter(|row| row.state == clear::OPEN && row.team == Some(team)).find_map(|row| row.worker);
        let key = row(holder);
        let begun = new(&key);
        workers.entry(key).or_insert(begun).holds.add(file, today);
    }
    for (clock, due) in clocks.iter().filter_map(|clock| Some((clock, clock.due?))) {
        let days = hearth_calendar::days_between(today, due);
        let key = row(clock.worker);
        let begun = new(&key);
        let of = workers.entry(key).or_insert(begun);
        of.late += usize::from(days < 0);
        of.soon += usize::from((0..SOON).contains(&i64::from(days)));
    }
    let mut late: Vec<ToDo> = clocks
        .into_iter()
        .filter(|clock| clock.due.is_some_and(|due| due < today))
        .filter_map(|row| {
            let name = of(row.file)?.name.clone();
            Some(ToDo { name, file: row.file, record: row.record, kind: row.kind, state: row.state, due: row.due })
        })
        .collect();
    late.sort_by_key(|todo| todo.due);
    let workers: Vec<TeamWorker> = workers.into_values().collect();
    let mut entry = desk.entry("list.team", None, None, Outcome::Done);
    entry.count = u32::try_from(files.len()).unwrap_or(u32::MAX);
    store.note(vec![entry]).await?;
    Ok(Team { team, files, workers, late })
}
