//! Data quality: what the statutory returns would say of one child, found in the save that makes it and not the following May.
//!
//! The rows of the child are made as the return makes them, every rule that looks at one child runs over them, and each finding leads
//! to the record in which it is put right. Which rules found something is written into the digest of the file by every save and every
//! night, for the lists of a council ([`in_brief`]); the page of a file works it out anew with its words, for the reader and the moment
//! that it has ([`of`]).

use hearth_record::{
    Category, File, FileType, Record,
    adoption::{AdoptersInCodes, PermanenceCase},
    digest,
    ids::RecordId,
    looked_after::{AnnualOutcomes, LegalStatus, Placement, care_episodes::Gap},
    people::Person,
};
use hearth_returns::{
    Records, Tables,
    check::{self, CollectionYear, Form, Setting, Whole, check_child},
    cin, ssda903,
};
use jiff::civil::Date;

pub use hearth_returns::check::Severity;

use super::{Return, kept_in::kept_in, sender, setting, year_of};
use crate::{FileView, Pack};

/// What the returns of the current collection year would say of a child.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quality {
    /// The collection year.
    pub year: CollectionYear,
    /// The returns in which the child counts.
    pub counts_in: Vec<Return>,
    /// What is to be put right: errors before queries.
    pub findings: Vec<Finding>,
    /// What was not looked at, because it is closed to this reader.
    pub closed: Vec<&'static str>,
}

/// Something in the records that a return would stumble over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The return.
    pub of: Return,
    /// The code of the rule; none where no row could be made at all.
    pub rule: Option<&'static str>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in the values of these records.
    pub says: String,
    /// How it is put right.
    pub fix: &'static str,
    /// Where it is put right.
    pub at: Place,
    /// The day until which there is time, for what the return asks of the whole year.
    pub until: Option<Date>,
}

/// Where a finding is put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In a record that is there.
    Record(RecordId),
    /// In a record of this kind, which is missing.
    Add(&'static str),
    /// Somewhere in the file.
    File,
    /// By the adoption service, which hands over what the return asks about adopters.
    AdoptionService,
}

/// What the rows of one child were made with.
pub(super) struct Child<'a> {
    pub records: &'a Records<'a>,
    pub pack: &'a Pack,
    pub year: CollectionYear,
    pub today: Date,
}

/// What the returns would say of the child of an opened file. None for a file of another type, for a view of the past, and for a child who
/// counts in no return of the year. No query: it is worked out from what was loaded, in less than a millisecond.
pub fn of(view: &FileView) -> Option<Quality> {
    let pack = view.desk.pack().ok()?;
    let year = year_of(view.today)?;
    if view.file_type != FileType::Care || view.known_at.is_some() {
        return None;
    }
    let readable = view.records().filter(|held| !held.withdrawn());
    let records: Records<'_> = readable.map(|held| (held.id, held.schema, &held.current().fields)).collect();
    let child = Child { records: &records, pack, year, today: view.today };
    let (counts_in, mut findings) = child.findings();
    if counts_in.is_empty() {
        return None;
    }
    let mut closed = Vec::new();
    if view.is_closed(Category::Adopters) {
        // What would be said of the adopters here would be said without having looked.
        let before = findings.len();
        findings.retain(|finding| finding.at != Place::AdoptionService);
        if findings.len() < before {
            closed.push(
                "what the return asks about adopters: the adoption service hands it over, and it is closed to you",
            );
        }
    }
    if view.closed_with_records().any(feeds_returns) {
        closed.push("sections of this file that are closed to you");
    }
    findings.sort_by_key(|finding| finding.severity);
    Some(Quality { year, counts_in, findings, closed })
}

/// What the digest of a file says of it: which rules found what, without the words. None for a file that no return of the year is made
/// from.
pub(crate) fn in_brief(file: &File, pack: &Pack, today: Date) -> Option<digest::Quality> {
    let year = year_of(today)?;
    let records = Records::of(file);
    let (counts_in, findings) = Child { records: &records, pack, year, today }.findings();
    if counts_in.is_empty() {
        return None;
    }
    let found = findings.into_iter().map(|finding| digest::Fault {
        of: finding.of.code().to_owned(),
        rule: finding.rule.unwrap_or_default().to_owned(),
        error: finding.severity == Severity::Error,
    });
    let counts_in = counts_in.into_iter().map(|of| of.code().to_owned()).collect();
    Some(digest::Quality { year: year.number(), counts_in, found: found.collect() })
}

/// Whether records of a category are read by a return and are not spoken of apart, as the adopters are. Of the categories that close as
/// sections, none is today.
fn feeds_returns(category: Category) -> bool {
    !matches!(category, Category::Medical | Category::Adopters)
}

impl Child<'_> {
    /// The returns in which the child counts, and what each says, in the order of its tables.
    pub(super) fn findings(&self) -> (Vec<Return>, Vec<Finding>) {
        let setting = setting(self.pack, self.year).known_to(self.today);
        let mut counts_in = Vec::new();
        let mut findings = Vec::new();
        let (now, untold) = self.looked_after(self.year);
        if !now.children().is_empty() || !untold.is_empty() {
            counts_in.push(Return::Ssda903);
            findings.extend(untold.into_iter().map(|untold| self.untold(untold)));
            // The year before comes from the same records, so that no rule lacks it.
            let (last, _) = self.looked_after(self.year.before());
            let whole = Whole { tables: &now, last: Some(&last), setting: &setting };
            self.checked::<ssda903::Ssda903>(Return::Ssda903, whole, &mut findings);
        }
        let mut census = cin::FromRecords::new(self.year, &sender(self.pack, jiff::Timestamp::UNIX_EPOCH));
        if census.add(self.records) {
            counts_in.push(Return::Cin);
            let census = census.finish();
            let whole = Whole { tables: &census, last: None, setting: &setting };
            self.checked::<cin::Cin>(Return::Cin, whole, &mut findings);
        }
        (counts_in, findings)
    }

    fn looked_after(&self, year: CollectionYear) -> (Tables, Vec<ssda903::Untold>) {
        let mut filling = ssda903::FromRecords::new(year);
        let untold = filling.add(self.records);
        (filling.finish(), untold)
    }

    fn checked<F: Form>(&self, of: Return, whole: Whole<'_>, findings: &mut Vec<Finding>) {
        let Some(child) = whole.tables.children().get(0) else { return };
        let report = check_child::<F>(child, whole);
        let mut group = 0;
        for found in report.findings() {
            // Rows of one finding say the same thing; it is said once, at the first.
            if found.group != group {
                group = found.group;
                findings.push(self.told(of, &found, whole.tables, whole.setting));
            }
        }
    }

    fn told(&self, of: Return, found: &check::Finding<'_>, tables: &Tables, setting: &Setting) -> Finding {
        let made_of = tables.records_of(found.table, found.row);
        let asked_of_the_year = found.table == "OC2" && self.today <= setting.year.end();
        Finding {
            of,
            rule: Some(found.rule),
            severity: found.severity,
            says: found.message.clone(),
            fix: found.fix,
            at: self.of_adoption(found).unwrap_or_else(|| {
                place(found, made_of, &|record| self.records.kind_of(record).map(|schema| schema.kind))
            }),
            until: asked_of_the_year.then(|| setting.year.end()),
        }
    }

    /// Where a finding is put right that names the adopters: by the adoption service, once the path of the child to them is complete.
    fn of_adoption(&self, found: &check::Finding<'_>) -> Option<Place> {
        let of_adopters = |field: &&str| field.ends_with("_ADOPTR");
        if !found.fields.iter().any(of_adopters) {
            return None;
        }
        let Some((of, case)) = self.records.each::<PermanenceCase>().last() else {
            return Some(Place::Add(PermanenceCase::SCHEMA.kind));
        };
        let of_them_alone = found.fields.iter().all(of_adopters);
        let complete = case.decided.is_some() && case.matched.is_some() && case.adopted_by_carer.is_some();
        let handed_over = self.records.all::<AdoptersInCodes>().last().is_some_and(|codes| codes.is_whole());
        let theirs = of_them_alone || (complete && case.reversed.is_none() && !handed_over);
        Some(if theirs { Place::AdoptionService } else { Place::Record(of) })
    }

    fn untold(&self, untold: ssda903::Untold) -> Finding {
        let (says, fix, at) = match untold {
            ssda903::Untold::NoIdentifier => {
                let person = self.records.each::<Person>().next().map(|(id, _)| Place::Record(id));
                let says = "there is no local identifier, and the return takes no row without one".to_owned();
                (says, "give the child’s identifier", person.unwrap_or(Place::File))
            }
            ssda903::Untold::Gap(gap) => missing(gap),
        };
        Finding { of: Return::Ssda903, rule: None, severity: Severity::Error, says, fix, at, until: None }
    }
}

/// A time in care of which no episode can be made.
fn missing(gap: Gap) -> (String, &'static str, Place) {
    let day = |day: Date| day.strftime("%-d %B %Y").to_string();
    let when = match gap.until {
        Some(until) => format!("from {} to {}", day(gap.from), day(until)),
        None => format!("since {}", day(gap.from)),
    };
    let (what, fix, kind) = if gap.has_legal_status {
        ("placement", "record where the child lived in that time", Placement::SCHEMA.kind)
    } else {
        ("legal status", "record the legal status of that time", LegalStatus::SCHEMA.kind)
    };
    let says = format!("the child is looked after {when} and no {what} is recorded for it");
    (says, fix, Place::Add(kind))
}

/// Where a finding is put right: in the record from which the first of its columns was read, else where that would stand, else in the
/// record that says most of the row.
fn place(
    found: &check::Finding<'_>,
    made_of: &[RecordId],
    kind_of: &dyn Fn(RecordId) -> Option<&'static str>,
) -> Place {
    let kinds = || found.fields.iter().filter_map(|field| kept_in(found.table, field));
    let of_kind = |kind: &str| made_of.iter().copied().find(|record| kind_of(*record) == Some(kind));
    let there = kinds().find_map(of_kind);
    // Outcomes that an earlier system gave for the year as a whole are corrected as they were given.
    let whole = made_of.iter().copied().find(|record| kind_of(*record) == Some(AnnualOutcomes::SCHEMA.kind));
    match there.or(whole) {
        Some(record) => Place::Record(record),
        None => kinds().next().map(Place::Add).or(made_of.first().copied().map(Place::Record)).unwrap_or(Place::File),
    }
}
