//! Coming into care, moving, and leaving: legal status and placement.

use hearth_calendar::{add_days, days_between};
use jiff::civil::Date;
use rand_core::Rng;

use super::{Child, Course, Telling};
use crate::chance::Chance;
use crate::people::places;
use crate::story::{AdoptionCase, LegalStatus, PeriodOfCare, Placement};

/// How a period of care is meant to end.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leaving {
    Home,
    Guardianship,
    Adoption,
    AtEighteen,
}

/// A period of care in the telling.
struct Draft<'a> {
    child: Child,
    entered: Date,
    leaves: Date,
    leaving: Leaving,
    home_postcode: &'a str,
    legal: Vec<LegalStatus>,
    placements: Vec<Placement>,
    adoption: Option<AdoptionCase>,
}

impl Telling<'_> {
    /// A period of care that begins on a day; `None` when the child is 18 by then.
    pub(crate) fn period(
        &self,
        chance: &mut Chance,
        course: Course,
        child: Child,
        need: &'static str,
        entered: Date,
        home_postcode: &str,
    ) -> Option<PeriodOfCare> {
        let entered = entered.max(child.birth.day());
        let eighteen = child.birthday(18);
        if add_days(entered, 20) >= eighteen || self.come(entered).is_none() {
            return None;
        }
        let leaving = leaving(chance, course, child.age(entered));
        let mut draft = Draft {
            child,
            entered,
            leaves: eighteen,
            leaving,
            home_postcode,
            legal: Vec::new(),
            placements: Vec::new(),
            adoption: None,
        };
        match leaving {
            Leaving::Home => draft.leaves = chance.after(entered, 40, 500).min(eighteen),
            Leaving::Guardianship => draft.leaves = chance.after(entered, 240, 560).min(eighteen),
            Leaving::Adoption => draft.towards_adoption(chance),
            Leaving::AtEighteen => {}
        }
        draft.law(chance, course);
        self.places(chance, &mut draft);
        Some(self.told(chance, course, need, draft))
    }

    /// Cuts the draft at the horizon and fills what follows from it.
    fn told(&self, chance: &mut Chance, course: Course, need: &'static str, mut draft: Draft<'_>) -> PeriodOfCare {
        let ended = self.come(draft.leaves).map(|on| (on, draft.reason(chance)));
        let last = ended.map_or(self.horizon, |(on, _)| on);
        cut(&mut draft.legal, last, ended.is_some(), |legal| (legal.from, &mut legal.to));
        cut(&mut draft.placements, last, ended.is_some(), |place| (place.from, &mut place.to));
        if let Some(place) = draft.placements.last_mut() {
            place.change_reason = None;
        }
        for place in &mut draft.placements {
            let used = chance.days_used(5).min(8);
            let planned = self.working_days(place.from, used.saturating_sub(2));
            place.planned = (!place.temporary()).then_some(planned).filter(|on| *on <= last);
        }
        let adoption = draft.adoption.map(|case| AdoptionCase {
            decided: case.decided.filter(|on| *on <= last),
            placement_order: case.placement_order.filter(|on| *on <= last),
            matched: case.matched.filter(|on| *on <= last),
            placed: case.placed.filter(|on| *on <= last),
            order: case.order.filter(|on| *on <= last),
            ..case
        });
        let mut period = PeriodOfCare {
            entered: draft.entered,
            need: if matches!(need, "N9" | "N0") { "N1" } else { need },
            home_postcode: (course != Course::CameAlone).then(|| draft.home_postcode.to_owned()),
            legal: draft.legal,
            placements: draft.placements,
            ended,
            previous_permanence: if chance.percent(4) { "P2" } else { "Z1" },
            care_plan: None,
            reviews: Vec::new(),
            visits: Vec::new(),
            health: Vec::new(),
            sdq: Vec::new(),
            missing: Vec::new(),
            education_plans: Vec::new(),
            adoption: adoption.filter(|case| case.decided.is_some()),
            pathway_plan: None,
        };
        self.life_in_care(chance, &mut period, draft.child, last);
        period
    }

    /// Placements from the first day to the last, one after the other.
    fn places(&self, chance: &mut Chance, draft: &mut Draft<'_>) {
        let stop = draft.leaves.min(self.horizon);
        let placed = draft.adoption.as_ref().and_then(|case| case.placed);
        let mut from = draft.entered;
        while from <= stop && from < draft.leaves {
            let first = draft.placements.is_empty();
            let kind = draft.kind(chance, from, first, placed);
            let to = draft.moves_on(chance, from, kind, placed);
            let place = self.place(chance, draft, kind, from);
            self.stay(chance, draft, place, to);
            from = to;
        }
    }

    /// A stay in a placement, now and then broken by a time in hospital or on holiday, after which the
    /// child returns to it (R17).
    fn stay(&self, chance: &mut Chance, draft: &mut Draft<'_>, mut place: Placement, to: Date) {
        let away = chance.after(place.from, 30, 90);
        let back = chance.after(away, 3, 18);
        let reason =
            chance.weighted(&[("CARPL", 50), ("CREQB", 18), ("LAREQ", 10), ("CHILD", 8), ("OTHER", 10), ("STAND", 4)]);
        // Courts wait: an order made while the child is away would part the stay in two.
        let order = draft.legal.iter().any(|legal| (away..=back).contains(&legal.from));
        if add_days(back, 20) < to.min(self.horizon)
            && !order
            && place.kind != "P1"
            && !place.kind.starts_with('A')
            && chance.percent(7)
        {
            let kind = chance.pick(&["T1", "T2"]);
            let temporary = Placement {
                kind,
                provider: None,
                urn: None,
                postcode: places::address(chance, self.authority.towns).postcode,
                carers: place.carers.wrapping_add(1),
                from: away,
                to: Some(back),
                change_reason: None,
                planned: None,
                to_eighteen: false,
            };
            let returned = Placement { from: back, ..place.clone() };
            place.to = Some(away);
            draft.placements.extend([place, temporary]);
            place = returned;
        }
        place.to = Some(to);
        place.change_reason = Some(reason);
        draft.placements.push(place);
    }

    fn place(&self, chance: &mut Chance, draft: &Draft<'_>, kind: &'static str, from: Date) -> Placement {
        let carers = chance.rng().next_u32();
        let to_eighteen = matches!(kind, "U1" | "U4") && draft.leaving == Leaving::AtEighteen;
        let blank = Placement {
            kind,
            provider: Some("PR0"),
            urn: None,
            postcode: draft.home_postcode.to_owned(),
            carers,
            from,
            to: None,
            change_reason: None,
            planned: None,
            to_eighteen,
        };
        if kind == "P1" {
            return blank;
        }
        let kin = matches!(kind, "U1" | "U3");
        let in_their_own_home = kind.starts_with(['U', 'A']);
        // A move to the same house would be no move.
        let here = draft.placements.last().map(|place| place.postcode.as_str());
        let offers: Vec<_> = self
            .staff
            .providers
            .iter()
            .filter(|provider| provider.kinds.contains(&kind) && (!kin || provider.code == "PR1"))
            .filter(|provider| in_their_own_home || Some(provider.postcode.as_str()) != here)
            .collect();
        // INVARIANT: the providers of every staff offer every type that a story uses, those that are a
        // house of their own at least twice.
        let provider = chance.pick(&offers);
        let postcode = if in_their_own_home {
            // Elsewhere than at home: chance gives the same postcode once in some ten thousand.
            let elsewhere = |chance: &mut Chance| places::address(chance, self.authority.towns).postcode;
            let first = elsewhere(chance);
            if first == draft.home_postcode { elsewhere(chance) } else { first }
        } else {
            provider.postcode.clone()
        };
        Placement { provider: Some(provider.code), urn: Some(provider.urn.clone()), postcode, ..blank }
    }
}

impl Draft<'_> {
    /// Decision, placement order, match, move and order, in the order of R25.
    fn towards_adoption(&mut self, chance: &mut Chance) {
        let decided = chance.after(self.entered, 150, 230);
        let placement_order = chance.after(decided, 5, 40);
        let matched = chance.after(placement_order, 60, 240);
        let placed = chance.after(matched, 10, 40);
        let order = chance.after(placed, 120, 260);
        let adopters = chance.weighted(&[
            (("2", "MF", "L11"), 62),
            (("2", "MM", "L12"), 9),
            (("2", "FF", "L12"), 9),
            (("2", "MF", "L3"), 6),
            (("1", "F1", "L0"), 14),
        ]);
        self.leaves = order;
        self.adoption = Some(AdoptionCase {
            decided: Some(decided),
            placement_order: Some(placement_order),
            matched: Some(matched),
            placed: Some(placed),
            order: Some(order),
            adopters,
        });
    }

    /// Legal statuses from the first day to the last.
    fn law(&mut self, chance: &mut Chance, course: Course) {
        let too_old_for_an_order = self.child.age(self.entered) >= 16;
        let mut at = self.entered;
        if course == Course::CameAlone || too_old_for_an_order {
            self.rule("V2", at);
            return;
        }
        let first = match self.leaving {
            Leaving::Adoption | Leaving::Guardianship => chance.weighted(&[("C1", 75), ("L2", 25)]),
            _ => chance.weighted(&[("V2", 52), ("C1", 33), ("L2", 12), ("L1", 3)]),
        };
        self.rule(first, at);
        match first {
            "V2" if chance.percent(50) || self.leaving == Leaving::Home => return,
            "V2" => at = chance.after(at, 20, 150),
            "L2" => at = add_days(at, 8),
            "L1" => at = add_days(at, 2),
            _ => {}
        }
        if first != "C1" {
            self.rule("C1", at);
        }
        if let Some(order) = self.adoption.as_ref().and_then(|case| case.placement_order) {
            self.rule("E1", order);
        } else {
            self.rule("C2", chance.after(at, 165, 230));
        }
    }

    /// A legal status from a day, unless care has ended by then or an order could no longer be made.
    fn rule(&mut self, code: &'static str, from: Date) {
        if from >= self.leaves || (from > self.entered && self.child.age(from) >= 17) {
            return;
        }
        if let Some(last) = self.legal.last_mut() {
            last.to = Some(from);
        }
        self.legal.push(LegalStatus { code, from, to: None });
    }

    fn kind(&self, chance: &mut Chance, from: Date, first: bool, placed: Option<Date>) -> &'static str {
        let age = self.child.age(from);
        if placed.is_some_and(|placed| from >= placed) {
            return "A6";
        }
        if self.leaving == Leaving::Home && !first && self.under_an_order(from) {
            return "P1";
        }
        if self.leaving == Leaving::Guardianship && (!first || chance.percent(50)) {
            return chance.pick(&["U1", "U3"]);
        }
        match (age, self.child.came_alone) {
            (16.., true) => chance.weighted(&[("K3", 6), ("U6", 4)]),
            (_, true) => chance.weighted(&[("U6", 7), ("U4", 3)]),
            (16.., _) if !first => chance.weighted(&[("K3", 45), ("U4", 20), ("U6", 15), ("K2", 20)]),
            (12.., _) => chance.weighted(&[("U6", 45), ("U4", 15), ("K2", 28), ("U3", 12)]),
            (5.., _) => chance.weighted(&[("U6", 58), ("U4", 18), ("U3", 18), ("K2", 6)]),
            _ => chance.weighted(&[("U6", 70), ("U3", 22), ("U1", 8)]),
        }
    }

    fn moves_on(&self, chance: &mut Chance, from: Date, kind: &'static str, placed: Option<Date>) -> Date {
        if kind == "A6" || kind == "P1" || (self.leaving == Leaving::Guardianship && kind.starts_with('U')) {
            return self.leaves;
        }
        let stays = match kind {
            "U4" | "U1" => chance.between(500, 2_200),
            "K2" | "K3" => chance.between(90, 900),
            _ => chance.between(20, 420),
        };
        let to = add_days(from, stays).min(placed.unwrap_or(self.leaves));
        // No crumbs: what would be left at the end is spent here.
        if days_between(to, self.leaves) < 15 && placed.is_none() { self.leaves } else { to }
    }

    fn under_an_order(&self, day: Date) -> bool {
        self.legal.iter().rev().find(|legal| legal.from <= day).is_some_and(|legal| matches!(legal.code, "C1" | "C2"))
    }

    /// Why the period ended.
    fn reason(&self, chance: &mut Chance) -> &'static str {
        let with_family = self.placements.last().is_some_and(|place| place.kind.starts_with('U'));
        if self.leaves == self.child.birthday(18) {
            let last = self.placements.last().map_or("", |place| place.kind);
            return match last {
                kind if kind.starts_with('U') && chance.percent(60) => "E17",
                _ => chance.weighted(&[("E5", 60), ("E6", 30), ("E8", 10)]),
            };
        }
        match self.leaving {
            Leaving::Adoption => chance.weighted(&[("E12", 6), ("E11", 4)]),
            Leaving::Guardianship if with_family => "E45",
            Leaving::Guardianship => "E47",
            _ => chance.weighted(&[("E4A", 85), ("E4B", 15)]),
        }
    }
}

fn leaving(chance: &mut Chance, course: Course, age: u16) -> Leaving {
    use Leaving::{Adoption, AtEighteen, Guardianship, Home};
    match (course, age) {
        (Course::LeftCare | Course::CameAlone, _) => AtEighteen,
        (_, 0..4) => chance.weighted(&[(Adoption, 34), (Home, 26), (Guardianship, 26), (AtEighteen, 14)]),
        (_, 4..12) => chance.weighted(&[(Home, 30), (Guardianship, 20), (AtEighteen, 50)]),
        _ => chance.weighted(&[(Home, 25), (AtEighteen, 75)]),
    }
}

/// Keeps what began by the last day; what had not ended by then is open, unless the period ended.
fn cut<T>(parts: &mut Vec<T>, last: Date, ended: bool, dates: impl Fn(&mut T) -> (Date, &mut Option<Date>)) {
    parts.retain_mut(|part| {
        let (from, to) = dates(part);
        if to.is_none_or(|to| to > last) {
            *to = None;
        }
        if ended { from < last } else { from <= last }
    });
    if let (true, Some(part)) = (ended, parts.last_mut()) {
        *dates(part).1 = Some(last);
    }
}
