//! Lists 10 and 11: adoption, as the care file tells it, and adopters, for whoever may pass the adoption wall.

use std::collections::BTreeMap;

use hearth_record::adoption::{AdoptiveHousehold, PermanenceCase};
use hearth_record::ids::RecordId;
use hearth_record::looked_after::PeriodOfCare;
use jiff::civil::Date;

use super::answers::{LEFT_ADOPTION, REVERSED, answer, yes};
use super::child::Told;
use super::{Cell, LISTS};
use crate::window::Window;

/// The place of the list of adopters among the lists.
const LAST: usize = 10;

/// The adopters of all children, so that whoever adopts brothers and sisters is there once.
#[derive(Default)]
pub(super) struct Adopters(BTreeMap<String, Adopter>);

/// Somebody who adopts, or applied to.
struct Adopter {
    household: RecordId,
    of: AdoptiveHousehold,
    case: Option<PermanenceCase>,
    placed: u32,
}

/// Whether a case ended in an adoption.
fn adopted(case: &PermanenceCase) -> Option<Date> {
    let other = case.order_type.is_some_and(|order| order.code() != "ADOPTION");
    case.order_made.filter(|_| !other)
}

impl Told<'_> {
    pub(super) fn adoption(&mut self) {
        let window = self.window(10);
        // For whoever may not pass the wall there is no such record here.
        let household = self.records.each::<AdoptiveHousehold>().next().map(|(of, _)| of.to_string());
        let household = household.filter(|_| self.of.walled);
        let day = self.day;
        for case in self.records.all::<PermanenceCase>().filter(|case| case.decided.is_some_and(|on| on <= day)) {
            let (order, reversed) = (window.seen(adopted(&case)), window.seen(*case.reversed));
            let counts = match (order, reversed) {
                (None, None) => true,
                (order, reversed) => [order, reversed].into_iter().flatten().any(|on| window.has(on)),
            };
            if !counts {
                continue;
            }
            let decided = case.decided.unwrap_or(self.day);
            let entered = self.records.all::<PeriodOfCare>().map(|of| *of.started).filter(|on| *on <= decided).max();
            let why = reversed.and(*case.reversed_reason).map(|why| answer(REVERSED, why.code(), why.meaning()));
            let cells = vec![
                ("Family identifier", household.clone().into()),
                ("Date the Child Entered Care", entered.into()),
                ("Date of Decision that Child Should be Placed for Adoption", decided.into()),
                ("Date of Placement Order", window.seen(*case.placement_order).into()),
                ("Date of Matching Child and Prospective Adopters", window.seen(*case.matched).into()),
                ("Date Placed for Adoption", window.seen(*case.placed).into()),
                ("Date of Adoption Order", order.into()),
                ("Date of Decision that Child Should No Longer be Placed for Adoption", reversed.into()),
                ("Reason Why Child No Longer Placed for Adoption", why.into()),
                (
                    "Date the child was placed for fostering in FFA or concurrent planning placement",
                    window.seen(*case.early_placed).into(),
                ),
            ];
            self.row(10, cells);
        }
    }

    pub(super) fn adopters(&self, all: &mut Adopters) {
        let window = self.window(11);
        let case = self.records.all::<PermanenceCase>().max_by_key(|case| *case.decided);
        for (household, of) in self.records.each::<AdoptiveHousehold>() {
            let days = [of.registered, of.stage1_started, of.stage1_decided, of.stage2_started, of.panel, of.decided];
            let of_case = case.iter().flat_map(|case| [*case.matched, *case.placed, *case.order_made]);
            if !days.iter().filter_map(|day| **day).chain(of_case.flatten()).any(|on| window.has(on)) {
                continue;
            }
            let placed = u32::from(case.as_ref().is_some_and(|case| window.seen(*case.placed).is_some()));
            let mut people: Vec<String> = of.adopters.reveal().iter().map(ToString::to_string).collect();
            if people.is_empty() {
                people.push(household.to_string());
            }
            for person in people {
                let known = all.0.entry(person).or_insert_with(|| Adopter {
                    household,
                    of: of.clone(),
                    case: case.clone(),
                    placed: 0,
                });
                known.placed += placed;
            }
        }
    }
}

impl Adopters {
    pub(super) fn rows(self, day: Date) -> Vec<Vec<Cell>> {
        self.0.into_iter().map(|(person, adopter)| adopter.row(&person, day)).collect()
    }
}

impl Adopter {
    fn row(&self, person: &str, day: Date) -> Vec<Cell> {
        let list = &LISTS[LAST];
        let seen = |on: Option<Date>| Cell::from(Window { from: day, day }.seen(on));
        let (of, case) = (&self.of, self.case.as_ref());
        let outcome = of.approval.map_or("", |approval| approval.code());
        let approved = of.decided.filter(|_| matches!(outcome, "APPROVED" | "ENDED"));
        let left = matches!(outcome, "WITHDRAWN" | "REFUSED");
        let why = left.then(|| answer(LEFT_ADOPTION, outcome, ""));
        let early = case.is_some_and(|case| case.early_placed.is_some() || case.early_placement_decided.is_some());
        let cells = [
            ("Individual adopter identifier", person.to_owned().into()),
            ("Family identifier", self.household.to_string().into()),
            ("Is the (prospective) adopter fostering for adoption?", yes(early).into()),
            ("Date enquiry received", seen(*of.registered)),
            ("Date Stage 1 started", seen(*of.stage1_started)),
            ("Date Stage 1 ended", seen(*of.stage1_decided)),
            ("Date Stage 2 started", seen(*of.stage2_started)),
            ("Date Stage 2 ended", seen(*of.decided)),
            ("Date application approved", seen(approved)),
            ("Date adopter matched with child(ren)", seen(case.and_then(|case| *case.matched))),
            ("Date child/children placed with adopter(s)", seen(case.and_then(|case| *case.placed))),
            ("No. of children placed", self.placed.into()),
            ("Date of Adoption Order", seen(case.and_then(adopted))),
            ("Date of leaving adoption process", seen(of.decided.filter(|_| left))),
            ("Reason for leaving adoption process", why.into()),
        ];
        let mut row = vec![Cell::Blank; list.columns.len()];
        for (column, cell) in cells {
            if let Some(at) = list.place(column) {
                row[at] = cell;
            }
        }
        row
    }
}
