//! The application: what every request shares, and the router.

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware,
    routing::{get, post},
};
use hearth_casework::{Instance, recording::LARGEST_DOCUMENT};
use jiff::Timestamp;
use tower_http::compression::CompressionLayer;

use crate::{assets, guard, pages};

/// What says what time it is. The binary gives the machine's clock; a test gives its own.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What every request shares. Nothing of it belongs to a user.
#[derive(Clone)]
pub struct App {
    /// The instance that is served.
    pub instance: Arc<Instance>,
    /// The clock.
    pub clock: Clock,
    /// The demo accounts, as cards of the page that signs in; empty on a real instance.
    pub cards: Arc<Vec<crate::view::sign_in::DemoCouncil>>,
    /// The password of every demo account; none on a real instance.
    pub demo_password: Option<&'static str>,
}

impl App {
    /// The moment of a request.
    pub fn now(&self) -> Timestamp {
        (self.clock)()
    }
}

/// The largest body of a form.
const LARGEST_FORM: usize = 2 * 1024 * 1024;
/// The largest body with a document in it: the document and the form around it.
const LARGEST_BODY: usize = LARGEST_DOCUMENT + 1024 * 1024;

/// One route: its address, and whether it can be reached without being signed in. The sweep in the tests holds the router to
/// this list.
pub struct Route {
    /// The address as the router writes it.
    pub path: &'static str,
    /// Whether it answers to nobody in particular.
    pub public: bool,
}

/// Every route of the router.
pub const ROUTES: &[Route] = &[
    Route { path: "/", public: false },
    Route { path: "/sign-in", public: true },
    Route { path: "/sign-out", public: false },
    Route { path: "/find", public: false },
    Route { path: "/children/new", public: false },
    Route { path: "/children/{id}", public: false },
    Route { path: "/children/{id}/family", public: false },
    Route { path: "/children/{id}/timeline", public: false },
    Route { path: "/children/{id}/records", public: false },
    Route { path: "/children/{id}/records/{record}", public: false },
    Route { path: "/children/{id}/records/{record}/correct", public: false },
    Route { path: "/children/{id}/records/{record}/withdraw", public: false },
    Route { path: "/children/{id}/add", public: false },
    Route { path: "/children/{id}/add/{kind}", public: false },
    Route { path: "/children/{id}/draft/{form}", public: false },
    Route { path: "/children/{id}/purpose", public: false },
    Route { path: "/children/{id}/break-glass", public: false },
    Route { path: "/children/{id}/documents", public: false },
    Route { path: "/children/{id}/documents/{record}", public: false },
    Route { path: "/children/{id}/access", public: false },
    Route { path: "/health", public: true },
    Route { path: "/ready", public: true },
    Route { path: assets::ROUTE, public: true },
];

/// The router over an instance.
pub fn router(app: App) -> Router {
    let file = Router::new()
        .route("/", get(pages::file::overview))
        .route("/family", get(pages::file::family))
        .route("/timeline", get(pages::file::timeline))
        .route("/records", get(pages::file::records))
        .route("/records/{record}", get(pages::file::record))
        .route("/records/{record}/correct", get(pages::correct::form).post(pages::correct::save))
        .route("/records/{record}/withdraw", get(pages::withdraw::form).post(pages::withdraw::save))
        .route("/add", get(pages::add::choose))
        .route("/add/{kind}", get(pages::add::form).post(pages::add::save))
        .route("/draft/{form}", post(pages::draft::keep))
        .route("/purpose", post(pages::purpose::state))
        .route("/break-glass", get(pages::break_glass::form).post(pages::break_glass::save))
        .route(
            "/documents",
            get(pages::documents::page).post(pages::documents::save).layer(DefaultBodyLimit::max(LARGEST_BODY)),
        )
        .route("/documents/{record}", get(pages::documents::open))
        .route("/access", get(pages::access::page));
    Router::new()
        .route("/", get(pages::home::page))
        .route("/sign-in", get(pages::sign_in::page).post(pages::sign_in::post))
        .route("/sign-out", post(pages::sign_in::out))
        .route("/find", get(pages::find::page).post(pages::find::post))
        .route("/children/new", get(pages::start_file::form).post(pages::start_file::save))
        .nest("/children/{id}", file)
        .route("/health", get(pages::health::health))
        .route("/ready", get(pages::health::ready))
        .route(assets::ROUTE, get(assets::serve))
        .fallback(pages::not_found)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::from_fn(guard::same_site))
        .layer(middleware::from_fn(guard::headers))
        .layer(CompressionLayer::new())
        .with_state(app)
}
