//! Every kind that has a form: it is filled in from its schema, saved, read, corrected and read again, by somebody whose team
//! writes it. A new kind is walked through without a line of its own here.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::{FieldSchema, FileType, KindSchema, code, identifier::Upn, value::ValueType, words};
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use rstest::rstest;

use crate::{
    browser::{Browser, Page},
    markup::{Form, between},
};

/// Fields that would contradict another one that is filled in, since a record that says both cannot be true, or that would keep
/// the others from being shown.
const LEFT_OUT: &[(&str, &str)] = &[
    ("address", "protected"),
    ("assessment", "not_in_need"),
    ("care_review", "cancelled"),
    ("contact_detail", "email"),
    ("contact_detail", "other"),
    ("external_record", "destroy_on"),
    ("external_record", "destroyed_on"),
    ("notice_given", "not_given_because"),
    ("sdq", "no_score_reason"),
    ("visit", "attempted_only"),
];

/// What stands in every text that is filled in: letters that need care in markup, so that each form is tried with them.
const MARK: &str = "Zoë & “Mo” <b>";

struct Walker<'a> {
    stage: &'a Stage,
    person: &'a Person,
    child: &'a Filed,
    browser: Browser,
}

impl Walker<'_> {
    /// Fills in the whole form, saves it, reads it, corrects a field of it and reads that.
    async fn walk(&mut self, kind: &'static KindSchema) {
        let path = format!("{}/add/{}", self.child.page(), kind.kind);
        let page = self.browser.see(&path).await;
        let form = self.filled(kind, &page, page.form(&path));
        let saved = self.browser.send(&form).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}: {}", kind.kind, saved.text());
        let record = saved.location().split(['?', '#']).next().expect("an address").to_owned();
        let read = self.browser.see(&record).await;
        for field in kind.form() {
            // A page shows runs of white space as one.
            let typed = form.value(field.name).split_whitespace().collect::<Vec<_>>().join(" ");
            if matches!(field.value, ValueType::Narrative | ValueType::Text(_)) && !typed.is_empty() {
                assert!(read.text().contains(&typed), "{}.{}: {}", kind.kind, field.name, read.text());
            }
            if matches!(field.value, ValueType::Date) && form.value(&format!("{}-day", field.name)) == "20" {
                assert!(read.text().contains("20 February 2026"), "{}.{}: {}", kind.kind, field.name, read.text());
            }
        }
        self.correct(kind, &record).await;
    }

    async fn correct(&mut self, kind: &'static KindSchema, record: &str) {
        let path = format!("{record}/correct");
        let form = self.browser.see(&path).await.form(&path);
        let words = |field: &&FieldSchema| {
            !left_out(kind, field) && matches!(field.value, ValueType::Narrative | ValueType::Text(20..))
        };
        let (form, said) = match kind.form().find(words) {
            Some(field) => (form.set(field.name, "Put right"), "Put right".to_owned()),
            None => another(kind, form),
        };
        let corrected = self.browser.send_and_follow(&form.set("because", "the mother rang")).await.text();
        assert!(corrected.contains(&said), "{}: {corrected}", kind.kind);
        assert!(corrected.contains("Version 2") && corrected.contains("the mother rang"), "{}: {corrected}", kind.kind);
    }

    fn filled(&self, kind: &KindSchema, page: &Page, form: Form) -> Form {
        let fields = kind.form().filter(|field| !left_out(kind, field));
        fields.fold(form, |form, field| self.with(field, page, form))
    }

    /// The form with a value in this field that the kind can take.
    fn with(&self, field: &FieldSchema, page: &Page, form: Form) -> Form {
        let name = field.name;
        match field.value {
            ValueType::Date | ValueType::PartialDate => form.date(name, "20", "2", "2026"),
            ValueType::Moment => form.date(name, "20", "2", "2026").set(&format!("{name}-time"), "10:00"),
            ValueType::Worker => form.set(name, &self.person.worker.to_string()),
            ValueType::Team => form.set(name, &self.stage.team("locality_north").to_string()),
            ValueType::Record => {
                let offered = first_of(page, name);
                assert!(offered.is_some() || !field.required, "{name} must name a record, and none is offered");
                offered.iter().fold(form, |form, record| form.set(name, record))
            }
            ValueType::List(ValueType::Date) => form.set(name, "20/02/2026"),
            of => match text(of) {
                Some(text) => form.set(name, &text),
                None => form,
            },
        }
    }
}

fn left_out(kind: &KindSchema, field: &FieldSchema) -> bool {
    LEFT_OUT.contains(&(kind.kind, field.name))
}

/// A value as somebody types or chooses it; none where it is chosen among what the file knows.
fn text(of: ValueType) -> Option<String> {
    Some(match of {
        ValueType::Text(most) => MARK.chars().take(usize::from(most)).collect::<String>().trim().to_owned(),
        ValueType::Narrative => format!("First.\n\n{MARK} said so."),
        ValueType::YesNo => "yes".to_owned(),
        ValueType::Whole(least, most) => 1.clamp(least, most).to_string(),
        ValueType::Code(set) => code::set(set).current().last()?.stored(),
        ValueType::Postcode => "L20 3NJ".to_owned(),
        ValueType::Upn => format!("{}123456789012", Upn::check_letter("123456789012")?),
        ValueType::NhsNumber => "9434765919".to_owned(),
        ValueType::Urn => "1234567".to_owned(),
        ValueType::Phone => "07700 900123".to_owned(),
        ValueType::Email => "zoe@hearth.example".to_owned(),
        ValueType::List(of) => return text(*of).map(|one| one.replace("\n\n", " ")),
        _ => return None,
    })
}

/// The last choice of a list that has a value: the record of the file that a reference can mean.
fn first_of(page: &Page, name: &str) -> Option<String> {
    let select = page.body.split("<select").find(|select| select.contains(&format!(" name=\"{name}\"")))?;
    let options = select.split("</select>").next()?.split("<option").skip(1);
    options
        .filter_map(|option| between(option, "value=\"", "\""))
        .filter(|value| !value.is_empty())
        .last()
        .map(str::to_owned)
}

/// A kind without words: another day or another code in a field that may be left out.
fn another(kind: &KindSchema, form: Form) -> (Form, String) {
    for field in kind.form() {
        match field.value {
            ValueType::Code(set) => {
                if let Some(first) = code::set(set).current().next() {
                    return (form.set(field.name, &first.stored()), first.meaning.clone());
                }
            }
            ValueType::Whole(least, most) => {
                let two = 2.clamp(least, most).to_string();
                let said = words::in_words(field.value, &two.clone().into());
                return (form.set(field.name, &two), said);
            }
            _ => {}
        }
    }
    panic!("{} has nothing that could be corrected", kind.kind)
}

/// The files of the services, and who writes them.
const FILES: &[(FileType, Role, &str)] = &[
    (FileType::Care, Role::HealthPractitioner, "locality_north"),
    (FileType::FosterCarer, Role::FosteringWorker, "fostering"),
    (FileType::Adoption, Role::AdoptionWorker, "adoption"),
];

/// The kinds that are walked in a file of this type: those that stand in it alone, and in a child's file those that any takes.
fn kinds_of(file: FileType) -> impl Iterator<Item = &'static KindSchema> {
    let here = move |kind: &&KindSchema| kind.file.unwrap_or(FileType::Care) == file;
    // Notes and visits, contacts and what agencies are asked have pages of their own, with tests of their own.
    let own_page =
        |kind: &&KindSchema| matches!(kind.kind, "case_note" | "visit" | "contact" | "mash_enquiry" | "document");
    hearth_record::kinds().filter(move |kind| here(kind) && !kind.given && !kind.once && !own_page(kind))
}

#[rstest]
#[case(Engine::Sqlite, 1)]
#[case(Engine::Postgres, 4)]
#[tokio::test(flavor = "multi_thread")]
async fn every_kind_is_recorded_read_and_corrected_by_its_form(#[case] engine: Engine, #[case] every: usize) {
    let Some(stage) = Stage::open(engine).await else { return };
    let mut walked = 0;
    for (file, role, team) in FILES {
        let person = stage.person(*role, Some(team)).await;
        let child = Paper::child("Mia", "Thornley", "2010-05-01")
            .of_type(*file)
            .with("cin_plan", &[("started", "2026-02-01")])
            .held_by(&person);
        let child = match file {
            FileType::Care => child
                .with("placement", &[("started", "2026-02-01"), ("placement_type", "U4")])
                .with("missing_episode", &[("started", "2026-02-01"), ("missing_type", "M")])
                .with("plan_outcome", &[("outcome", "Home by nine"), ("agreed_on", "2026-02-01")]),
            _ => child,
        };
        let child = child.file(&stage).await;
        let browser = Browser::of(&stage, &person).await;
        let mut walker = Walker { stage: &stage, person: &person, child: &child, browser };
        for kind in kinds_of(*file).step_by(every) {
            walker.walk(kind).await;
            walked += 1;
        }
    }
    assert!(walked * every > 80, "{walked} kinds");
}

#[rstest]
#[case(Role::SocialWorker, "locality_north", FileType::Care, "Assessment")]
#[case(Role::CasWorker, "cas", FileType::Care, "Exploitation")]
#[case(Role::CorporateParent, "corporate_parenting", FileType::Care, "Looked after")]
#[case(Role::FosteringWorker, "fostering", FileType::FosterCarer, "Fostering")]
#[case(Role::AdoptionWorker, "adoption", FileType::Adoption, "Adoption")]
#[case(Role::PersonalAdviser, "leaving_care", FileType::Care, "Care leaving")]
#[case(Role::Iro, "independent_review", FileType::Care, "Independent review and quality")]
#[tokio::test(flavor = "multi_thread")]
async fn what_a_team_writes_stands_before_what_others_write(
    #[case] role: Role,
    #[case] team: &str,
    #[case] file: FileType,
    #[case] service: &str,
) {
    let stage = Stage::open(Engine::Sqlite).await.expect("SQLite is always there");
    let person = stage.person(role, Some(team)).await;
    let child = Paper::child("Mia", "Thornley", "2010-05-01").of_type(file).held_by(&person).file(&stage).await;
    let page = Browser::of(&stage, &person).await.see(&format!("{}/add", child.page())).await;
    let headings: Vec<String> = page
        .body
        .split("<h2")
        .skip(1)
        .map(|rest| crate::markup::text(rest.split("</h2>").next().unwrap_or_default()))
        .filter(|heading| !heading.is_empty())
        .collect();
    let first = headings.iter().position(|heading| heading == "Most used by your team").expect("the most used");
    assert_eq!(headings.get(first + 1).map(String::as_str), Some(service), "{headings:?}");
}
