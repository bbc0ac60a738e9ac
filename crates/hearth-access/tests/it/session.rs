//! Sign-ins: idle lock, absolute end, two a person.

use hearth_access::{
    csrf,
    sample::worker_no,
    session::{Ended, Session, SessionId, State, Token},
};
use hearth_record::ids::AccountId;
use jiff::{SignedDuration, Timestamp};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use crate::world::{hours, noon};

fn minutes(n: i64) -> SignedDuration {
    SignedDuration::from_mins(n)
}

fn token(seed: u64) -> Token {
    Token::new(&mut ChaCha20Rng::seed_from_u64(seed))
}

fn session(seed: u64, worker: u8, now: Timestamp) -> Session {
    Session::open(&token(seed), AccountId::from_bytes([worker; 16]), worker_no(worker), now)
}

#[test]
fn the_cookie_spells_the_token_and_the_database_keeps_only_its_hash() {
    let token = token(1);
    let cookie = token.to_cookie();
    assert_eq!(cookie.len(), 43);
    assert!(cookie.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)));
    assert_eq!(Token::from_cookie(&cookie).map(|t| t.id()), Some(token.id()));
    assert_eq!(SessionId::from_bytes(*token.id().as_bytes()), token.id());
    for wrong in ["", "abc", "!!", &cookie[1..], &format!("{}A", *cookie)] {
        assert!(Token::from_cookie(wrong).is_none(), "{wrong}");
    }
}

#[test]
fn two_tokens_differ() {
    let mut random = ChaCha20Rng::seed_from_u64(1);
    assert_ne!(Token::new(&mut random).id(), Token::new(&mut random).id());
}

#[test]
fn a_session_locks_after_fifteen_minutes_without_a_request() {
    let session = session(1, 1, noon());
    assert_eq!(session.state(noon() + minutes(14)), State::Live);
    assert_eq!(session.state(noon() + minutes(15)), State::Locked);
}

#[test]
fn a_request_keeps_it_live_and_a_locked_session_is_not_kept_by_requests() {
    let session = session(1, 1, noon());
    let seen = session.seen(noon() + minutes(10)).unwrap();
    assert_eq!(seen.state(noon() + minutes(20)), State::Live);
    assert!(session.seen(noon() + SignedDuration::from_secs(29)).is_none(), "no write for every picture");
    assert!(session.seen(noon() + minutes(16)).is_none(), "locked");
}

#[test]
fn unlocking_goes_on_where_it_was_and_does_not_begin_the_ten_hours_anew() {
    let session = session(1, 1, noon());
    let unlocked = session.unlock(noon() + hours(9)).unwrap();
    assert_eq!(unlocked.state(noon() + hours(9)), State::Live);
    assert_eq!(unlocked.unlock(noon() + hours(10)), None);
    assert_eq!(unlocked.state(noon() + hours(10)), State::Ended(Ended::TimeUp));
}

#[test]
fn a_clock_that_went_back_counts_as_no_time() {
    let session = session(1, 1, noon());
    assert_eq!(session.state(noon() - hours(1)), State::Live);
    assert!(session.seen(noon() - hours(1)).is_none());
    assert_eq!(session.unlock(noon() - hours(1)).unwrap().last_seen, noon());
}

#[test]
fn a_session_keeps_its_first_end() {
    let ended = session(1, 1, noon()).end(noon(), Ended::SignedOut).end(noon() + hours(1), Ended::Withdrawn);
    assert_eq!(ended.ended, Some((noon(), Ended::SignedOut)));
    for end in [Ended::SignedOut, Ended::TimeUp, Ended::AnotherSignIn, Ended::Withdrawn] {
        assert_eq!(Ended::from_code(end.code()), Some(end));
    }
}

#[test]
fn a_form_belongs_to_the_session_it_was_shown_in() {
    let (mine, other) = (token(1), token(2));
    let value = csrf::form_token(&mine);
    assert!(csrf::belongs(&mine, &value));
    assert!(!csrf::belongs(&other, &value));
    for forged in ["", "x", &value[1..], &mine.to_cookie()] {
        assert!(!csrf::belongs(&mine, forged), "{forged}");
    }
}
