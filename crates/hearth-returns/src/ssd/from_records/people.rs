//! Who somebody is, where they live and who is theirs.

use hearth_record::Makes;
use hearth_record::ids::RecordId;
use hearth_record::people::{
    Address, Disability, HouseholdMembership, ImmigrationStatus, Person, PersonIdentifier, Relationship, SpecialNeeds,
};
use serde_json::Value as Json;

use super::cells::{Cells, json};
use super::{Mother, Told};

impl Told<'_> {
    /// The row of the person but for whether they are a mother, which another child's file may say.
    pub(super) fn person(&self, person: &Person) -> Cells {
        let year = u16::try_from(self.of.window.day.year()).unwrap_or(0);
        let sex = person.sex.reveal().map(hearth_record::sets::Sex::definition);
        let sex =
            sex.map_or("", |sex| hearth_record::code::set(sex.set).in_year(sex, year).map_or("", |now| &now.code));
        let line = |text: Option<&String>| text.cloned().unwrap_or_default();
        let nhs = person.nhs_number.reveal().as_ref().map(ToString::to_string).unwrap_or_default();
        Cells::of("ssd_person")
            .text("pers_person_id", self.id.clone())
            .text("pers_forename", line(person.forename.reveal().as_ref().map(|name| &name.0)))
            .text("pers_surname", line(person.surname.reveal().as_ref().map(|name| &name.0)))
            .text("pers_sex", sex)
            .text("pers_gender", person.gender_identity.reveal().map_or("", |identity| identity.code()))
            .text("pers_ethnicity", person.ethnicity.reveal().map_or("", |ethnicity| ethnicity.code()))
            .day("pers_dob", *person.born.reveal())
            .text("pers_common_child_id", nhs.clone())
            .text("pers_legacy_id", line(person.legacy_id.reveal().as_ref().map(|id| &id.0)))
            .text("pers_upn_unknown", person.upn_unknown.reveal().map_or("", |why| why.code()))
            .yes("pers_send_flag", self.has_plan_for_education())
            .day("pers_expected_dob", *person.expected.reveal())
            .day("pers_death_date", *person.died.reveal())
            .text("pers_nationality", person.nationality.reveal().map_or("", |country| country.code()))
            .shown("pers_upn", person.upn.reveal().as_ref())
            .text("pers_single_unique_id", nhs)
    }

    /// Whether an education, health and care plan runs; none where nothing is recorded of special needs.
    fn has_plan_for_education(&self) -> Option<bool> {
        let open = |needs: &SpecialNeeds| {
            needs.plan_started.is_some() && self.of.window.open(*needs.plan_started, *needs.plan_ended)
        };
        let mut needs = self.records.all::<SpecialNeeds>().peekable();
        needs.peek()?;
        Some(needs.any(|needs| open(&needs)))
    }

    pub(super) fn identity(&mut self) {
        for (of, address) in self.records.each::<Address>() {
            self.address(of, &address);
        }
        for (of, disability) in self.records.each::<Disability>() {
            if self.of.window.touches(*disability.started, *disability.ended) {
                let row = Cells::of("ssd_disability")
                    .text("disa_person_id", self.id.clone())
                    .shown("disa_table_id", Some(of))
                    .text("disa_disability_code", disability.disability.reveal().code());
                self.also(row);
            }
        }
        for (of, status) in self.records.each::<ImmigrationStatus>() {
            let row = Cells::of("ssd_immigration_status")
                .text("immi_person_id", self.id.clone())
                .shown("immi_immigration_status_id", Some(of))
                .text("immi_immigration_status", status.status.reveal().meaning())
                .day("immi_immigration_status_start_date", *status.started)
                .day("immi_immigration_status_end_date", *status.ended);
            self.also(row);
        }
        for (of, member) in self.records.each::<HouseholdMembership>() {
            let row = Cells::of("ssd_family")
                .shown("fami_table_id", Some(of))
                .text("fami_family_id", member.family_id.reveal().0.clone())
                .text("fami_person_id", self.id.clone());
            self.also(row);
        }
        for (of, identifier) in self.records.each::<PersonIdentifier>() {
            let row = Cells::of("ssd_linked_identifiers")
                .shown("link_table_id", Some(of))
                .text("link_person_id", self.id.clone())
                .text("link_identifier_type", identifier.identifier_type.code())
                .text("link_identifier_value", identifier.value.reveal().0.clone())
                .day("link_valid_from_date", *identifier.valid_from)
                .day("link_valid_to_date", *identifier.valid_to);
            self.also(row);
        }
    }

    /// A protected address is told to exist, and not where it is.
    fn address(&mut self, of: RecordId, address: &Address) {
        let told = address.withheld().is_empty();
        let line = |text: Option<&String>| Json::from(text.filter(|_| told).cloned().unwrap_or_default());
        let number =
            |number: Option<i64>| Json::from(number.filter(|_| told).map(|n| n.to_string()).unwrap_or_default());
        let parts = [
            ("ROOM", line(address.room.reveal().as_ref().map(|text| &text.0))),
            ("FLOOR", line(address.floor.reveal().as_ref().map(|text| &text.0))),
            ("FLAT", line(address.flat.reveal().as_ref().map(|text| &text.0))),
            ("BUILDING", line(address.building.reveal().as_ref().map(|text| &text.0))),
            ("HOUSE", line(address.house.reveal().as_ref().map(|text| &text.0))),
            ("STREET", line(address.street.reveal().as_ref().map(|text| &text.0))),
            ("TOWN", line(address.town.reveal().as_ref().map(|text| &text.0))),
            ("UPRN", number(address.uprn.reveal().as_ref().map(|number| number.0))),
            ("EASTING", number(address.easting.reveal().as_ref().map(|number| number.0))),
            ("NORTHING", number(address.northing.reveal().as_ref().map(|number| number.0))),
        ];
        let parts = parts.into_iter().map(|(name, part)| (name.to_owned(), part)).collect();
        let postcode =
            address.postcode.reveal().as_ref().filter(|_| told).map(|code| code.to_string().replace(' ', ""));
        let row = Cells::of("ssd_address")
            .shown("addr_table_id", Some(of))
            .text("addr_address_json", json(parts))
            .text("addr_person_id", self.id.clone())
            .text("addr_address_type", address.address_type.code())
            .day("addr_address_start_date", *address.started)
            .day("addr_address_end_date", *address.ended)
            .text("addr_address_postcode", postcode.unwrap_or_default());
        self.also(row);
    }

    /// The mothers of the child, whose own identifiers are known once every file was read.
    pub(super) fn mothers(&self, person: &Person) -> Vec<Mother> {
        let mothers =
            self.records.each::<Relationship>().filter(|(_, of)| of.relationship_type.reveal().code() == "MOTHER");
        let known = mothers.filter_map(|(of, mother)| Some((of, (*mother.other.reveal())?)));
        known
            .map(|(of, mother)| Mother { of, who: mother, child: self.id.clone(), born: *person.born.reveal() })
            .collect()
    }

    /// Whether the person's own file says that they have a child and are not male.
    pub(super) fn says_mother(&self, person: &Person) -> bool {
        let male = person.sex.reveal().is_some_and(|sex| matches!(sex.code(), "M" | "1"));
        !male && self.records.all::<Relationship>().any(|of| of.relationship_type.reveal().code() == "CHILD")
    }
}
