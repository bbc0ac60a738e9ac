//! The public notice of a council, as far as it is made from what the system does.

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use hearth_casework::returns::{Return, collection::Collection};
use hearth_record::ids::AuthorityId;

use crate::{
    App,
    answer::{Answer, show},
    view::{
        Frame,
        privacy::{PrivacyPage, SentTo},
    },
};

/// `GET /privacy/{authority}`: for anybody. No query: it is made from what is settled about each return, the same words that stand in the
/// file of everybody who is told of.
pub async fn page(State(app): State<App>, Path(authority): Path<String>) -> Response {
    let pack = AuthorityId::new(&authority).ok().and_then(|id| app.instance.pack(&id).cloned());
    let Some(pack) = pack else { return Answer::NotFound(Box::default()).into_response() };
    let yearly = Return::ALL.map(|of| sent_to(of.name(), "Once a year", of.collection()));
    let daily =
        sent_to("Daily data on children’s social care", "Every day, where the council takes part", Collection::daily());
    let page = PrivacyPage {
        frame: Frame {
            title: "What we send to the Department for Education".to_owned(),
            council: pack.name.clone(),
            demo: app.instance.demo,
            ..Frame::default()
        },
        council: pack.name,
        service: pack.service,
        sent: yearly.into_iter().chain([daily]).collect(),
    };
    show(StatusCode::OK, &page)
}

fn sent_to(name: &str, often: &'static str, collection: &'static Collection) -> SentTo {
    SentTo {
        name: name.to_owned(),
        often,
        recipient: &collection.recipient,
        purpose: &collection.purpose,
        powers: &collection.powers,
        guidance: &collection.guidance,
        to_be_confirmed: collection.to_be_confirmed.as_deref(),
    }
}
