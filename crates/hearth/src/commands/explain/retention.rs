//! `hearth explain retention`: as JSON it is what the API answers of a file.

use hearth_calendar::in_words;
use hearth_practice::retention::{Because, Case, Kept, Named, Schedule, Standing};
use jiff::civil::Date;

use super::facts::{Given, Value};
use crate::args::Format;

/// Prints how long the file of the facts is kept, as it stands on a day.
pub fn explain(given: &Given, schedule: &Schedule, today: Date, format: Format) {
    let kept = schedule.of(&case(given, today), today);
    if format == Format::Json {
        // INVARIANT: every field of the answer has a text form.
        let told = serde_json::to_value(hearth_web::Kept::of(&kept, against(&kept, schedule))).unwrap_or_default();
        println!("{told:#}");
        return;
    }
    println!("{}", kept.line());
    for because in &kept.because {
        let until = because.until.map_or_else(|| "no date yet".to_owned(), in_words::date_without_weekday);
        let floor = if because.floor { "  (the floor of the law)" } else { "" };
        println!("{:<18}{}: {}{floor}", until, class(because), because.period());
        println!("{:18}{}", "", because.sum());
        println!("{:18}{} ({}).", "", because.rule.source, because.rule.id);
    }
    for blocked in kept.blocked_by() {
        println!("blocked by: {blocked}");
    }
    if let Some(from) = kept.may_begin().filter(|_| kept.standing() != Standing::Held) {
        println!("destruction may begin on {}, when two people have approved it", in_words::date(from));
    }
    for contradiction in against(&kept, schedule) {
        println!("{contradiction}");
    }
}

/// The facts as a case; of those that retention does not ask for the reader is told.
fn case(given: &Given, today: Date) -> Case {
    let mut case = Case {
        file_type: given.file,
        events: given.events.clone(),
        precision: given.precision,
        holds: given.holds.iter().filter(|hold| hold.stands(today)).map(|hold| hold.name.clone()).collect(),
        named: given
            .named_in
            .iter()
            .map(|file| file.keep_until.map_or(Named::NotYet, Named::Until))
            .max()
            .unwrap_or_default(),
        ..Case::default()
    };
    for (name, value) in &given.facts {
        let holds = matches!(value, Value::Holds(true));
        match name.as_str() {
            "csa_alleged" => case.csa = holds,
            "share_under_review" if holds => case.blocks.push("share under review".to_owned()),
            "irreplaceable" if holds => case.blocks.push("irreplaceable items to offer back".to_owned()),
            _ if hearth_practice::clocks::FactName::is_one(name) => {}
            _ => eprintln!("hearth: neither a clock nor retention asks for the fact `{name}`; it was left out"),
        }
    }
    case
}

fn class(because: &Because) -> &'static str {
    hearth_practice::retention::Rules::compiled_in().class(&because.rule.class).map_or("", |class| &class.name)
}

/// Where the council's notice and a rule that applies here do not agree.
fn against(kept: &Kept, schedule: &Schedule) -> Vec<String> {
    let applies = |id: &str| kept.because.iter().any(|because| because.rule.id == id);
    let found = schedule.contradictions().into_iter().filter(|found| applies(&found.rule.id));
    found.map(|found| found.words).collect()
}
