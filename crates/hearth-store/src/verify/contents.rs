//! The files: their versions against the audit, their keys, and what remains of the destroyed ones.

use std::collections::{BTreeMap, HashMap, HashSet};

use hearth_record::ids::{EntryId, FileId, RecordId};

use super::{Certificates, LedgerReport, Verify, Wrong};
use crate::{
    Store,
    driver::{Place, Row, Value, params},
    entries::VersionsHash,
    error::StoreError,
    keys::KeyRow,
    seal::Aad,
};

/// Files looked at together.
const PAGE: u32 = 32;

const FILES: &str = "SELECT id, destroyed_at, digest FROM file WHERE id > $1 ORDER BY id LIMIT $2";
const WRITES: &str = "SELECT file, id, versions FROM audit_entry WHERE file IN LIST($1) AND versions IS NOT NULL";
const VERSIONS: &str = "SELECT file, record, version, kind, recorded_at, entry, sealed FROM version WHERE file IN LIST($1) \
     ORDER BY file, record, version";

/// A page of files with all that is compared.
struct Page {
    files: Vec<Row>,
    writes: HashMap<FileId, HashMap<EntryId, [u8; 32]>>,
    versions: HashMap<FileId, Vec<Row>>,
    keys: HashMap<FileId, KeyRow>,
    listed: HashSet<FileId>,
}

impl Store {
    pub(super) async fn verify_contents(
        &self,
        what: &Verify,
        certificates: &Certificates,
        report: &mut LedgerReport,
        tell: &mut (dyn FnMut(u64) + Send),
    ) -> Result<(), StoreError> {
        let mut past = FileId::from_bytes([0; 16]);
        loop {
            let files = self.driver().query(Place::Data, FILES, params![past, PAGE]).await?;
            let Some(last) = files.last() else { break };
            past = last.id(0)?;
            report.files += files.len() as u64;
            let page = self.page_of(files).await?;
            let mut found = LedgerReport::default();
            for file in &page.files {
                self.file(what, file, &page, certificates, &mut found)?;
            }
            // Somebody may have written while the page was read. What is really wrong is wrong a second time.
            if !found.is_sound() {
                let ids = page.files.iter().map(|row| row.id(0)).collect::<Result<Vec<FileId>, _>>()?;
                found = self.once_more(what, &ids, certificates).await?;
            }
            report.versions += found.versions;
            report.destroyed += found.destroyed;
            for finding in found.findings {
                report.add(finding.wrong, finding.place);
            }
            tell(report.entries + report.files);
        }
        self.strays(report).await
    }

    async fn once_more(
        &self,
        what: &Verify,
        ids: &[FileId],
        certificates: &Certificates,
    ) -> Result<LedgerReport, StoreError> {
        const THESE: &str = "SELECT id, destroyed_at, digest FROM file WHERE id IN LIST($1) ORDER BY id";
        let files = self.driver().query(Place::Data, THESE, vec![Value::ids(ids.iter().copied())]).await?;
        let page = self.page_of(files).await?;
        let mut found = LedgerReport::default();
        for file in &page.files {
            self.file(what, file, &page, certificates, &mut found)?;
        }
        Ok(found)
    }

    async fn page_of(&self, files: Vec<Row>) -> Result<Page, StoreError> {
        let ids = files.iter().map(|row| row.id(0)).collect::<Result<Vec<FileId>, _>>()?;
        let list = || vec![Value::ids(ids.iter().copied())];
        let answers = self.driver().queries(Place::Data, vec![(WRITES, list()), (VERSIONS, list())]).await?;
        let [written, stored] = answers.as_slice() else {
            return Err(StoreError::Form("an answer is missing".to_owned()));
        };
        let mut writes: HashMap<FileId, HashMap<EntryId, [u8; 32]>> = HashMap::new();
        for row in written {
            writes.entry(row.id(0)?).or_default().insert(row.id(1)?, row.array(2)?);
        }
        let mut versions: HashMap<FileId, Vec<Row>> = HashMap::new();
        for row in stored {
            versions.entry(row.id(0)?).or_default().push(row.clone());
        }
        let keys = self.key_rows(&ids).await?;
        let listed =
            self.driver().query(Place::Keys, "SELECT file FROM destroyed WHERE file IN LIST($1)", list()).await?;
        let listed = listed.iter().map(|row| row.id(0)).collect::<Result<_, _>>()?;
        Ok(Page { files, writes, versions, keys, listed })
    }

    fn file(
        &self,
        what: &Verify,
        row: &Row,
        page: &Page,
        certificates: &Certificates,
        report: &mut LedgerReport,
    ) -> Result<(), StoreError> {
        let file: FileId = row.id(0)?;
        let versions = page.versions.get(&file).map(Vec::as_slice).unwrap_or_default();
        report.versions += versions.len() as u64;
        if row.opt_moment(1)?.is_some() || certificates.contains_key(&file) {
            report.destroyed += 1;
            destroyed(row, page, certificates, versions, report)?;
            return Ok(());
        }
        if page.listed.contains(&file) {
            report.add(Wrong::Remains, format!("file {file}"));
        }
        compare(file, page.writes.get(&file), versions, report)?;
        match page.keys.get(&file) {
            None => report.add(Wrong::KeyMissing, format!("file {file}")),
            Some(key) if what.bodies => self.open_all(file, key, row, versions, report)?,
            Some(_) => {}
        }
        Ok(())
    }

    /// Opens every body and the digest.
    fn open_all(
        &self,
        file: FileId,
        key: &KeyRow,
        row: &Row,
        versions: &[Row],
        report: &mut LedgerReport,
    ) -> Result<(), StoreError> {
        let Ok(key) = self.keys().unwrap_once(key) else {
            report.add(Wrong::Unreadable, format!("the key of file {file}"));
            return Ok(());
        };
        if let Some(digest) = row.opt_bytes(2)?
            && key.open(&Aad::digest(file), &digest).is_err()
        {
            report.add(Wrong::Unreadable, format!("the digest of file {file}"));
        }
        for version in versions {
            let (record, number, kind) = (version.id::<RecordId>(1)?, number_of(version)?, version.text(3)?);
            if key.open(&Aad::version(file, record, number, kind), version.bytes(6)?).is_err() {
                report.add(Wrong::Unreadable, format!("version {number} of record {record} in file {file}"));
            }
        }
        Ok(())
    }

    /// What belongs to no file at all.
    async fn strays(&self, report: &mut LedgerReport) -> Result<(), StoreError> {
        const VERSIONS: &str = "SELECT DISTINCT v.file FROM version v WHERE NOT EXISTS (SELECT 1 FROM file f WHERE f.id = v.file) LIMIT 100";
        const WRITES: &str = "SELECT DISTINCT e.file FROM audit_entry e WHERE e.versions IS NOT NULL \
             AND NOT EXISTS (SELECT 1 FROM file f WHERE f.id = e.file) LIMIT 100";
        let answers = self.driver().queries(Place::Data, vec![(VERSIONS, vec![]), (WRITES, vec![])]).await?;
        let missing = answers.iter().flatten().map(|row| row.id(0)).collect::<Result<HashSet<FileId>, _>>()?;
        for file in missing {
            report.add(Wrong::FileMissing, format!("file {file}"));
        }
        Ok(())
    }
}

/// The versions of a file against the entries that wrote them.
fn compare(
    file: FileId,
    writes: Option<&HashMap<EntryId, [u8; 32]>>,
    versions: &[Row],
    report: &mut LedgerReport,
) -> Result<(), StoreError> {
    let mut derived: BTreeMap<EntryId, VersionsHash> = BTreeMap::new();
    for version in versions {
        let (record, number, kind, at) = (version.id(1)?, number_of(version)?, version.text(3)?, version.moment(4)?);
        derived.entry(version.id(5)?).or_default().add(file, record, number, kind, at, version.bytes(6)?);
    }
    let none = HashMap::new();
    let writes = writes.unwrap_or(&none);
    for entry in writes.keys().filter(|entry| !derived.contains_key(entry)) {
        report.add(Wrong::VersionsChanged, format!("entry {entry} on file {file}"));
    }
    for (entry, hash) in derived {
        let derived = hash.finish().map(|(hash, _)| hash);
        match writes.get(&entry) {
            None => report.add(Wrong::VersionPlanted, format!("file {file}, under entry {entry}")),
            Some(kept) if Some(*kept) != derived => {
                report.add(Wrong::VersionsChanged, format!("entry {entry} on file {file}"));
            }
            Some(_) => {}
        }
    }
    Ok(())
}

/// A destroyed file: certified in the audit, on the list, without key and content.
fn destroyed(
    row: &Row,
    page: &Page,
    certificates: &Certificates,
    versions: &[Row],
    report: &mut LedgerReport,
) -> Result<(), StoreError> {
    let file: FileId = row.id(0)?;
    let certified = certificates.get(&file).filter(|c| c.in_audit && c.whole);
    if certified.is_none_or(|c| row.opt_moment(1).ok().flatten() != Some(c.executed_at)) {
        report.add(Wrong::Uncertified, format!("file {file}"));
    }
    let remains = !versions.is_empty() || row.opt_bytes(2)?.is_some() || page.keys.contains_key(&file);
    if remains || !page.listed.contains(&file) {
        report.add(Wrong::Remains, format!("file {file}"));
    }
    Ok(())
}

fn number_of(version: &Row) -> Result<u32, StoreError> {
    u32::try_from(version.int(2)?).map_err(|_| StoreError::Form("a version has no number from 1".to_owned()))
}
