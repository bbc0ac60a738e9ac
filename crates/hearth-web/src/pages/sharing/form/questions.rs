//! What is asked whatever goes: the basis, the family, whether it is right; and, where nothing goes, why.

use super::super::{Asking, codes, day, line, words};
use crate::view::form::{Control, Field, Posted};

/// What allows it.
pub(super) fn allowed(asking: &Asking<'_>, posted: &Posted) -> Vec<Field> {
    let text = |name: &str| posted.one(name).to_owned();
    vec![
        Field {
            part: Some("What allows it".to_owned()),
            ..asking.field(
                "basis",
                "On which basis?",
                Control::Radios(codes("sharing_basis", posted.one("basis"), &[])),
            )
        },
        Field {
            optional: true,
            hint: Some("Where the law or a court requires it".to_owned()),
            ..asking.field("law", "Which law or order?", line(text("law")))
        },
        Field {
            optional: true,
            hint: Some("Where somebody is at risk of significant harm".to_owned()),
            ..asking.field("harm", "What is the evidence of harm?", words(text("harm"), 3))
        },
        Field {
            optional: true,
            ..asking.field("harm_to", "Who is at risk, if it is somebody else?", line(text("harm_to")))
        },
    ]
}

/// What the family was asked and told.
pub(super) fn of_family(asking: &Asking<'_>, posted: &Posted) -> Vec<Field> {
    let text = |name: &str| posted.one(name).to_owned();
    vec![
        Field {
            part: Some("The child and the family".to_owned()),
            ..asking.field(
                "consent_sought",
                "Was the family asked to agree?",
                Control::Radios(codes("sharing_consent", posted.one("consent_sought"), &[])),
            )
        },
        Field {
            optional: true,
            ..asking.field(
                "consent_why",
                "Why were they not asked, or what did they say?",
                words(text("consent_why"), 2),
            )
        },
        asking.field(
            "told",
            "Was the family told of this?",
            Control::Radios(codes("sharing_told", posted.one("told"), &[])),
        ),
        Field { optional: true, ..asking.field("told_on", "On which day?", day(posted.date("told_on"))) },
        Field {
            optional: true,
            ..asking.field("told_why", "What were they told, or why not?", words(text("told_why"), 2))
        },
        Field {
            optional: true,
            ..asking.field("child_view", "What does the child think of it?", words(text("child_view"), 2))
        },
    ]
}

/// Necessary, lawful and fair, and the two harms.
pub(super) fn is_right(asking: &Asking<'_>, posted: &Posted) -> Vec<Field> {
    let text = |name: &str| posted.one(name).to_owned();
    vec![
        Field {
            part: Some("Is it right?".to_owned()),
            ..asking.field("necessary", "Why is it necessary?", words(text("necessary"), 2))
        },
        asking.field("lawful", "Why is it lawful?", words(text("lawful"), 2)),
        asking.field("fair", "Why is it fair?", words(text("fair"), 2)),
        Field {
            optional: true,
            ..asking.field("harm_of_sharing", "What harm could sharing do?", words(text("harm_of_sharing"), 2))
        },
        Field {
            optional: true,
            ..asking.field(
                "harm_of_not_sharing",
                "What harm could not sharing do?",
                words(text("harm_of_not_sharing"), 2),
            )
        },
    ]
}

/// Why nothing is shared.
pub(super) fn withheld(asking: &Asking<'_>, posted: &Posted) -> Vec<Field> {
    let text = |name: &str| posted.one(name).to_owned();
    vec![
        Field {
            part: Some("Why not".to_owned()),
            ..asking.field("not_because", "Why is nothing shared?", words(text("not_because"), 3))
        },
        asking.field(
            "harm_of_not_sharing",
            "What could go wrong because they do not know?",
            words(text("harm_of_not_sharing"), 2),
        ),
        Field {
            optional: true,
            ..asking.field("child_view", "What does the child think of it?", words(text("child_view"), 2))
        },
        Field {
            optional: true,
            ..asking.field("review_on", "When is it looked at again?", day(posted.date("review_on")))
        },
    ]
}
