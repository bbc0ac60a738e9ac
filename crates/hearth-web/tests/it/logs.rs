//! What the service logs: nothing of a person, whatever happens.

use std::{
    io::Write,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use axum::http::Method;
use hearth_access::Role;
use hearth_stage::{Engine, PASSWORD, Paper, Stage};
use rstest::rstest;
use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use crate::browser::Browser;

/// Everything that was logged in this process.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<u8>>>);

impl Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Heard {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Everything that was logged so far.
pub fn heard() -> String {
    String::from_utf8_lossy(&listen().0.lock().unwrap_or_else(PoisonError::into_inner)).into_owned()
}

/// Listens to everything, down to the finest, of ours and of what we use.
pub fn listen() -> &'static Heard {
    static HEARD: OnceLock<Heard> = OnceLock::new();
    HEARD.get_or_init(|| {
        let heard = Heard::default();
        let subscriber =
            tracing_subscriber::fmt().with_env_filter(EnvFilter::new("trace")).with_writer(heard.clone()).finish();
        tracing::subscriber::set_global_default(subscriber).expect("nobody else listens");
        heard
    })
}

/// Planted words: names, an address, notes, a search, a reason, a password, each of a kind that stands nowhere else.
const PLANTED: &[&str] =
    &["Zebedee", "Marchbanks", "Gossamer", "WA9 4QX", "marmalade", "Perpetua", "thunderclap", PASSWORD];

#[rstest]
#[case(Engine::Sqlite)]
#[case(Engine::Postgres)]
#[tokio::test(flavor = "multi_thread")]
async fn no_name_stands_in_a_log_whatever_is_done(#[case] engine: Engine) {
    let Some(stage) = Stage::open(engine).await else { return };
    let priya = stage.person(Role::SocialWorker, Some("locality_north")).await;
    let mut browser = Browser::of(&stage, &priya).await;
    let form = browser
        .see("/children/new")
        .await
        .form("/children/new")
        .set("forename", "Zebedee")
        .set("surname", "Marchbanks");
    let begun = browser.send(&form).await.location();
    let file = begun.trim_end_matches("/add/contact").to_owned();
    let home = [("address_type", "HOME"), ("street", "Gossamer Lane"), ("postcode", "WA9 4QX")];
    browser.get(&file).await;
    browser.post(&format!("{file}/add/address"), &home).await;
    let note = [("occurred_at", "2026-02-20 10:00"), ("body", "He likes marmalade.")];
    let record = browser.post(&format!("{file}/add/case_note"), &note).await.location();
    browser.post("/find", &[("q", "Zebedee Marchbanks WA9 4QX")]).await;
    for end in ["", "/family", "/timeline", "/records", "/access", "/documents"] {
        browser.see(&format!("{file}{end}")).await;
    }
    // What goes wrong is logged more than what goes well.
    browser.post(&format!("{record}/correct"), &[("from", "1"), ("body", "marmalade")]).await;
    browser.post(&format!("{file}/add/case_note"), &[("occurred_at", "marmalade"), ("body", "")]).await;
    browser.get(&format!("{file}?known=Zebedee&purpose=Marchbanks")).await;
    browser.get("/find?q=Zebedee").await;
    browser.request(Method::POST, "/find", Some(("application/json", b"{\"q\":\"Zebedee\"".to_vec()))).await;
    let walled = Paper::child("Perpetua", "Marchbanks", "2019-01-01").walled().file(&stage).await;
    browser
        .post(&format!("{}/break-glass", walled.page()), &[("reason", "thunderclap over the house tonight again")])
        .await;
    Browser::new(&stage).post("/sign-in", &[("login", "Zebedee Marchbanks"), ("password", "thunderclap")]).await;
    stage.instance.store.close().await.expect("closed");
    assert!(browser.get(&file).await.status.is_server_error(), "a store that is gone is a fault that is logged");
    let heard = heard();
    assert!(heard.contains("a request failed"), "something was heard");
    for word in PLANTED {
        let spoken = heard.lines().find(|line| line.to_lowercase().contains(&word.to_lowercase()));
        assert!(spoken.is_none(), "{word}: {}", spoken.unwrap_or_default().chars().take(300).collect::<String>());
    }
}
