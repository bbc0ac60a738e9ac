//! Lists: what the database finds is what the policies permit, in every world; where it is not, the row is left out.

use std::collections::BTreeSet;

use hearth_access::{Action, Context, Role, Subject};
use hearth_casework::{Desk, facts, home, lists};
use hearth_record::ids::FileId;
use hearth_stage::{Engine, Paper, Stage};
use hearth_store::{Listing, Outcome, Way};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use rstest::rstest;

use crate::worlds::{Dice, file_some};

const WORLDS: u64 = 250;
const FILES: u32 = 12;
const SUBJECTS: u32 = 3;

/// The files of this world that the policies, asked about each by itself, let stand in a list.
async fn by_policies(stage: &Stage, subject: &Subject, files: &[FileId]) -> BTreeSet<FileId> {
    let store = &stage.instance.store;
    let (rows, work) = (store.files(files).await.expect("rows"), store.work_of(files).await.expect("work"));
    let context = Context::at(stage.now());
    let may = |row: &hearth_store::FileRow| {
        stage.instance.policies.decide(subject, Action::ListRow, &facts::of(row, &work), &context).is_permitted()
    };
    rows.into_iter().filter(may).map(|row| row.file).collect()
}

/// The files after `after` that the database finds, read in pages of `page`.
async fn by_database(stage: &Stage, listing: &Listing, mut after: Option<FileId>, page: u32) -> Vec<FileId> {
    let mut found = Vec::new();
    loop {
        let rows = stage.instance.store.listing(listing, after, page).await.expect("a page");
        found.extend(rows.iter().map(|row| row.file));
        after = found.last().copied().or(after);
        if rows.len() < page as usize {
            return found;
        }
    }
}

/// The same listing without one of its clauses, each in turn, with a name for the clause.
fn weakened(listing: &Listing) -> Vec<(String, Listing)> {
    let without = |n: usize| {
        let (mut ways_in, mut bars) = (listing.ways_in.clone(), listing.bars.clone());
        let clause = match n.checked_sub(ways_in.len()) {
            None => format!("{:?}", ways_in.remove(n)),
            Some(bar) => format!("{:?}", bars.remove(bar)),
        };
        let name = clause.split('(').next().unwrap_or_default();
        let name = if name == "Own" { clause.clone() } else { name.to_owned() };
        (name, Listing { ways_in, bars, ..listing.clone() })
    };
    (0..listing.clauses()).map(without).collect()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_clause_of_the_list_rule_is_idle_in_the_worlds_that_are_compared(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let mut random = ChaCha8Rng::seed_from_u64(7);
    let mut dice = Dice(&mut random);
    let (mut missed, mut told) = (BTreeSet::new(), BTreeSet::new());
    for role in Role::ALL.iter().cycle().take(60) {
        let before = file_some(&stage, &mut dice, FILES).await.into_iter().min();
        let listing = lists::of(&dice.subject(*role));
        let right = by_database(&stage, &listing, before, 50).await;
        for (clause, listing) in weakened(&listing) {
            if by_database(&stage, &listing, before, 50).await == right { &mut missed } else { &mut told }
                .insert(clause);
        }
    }
    let idle: Vec<_> = missed.difference(&told).collect();
    assert!(
        idle.is_empty() && told.len() >= 6,
        "without these nothing would have been noticed: {idle:?}; noticed: {told:?}"
    );
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn the_database_lists_exactly_what_the_policies_permit_in_every_world(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let mut random = ChaCha8Rng::seed_from_u64(20_260_302);
    let mut dice = Dice(&mut random);
    let (mut before, mut listed, mut asked) = (None, 0, 0);
    for world in 0..WORLDS {
        let files = file_some(&stage, &mut dice, FILES).await;
        for n in 0..SUBJECTS {
            let turn = world * u64::from(SUBJECTS) + u64::from(n);
            let role = Role::ALL[usize::try_from(turn).expect("small") % Role::ALL.len()];
            let subject = dice.subject(role);
            let page = 1 + dice.below(5);
            let found = by_database(&stage, &lists::of(&subject), before, page).await;
            assert!(found.is_sorted(), "pages come in the order of the ids");
            let found: BTreeSet<FileId> = found.into_iter().collect();
            let permitted = by_policies(&stage, &subject, &files).await;
            assert_eq!(found, permitted, "world {world}: {subject:?}");
            listed += found.len();
            asked += files.len();
        }
        // Ids are made in order of time, so the next world stands behind this one.
        before = files.iter().copied().max();
    }
    assert!(asked / 10 < listed && listed < asked / 2, "{listed} of {asked} listed: too few or too many to compare");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_row_on_which_database_and_policies_disagree_is_left_out_and_raises_an_alarm(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, None).await;
    let mine = Paper::child("Mia", "Thornley", "2016-05-01").held_by(&priya).file(&stage).await;
    let walled = Paper::child("Wil", "Thornley", "2017-05-01").held_by(&priya).walled().file(&stage).await;
    let others = Paper::child("Oli", "Quarmby", "2014-05-01").file(&stage).await;
    let desk = stage.desk(&priya);
    // A rule that somebody wrote wrongly: everything, and nothing kept out.
    let wrong = Listing { ways_in: vec![Way::Every], bars: Vec::new(), ..lists::of(desk.subject()) };
    assert_eq!(lists::shown(&desk, &wrong, 10).await.expect("a list"), [mine.file]);
    let entries = stage.whole_audit("sefton").await;
    let alarms: BTreeSet<_> = entries
        .iter()
        .filter(|entry| entry.action == "list.disagreed" && entry.outcome == Outcome::Failed)
        .filter_map(|entry| entry.file)
        .collect();
    assert_eq!(alarms, BTreeSet::from([walled.file, others.file]));
    assert_eq!(lists::shown(&desk, &lists::of(desk.subject()), 10).await.expect("a list"), [mine.file]);
    let after = stage.whole_audit("sefton").await;
    assert_eq!(after.len(), entries.len(), "the right rule raises none");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn my_list_holds_the_children_whom_i_am_involved_with_today_by_family(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let gareth = stage.person(Role::TeamManager, Some("locality_north")).await;
    let north = stage.team("locality_north");
    Paper::child("Zoe", "Abney", "2012-01-01").held_by(&priya).file(&stage).await;
    Paper::child("Ben", "Quill", "2018-01-01").held_by(&priya).file(&stage).await;
    Paper::child("Amy", "Quill", "2013-01-01").held_by(&priya).file(&stage).await;
    Paper::child("Old", "Moss", "2010-01-01")
        .involving(Some(priya.worker), None, "CW", Some("2026-02-01"))
        .file(&stage)
        .await;
    Paper::child("Tam", "Moss", "2011-01-01").held_by_team(north).file(&stage).await;
    Paper::child("Sea", "Hidden", "2011-01-01").held_by(&priya).restricted_to(&[gareth.worker]).file(&stage).await;
    let names = |rows: Vec<home::Listed>| rows.into_iter().map(|row| row.name).collect::<Vec<_>>();
    let desk = stage.desk(&priya);
    assert_eq!(names(home::my_files(&desk).await.expect("mine")), ["Zoe Abney", "Amy Quill", "Ben Quill"]);
    assert_eq!(names(home::team_files(&desk, north).await.expect("ours")), ["Tam Moss"]);
    assert_eq!(
        names(home::team_files(&desk, stage.team("mash")).await.expect("theirs")),
        [""; 0],
        "a team that is not mine"
    );
    let lawyer: Desk = stage.desk(&stage.person(Role::Lawyer, None).await);
    assert_eq!(names(home::my_files(&lawyer).await.expect("none")), [""; 0]);
    let counts: Vec<u32> = stage
        .whole_audit("sefton")
        .await
        .iter()
        .filter(|entry| entry.action.starts_with("list."))
        .map(|entry| entry.count)
        .collect();
    assert_eq!(counts, [3, 1, 0, 0], "each list is in the audit with how many it showed");
}
