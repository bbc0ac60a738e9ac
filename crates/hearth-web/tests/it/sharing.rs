//! What somebody would try at the gate, and what goes wrong without anybody meaning it.

use std::{collections::BTreeSet, fs, path::Path};

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_record::sharing::Shared;
use hearth_stage::{Engine, Filed, Paper, Person, Stage};
use hearth_store::{EntryQuery, Outcome};
use hearth_web::ROUTES;
use rstest::rstest;

use crate::{
    browser::{Browser, Page},
    markup::between,
    promises::{
        correcting, mia,
        packages::said,
        sharing::{a_while, address, answered, sent, shares, thornley},
    },
};

/// A child whose mother fled: her file protects the refuge, the child's does not, and everything around it gives it away.
async fn fled(stage: &Stage, priya: &Person) -> Filed {
    let refuge = [("address_type", "HOME"), ("house", "9"), ("street", "Larkspur Close"), ("postcode", "PR8 1AA")];
    let protected: Vec<(&str, &str)> = refuge.iter().copied().chain([("protected", "yes")]).collect();
    let mother = Paper::child("Carol", "Thornley", "1990-05-01").with("address", &protected).file(stage).await;
    let tie = [("other", mother.person.to_string()), ("relationship_type", "MOTHER".to_owned())];
    let tie: Vec<(&str, &str)> = tie.iter().map(|(name, value)| (*name, value.as_str())).collect();
    mia()
        .with("address", &refuge)
        .with("relationship", &tie)
        .with("school", &[("name", "Larkfield Primary"), ("started", "2026-01-12")])
        .with("mash_enquiry", &[("agency", "POLICE"), ("asked_at", "2026-01-10 11:00")])
        .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", "Seen at Larkspur Close, settled.")])
        .held_by(priya)
        .held_by_team(stage.team("locality_north"))
        .file(stage)
        .await
}

fn record_of(page: &Page, child: &Filed, act: &str) -> String {
    let base = format!("{}/share/", child.page());
    between(&page.body, &base, &format!("/{act}\"")).unwrap_or_else(|| panic!("no {act}: {}", page.text())).to_owned()
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_gives_a_refuge_away_goes_only_when_a_second_person_agrees(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let manager = stage.person(Role::TeamManager, Some("locality_north")).await;
    let child = fled(&stage, &priya).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = answered(&mut browser, &child, "police", "safety").await;
    let street = format!("{}.street", child.records[1]);
    let ticked = |form: &crate::markup::Form| form.pairs.iter().any(|(_, key)| *key == street);
    assert!(!ticked(&form), "left out to begin with");
    let page = browser.see(&address(&child)).await;
    assert!(page.text().contains("Left out unless a second person agrees"), "and the page says so: {}", page.text());
    assert!(!page.text().contains("Larkspur"), "where it is stands on no screen");
    let looked_at = browser.send(&form.clone().set("checked", "yes")).await;
    assert!(!looked_at.text().contains("Larkspur"), "{}", looked_at.text());

    let refused = browser.send(&form.clone().and("items", &street)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("tells where somebody is who must not be found"), "{}", refused.text());
    let told = form.clone().set("message", "She is at the house in Larkspur Close.");
    assert_eq!(browser.send(&told).await.status, StatusCode::UNPROCESSABLE_ENTITY, "words give it away as well");
    let form =
        form.and("items", &street).set("release_because", "the officer goes there tonight").set("channel", "PORTAL");
    let looked_at = browser.send(&form).await;
    let page = sent(&mut browser, &child, &looked_at).await;
    assert!(page.text().contains("Nothing goes until a second person has agreed"), "{}", page.text());
    let record = record_of(&page, &child, "take-back");
    let act = |act: &str| format!("{}/share/{record}/{act}", child.page());
    assert_eq!(browser.post(&act("package"), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "not alone");
    let own = browser.post(&act("approve"), &[("because", "I say so")]).await;
    assert_eq!(own.status, StatusCode::FORBIDDEN, "nor by oneself: {}", own.text());

    let mut second = Browser::of(&stage, &manager).await;
    let page = second.see(&act("")[..act("").len() - 1]).await;
    let form = page.form(&act("approve")).set("because", "They cannot reach her otherwise.");
    second.send_and_follow(&form).await;
    a_while(&stage, &mut browser).await;
    let package = browser.post(&act("package"), &[]).await;
    assert_eq!(package.status, StatusCode::OK, "{}", package.text());
    let said = said(&package.bytes);
    assert!(said.contains("Larkspur Close") && !said.contains("Larkfield"), "{said}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_address_that_is_protected_after_the_decision_stops_what_waits(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = thornley().held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = answered(&mut browser, &child, "police", "safety").await.set("channel", "POST");
    let looked_at = browser.send(&form).await;
    let page = sent(&mut browser, &child, &looked_at).await;
    let record = record_of(&page, &child, "package");
    let form = correcting(&mut browser, &format!("{}/records/{}", child.page(), child.records[1])).await;
    browser.send_and_follow(&form.set("protected", "yes").set("because", "she fled")).await;
    a_while(&stage, &mut browser).await;
    let act = format!("{}/share/{record}/package", child.page());
    let stopped = browser.post(&act, &[]).await;
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stopped.text().contains("an address was protected after this was decided"), "{}", stopped.text());
    assert!(!stopped.body.contains("Mersey Road"));
    assert!(shares(&stage, &priya, &child).await[0].is("STOPPED"), "and it stays stopped");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn a_share_that_is_taken_back_leaves_no_copy_and_opens_nothing(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let child = thornley().held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = answered(&mut browser, &child, "police", "safety").await;
    let looked_at = browser.send(&form).await;
    let page = sent(&mut browser, &child, &looked_at).await;
    let record = record_of(&page, &child, "link");
    let act = |act: &str| format!("{}/share/{record}/{act}", child.page());
    let once = browser.post(&act("link"), &[]).await;
    let token = between(&once.body, "/collect/", "<").expect("a link").to_owned();
    let code = between(&once.text(), "Code ", " ").expect("a code").to_owned();
    assert_eq!(token.len(), 64, "256 bits");
    let letters: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    assert_eq!(letters.len(), 16, "and 78 beside them");
    let again = browser.see(&act("")[..act("").len() - 1]).await;
    assert!(!again.body.contains(&token) && !again.body.contains(&code), "shown once");
    for (place, bytes) in stage.everything_written().await {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&token) && !text.contains(&code), "{place} holds the link in clear");
    }
    let taken = browser.post(&act("take-back"), &[]).await;
    assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.text());
    a_while(&stage, &mut browser).await;
    let mut outside = Browser::new(&stage);
    let nothing = outside.post_bare(&format!("/collect/{token}"), &[("code", &code)]).await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
    let shared = shares(&stage, &priya, &child).await.pop().expect("it stands there");
    assert!(shared.is("TAKEN_BACK") && shared.sha256.reveal().is_none(), "nothing was ever put together");
    assert_eq!(browser.post(&act("take-back"), &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY, "once");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn whoever_holds_what_was_corrected_or_restricted_is_to_be_told(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let manager = stage.person(Role::TeamManager, Some("locality_north")).await;
    let child = thornley().held_by(&priya).held_by_team(stage.team("locality_north")).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    for recipient in ["police", "probation", "schools"] {
        let form = answered(&mut browser, &child, recipient, "safety").await.set("channel", "SPOKEN");
        let looked_at = browser.send(&form).await;
        sent(&mut browser, &child, &looked_at).await;
    }
    let note = correcting(&mut browser, &format!("{}/records/{}", child.page(), child.records[4])).await;
    browser.send_and_follow(&note.set("body", "Mia was away.").set("because", "the school rang")).await;
    let to_tell = |shares: &[Shared]| shares.iter().filter(|shared| !shared.recall.reveal().is_empty()).count();
    assert_eq!(to_tell(&shares(&stage, &priya, &child).await), 0, "nobody holds the note");
    let form = correcting(&mut browser, &format!("{}/records/{}", child.page(), child.records[0])).await;
    browser.send_and_follow(&form.date("born", "2", "5", "2016").set("because", "the birth certificate")).await;
    assert_eq!(to_tell(&shares(&stage, &priya, &child).await), 3, "everybody who holds the date of birth");
    let desk = Browser::of(&stage, &manager).await.see("/sharing").await.text();
    assert_eq!(desk.matches("Mia Thornley: ").count(), 3, "{desk}");
    let list = browser.see(&format!("{}/share", child.page())).await;
    let record = between(&list.body, &format!("{}/share/0", child.page()), "\"").expect("a share").to_owned();
    let page = browser.see(&format!("{}/share/0{record}", child.page())).await;
    assert!(page.text().contains("Date of birth corrected on"), "{}", page.text());
    let form = page.form(&format!("{}/share/0{record}/recall", child.page()));
    browser.send_and_follow(&form).await;
    let told = shares(&stage, &priya, &child).await.iter().filter(|shared| shared.recalled_at.is_some()).count();
    assert_eq!(told, 1);
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn an_urgent_disclosure_is_never_refused_and_is_looked_at_the_next_working_day(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let manager = stage.person(Role::TeamManager, Some("locality_north")).await;
    let onlooker = stage.onlooker(Role::SocialWorker, Some("locality_north")).await;
    let child = mia().held_by(&priya).held_by_team(stage.team("locality_north")).file(&stage).await;
    let path = format!("{}/share/urgent", child.page());
    for person in [&priya, &onlooker] {
        let mut browser = Browser::of(&stage, person).await;
        let form = browser.see(&path).await.form(&path);
        let fields: BTreeSet<&str> = form.pairs.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(fields, BTreeSet::from(["csrf", "who", "what", "why"]), "three answers");
        let form = form.set("who", "Sgt Rowe, 0151 496 0999").set("what", "She is at her uncle’s.");
        let page = browser.send_and_follow(&form.set("why", "He was seen with a knife.")).await.text();
        assert!(page.contains("Sgt Rowe"), "{page}");
    }
    let shared = shares(&stage, &priya, &child).await;
    assert!(shared.iter().all(|shared| shared.is_urgent() && shared.consent_sought.is_none() && shared.told.is_none()));
    assert_eq!(*shared[0].review_on, Some(jiff::civil::date(2026, 3, 3)));
    let mut reviewing = Browser::of(&stage, &manager).await;
    let desk = reviewing.see("/sharing").await;
    let text = desk.text();
    let urgent = between(&text, "Told in an emergency", "Waits for a second person").expect("the part");
    assert_eq!(urgent.matches("Mia Thornley").count(), 2, "{urgent}");
    let record = between(&desk.body, &format!("{}/share/", child.page()), "\"").expect("a share").to_owned();
    let page = reviewing.see(&format!("{}/share/{record}", child.page())).await;
    let form = page.form(&format!("{}/share/{record}/review", child.page()));
    reviewing.send_and_follow(&form.set("review", "Right: the police went at once.")).await;
    assert_eq!(shares(&stage, &priya, &child).await.iter().filter(|shared| shared.reviewed_at.is_some()).count(), 1);
    let family = reviewing.see(&format!("{}/share/family", child.page())).await.text();
    assert!(!family.contains("Sgt Rowe"), "the family’s list waits until they know: {family}");
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn deciding_not_to_share_is_written_down_with_what_it_may_cost(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let dpo = stage.person(Role::Dpo, None).await;
    let child = thornley().held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let path = address(&child);
    let form = browser.see(&path).await.form(&path).set("recipient", "schools").set("outcome", "NO");
    let form = browser.send(&form).await.form(&path);
    let refused = browser.send(&form).await;
    assert!(refused.text().contains("Say why nothing is shared"), "{}", refused.text());
    let form = refused.form(&path).set("not_because", "Mia asked us not to");
    let looked_at = browser.send(&form.set("harm_of_not_sharing", "they may ask her in class")).await;
    let page = sent(&mut browser, &child, &looked_at).await.text();
    assert!(
        page.contains("Decided not to tell Schools and colleges") && page.contains("they may ask her in class"),
        "{page}"
    );
    let desk = Browser::of(&stage, &dpo).await.see("/sharing").await.text();
    let withheld = between(&desk, "Decided not to share", "How often").expect("the part");
    assert!(withheld.contains("Mia Thornley: Schools and colleges"), "{desk}");
    assert!(desk.contains("what makes it lawful: 1 time"), "{desk}");
    let events: Vec<_> = stage.desk(&priya).open(child.file, None, None).await.expect("opened").digest.events;
    assert!(events.iter().any(|(event, _)| event.name.as_str() == "information.withheld"));
    assert!(!events.iter().any(|(event, _)| event.name.as_str() == "information.shared"));
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn nobody_without_a_link_to_the_child_reaches_a_share_and_a_restriction_stops_what_waits(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let manager = stage.person(Role::TeamManager, Some("locality_north")).await;
    let nadia = stage.person(Role::CorporateParent, Some("corporate_parenting")).await;
    let child = thornley().held_by(&priya).held_by_team(stage.team("locality_north")).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = answered(&mut browser, &child, "police", "safety").await.set("channel", "POST");
    let looked_at = browser.send(&form).await;
    let page = sent(&mut browser, &child, &looked_at).await;
    let record = record_of(&page, &child, "package");
    a_while(&stage, &mut browser).await;
    let mut stranger = Browser::of(&stage, &nadia).await;
    let paths =
        ["share", "share/new", "share/family", &format!("share/{record}")].map(|end| format!("{}/{end}", child.page()));
    for path in &paths {
        assert_eq!(stranger.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    let package = format!("{}/share/{record}/package", child.page());
    assert_eq!(stranger.post(&package, &[]).await.status, StatusCode::FORBIDDEN);
    let denied = stage.audit(&EntryQuery::File(child.file)).await;
    assert!(denied.iter().any(|entry| entry.outcome == Outcome::Denied));

    let mut managing = Browser::of(&stage, &manager).await;
    let path = format!("{}/restrict", child.page());
    let form = managing.see(&path).await.form(&path).set("reason", "a parent works for the council");
    let form = form.set("allowed", &priya.worker.to_string());
    managing.send(&form).await;
    let stopped = browser.post(&package, &[]).await;
    assert_eq!(stopped.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(stopped.text().contains("restricted after this was decided"), "{}", stopped.text());
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn agreement_that_is_withdrawn_between_the_decision_and_the_sending_stops_it(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let agreed = [
        ("asked_on", "2026-02-20"),
        ("recipient", "schools"),
        ("recipient_name", "Schools and colleges"),
        ("purpose", "SERVICE"),
        ("categories", "PERSONAL,SPECIAL"),
        ("answer", "GIVEN"),
        ("giver", "CHILD"),
        ("informed", "yes"),
        ("explicit", "yes"),
        ("evidence", "said so at the visit"),
        ("relied_on", "yes"),
    ];
    let child = thornley().with("consent", &agreed).held_by(&priya).file(&stage).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = answered(&mut browser, &child, "schools", "schooling").await.set("basis", "CONSENT");
    let form = form.set("consent_sought", "GIVEN").set("channel", "POST");
    let looked_at = browser.send(&form).await;
    assert_eq!(looked_at.status, StatusCode::OK, "{}", looked_at.text());
    let page = sent(&mut browser, &child, &looked_at).await;
    let record = record_of(&page, &child, "package");
    let view = stage.desk(&priya).open(child.file, None, None).await.expect("opened");
    let consent = child.records[5];
    hearth_casework::consent::withdraw(&stage.desk(&priya), &view, consent, "Mia, at school").await.expect("withdrawn");
    a_while(&stage, &mut browser).await;
    let package = browser.post(&format!("{}/share/{record}/package", child.page()), &[]).await;
    assert_eq!(package.status, StatusCode::UNPROCESSABLE_ENTITY, "nothing leaves");
    let shared = shares(&stage, &priya, &child).await.pop().expect("it stands there");
    assert!(shared.is("STOPPED") && shared.sha256.reveal().is_none());
    let form = answered(&mut browser, &child, "schools", "schooling").await.set("basis", "PUBLIC_TASK");
    let refused = browser.send(&form).await;
    assert!(
        refused.text().contains("they withdrew their agreement"),
        "no other basis takes its place: {}",
        refused.text()
    );
}

/// Which source of a page hands out a file, and by which way it goes: a way of the gate, or the reason why nobody outside is told by it.
const HANDS_OUT: &[(&str, &str)] = &[
    ("pages/sharing/mod.rs", "a way: a package, a letter, a portal, a bundle for the court"),
    (
        "pages/returns/mod.rs",
        "the worker's own list of what is to be put right, and the file that is sent by a way of its own",
    ),
    ("pages/returns/found.rs", "the worker's own list of what is to be put right"),
    ("pages/returns/files.rs", "the worker's own list of what is to be put right"),
    ("pages/retention/certificate.rs", "a certificate names nobody"),
    ("pages/privacy.rs", "the notice, which tells of nobody"),
    ("pages/settings/registers.rs", "the registers of the council are about nobody"),
    ("pages/returns/sign.rs", "the file of a return as it was signed off, for whoever answers for it"),
    ("pages/documents.rs", "a worker reads a document of a file that is open to them"),
];

/// Every source under a folder.
pub fn sources(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|end| end == "rs") {
            found.push(entry);
        }
    }
}

#[test]
fn nothing_makes_the_record_of_a_share_but_the_gate() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for part in ["hearth-casework", "hearth-web", "hearth"] {
        let mut found = Vec::new();
        sources(&root.join(part).join("src"), &mut found);
        for source in found.iter().filter(|source| !source.components().any(|part| part.as_os_str() == "sharing")) {
            let text = fs::read_to_string(source).expect("a source");
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            assert!(!code.contains("Shared::new(") && !code.contains("Shared {"), "{}", source.display());
        }
    }
}

#[test]
fn every_page_that_hands_out_a_file_says_by_which_way_or_why_it_is_none() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    sources(&root, &mut found);
    let hands_out = |source: &&std::path::PathBuf| {
        fs::read_to_string(source).expect("a source").to_lowercase().contains("content_disposition")
    };
    for source in found.iter().filter(hands_out) {
        let name = source.strip_prefix(&root).expect("under the source").to_string_lossy().into_owned();
        assert!(HANDS_OUT.iter().any(|(known, _)| *known == name), "{name} hands out a file: by which way?");
    }
}

#[test]
fn nobody_outside_reaches_anything_about_a_child_but_by_a_link_that_was_shared() {
    let public: BTreeSet<&str> = ROUTES.iter().filter(|route| route.public).map(|route| route.path).collect();
    let about_nobody: BTreeSet<&str> = public
        .iter()
        .copied()
        .filter(|path| {
            ["/sign-in", "/privacy", "/health", "/ready", "/assets", "/requests", "/api/openapi.json"]
                .iter()
                .any(|of| path.starts_with(of))
        })
        .collect();
    let about_somebody: Vec<&&str> = public.difference(&about_nobody).collect();
    assert_eq!(about_somebody, [&"/collect/{token}"]);
}
