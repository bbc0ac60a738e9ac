//! What the primitives cost: sealing, wrapping, keying a term, growing the tree. Prints a line each; the median of five runs.

use std::{hint::black_box, time::Instant};

use hearth_record::{
    find::{Term, TermKind},
    ids::{AuthorityId, FileId, RecordId},
};
use hearth_store::{
    RootKey,
    find::IndexKey,
    keys::Keys,
    seal::{Aad, FileKey},
    tree::{Frontier, leaf_hash, proof},
};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
fn measure(what: &str, times: u32, mut act: impl FnMut()) {
    let mut runs: Vec<u128> = (0..5)
        .map(|_| {
            let start = Instant::now();
            (0..times).for_each(|_| act());
            start.elapsed().as_nanos() / u128::from(times)
        })
        .collect();
    runs.sort_unstable();
    println!("{what:<44} {:>8} ns", runs[2]);
}

fn main() {
    let mut random = ChaCha20Rng::seed_from_u64(1);
    let (file, record) = (FileId::from_bytes([1; 16]), RecordId::from_bytes([2; 16]));
    let authority = AuthorityId::new("sefton").expect("an authority");
    let key = FileKey::from_bytes(&[7; 32]);
    let place = Aad::version(file, record, 1, "case_note");
    for length in [256, 2048, 16384] {
        let body = vec![7_u8; length];
        measure(&format!("seal {length} bytes"), 20_000, || drop(black_box(key.seal(&place, &body, &mut random))));
        let sealed = key.seal(&place, &body, &mut random);
        measure(&format!("open {length} bytes"), 20_000, || drop(black_box(key.open(&place, &sealed))));
    }
    let root = RootKey::from_bytes([1; 32]);
    let (keys, _) = Keys::make(&root, std::slice::from_ref(&authority), &mut random).expect("keys");
    measure("make and wrap a file key", 20_000, || drop(black_box(keys.new_file_key(file, &authority, &mut random))));
    let (_, row) = keys.new_file_key(file, &authority, &mut random).expect("a key");
    measure("unwrap a file key", 20_000, || drop(black_box(keys.unwrap_once(&row))));
    measure("a file key that is at hand", 20_000, || drop(black_box(keys.cached(file))));
    let index = IndexKey::from_bytes(&[3; 32]);
    let term = Term { kind: TermKind::Name, text: "aspinall".to_owned() };
    measure("key a term", 20_000, || {
        black_box(index.keyed(&term).token());
    });
    let keyed = index.keyed(&term);
    let reference = keyed.reference(file);
    measure("open a reference of a keyed term", 200_000, || {
        black_box(keyed.open(&reference));
    });
    let entry = vec![5_u8; 300];
    measure("leaf hash of an entry", 20_000, || {
        black_box(leaf_hash(&entry));
    });
    let mut frontier = Frontier::new();
    measure("push a leaf onto the tree", 200_000, || drop(black_box(frontier.push([9; 32]))));
    measure("root of a tree of a million leaves", 20_000, || {
        black_box(frontier.root());
    });
    measure("store and read the head", 20_000, || drop(black_box(Frontier::from_bytes(&frontier.to_bytes()))));
    let size = frontier.size();
    measure("list the nodes of a proof in a million", 20_000, || {
        drop(black_box(proof::needed(|source| proof::inclusion(123_456, size, source))));
    });
    let signer = keys.audit_signer("hearth.example/audit");
    let note = signer.sign(size, frontier.root());
    measure("sign a checkpoint", 2_000, || drop(black_box(signer.sign(size, [1; 32]))));
    let verifier = signer.verifier();
    measure("check a checkpoint", 2_000, || drop(black_box(verifier.open(&note))));
}
