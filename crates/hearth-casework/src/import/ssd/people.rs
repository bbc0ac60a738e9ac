//! People of the dataset: who they are, where they live, who is theirs.

use hearth_returns::Row;

use super::{Draft, Ssd, Target};
use crate::import::Fate;
use crate::import::person::{Identifiers, identifier, local_id, pupil_number};

/// The parts of an address as the dataset's JSON names them, each with its field.
const PARTS: [(&str, &str); 10] = [
    ("ROOM", "room"),
    ("FLOOR", "floor"),
    ("FLAT", "flat"),
    ("BUILDING", "building"),
    ("HOUSE", "house"),
    ("STREET", "street"),
    ("TOWN", "town"),
    ("UPRN", "uprn"),
    ("EASTING", "easting"),
    ("NORTHING", "northing"),
];

impl<'r> Ssd<'r> {
    pub(super) fn person(&mut self) {
        let mut rows = self.rows("ssd_person").into_iter();
        let Some(row) = rows.next() else { return self.person_of_other_tables() };
        let mut draft = Draft::new("person", row, self.year);
        draft.forgive_spellings();
        local_id(&mut draft, &mut self.building, row, "pers_person_id");
        if !draft.has("legacy_id") {
            draft.text("legacy_id", "pers_legacy_id");
        }
        draft.text("forename", "pers_forename");
        draft.text("surname", "pers_surname");
        draft.date("born", "pers_dob");
        draft.date("expected", "pers_expected_dob");
        if draft.has("born") {
            draft.remove("expected");
        }
        draft.date("died", "pers_death_date");
        draft.text("sex", "pers_sex");
        draft.text("gender_identity", "pers_gender");
        draft.text("ethnicity", "pers_ethnicity");
        draft.text("nationality", "pers_nationality");
        draft.text("nhs_number", "pers_common_child_id");
        if !draft.has("nhs_number") {
            draft.text("nhs_number", "pers_single_unique_id");
        }
        let belied = pupil_number(&mut draft, row, "pers_upn", Some("pers_upn_unknown"));
        self.upn_of_send(&mut draft);
        if draft.finish(&mut self.building).is_some() {
            identifier(&mut self.building, row, self.year, "pers_upn", belied, Identifiers::Pupil);
        }
        for other in rows {
            self.building.reject(other.reject(
                "the person has another row of ssd_person with other values; the first counts",
                "keep one row a person",
            ));
        }
    }

    fn person_of_other_tables(&mut self) {
        let rows = self.child.all_rows();
        let Some(row) = rows.into_iter().find(|row| !row.child().is_empty()) else { return };
        let hearth_returns::Owner::Child(column) = row.table().spec().owner else { return };
        let mut draft = Draft::new("person", row, self.year);
        local_id(&mut draft, &mut self.building, row, column);
        draft.finish_within(&mut self.building);
    }

    /// The pupil number stands with the special needs in extracts that have no `pers_upn`.
    fn upn_of_send(&self, draft: &mut Draft<'r>) {
        let send = self.child.rows("ssd_send").find(|row| row.text("send_upn").is_some());
        if let Some(send) = send.filter(|_| !draft.has("upn")) {
            draft.text_of_row("upn", send, "send_upn");
        }
    }

    pub(super) fn people(&mut self) {
        for row in self.rows("ssd_address") {
            self.address(row);
        }
        for row in self.rows("ssd_disability") {
            let mut draft = self.draft("disability", row, "disa_table_id");
            draft.text("disability", "disa_disability_code");
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_immigration_status") {
            self.immigration(row);
        }
        for row in self.rows("ssd_mother") {
            self.mother(row);
        }
        for row in self.rows("ssd_family") {
            let mut draft = self.draft("household_membership", row, "fami_table_id");
            draft.text("family_id", "fami_family_id");
            draft.set("household_kind", "FAMILY");
            draft.finish(&mut self.building);
        }
        for row in self.rows("ssd_linked_identifiers") {
            let mut draft = self.draft("person_identifier", row, "link_table_id");
            draft.text("identifier_type", "link_identifier_type");
            draft.text("value", "link_identifier_value");
            draft.date("valid_from", "link_valid_from_date");
            draft.date("valid_to", "link_valid_to_date");
            draft.finish(&mut self.building);
        }
    }

    fn address(&mut self, row: Row<'r>) {
        let mut draft = self.draft("address", row, "addr_table_id");
        draft.text_or("address_type", "addr_address_type", "OTHER");
        draft.text("postcode", "addr_address_postcode");
        draft.date("started", "addr_address_start_date");
        draft.date("ended", "addr_address_end_date");
        match row.json("addr_address_json") {
            Ok(Some(serde_json::Value::Object(parts))) => {
                for (name, field) in PARTS {
                    let text = match parts.get(name) {
                        Some(serde_json::Value::String(text)) => text.clone(),
                        Some(serde_json::Value::Number(number)) => number.to_string(),
                        _ => continue,
                    };
                    draft.text_of(field, "addr_address_json", &text);
                }
            }
            Ok(_) => {}
            Err(bad) => draft.leave_out(row.reject_value(&bad)),
        }
        draft.finish(&mut self.building);
    }

    fn immigration(&mut self, row: Row<'r>) {
        let mut draft = self.draft("immigration_status", row, "immi_immigration_status_id");
        let words = row.cell("immi_immigration_status");
        if words.to_ascii_lowercase().contains("unaccompanied") {
            draft.text_of("status", "immi_immigration_status", "UASC");
        } else {
            draft.text_or("status", "immi_immigration_status", "OTHER");
        }
        if draft.get("status") == Some("OTHER") {
            draft.text("notes", "immi_immigration_status");
        }
        draft.date("started", "immi_immigration_status_start_date");
        draft.date("ended", "immi_immigration_status_end_date");
        draft.finish(&mut self.building);
    }

    fn mother(&mut self, row: Row<'r>) {
        let mut draft = self.draft("relationship", row, "moth_table_id");
        draft.set("relationship_type", "MOTHER");
        let mother = row.cell("moth_person_id");
        draft.refer("other", Target::Person(mother.to_owned()));
        let known = self.child.tables().child(mother).and_then(|person| person.rows("ssd_person").next());
        if let Some(known) = known {
            let name = format!("{} {}", known.cell("pers_forename"), known.cell("pers_surname"));
            draft.text_of("other_name", "moth_person_id", name.trim());
            if let Ok(Some(born)) = known.date("pers_dob") {
                draft.set("other_born", born.to_string());
            }
        }
        draft.finish(&mut self.building);
    }

    pub(super) fn involvements(&mut self) {
        for row in self.rows("ssd_involvements") {
            let mut draft = self.draft("involvement", row, "invo_involvements_id");
            draft.text_or("role", "invo_professional_role_id", "OTHER");
            draft.date("started", "invo_involvement_start_date");
            draft.date("ended", "invo_involvement_end_date");
            draft.text("change_reason", "invo_worker_change_reason");
            let worker = row.cell("invo_professional_id");
            draft.refer("worker", Target::Worker(worker.to_owned()));
            draft.refer("team", Target::Team(row.cell("invo_professional_team").to_owned()));
            draft.refer("episode", super::record("social_care_episode", row.cell("invo_referral_id")));
            if let Some(known) = self.workers.get(worker) {
                draft.text_of_row("worker_name", *known, "prof_professional_name");
                draft.text_of_row("registration", *known, "prof_social_worker_registration_no");
            }
            draft.finish(&mut self.building);
        }
    }

    /// A row whose values stand in another row's record.
    pub(super) fn carried(&mut self, row: &Row<'r>) {
        self.building.fate(row, Fate::Carried);
    }
}
