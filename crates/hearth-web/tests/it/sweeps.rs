//! Sweeps over every route there is: a new route without a row here fails.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use hearth_access::{Action, Role};
use hearth_casework::governance::notice::load_own;
use hearth_casework::holds::NewHold;
use hearth_casework::returns::{CollectionYear, Return, kept::sign_off, whole::gather};
use hearth_record::ids::{FileId, WorkerId};
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::{EntryQuery, Outcome};
use hearth_web::ROUTES;
use rstest::rstest;

use crate::{
    browser::{Browser, app},
    promises::disposal::{closed_long_ago, destroy},
    sweeps_matters::Matters,
};

/// What a route leaves in the audit when it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Leaves {
    /// An entry of this action.
    Entry(&'static str),
    /// None: the page is an empty form, or keeps what its writer alone sees.
    Nothing,
}

/// Each use of each route that needs somebody signed in: how it is asked for, what it leaves, and which action the policies
/// are asked about.
const USES: &[(&str, Method, Leaves, Option<&str>)] = &[
    ("/", Method::GET, Leaves::Entry("list.mine"), Some("list_row")),
    ("/sign-out", Method::POST, Leaves::Entry("sign_out"), None),
    ("/find", Method::GET, Leaves::Nothing, None),
    ("/find", Method::POST, Leaves::Entry("person.search"), Some("search")),
    ("/children/new", Method::GET, Leaves::Nothing, Some("start_file")),
    ("/children/new", Method::POST, Leaves::Entry("file.start"), Some("start_file")),
    ("/children/{id}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/family", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/household", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/timeline", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/records", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/records/{record}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/records/{record}/correct", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/records/{record}/correct", Method::POST, Leaves::Entry("record.correct"), Some("open_file")),
    ("/children/{id}/records/{record}/withdraw", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/records/{record}/withdraw", Method::POST, Leaves::Entry("record.withdraw"), Some("open_file")),
    ("/children/{id}/add", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/search", Method::GET, Leaves::Nothing, None),
    ("/search", Method::POST, Leaves::Entry("text.search"), None),
    ("/children/{id}/search", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/search", Method::POST, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/print", Method::POST, Leaves::Entry("file.print"), Some("open_file")),
    ("/children/{id}/conflict", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/conflict", Method::POST, Leaves::Entry("conflict.declare"), Some("open_file")),
    ("/children/{id}/conflict/{record}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/conflict/{record}", Method::POST, Leaves::Entry("conflict.set_aside"), Some("open_file")),
    ("/children/{id}/records/{record}/move", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/records/{record}/move", Method::POST, Leaves::Entry("record.move"), Some("open_file")),
    ("/children/{id}/records/{record}/reveal", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/records/{record}/reveal", Method::POST, Leaves::Entry("address.reveal"), Some("open_file")),
    ("/children/{id}/records/{record}/address", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/records/{record}/address", Method::POST, Leaves::Entry("address.reveal"), Some("open_file")),
    ("/children/{id}/restrict", Method::GET, Leaves::Nothing, Some("restrict")),
    ("/children/{id}/restrict", Method::POST, Leaves::Entry("restriction.set"), Some("restrict")),
    ("/access/emergency", Method::GET, Leaves::Entry("glass.read"), Some("review_access")),
    ("/access/emergency", Method::POST, Leaves::Entry("glass.review"), Some("review_access")),
    ("/reports/activity", Method::GET, Leaves::Entry("report.activity"), Some("view_reports")),
    ("/children/{id}/add/visit", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/add/visit", Method::POST, Leaves::Entry("record.add"), Some("open_file")),
    ("/children/{id}/add/case_note", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/add/case_note", Method::POST, Leaves::Entry("record.add"), Some("open_file")),
    ("/children/{id}/add/{kind}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/add/{kind}", Method::POST, Leaves::Entry("record.add"), Some("open_file")),
    ("/children/{id}/draft/{form}", Method::POST, Leaves::Nothing, Some("record")),
    ("/children/{id}/choose/{form}/{field}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/choose/{form}/{field}", Method::POST, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/purpose", Method::POST, Leaves::Nothing, None),
    ("/children/{id}/break-glass", Method::GET, Leaves::Nothing, None),
    ("/children/{id}/break-glass", Method::POST, Leaves::Entry("glass.break"), Some("break_glass")),
    ("/children/{id}/documents", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/documents", Method::POST, Leaves::Entry("document.store"), Some("open_file")),
    ("/children/{id}/documents/{record}", Method::GET, Leaves::Entry("document.open"), Some("open_file")),
    ("/children/{id}/access", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/contacts/{record}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/contacts/{record}/take", Method::POST, Leaves::Entry("contact.take"), Some("open_file")),
    ("/children/{id}/contacts/{record}/checks", Method::POST, Leaves::Entry("enquiry.ask"), Some("open_file")),
    ("/children/{id}/contacts/{record}/consent", Method::POST, Leaves::Entry("contact.consent"), Some("open_file")),
    ("/children/{id}/contacts/{record}/decision", Method::POST, Leaves::Entry("contact.decide"), Some("open_file")),
    ("/children/{id}/contacts/{record}/feedback", Method::POST, Leaves::Entry("contact.feedback"), Some("open_file")),
    ("/children/{id}/contacts/{record}/harm", Method::POST, Leaves::Entry("contact.danger"), Some("open_file")),
    ("/children/{id}/contacts/{record}/print", Method::POST, Leaves::Entry("file.print"), Some("open_file")),
    ("/duplicates", Method::GET, Leaves::Entry("person.doubles"), Some("review_doubles")),
    ("/duplicates", Method::POST, Leaves::Entry("person.doubles"), Some("review_doubles")),
    ("/adoptions", Method::GET, Leaves::Entry("adopters.list"), Some("hand_over")),
    ("/adoptions/{id}", Method::GET, Leaves::Entry("adopters.look"), Some("hand_over")),
    ("/adoptions/{id}", Method::POST, Leaves::Entry("adopters.hand_over"), Some("hand_over")),
    ("/queue", Method::GET, Leaves::Entry("list.queue"), Some("view_queue")),
    ("/contacts/new", Method::GET, Leaves::Nothing, Some("start_file")),
    ("/contacts/new", Method::POST, Leaves::Nothing, Some("start_file")),
    ("/contacts/new/who", Method::GET, Leaves::Nothing, Some("start_file")),
    ("/contacts/new/who", Method::POST, Leaves::Nothing, Some("start_file")),
    ("/contacts/new/draft", Method::POST, Leaves::Nothing, Some("start_file")),
    ("/enquiries", Method::GET, Leaves::Entry("list.enquiries"), None),
    ("/enquiries/{id}/{record}", Method::GET, Leaves::Entry("enquiry.open"), Some("record")),
    ("/enquiries/{id}/{record}", Method::POST, Leaves::Entry("enquiry.answer"), Some("record")),
    ("/children/{id}/share", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/share/new", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/share/new", Method::POST, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/share/send/{seen}", Method::POST, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/share/urgent", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/share/urgent", Method::POST, Leaves::Entry("share.urgent"), Some("open_file")),
    ("/children/{id}/share/family", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/share/{record}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/share/{record}/{act}", Method::POST, Leaves::Entry("share.told"), Some("open_file")),
    ("/children/{id}/consent", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/consent/ask", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/consent/ask", Method::POST, Leaves::Entry("consent.asked"), Some("open_file")),
    ("/children/{id}/consent/processing", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/consent/processing", Method::POST, Leaves::Entry("processing_consent.asked"), Some("open_file")),
    ("/children/{id}/consent/{record}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/consent/{record}", Method::POST, Leaves::Entry("consent.withdrawn"), Some("open_file")),
    ("/children/{id}/consent/{record}/told", Method::POST, Leaves::Entry("consent.recipient_told"), Some("open_file")),
    ("/children/{id}/police", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/police/new", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/police/new", Method::POST, Leaves::Entry("police_request.taken"), Some("open_file")),
    ("/children/{id}/police/{record}", Method::GET, Leaves::Entry("police_request.read"), Some("open_file")),
    ("/children/{id}/police/{record}", Method::POST, Leaves::Entry("police_request.answered"), Some("open_file")),
    ("/children/{id}/police/{record}/refuse", Method::POST, Leaves::Entry("police_request.refused"), Some("open_file")),
    (
        "/children/{id}/police/{record}/release",
        Method::GET,
        Leaves::Entry("police_request.read"),
        Some("clear_disclosure"),
    ),
    (
        "/children/{id}/police/{record}/release",
        Method::POST,
        Leaves::Entry("police_request.released"),
        Some("clear_disclosure"),
    ),
    ("/children/{id}/court/{record}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/court/{record}/bundle", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/court/{record}/bundle", Method::POST, Leaves::Entry("court_bundle.proposed"), Some("open_file")),
    ("/children/{id}/court/{record}/bundle/{other}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    (
        "/children/{id}/court/{record}/bundle/{other}",
        Method::POST,
        Leaves::Entry("court_bundle.released"),
        Some("open_file"),
    ),
    (
        "/children/{id}/court/{record}/bundle/{other}/papers",
        Method::POST,
        Leaves::Entry("share.send"),
        Some("open_file"),
    ),
    ("/children/{id}/court/{record}/party/{other}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    (
        "/children/{id}/court/{record}/party/{other}",
        Method::POST,
        Leaves::Entry("court_party.offered"),
        Some("open_file"),
    ),
    (
        "/children/{id}/court/{record}/party/{other}/decide",
        Method::POST,
        Leaves::Entry("court_party.decided"),
        Some("open_file"),
    ),
    ("/children/{id}/abroad", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/abroad/new", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/abroad/new", Method::POST, Leaves::Entry("transfer.proposed"), Some("open_file")),
    ("/children/{id}/abroad/{record}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/abroad/{record}", Method::POST, Leaves::Entry("transfer.told"), Some("open_file")),
    ("/children/{id}/abroad/{record}/send", Method::POST, Leaves::Entry("transfer.sent"), Some("open_file")),
    ("/children/{id}/abroad/{record}/decide", Method::GET, Leaves::Entry("transfer.read"), Some("clear_disclosure")),
    (
        "/children/{id}/abroad/{record}/decide",
        Method::POST,
        Leaves::Entry("transfer.approved"),
        Some("clear_disclosure"),
    ),
    ("/children/{id}/requests", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/requests/new", Method::GET, Leaves::Entry("request.begin"), Some("take_request")),
    ("/children/{id}/requests/new", Method::POST, Leaves::Entry("request.take"), Some("take_request")),
    ("/children/{id}/requests/{record}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/requests/{record}/agree", Method::GET, Leaves::Entry("request.read"), Some("clear_disclosure")),
    ("/children/{id}/requests/{record}/agree", Method::POST, Leaves::Entry("request.agree"), Some("clear_disclosure")),
    ("/children/{id}/requests/{record}/take", Method::GET, Leaves::Entry("request.begin"), Some("take_request")),
    ("/children/{id}/requests/{record}/take", Method::POST, Leaves::Entry("request.take_over"), Some("take_request")),
    ("/children/{id}/requests/{record}/{act}", Method::POST, Leaves::Entry("request.proved"), Some("open_file")),
    ("/children/{id}/complaints/new", Method::GET, Leaves::Entry("request.begin"), Some("take_request")),
    ("/children/{id}/complaints/new", Method::POST, Leaves::Entry("complaint.take"), Some("take_request")),
    ("/children/{id}/complaints/{record}", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/children/{id}/complaints/{record}/{act}", Method::POST, Leaves::Entry("complaint.close"), Some("open_file")),
    ("/rights", Method::GET, Leaves::Entry("request.list"), Some("read_requests")),
    ("/reports/not-asked", Method::GET, Leaves::Entry("report.not_sought"), Some("view_reports")),
    ("/sharing", Method::GET, Leaves::Entry("sharing.look"), Some("read_sharing")),
    ("/returns", Method::GET, Leaves::Nothing, Some("run_return")),
    ("/returns/{code}", Method::GET, Leaves::Entry("return.look"), Some("run_return")),
    ("/returns/kept/{year}/{record}", Method::GET, Leaves::Entry("return.open"), Some("run_return")),
    ("/returns/sign", Method::POST, Leaves::Entry("return.make"), Some("sign_return")),
    ("/returns/sent", Method::POST, Leaves::Nothing, Some("run_return")),
    ("/returns", Method::POST, Leaves::Entry("return.make"), Some("run_return")),
    ("/returns/findings", Method::POST, Leaves::Entry("return.make"), Some("run_return")),
    ("/returns/check", Method::GET, Leaves::Nothing, Some("run_return")),
    ("/returns/check", Method::POST, Leaves::Entry("return.check"), Some("run_return")),
    ("/retention", Method::GET, Leaves::Entry("disposal.list"), Some("propose_disposal")),
    ("/retention", Method::POST, Leaves::Entry("disposal.propose"), Some("propose_disposal")),
    ("/retention/schedule", Method::GET, Leaves::Nothing, Some("propose_disposal")),
    ("/retention/schedule", Method::POST, Leaves::Entry("retention.look"), Some("propose_disposal")),
    ("/retention/schedule/try", Method::GET, Leaves::Nothing, Some("propose_disposal")),
    ("/retention/schedule/try", Method::POST, Leaves::Entry("schedule.try"), Some("propose_disposal")),
    ("/children/{id}/kept", Method::GET, Leaves::Entry("retention.read"), Some("read_retention")),
    ("/retention/ask", Method::GET, Leaves::Nothing, Some("ask_after_destroyed")),
    ("/retention/ask", Method::POST, Leaves::Entry("disposal.ask"), Some("ask_after_destroyed")),
    ("/retention/holds", Method::GET, Leaves::Nothing, Some("manage_holds")),
    ("/retention/holds", Method::POST, Leaves::Entry("hold.open"), Some("manage_holds")),
    ("/retention/holds/{hold}", Method::GET, Leaves::Nothing, Some("manage_holds")),
    ("/retention/holds/{hold}", Method::POST, Leaves::Entry("hold.propose_closing"), Some("manage_holds")),
    ("/retention/batches/{batch}", Method::GET, Leaves::Entry("disposal.list"), Some("propose_disposal")),
    ("/retention/batches/{batch}", Method::POST, Leaves::Entry("disposal.stop"), Some("propose_disposal")),
    ("/retention/batches/{batch}/files/{item}", Method::GET, Leaves::Entry("disposal.look"), Some("propose_disposal")),
    (
        "/retention/batches/{batch}/files/{item}",
        Method::POST,
        Leaves::Entry("disposal.review"),
        Some("propose_disposal"),
    ),
    ("/retention/certificates/{file}", Method::GET, Leaves::Nothing, Some("propose_disposal")),
    ("/retention/certificates/{file}/proof", Method::GET, Leaves::Nothing, Some("propose_disposal")),
    ("/reports/first-help", Method::GET, Leaves::Entry("report.first_help"), Some("view_reports")),
    ("/settings", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/notice", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/notice", Method::POST, Leaves::Entry("notice.approve"), Some("approve_notice")),
    ("/settings/notice/own", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/notice/own", Method::POST, Leaves::Entry("notice.load"), Some("read_register")),
    ("/settings/purposes", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/purposes.csv", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/purposes/new", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/purposes/new", Method::POST, Leaves::Entry("purpose.add"), Some("approve_rules")),
    ("/settings/legislation", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/legislation/new", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/legislation/new", Method::POST, Leaves::Entry("statute.add"), Some("approve_rules")),
    ("/settings/recipients", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/recipients/key", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/recipients/key", Method::POST, Leaves::Entry("key.check"), Some("approve_rules")),
    ("/settings/recipients/{code}/key/end", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/recipients/{code}/key/end", Method::POST, Leaves::Entry("key.end"), Some("approve_rules")),
    ("/settings/agreements", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/agreements/new", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/agreements/new", Method::POST, Leaves::Entry("agreement.make"), Some("approve_rules")),
    ("/settings/agreements/{code}/end", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/agreements/{code}/end", Method::POST, Leaves::Entry("agreement.end"), Some("approve_rules")),
    ("/settings/automated", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/settings/contacts", Method::GET, Leaves::Entry("register.read"), Some("read_register")),
    ("/api/v1/session", Method::GET, Leaves::Nothing, None),
    ("/api/v1/children/{id}/kept", Method::GET, Leaves::Entry("retention.read"), Some("read_retention")),
    ("/api/v1/children/{id}/shares", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/api/v1/children/{id}/shares", Method::POST, Leaves::Entry("share.withhold"), Some("open_file")),
    ("/api/v1/children/{id}/shares/choices", Method::GET, Leaves::Entry("file.open"), Some("open_file")),
    ("/api/v1/children/{id}/shares/preview", Method::POST, Leaves::Entry("file.open"), Some("open_file")),
    ("/api/v1/children/{id}/shares/urgent", Method::POST, Leaves::Entry("share.urgent"), Some("open_file")),
    ("/api/v1/children/{id}/shares/{record}/{act}", Method::POST, Leaves::Entry("share.told"), Some("open_file")),
    ("/api/v1/sharing", Method::GET, Leaves::Entry("sharing.look"), Some("read_sharing")),
    ("/api/v1/retention", Method::GET, Leaves::Entry("disposal.list"), Some("propose_disposal")),
    ("/api/v1/retention", Method::POST, Leaves::Entry("disposal.propose"), Some("propose_disposal")),
    ("/api/v1/retention/batches/{batch}", Method::GET, Leaves::Entry("disposal.list"), Some("propose_disposal")),
    ("/api/v1/retention/batches/{batch}", Method::POST, Leaves::Entry("disposal.stop"), Some("propose_disposal")),
    (
        "/api/v1/retention/batches/{batch}/files/{item}",
        Method::POST,
        Leaves::Entry("disposal.review"),
        Some("propose_disposal"),
    ),
    ("/api/v1/retention/certificates/{file}", Method::GET, Leaves::Nothing, Some("propose_disposal")),
    ("/api/v1/retention/holds", Method::GET, Leaves::Nothing, Some("manage_holds")),
    ("/api/v1/retention/holds", Method::POST, Leaves::Entry("hold.open"), Some("manage_holds")),
    ("/api/v1/retention/holds/{hold}", Method::POST, Leaves::Entry("hold.propose_closing"), Some("manage_holds")),
];

/// An agreement with schools.
const AGREEMENT: [(&str, &str); 8] = [
    ("code", "schools_2026"),
    ("name", "Protocol with schools"),
    ("sort", "protocol"),
    ("recipients", "schools"),
    ("scope", "What a school needs to keep a child safe"),
    ("purposes", "safeguarding"),
    ("from", "2026-03-02"),
    ("safeguards", "Named contacts"),
];

/// A key of the police, as somebody read it out whom the council knows.
const KEY: [(&str, &str); 6] = [
    ("recipient", "police"),
    ("key", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p"),
    ("fingerprint", "cf7e5682313150685bf16e42c4ea48e1"),
    ("read_by", "Sgt Rowe"),
    ("rung", "0151 496 0999"),
    ("checked_on", "2026-03-02"),
];

/// A hold, a batch with a file in it, and a file that was destroyed, each by its id; ids of nothing until they are made.
struct Ends {
    hold: String,
    batch: String,
    item: String,
    destroyed: String,
}

impl Ends {
    fn none() -> Self {
        let none = "01900000000070008000000000000009";
        Self { hold: none.to_owned(), batch: none.to_owned(), item: none.to_owned(), destroyed: none.to_owned() }
    }

    async fn make(stage: &Stage) -> Self {
        let manager = stage.desk(&stage.person(Role::RecordsManager, None).await);
        let hold = NewHold {
            name: "Inquiry".to_owned(),
            authority: "The inquiry".to_owned(),
            reason: "It asked for it.".to_owned(),
            scope: "SEXUAL_ABUSE".to_owned(),
            served: (None, None),
            review_on: Some(jiff::civil::date(2027, 1, 1)),
        };
        let hold = hearth_casework::holds::open(&manager, hold).await.expect("opened");
        let gone = closed_long_ago("Gone").file(stage).await;
        destroy(stage, &gone).await;
        closed_long_ago("Ada").file(stage).await;
        let batch = hearth_casework::disposal::propose(&manager).await.expect("proposed").batch.expect("a batch");
        let (_, items) = hearth_casework::disposal::one(&manager, batch).await.expect("a batch");
        closed_long_ago("Eve").file(stage).await;
        Self {
            hold: hold.to_string(),
            batch: batch.to_string(),
            item: items[0].id.to_string(),
            destroyed: gone.file.to_string(),
        }
    }
}

/// A child with a note and a document, and the worker who holds the case.
struct Scene {
    stage: Stage,
    priya: Person,
    child: Filed,
    other: Filed,
    document: String,
    /// The record of a census that was signed off.
    signed: String,
    /// What the records service works on.
    ends: Ends,
    /// Another child, with a matter of every sort.
    matters: Matters,
}

async fn signed_return(stage: &Stage) -> String {
    let head = stage.person(Role::HeadOfService, None).await;
    let desk = stage.desk(&head);
    let year = CollectionYear::ending(2026).expect("a year");
    let census = gather(&desk, Return::Cin, year, |_| ()).await.expect("gathered");
    let signed = sign_off(&desk, &census, &census.checked(), "nothing is known yet").await.expect("signed");
    signed.to_string()
}

impl Scene {
    async fn open(engine: Engine) -> Option<Self> {
        let stage = Stage::open(engine).await?;
        let priya = stage.person(Role::MashManager, Some("mash")).await;
        let note = [("occurred_at", "2026-02-20 10:00"), ("body", "Mia was at school and well.")];
        let contact = [("received_at", "2026-02-27 10:00"), ("source", "2A"), ("told", "Mia came without a coat.")];
        let decided = [
            ("received_at", "2026-01-20 10:00"),
            ("source", "2A"),
            ("decision", "ADVICE"),
            ("decided_at", "2026-01-21 09:00"),
        ];
        let asked = [("agency", "HEALTH"), ("asked_at", "2026-02-27 11:00"), ("question", "Is Mia known to you?")];
        let glass = [
            ("worker", "01900000000070008000000000000001"),
            ("reason", "the police asked at night"),
            ("at", "2026-03-01 02:00"),
            ("until", "2026-03-01 06:00"),
        ];
        let adopted =
            [("started", "2025-08-11"), ("category_of_need", "N1"), ("ended", "2026-02-10"), ("end_reason", "E12")];
        let other = Paper::child("Zoe", "Abney", "2018-05-01").held_by(&priya).file(&stage).await;
        let child = Paper::child("Mia", "Thornley", "2016-05-01")
            .with("case_note", &note)
            .with("contact", &contact)
            .with("contact", &decided)
            .with("mash_enquiry", &asked)
            .with("address", &[("address_type", "HOME"), ("street", "Quay Road"), ("protected", "yes")])
            .with("broken_glass", &glass)
            .conflict_of(WorkerId::from_bytes([9; 16]), false)
            .with("period_of_care", &adopted)
            .with(
                "sharing",
                &[("shared_at", "2026-02-25 10:00"), ("recipient", "Housing"), ("purpose", "To find a flat")],
            )
            .held_by(&priya)
            .file(&stage)
            .await;
        let mut browser = Browser::of(&stage, &priya).await;
        let path = format!("{}/documents", child.page());
        browser.see(&path).await;
        let stored =
            browser.upload(&path, &[("title", "A letter"), ("received_on", "2026-02-20")], b"%PDF-1.4 letter").await;
        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text());
        let page = browser.see(&path).await.body;
        let document =
            crate::markup::between(&page, &format!("{path}/"), "\"").expect("a link to the document").to_owned();
        let signed = signed_return(&stage).await;
        let dpo = stage.person(Role::Dpo, None).await;
        let loaded = load_own(&stage.desk(&dpo), "Privacy notice", "We are the council.", "").await;
        assert_eq!(loaded.expect("loaded"), 1);
        let owner = stage.person(Role::AssetOwner, None).await;
        Browser::of(&stage, &owner).await.post("/settings/recipients/key", &KEY).await;
        let matters = Matters::make(&stage, &priya).await;
        Some(Self { stage, priya, child, other, document, signed, ends: Ends::none(), matters })
    }

    /// A route's address with what stands in this scene in its places.
    fn address(&self, route: &str) -> String {
        if Matters::has(route) {
            return self.matters.address(route);
        }
        let place = match route {
            path if path.ends_with("/feedback") => 3,
            path if path.contains("/contacts/") => 2,
            path if path.contains("enquiries") => 4,
            path if path.ends_with("/reveal") || path.ends_with("/address") => 5,
            path if path.contains("/conflict/") => 7,
            _ => 1,
        };
        let record = match route {
            // The last but one: after it stands who holds the case.
            route if route.contains("/share") => self.child.records[self.child.records.len() - 2].to_string(),
            route if route.contains("documents") => self.document.clone(),
            route if route.contains("/kept/") => self.signed.clone(),
            _ => self.child.records[place].to_string(),
        };
        let code = match route {
            route if route.contains("/agreements/") => "swaca_contract",
            route if route.contains("/recipients/") => "police",
            _ => "cin",
        };
        route
            .replace("{id}", &self.child.file.to_string())
            .replace("{record}", &record)
            .replace("{act}", "told")
            .replace("{seen}", "nothing")
            .replace("{token}", "0123456789abcdef")
            .replace("{kind}", "case_note")
            .replace("{form}", "add:case_note")
            .replace("{code}", code)
            .replace("{year}", "2026")
            .replace("{authority}", "sefton")
            .replace("{number}", "1")
            .replace("{field}", "people")
            .replace("{hold}", &self.ends.hold)
            .replace("{batch}", &self.ends.batch)
            .replace("{item}", &self.ends.item)
            .replace("{file}", &self.ends.destroyed)
            .replace("{*path}", "hearth.css")
    }

    /// What a form of the route would send.
    fn pairs(route: &str) -> Vec<(&'static str, &'static str)> {
        match route {
            route if route.starts_with("/api/") => crate::api::answers(route),
            "/find" => vec![("q", "Mia Thornley")],
            "/returns" | "/returns/findings" | "/returns/sign" | "/returns/sent" => {
                vec![("return", "cin"), ("year", "2026")]
            }
            "/returns/check" => vec![("return", "ssda903"), ("year", "2026")],
            "/children/new" => vec![("forename", "Ada"), ("surname", "Quarmby")],
            path if path.ends_with("/correct") => vec![
                ("from", "1"),
                ("because", "the school rang"),
                ("occurred_at", "2026-02-20 10:00"),
                ("body", "Mia was away."),
            ],
            path if path.ends_with("/checks") => {
                vec![("agency", "POLICE"), ("question", "Is Mia known to you?"), ("basis", "PUBLIC_TASK")]
            }
            path if path.ends_with("/consent") => vec![("consent_known", "GIVEN")],
            path if path.ends_with("/decision") => {
                vec![("decision-0", "ADVICE"), ("threshold", "1"), ("rationale", "It was a warm day.")]
            }
            path if path.ends_with("/feedback") => vec![("feedback", "Thank you for telling us.")],
            path if path.starts_with("/enquiries/") => vec![("answer", "Not known to us.")],
            path if path.starts_with("/contacts/new") => vec![("p0-forename", "Mia")],
            path if path.ends_with("/move") => vec![("because", "it is her sister's")],
            path if path.ends_with("/reveal") || path.ends_with("/address") => vec![("reason", "visit this afternoon")],
            path if path.ends_with("/restrict") => vec![("reason", "a parent works for the council")],
            "/access/emergency" => vec![("review", "RIGHT")],
            "/retention/ask" => vec![
                ("given", "Ada"),
                ("family", "Reeve"),
                ("born-day", "1"),
                ("born-month", "2"),
                ("born-year", "2009"),
            ],
            "/retention/schedule" => vec![("act", "count")],
            "/retention/schedule/try" => {
                vec![("act", "try"), ("K02", "8"), ("from-day", "1"), ("from-month", "1"), ("from-year", "2027")]
            }
            "/retention/holds" => vec![
                ("name", "Inquiry"),
                ("authority", "The inquiry"),
                ("reason", "It asked."),
                ("scope", "BY_HAND"),
                ("review_on-day", "1"),
                ("review_on-month", "2"),
                ("review_on-year", "2027"),
            ],
            "/retention/holds/{hold}" => vec![("act", "propose"), ("because", "It has reported.")],
            "/retention/batches/{batch}" => vec![("act", "stop"), ("because", "The rule is looked at.")],
            "/retention/batches/{batch}/files/{item}" => vec![("act", "decide"), ("decision", "DESTROY")],
            "/adoptions/{id}" => vec![("number", "2"), ("sex", "MF"), ("legal_status", "L11")],
            path if path.ends_with("/share/urgent") => {
                vec![("who", "The night nurse"), ("what", "She is with her father."), ("why", "He threatened her.")]
            }
            path if path.ends_with("/share/{record}/{act}") => vec![("told_why", "that housing was told")],
            path if path.ends_with("/search") => vec![("q", "school")],
            path if path.ends_with("/conflict") => vec![("tie", "her aunt is my neighbour")],
            path if path.contains("/conflict/") => vec![("because", "another of the same name")],
            path if path.ends_with("/add/visit") => vec![("context", "CIN"), ("visited_on", "2026-02-21")],
            path if path.ends_with("/add/case_note") => {
                vec![("occurred_at", "2026-02-21 09:30"), ("body", "Rang the school.")]
            }
            path if path.ends_with("/withdraw") => vec![("because", "it is another child's")],
            path if path.ends_with("{kind}") => vec![("occurred_at", "2026-02-21 09:30"), ("body", "Rang the school.")],
            path if path.ends_with("{field}") => vec![("q", "Mia Thornley")],
            path if path.ends_with("{form}") => vec![("body", "Half a sent")],
            path if path.ends_with("/purpose") => vec![("purpose", "front_door_check")],
            path if path.ends_with("/break-glass") => vec![("reason", "police ask whether she may go home tonight")],
            path if path.ends_with("/documents") => vec![("title", "Another letter"), ("received_on", "2026-02-21")],
            "/settings/notice" => vec![("act", "own"), ("version", "1")],
            "/settings/notice/own" => vec![("title", "Privacy notice"), ("text", "We are the council.")],
            "/settings/legislation/new" => {
                vec![
                    ("code", "EA1996"),
                    ("title", "Education Act 1996"),
                    ("from", "1996-07-24"),
                    ("functions", "Schools"),
                ]
            }
            "/settings/purposes/new" => vec![
                ("code", "schools"),
                ("name", "keep in touch with schools"),
                ("article6", "6(1)(e)"),
                ("categories", "PERSONAL"),
                ("powers", "CA1989"),
            ],
            "/settings/agreements/new" => AGREEMENT.to_vec(),
            "/settings/recipients/key" => KEY.to_vec(),
            "/settings/recipients/{code}/key/end" => vec![("because", "their laptop was stolen")],
            "/settings/agreements/{code}/end" => vec![("until", "2026-03-31"), ("because", "the service closes")],
            _ => vec![],
        }
    }

    /// The file that a route is of.
    fn file_of(&self, route: &str) -> FileId {
        if Matters::has(route) { self.matters.child.file } else { self.child.file }
    }

    async fn use_route(
        &self,
        browser: &mut Browser,
        route: &str,
        method: &Method,
        token: bool,
    ) -> crate::browser::Page {
        let of_matter = if Matters::has(route) { self.matters.pairs(route) } else { Vec::new() };
        let (path, mut pairs): (String, Vec<(&str, &str)>) = (self.address(route), Self::pairs(route));
        if Matters::has(route) {
            pairs = of_matter.iter().map(|(name, value)| (*name, value.as_str())).collect();
        }
        let (worker, to) = (self.priya.worker.to_string(), self.other.file.to_string());
        let (file, glass) = (self.child.file.to_string(), self.child.records[6].to_string());
        match route {
            route if route.ends_with("/restrict") => pairs.push(("allowed", &worker)),
            route if route.ends_with("/move") => pairs.push(("to", &to)),
            "/access/emergency" => pairs.extend([("file", file.as_str()), ("record", &glass)]),
            _ => {}
        }
        if *method == Method::GET {
            return browser.get(&path).await;
        }
        let held = std::mem::take(&mut browser.csrf);
        if token {
            browser.csrf.clone_from(&held);
        }
        let page = if route == "/children/{id}/documents" {
            browser.upload(&path, &pairs, b"%PDF-1.4 another letter").await
        } else if route == "/returns/check" {
            browser
                .upload(&path, &pairs, b"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,F,16/03/2015,WBRI,UN3,,\n")
                .await
        } else {
            browser.post(&path, &pairs).await
        };
        browser.csrf = held;
        page
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_router_has_the_routes_of_the_list_and_no_other() {
    let stage = Stage::open(Engine::Sqlite).await.expect("SQLite is always there");
    // axum shows what it routes only to who debugs it: the paths stand in the map from number to path.
    let shown = format!("{:?}", app(&stage));
    let routed: BTreeSet<&str> =
        shown.split('"').filter(|part| part.starts_with('/') && !part.contains("__private")).collect();
    let listed: BTreeSet<&str> = ROUTES.iter().map(|route| route.path).collect();
    assert_eq!(routed, listed);
}

#[test]
fn every_route_that_needs_somebody_signed_in_is_swept() {
    let swept: BTreeSet<&str> = USES.iter().map(|(path, ..)| *path).collect();
    let needed: BTreeSet<&str> = ROUTES.iter().filter(|route| !route.public).map(|route| route.path).collect();
    assert_eq!(swept, needed);
    let codes: BTreeSet<&str> = Action::ALL.iter().map(|action| action.code()).collect();
    assert!(USES.iter().filter_map(|(.., action)| *action).all(|action| codes.contains(action)));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn every_route_answers_401_to_nobody_and_shows_nothing(#[case] engine: Engine) {
    let Some(scene) = Scene::open(engine).await else { return };
    let before = scene.stage.whole_audit("sefton").await.len();
    let mut nobody = Browser::new(&scene.stage);
    for (route, method, ..) in USES {
        let page = scene.use_route(&mut nobody, route, method, true).await;
        assert_eq!(page.status, StatusCode::UNAUTHORIZED, "{method} {route}");
        let asked_in = if route.starts_with("/api/") { "\"code\":\"signed_out\"" } else { "name=\"password\"" };
        assert!(page.body.contains(asked_in) && !page.body.contains("Thornley"), "{method} {route}");
    }
    for route in ROUTES.iter().filter(|route| route.public) {
        assert_ne!(nobody.get(&scene.address(route.path)).await.status, StatusCode::UNAUTHORIZED, "{}", route.path);
    }
    assert_eq!(nobody.get("/anything/else").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(scene.stage.whole_audit("sefton").await.len(), before, "nobody did nothing");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn every_use_of_a_route_leaves_its_entry_in_the_audit(#[case] engine: Engine) {
    for (route, method, leaves, _) in USES {
        // A sheet of its own for each: withdrawing, signing out and correcting change what comes after.
        if *method == Method::GET {
            continue;
        }
        let Some(mut scene) = Scene::open(engine).await else { return };
        let mut browser = Browser::of(&scene.stage, &scene.priya).await;
        leaves_its_entry(&mut scene, &mut browser, route, method, *leaves).await;
    }
    let Some(mut scene) = Scene::open(engine).await else { return };
    let mut browser = Browser::of(&scene.stage, &scene.priya).await;
    for (route, method, leaves, _) in USES.iter().filter(|(_, method, ..)| *method == Method::GET) {
        leaves_its_entry(&mut scene, &mut browser, route, method, *leaves).await;
    }
    for child in [&scene.child, &scene.matters.child] {
        let log = browser.see(&format!("{}/access", child.page())).await.text();
        for entry in scene.stage.audit(&EntryQuery::File(child.file)).await {
            assert!(!log.contains(&entry.action), "codes are not words: {}", entry.action);
        }
    }
}

async fn leaves_its_entry(scene: &mut Scene, browser: &mut Browser, route: &str, method: &Method, leaves: Leaves) {
    let desk = route.strip_prefix("/api/v1").unwrap_or(route);
    // Returns are made and signed off by those who answer for them, and the adoption service hands over what they ask of it.
    let role = match route {
        "/settings/notice" => Role::Dpo,
        route if route.starts_with("/settings") => Role::AssetOwner,
        route if route.starts_with("/adoptions") => Role::AdoptionWorker,
        "/rights" => Role::AccessOfficer,
        _ if desk.starts_with("/retention") || desk.ends_with("/kept") => Role::RecordsManager,
        route if Matters::is_cleared(route) => Role::Dpo,
        _ => Role::HeadOfService,
    };
    if desk.starts_with("/retention") && scene.ends.hold == Ends::none().hold {
        scene.ends = Ends::make(&scene.stage).await;
    }
    let other = scene.stage.person(role, None).await;
    let mut others = Browser::of(&scene.stage, &other).await;
    let (browser, account) =
        if ["/returns", "/adoptions", "/settings", "/retention", "/rights"].iter().any(|of| desk.starts_with(of))
            || desk.ends_with("/kept")
        {
            (&mut others, other.account)
        } else {
            (browser, scene.priya.account)
        };
    let mut cleared =
        Browser::of(&scene.stage, if Matters::is_lawyers(route) { &scene.matters.lawyer } else { &other }).await;
    let (browser, account) = match route {
        route if Matters::has(route) && Matters::is_lawyers(route) => (&mut cleared, scene.matters.lawyer.account),
        route if Matters::has(route) && Matters::is_cleared(route) => (&mut cleared, other.account),
        _ => (browser, account),
    };
    let query = EntryQuery::Account(account);
    let before = scene.stage.audit(&query).await.len();
    let page = scene.use_route(browser, route, method, true).await;
    assert!(
        page.status.is_success() || page.status.is_redirection(),
        "{method} {route}: {} {}",
        page.status,
        page.text()
    );
    let after = scene.stage.audit(&query).await.split_off(before);
    match leaves {
        Leaves::Entry(action) => {
            let of_the_file = |file| !route.contains("{id}") || file == Some(scene.file_of(route));
            let left = after
                .iter()
                .any(|entry| entry.action == action && entry.outcome == Outcome::Done && of_the_file(entry.file));
            assert!(left, "{method} {route} leaves {after:?}");
        }
        Leaves::Nothing => {
            assert!(after.iter().all(|entry| entry.outcome == Outcome::Done), "{method} {route}: {after:?}");
        }
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn every_route_of_a_file_asks_the_policies_and_a_refusal_is_in_the_audit(#[case] engine: Engine) {
    let Some(scene) = Scene::open(engine).await else { return };
    // A worker whom nothing connects with the child, and an administrator, who opens no file at all.
    for (role, may_break_glass) in [(Role::CorporateParent, true), (Role::Administrator, false)] {
        let stranger = scene.stage.person(role, None).await;
        let mut browser = Browser::of(&scene.stage, &stranger).await;
        let asked = USES.iter().filter(|(route, _, _, action)| route.contains("{id}") && action.is_some());
        for (route, method, _, action) in asked {
            if *action == Some("break_glass") && may_break_glass {
                continue;
            }
            let query = EntryQuery::Account(stranger.account);
            let before = scene.stage.audit(&query).await.len();
            let page = scene.use_route(&mut browser, route, method, true).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{role} {method} {route}: {}", page.text());
            assert!(!page.body.contains("Thornley") && !page.body.contains("Mia"), "{role} {method} {route}");
            let after = scene.stage.audit(&query).await.split_off(before);
            let denied = after.iter().any(|entry| {
                entry.outcome == Outcome::Denied
                    && Some(entry.action.as_str()) == *action
                    && entry.file == Some(scene.file_of(route))
            });
            assert!(denied, "{role} {method} {route}: {after:?}");
        }
    }
    assert_eq!(scene.stage.instance.store.load(scene.child.file, None).await.expect("the file").versions.len(), 12);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn every_post_without_its_token_is_refused_and_changes_nothing(#[case] engine: Engine) {
    let Some(scene) = Scene::open(engine).await else { return };
    let before = scene.stage.whole_audit("sefton").await.len();
    let mut browser = Browser::of(&scene.stage, &scene.priya).await;
    let gareth = scene.stage.person(Role::TeamManager, Some("locality_north")).await;
    let others = Browser::of(&scene.stage, &gareth).await.csrf;
    for (route, method, ..) in USES.iter().filter(|(_, method, ..)| *method == Method::POST) {
        let page = scene.use_route(&mut browser, route, method, false).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{route} without a token");
        let said = if route.starts_with("/api/") { "\"code\":\"token\"" } else { "This form has expired" };
        assert!(page.text().contains(said), "{route}: {}", page.text());
        let own = std::mem::replace(&mut browser.csrf, others.clone());
        let page = scene.use_route(&mut browser, route, method, true).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{route} with another's token");
        browser.csrf = own;
    }
    let store = &scene.stage.instance.store;
    assert_eq!(store.load(scene.child.file, None).await.expect("the file").versions.len(), 12, "nothing was written");
    assert!(store.drafts_of(scene.priya.account).await.expect("drafts").is_empty());
    let reads = ["account.open", "sign_in", "list.mine", "list.team", "file.open"];
    let done = scene.stage.whole_audit("sefton").await.split_off(before);
    assert!(done.iter().all(|entry| reads.contains(&entry.action.as_str())), "{done:?}");
    assert_eq!(browser.get("/").await.status, StatusCode::OK, "the session goes on");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_that_another_site_sends_signs_nobody_in() {
    let stage = Stage::open(Engine::Sqlite).await.expect("SQLite is always there");
    let priya = stage.person(Role::SocialWorker, None).await;
    let body = crate::markup::encoded(&[("login", &priya.login), ("password", hearth_stage::PASSWORD)]);
    for (site, status) in [
        ("cross-site", StatusCode::FORBIDDEN),
        ("same-site", StatusCode::FORBIDDEN),
        ("same-origin", StatusCode::SEE_OTHER),
    ] {
        let request = axum::http::Request::post("/sign-in")
            .header("sec-fetch-site", site)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(axum::body::Body::from(body.clone()))
            .expect("a request");
        let response = tower::ServiceExt::oneshot(app(&stage), request).await.expect("an answer");
        assert_eq!(response.status(), status, "{site}");
        assert_eq!(response.headers().contains_key("set-cookie"), status == StatusCode::SEE_OTHER, "{site}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_answer_carries_the_headers_that_a_browser_must_keep_to() {
    let scene = Scene::open(Engine::Sqlite).await.expect("SQLite is always there");
    let mut browser = Browser::of(&scene.stage, &scene.priya).await;
    let mut answers = vec![
        browser.without_session().get("/").await,
        browser.get("/nowhere").await,
        browser.request(Method::DELETE, &scene.child.page(), None).await,
        browser.request(Method::POST, "/find", Some(("text/plain", b"q=x".to_vec()))).await,
        browser.get("/assets/hearth.css").await,
        browser.get("/assets/nothing.css").await,
        browser.post_bare("/find", &[]).await,
    ];
    for (route, method, ..) in USES {
        answers.push(scene.use_route(&mut browser, route, method, true).await);
        if *route == "/sign-out" {
            browser = Browser::of(&scene.stage, &scene.priya).await;
        }
    }
    for page in answers {
        let header =
            |name: &str| page.headers.get(name).map(|value| value.to_str().expect("letters")).unwrap_or_default();
        let policy = header("content-security-policy");
        for part in [
            "default-src 'none'",
            "script-src 'self'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "base-uri 'none'",
        ] {
            assert!(policy.contains(part), "{}: {policy}", page.status);
        }
        assert!(!policy.contains("unsafe"));
        assert_eq!(header("x-content-type-options"), "nosniff");
        assert_eq!(header("x-frame-options"), "DENY");
        assert_eq!(header("referrer-policy"), "same-origin");
        assert!(header("strict-transport-security").contains("max-age="));
        assert_eq!(header("cross-origin-opener-policy"), "same-origin");
        let asset =
            page.headers.get("content-type").is_some_and(|kind| kind.to_str().is_ok_and(|kind| kind.contains("css")));
        assert!(asset || header("cache-control") == "no-store", "{}", page.status);
        for cookie in page.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().expect("letters");
            assert!(cookie.starts_with("__Host-"), "{cookie}");
            assert!(["Secure", "HttpOnly", "SameSite=", "Path=/"].iter().all(|part| cookie.contains(part)), "{cookie}");
            assert!(!cookie.contains("Domain"), "{cookie}");
        }
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_name_of_a_person_stands_in_any_address(#[case] engine: Engine) {
    let Some(scene) = Scene::open(engine).await else { return };
    let mut browser = Browser::of(&scene.stage, &scene.priya).await;
    let mut addresses = BTreeSet::new();
    for (route, method, ..) in USES.iter().filter(|(route, ..)| *route != "/sign-out") {
        let page = scene.use_route(&mut browser, route, method, true).await;
        if page.status.is_redirection() {
            addresses.insert(page.location());
        }
        for mark in [" href=\"", " action=\"", " src=\"", " data-draft=\""] {
            addresses
                .extend(page.body.split(mark).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned));
        }
    }
    assert!(addresses.len() > 40, "{addresses:?}");
    for address in addresses {
        let folded = address.to_lowercase();
        for name in ["mia", "thornley", "ada", "quarmby", "priya", "nair"] {
            assert!(!folded.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word == name), "{address}");
        }
    }
}
