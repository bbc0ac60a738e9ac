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

use crate::{assets, guard, pages, paths};

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
pub(crate) const LARGEST_FORM: usize = 2 * 1024 * 1024;
/// The largest body with a document in it: the document and the form around it.
const LARGEST_BODY: usize = LARGEST_DOCUMENT + 1024 * 1024;

/// The largest body with the files of a return in it.
const LARGEST_RETURN: usize = 64 * 1024 * 1024;

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
    Route { path: crate::paths::DUPLICATES, public: false },
    Route { path: "/children/new", public: false },
    Route { path: "/children/{id}", public: false },
    Route { path: "/children/{id}/family", public: false },
    Route { path: "/children/{id}/household", public: false },
    Route { path: "/children/{id}/timeline", public: false },
    Route { path: "/children/{id}/records", public: false },
    Route { path: "/children/{id}/records/{record}", public: false },
    Route { path: "/children/{id}/records/{record}/correct", public: false },
    Route { path: "/children/{id}/records/{record}/withdraw", public: false },
    Route { path: "/search", public: false },
    Route { path: "/access/emergency", public: false },
    Route { path: "/reports/activity", public: false },
    Route { path: "/children/{id}/records/{record}/move", public: false },
    Route { path: "/children/{id}/records/{record}/reveal", public: false },
    Route { path: "/children/{id}/records/{record}/address", public: false },
    Route { path: "/children/{id}/search", public: false },
    Route { path: "/children/{id}/print", public: false },
    Route { path: "/children/{id}/restrict", public: false },
    Route { path: "/children/{id}/conflict", public: false },
    Route { path: "/children/{id}/conflict/{record}", public: false },
    Route { path: "/children/{id}/add", public: false },
    Route { path: "/children/{id}/add/visit", public: false },
    Route { path: "/children/{id}/add/case_note", public: false },
    Route { path: "/children/{id}/add/{kind}", public: false },
    Route { path: "/children/{id}/draft/{form}", public: false },
    Route { path: "/children/{id}/choose/{form}/{field}", public: false },
    Route { path: "/children/{id}/purpose", public: false },
    Route { path: "/children/{id}/break-glass", public: false },
    Route { path: "/children/{id}/documents", public: false },
    Route { path: "/children/{id}/documents/{record}", public: false },
    Route { path: "/children/{id}/access", public: false },
    Route { path: "/children/{id}/contacts/{record}", public: false },
    Route { path: "/children/{id}/contacts/{record}/take", public: false },
    Route { path: "/children/{id}/contacts/{record}/checks", public: false },
    Route { path: "/children/{id}/contacts/{record}/consent", public: false },
    Route { path: "/children/{id}/contacts/{record}/decision", public: false },
    Route { path: "/children/{id}/contacts/{record}/feedback", public: false },
    Route { path: "/children/{id}/contacts/{record}/harm", public: false },
    Route { path: "/children/{id}/contacts/{record}/print", public: false },
    Route { path: paths::QUEUE, public: false },
    Route { path: paths::NEW_CONTACT, public: false },
    Route { path: paths::NEW_CONTACT_WHO, public: false },
    Route { path: paths::NEW_CONTACT_DRAFT, public: false },
    Route { path: paths::ENQUIRIES, public: false },
    Route { path: "/enquiries/{id}/{record}", public: false },
    Route { path: paths::FIRST_HELP, public: false },
    Route { path: paths::RETURNS, public: false },
    Route { path: paths::FINDINGS, public: false },
    Route { path: paths::CHECK_FILES, public: false },
    Route { path: paths::SIGN_RETURN, public: false },
    Route { path: paths::RETURN_SENT, public: false },
    Route { path: "/returns/{code}", public: false },
    Route { path: "/returns/kept/{year}/{record}", public: false },
    Route { path: "/privacy/{authority}", public: true },
    Route { path: "/health", public: true },
    Route { path: "/ready", public: true },
    Route { path: assets::ROUTE, public: true },
];

/// What people do with a file beside reading it and writing into it.
fn by_day() -> Router<App> {
    Router::new()
        .route("/records/{record}/move", get(pages::move_record::form).post(pages::move_record::save))
        .route("/records/{record}/reveal", get(pages::reveal::form).post(pages::reveal::show_once))
        .route("/records/{record}/address", get(pages::address::form).post(pages::address::save))
        .route("/search", get(pages::search::of_file).post(pages::search::post_in_file))
        .route("/print", post(pages::print::page))
        .route("/restrict", get(pages::restrict::form).post(pages::restrict::save))
        .route("/conflict", get(pages::restrict::conflict).post(pages::restrict::declare))
        .route("/conflict/{record}", get(pages::tie::form).post(pages::tie::save))
}

/// The statutory returns.
fn returns() -> Router<App> {
    let files = get(pages::returns::files_form).post(pages::returns::files_check);
    Router::new()
        .route(paths::RETURNS, get(pages::returns::page).post(pages::returns::check))
        .route(paths::FINDINGS, post(pages::returns::download))
        .route(paths::SIGN_RETURN, post(pages::returns::sign))
        .route(paths::RETURN_SENT, post(pages::returns::send))
        .route("/returns/{code}", get(pages::returns::to_put_right))
        .route("/returns/kept/{year}/{record}", get(pages::returns::take_away))
        .route(paths::CHECK_FILES, files.layer(DefaultBodyLimit::max(LARGEST_RETURN)))
}

/// The router over an instance.
pub fn router(app: App) -> Router {
    let file = Router::new()
        .route("/", get(pages::file::overview))
        .route("/family", get(pages::file::family))
        .route("/household", get(pages::file::household))
        .route("/timeline", get(pages::file::timeline))
        .route("/records", get(pages::file::records))
        .route("/records/{record}", get(pages::file::record))
        .route("/records/{record}/correct", get(pages::correct::form).post(pages::correct::save))
        .route("/records/{record}/withdraw", get(pages::withdraw::form).post(pages::withdraw::save))
        .route("/add", get(pages::choose_kind::page))
        .route("/add/visit", get(pages::note::visit).post(pages::note::save_visit))
        .route("/add/case_note", get(pages::note::note).post(pages::note::save_note))
        .route("/add/{kind}", get(pages::add::form).post(pages::add::save))
        .route("/draft/{form}", post(pages::draft::keep))
        .route("/choose/{form}/{field}", get(pages::choose_person::page).post(pages::choose_person::post))
        .route("/purpose", post(pages::purpose::state))
        .route("/break-glass", get(pages::break_glass::form).post(pages::break_glass::save))
        .route(
            "/documents",
            get(pages::documents::page).post(pages::documents::save).layer(DefaultBodyLimit::max(LARGEST_BODY)),
        )
        .route("/documents/{record}", get(pages::documents::open))
        .route("/contacts/{record}", get(pages::front_door::contact))
        .route("/contacts/{record}/take", post(pages::front_door::take))
        .route("/contacts/{record}/checks", post(pages::front_door::ask))
        .route("/contacts/{record}/consent", post(pages::front_door::consent))
        .route("/contacts/{record}/decision", post(pages::front_door::decide))
        .route("/contacts/{record}/feedback", post(pages::front_door::fed_back))
        .route("/contacts/{record}/harm", post(pages::front_door::harm))
        .route("/contacts/{record}/print", post(pages::front_door::print))
        .route("/access", get(pages::access::page))
        .merge(by_day());
    Router::new()
        .route("/", get(pages::home::page))
        .route("/sign-in", get(pages::sign_in::page).post(pages::sign_in::post))
        .route("/sign-out", post(pages::sign_in::out))
        .route("/find", get(pages::find::page).post(pages::find::post))
        .route(crate::paths::DUPLICATES, get(pages::duplicates::page).post(pages::duplicates::save))
        .route("/children/new", get(pages::start_file::form).post(pages::start_file::save))
        .route(crate::paths::SEARCH, get(pages::search::page).post(pages::search::post))
        .route(crate::paths::ACTIVITY, get(pages::activity::page))
        .route(crate::paths::GLASS, get(pages::glass::page).post(pages::glass::save))
        .nest("/children/{id}", file)
        .route(paths::QUEUE, get(pages::front_door::queue))
        .route(paths::NEW_CONTACT, get(pages::front_door::taking).post(pages::front_door::taken))
        .route(paths::NEW_CONTACT_WHO, get(pages::front_door::who).post(pages::front_door::recorded))
        .route(paths::NEW_CONTACT_DRAFT, post(pages::front_door::keep))
        .route(paths::ENQUIRIES, get(pages::front_door::enquiries))
        .route("/enquiries/{id}/{record}", get(pages::front_door::question).post(pages::front_door::answer))
        .route(paths::FIRST_HELP, get(pages::front_door::first_help))
        .merge(returns())
        .route("/privacy/{authority}", get(pages::privacy::page))
        .route("/health", get(pages::health::health))
        .route("/ready", get(pages::health::ready))
        .route(assets::ROUTE, get(assets::serve))
        .fallback(pages::not_found)
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
        .layer(middleware::from_fn_with_state(app.clone(), guard::keep_what_was_sent))
        .layer(middleware::from_fn(guard::same_site))
        .layer(middleware::from_fn(guard::headers))
        .layer(CompressionLayer::new())
        .with_state(app)
}
