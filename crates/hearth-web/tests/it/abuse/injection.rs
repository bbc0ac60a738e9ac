//! Text that would be a command to a template: it is words wherever it stands.

use axum::http::StatusCode;
use hearth_access::Role;
use hearth_stage::{Engine, Paper, Stage};
use rstest::rstest;

use crate::{
    browser::Browser,
    markup::between,
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
        let mut look = |what: &str, body: &str| {
            assert!(!body.contains(made), "{what} worked out {payload}");
            shown += usize::from(crate::markup::text(body).contains(payload));
        };
        for end in ["", "/timeline", "/records", "/family", "/household", "/share", "/kept"] {
            look(end, &browser.get(&format!("{}{end}", child.page())).await.body);
        }
        look("note", &browser.see(&format!("{}/records/{}", child.page(), child.records[1])).await.body);
        look("copy", &browser.post(&format!("{}/print", child.page()), &[]).await.body);
        look("found", &browser.post("/find", &[("q", payload)]).await.body);
        let form =
            answered(&mut browser, &child, "police", "safety").await.set("channel", "POST").set("message", payload);
        let looked_at = browser.send(&form).await;
        let page = sent(&mut browser, &child, &looked_at).await;
        look("share", &page.body);
        let base = format!("{}/share/", child.page());
        let record = between(&page.body, &base, "/package\"").expect("a share that waits").to_owned();
        a_while(&stage, &mut browser).await;
        let letter = browser.post(&format!("{base}{record}/package"), &[]).await;
        assert_eq!(letter.status, StatusCode::OK, "{}", letter.text());
        assert!(letter.text().contains(payload), "the letter says it as it was written: {}", letter.text());
        look("letter", &letter.body);
        assert!(shown >= 6, "{payload} stands on {shown} pages only");
    }
}
