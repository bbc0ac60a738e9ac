//! What is shared across the council, for those who answer for it.

use axum::response::Response;
use hearth_casework::sharing::{Line as Share, overview};

use super::tag;
use crate::{
    answer::{Answer, page as rendered},
    frame,
    guard::Signed,
    paths,
    view::{
        Link,
        frame::Row,
        matter::{Line, MatterPage, Part},
    },
};

/// `GET /sharing`
pub async fn page(signed: Signed) -> Result<Response, Answer> {
    let all = overview(&signed.desk).await.map_err(|failure| Answer::framed(failure, &signed, None))?;
    let today = signed.desk.today();
    let line = |share: &Share| {
        let shared = &share.shared;
        let due = share.due.map(|due| match (shared.is("STANDING"), hearth_calendar::in_words::due(today, due)) {
            (true, _) => format!(", ends on {}", frame::day(due)),
            (false, words) => format!(", to be looked at: {words}"),
        });
        let due = due.unwrap_or_default();
        let own = if share.own { " You shared this yourself: a colleague looks at it." } else { "" };
        let why = shared.stopped_because.reveal().as_ref().or(shared.justification.reveal().as_ref());
        let why = why.map(|why| format!(" {}", why.0.lines().next().unwrap_or_default())).unwrap_or_default();
        Line {
            title: Link::new(
                format!("{}: {}", share.name, shared.recipient.reveal().0),
                // Whoever answers for it without working with the child sees that it is there, and asks the team.
                if share.opens { paths::share(share.file, share.record) } else { String::new() },
            ),
            tag: tag(shared),
            text: format!("{}{due}.{why}{own}", frame::moment(*shared.shared_at)),
        }
    };
    let part = |heading: &str, shares: &[Share], empty: &str| Part {
        text: if shares.is_empty() { vec![empty.to_owned()] } else { Vec::new() },
        lines: shares.iter().map(line).collect(),
        ..Part::of(heading)
    };
    let counted = all.reasons.iter().map(|count| {
        Row::new(
            count.reason,
            hearth_calendar::in_words::counted(u32::try_from(count.shares).unwrap_or(u32::MAX), "share"),
        )
    });
    let refused = hearth_calendar::in_words::counted(u32::try_from(all.refused).unwrap_or(u32::MAX), "time");
    let parts = vec![
        part(
            "Told in an emergency",
            &all.urgent,
            "Nothing waits to be looked at. What was told in an emergency appears here on the next working day.",
        ),
        part("Waits for a second person", &all.waiting, "Nothing waits."),
        part(
            "Recipients to be told of a change",
            &all.to_tell,
            "Nothing that was shared has been corrected or restricted since.",
        ),
        part("Standing shares", &all.standing, "Nothing is shared until a day."),
        part("Decided not to share", &all.withheld, "No decision not to share is written down."),
        Part {
            rows: counted.collect(),
            text: vec![format!("Refused in the last week, with the reason and what makes it lawful: {refused}.")],
            ..Part::of("How often, and for which reason")
        },
    ];
    Ok(rendered(&MatterPage {
        frame: frame::of(&signed, "Sharing"),
        identity: None,
        heading: "Sharing".to_owned(),
        tag: None,
        intro: Some("What is told outside the council and between its departments: what needs you first.".to_owned()),
        warning: None,
        problem: None,
        parts,
    }))
}
