//! How often each question is answered: what is never answered is asked of people for nothing (UK GDPR Article 5(1)(c)).

use std::collections::BTreeMap;

use hearth_record::{FileType, ids::AuthorityId};
use jiff::Timestamp;

use crate::{Failure, Instance, papers::Hand, write};

/// How often a question was asked, and how often it was answered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Used {
    /// How many records of its kind there are.
    pub records: u64,
    /// How many of them answer it.
    pub answered: u64,
}

/// How often each question is answered in the files of a council, by kind and field. It reads every file once, which is written down; no
/// answer leaves it. A query for two hundred files and a load for each.
///
/// # Errors
/// What the store refuses.
pub async fn field_use(
    instance: &Instance,
    authority: &AuthorityId,
    now: Timestamp,
) -> Result<BTreeMap<(&'static str, &'static str), Used>, Failure> {
    let mut files = Vec::new();
    let store = &instance.store;
    store
        .each_digest(authority, |row, _| {
            if row.file_type != FileType::Council {
                files.push(row.file);
            }
        })
        .await?;
    let hand = Hand::job(instance, authority, "catalogue", now);
    let mut entry = hand.entry("fields.count", None);
    entry.count = u32::try_from(files.len()).unwrap_or(u32::MAX);
    store.note(vec![entry]).await?;
    let mut used = BTreeMap::<(&str, &str), Used>::new();
    for file in files {
        let file = write::file_of(&store.load(file, None).await?)?;
        for held in file.records().iter().filter(|held| !held.withdrawn()) {
            for field in held.schema.fields {
                let counted = used.entry((held.schema.kind, field.name)).or_default();
                counted.records += 1;
                counted.answered += u64::from(held.current().fields.get(field.name).is_some());
            }
        }
    }
    Ok(used)
}
