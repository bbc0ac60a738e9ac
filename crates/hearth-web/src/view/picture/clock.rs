//! A clock as a bar: where it started, where today is, where it is due.

use std::fmt::Write as _;

use hearth_calendar::days_between;
use jiff::civil::Date;

use super::{Svg, escaped};

const WIDTH: f64 = 240.0;
const HEIGHT: f64 = 20.0;
const MIDDLE: f64 = 10.0;
const EDGE: f64 = 8.0;

/// The bar of a clock; `name` says the same in words and is what a screen reader hears. A late one runs on from the due date,
/// dashed, to today.
pub fn clock_bar(id: &str, start: Date, today: Date, due: Date, name: &str) -> Svg {
    // A clock may count hours, so the stretch is as long as it is and no longer.
    let (first, last) = (start.min(today), due.max(today));
    let whole = f64::from(days_between(first, last)).max(1.0);
    let at = |day: Date| EDGE + f64::from(days_between(first, day)) / whole * (WIDTH - 2.0 * EDGE);
    let (from, now, end) = (at(start), at(today), at(due));
    let mut body = String::new();
    let _ = write!(body, r#"<line class="clock-line" x1="{from:.1}" y1="{MIDDLE}" x2="{end:.1}" y2="{MIDDLE}"/>"#);
    let (class, x1, x2) = if today > due { ("clock-over", end, now) } else { ("clock-run", from, now.max(from)) };
    let _ = write!(body, r#"<line class="{class}" x1="{x1:.1}" y1="{MIDDLE}" x2="{x2:.1}" y2="{MIDDLE}"/>"#);
    let _ = write!(body, r#"<circle class="clock-start" cx="{from:.1}" cy="{MIDDLE}" r="4"/>"#);
    let _ =
        write!(body, r#"<rect class="clock-due" x="{:.1}" y="{:.1}" width="8" height="8"/>"#, end - 4.0, MIDDLE - 4.0);
    let _ = write!(body, r#"<line class="clock-today" x1="{now:.1}" y1="1" x2="{now:.1}" y2="{:.1}"/>"#, HEIGHT - 1.0);
    let (id, name) = (escaped(id), escaped(name));
    Svg(format!(
        r#"<svg class="hearth-clock__bar" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" aria-labelledby="bar-{id}"><title id="bar-{id}">{name}</title>{body}</svg>"#
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::clock_bar;

    #[test]
    fn a_late_clock_runs_on_past_its_due_date() {
        let bar = |today| clock_bar("c", date(2026, 3, 2), today, date(2026, 4, 2), "Visit").to_string();
        assert!(bar(date(2026, 4, 20)).contains("clock-over"));
        assert!(!bar(date(2026, 3, 20)).contains("clock-over"));
    }

    #[test]
    fn its_words_are_text() {
        let bar = clock_bar("c", date(2026, 3, 2), date(2026, 3, 3), date(2026, 4, 2), "<b>Visit</b>").to_string();
        assert!(bar.contains("&lt;b&gt;Visit"));
    }
}
