//! The lists that Ofsted sends to authorities: workbooks of several layouts, or one sheet as CSV.

use std::collections::HashMap;
use std::io::Read;
use std::sync::LazyLock;

use super::providers::{Provider, Providers, ProvidersError, codes};
use super::{Postcodes, authorities, workbook};
use crate::spec::DateOrder;
use crate::value;

/// The headings under which each thing is met, in lower case; the first that a sheet has counts.
const URN: &[&str] = &["urn"];
const PLACE_CODES: &[&str] = &["placement code", "provider placement code"];
const PROVIDER_CODES: &[&str] = &["placement provider code", "provider code"];
const POSTCODE: &[&str] = &["setting address postcode", "setting postcode", "provider postcode"];
const CLOSED: &[&str] = &["deregistration date", "closed date"];
const AUTHORITY: &[&str] = &["setting local authority", "local authority", "provider local authority"];
const KIND: &[&str] = &["provider type", "provision type"];

/// Supported accommodation, which some layouts list without a code of placement.
const SUPPORTED: &str = "K3";

impl Providers {
    /// Reads a list: a workbook, CSV, or JSON, by its first bytes. `postcodes` tell in whose area a provider is; without them its name
    /// of the authority does.
    pub fn read(bytes: &[u8], postcodes: Option<&Postcodes>) -> Result<Self, ProvidersError> {
        let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
        let mut providers = if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF]) {
            workbook(bytes)?
        } else if first == Some(&b'[') {
            let text = std::str::from_utf8(bytes).map_err(|_| ProvidersError("it is not UTF-8".to_owned()))?;
            Self::from_json(text)?
        } else {
            separated(bytes)?
        };
        if let Some(postcodes) = postcodes {
            providers.place(postcodes);
        }
        Ok(providers)
    }
}

/// What is asked for, in the order in which rows are read.
const ASKED: [&[&str]; 7] = [URN, PLACE_CODES, PROVIDER_CODES, POSTCODE, CLOSED, AUTHORITY, KIND];

fn workbook(bytes: &[u8]) -> Result<Providers, ProvidersError> {
    let mut providers = Providers::default();
    let mut sheet = None;
    workbook::rows(bytes, headings, |number, row| {
        // The first row of each is that of its headings.
        if sheet.replace(number) == Some(number) {
            add(row, &mut providers);
        }
    })?;
    if providers.is_empty() {
        return Err(ProvidersError("no sheet has a column URN with providers under it".to_owned()));
    }
    Ok(providers)
}

fn separated(bytes: impl Read) -> Result<Providers, ProvidersError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bytes);
    let rows: Result<Vec<Vec<String>>, _> =
        reader.records().map(|row| row.map(|row| row.iter().map(|cell| cell.trim().to_owned()).collect())).collect();
    let rows = rows.map_err(|e| ProvidersError(format!("{e}; save the list as CSV in UTF-8")))?;
    let first = rows.iter().take(20).enumerate().find_map(|(at, row)| Some((at, headings(row)?)));
    let Some((at, columns)) = first else { return Err(ProvidersError("it has no column URN".to_owned())) };
    let mut providers = Providers::default();
    for row in rows[at + 1..].iter().filter(|_| !columns.is_empty()) {
        let cell = |at: &Option<usize>| at.and_then(|at| row.get(at)).map_or("", |cell| cell.trim());
        add(&columns.iter().map(cell).collect::<Vec<_>>(), &mut providers);
    }
    Ok(providers)
}

/// Where the things asked for stand when this row is that of the headings; nowhere where the sheet says nothing of them.
fn headings(row: &[String]) -> Option<workbook::Columns> {
    let plain: Vec<String> = row.iter().map(|cell| cell.trim().to_lowercase()).collect();
    let find = |names: &[&str]| names.iter().find_map(|name| plain.iter().position(|cell| cell == name));
    let columns @ [urn, place, provider, _, closed, ..] = ASKED.map(find);
    urn?;
    // A sheet of settings or conditions repeats the number and says nothing of what is asked here.
    let asked = place.is_some() || provider.is_some() || closed.is_some();
    Some(if asked { columns.to_vec() } else { Vec::new() })
}

/// Adds the provider of a row that has the things asked for in their order.
fn add(row: &[impl AsRef<str>], providers: &mut Providers) {
    let cell = |at: usize| row.get(at).map_or("", AsRef::as_ref);
    let [number, place, provider, postcode, closed, authority, kind] = std::array::from_fn(cell);
    if number.is_empty() {
        return;
    }
    let mut place_codes = codes(place);
    if place_codes.is_empty() && kind.to_lowercase().starts_with("supported accom") {
        place_codes.push(SUPPORTED.to_owned());
    }
    let said = |text: &str| (!text.is_empty() && text != "-").then(|| text.to_owned());
    providers.add(
        number,
        Provider {
            provider_codes: codes(provider),
            place_codes,
            postcode: said(postcode).map(|post| post.replace(' ', "").to_ascii_uppercase()),
            authority: named(authority),
            closed: value::date(closed, DateOrder::Either).ok(),
        },
    );
}

/// A name of an authority without the words that lists write or leave out.
fn plain(name: &str) -> String {
    let name = name.to_lowercase();
    let words = name.split(|c: char| !c.is_alphanumeric());
    let kept = words.filter(|word| {
        !matches!(*word, "" | "council" | "borough" | "city" | "county" | "of" | "the" | "metropolitan" | "and" | "s")
    });
    kept.collect::<Vec<_>>().join(" ")
}

/// The newest code of each authority by its name: a list names one in every row.
static BY_NAME: LazyLock<HashMap<String, &str>> =
    LazyLock::new(|| authorities::authorities().iter().map(|a| (plain(&a.name), a.ons.as_str())).collect());

/// The code of an authority that is given by name.
fn named(name: &str) -> Option<String> {
    let wanted = plain(name);
    (!wanted.is_empty()).then(|| BY_NAME.get(&wanted).map(|code| (*code).to_owned()))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_as_csv_has_its_headings_in_any_of_the_first_rows() {
        let list = "Providers registered at 31 March,,,,\nURN,Placement code,Placement provider code,Provider postcode,Deregistration date,Local authority\n\
            SC000001,\"K2, R3\",PR4,l20 3nj,-,Sefton Metropolitan Borough Council\n1000002,U1,PR1,,2026-09-30,Nowhere\n";
        let providers = Providers::read(list.as_bytes(), None).expect("a list");
        let home = providers.get("sc000001").expect("a home");
        assert_eq!((home.place_codes.join(" "), home.postcode.as_deref()), ("K2 R3".to_owned(), Some("L203NJ")));
        assert_eq!((home.authority.as_deref(), home.closed), (Some("E08000014"), None));
        assert_eq!(providers.get("1000002").and_then(|p| p.closed), Some(jiff::civil::date(2026, 9, 30)));
    }

    #[test]
    fn a_file_that_is_no_list_is_refused_with_the_remedy() {
        let refused = Providers::read(b"name,town\nA,B\n", None).expect_err("no list");
        assert!(refused.to_string().contains("no column URN"), "{refused}");
        assert!(Providers::read(b"PK\x03\x04 and nothing more", None).is_err());
    }
}
