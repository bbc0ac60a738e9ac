//! The description of the API (`OpenAPI` 3.1), out of its handlers and structs.

use utoipa::{
    Modify, OpenApi,
    openapi::{
        Content, Ref, RefOr, ResponseBuilder,
        path::Operation,
        security::{ApiKey, ApiKeyValue, SecurityRequirement, SecurityScheme},
    },
};

use super::{HEADER, Problem, deciding, holds, kept, retention, shares, sharing};
use crate::guard::COOKIE;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Hearth",
        description = "The same use cases as the pages, for programs that work for somebody who is signed in. Sign in at /sign-in and keep the \
                       cookie; take the token from /api/v1/session and send it in the header x-hearth-token with every POST."
    ),
    paths(
        super::session,
        kept::kept,
        shares::shares,
        shares::share_act,
        deciding::choices,
        deciding::preview,
        deciding::decide,
        deciding::urgent,
        sharing::sharing,
        retention::retention,
        retention::propose,
        retention::batch,
        retention::batch_act,
        retention::review,
        retention::certificate,
        holds::holds,
        holds::open_hold,
        holds::hold_act
    ),
    components(schemas(Problem)),
    modifiers(&Everywhere)
)]
struct Described;

/// What holds for every route: who may call it, and what it answers when it cannot do what was asked.
struct Everywhere;

impl Modify for Everywhere {
    fn modify(&self, described: &mut utoipa::openapi::OpenApi) {
        for item in described.paths.paths.values_mut() {
            if let Some(reads) = &mut item.get {
                everywhere(reads, &["session"]);
            }
            if let Some(changes) = &mut item.post {
                everywhere(changes, &["session", "token"]);
            }
        }
        let components = described.components.get_or_insert_default();
        let problem = Content::new(Some(Ref::from_schema_name("Problem")));
        let response = ResponseBuilder::new().description("Nothing was done, and why.");
        let response = response.content("application/problem+json", problem).build();
        components.responses.insert("Problem".to_owned(), RefOr::T(response));
        let cookie = ApiKeyValue::with_description(COOKIE, "The session, as /sign-in gives it.");
        let token = ApiKeyValue::with_description(HEADER, "The token of the session, from /api/v1/session.");
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
        components.add_security_scheme("token", SecurityScheme::ApiKey(ApiKey::Header(token)));
    }
}

fn everywhere(operation: &mut Operation, needs: &[&str]) {
    let needed = needs.iter().fold(SecurityRequirement::default(), |all, need| all.add(*need, Vec::<String>::new()));
    operation.security = Some(vec![needed]);
    let summary = operation.summary.clone().unwrap_or_default();
    let responses = &mut operation.responses.responses;
    for response in responses.values_mut() {
        if let RefOr::T(response) = response {
            response.description.clone_from(&summary);
        }
    }
    responses.insert("default".to_owned(), RefOr::Ref(Ref::from_response_name("Problem")));
}

/// The description of the API (`OpenAPI` 3.1), as `docs/api/openapi.json` keeps it.
///
/// # Panics
/// Never: every part of a description has a text form.
pub fn openapi() -> String {
    let described = Described::openapi().to_pretty_json();
    let mut text = described.expect("INVARIANT: every part of a description has a text form");
    text.push('\n');
    text
}
