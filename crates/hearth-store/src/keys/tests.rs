use super::*;
use crate::seal::Aad;
use hearth_record::find::{Term, TermKind};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

fn random() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(11)
}

fn sefton() -> AuthorityId {
    AuthorityId::new("sefton").expect("a name")
}

fn knowsley() -> AuthorityId {
    AuthorityId::new("knowsley").expect("a name")
}

fn file(n: u8) -> FileId {
    FileId::from_bytes([n; 16])
}

fn made() -> (RootKey, Keys, Vec<HeldKey>) {
    let root = RootKey::from_bytes([1; KEY_LEN]);
    let (keys, rows) = Keys::make(&root, &[sefton(), knowsley()], &mut random()).expect("made");
    (root, keys, rows)
}

#[test]
fn keys_that_were_kept_open_what_was_sealed_before_a_restart() {
    let (root, keys, rows) = made();
    let (key, row) = keys.new_file_key(file(1), &sefton(), &mut random()).expect("a key");
    let sealed = key.seal(&Aad::digest(file(1)), b"digest", &mut random());
    let again = Keys::open(&root, &rows).expect("opened");
    assert!(again.cached(file(1)).is_none());
    let key = again.unwrap(&row).expect("unwrapped");
    assert_eq!(key.open(&Aad::digest(file(1)), &sealed).expect("opens").as_slice(), b"digest");
    assert!(again.cached(file(1)).is_some());
    let note = keys.audit_signer("log").sign(1, [0; 32]);
    assert!(again.audit_signer("log").verifier().open(&note).is_ok());
    let term = Term { kind: TermKind::Name, text: "aspinall".into() };
    let token = |keys: &Keys, walled| keys.authority_key(&sefton()).expect("keys").index_key(walled).token(&term);
    assert_eq!(token(&keys, false), token(&again, false));
    assert_ne!(token(&keys, false), token(&keys, true));
}

#[test]
fn a_wrong_root_key_is_told_and_so_is_an_empty_key_database() {
    let (_, _, rows) = made();
    assert_eq!(Keys::open(&RootKey::from_bytes([2; KEY_LEN]), &rows).err(), Some(KeyError::WrongRootKey));
    assert_eq!(Keys::open(&RootKey::from_bytes([1; KEY_LEN]), &[]).err(), Some(KeyError::NotMade));
}

#[test]
fn a_key_row_copied_over_another_is_noticed() {
    let (root, keys, rows) = made();
    let (_, first) = keys.new_file_key(file(1), &sefton(), &mut random()).expect("a key");
    let again = Keys::open(&root, &rows).expect("opened");
    let swapped = KeyRow { file: file(2), ..first.clone() };
    assert_eq!(again.unwrap(&swapped).err(), Some(KeyError::Damaged(format!("file {}", file(2)))));
    let elsewhere = KeyRow { authority: knowsley(), ..first };
    assert!(again.unwrap(&elsewhere).is_err());
    let mut mixed = rows.clone();
    let open = mixed.iter().position(|r| r.purpose == Purpose::Index).expect("index");
    let walled = mixed.iter().position(|r| r.purpose == Purpose::WalledIndex).expect("walled");
    mixed[walled].wrapped = rows[open].wrapped.clone();
    assert_eq!(Keys::open(&root, &mixed).err(), Some(KeyError::Damaged("sefton (walled_index)".into())));
}

#[test]
fn any_changed_byte_of_a_kept_key_is_noticed() {
    let (root, _, rows) = made();
    for (n, row) in rows.iter().enumerate() {
        for at in 0..row.wrapped.len() {
            let mut changed = rows.clone();
            changed[n].wrapped[at] ^= 0x40;
            assert!(Keys::open(&root, &changed).is_err(), "byte {at} of {:?} was changed unseen", row.purpose);
        }
    }
}

#[test]
fn no_key_stands_in_clear_in_a_row_and_no_two_are_alike() {
    let (root, keys, mut rows) = made();
    let (_, a) = keys.new_file_key(file(1), &sefton(), &mut random()).expect("a key");
    rows.push(HeldKey { authority: None, purpose: Purpose::Draft, period: 1, wrapped: a.wrapped });
    for (n, row) in rows.iter().enumerate() {
        assert!(!row.wrapped.windows(8).any(|w| root.bytes().windows(8).any(|r| r == w)));
        assert!(rows[..n].iter().all(|other| other.wrapped != row.wrapped));
    }
}

#[test]
fn a_draft_key_lives_for_its_period_and_is_then_let_go() {
    let (root, keys, mut rows) = made();
    let period = draft_period("2026-11-21T09:00:00Z".parse().expect("a time"));
    let (key, row) = keys.new_draft_key(period, &mut random());
    assert!(keys.draft_key(period).is_none(), "a key is used only when its row is kept");
    keys.learn_draft_key(&row).expect("learnt");
    rows.push(row);
    let place = Aad::digest(file(9));
    let sealed = key.seal(&place, b"half a contact", &mut random());
    let again = Keys::open(&root, &rows).expect("opened");
    assert!(again.draft_key(period).expect("kept").open(&place, &sealed).is_ok());
    again.forget_draft_keys_before(period + 1);
    assert!(again.draft_key(period).is_none());
    assert_eq!(draft_period("1969-12-31T23:59:59Z".parse().expect("a time")), -1);
}

#[test]
fn an_authority_added_later_has_keys_of_its_own() {
    let (root, keys, mut rows) = made();
    let wirral = AuthorityId::new("wirral").expect("a name");
    assert_eq!(keys.authority_key(&wirral).err(), Some(KeyError::NoAuthority(wirral.clone())));
    rows.extend(keys.add_authority(&wirral, &mut ChaCha20Rng::seed_from_u64(12)).expect("added"));
    let (_, row) = keys.new_file_key(file(1), &wirral, &mut random()).expect("a key");
    let again = Keys::open(&root, &rows).expect("opened");
    assert!(again.unwrap(&row).is_ok());
    assert_eq!(again.authorities(), [knowsley(), sefton(), wirral]);
}

#[test]
fn import_keys_of_two_kinds_never_share_a_hash() {
    let (_, keys, _) = made();
    let authority = keys.authority_key(&sefton()).expect("keys");
    assert_ne!(authority.import_hash("ab", "c"), authority.import_hash("a", "bc"));
    assert_ne!(authority.import_hash("a", "c"), keys.authority_key(&knowsley()).expect("keys").import_hash("a", "c"));
    assert_eq!(authority.import_hash("a", "c"), authority.import_hash("a", "c"));
}
