//! Where somebody is who must not be found, tried by every way out: in a note, in the title of a document, by a school, a telephone and a
//! postcode. A way that is added does not compile before it is tried here.

use std::{
    path::Path,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_casework::{
    returns::{
        CollectionYear, Return,
        daily::{Answer, Broken, Line, Patience, send},
        whole::gather,
    },
    sharing::Way,
};
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use jiff::Timestamp;
use rstest::rstest;

use crate::{
    browser::{Browser, Page},
    markup::{Form, between},
    paper,
    promises::sharing::{answered, sent, shares},
};

/// What says where she is.
const SAID: [&str; 4] = ["Larkspur Close", "PR8 1AA", "Larkfield Primary", "0151 496 0777"];
const REFUSED: &str = "tells where somebody is who must not be found";
/// The records of the file, by their place on paper.
const ADDRESS: usize = 1;
const SCHOOL: usize = 3;
const PHONE: usize = 4;
const NOTE: usize = 5;
const COURT: usize = 7;
const OPEN_CONTACT: usize = 8;
const DECIDED_CONTACT: usize = 9;

struct Scene {
    stage: Stage,
    priya: Person,
    imran: Person,
    lawyer: Person,
    child: Filed,
    /// The record of the document.
    document: String,
    browser: Browser,
}

impl Scene {
    /// A child whose mother fled with her. The mother's file protects the refuge; the child's does not, and gives it away all over.
    async fn set(engine: Engine) -> Option<Self> {
        let stage = Stage::open(engine).await?;
        let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
        let imran = stage.person(Role::MashManager, Some("mash")).await;
        let lawyer = stage.person(Role::Lawyer, None).await;
        let refuge = [("address_type", "HOME"), ("house", "9"), ("street", "Larkspur Close"), ("postcode", "PR8 1AA")];
        let protected: Vec<(&str, &str)> = refuge.iter().copied().chain([("protected", "yes")]).collect();
        let mother = Paper::child("Carol", "Thornley", "1990-05-01").with("address", &protected).file(&stage).await;
        let (mother, oscar) = (mother.person.to_string(), lawyer.worker.to_string());
        let note = "Seen at Larkspur Close, PR8 1AA. She likes Larkfield Primary. Ring 0151 496 0777.";
        let asks = [("received_at", "2026-02-27 10:00"), ("source", "2A"), ("told", "Mia came without a coat.")];
        let decided = [("decided_at", "2026-02-27 12:00"), ("decision", "ADVICE")];
        let tie = [("other", mother.as_str()), ("relationship_type", "MOTHER"), ("parental_responsibility", "yes")];
        let child = Paper::numbered("Mia", "Thornley", "2016-05-01", "SF1201")
            .with("address", &refuge)
            .with("relationship", &[&tie[..], &[("pr_basis", "MOTHER")]].concat())
            .with("school", &[("name", "Larkfield Primary"), ("started", "2026-01-12")])
            .with("contact_detail", &[("contact_kind", "HOME"), ("phone", "0151 496 0777")])
            .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", note)])
            .with("cp_plan", &[("started", "2026-01-20"), ("initial_category", "NEG"), ("latest_category", "NEG")])
            .with("court_case", &[("application", "CARE"), ("issued_on", "2026-02-16"), ("lawyer", &oscar)])
            .with("contact", &asks)
            .with("contact", &[&asks[..], &decided].concat())
            .with("mash_enquiry", &[("agency", "POLICE"), ("asked_at", "2026-01-10 11:00")])
            .with("social_care_episode", &[("received_on", "2026-01-05"), ("source", "2A"), ("primary_need", "N1")])
            .held_by(&priya)
            .held_by(&imran)
            .file(&stage)
            .await;
        let mut browser = Browser::of(&stage, &priya).await;
        let documents = format!("{}/documents", child.page());
        browser.see(&documents).await;
        let titled = [("title", "Letter from 9 Larkspur Close"), ("received_on", "2026-02-20")];
        let stored = browser.upload(&documents, &titled, b"%PDF-1.4 a scan that nobody reads").await;
        assert_eq!(stored.status, StatusCode::SEE_OTHER, "{}", stored.text());
        let list = browser.see(&documents).await.body;
        let document = between(&list, &format!("{documents}/"), "\"").expect("a document").to_owned();
        Some(Self { stage, priya, imran, lawyer, child, document, browser })
    }

    fn record(&self, at: usize) -> String {
        self.child.records[at].to_string()
    }

    /// Every record that says it.
    fn records(&self) -> Vec<String> {
        [ADDRESS, SCHOOL, PHONE, NOTE].into_iter().map(|at| self.record(at)).chain([self.document.clone()]).collect()
    }

    /// Tries a share that is decided on the form: nothing goes without a second person.
    async fn at_the_gate(&mut self, recipient: &str, need: &str, how: impl Fn(Form) -> Form) {
        let (child, browser) = (&self.child, &mut self.browser);
        let form = how(answered(browser, child, recipient, need).await).set("message", "").set("release_because", "");
        let looked_at = browser.send(&form).await;
        assert_eq!(looked_at.status, StatusCode::OK, "{recipient}: {}", looked_at.text());
        silent(&looked_at, recipient);
        for said in SAID {
            let refused = browser.send(&form.clone().set("message", &format!("Ask at {said}."))).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{recipient} is told of {said}");
            assert!(refused.text().contains(REFUSED), "{recipient}, {said}: {}", refused.text());
        }
        let form =
            form.set("message", "She is in Larkspur Close.").set("release_because", "the officer goes there tonight");
        let looked_at = browser.send(&form).await;
        let page = sent(browser, child, &looked_at).await;
        assert!(page.text().contains("Nothing goes until a second person has agreed"), "{recipient}: {}", page.text());
        let base = format!("{}/share/", child.page());
        let record = between(&page.body, &base, "/take-back\"").expect("a share").to_owned();
        for act in ["package", "link", "approve"] {
            let alone = browser.post(&format!("{base}{record}/{act}"), &[("because", "I say so")]).await;
            assert!(alone.status.is_client_error(), "{recipient} {act}: {}", alone.text());
            assert!(!alone.headers.contains_key("content-disposition"), "{recipient}: {act} hands something over");
        }
    }

    /// The items themselves: each of them is left out, and goes only with a reason and a second person.
    async fn item_by_item(&mut self) {
        let form = answered(&mut self.browser, &self.child, "police", "safety").await;
        let fields = ["street", "name", "phone", "body", "title"];
        let keys: Vec<String> =
            self.records().iter().zip(fields).map(|(record, field)| format!("{record}.{field}")).collect();
        for key in keys {
            assert!(form.pairs.iter().all(|(_, value)| *value != key), "{key} is ticked");
            let ticked = form.clone().and("items", &key).set("added_because", "they asked for it");
            let refused = self.browser.send(&ticked).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{key}");
            assert!(refused.text().contains(REFUSED), "{key}: {}", refused.text());
        }
    }

    /// An urgent disclosure is refused to nobody; a second person looks at it on the next working day.
    async fn in_an_emergency(&mut self) {
        let path = format!("{}/share/urgent", self.child.page());
        let form = self.browser.see(&path).await.form(&path).set("who", "Sgt Rowe");
        let form = form.set("what", "She is in Larkspur Close.").set("why", "He has found the street.");
        self.browser.send_and_follow(&form).await;
        let urgent = shares(&self.stage, &self.priya, &self.child).await.pop().expect("it stands there");
        assert!(urgent.is_urgent() && urgent.review_on.is_some() && urgent.reviewed_at.is_none());
        let manager = self.stage.person(Role::HeadOfService, None).await;
        let desk = Browser::of(&self.stage, &manager).await.see("/sharing").await.text();
        assert!(desk.contains("Told in an emergency"), "{desk}");
    }

    /// Words that are typed for whoever is outside, in one box of a form at an address.
    async fn typed(&mut self, contact: usize, act: &str, field: &str, more: &[(&str, &str)]) {
        let mut browser = Browser::of(&self.stage, &self.imran).await;
        let at = format!("{}/contacts/{}", self.child.page(), self.record(contact));
        browser.see(&at).await;
        for said in SAID {
            let words = format!("Ask at {said}.");
            let refused = browser.post(&format!("{at}/{act}"), &[&[(field, words.as_str())], more].concat()).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{act} {said}: {}", refused.text());
            assert!(refused.text().contains("names a place that is protected"), "{act} {said}: {}", refused.text());
        }
        assert!(shares(&self.stage, &self.priya, &self.child).await.is_empty(), "nobody was told");
        let words = [(field, "Is Mia well?")];
        let taken = browser.post(&format!("{at}/{act}"), &[&words, more].concat()).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{act}: {}", taken.text());
        let told = shares(&self.stage, &self.priya, &self.child).await.pop().expect("one");
        let what = told.what.reveal().as_ref().map(|what| what.0.clone()).unwrap_or_default();
        assert!(!what.contains("address"), "{act} tells no address either: {what}");
    }

    /// A bundle for the court: what gives it away is not in it.
    async fn in_court(&mut self) {
        let court = format!("{}/court/{}", self.child.page(), self.record(COURT));
        let path = format!("{court}/bundle");
        let form = self.browser.see(&path).await.form(&path).set("title", "Case management");
        let mut form = form.set("because", "The threshold.");
        for record in self.records() {
            form = form.and("items", &record);
        }
        let proposed = self.browser.send(&form).await;
        assert_eq!(proposed.status, StatusCode::SEE_OTHER, "{}", proposed.text());
        let bundle = proposed.location();
        let mut lawyer = Browser::of(&self.stage, &self.lawyer).await;
        let page = lawyer.see(&bundle).await;
        silent(&page, "the bundle");
        let mother = self.record(2);
        let unlooked = lawyer.send(&page.form(&bundle).and("to", &mother)).await;
        assert_eq!(unlooked.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing here reads a scan: {}", unlooked.text());
        let form = page.form(&bundle).and("to", &mother).and("looked_through", "yes");
        let released = lawyer.send_and_follow(&form).await;
        silent(&released, "the bundle");
        silent(&self.browser.see(&format!("{}/access", self.child.page())).await, "the list of who was told");
    }

    /// An answer to the police: the same.
    async fn by_the_police(&mut self) {
        let path = format!("{}/police/new", self.child.page());
        let asked = [
            ("officer", "Aidan Sorley"),
            ("rank", "Detective Constable"),
            ("number", "4417"),
            ("station", "Copy Lane, Merseyside Police"),
            ("channel", "aidan.sorley@police.example"),
            ("checked", "Rang the force’s own number and was put through"),
            ("authority", "CRIME"),
            ("reference", "DP2-2026-118"),
            ("purpose", "An inquiry into stalking."),
            ("items", "Where she lives"),
            ("prejudices", "no"),
        ];
        let form = self.browser.see(&path).await.form(&path);
        let form = asked.iter().fold(form, |form, (name, value)| form.set(name, value));
        let taken = self.browser.send(&form).await;
        let path = taken.location();
        let mut form = self.browser.see(&path).await.form(&path).set("why_minimum", "Where he waits.");
        for record in self.records() {
            form = form.and("items", &record);
        }
        let done = self.browser.send_and_follow(&form).await;
        silent(&done, "the answer");
        silent(&self.browser.see(&format!("{}/access", self.child.page())).await, "the list of who was told");
    }

    /// An answer to whoever asked to see the file: the same, and what goes is looked at by a second person.
    async fn on_request(&mut self) {
        let fern = self.stage.person(Role::AccessOfficer, None).await;
        let dpo = self.stage.person(Role::Dpo, None).await;
        let mut browser = Browser::of(&self.stage, &fern).await;
        let path = format!("{}/requests/new", self.child.page());
        let asked = [
            ("right", "ACCESS"),
            ("channel", "EMAIL"),
            ("requester", "Sean Roe"),
            ("capacity", "PARENT"),
            ("authority", "birth certificate seen: he is the father"),
            ("asks_for", "Everything you hold about Mia."),
        ];
        let form = browser.see(&path).await.form(&path).date("received_on", "27", "2", "2026");
        let form = asked.iter().fold(form, |form, (name, value)| form.set(name, value));
        let recorded = browser.send(&form).await;
        assert_eq!(recorded.status, StatusCode::SEE_OTHER, "{}", recorded.text());
        let request = recorded.location();
        let decide = format!("{request}/decide");
        let mut form = browser.see(&request).await.form(&decide).set("outcome", "GRANTED");
        for record in self.records() {
            form = form.and("items", &record);
        }
        let form = form.set("child_says", "Mia is nine; she is glad of it.");
        browser.send_and_follow(&form.set("no_harm", "Asked her social worker: none is known.")).await;
        let proved = format!("{request}/proved");
        let form = browser.see(&request).await.form(&proved).set("identity_how", "passport seen at the office");
        browser.send_and_follow(&form).await;
        let alone = browser.post(&format!("{request}/answer"), &[("channel", "POST")]).await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", alone.text());
        let mut second = Browser::of(&self.stage, &dpo).await;
        let page = second.see(&format!("{request}/agree")).await;
        silent(&page, "what the second person looks at");
        let agree = format!("{request}/agree");
        let seen = between(&page.body, &format!("action=\"{agree}"), "\"").expect("a form");
        let to = format!("{agree}{seen}");
        second.send_and_follow(&page.form(&to).set("agreed_because", "Nobody else is in it.")).await;
        browser.see(&request).await;
        let sent = browser.post(&format!("{request}/answer"), &[("channel", "POST")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text());
        silent(&browser.post(&format!("{request}/papers"), &[]).await, "the papers");
    }

    /// The returns: codes and dates.
    async fn in_the_returns(&mut self) {
        let piotr = self.stage.person(Role::DataAnalyst, None).await;
        for of in Return::ALL {
            let year = CollectionYear::ending(2026).expect("a year");
            let gathered = gather(&self.stage.desk(&piotr), of, year, |_| ()).await.expect("gathered");
            let mut xml = Vec::new();
            gathered.write_xml(&mut xml).expect("written");
            let xml = String::from_utf8(xml).expect("text");
            assert!(of != Return::Cin || xml.contains("SF1201"), "she is in it");
            says_nothing(&xml, of.name());
        }
    }

    /// The daily data: the same.
    async fn in_the_daily_data(&mut self) {
        let piotr = self.stage.person(Role::DataAnalyst, None).await;
        let line = Department { now: self.stage.now(), heard: Mutex::default() };
        let run = send(&self.stage.desk(&piotr), &line, &Patience::NIGHT, |_, _| ()).await.expect("a run");
        assert_eq!(run.sent, 1);
        let heard = line.heard.lock().unwrap_or_else(PoisonError::into_inner).concat();
        assert!(heard.contains("2016-05-01"), "she is among them: {heard}");
        says_nothing(&heard, "the daily data");
    }
}

/// A department that hears everything.
struct Department {
    now: Timestamp,
    heard: Mutex<Vec<String>>,
}

impl Line for Department {
    async fn post(&self, body: String) -> Result<Answer, Broken> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).push(body);
        let body = "\"0191e0a4-2b1c-4f6e-9d3a-77c1c0de0001\"".to_owned();
        Ok(Answer { status: 200, retry_after: None, body })
    }

    async fn wait(&self, _: Duration) {}

    fn now(&self) -> Timestamp {
        self.now
    }
}

fn silent(page: &Page, what: &str) {
    says_nothing(&page.body, what);
    says_nothing(&paper::read(page), what);
}

fn says_nothing(text: &str, what: &str) {
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for said in SAID {
        assert!(!text.contains(said) && !solid(text).contains(&solid(said)), "{what} says {said}");
    }
}

/// Nothing goes by it: no code lets anything go so.
fn is_used_by_nothing(way: &str) {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for part in ["hearth-casework", "hearth-web", "hearth"] {
        let mut found = Vec::new();
        crate::sharing::sources(&crates.join(part).join("src"), &mut found);
        for source in found.iter().filter(|source| !source.ends_with("sharing/disclosure.rs")) {
            let text = std::fs::read_to_string(source).expect("a source");
            assert!(!text.contains(way), "{} uses {way}: try it here", source.display());
        }
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn where_somebody_hides_leaves_by_no_way_unless_a_second_person_agrees(#[case] engine: Engine) {
    for way in Way::ALL {
        let Some(mut scene) = Scene::set(engine).await else { return };
        match way {
            Way::Package => {
                scene.item_by_item().await;
                // What was typed is kept as a draft, so the other begins anew.
                let Some(mut scene) = Scene::set(engine).await else { return };
                scene.at_the_gate("police", "safety", |form| form.set("channel", "LINK")).await;
            }
            Way::Letter => {
                scene.at_the_gate("police", "safety", |form| form.set("channel", "POST")).await;
            }
            Way::Portal => scene.at_the_gate("police", "safety", |form| form.set("channel", "PORTAL")).await,
            Way::Internal => scene.at_the_gate("housing", "housing", |form| form).await,
            Way::Feed => {
                let standing = |form: Form| form.set("standing", "yes").date("until", "31", "3", "2026");
                scene.at_the_gate("nhs_child_protection", "protection_flag", standing).await;
            }
            Way::Urgent => scene.in_an_emergency().await,
            Way::Enquiry => {
                let more = [("agency", "POLICE"), ("basis", "PUBLIC_TASK")];
                scene.typed(OPEN_CONTACT, "checks", "question", &more).await;
            }
            Way::Feedback => scene.typed(DECIDED_CONTACT, "feedback", "feedback", &[]).await,
            Way::Court => scene.in_court().await,
            Way::Police => scene.by_the_police().await,
            Way::Request => scene.on_request().await,
            Way::Return => scene.in_the_returns().await,
            Way::Daily => scene.in_the_daily_data().await,
            Way::Api => is_used_by_nothing("Way::Api"),
        }
    }
}
