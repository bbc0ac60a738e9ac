//! Proofs over the audit tree: that an entry stands in it, and that a later tree only added to an earlier one.
//!
//! Making a proof asks for the hashes of complete subtrees ([`Node`]). Which ones are wanted for depends on the sizes alone, so
//! [`needed`] lists them first, the store fetches them in one go, and the same function then makes the proof.
//! Checking a proof needs nothing but the proof: RFC 9162 §2.1.3.2 and §2.1.4.2, hashes as in RFC 6962.

use std::collections::BTreeSet;

use super::{Hash, TILE_HEIGHT, node_hash};

/// A complete subtree: 2^`level` leaves, the `index`th of that size from the left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// 0 is a leaf.
    pub level: u8,
    /// Counted from the left, from 0.
    pub index: u64,
}

impl Node {
    /// The stored hashes that this node is folded from: at level 0 leaf hashes, at level 8 roots of tiles of level 0, and so on.
    /// Gives the stored level (a multiple of 8), the first index there and how many follow (1 to 128).
    pub fn stored(self) -> (u8, u64, u64) {
        let base = self.level - self.level % TILE_HEIGHT;
        let rise = self.level - base;
        (base, self.index << rise, 1 << rise)
    }
}

/// A proof that cannot be made or does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The entry is not in a tree of that size.
    #[error("entry {index} is not in a tree of {size} entries")]
    Outside {
        /// The place wanted for.
        index: u64,
        /// The size of the tree.
        size: u64,
    },
    /// The earlier tree is larger than the later one.
    #[error("a tree of {later} entries cannot contain one of {earlier}")]
    Backwards {
        /// The earlier size.
        earlier: u64,
        /// The later size.
        later: u64,
    },
    /// The hashes do not lead to the root.
    #[error("the proof does not lead to the root hash: the entry, the proof or the checkpoint was changed")]
    DoesNotHold,
}

/// Folds the hashes of equal neighbouring subtrees into the one above them. Their number is a power of two.
pub fn fold(mut hashes: Vec<Hash>) -> Option<Hash> {
    while hashes.len() > 1 {
        let (pairs, odd) = hashes.as_chunks::<2>();
        if !odd.is_empty() {
            return None;
        }
        hashes = pairs.iter().map(|[left, right]| node_hash(left, right)).collect();
    }
    hashes.pop()
}

/// The nodes that a proof asks for, each once: run the maker of the proof with a source that only writes down.
pub fn needed<T>(prove: impl FnOnce(&mut dyn FnMut(Node) -> Hash) -> T) -> (T, Vec<Node>) {
    let mut nodes = BTreeSet::new();
    let made = prove(&mut |node| {
        nodes.insert(node);
        [0; 32]
    });
    (made, nodes.into_iter().collect())
}

/// The audit path of the leaf at `index` in the tree of `size` leaves (RFC 6962 §2.1.1), lowest hash first.
pub fn inclusion(index: u64, size: u64, source: &mut dyn FnMut(Node) -> Hash) -> Result<Vec<Hash>, ProofError> {
    if index >= size {
        return Err(ProofError::Outside { index, size });
    }
    let (mut from, mut to, mut path) = (0, size, Vec::new());
    while to - from > 1 {
        let split = from + largest_power_below(to - from);
        if index < split {
            path.push(subtree(split, to, source));
            to = split;
        } else {
            path.push(subtree(from, split, source));
            from = split;
        }
    }
    path.reverse();
    Ok(path)
}

/// The proof that the tree of `later` leaves begins with that of `earlier` leaves (RFC 6962 §2.1.2). Empty when they are equal or the
/// earlier one is empty.
pub fn consistency(earlier: u64, later: u64, source: &mut dyn FnMut(Node) -> Hash) -> Result<Vec<Hash>, ProofError> {
    if earlier > later {
        return Err(ProofError::Backwards { earlier, later });
    }
    if earlier == 0 || earlier == later {
        return Ok(Vec::new());
    }
    let (mut from, mut to, mut path, mut whole) = (0, later, Vec::new(), true);
    while earlier != to {
        let split = from + largest_power_below(to - from);
        if earlier <= split {
            path.push(subtree(split, to, source));
            to = split;
        } else {
            path.push(subtree(from, split, source));
            from = split;
            whole = false;
        }
    }
    if !whole {
        path.push(subtree(from, to, source));
    }
    path.reverse();
    Ok(path)
}

/// The root of a tree of `size` leaves, from stored hashes.
pub fn root(size: u64, source: &mut dyn FnMut(Node) -> Hash) -> Hash {
    if size == 0 { super::empty_root() } else { subtree(0, size, source) }
}

/// Checks an audit path against a root.
pub fn check_inclusion(leaf: &Hash, index: u64, size: u64, path: &[Hash], root: &Hash) -> Result<(), ProofError> {
    if index >= size {
        return Err(ProofError::Outside { index, size });
    }
    let (mut place, mut last, mut hash) = (index, size - 1, *leaf);
    for step in path {
        if last == 0 {
            return Err(ProofError::DoesNotHold);
        }
        if place & 1 == 1 || place == last {
            hash = node_hash(step, &hash);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            hash = node_hash(&hash, step);
        }
        place >>= 1;
        last >>= 1;
    }
    if last == 0 && hash == *root { Ok(()) } else { Err(ProofError::DoesNotHold) }
}

/// Checks that the tree of the second root only added to that of the first.
pub fn check_consistency(earlier: (u64, &Hash), later: (u64, &Hash), path: &[Hash]) -> Result<(), ProofError> {
    let ((first, first_root), (second, second_root)) = (earlier, later);
    if first > second {
        return Err(ProofError::Backwards { earlier: first, later: second });
    }
    let holds = |so| if so { Ok(()) } else { Err(ProofError::DoesNotHold) };
    if first == second {
        return holds(path.is_empty() && first_root == second_root);
    }
    if first == 0 {
        return holds(path.is_empty() && *first_root == super::empty_root());
    }
    // A complete earlier tree is its own first step: the proof leaves it out.
    let start = if first.is_power_of_two() { Some(first_root) } else { None };
    let mut steps = start.into_iter().chain(path);
    let (mut place, mut last) = (first - 1, second - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let seed = steps.next().ok_or(ProofError::DoesNotHold)?;
    let (mut old, mut new) = (*seed, *seed);
    for step in steps {
        if last == 0 {
            return Err(ProofError::DoesNotHold);
        }
        if place & 1 == 1 || place == last {
            old = node_hash(step, &old);
            new = node_hash(step, &new);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(&new, step);
        }
        place >>= 1;
        last >>= 1;
    }
    holds(last == 0 && old == *first_root && new == *second_root)
}

/// The hash over the leaves `from..to`, split as the RFC splits: `from` is always a multiple of the largest power of two below the length.
fn subtree(from: u64, to: u64, source: &mut dyn FnMut(Node) -> Hash) -> Hash {
    let length = to - from;
    if length.is_power_of_two() {
        let level = length.trailing_zeros();
        // INVARIANT: a u64 has at most 64 levels.
        return source(Node { level: u8::try_from(level).expect("at most 64 levels"), index: from >> level });
    }
    let split = from + largest_power_below(length);
    let left = subtree(from, split, source);
    let right = subtree(split, to, source);
    node_hash(&left, &right)
}

/// The largest power of two that is smaller than `n`, for `n` above 1.
fn largest_power_below(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{naive_root, shared_leaves, unhex};
    use super::super::{Frontier, Tile, leaf_hash};
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    /// What the database keeps: leaf hashes and tile roots.
    struct Kept {
        leaves: Vec<Hash>,
        tiles: HashMap<(u8, u64), Hash>,
    }

    impl Kept {
        fn of(leaves: &[Vec<u8>]) -> Self {
            let mut frontier = Frontier::new();
            let mut tiles = HashMap::new();
            let leaves: Vec<Hash> = leaves.iter().map(|l| leaf_hash(l)).collect();
            for leaf in &leaves {
                for Tile { level, index, root } in frontier.push(*leaf) {
                    tiles.insert((level, index), root);
                }
            }
            Self { leaves, tiles }
        }

        fn node(&self, node: Node) -> Hash {
            let (level, first, count) = node.stored();
            let stored = |index: u64| match level {
                0 => self.leaves[usize::try_from(index).expect("small")],
                _ => self.tiles[&(level / TILE_HEIGHT - 1, index)],
            };
            fold((first..first + count).map(stored).collect()).expect("a power of two")
        }
    }

    fn numbered(n: usize) -> Vec<Vec<u8>> {
        (0..n).map(|n| n.to_be_bytes().to_vec()).collect()
    }

    #[test]
    fn the_shared_audit_paths_of_certificate_transparency_are_met() {
        let kept = Kept::of(&shared_leaves());
        let path = |index, size| inclusion(index, size, &mut |n| kept.node(n)).expect("inside");
        assert_eq!(path(0, 1), Vec::<Hash>::new());
        let first_of_eight = [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ];
        assert_eq!(path(0, 8), first_of_eight.map(|h| <Hash>::try_from(unhex(h)).expect("32")));
        let sixth_of_eight = [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ];
        assert_eq!(path(5, 8), sixth_of_eight.map(|h| <Hash>::try_from(unhex(h)).expect("32")));
    }

    #[test]
    fn the_shared_consistency_proofs_of_certificate_transparency_are_met() {
        let kept = Kept::of(&shared_leaves());
        let proof = |m, n| consistency(m, n, &mut |node| kept.node(node)).expect("forwards");
        assert_eq!(proof(1, 1), Vec::<Hash>::new());
        let six_to_eight = [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ];
        assert_eq!(proof(6, 8), six_to_eight.map(|h| <Hash>::try_from(unhex(h)).expect("32")));
        let two_to_five = [
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ];
        assert_eq!(proof(2, 5), two_to_five.map(|h| <Hash>::try_from(unhex(h)).expect("32")));
    }

    #[test]
    fn every_entry_of_every_small_tree_is_proved_and_no_other() {
        let leaves = numbered(40);
        let kept = Kept::of(&leaves);
        for size in 1..=40_u64 {
            let root = naive_root(&leaves[..usize::try_from(size).expect("small")]);
            for index in 0..size {
                let path = inclusion(index, size, &mut |n| kept.node(n)).expect("inside");
                let leaf = kept.leaves[usize::try_from(index).expect("small")];
                assert_eq!(check_inclusion(&leaf, index, size, &path, &root), Ok(()));
                assert!(check_inclusion(&leaf_hash(b"forged"), index, size, &path, &root).is_err());
                assert!(check_inclusion(&leaf, (index + 1) % size, size, &path, &root).is_err() || size == 1);
                assert!(check_inclusion(&leaf, index, size, &[path.clone(), vec![[0; 32]]].concat(), &root).is_err());
            }
            assert_eq!(inclusion(size, size, &mut |n| kept.node(n)), Err(ProofError::Outside { index: size, size }));
        }
    }

    #[test]
    fn a_tree_rebuilt_from_scratch_is_not_consistent_with_the_checkpoint_before() {
        let leaves = numbered(40);
        let kept = Kept::of(&leaves);
        for later in 1..=40_u64 {
            let new = naive_root(&leaves[..usize::try_from(later).expect("small")]);
            for earlier in 0..=later {
                let old = naive_root(&leaves[..usize::try_from(earlier).expect("small")]);
                let path = consistency(earlier, later, &mut |n| kept.node(n)).expect("forwards");
                assert_eq!(check_consistency((earlier, &old), (later, &new), &path), Ok(()));
                let forged = leaf_hash(b"another history");
                assert!(check_consistency((earlier, &forged), (later, &new), &path).is_err());
                // Every tree begins with the empty one, so from there nothing can be proved.
                assert!(check_consistency((earlier, &old), (later, &forged), &path).is_err() || earlier == 0);
            }
        }
        assert_eq!(consistency(3, 2, &mut |_| [0; 32]), Err(ProofError::Backwards { earlier: 3, later: 2 }));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn proofs_over_many_tiles_hold_and_ask_only_for_what_is_stored(size in 1_u64..70_000, at in any::<proptest::sample::Index>(), before in any::<proptest::sample::Index>()) {
            let leaves = numbered(usize::try_from(size).expect("small"));
            let kept = Kept::of(&leaves);
            let (whole, nodes) = needed(|source| root(size, source));
            prop_assert_eq!(whole == [0; 32], size.is_power_of_two());
            prop_assert!(nodes.len() <= 17);
            let root = root(size, &mut |n| kept.node(n));
            prop_assert_eq!(root, naive_root(&leaves));
            let index = at.index(leaves.len());
            let path = inclusion(index as u64, size, &mut |n| kept.node(n)).expect("inside");
            prop_assert_eq!(check_inclusion(&kept.leaves[index], index as u64, size, &path, &root), Ok(()));
            let earlier = before.index(leaves.len() + 1);
            let path = consistency(earlier as u64, size, &mut |n| kept.node(n)).expect("forwards");
            prop_assert_eq!(check_consistency((earlier as u64, &naive_root(&leaves[..earlier])), (size, &root), &path), Ok(()));
        }
    }
}
