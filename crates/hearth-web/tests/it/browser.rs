//! A browser without a network: it goes through the real router, keeps its cookie, reads forms and sends them back.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{HeaderMap, Method, Request, StatusCode, header},
};
use hearth_stage::{PASSWORD, Person, Stage};
use hearth_web::{App, router};
use http_body_util::BodyExt;
use jiff::SignedDuration;
use tower::ServiceExt;

use crate::markup::{self, Form};

/// A page as the browser got it.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
    pub bytes: Vec<u8>,
}

/// One person's browser.
pub struct Browser {
    router: Router,
    cookie: Option<String>,
    /// The token that the last page's forms carried.
    pub csrf: String,
}

/// The application over a stage, with the stage's clock.
pub fn app(stage: &Stage) -> Router {
    crate::logs::listen();
    let clock = stage.clock.clone();
    // A moment passes with each look at it, so that what is done later stands later in the audit.
    let ticking = move || {
        clock.wait(SignedDuration::from_micros(1));
        clock.now()
    };
    let app = App {
        instance: Arc::clone(&stage.instance),
        clock: Arc::new(ticking),
        cards: Arc::default(),
        demo_password: None,
    };
    router(app)
}

impl Browser {
    /// A browser in which nobody is signed in.
    pub fn new(stage: &Stage) -> Self {
        Self { router: app(stage), cookie: None, csrf: String::new() }
    }

    /// A browser in which somebody has signed in, on their first page.
    pub async fn of(stage: &Stage, person: &Person) -> Self {
        let mut browser = Self::new(stage);
        let page = browser.sign_in(stage, person, PASSWORD).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
        browser.get("/").await;
        browser
    }

    /// Sends the form that signs in.
    pub async fn sign_in(&mut self, stage: &Stage, person: &Person, password: &str) -> Page {
        let code = person.second_factor.as_ref().map(|secret| secret.code_at(stage.now()).expect("a code"));
        let pairs = [("login", person.login.as_str()), ("password", password), ("code", code.as_deref().unwrap_or(""))];
        self.post("/sign-in", &pairs).await
    }

    /// The same browser without its session, as a thief of a token's form or a stranger would have it.
    pub fn without_session(&self) -> Self {
        Self { router: self.router.clone(), cookie: None, csrf: self.csrf.clone() }
    }

    /// A second window on the same session.
    pub fn window(&self) -> Self {
        Self { router: self.router.clone(), cookie: self.cookie.clone(), csrf: self.csrf.clone() }
    }

    /// Asks for a page.
    pub async fn get(&mut self, path: &str) -> Page {
        self.request(Method::GET, path, None).await
    }

    /// Asks for a page that must be there.
    pub async fn see(&mut self, path: &str) -> Page {
        let page = self.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}\n{}", page.text());
        page
    }

    /// Posts a form with the token of the last page; to the API the same answers as JSON.
    pub async fn post(&mut self, path: &str, pairs: &[(&str, &str)]) -> Page {
        if path.starts_with("/api/") {
            let answers = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).into()));
            return self.post_json(path, &serde_json::Value::Object(answers.collect())).await;
        }
        let csrf = self.csrf.clone();
        let pairs: Vec<_> = pairs.iter().copied().chain([("csrf", csrf.as_str())]).collect();
        self.post_bare(path, &pairs).await
    }

    /// Posts a form with nothing added.
    pub async fn post_bare(&mut self, path: &str, pairs: &[(&str, &str)]) -> Page {
        let body = markup::encoded(pairs);
        self.request(Method::POST, path, Some(("application/x-www-form-urlencoded", body.into_bytes()))).await
    }

    /// Posts JSON to the API with the token of the session.
    pub async fn post_json(&mut self, path: &str, sent: &serde_json::Value) -> Page {
        self.request(Method::POST, path, Some(("application/json", sent.to_string().into_bytes()))).await
    }

    /// Sends a form as it was filled in.
    pub async fn send(&mut self, form: &Form) -> Page {
        let pairs: Vec<(&str, &str)> = form.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post_bare(&form.action, &pairs).await
    }

    /// Sends a form that must be taken, and gives the page to which it leads.
    pub async fn send_and_follow(&mut self, form: &Form) -> Page {
        let page = self.send(form).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}: {}", form.action, page.text());
        let to = page.location();
        self.see(&to).await
    }

    /// Sends a form with a document in it.
    pub async fn upload(&mut self, path: &str, pairs: &[(&str, &str)], document: &[u8]) -> Page {
        const LINE: &str = "a-line-between-the-parts";
        let mut body = Vec::new();
        let csrf = self.csrf.clone();
        for (name, value) in pairs.iter().copied().chain([("csrf", csrf.as_str())]) {
            body.extend(
                format!("--{LINE}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
            );
        }
        let head =
            format!("--{LINE}\r\nContent-Disposition: form-data; name=\"document\"; filename=\"letter.pdf\"\r\n\r\n");
        body.extend(head.bytes());
        body.extend(document);
        body.extend(format!("\r\n--{LINE}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={LINE}");
        self.request(Method::POST, path, Some((&kind, body))).await
    }

    /// Sends any request.
    pub async fn request(&mut self, method: Method, path: &str, body: Option<(&str, Vec<u8>)>) -> Page {
        let mut request = Request::builder().method(method).uri(path);
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some((kind, _)) = &body {
            request = request.header(header::CONTENT_TYPE, *kind);
        }
        if path.starts_with("/api/") && !self.csrf.is_empty() {
            request = request.header("x-hearth-token", &self.csrf);
        }
        let body = body.map_or_else(Body::empty, |(_, bytes)| Body::from(bytes));
        let response = self.router.clone().oneshot(request.body(body).expect("a request")).await.expect("an answer");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a whole answer").to_bytes().to_vec();
        let page = Page {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
            bytes,
        };
        if page.status.is_server_error() {
            eprintln!("{path} failed: {}", crate::logs::heard().lines().rev().take(3).collect::<Vec<_>>().join(" | "));
        }
        self.keep(&page);
        page
    }

    fn keep(&mut self, page: &Page) {
        for set in page.headers.get_all(header::SET_COOKIE) {
            let set = set.to_str().expect("a cookie of letters");
            let pair = set.split(';').next().unwrap_or_default().to_owned();
            self.cookie = (!set.contains("Max-Age=0")).then_some(pair);
        }
        if let Some(token) =
            markup::between(&page.body, "name=\"csrf\" value=\"", "\"").filter(|token| !token.is_empty())
        {
            token.clone_into(&mut self.csrf);
        }
    }
}

impl Page {
    /// What a reader sees: the page without its markup.
    pub fn text(&self) -> String {
        markup::text(markup::between(&self.body, "<body", "</body>").unwrap_or(&self.body))
    }

    /// The main part of the same: without the header, which names the reader.
    pub fn main(&self) -> String {
        markup::text(markup::between(&self.body, "<main", "</main>").unwrap_or(&self.body))
    }

    /// The form that posts to this address.
    pub fn form(&self, action: &str) -> Form {
        markup::form(&self.body, action).unwrap_or_else(|| panic!("no form posts to {action}: {}", self.text()))
    }

    /// Where it leads.
    pub fn location(&self) -> String {
        let location = self.headers.get(header::LOCATION).unwrap_or_else(|| panic!("leads nowhere: {}", self.text()));
        location.to_str().expect("an address").to_owned()
    }
}
