//! The frame of a page, for whoever is signed in.

use hearth_casework::{Desk, Pack};
use jiff::{Timestamp, civil::Date};

use crate::{
    guard::Signed,
    view::{
        Frame,
        frame::{Me, Sheet},
    },
};

/// The frame of a page called `title`.
pub fn of(signed: &Signed, title: &str) -> Frame {
    let desk = &signed.desk;
    let pack = desk.pack().ok();
    Frame {
        title: title.to_owned(),
        council: pack.map(|pack| pack.name.clone()).unwrap_or_default(),
        demo: desk.instance().demo,
        csrf: signed.csrf(),
        me: Some(Me { name: desk.name().to_owned(), role: role(desk) }),
        owner: pack.map(Pack::owner).unwrap_or_default(),
        ..Frame::default()
    }
}

/// Role and first team: "Social worker, Locality team North".
fn role(desk: &Desk) -> String {
    let role = desk.subject().role.name();
    let team = desk.pack().ok().and_then(|pack| desk.subject().teams.first().and_then(|id| pack.team(*id)));
    team.map_or_else(|| role.to_owned(), |team| format!("{role}, {}", team.name))
}

/// The head of each printed sheet of a file.
pub fn sheet(signed: &Signed, about: String) -> Sheet {
    let printed = format!("Printed by {}, {}", signed.desk.name(), moment(signed.desk.now()));
    Sheet { about, marking: "Official, sensitive: personal".to_owned(), printed }
}

/// A moment in words: "25 November 2026 at 14:30".
pub fn moment(at: Timestamp) -> String {
    let civil = hearth_calendar::london_datetime(at);
    format!("{} at {:02}:{:02}", day(civil.date()), civil.hour(), civil.minute())
}

/// A date in words: "25 November 2026".
pub fn day(date: Date) -> String {
    hearth_calendar::in_words::date_without_weekday(date)
}

/// Words that complete a sentence, by themselves: they begin with a capital.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
