//! The rules of the children in need census, in families.
//!
//! A family is a file: its table of rules first, then the functions, each over one child.

use super::Case;
use super::tables::CIN;
use crate::check::{self, Form, Setting};
use crate::children::Child;
use crate::spec::ReturnSpec;
use crate::tables::Tables;

mod assessments;
mod children;
mod details;
mod need_plans;
mod pre_proceedings;
mod protection_plans;
mod section_47;
mod spans;
mod structure;

/// The children in need census.
pub struct Cin;

impl Form for Cin {
    type Case<'a> = Case<'a>;

    const SPEC: &'static ReturnSpec = &CIN;

    fn rules() -> impl Iterator<Item = &'static Rule> {
        [
            structure::RULES,
            children::identity::RULES,
            children::pupil_numbers::RULES,
            children::births::RULES,
            children::disabilities::RULES,
            details::referral::RULES,
            details::closure::RULES,
            details::activity::RULES,
            details::course::RULES,
            assessments::RULES,
            need_plans::RULES,
            section_47::RULES,
            protection_plans::RULES,
            pre_proceedings::RULES,
        ]
        .into_iter()
        .flatten()
    }

    fn case<'a>(child: Child<'a>, _: Option<&'a Tables>, setting: &'a Setting) -> Case<'a> {
        Case::of(child, setting)
    }
}

/// A rule of this return.
type Rule = check::Rule<Cin>;

/// What every family is: a table of rules.
type Rules = &'static [Rule];
