//! What people inside and outside a council have done, or would try, with records like these. `docs/abuse.md` says which test here or
//! elsewhere proves what stops each.

mod glass;
mod ids;
mod injection;
mod joining;
mod many_files;
mod restricted;
mod sheets;
mod walled;
mod ways;

use hearth_web::ROUTES;

/// Routes that name nothing: lists, desks, reports, registers. A route that is new is among them by itself.
pub fn lists() -> impl Iterator<Item = &'static str> {
    ROUTES.iter().map(|route| route.path).filter(|path| !path.contains('{'))
}
