//! What cannot be.

use hearth_web::view::{
    Link,
    refusal::{BreakGlass, ErrorPage, RefusalPage},
};

use super::{frame, text};

pub fn refusal() -> RefusalPage {
    RefusalPage {
        frame: frame("You cannot open this file"),
        heading: text("You cannot open this file"),
        why: text("It is restricted because somebody in it works for the council."),
        who_can: vec![text("Owen Blythe, team manager · 0151 496 0119"), text("The head of service")],
        next: vec![Link::new("Find somebody else", "/find")],
        purposes: None,
        break_glass: Some(BreakGlass {
            href: text("/break-glass"),
            warning: text(
                "It opens for four hours. The team manager and the data protection officer are told at once, with your reason.",
            ),
        }),
        reference: Some(text("01936b1e-7")),
    }
}

pub fn error() -> ErrorPage {
    ErrorPage {
        frame: frame("Page not found"),
        heading: text("Page not found"),
        paragraphs: vec![text(
            "If you typed the address, check it. If you followed a link, the page may have moved or may never have been.",
        )],
        reference: None,
    }
}
