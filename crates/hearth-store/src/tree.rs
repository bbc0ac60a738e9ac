//! The audit tree: a Merkle tree over audit entries, hashed as RFC 6962 §2.1 says.
//!
//! The tree grows only at its right edge. What is kept while it grows is the [`Frontier`]: one hash for each complete subtree at
//! the edge, never more than 64. Every 256 leaves complete a [`Tile`] of height 8 (the tiling of C2SP tlog-tiles); only its
//! root is given out to be kept, because its 256 hashes are the leaf hashes below it, which the entries have already.
//! Any proof is then built from leaf hashes and tile roots alone ([`proof`]).

use sha2::{Digest, Sha256};

pub mod proof;

/// A SHA-256 hash.
pub type Hash = [u8; 32];

/// Levels of the tree in one tile.
pub const TILE_HEIGHT: u8 = 8;

/// The hash of a leaf: SHA-256 of a zero byte and the leaf.
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    Sha256::new().chain_update([0]).chain_update(bytes).finalize().into()
}

/// The hash of an inner node: SHA-256 of a one byte and its two children.
pub fn node_hash(left: &Hash, right: &Hash) -> Hash {
    Sha256::new().chain_update([1]).chain_update(left).chain_update(right).finalize().into()
}

/// The root of a tree without leaves: SHA-256 of nothing.
pub fn empty_root() -> Hash {
    Sha256::digest([]).into()
}

/// A tile that has just become complete.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tile {
    /// 0 over leaves, 1 over tiles of level 0, and so on: a tile of level `l` covers 256^(l+1) leaves.
    pub level: u8,
    /// Counted from the left, from 0.
    pub index: u64,
    /// The hash of the subtree that the tile spans.
    pub root: Hash,
}

/// The right edge of a tree: all that is needed to append to it and to know its root.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    /// Roots of the complete subtrees from left to right: one for each bit that is set in `size`, highest first.
    peaks: Vec<Hash>,
}

/// Stored bytes that are no frontier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored head of the audit tree is damaged: {bytes} bytes for {size} entries; run `hearth ledger verify`")]
pub struct DamagedFrontier {
    /// The size it claims, 0 when even that is missing.
    pub size: u64,
    /// How many bytes stand there.
    pub bytes: usize,
}

impl Frontier {
    /// The edge of a tree without leaves.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many leaves the tree has.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf hash and gives the tiles that it completed, lowest first: none for 255 leaves of 256.
    #[expect(clippy::missing_panics_doc, reason = "the invariant rules it out")]
    pub fn push(&mut self, leaf: Hash) -> Vec<Tile> {
        let mut tiles = Vec::new();
        let (mut hash, mut level) = (leaf, 0_u8);
        // Like carrying in a binary counter: each set bit is a subtree of equal size that stands to the left.
        while (self.size >> level) & 1 == 1 {
            // INVARIANT: there is a peak for each set bit of `size`.
            let left = self.peaks.pop().expect("a peak for each set bit");
            hash = node_hash(&left, &hash);
            level += 1;
            if level.is_multiple_of(TILE_HEIGHT) {
                tiles.push(Tile { level: level / TILE_HEIGHT - 1, index: self.size >> level, root: hash });
            }
        }
        self.peaks.push(hash);
        self.size += 1;
        tiles
    }

    /// The root hash of the tree.
    pub fn root(&self) -> Hash {
        let mut peaks = self.peaks.iter().rev();
        match peaks.next() {
            None => empty_root(),
            Some(last) => peaks.fold(*last, |right, left| node_hash(left, &right)),
        }
    }

    /// The bytes to store: the size (8, big-endian) and 32 for each peak.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(8 + 32 * self.peaks.len());
        bytes.extend_from_slice(&self.size.to_be_bytes());
        self.peaks.iter().for_each(|peak| bytes.extend_from_slice(peak));
        bytes
    }

    /// The frontier of stored bytes.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, DamagedFrontier> {
        let damaged = |size| DamagedFrontier { size, bytes: bytes.len() };
        let (size, rest) = bytes.split_first_chunk::<8>().ok_or(damaged(0))?;
        let size = u64::from_be_bytes(*size);
        let (peaks, left_over) = rest.as_chunks::<32>();
        if !left_over.is_empty() || peaks.len() != size.count_ones() as usize {
            return Err(damaged(size));
        }
        Ok(Self { size, peaks: peaks.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The leaves of the test vectors that Certificate Transparency implementations share.
    pub(super) fn shared_leaves() -> Vec<Vec<u8>> {
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
            .into_iter()
            .map(unhex)
            .collect()
    }

    pub(super) fn unhex(text: &str) -> Vec<u8> {
        (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).expect("hex")).collect()
    }

    /// RFC 6962 §2.1 read word by word, sharing nothing with the code above but the hash function.
    pub(super) fn naive_root(leaves: &[Vec<u8>]) -> Hash {
        match leaves {
            [] => Sha256::digest(b"").into(),
            [one] => Sha256::digest([&[0_u8], one.as_slice()].concat()).into(),
            many => {
                let mut k = 1;
                while k * 2 < many.len() {
                    k *= 2;
                }
                Sha256::digest([&[1_u8][..], &naive_root(&many[..k]), &naive_root(&many[k..])].concat()).into()
            }
        }
    }

    #[test]
    fn the_shared_vectors_of_certificate_transparency_are_met() {
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut frontier = Frontier::new();
        assert_eq!(frontier.root().to_vec(), unhex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
        for (leaf, root) in shared_leaves().iter().zip(roots) {
            frontier.push(leaf_hash(leaf));
            assert_eq!(frontier.root().to_vec(), unhex(root));
        }
    }

    #[test]
    fn a_tile_is_given_out_once_when_its_last_leaf_arrives() {
        let mut frontier = Frontier::new();
        let leaves: Vec<Vec<u8>> = (0..70_000_u32).map(|n| n.to_be_bytes().to_vec()).collect();
        let mut tiles = Vec::new();
        for (n, leaf) in leaves.iter().enumerate() {
            let done = frontier.push(leaf_hash(leaf));
            assert_eq!(done.is_empty(), (n + 1) % 256 != 0);
            tiles.extend(done);
        }
        assert_eq!(tiles.iter().filter(|t| t.level == 0).count(), 70_000 / 256);
        assert_eq!(tiles.iter().filter(|t| t.level == 1).map(|t| t.index).collect::<Vec<_>>(), [0]);
        let third = tiles.iter().find(|t| t.level == 0 && t.index == 2).expect("the third tile");
        assert_eq!(third.root, naive_root(&leaves[512..768]));
        let upper = tiles.iter().find(|t| t.level == 1).expect("the upper tile");
        assert_eq!(upper.root, naive_root(&leaves[..65_536]));
    }

    #[test]
    fn a_damaged_head_is_refused() {
        let mut frontier = Frontier::new();
        (0..5_u8).for_each(|n| drop(frontier.push(leaf_hash(&[n]))));
        let bytes = frontier.to_bytes();
        assert_eq!(Frontier::from_bytes(&bytes).as_ref(), Ok(&frontier));
        assert!(Frontier::from_bytes(&bytes[..bytes.len() - 1]).is_err());
        assert!(Frontier::from_bytes(&bytes[..40]).is_err());
        assert!(Frontier::from_bytes(&[]).is_err());
    }

    proptest! {
        #[test]
        fn the_root_is_that_of_the_rfc_for_any_leaves(leaves in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..20), 0..300)) {
            let mut frontier = Frontier::new();
            for leaf in &leaves {
                // Every append goes through the stored form, as it does in the database.
                frontier = Frontier::from_bytes(&frontier.to_bytes()).expect("sound bytes");
                frontier.push(leaf_hash(leaf));
            }
            prop_assert_eq!(frontier.root(), naive_root(&leaves));
            prop_assert_eq!(frontier.size(), leaves.len() as u64);
        }
    }
}
