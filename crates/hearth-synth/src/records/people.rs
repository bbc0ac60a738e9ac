//! Who somebody is, where they live, who is theirs, who works with them.

use hearth_calendar::add_days;
use hearth_record::ids::PersonId;
use jiff::civil::Date;
use serde_json::Value as Json;

use super::draft::Draft;
use super::scribe::Scribe;
use crate::people::person::{Birth, Person, Role};
use crate::people::places::Address;
use crate::staff::TeamService;
use crate::story::Story;

impl Scribe<'_> {
    /// The person, their addresses and how to reach them.
    pub(crate) fn identity(&mut self) {
        self.person_record();
        self.addresses();
        let person = self.person;
        let since = self.family.known_since;
        for code in &person.disabilities {
            self.write_by(self.front_door, since, Draft::of("disability").code("disability", *code));
        }
        if person.came_alone {
            let draft = Draft::of("immigration_status").code("status", "UASC").date("started", since);
            self.write_by(self.front_door, since, draft);
        }
        if let Some(phone) = &person.phone {
            let kind = if phone.starts_with("07") { "MOBILE" } else { "HOME" };
            let draft = Draft::of("contact_detail")
                .code("contact_kind", kind)
                .text("phone", phone.as_str())
                .yes("preferred", true)
                .yes("safe_to_use", self.chance.percent(95));
            self.write_by(self.front_door, since, draft);
        }
    }

    fn person_record(&mut self) {
        let person = self.person;
        let since = self.family.known_since;
        let named = Draft::of("person")
            .put("la_child_id", person.la_child_id.as_deref())
            .text("surname", person.surname.as_str())
            .code("ethnicity", person.ethnicity)
            .put("first_language", person.language)
            .put("interpreter_needed", person.language.map(|_| self.chance.percent(50)));
        let complete = |draft: Draft, born: Date| {
            draft
                .text("forename", person.forename)
                .date("born", born)
                .date("expected", None)
                .code("born_precision", "day")
                .code("sex", person.sex.code())
                .put("nhs_number", person.nhs_number.as_deref())
                .put("upn", person.upn.as_deref())
                .code("upn_unknown", person.upn_unknown)
        };
        let unborn = |draft: Draft, day: Date| {
            draft.text("forename", "Unborn").date("expected", day).code("sex", "U").code("upn_unknown", "UN1")
        };
        let draft = match person.birth {
            Birth::Expected(day) => unborn(named, day),
            // Known before birth: expected on another day than the one it came on.
            Birth::Born(born) if born > since => {
                let expected = add_days(born, self.chance.between(-9, 9));
                unborn(named, expected)
                    .later(Some(born), |draft| complete(draft.put("upn_unknown", None::<Json>), born))
            }
            Birth::Born(born) => complete(named, born).later(person.died, |draft| draft.date("died", person.died)),
        };
        self.write_by(self.front_door, since, draft);
    }

    fn addresses(&mut self) {
        let since = self.family.known_since;
        let apart = matches!(self.person.role, Role::Grandmother | Role::Father) && self.chance.percent(60);
        if apart {
            let towns = self.world.authority().towns;
            let own = crate::people::places::address(&mut self.chance, towns);
            self.write_by(self.front_door, since, address(&own));
            return;
        }
        let family = self.family;
        let born = self.person.birth.day();
        match &family.moved {
            Some((before, until)) if *until > since && born < *until => {
                let old = address(before).later(Some(*until), |draft| draft.date("ended", *until));
                self.write_by(self.front_door, since, old);
                self.write(*until, address(&family.home).date("started", *until));
            }
            Some((before, until)) if born < *until => {
                self.write_by(self.front_door, since, address(before).date("ended", *until));
                self.write_by(self.front_door, since, address(&family.home).date("started", *until));
            }
            _ => {
                self.write_by(self.front_door, since, address(&family.home));
            }
        }
    }

    /// Parents, children, brothers and sisters, and the household.
    pub(crate) fn family_ties(&mut self) {
        let since = self.family.known_since;
        let me = self.person;
        let family = self.family;
        for other in family.people.iter().filter(|other| other.id != me.id) {
            let Some(tie) = tie(me.role, other.role) else { continue };
            let mut draft = Draft::of("relationship").id("other", other.id).code("relationship_type", tie);
            if me.role == Role::Child {
                draft = self.responsibility(draft, other);
            }
            self.write_by(self.front_door, since, draft.yes("confirmed", true));
        }
        let others: Vec<Json> = family
            .people
            .iter()
            .filter(|other| other.id != me.id && matches!(other.role, Role::Child | Role::Mother | Role::Partner))
            .map(|other| Json::from(other.id.to_string()))
            .collect();
        if others.is_empty() {
            return;
        }
        let draft = Draft::of("household_membership")
            .text("family_id", family_id(self.family.people[0].id))
            .code("household_kind", "HOUSEHOLD")
            .put("members", Some(others))
            .date("started", since);
        self.write_by(self.front_door, since, draft);
    }

    fn responsibility(&mut self, draft: Draft, other: &Person) -> Draft {
        match other.role {
            Role::Mother => draft
                .yes("parental_responsibility", true)
                .code("pr_basis", "MOTHER")
                .yes("main_carer", true)
                .yes("next_of_kin", true),
            Role::Father if self.chance.percent(80) => {
                draft.yes("parental_responsibility", true).code("pr_basis", "REGISTERED")
            }
            Role::Father | Role::Partner | Role::Grandmother => draft.yes("parental_responsibility", false),
            Role::Child => draft,
        }
    }

    /// Who was allocated, who chaired the reviews.
    pub(crate) fn allocations(&mut self, story: &Story) {
        for allocation in &story.allocations {
            let worker = self.worker(allocation.worker);
            let team = self.world.staff().team_of(allocation.worker);
            let role = if team.service == TeamService::LeavingCare { "PA" } else { "CW" };
            let draft = Draft::of("involvement")
                .id("worker", worker.id)
                .text("worker_name", worker.name.as_str())
                .text("registration", worker.registration.as_str())
                .id("team", team.id)
                .code("role", role)
                .date("started", allocation.from)
                .code("change_reason", allocation.reason)
                .later(allocation.to, |draft| draft.date("ended", allocation.to));
            self.write_by(allocation.worker, allocation.from, draft);
        }
        for period in story.periods.iter().filter(|period| !period.reviews.is_empty()) {
            let officer = self.worker(self.reviewer);
            let ended = period.ended.map(|(on, _)| on);
            let draft = Draft::of("involvement")
                .id("worker", officer.id)
                .text("worker_name", officer.name.as_str())
                .id("team", self.world.staff().team_of(self.reviewer).id)
                .code("role", "IRO")
                .date("started", period.entered)
                .later(ended, |draft| draft.date("ended", ended));
            self.write_by(self.reviewer, period.entered, draft);
        }
    }
}

fn address(address: &Address) -> Draft {
    Draft::of("address")
        .code("address_type", "HOME")
        .put("flat", address.flat.as_deref())
        .text("house", address.house.as_str())
        .text("street", address.street.as_str())
        .text("town", address.town)
        .text("postcode", address.postcode.as_str())
}

/// What the other is to me; nothing where the file would not say.
fn tie(me: Role, other: Role) -> Option<&'static str> {
    Some(match (me, other) {
        (Role::Child, Role::Mother) => "MOTHER",
        (Role::Child, Role::Father) => "FATHER",
        (Role::Child, Role::Partner) => "PARENTS_PARTNER",
        (Role::Child, Role::Grandmother) => "GRANDPARENT",
        (Role::Child, Role::Child) => "SIBLING",
        (Role::Mother | Role::Father, Role::Child) => "CHILD",
        (Role::Partner, Role::Child) => "OTHER",
        (Role::Grandmother, Role::Child) => "GRANDCHILD",
        (Role::Mother, Role::Partner) | (Role::Partner, Role::Mother) => "PARTNER",
        _ => return None,
    })
}

/// A number that the members of a family share: from the first child's id, of which it tells nothing.
fn family_id(first: PersonId) -> String {
    let tail: String = first.to_string().chars().rev().take(8).collect();
    format!("F{}", tail.to_ascii_uppercase())
}
