//! A child with a matter of every sort, for the sweeps over every route.

use hearth_access::Role;
use hearth_casework::{court, rights};
use hearth_record::ids::RecordId;
use hearth_stage::{Filed, Paper, Person, Stage};

/// The matters of one file, each where its routes can be used.
pub struct Matters {
    pub child: Filed,
    /// Who works on the proceedings.
    pub lawyer: Person,
    bundle: RecordId,
    /// Who answers requests.
    officer: Person,
    /// The fingerprint of the papers that answer the second request.
    papers: String,
}

/// Where the records stand on the paper.
const NOTE: usize = 1;
const GIVEN: usize = 2;
const WITHDRAWN: usize = 3;
const POLICE: usize = 4;
const CASE: usize = 5;
const PARTY: usize = 6;
const LEFT: usize = 7;
const PROPOSED: usize = 8;
const APPROVED: usize = 9;
const ASKED: usize = 10;
const DECIDED: usize = 11;
const COMPLAINT: usize = 12;

impl Matters {
    pub async fn make(stage: &Stage, holder: &Person) -> Self {
        let lawyer = stage.person(Role::Lawyer, None).await;
        let worker = lawyer.worker.to_string();
        let consent = [
            ("asked_on", "2026-02-20"),
            ("recipient", "schools"),
            ("recipient_name", "Schools and colleges"),
            ("purpose", "SERVICE"),
            ("categories", "PERSONAL"),
            ("answer", "GIVEN"),
            ("relied_on", "yes"),
        ];
        let withdrawn = [("withdrawn_at", "2026-02-24 10:00"), ("withdrawn_by", "Mother, by letter")];
        let withdrawn: Vec<_> = consent.into_iter().chain(withdrawn).collect();
        let police = [
            ("received_at", "2026-02-26 10:00"),
            ("officer", "Aidan Sorley"),
            ("rank", "Detective Constable"),
            ("number", "4417"),
            ("station", "Copy Lane"),
            ("channel", "aidan.sorley@police.example"),
            ("checked", "Rang the force"),
            ("authority", "CRIME"),
            ("reference", "DP2-118"),
            ("purpose", "An inquiry."),
            ("items", "Notes"),
            ("prejudices", "yes"),
            ("prejudices_because", "He would hear of it."),
        ];
        let proposed_by = holder.worker.to_string();
        let transfer = [
            ("proposed_on", "2026-02-25"),
            ("recipient", "Tusla"),
            ("country", "IE"),
            ("purpose", "A visit"),
            ("what", "Her name."),
            ("exceptional_because", "Her aunt lives there."),
            ("mechanism", "ADEQUACY"),
            ("proposed_by", proposed_by.as_str()),
        ];
        let approved: Vec<_> = transfer
            .into_iter()
            .chain([
                ("told_on", "2026-02-26"),
                ("told", "That they will hear of her."),
                ("approved_at", "2026-02-27 10:00"),
                ("approved_by", "01900000000070008000000000000001"),
            ])
            .collect();
        let officer = stage.person(Role::AccessOfficer, None).await;
        let asked =
            [("right", "ACCESS"), ("received_on", "2026-02-26"), ("requester", "Nell Thornley"), ("capacity", "SELF")];
        let complained = [
            ("received_on", "2026-02-26"),
            ("complainant", "Kim Hale"),
            ("capacity", "RELATIVE"),
            ("what", "Nobody rang."),
        ];
        let child = Paper::child("Nell", "Thornley", "2016-05-01")
            .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", "Nell was at school.")])
            .with("consent", &consent)
            .with("consent", &withdrawn)
            .with("police_request", &police)
            .with("court_case", &[("application", "CARE"), ("issued_on", "2026-02-16"), ("lawyer", &worker)])
            .with("court_party", &[("name", "Maureen Roe"), ("part", "CARER"), ("joined_on", "2026-02-20")])
            .with("court_party", &[("name", "Kim Hale"), ("part", "CARER"), ("withdrew_on", "2026-02-20")])
            .with("international_transfer", &transfer)
            .with("international_transfer", &approved)
            .with("data_subject_request", &asked)
            .with("data_subject_request", &asked)
            .with("complaint", &complained)
            .held_by(holder)
            .file(stage)
            .await;
        let desk = stage.desk(holder);
        let view = desk.open(child.file, None, None).await.expect("opened");
        let bundle =
            court::propose(&desk, &view, child.records[CASE], "A bundle", &[child.records[NOTE]], "It asks.").await;
        let bundle = bundle.expect("proposed").record;
        let desk = stage.desk(&lawyer);
        let view = desk.open(child.file, None, None).await.expect("opened");
        court::release(&desk, &view, bundle, &["child".to_owned()], false).await.expect("released");
        let papers = decided(stage, holder, &child).await;
        Self { child, lawyer, bundle, officer, papers }
    }

    /// Whether a route is of a matter.
    pub fn has(route: &str) -> bool {
        ["/consent", "/police", "/court", "/abroad", "/requests", "/complaints"]
            .iter()
            .any(|of| route.starts_with(&format!("/children/{{id}}{of}")))
    }

    /// The address of a route.
    pub fn address(&self, route: &str) -> String {
        let at = |place: usize| self.child.records[place].to_string();
        let (record, other) = match route {
            path if path.ends_with("/told") => (at(WITHDRAWN), String::new()),
            path if path.contains("/consent") => (at(GIVEN), String::new()),
            path if path.contains("/police") => (at(POLICE), String::new()),
            path if path.contains("/bundle") => (at(CASE), self.bundle.to_string()),
            path if path.ends_with("/party/{other}/decide") => (at(CASE), at(LEFT)),
            path if path.contains("/court") => (at(CASE), at(PARTY)),
            path if path.ends_with("/send") => (at(APPROVED), String::new()),
            path if path.ends_with("/agree") => (at(DECIDED), String::new()),
            path if path.ends_with("/requests/{record}/take") => (at(COMPLAINT), String::new()),
            path if path.contains("/requests") => (at(ASKED), String::new()),
            path if path.contains("/complaints") => (at(COMPLAINT), String::new()),
            _ => (at(PROPOSED), String::new()),
        };
        let seen = if route.ends_with("/agree") { format!("?seen={}", self.papers) } else { String::new() };
        let act = if route.contains("/complaints") { "close" } else { "proved" };
        let path = route.replace("{id}", &self.child.file.to_string()).replace("{record}", &record);
        format!("{}{seen}", path.replace("{other}", &other).replace("{act}", act))
    }

    /// What a form of the route would send.
    pub fn pairs(&self, route: &str) -> Vec<(&'static str, String)> {
        let note = self.child.records[NOTE].to_string();
        let officer = self.officer.worker.to_string();
        let pairs: Vec<(&'static str, &str)> = match route.trim_start_matches("/children/{id}") {
            "/consent/ask" => vec![
                ("asked_on", "2026-03-01"),
                ("purpose", "SERVICE"),
                ("categories", "PERSONAL"),
                ("answer-nhs", "NOT_SOUGHT"),
                ("not_sought_because", "RISK"),
                ("because", "He reads her telephone."),
                ("relied_on", "yes"),
            ],
            "/consent/processing" => vec![
                ("asked_on", "2026-03-01"),
                ("purpose", "chosen_support"),
                ("given", "yes"),
                ("giver", "CHILD"),
                ("capacity", "UNDERSTANDS"),
                ("explained", "What the group does."),
                ("evidence", "She said so."),
            ],
            "/consent/{record}" => vec![("withdrawn_by", "Mother, by telephone")],
            "/police/new" => vec![
                ("received_at", "2026-03-01 10:00"),
                ("officer", "Aidan Sorley"),
                ("rank", "Detective Constable"),
                ("number", "4417"),
                ("station", "Copy Lane"),
                ("authority", "WARRANT"),
                ("reference", "W-1"),
                ("purpose", "An inquiry."),
                ("items", "Notes"),
                ("prejudices", "no"),
            ],
            "/police/{record}" => vec![("items", &note), ("why_minimum", "No less would do.")],
            "/police/{record}/refuse" => vec![("refused_because", "Ask for less.")],
            "/police/{record}/release" => vec![("released_because", "He was charged.")],
            "/court/{record}/bundle" => vec![("title", "A bundle"), ("because", "It asks."), ("items", &note)],
            "/court/{record}/bundle/{other}" => vec![("to", "child")],
            "/court/{record}/party/{other}" => vec![("offered_on", "2026-02-25"), ("answer", "NO_ANSWER")],
            "/court/{record}/party/{other}/decide" => {
                vec![("decision", "WITHHOLD"), ("apart_because", "She agreed to nothing.")]
            }
            "/abroad/new" => vec![
                ("proposed_on", "2026-03-01"),
                ("recipient", "Tusla"),
                ("country", "IE"),
                ("purpose", "A visit"),
                ("what", "Her name."),
                ("exceptional_because", "Her aunt lives there."),
                ("mechanism", "ADEQUACY"),
            ],
            "/requests/new" => vec![
                ("right", "ACCESS"),
                ("received_on", "2026-02-28"),
                ("channel", "EMAIL"),
                ("requester", "Nell Thornley"),
                ("capacity", "SELF"),
                ("worker", &officer),
            ],
            "/requests/{record}/agree" => vec![("agreed_because", "Nobody else is in it.")],
            "/requests/{record}/{act}" => {
                vec![("identity_how", "Known to her worker"), ("identity_proved_on", "2026-02-28")]
            }
            "/complaints/new" => vec![
                ("received_on", "2026-02-28"),
                ("channel", "EMAIL"),
                ("complainant", "Kim Hale"),
                ("capacity", "RELATIVE"),
                ("what", "Nobody rang."),
                ("worker", &officer),
            ],
            "/abroad/{record}" => vec![("told_on", "2026-03-01"), ("told", "That they will hear of her.")],
            "/abroad/{record}/send" => vec![("basis", "PUBLIC_TASK")],
            "/abroad/{record}/decide" => vec![("decision", "approve"), ("decided_because", "It must be.")],
            _ => vec![],
        };
        pairs.into_iter().map(|(name, value)| (name, value.to_owned())).collect()
    }

    /// Whether the data protection officer uses a route, and nobody who works with the child.
    pub fn is_cleared(route: &str) -> bool {
        route.ends_with("/release")
            || route.ends_with("/agree")
            || route.ends_with("/take") && Self::has(route)
            || route.ends_with("/abroad/{record}/decide")
    }

    /// Whether the lawyer of the case does what a form of this route asks for.
    pub fn is_lawyers(route: &str) -> bool {
        route.contains("/bundle/{other}") || route.ends_with("/party/{other}/decide")
    }
}

/// Decides one of the requests, and gives the fingerprint of the papers that answer it.
async fn decided(stage: &Stage, holder: &Person, child: &Filed) -> String {
    let desk = stage.desk(holder);
    let view = desk.open(child.file, None, None).await.expect("opened");
    let said = |name: &str| match name {
        "outcome" => "GRANTED".to_owned(),
        "no_harm" => "Nobody is harmed.".to_owned(),
        _ => String::new(),
    };
    rights::decide(&desk, &view, child.records[DECIDED], &[child.records[NOTE]], said).await.expect("decided");
    let view = desk.open(child.file, None, None).await.expect("opened");
    let request = rights::request(&view, child.records[DECIDED]).expect("a request");
    request.sha256.reveal().as_ref().expect("a fingerprint").0.clone()
}
