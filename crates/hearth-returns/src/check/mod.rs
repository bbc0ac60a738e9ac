//! Checking a return: dated rules over one child, run side by side over all of them.
//!
//! A rule is a row of a table (its code, how severe it is, the years it holds, what it needs, what it says) and a
//! small function over one child's typed rows ([`Form::Case`]). The function names rows and nothing else; what is said
//! about them is put together when somebody reads it, so a rule costs nanoseconds. The same rule serves a file of
//! eighty thousand children and the page of one.
//!
//! A rule that cannot run (no previous year, no provider list, a module missing) is reported apart from one that
//! passed: see [`Report::could_not_run`].

mod authorities;
pub(crate) mod codes;
mod found;
mod postcodes;
mod provider_list;
mod providers;
mod report;
mod rule;
mod run;
mod say;
mod setting;
mod sheets;
pub(crate) mod typed;
mod workbook;
mod written;

pub use authorities::{Authority, authorities, authority, outside_england, same_authority};
pub use codes::{Codes, Set};
pub use found::{Found, Hit};
pub use postcodes::{Postcodes, PostcodesError, Spotted};
pub use providers::{Provider, Providers, ProvidersError};
pub use report::{CouldNotRun, Finding, Report};
pub use rule::{Check, Form, Need, Rule, Severity};
pub use run::{check, check_child};
pub use setting::{CollectionYear, Setting, Whole};
pub(crate) use sheets::safe;
pub use sheets::{write_csv, write_xlsx};
pub use written::{Took, write_json};
