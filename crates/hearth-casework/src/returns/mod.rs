//! Statutory returns, made from what is recorded: what is wrong with one child's rows, and the return of a whole council.

pub mod annex_a;
pub mod collection;
pub mod daily;
pub mod dataset;
pub mod kept;
mod kept_in;
mod nightly;
pub mod quality;
pub mod send;
pub mod standing;
pub mod upload;
pub mod walk;
pub mod whole;
mod workforce;

use hearth_calendar::Calendar;
use hearth_returns::{check::Setting, cin::Sender};
use jiff::{Timestamp, civil::Date};
use sha2::{Digest, Sha256};

pub use hearth_returns::check::CollectionYear;
pub use nightly::{Night, Tally, nightly};

use crate::{Pack, recording::document::hex};

/// A return that is made from records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Return {
    /// Looked-after children and care leavers.
    Ssda903,
    /// Children in need.
    Cin,
}

impl Return {
    /// Every return.
    pub const ALL: [Self; 2] = [Self::Ssda903, Self::Cin];

    /// The code in addresses, commands and the audit.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ssda903 => "ssda903",
            Self::Cin => "cin",
        }
    }

    /// The name that people use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ssda903 => "SSDA903, children looked after",
            Self::Cin => "Children in need census",
        }
    }
}

/// The SHA-256 of a file, in hexadecimal digits.
///
/// # Errors
/// What `file` refuses.
pub fn fingerprint(mut file: impl std::io::Read) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    let mut piece = vec![0; 64 * 1024];
    loop {
        match file.read(&mut piece)? {
            0 => break,
            read => hash.update(&piece[..read]),
        }
    }
    Ok(hex(&hash.finalize()))
}

/// The collection year that a day lies in; none before 1900 and after 2199.
pub fn year_of(day: Date) -> Option<CollectionYear> {
    CollectionYear::ending(day.year() + i16::from(day.month() >= 4))
}

/// What a rule says of any row ("…" stands for its values), and how that is put right; none where no rule of the year has the code.
pub fn words_of(of: Return, rule: &str, year: CollectionYear) -> Option<(String, &'static str)> {
    let year = year.number();
    match of {
        Return::Ssda903 => words_in::<hearth_returns::ssda903::Ssda903>(rule, year),
        Return::Cin => words_in::<hearth_returns::cin::Cin>(rule, year),
    }
}

fn words_in<F: hearth_returns::check::Form>(code: &str, year: i16) -> Option<(String, &'static str)> {
    let rule = F::rules().find(|rule| rule.code == code && rule.holds_in(year))?;
    Some((rule.says_of_any(), rule.fix))
}

/// What the returns of a council are checked with.
pub(crate) fn setting(pack: &Pack, year: CollectionYear) -> Setting {
    let mut setting = Setting::of(year, Calendar::england());
    setting.authority = Some(pack.ons_code.clone());
    setting
}

/// What stands in the heading of a census of a council.
pub(crate) fn sender(pack: &Pack, now: Timestamp) -> Sender {
    Sender {
        authority: pack.la_code.clone(),
        release: env!("CARGO_PKG_VERSION").to_owned(),
        written: hearth_calendar::london_datetime(now).strftime("%Y-%m-%dT%H:%M:%S").to_string(),
    }
}
