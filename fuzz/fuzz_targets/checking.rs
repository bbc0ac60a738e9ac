//! What every target does with a return that is checked.

use std::sync::{Arc, LazyLock};

use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Form, Postcodes, Providers, Setting, Took, check, write_csv, write_json};
use hearth_returns::{NamedInput, Tables};

/// What parts the files of one input.
const NEXT_FILE: u8 = 0x1e;

/// What parts this year from the last.
const LAST_YEAR: u8 = 0x1d;

const LIST: &[u8] =
    b"URN,Placement code,Placement provider code,Provider postcode,Deregistration date,Local authority\n\
    SC000001,K2,PR4,L20 3NJ,2026-09-30,Sefton\n1000002,K3,PR1,,,Sefton\n";

const DIRECTORY: &[u8] = b"pcds,oscty,oslaua,oseast1m,osnrth1m\nL20 3NJ,E99999999,E08000014,334000,395000\n\
    PR1 8XJ,E10000017,E07000123,353000,429000\n";

static POSTCODES: LazyLock<Postcodes> = LazyLock::new(|| Postcodes::read(DIRECTORY).expect("a directory"));
static PROVIDERS: LazyLock<Providers> = LazyLock::new(|| Providers::read(LIST, Some(&POSTCODES)).expect("a list"));

/// This year's bytes and last year's.
pub fn years(bytes: &[u8]) -> (&[u8], Option<&[u8]>) {
    match bytes.iter().position(|byte| *byte == LAST_YEAR) {
        Some(at) => (&bytes[..at], Some(&bytes[at + 1..])),
        None => (bytes, None),
    }
}

/// The files of one year.
pub fn files(bytes: &[u8]) -> Vec<NamedInput> {
    bytes.split(|byte| *byte == NEXT_FILE).take(20).map(|file| NamedInput::from_text("fuzz.csv", file)).collect()
}

/// The rules of three years, with everything to look up and with nothing. Made once: that costs more than a check.
static SETTINGS: LazyLock<[Setting; 3]> = LazyLock::new(|| {
    [(2027, false), (2024, false), (2026, true)].map(|(ruleset, bare)| {
        let year = CollectionYear::ending(2027).expect("a year");
        let mut setting = Setting::of(year, Calendar::england()).with_ruleset(ruleset);
        if !bare {
            setting.authority = Some("E08000014".to_owned());
            setting.providers = Some(PROVIDERS.clone());
            setting.postcodes = Some(Arc::new(POSTCODES.clone()));
        }
        setting
    })
});

/// Checks a return by all of them, and reads every message.
pub fn check_by_all<F: Form>(now: &Tables, last: Option<&Tables>) {
    for setting in &*SETTINGS {
        let report = check::<F>(now, last, setting);
        write_json(&report, Took::default(), std::io::sink()).expect("a sink takes everything");
        write_csv(&report, std::io::sink()).expect("a sink takes everything");
    }
}
