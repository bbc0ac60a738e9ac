//! The rules of SSDA903, in families.
//!
//! A family is a file: its table of rules first, then the functions, each over one child.

use super::Case;
use super::tables::SSDA903;
use crate::Row;
use crate::check::{self, Form, Setting};
use crate::children::Child;
use crate::spec::ReturnSpec;
use crate::tables::Tables;

mod adoption;
mod care_leavers;
mod chain;
mod episodes;
mod former;
mod heading;
mod integrity;
mod liberty;
mod missing;
mod outcomes;
mod permanence;
mod placements;
mod places;
mod reviews;
mod social_workers;

/// The return of looked-after children and care leavers.
pub struct Ssda903;

impl Form for Ssda903 {
    type Case<'a> = Case<'a>;

    const SPEC: &'static ReturnSpec = &SSDA903;

    fn rules() -> impl Iterator<Item = &'static Rule> {
        [
            heading::identity::RULES,
            heading::mothers::RULES,
            heading::asylum::RULES,
            episodes::codes::RULES,
            episodes::dates::RULES,
            episodes::legal_status::RULES,
            episodes::ends::RULES,
            episodes::heading::RULES,
            placements::codes::RULES,
            placements::limits::RULES,
            placements::fit::RULES,
            chain::order::RULES,
            chain::changes::RULES,
            chain::last_year::RULES,
            places::RULES,
            places::providers::RULES,
            reviews::RULES,
            outcomes::RULES,
            care_leavers::RULES,
            adoption::adopters::RULES,
            adoption::adoptions::RULES,
            adoption::decisions::RULES,
            adoption::placements::RULES,
            permanence::RULES,
            missing::RULES,
            social_workers::RULES,
            social_workers::former::RULES,
            liberty::RULES,
            former::RULES,
            integrity::RULES,
        ]
        .into_iter()
        .flatten()
    }

    fn case<'a>(child: Child<'a>, last: Option<&'a Tables>, setting: &'a Setting) -> Case<'a> {
        Case::of(child, last, setting)
    }
}

/// A rule of this return.
type Rule = check::Rule<Ssda903>;

/// What every family is: a table of rules.
type Rules = &'static [Rule];

/// Whether something stands in a cell for a date and is none.
fn is_no_date(row: Row<'_>, column: &str) -> bool {
    row.date(column).is_err()
}
