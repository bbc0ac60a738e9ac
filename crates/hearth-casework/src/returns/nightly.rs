//! The check of the night: what a day changes without anybody writing (a birthday, the end of a year, a rule that began) is found in the
//! files that nobody opened, and what the rules of the returns say of the whole council is written down, so that a year has a trend.

use std::collections::BTreeMap;

use futures_util::{StreamExt, stream};
use hearth_record::{
    Digest, FileType,
    class::Open,
    digest,
    ids::{AuthorityId, FileId},
    sets,
    sharing::ReturnRun,
    value::{Line, Whole},
};
use hearth_store::{Bar, Change, FileRow, Listing, StoreError, Way};
use jiff::{Timestamp, civil::Date};
use zeroize::Zeroizing;

use super::{CollectionYear, Return, quality::in_brief, year_of};
use crate::{
    Failure, Instance, Pack,
    papers::{Hand, Papers},
    write,
};

/// The name of the job in the audit.
const JOB: &str = "returns";
/// How many files one question lists.
const BATCH: u32 = 200;
/// How many files are read at once: few, because people may be at work.
const AT_ONCE: usize = 4;

/// What the rules of one return said, summed up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// How many children count.
    pub children: u64,
    /// How many errors were found.
    pub errors: u64,
    /// How many queries were raised.
    pub queries: u64,
    /// How often each rule found something.
    pub by_rule: BTreeMap<String, u64>,
}

/// What a night comes to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Night {
    /// Each return, in the order of [`Return::ALL`].
    pub tallies: Vec<(Return, Tally)>,
    /// How many files were not what they should be, and were written anew.
    pub written: u64,
    /// How many files could not be looked at.
    pub left_out: u64,
}

/// Runs the rules of the returns over every child's file of a council, writes what they find into the digest of each file where it is
/// not what it was, and writes the sums into the papers of the year. It decides nothing about anybody.
///
/// Two queries for two hundred files, a load for each child's file, a change for each that is not what it was, and one for each return. A
/// file that somebody writes to at the same moment is left to that save.
///
/// # Errors
/// What the store refuses as a whole; a file that does not read is counted and gone past.
pub async fn nightly(instance: &Instance, authority: &AuthorityId, now: Timestamp) -> Result<Night, Failure> {
    let mut night = Night { tallies: Return::ALL.map(|of| (of, Tally::default())).into(), ..Night::default() };
    let today = hearth_calendar::london_date(now);
    let Some((pack, year)) = instance.pack(authority).zip(year_of(today)) else { return Ok(night) };
    let every = Listing {
        authority: authority.clone(),
        worker: None,
        teams: Vec::new(),
        ways_in: vec![Way::Every],
        bars: vec![Bar::Walled],
    };
    let hand = Hand::job(instance, authority, JOB, now);
    let store = &instance.store;
    let mut after = None;
    loop {
        let files: Vec<FileId> = store.listing(&every, after, BATCH).await?.iter().map(|row| row.file).collect();
        let digests = store.digests(&files).await?;
        let children = digests.into_iter().filter(|(row, _)| row.file_type == FileType::Care && !row.flags.walled);
        let looked = stream::iter(children).map(|(row, known)| one(instance, pack, &hand, row, known, today));
        let mut looked = looked.buffer_unordered(AT_ONCE);
        while let Some(looked) = looked.next().await {
            match looked {
                Ok((quality, written)) => {
                    night.written += u64::from(written);
                    if let Some(quality) = &quality {
                        night.count(quality);
                    }
                }
                Err(file) => {
                    tracing::error!(%file, "the returns could not look at this file; check the store");
                    night.left_out += 1;
                }
            }
        }
        after = files.last().copied();
        if u32::try_from(files.len()).is_ok_and(|seen| seen < BATCH) {
            break;
        }
    }
    for (of, tally) in &night.tallies {
        hand.write(&Papers::of_returns(year), "return.check", &run(*of, year, tally, night.left_out, now), None)
            .await?;
    }
    Ok(night)
}

/// Looks at one file: what the rules say of it, and whether that had to be written. The file, where it cannot be looked at.
async fn one(
    instance: &Instance,
    pack: &Pack,
    hand: &Hand<'_>,
    row: FileRow,
    known: Zeroizing<Vec<u8>>,
    today: Date,
) -> Result<(Option<digest::Quality>, bool), FileId> {
    let failed = |_| row.file;
    let known = Digest::from_bytes(&known).map_err(|_| row.file)?;
    // Without an event no return knows the child.
    if known.events.is_empty() {
        return Ok((None, false));
    }
    let loaded = instance.store.load(row.file, None).await.map_err(failed)?;
    let file = write::file_of(&loaded).map_err(failed)?;
    let quality = in_brief(&file, pack, today);
    let fresh = Digest { quality: quality.clone(), ..Digest::of(&file) };
    // How long the file is kept is computed from the digest, and a digest that an older build wrote says less than the records.
    let agrees = fresh.events == known.events && fresh.keeping == known.keeping && fresh.csa == known.csa;
    if quality == known.quality && agrees {
        return Ok((quality, false));
    }
    if fresh.events != known.events {
        tracing::error!(file = %row.file, "the digest of this file told other events than its records; it is written anew");
    }
    let mut change = Change::new(row.authority.clone(), hand.now());
    change.reads.push((row.file, row.revision));
    change.digests.push((row.file, fresh.to_bytes()));
    change.entries.push(hand.entry("quality.refresh", Some(row.file)));
    match instance.store.commit(change).await {
        Ok(_) => Ok((quality, true)),
        // Whoever wrote in between wrote what the rules say, too.
        Err(StoreError::Moved { .. }) => Ok((quality, false)),
        Err(_) => Err(row.file),
    }
}

impl Night {
    fn count(&mut self, quality: &digest::Quality) {
        for (of, tally) in &mut self.tallies {
            tally.count(of.code(), quality);
        }
    }
}

impl Tally {
    /// Adds what was found in one file, as far as it is about the return with this code.
    pub fn count(&mut self, code: &str, quality: &digest::Quality) {
        self.children += u64::from(quality.counts_in.iter().any(|of| of == code));
        for fault in quality.found.iter().filter(|fault| fault.of == code) {
            *(if fault.error { &mut self.errors } else { &mut self.queries }) += 1;
            *self.by_rule.entry(fault.rule.clone()).or_default() += 1;
        }
    }
}

fn run(of: Return, year: CollectionYear, tally: &Tally, left_out: u64, now: Timestamp) -> ReturnRun {
    let whole = |number: u64| Open(Whole(i64::try_from(number).unwrap_or(i64::MAX)));
    let line = |(rule, times): (&String, &u64)| {
        Line(format!("{} {times}", if rule.is_empty() { "without a row" } else { rule }))
    };
    ReturnRun {
        made_at: Open(now),
        of: Open(of.set_code()),
        year: Open(Whole(year.number().into())),
        made_by: Open(None),
        children: whole(tally.children),
        errors: whole(tally.errors),
        queries: whole(tally.queries),
        left_out: whole(left_out),
        by_rule: Open(tally.by_rule.iter().map(line).collect()),
    }
}

impl Return {
    /// Its code in records.
    pub(super) fn set_code(self) -> sets::StatutoryReturn {
        let code = match self {
            Self::Ssda903 => "SSDA903",
            Self::Cin => "CIN",
        };
        sets::StatutoryReturn::parse(code).expect("INVARIANT: a test parses the code of each return")
    }
}
