//! Drafts, accounts, sessions, failed sign-ins.

use hearth_record::ids::AccountId;
use hearth_store::{Account, DraftKey, Failures, Revision, Session, StoreError};
use rstest::rstest;
use zeroize::Zeroizing;

use crate::world::{Engine, World, minute, sefton, version, worker};

const DAY: i64 = 24 * 60;

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_kept_until_the_change_that_makes_it_good(#[case] engine: Engine) {
    let Some(mut world) = World::new(engine).await else { return };
    let (file, record, change) = world.new_file(minute(1), b"note");
    world.commit(change).await;
    let key = DraftKey { account: worker(), form: "case_note".to_owned(), file: Some(file) };
    world.store.draft_put(&key, b"half a sen", minute(2)).await.expect("saved");
    world.store.draft_put(&key, b"half a sentence", minute(3)).await.expect("saved again");
    world.restart().await;
    let draft = world.store.draft(&key).await.expect("read").expect("there");
    assert_eq!((draft.body.as_slice(), draft.saved_at), (b"half a sentence".as_slice(), minute(3)));
    assert_eq!(world.store.drafts_of(worker()).await.expect("listed"), [(key.clone(), minute(3))]);
    let mut change = world.another(minute(4), file, Revision(1), version(file, record, 2, b"a sentence"));
    change.drafts_done.push(key.clone());
    world.commit(change).await;
    assert!(world.store.draft(&key).await.expect("read").is_none());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_draft_before_a_file_exists_is_gone_two_months_later(#[case] engine: Engine) {
    let Some(mut world) = World::new(engine).await else { return };
    let key = DraftKey { account: worker(), form: "contact".to_owned(), file: None };
    world.store.draft_put(&key, b"a neighbour called", minute(0)).await.expect("saved");
    world.store.let_go_of_old_drafts(minute(29 * DAY)).await.expect("let go");
    world.restart().await;
    assert_eq!(world.store.draft(&key).await.expect("read").expect("there").body.as_slice(), b"a neighbour called");
    world.store.let_go_of_old_drafts(minute(61 * DAY)).await.expect("let go");
    assert!(world.store.draft(&key).await.expect("read").is_none());
    assert_eq!(world.store.drafts_of(worker()).await.expect("listed"), []);
}

fn account(id: u8, login: &str, body: &[u8]) -> Account {
    Account {
        id: AccountId::from_bytes([id; 16]),
        authority: sefton(),
        login: login.to_owned(),
        active: true,
        revision: 0,
        body: Zeroizing::new(body.to_vec()),
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_name_belongs_to_one_account(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let audit = |n| [world.entry(minute(n), "account.put", None)];
    let mut first = account(1, "social.worker", b"hash");
    assert_eq!(world.store.put_account(&first, &[]).await, Err(StoreError::Unaudited { file: None }));
    first.revision = world.store.put_account(&first, &audit(1)).await.expect("made");
    assert_eq!(
        world.store.put_account(&account(2, "social.worker", b""), &audit(2)).await,
        Err(StoreError::LoginTaken)
    );
    let mut second = account(2, "team.manager", b"");
    second.revision = world.store.put_account(&second, &audit(3)).await.expect("made");
    second.login = "social.worker".to_owned();
    assert_eq!(world.store.put_account(&second, &audit(4)).await, Err(StoreError::LoginTaken));
    let found = world.store.account_by_login("social.worker").await.expect("looked up");
    assert_eq!(found.as_ref(), Some(&first));
    assert_eq!(world.store.account_by_login("nobody").await.expect("looked up"), None);
    let stale = first.clone();
    first.active = false;
    assert_eq!(world.store.put_account(&first, &audit(5)).await, Ok(2));
    assert_eq!(world.store.put_account(&stale, &audit(6)).await, Err(StoreError::AccountMoved));
    assert_eq!(world.store.accounts(&sefton()).await.expect("listed").len(), 2);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_third_sign_in_ends_the_first(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    let begin = |n: i64| Session {
        account: worker(),
        started_at: minute(n),
        seen_at: minute(n),
        ends_at: minute(n + 60),
        body: Zeroizing::new(vec![7]),
    };
    for n in 1..=3 {
        let token = [u8::try_from(n).expect("small"); 32];
        world
            .store
            .put_session(&token, &begin(n), 2, &[world.entry(minute(n), "session.begin", None)])
            .await
            .expect("signed in");
    }
    assert_eq!(world.store.session(&[1; 32]).await.expect("read"), None);
    assert_eq!(world.store.session(&[2; 32]).await.expect("read"), Some(begin(2)));
    let mut seen = begin(3);
    (seen.seen_at, seen.ends_at) = (minute(9), minute(70));
    assert_eq!(world.store.keep_session(&[3; 32], &seen).await, Ok(true));
    assert_eq!(world.store.keep_session(&[1; 32], &seen).await, Ok(false), "a session that was ended stays ended");
    world.store.see_session(&[3; 32], minute(11)).await.expect("written");
    seen.seen_at = minute(11);
    assert_eq!(world.store.sessions_of(worker()).await.expect("listed"), [seen, begin(2)]);
    world.store.drop_session(&[3; 32], &[world.entry(minute(10), "session.end", None)]).await.expect("signed out");
    world.store.forget_ended_sessions(minute(63)).await.expect("forgotten");
    assert_eq!(world.store.sessions_of(worker()).await.expect("listed"), []);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn failed_sign_ins_are_counted_until_one_succeeds(#[case] engine: Engine) {
    let Some(world) = World::new(engine).await else { return };
    for n in 1..=3 {
        let now = world.store.add_failure("social.worker", minute(n.into())).await.expect("counted");
        assert_eq!(now, Failures { count: n, first_at: minute(1), last_at: minute(n.into()) });
    }
    assert_eq!(world.store.failures("192.0.2.7").await.expect("read"), None);
    world.store.forget_failures("social.worker").await.expect("forgotten");
    assert_eq!(world.store.failures("social.worker").await.expect("read"), None);
}
