//! What can be added to a file: what this person's team writes most often first, then their own service, then the others in the
//! order of a child's way through them.

use axum::response::Response;
use hearth_access::Role;
use hearth_record::{KindSchema, Service};

use super::{add::can_be_added, file::Opened};
use crate::{
    answer::page as rendered,
    paths,
    view::{
        Link,
        record::{ChoosePage, ServiceChoices},
    },
};

/// `GET /children/{id}/add`
pub async fn page(opened: Opened) -> Response {
    let role = opened.signed.desk.subject().role;
    let link = |kind: &KindSchema| Link::new(kind.title, paths::add(opened.view.id, kind.kind));
    let often = often(role).iter().filter_map(|name| hearth_record::kind(name));
    let often: Vec<Link> = often.filter(|kind| can_be_added(kind, &opened)).map(link).collect();
    let of_service = |service: Service| {
        let kinds = hearth_record::kinds().filter(|kind| kind.service == service && can_be_added(kind, &opened));
        let kinds: Vec<Link> = kinds.map(link).collect();
        let anchor = service.code().replace('_', "-");
        (!kinds.is_empty()).then(|| ServiceChoices { title: service.title().to_owned(), anchor, kinds })
    };
    rendered(&ChoosePage {
        frame: opened.frame("Add a record"),
        identity: opened.identity(None),
        often,
        services: in_order(role).into_iter().filter_map(of_service).collect(),
    })
}

/// Every service, those of the role first.
fn in_order(role: Role) -> Vec<Service> {
    let mut services = own(role).to_vec();
    services.extend(Service::ALL.into_iter().filter(|service| !own(role).contains(service)));
    services
}

/// The services that a role works in.
const fn own(role: Role) -> &'static [Service] {
    match role {
        Role::ContactOfficer | Role::MashManager | Role::EdtWorker => &[Service::FrontDoor, Service::Protection],
        Role::CasWorker => &[Service::Exploitation, Service::ChildInNeed, Service::Planning],
        Role::CorporateParent => &[Service::LookedAfter, Service::Education, Service::Planning],
        Role::FosteringWorker | Role::PanelAdviser => &[Service::Fostering],
        Role::AdoptionWorker => &[Service::Adoption],
        Role::Iro => &[Service::Review, Service::LookedAfter, Service::Protection],
        Role::PersonalAdviser => &[Service::CareLeaver],
        Role::HealthPractitioner => &[Service::People, Service::LookedAfter],
        Role::Lawyer => &[Service::Court],
        _ => &[Service::Assessment, Service::Protection, Service::ChildInNeed, Service::Planning],
    }
}

/// The kinds that a role writes most often, the most frequent first. Those that the type of the file does not take are left out.
const fn often(role: Role) -> &'static [&'static str] {
    match role {
        Role::ContactOfficer | Role::MashManager | Role::EdtWorker => {
            &["contact", "mash_enquiry", "case_note", "social_care_episode", "relationship", "address"]
        }
        Role::CasWorker => {
            &["visit", "case_note", "mace_meeting", "exploitation_screening", "missing_episode", "return_interview"]
        }
        Role::CorporateParent => {
            &["visit", "case_note", "placement", "health_check", "pep", "family_time", "missing_episode", "sdq"]
        }
        Role::FosteringWorker => {
            &["foster_supervision", "case_note", "foster_training", "foster_review", "foster_concern"]
        }
        Role::AdoptionWorker => {
            &["case_note", "visit", "adoptive_household", "adoption_panel", "letterbox_exchange", "adoption_support"]
        }
        Role::Iro => &["care_review", "conference", "reviewing_officer_contact", "escalation", "outcome_review"],
        Role::PersonalAdviser => &[
            "visit",
            "case_note",
            "care_leaver_contact",
            "pathway_plan",
            "care_leaver_accommodation",
            "care_leaver_activity",
        ],
        Role::HealthPractitioner => &["health_check", "medical", "immunisation_status", "case_note"],
        Role::Lawyer => &["court_case", "court_hearing", "court_order", "case_note"],
        Role::TeamManager | Role::HeadOfService => &["supervision", "case_note", "strategy_discussion", "case_audit"],
        _ => &["visit", "case_note", "direct_work", "assessment", "core_group", "cin_plan_review", "plan_action"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_role_writes_often_has_a_form() {
        for role in Role::ALL {
            for name in often(*role) {
                let kind = hearth_record::kind(name).unwrap_or_else(|| panic!("{role}: no kind is called {name}"));
                assert!(!kind.given && !kind.once, "{role}: {name}");
            }
        }
    }

    #[test]
    fn every_service_stands_once_whoever_asks() {
        for role in Role::ALL {
            let services = in_order(*role);
            assert_eq!(services.len(), Service::ALL.len(), "{role}");
            assert!(Service::ALL.iter().all(|service| services.contains(service)), "{role}");
        }
        assert_eq!(in_order(Role::FosteringWorker)[0], Service::Fostering);
    }
}
