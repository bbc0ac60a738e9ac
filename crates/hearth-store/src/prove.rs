//! Checkpoints of the audit, and proofs that somebody outside can check.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use hearth_record::ids::{AccountId, AuthorityId, EntryId, FileId, RecordId, WorkerId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

use crate::{
    Store,
    checkpoint::{AuditSigner, Checkpoint, CheckpointError, VerifierKey},
    driver::{Place, Query, params},
    entries::{self, Actor, StoredEntry},
    error::StoreError,
    tree::{
        Frontier, Hash, TILE_HEIGHT, leaf_hash,
        proof::{self, Node, ProofError},
    },
};

/// The form of a proof's text.
const FORM: &str = "hearth audit proof 1";

/// Why a proof does not convince.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unproved {
    /// The text is no proof.
    #[error("this is no proof of this form: {0}")]
    Form(String),
    /// The checkpoint in it does not hold.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The hashes do not lead from the entry to the checkpoint, or from one checkpoint to the other.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

/// What an audit entry says, in a form that people and programs read. It spells the entry whole: the leaf hash is computed from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The entry.
    pub id: EntryId,
    /// When; to the microsecond, as it was written.
    pub at: Timestamp,
    /// In which authority.
    pub authority: AuthorityId,
    /// With which account; none for a job.
    pub account: Option<AccountId>,
    /// Which worker.
    pub worker: Option<WorkerId>,
    /// In which role.
    pub role: Option<String>,
    /// Which job of the system; none for a person.
    pub job: Option<String>,
    /// Why.
    pub purpose: String,
    /// What.
    pub action: String,
    /// On which file.
    pub file: Option<FileId>,
    /// On which record.
    pub record: Option<RecordId>,
    /// What came of it: done, denied or failed.
    pub outcome: String,
    /// Hash over the sealed versions that were written, in base64.
    pub versions: Option<String>,
    /// Hash of the sealed detail, in base64.
    pub detail: Option<String>,
    /// How many it touched.
    pub count: u32,
}

/// A proof that an entry stands in the audit that a checkpoint signs. Whoever has the verifier key checks it without this system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The form of this text.
    pub proof: String,
    /// The entry.
    pub entry: Said,
    /// Its place in the tree, from 0.
    pub leaf: u64,
    /// The audit path, lowest first, in base64.
    pub path: Vec<String>,
    /// The signed checkpoint.
    pub checkpoint: String,
    /// The key that it is signed with. Believe it only when it is the one that the authority gave out.
    pub verifier: String,
    /// The certificate that the entry carries by its hash, where it is one of a destruction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
}

/// A proof that nothing before an earlier checkpoint was rewritten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consistency {
    /// The earlier checkpoint.
    pub earlier: String,
    /// The later checkpoint.
    pub later: String,
    /// The hashes between them, in base64.
    pub path: Vec<String>,
}

impl Proof {
    /// Checks the proof with a key that was come by in another way, and gives the checkpoint it leads to.
    pub fn check(&self, key: &VerifierKey) -> Result<Checkpoint, Unproved> {
        if self.proof != FORM {
            return Err(Unproved::Form(format!("it begins `{}`", self.proof.chars().take(60).collect::<String>())));
        }
        let checkpoint = key.open(&self.checkpoint)?;
        let carried = self.certificate.as_ref().map(|text| BASE64.encode(crate::destroy::hash_of(text)));
        if carried.is_some() && carried != self.entry.detail {
            return Err(Unproved::Form("the certificate is not the one that the entry carries".to_owned()));
        }
        let leaf = leaf_hash(&self.entry.stored()?.leaf_bytes());
        proof::check_inclusion(&leaf, self.leaf, checkpoint.size, &hashes(&self.path)?, &checkpoint.root)?;
        Ok(checkpoint)
    }

    /// The text to give out: JSON.
    pub fn text(&self) -> String {
        // INVARIANT: every field has a text form.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// The proof of a text.
    pub fn parse(text: &str) -> Result<Self, Unproved> {
        serde_json::from_str(text).map_err(|e| Unproved::Form(e.to_string()))
    }
}

impl Consistency {
    /// Checks that the later checkpoint only added to the earlier one.
    pub fn check(&self, key: &VerifierKey) -> Result<(Checkpoint, Checkpoint), Unproved> {
        let (earlier, later) = (key.open(&self.earlier)?, key.open(&self.later)?);
        let path = hashes(&self.path)?;
        proof::check_consistency((earlier.size, &earlier.root), (later.size, &later.root), &path)?;
        Ok((earlier, later))
    }
}

impl Said {
    fn of(entry: &StoredEntry) -> Self {
        let (account, worker, role, job) = match &entry.actor {
            Actor::Person { account, worker, role } => (Some(*account), *worker, Some(role.clone()), None),
            Actor::Job(name) => (None, None, None, Some(name.clone())),
        };
        let base64 = |hash: Hash| BASE64.encode(hash);
        Self {
            id: entry.id,
            at: entry.at,
            authority: entry.authority.clone(),
            account,
            worker,
            role,
            job,
            purpose: entry.purpose.clone(),
            action: entry.action.clone(),
            file: entry.file,
            record: entry.record,
            outcome: entry.outcome.code().to_owned(),
            versions: entry.versions.map(base64),
            detail: entry.detail.map(base64),
            count: entry.count,
        }
    }

    fn stored(&self) -> Result<StoredEntry, Unproved> {
        let actor = match (self.account, &self.job) {
            (Some(account), None) => {
                Actor::Person { account, worker: self.worker, role: self.role.clone().unwrap_or_default() }
            }
            (None, Some(job)) if self.worker.is_none() && self.role.is_none() => Actor::Job(job.clone()),
            _ => return Err(Unproved::Form("the entry has no single actor".to_owned())),
        };
        Ok(StoredEntry {
            id: self.id,
            at: self.at,
            actor,
            authority: self.authority.clone(),
            purpose: self.purpose.clone(),
            action: self.action.clone(),
            file: self.file,
            record: self.record,
            outcome: entries::Outcome::of_code(&self.outcome).map_err(|e| Unproved::Form(e.to_string()))?,
            versions: self.versions.as_deref().map(hash).transpose()?,
            detail: self.detail.as_deref().map(hash).transpose()?,
            count: self.count,
        })
    }
}

fn hash(text: &str) -> Result<Hash, Unproved> {
    let bytes = BASE64.decode(text).ok().and_then(|b| b.try_into().ok());
    bytes.ok_or_else(|| Unproved::Form("a hash is not 32 bytes in base64".to_owned()))
}

fn hashes(texts: &[String]) -> Result<Vec<Hash>, Unproved> {
    texts.iter().map(|text| hash(text)).collect()
}

fn unmade(why: &ProofError) -> StoreError {
    StoreError::Refused(why.to_string())
}

impl Store {
    /// The signer of this instance's audit.
    pub(crate) fn audit_signer(&self) -> AuditSigner {
        self.keys().audit_signer(self.origin())
    }

    /// The key by which others check this instance's checkpoints. Give it out, and keep it where this system cannot change it.
    pub fn verifier(&self) -> VerifierKey {
        self.audit_signer().verifier()
    }

    /// Signs the audit as it stands and keeps the checkpoint. When nothing was added since the last one, gives that one.
    pub async fn checkpoint(&self, at: Timestamp) -> Result<String, StoreError> {
        const KEEP: &str = "INSERT INTO checkpoint (size, at, note) VALUES ($1, $2, $3) ON CONFLICT (size) DO NOTHING";
        self.sequence().await?;
        let (size, frontier) = self.head().await?;
        if let Some((_, note)) = self.checkpoints(size, size).await?.pop() {
            return Ok(note);
        }
        let note = self.audit_signer().sign(frontier.size(), frontier.root());
        let row = params![number(size)?, at, note.as_str()];
        self.driver().write(Place::Data, vec![crate::driver::Step::new(KEEP, row)]).await?;
        Ok(note)
    }

    /// The checkpoints over at least `from` and at most `to` entries, as sizes and signed notes, smallest first.
    pub async fn checkpoints(&self, from: u64, to: u64) -> Result<Vec<(u64, String)>, StoreError> {
        const SQL: &str = "SELECT size, note FROM checkpoint WHERE size >= $1 AND size <= $2 ORDER BY size";
        let to = i64::try_from(to).unwrap_or(i64::MAX);
        let rows = self.driver().query(Place::Data, SQL, params![number(from)?, to]).await?;
        rows.iter().map(|row| Ok((row.number(0)?, row.text(1)?.to_owned()))).collect()
    }

    /// When the newest checkpoint was signed, and when the newest that is not younger than `before` was.
    pub async fn checkpoint_times(
        &self,
        before: Timestamp,
    ) -> Result<(Option<Timestamp>, Option<Timestamp>), StoreError> {
        const SQL: &str = "SELECT (SELECT at FROM checkpoint ORDER BY size DESC LIMIT 1), \
             (SELECT at FROM checkpoint WHERE at <= $1 ORDER BY size DESC LIMIT 1)";
        let row = self.driver().first(Place::Data, SQL, params![before]).await?;
        let Some(row) = row else { return Ok((None, None)) };
        Ok((row.opt_moment(0)?, row.opt_moment(1)?))
    }

    /// A proof of one entry under the newest checkpoint; `at` dates a new checkpoint when the entry is younger than all there are.
    pub async fn prove(&self, entry: EntryId, at: Timestamp) -> Result<Proof, StoreError> {
        const ENTRY: &str = concat!(
            "SELECT l.leaf, ",
            entries::columns!(),
            " FROM audit_entry e JOIN audit_leaf l ON l.entry = e.id WHERE e.id = $1"
        );
        self.sequence().await?;
        let row = self.driver().first(Place::Data, ENTRY, params![entry]).await?;
        let row = row.ok_or_else(|| StoreError::Refused(format!("there is no entry {entry} in the audit")))?;
        let (leaf, said) = (row.number(0)?, entries::of_row(&row, 1)?);
        let kept = self.checkpoints(leaf + 1, u64::MAX).await?.pop();
        let note = match kept {
            Some((_, note)) => note,
            None => self.checkpoint(at).await?,
        };
        let verifier = self.verifier();
        let size = verifier.open(&note).map_err(|e| StoreError::Refused(e.to_string()))?.size;
        let (first, nodes) = proof::needed(|source| proof::inclusion(leaf, size, source));
        first.map_err(|e| unmade(&e))?;
        let nodes = self.nodes(&nodes).await?;
        let path = proof::inclusion(leaf, size, &mut |node| nodes[&node]).map_err(|e| unmade(&e))?;
        let certificate = match (said.action.as_str(), said.file) {
            (crate::destroy::DESTROYED | crate::destroy::REPLAYED, Some(file)) => {
                self.load_row(file).await?.1.and_then(|tombstone| tombstone.certificate)
            }
            _ => None,
        };
        Ok(Proof {
            proof: FORM.to_owned(),
            entry: Said::of(&said),
            leaf,
            path: path.iter().map(|h| BASE64.encode(h)).collect(),
            checkpoint: note,
            verifier: verifier.to_string(),
            certificate,
        })
    }

    /// A proof that the audit under one checkpoint begins with the audit under an earlier one. Both are notes of this instance, kept here
    /// or outside.
    pub async fn prove_consistent(&self, earlier: &str, later: &str) -> Result<Consistency, StoreError> {
        let verifier = self.verifier();
        let size = |note: &str| verifier.open(note).map(|c| c.size).map_err(|e| StoreError::Refused(e.to_string()));
        let (from, to) = (size(earlier)?, size(later)?);
        let (first, nodes) = proof::needed(|source| proof::consistency(from, to, source));
        first.map_err(|e| unmade(&e))?;
        let nodes = self.nodes(&nodes).await?;
        let path = proof::consistency(from, to, &mut |node| nodes[&node]).map_err(|e| unmade(&e))?;
        let path = path.iter().map(|h| BASE64.encode(h)).collect();
        Ok(Consistency { earlier: earlier.to_owned(), later: later.to_owned(), path })
    }

    /// The head of the tree.
    pub(crate) async fn head(&self) -> Result<(u64, Frontier), StoreError> {
        let row =
            self.driver().first(Place::Data, "SELECT size, frontier FROM tree_head WHERE id = 1", Vec::new()).await?;
        let row = row.ok_or_else(|| StoreError::Form("the head of the audit tree is missing".to_owned()))?;
        let frontier = Frontier::from_bytes(row.bytes(1)?).map_err(|e| StoreError::Form(e.to_string()))?;
        Ok((row.number(0)?, frontier))
    }

    /// The hashes of complete subtrees, folded from leaves and tile roots: one short range for each.
    async fn nodes(&self, nodes: &[Node]) -> Result<HashMap<Node, Hash>, StoreError> {
        const LEAVES: &str = "SELECT hash FROM audit_leaf WHERE leaf >= $1 AND leaf < $2 ORDER BY leaf";
        const TILES: &str = "SELECT root FROM tree_tile WHERE idx >= $1 AND idx < $2 AND level = $3 ORDER BY idx";
        let query = |node: &Node| -> Result<Query, StoreError> {
            let (level, first, count) = node.stored();
            let (from, until) = (number(first)?, number(first + count)?);
            Ok(match level {
                0 => (LEAVES, params![from, until]),
                _ => (TILES, params![from, until, u32::from(level / TILE_HEIGHT - 1)]),
            })
        };
        let queries = nodes.iter().map(query).collect::<Result<_, _>>()?;
        let answers = self.driver().queries(Place::Data, queries).await?;
        let mut found = HashMap::with_capacity(nodes.len());
        for (node, rows) in nodes.iter().zip(answers) {
            let (level, first, count) = node.stored();
            let hashes = rows.iter().map(|row| row.array(0)).collect::<Result<Vec<Hash>, _>>()?;
            let whole = (hashes.len() as u64 == count).then(|| proof::fold(hashes)).flatten();
            let missing = || {
                StoreError::Form(format!(
                    "hashes {first} to {} of level {level} of the audit tree are missing",
                    first + count
                ))
            };
            found.insert(*node, whole.ok_or_else(missing)?);
        }
        Ok(found)
    }
}

fn number(n: u64) -> Result<i64, StoreError> {
    i64::try_from(n).map_err(|_| StoreError::Refused(format!("no audit has {n} entries")))
}
