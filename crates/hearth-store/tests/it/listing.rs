//! Lists: each clause does what it says, on both engines, by an index, page after page.

use std::collections::BTreeSet;

use hearth_record::ids::{FileId, TeamId, WorkerId};
use hearth_store::{Bar, FileFlags, Listing, NewWork, Way};
use rstest::rstest;

use crate::world::{Engine, World, minute, sefton};

const DANA: WorkerId = WorkerId::from_bytes([1; 16]);
const SAM: WorkerId = WorkerId::from_bytes([2; 16]);
const NORTH: TeamId = TeamId::from_bytes([9; 16]);

fn row(kind: &str, state: &str, worker: Option<WorkerId>, team: Option<TeamId>) -> NewWork {
    NewWork { kind: kind.to_owned(), state: state.to_owned(), due: None, team, worker }
}

async fn file(world: &World, flags: FileFlags, rows: Vec<NewWork>) -> FileId {
    let (file, record, mut change) = world.new_file(minute(1), b"note");
    change.new_files[0].flags = flags;
    change.work.push((file, record, rows));
    world.commit(change).await;
    file
}

fn listing(ways_in: Vec<Way>, bars: Vec<Bar>) -> Listing {
    Listing { authority: sefton(), worker: Some(DANA), teams: vec![NORTH], ways_in, bars }
}

async fn listed(world: &World, listing: &Listing) -> BTreeSet<FileId> {
    let rows = world.store.listing(listing, None, 100).await.expect("a list");
    assert!(rows.is_sorted_by_key(|row| row.file) && rows.windows(2).all(|two| two[0].file != two[1].file));
    rows.iter().map(|row| row.file).collect()
}

fn these<const N: usize>(files: [FileId; N]) -> BTreeSet<FileId> {
    BTreeSet::from(files)
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_way_in_leads_to_the_open_rows_of_its_kind(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let plain = FileFlags::default();
    let mine = file(&world, plain, vec![row("involvement", "open", Some(DANA), None)]).await;
    let ours = file(&world, plain, vec![row("involvement", "open", Some(SAM), Some(NORTH))]).await;
    let over = file(&world, plain, vec![row("involvement", "closed", Some(DANA), Some(NORTH))]).await;
    let task = file(&world, plain, vec![row("task", "open", Some(DANA), None)]).await;
    let theirs = file(&world, plain, vec![row("contact", "open", Some(SAM), None)]).await;
    assert_eq!(listed(&world, &listing(vec![Way::Own("involvement")], vec![])).await, these([mine, ours]));
    assert_eq!(
        listed(&world, &listing(vec![Way::Own("involvement"), Way::Own("task")], vec![])).await,
        these([mine, ours, task])
    );
    assert_eq!(listed(&world, &listing(vec![Way::Anyones(&["contact", "enquiry"])], vec![])).await, these([theirs]));
    assert_eq!(listed(&world, &listing(vec![Way::Every], vec![])).await, these([mine, ours, over, task, theirs]));
    assert_eq!(listed(&world, &listing(vec![], vec![])).await, these([]));
    let nobodys = Listing { worker: None, teams: vec![], ..listing(vec![Way::Own("involvement")], vec![]) };
    assert_eq!(listed(&world, &nobodys).await, these([]));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_bar_keeps_out_whatever_way_leads_in(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let (plain, mine) = (FileFlags::default(), row("involvement", "open", Some(DANA), None));
    let open = file(&world, plain, vec![mine.clone()]).await;
    let walled = file(&world, FileFlags { walled: true, ..plain }, vec![mine.clone()]).await;
    let restricted = FileFlags { restricted: true, ..plain };
    let closed = file(&world, restricted, vec![mine.clone(), row("named", "open", Some(SAM), None)]).await;
    let named = file(&world, restricted, vec![mine.clone(), row("named", "open", Some(DANA), None)]).await;
    let tied = file(&world, plain, vec![mine.clone(), row("conflict", "detected", Some(DANA), None)]).await;
    let others_tie = file(&world, plain, vec![mine, row("conflict", "declared", Some(SAM), None)]).await;
    for ways in [vec![Way::Own("involvement")], vec![Way::Every]] {
        let all = these([open, walled, closed, named, tied, others_tie]);
        let without = |out: &[FileId]| all.iter().copied().filter(|file| !out.contains(file)).collect::<BTreeSet<_>>();
        assert_eq!(listed(&world, &listing(ways.clone(), vec![])).await, all);
        assert_eq!(listed(&world, &listing(ways.clone(), vec![Bar::Walled])).await, without(&[walled]));
        assert_eq!(
            listed(&world, &listing(ways.clone(), vec![Bar::RestrictedUnlessNamed(DANA)])).await,
            without(&[closed])
        );
        assert_eq!(listed(&world, &listing(ways.clone(), vec![Bar::Conflict(DANA)])).await, without(&[tied]));
        let every_bar = vec![Bar::Walled, Bar::RestrictedUnlessNamed(DANA), Bar::Conflict(DANA)];
        assert_eq!(listed(&world, &listing(ways, every_bar)).await, these([open, named, others_tie]));
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn pages_follow_each_other_without_a_gap_or_a_repeat(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let mut made = Vec::new();
    for _ in 0..7 {
        let rows = vec![row("involvement", "open", Some(DANA), Some(NORTH)), row("task", "open", Some(DANA), None)];
        made.push(file(&world, FileFlags::default(), rows).await);
    }
    made.sort_unstable();
    for ways in [vec![Way::Own("involvement"), Way::Own("task")], vec![Way::Every]] {
        let listing = listing(ways, vec![]);
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page = world.store.listing(&listing, after, 3).await.expect("a page");
            seen.extend(page.iter().map(|row| row.file));
            after = seen.last().copied();
            if page.len() < 3 {
                break;
            }
        }
        assert_eq!(seen, made);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_asks_too_much_is_refused() {
    let world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let three = listing(vec![Way::Own("a"), Way::Own("b"), Way::Own("c")], vec![]);
    assert!(world.store.listing(&three, None, 1).await.is_err());
    let seven = listing(vec![Way::Every; 7], vec![]);
    assert!(world.store.listing(&seven, None, 1).await.is_err());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_is_found_by_indexes_and_never_sorted() {
    let world = World::new(Engine::Sqlite).await.expect("SQLite is always there");
    let bars = vec![Bar::Walled, Bar::RestrictedUnlessNamed(DANA), Bar::Conflict(DANA)];
    listed(&world, &listing(vec![Way::Own("involvement"), Way::Own("task"), Way::Anyones(&["contact"])], bars.clone()))
        .await;
    listed(&world, &listing(vec![Way::Every], bars)).await;
    let plans = world.store.plans().await.expect("plans");
    let plans: Vec<_> = plans.into_iter().filter(|(sql, _)| sql.contains("FROM file f WHERE f.id >")).collect();
    assert_eq!(plans.iter().filter(|(sql, _)| sql.contains("destroyed_at")).count(), 2, "{plans:?}");
    for (sql, plan) in plans {
        assert!(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{sql}\n{plan}");
        for index in ["work_of_worker", "work_of_team", "work_queue"] {
            assert!(!sql.contains("UNION") || plan.contains(index), "{index} is not used: {plan}");
        }
    }
}
