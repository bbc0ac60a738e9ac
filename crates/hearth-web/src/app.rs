//! The application: what every request shares, and the router.

use std::sync::Arc;

use axum::routing::{get, post};
use axum::{Router, extract::DefaultBodyLimit, middleware};
use hearth_casework::{Instance, recording::LARGEST_DOCUMENT};
use jiff::Timestamp;
use tower_http::compression::CompressionLayer;

use crate::{api, assets, guard, pages, paths};

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
    Route { path: paths::HAND_OVER, public: false },
    Route { path: "/adoptions/{id}", public: false },
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
    Route { path: "/children/{id}/consent", public: false },
    Route { path: "/children/{id}/consent/ask", public: false },
    Route { path: "/children/{id}/consent/processing", public: false },
    Route { path: "/children/{id}/consent/{record}", public: false },
    Route { path: "/children/{id}/consent/{record}/told", public: false },
    Route { path: "/children/{id}/police", public: false },
    Route { path: "/children/{id}/police/new", public: false },
    Route { path: "/children/{id}/police/{record}", public: false },
    Route { path: "/children/{id}/police/{record}/refuse", public: false },
    Route { path: "/children/{id}/police/{record}/release", public: false },
    Route { path: "/children/{id}/court/{record}", public: false },
    Route { path: "/children/{id}/court/{record}/bundle", public: false },
    Route { path: "/children/{id}/court/{record}/bundle/{other}", public: false },
    Route { path: "/children/{id}/court/{record}/bundle/{other}/papers", public: false },
    Route { path: "/children/{id}/court/{record}/party/{other}", public: false },
    Route { path: "/children/{id}/court/{record}/party/{other}/decide", public: false },
    Route { path: "/children/{id}/abroad", public: false },
    Route { path: "/children/{id}/abroad/new", public: false },
    Route { path: "/children/{id}/abroad/{record}", public: false },
    Route { path: "/children/{id}/abroad/{record}/send", public: false },
    Route { path: "/children/{id}/abroad/{record}/decide", public: false },
    Route { path: "/children/{id}/requests", public: false },
    Route { path: "/children/{id}/requests/new", public: false },
    Route { path: "/children/{id}/requests/{record}", public: false },
    Route { path: "/children/{id}/requests/{record}/agree", public: false },
    Route { path: "/children/{id}/requests/{record}/take", public: false },
    Route { path: "/children/{id}/requests/{record}/{act}", public: false },
    Route { path: "/children/{id}/complaints/new", public: false },
    Route { path: "/children/{id}/complaints/{record}", public: false },
    Route { path: "/children/{id}/complaints/{record}/{act}", public: false },
    Route { path: paths::RIGHTS, public: false },
    Route { path: paths::NOT_SOUGHT, public: false },
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
    Route { path: paths::RETENTION, public: false },
    Route { path: paths::RETENTION_ASK, public: false },
    Route { path: paths::SCHEDULE, public: false },
    Route { path: paths::TRY_SCHEDULE, public: false },
    Route { path: "/children/{id}/kept", public: false },
    Route { path: paths::HOLDS, public: false },
    Route { path: "/retention/holds/{hold}", public: false },
    Route { path: "/retention/batches/{batch}", public: false },
    Route { path: "/retention/batches/{batch}/files/{item}", public: false },
    Route { path: "/retention/certificates/{file}", public: false },
    Route { path: "/retention/certificates/{file}/proof", public: false },
    Route { path: "/privacy/{authority}", public: true },
    Route { path: "/privacy/{authority}/children", public: true },
    Route { path: "/privacy/{authority}/notice.pdf", public: true },
    Route { path: "/privacy/{authority}/versions/{number}", public: true },
    Route { path: paths::SETTINGS, public: false },
    Route { path: paths::NOTICE, public: false },
    Route { path: paths::OWN_NOTICE, public: false },
    Route { path: paths::PURPOSES, public: false },
    Route { path: paths::PURPOSES_CSV, public: false },
    Route { path: paths::NEW_PURPOSE, public: false },
    Route { path: paths::LEGISLATION, public: false },
    Route { path: paths::NEW_STATUTE, public: false },
    Route { path: paths::RECIPIENTS, public: false },
    Route { path: paths::CHECK_KEY, public: false },
    Route { path: "/settings/recipients/{code}/key/end", public: false },
    Route { path: paths::AGREEMENTS, public: false },
    Route { path: paths::NEW_AGREEMENT, public: false },
    Route { path: "/settings/agreements/{code}/end", public: false },
    Route { path: paths::AUTOMATED, public: false },
    Route { path: paths::CONTACTS, public: false },
    Route { path: "/children/{id}/share", public: false },
    Route { path: "/children/{id}/share/new", public: false },
    Route { path: "/children/{id}/share/send/{seen}", public: false },
    Route { path: "/children/{id}/share/urgent", public: false },
    Route { path: "/children/{id}/share/family", public: false },
    Route { path: "/children/{id}/share/{record}", public: false },
    Route { path: "/children/{id}/share/{record}/{act}", public: false },
    Route { path: paths::SHARING, public: false },
    Route { path: "/collect/{token}", public: true },
    Route { path: "/api/v1/session", public: false },
    Route { path: "/api/v1/children/{id}/kept", public: false },
    Route { path: "/api/v1/children/{id}/shares", public: false },
    Route { path: "/api/v1/children/{id}/shares/choices", public: false },
    Route { path: "/api/v1/children/{id}/shares/preview", public: false },
    Route { path: "/api/v1/children/{id}/shares/urgent", public: false },
    Route { path: "/api/v1/children/{id}/shares/{record}/{act}", public: false },
    Route { path: "/api/v1/sharing", public: false },
    Route { path: "/api/v1/retention", public: false },
    Route { path: "/api/v1/retention/batches/{batch}", public: false },
    Route { path: "/api/v1/retention/batches/{batch}/files/{item}", public: false },
    Route { path: "/api/v1/retention/certificates/{file}", public: false },
    Route { path: "/api/v1/retention/holds", public: false },
    Route { path: "/api/v1/retention/holds/{hold}", public: false },
    Route { path: paths::OPENAPI, public: true },
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

/// The matters of a file that have acts of their own.
fn matters() -> Router<App> {
    use pages::matters::{abroad, consent, court, police, requests};
    Router::new()
        .route("/consent", get(consent::page))
        .route("/consent/ask", get(consent::ask_form).post(consent::ask))
        .route("/consent/processing", get(consent::processing_form).post(consent::processing_save))
        .route("/consent/{record}", get(consent::one).post(consent::withdraw))
        .route("/consent/{record}/told", post(consent::told))
        .route("/police", get(police::page))
        .route("/police/new", get(police::form).post(police::save))
        .route("/police/{record}", get(police::one).post(police::answer))
        .route("/police/{record}/refuse", post(police::refuse))
        .route("/police/{record}/release", get(police::release_form).post(police::release))
        .route("/court/{record}", get(court::page))
        .route("/court/{record}/bundle", get(court::bundle_form).post(court::propose))
        .route("/court/{record}/bundle/{other}", get(court::bundle).post(court::release))
        .route("/court/{record}/bundle/{other}/papers", post(court::hand_over))
        .route("/court/{record}/party/{other}", get(court::party).post(court::say))
        .route("/court/{record}/party/{other}/decide", post(court::decide))
        .route("/requests", get(requests::page))
        .route("/requests/new", get(requests::request_form).post(requests::request_save))
        .route("/requests/{record}", get(requests::one))
        .route("/requests/{record}/agree", get(requests::agree_form).post(requests::agree))
        .route("/requests/{record}/take", get(requests::over_form).post(requests::over))
        .route("/requests/{record}/{act}", post(requests::act))
        .route("/complaints/new", get(requests::complaint_form).post(requests::complaint_save))
        .route("/complaints/{record}", get(requests::complaint))
        .route("/complaints/{record}/{act}", post(requests::complaint_act))
        .route("/abroad", get(abroad::page))
        .route("/abroad/new", get(abroad::form).post(abroad::save))
        .route("/abroad/{record}", get(abroad::one).post(abroad::tell))
        .route("/abroad/{record}/send", post(abroad::send))
        .route("/abroad/{record}/decide", get(abroad::decide_form).post(abroad::decide))
}

/// What is shared of a person.
fn shares() -> Router<App> {
    use pages::sharing;
    Router::new()
        .route("/share", get(sharing::list))
        .route("/share/new", get(sharing::new).post(sharing::decide))
        .route("/share/send/{seen}", post(sharing::send))
        .route("/share/urgent", get(sharing::urgent).post(sharing::tell))
        .route("/share/family", get(sharing::family))
        .route("/share/{record}", get(sharing::one))
        .route("/share/{record}/{act}", post(sharing::act))
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

/// How files end.
fn retention() -> Router<App> {
    Router::new()
        .route(paths::RETENTION, get(pages::retention::desk).post(pages::retention::propose))
        .route(paths::RETENTION_ASK, get(pages::retention::ask_form).post(pages::retention::ask_answer))
        .route(paths::SCHEDULE, get(pages::schedule::page).post(pages::schedule::act))
        .route(paths::TRY_SCHEDULE, get(pages::schedule::try_page).post(pages::schedule::try_act))
        .route("/children/{id}/kept", get(pages::schedule::file).post(pages::schedule::file_act))
        .route(paths::HOLDS, get(pages::retention::holds).post(pages::retention::open_hold))
        .route("/retention/holds/{hold}", get(pages::retention::hold).post(pages::retention::hold_act))
        .route("/retention/batches/{batch}", get(pages::retention::batch).post(pages::retention::batch_act))
        .route(
            "/retention/batches/{batch}/files/{item}",
            get(pages::retention::review).post(pages::retention::review_act),
        )
        .route("/retention/certificates/{file}", get(pages::retention::certificate))
        .route("/retention/certificates/{file}/proof", get(pages::retention::certificate_download))
}

/// What the council answers for: its registers, and its notice.
fn settings() -> Router<App> {
    use pages::settings;
    Router::new()
        .route(paths::SETTINGS, get(settings::index))
        .route(paths::NOTICE, get(settings::notice).post(settings::notice_decide))
        .route(paths::OWN_NOTICE, get(settings::own_form).post(settings::own_save))
        .route(paths::PURPOSES, get(settings::purposes))
        .route(paths::PURPOSES_CSV, get(settings::csv))
        .route(paths::NEW_PURPOSE, get(settings::purpose_form).post(settings::purpose_save))
        .route(paths::LEGISLATION, get(settings::legislation))
        .route(paths::NEW_STATUTE, get(settings::statute_form).post(settings::statute_save))
        .route(paths::RECIPIENTS, get(settings::recipients))
        .route(paths::CHECK_KEY, get(settings::key_form).post(settings::key_save))
        .route("/settings/recipients/{code}/key/end", get(settings::end_key_form).post(settings::end_key_save))
        .route(paths::AGREEMENTS, get(settings::agreements))
        .route(paths::NEW_AGREEMENT, get(settings::agreement_form).post(settings::agreement_save))
        .route("/settings/agreements/{code}/end", get(settings::end_form).post(settings::end_save))
        .route(paths::AUTOMATED, get(settings::automated))
        .route(paths::CONTACTS, get(settings::contacts))
        .route("/privacy/{authority}", get(pages::privacy::page))
        .route("/privacy/{authority}/children", get(pages::privacy::children))
        .route("/privacy/{authority}/notice.pdf", get(pages::privacy::pdf))
        .route("/privacy/{authority}/versions/{number}", get(pages::privacy::version))
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
        .merge(by_day())
        .merge(shares())
        .merge(matters());
    Router::new()
        .route("/", get(pages::home::page))
        .route("/sign-in", get(pages::sign_in::page).post(pages::sign_in::post))
        .route("/sign-out", post(pages::sign_in::out))
        .route("/find", get(pages::find::page).post(pages::find::post))
        .route(crate::paths::DUPLICATES, get(pages::duplicates::page).post(pages::duplicates::save))
        .route(paths::HAND_OVER, get(pages::adoptions::page))
        .route("/adoptions/{id}", get(pages::adoptions::form).post(pages::adoptions::save))
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
        .route(paths::NOT_SOUGHT, get(pages::matters::consent::report))
        .merge(retention())
        .merge(settings())
        .route(paths::SHARING, get(pages::sharing::desk))
        .route(paths::RIGHTS, get(pages::matters::requests::desk))
        .route("/collect/{token}", get(pages::sharing::collect).post(pages::sharing::fetch))
        .merge(api::routes())
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
