//! Which census a file is of: its heading.

use crate::Tables;
use crate::check::{CollectionYear, typed::typed};

use super::tables::HEADER;

typed! {
    /// The heading of the file.
    Heading in HEADER {
        collection: text "Collection", year: whole "Year", reference: date "ReferenceDate", level: text "SourceLevel",
        authority: text "LEA", serial: text "SerialNo", made: text "DateTime",
    }
}

impl Heading<'_> {
    /// The census that the heading's year names; `None` where it names none.
    pub(crate) fn named(&self) -> Option<CollectionYear> {
        CollectionYear::ending(i16::try_from(self.year?).ok()?)
    }

    /// The census whose last day the reference date is; `None` where it is no 31 March.
    fn dated(&self) -> Option<CollectionYear> {
        let reference = self.reference?;
        CollectionYear::ending(reference.year()).filter(|year| year.end() == reference)
    }
}

/// The headings of the file: one, where nobody made a mistake.
pub(crate) fn headings(tables: &Tables) -> impl Iterator<Item = Heading<'_>> {
    tables.table(HEADER.name).into_iter().flat_map(|table| table.rows().map(Heading::read))
}

/// The year that the file is of: the one that its reference date ends, else the one that it names, else the one asked for.
///
/// A file is judged by its own year, so that one mistake in the call does not make an error of every date in it; that the
/// year is not the one asked for is a finding of its own.
pub(crate) fn year_of(tables: &Tables, asked: CollectionYear) -> CollectionYear {
    headings(tables).next().and_then(|heading| heading.dated().or_else(|| heading.named())).unwrap_or(asked)
}
