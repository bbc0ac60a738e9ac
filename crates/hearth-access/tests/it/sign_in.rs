//! Passwords, one-time codes, and what failing costs.

use hearth_access::{
    password::{Check, Hashing, MOST_BYTES, WeakPassword, sound},
    throttle::{FORGETS_AFTER, Failures, Track, next_try, wait},
    totp::{Refused, Secret},
};
use jiff::SignedDuration;
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

use crate::world::{hours, noon};

fn random() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(5)
}

fn seconds(n: i64) -> SignedDuration {
    SignedDuration::from_secs(n)
}

#[test]
fn the_right_password_is_right_and_another_is_wrong() {
    let hash = Hashing::LIGHT.hash("three wet lamps", &mut random()).unwrap();
    assert_eq!(Hashing::LIGHT.check("three wet lamps", &hash).unwrap(), Check::Right);
    for wrong in ["three wet lamp", "Three wet lamps", "", &"x".repeat(MOST_BYTES + 1)] {
        assert_eq!(Hashing::LIGHT.check(wrong, &hash).unwrap(), Check::Wrong);
    }
}

#[test]
fn a_hash_is_argon2id_and_salted() {
    let mut random = random();
    let (one, two) =
        (Hashing::LIGHT.hash("same", &mut random).unwrap(), Hashing::LIGHT.hash("same", &mut random).unwrap());
    assert!(one.starts_with("$argon2id$v=19$m=64,t=1,p=1$"), "{one}");
    assert_ne!(one, two);
}

#[test]
fn a_hash_made_with_other_parameters_still_checks_and_asks_to_be_renewed() {
    let old = Hashing { memory_kib: 128, passes: 2, lanes: 1 };
    let hash = old.hash("three wet lamps", &mut random()).unwrap();
    assert_eq!(Hashing::LIGHT.check("three wet lamps", &hash).unwrap(), Check::RightAndStale);
    assert_eq!(Hashing::LIGHT.check("another one", &hash).unwrap(), Check::Wrong);
    assert!(Check::RightAndStale.is_right());
}

#[test]
fn production_costs_what_the_standard_asks() {
    assert_eq!(Hashing::PRODUCTION, Hashing { memory_kib: 47_104, passes: 1, lanes: 1 });
    let hash = Hashing::PRODUCTION.hash("three wet lamps", &mut random()).unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=47104,t=1,p=1$"), "{hash}");
}

#[test]
fn a_stored_text_that_is_no_hash_is_an_error_and_not_a_wrong_password() {
    assert!(Hashing::LIGHT.check("x", "plain").is_err());
    assert!(Hashing::LIGHT.check("x", "").is_err());
}

#[test]
fn nobodys_password_is_wrong() {
    assert_eq!(Hashing::LIGHT.check_nobody("anything"), Check::Wrong);
}

#[test]
fn a_new_password_is_long_and_is_not_the_login() {
    assert_eq!(sound("three wet lamps", "dana.okell"), Ok(()));
    assert_eq!(sound("short one", "dana.okell"), Err(WeakPassword::TooShort));
    assert_eq!(sound("my Dana.Okell pass", "dana.okell"), Err(WeakPassword::HoldsLogin));
    assert_eq!(sound("aaaaaaaaabbbbbbbb", "dana.okell"), Err(WeakPassword::Repeats));
    assert_eq!(sound(&"abcdefg ".repeat(40), "dana.okell"), Err(WeakPassword::TooLong));
}

#[test]
fn the_codes_are_those_of_the_standard() {
    // RFC 6238 appendix B, SHA-1, the last six of eight digits.
    let secret = Secret::from_bytes(b"12345678901234567890").unwrap();
    for (at, code) in [(59, "287082"), (1_111_111_109, "081804"), (2_000_000_000, "279037")] {
        let now = jiff::Timestamp::from_second(at).unwrap();
        assert_eq!(secret.code_at(now).unwrap(), code);
        assert!(secret.check(code, now, None).is_ok());
    }
}

#[test]
fn a_code_is_taken_one_step_early_or_late_and_no_further() {
    let secret = Secret::new(&mut random());
    let code = secret.code_at(noon()).unwrap();
    for late in [-30, 0, 30] {
        assert!(secret.check(&code, noon() + seconds(late), None).is_ok(), "{late}");
    }
    for late in [-60, 60, 90] {
        assert_eq!(secret.check(&code, noon() + seconds(late), None), Err(Refused::Wrong), "{late}");
    }
}

#[test]
fn a_code_is_taken_once() {
    let secret = Secret::new(&mut random());
    let code = secret.code_at(noon()).unwrap();
    let passed = secret.check(&code, noon(), None).unwrap();
    assert_eq!(secret.check(&code, noon() + seconds(5), Some(passed.step)), Err(Refused::Used));
    let earlier = secret.code_at(noon() - seconds(30)).unwrap();
    assert_eq!(secret.check(&earlier, noon(), Some(passed.step)), Err(Refused::Used));
    let next = secret.code_at(noon() + seconds(30)).unwrap();
    assert!(secret.check(&next, noon() + seconds(30), Some(passed.step)).is_ok());
}

#[test]
fn a_code_may_be_typed_with_a_space_and_nothing_else() {
    let secret = Secret::new(&mut random());
    let code = secret.code_at(noon()).unwrap();
    assert!(secret.check(&format!(" {} {}", &code[..3], &code[3..]), noon(), None).is_ok());
    for wrong in ["", "12345", "+12345", "1234567", "abcdef", "１２３４５６"] {
        assert_eq!(secret.check(wrong, noon(), None), Err(Refused::Wrong), "{wrong}");
    }
}

#[test]
fn an_authenticator_reads_the_enrolment_address() {
    let secret = Secret::from_bytes(b"12345678901234567890").unwrap();
    assert_eq!(
        *secret.otpauth_uri("Sefton Council", "dana.okell"),
        "otpauth://totp/Sefton%20Council:dana.okell?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
         &issuer=Sefton%20Council&algorithm=SHA1&digits=6&period=30"
    );
    assert!(Secret::from_bytes(b"short").is_err());
}

#[test]
fn the_first_failures_cost_nothing_and_then_the_wait_doubles() {
    let waits: Vec<i64> = (1..=8)
        .map(|count| next_try(Track::LoginAtAddress, Failures { count, last: noon() }).duration_since(noon()).as_secs())
        .collect();
    assert_eq!(waits, [0, 0, 0, 1, 2, 4, 8, 16]);
}

#[test]
fn however_often_a_stranger_fails_the_worker_waits_half_a_minute_at_most() {
    let failures = Failures { count: u32::MAX, last: noon() };
    assert_eq!(wait(&[(Track::Login, failures)], noon()), Some(seconds(30)));
    assert_eq!(wait(&[(Track::Login, failures)], noon() + seconds(30)), None);
}

#[test]
fn a_colleague_behind_the_same_address_is_let_in_after_nineteen_typing_errors_in_the_office() {
    let office = Failures { count: 19, last: noon() };
    assert_eq!(wait(&[(Track::Address, office)], noon()), None);
}

#[test]
fn an_hour_without_a_failure_forgets() {
    let failures = Failures { count: 50, last: noon() };
    assert_eq!(wait(&[(Track::LoginAtAddress, failures)], noon() + FORGETS_AFTER), None);
}

#[test]
fn the_longest_wait_of_all_counts_holds() {
    let login = (Track::Login, Failures { count: 6, last: noon() });
    let here = (Track::LoginAtAddress, Failures { count: 8, last: noon() });
    assert_eq!(wait(&[login, here], noon()), Some(seconds(16)));
    assert_eq!(wait(&[], noon()), None);
}

proptest! {
    #[test]
    fn nobody_is_ever_locked_out_for_longer_than_five_minutes(
        counts in prop::array::uniform3(0_u32..), ago in -10_000_i64..10_000
    ) {
        let last = noon() - seconds(ago);
        let tracks: Vec<_> = Track::ALL.into_iter().zip(counts).map(|(t, count)| (t, Failures { count, last })).collect();
        prop_assert!(wait(&tracks, noon()).is_none_or(|wait| wait <= seconds(300)));
        prop_assert_eq!(wait(&tracks, noon() + hours(12)), None);
    }

    #[test]
    fn more_failures_never_shorten_the_wait(count in 0_u32..100_000, track in 0_usize..3) {
        let track = Track::ALL[track];
        let at = |count| next_try(track, Failures { count, last: noon() });
        prop_assert!(at(count) <= at(count + 1));
    }
}
