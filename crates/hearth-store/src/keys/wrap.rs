//! Wrapping: AES key wrap with padding (NIST SP 800-38F) over a key and a fingerprint of what it is for.

use aws_lc_rs::hmac;
use aws_lc_rs::key_wrap::{AES_256, AesKek, KeyWrapPadded};
use hearth_record::ids::{AuthorityId, FileId};
use rand_core::CryptoRng;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use super::{HeldKey, KeyError, Purpose, RootKey, Secret};
use crate::seal::KEY_LEN;

/// The only form of wrap so far.
const FORM: u8 = 1;
/// Bytes of the fingerprint that stands beside a key inside its wrap.
const PRINT_LEN: usize = 16;

pub(super) fn new_secret(random: &mut dyn CryptoRng) -> Secret {
    let mut secret = Zeroizing::new([0; KEY_LEN]);
    random.fill_bytes(secret.as_mut_slice());
    secret
}

/// A value that only the right root key gives and that tells nothing about it.
pub(super) fn check_value(root: &RootKey) -> Vec<u8> {
    let key = hmac::Key::new(hmac::HMAC_SHA256, root.bytes());
    hmac::sign(&key, b"hearth: which root key").as_ref()[..PRINT_LEN].to_vec()
}

pub(super) fn rows_of_authority(root: &RootKey, authority: &AuthorityId, random: &mut dyn CryptoRng) -> Vec<HeldKey> {
    let wrapping = new_secret(random);
    let row =
        HeldKey { authority: Some(authority.clone()), purpose: Purpose::Authority, period: 0, wrapped: Vec::new() };
    let wrapped = wrap(root.bytes(), print_of(&row), &wrapping);
    let mut rows = vec![HeldKey { wrapped, ..row }];
    rows.extend(Purpose::OF_AUTHORITY.into_iter().map(|p| held(&wrapping, Some(authority), p, 0, random)));
    rows
}

pub(super) fn held(
    kek: &[u8; KEY_LEN],
    authority: Option<&AuthorityId>,
    purpose: Purpose,
    period: i64,
    random: &mut dyn CryptoRng,
) -> HeldKey {
    let row = HeldKey { authority: authority.cloned(), purpose, period, wrapped: Vec::new() };
    let wrapped = wrap(kek, print_of(&row), &new_secret(random));
    HeldKey { wrapped, ..row }
}

pub(super) fn unheld(kek: &[u8; KEY_LEN], row: &HeldKey) -> Result<Secret, KeyError> {
    let whose = row.authority.as_ref().map_or("the instance", AuthorityId::as_str);
    unwrap(kek, print_of(row), &row.wrapped)
        .ok_or_else(|| KeyError::Damaged(format!("{whose} ({})", row.purpose.code())))
}

type Print = [u8; PRINT_LEN];

pub(super) fn print_of(row: &HeldKey) -> Print {
    let authority = row.authority.as_ref().map_or("", AuthorityId::as_str);
    print(&[row.purpose.code().as_bytes(), authority.as_bytes(), &row.period.to_be_bytes()])
}

pub(super) fn print_of_file(file: FileId, authority: &AuthorityId) -> Print {
    print(&[b"file", authority.as_str().as_bytes(), &file.as_bytes()])
}

/// The fingerprint of what a key is for. A length before each part keeps the parts apart.
fn print(parts: &[&[u8]]) -> Print {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    let mut print = [0; PRINT_LEN];
    print.copy_from_slice(&hash.finalize()[..PRINT_LEN]);
    print
}

/// `form ‖ KWP(key ‖ fingerprint)`.
pub(super) fn wrap(kek: &[u8; KEY_LEN], print: Print, secret: &Secret) -> Vec<u8> {
    let mut plain = Zeroizing::new([0_u8; KEY_LEN + PRINT_LEN]);
    plain[..KEY_LEN].copy_from_slice(secret.as_slice());
    plain[KEY_LEN..].copy_from_slice(&print);
    let mut output = [0_u8; KEY_LEN + PRINT_LEN + 15];
    // INVARIANT: the key has 32 bytes and the output 15 bytes more than the input, which is all that key wrap asks for.
    let kek = AesKek::new(&AES_256, kek).expect("a key of 32 bytes is an AES-256 key");
    let wrapped = kek.wrap_with_padding(plain.as_slice(), &mut output).expect("48 bytes can be wrapped");
    [&[FORM], &*wrapped].concat()
}

pub(super) fn unwrap(kek: &[u8; KEY_LEN], print: Print, wrapped: &[u8]) -> Option<Secret> {
    let (&FORM, wrapped) = wrapped.split_first()? else { return None };
    if wrapped.len() > 2 * (KEY_LEN + PRINT_LEN) {
        return None;
    }
    let mut output = Zeroizing::new(vec![0_u8; wrapped.len()]);
    let kek = AesKek::new(&AES_256, kek).ok()?;
    let plain = kek.unwrap_with_padding(wrapped, output.as_mut_slice()).ok()?;
    let (secret, kept) = plain.split_first_chunk::<KEY_LEN>()?;
    (*kept == print).then(|| Zeroizing::new(*secret))
}
