//! Text that would be a command to a template: it is words wherever it stands.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use crate::{
    browser::{Browser, Page},
    markup::between,
    paper,
    promises::sharing::{a_while, answered, sent},
};

/// What an engine of templates would take for its own, each with what it would make of it.
const TEMPLATES: [(&str, &str); 7] = [
    ("{{ 7*191 }}", "1337"),
    ("{% include \"/etc/passwd\" %}", "root:"),
    ("#read(\"/etc/passwd\")", "root:"),
    ("#eval(\"7*191\")", "1337"),
    ("${7*191}", "1337"),
    ("<%= 7*191 %>", "1337"),
    ("[[7*191]]", "1337"),
];

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_looks_like_a_template_is_words_on_pages_on_paper_and_in_what_is_sent(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    for (payload, made) in TEMPLATES {
        let child = Paper::child("Mia", payload, "2016-05-01")
            .with("case_note", &[("occurred_at", "2026-02-20 10:00"), ("body", payload)])
            .with("mash_enquiry", &[("agency", "POLICE"), ("asked_at", "2026-01-10 11:00")])
            .with("case_summary", &[("written_on", "2026-02-20"), ("summary", payload)])
            .held_by(&priya)
            .file(&stage)
            .await;
        let mut browser = Browser::of(&stage, &priya).await;
        let mut shown = 0;
        let mut look = |what: &str, page: &Page| {
            let text = paper::read(page);
            assert!(!page.body.contains(made) && !text.contains(made), "{what} worked out {payload}");
            shown += usize::from(text.contains(payload));
        };
        for end in ["", "/timeline", "/records", "/family", "/household", "/share", "/kept"] {
            look(end, &browser.get(&format!("{}{end}", child.page())).await);
        }
        look("note", &browser.see(&format!("{}/records/{}", child.page(), child.records[1])).await);
        look("copy", &browser.post(&format!("{}/print", child.page()), &[]).await);
        look("found", &browser.post("/find", &[("q", payload)]).await);
        let form =
            answered(&mut browser, &child, "police", "safety").await.set("channel", "POST").set("message", payload);
        let looked_at = browser.send(&form).await;
        let page = sent(&mut browser, &child, &looked_at).await;
        look("share", &page);
        let base = format!("{}/share/", child.page());
        let record = between(&page.body, &base, "/package\"").expect("a share that waits").to_owned();
        a_while(&stage, &mut browser).await;
        let letter = browser.post(&format!("{base}{record}/package"), &[]).await;
        assert_eq!(letter.status, StatusCode::OK, "{}", letter.text());
        let said = paper::read(&letter);
        assert!(said.contains(payload), "the letter says it as it was written: {said}");
        look("letter", &letter);
        assert!(shown >= 6, "{payload} stands on {shown} pages only");
    }
}

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn what_looks_like_a_template_is_words_in_a_document_that_the_council_gives_out(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    if hearth_documents::typeface().is_err() {
        return;
    }
    let dpo = stage.person(Role::Dpo, None).await;
    let mut browser = Browser::of(&stage, &dpo).await;
    let of = |part: &str| TEMPLATES.map(|(payload, _)| format!("{part} {payload}"));
    let text = [of("# Heading").join("\n\n"), of("Paragraph").join("\n\n"), of("- Item").join("\n")].join("\n\n");
    browser.see("/settings/notice/own").await;
    let own = [("title", TEMPLATES[0].0), ("text", &text)];
    assert_eq!(browser.post("/settings/notice/own", &own).await.status, StatusCode::SEE_OTHER);
    browser.see("/settings/notice").await;
    let approved = browser.post("/settings/notice", &[("act", "own"), ("version", "1")]).await;
    assert_eq!(approved.status, StatusCode::SEE_OTHER, "{}", approved.text());
    let mut public = Browser::new(&stage);
    for path in ["/privacy/sefton", "/privacy/sefton/notice.pdf", "/privacy/sefton/notice.pdf?size=large"] {
        let page = public.see(path).await;
        let said = paper::read(&page);
        if said.is_empty() {
            return;
        }
        for (payload, made) in TEMPLATES {
            for part in ["Heading", "Paragraph", "Item"] {
                assert!(said.contains(&format!("{part} {payload}")), "{path} does not say {part} {payload}: {said}");
            }
            assert!(!said.contains(made), "{path} worked out {payload}");
        }
    }
}
