//! A life in one line: when things happened, where nothing is written, and where the child lived.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{Picture, Svg, escaped, scale::Scale};

const WIDTH: f64 = 960.0;
const LEFT: f64 = 12.0;

/// One thing that happened.
#[derive(Debug, Clone, Copy)]
pub struct Dot {
    /// When.
    pub on: Date,
    /// Whether it turned the child's way.
    pub weighty: bool,
}

/// A stretch in which nothing is written.
#[derive(Debug, Clone)]
pub struct Gap {
    /// The day of the last entry before it.
    pub from: Date,
    /// The day of the first entry after it.
    pub to: Date,
    /// How long, such as "94 days".
    pub words: String,
}

/// One bar of a lane.
#[derive(Debug, Clone)]
pub struct Span {
    /// What it was, such as "Foster care, C. Hale".
    pub label: String,
    /// The first day.
    pub from: Date,
    /// The last day; `None` while it lasts.
    pub to: Option<Date>,
    /// The twin's row: dates in words and what ended it.
    pub row: Vec<String>,
}

/// Bars of one sort.
#[derive(Debug, Clone)]
pub struct Lane {
    /// What the bars are, such as "Legal status".
    pub label: String,
    /// The bars, the oldest first.
    pub spans: Vec<Span>,
}

/// The timeline at a glance: a dot for each entry, stacked where they crowd, and a dashed line where nothing is written.
///
/// `None` where there is nothing to draw. The twin is the list under it.
pub fn timeline_strip(id: &str, dots: &[Dot], gaps: &[Gap], today: Date) -> Option<Picture> {
    let first = dots.iter().map(|dot| dot.on).min()?;
    let last = dots.iter().map(|dot| dot.on).max()?.max(today);
    let scale = Scale::new(first, last, LEFT, WIDTH - 2.0 * LEFT);
    let placed = stacked(dots, &scale);
    let highest = placed.iter().map(|dot| dot.level).max().unwrap_or(0);
    // Room for the pile, and for the words above a gap.
    let base = 14.0 + (9.0 * f64::from(highest)).max(12.0);
    let name = format!(
        "{} entries from {} to {}, {} stretches without any",
        dots.len(),
        first.year(),
        last.year(),
        gaps.len()
    );
    let mut body = String::new();
    line(&mut body, "strip-line", (LEFT, base), (WIDTH - LEFT, base));
    for gap in gaps {
        draw_gap(&mut body, gap, &scale, base);
    }
    for dot in &placed {
        let class = if dot.weighty { "strip-dot strip-dot--weighty" } else { "strip-dot" };
        let _ = write!(
            body,
            r#"<circle class="{class}" cx="{:.1}" cy="{:.1}" r="4"/>"#,
            dot.x,
            base - 9.0 * f64::from(dot.level)
        );
    }
    axis(&mut body, &scale, last, base + 22.0);
    today_line(&mut body, &scale, today, base);
    Some(Picture { svg: framed(id, &name, base + 32.0, &body), name, columns: Vec::new(), rows: Vec::new() })
}

/// Bars over time, a lane for each sort: legal status over placement.
///
/// `None` where no lane has a bar. `columns` are the heads of the twin's table, whose rows come from the bars.
pub fn placement_strip(id: &str, name: &str, lanes: &[Lane], columns: Vec<String>, today: Date) -> Option<Picture> {
    let spans = || lanes.iter().flat_map(|lane| &lane.spans);
    let first = spans().map(|span| span.from).min()?;
    let last = spans().filter_map(|span| span.to).max().unwrap_or(today).max(today);
    let scale = Scale::new(first, last, LEFT, WIDTH - 2.0 * LEFT);
    let mut body = String::new();
    let mut top = 4.0;
    for lane in lanes.iter().filter(|lane| !lane.spans.is_empty()) {
        let _ = write!(
            body,
            r#"<text class="strip-soft" x="{LEFT}" y="{:.1}">{}</text>"#,
            top + 11.0,
            escaped(&lane.label)
        );
        for span in &lane.spans {
            bar(&mut body, span, &scale, top + 17.0, last);
        }
        top += 52.0;
    }
    axis(&mut body, &scale, last, top + 14.0);
    today_line(&mut body, &scale, today, top);
    let rows = spans().map(|span| span.row.clone()).collect();
    Some(Picture { svg: framed(id, name, top + 22.0, &body), name: name.to_owned(), columns, rows })
}

struct Placed {
    x: f64,
    level: u8,
    weighty: bool,
}

/// Dots that would stand on one another are stacked; beyond six the pile is only "many".
fn stacked(dots: &[Dot], scale: &Scale) -> Vec<Placed> {
    let mut sorted: Vec<&Dot> = dots.iter().collect();
    sorted.sort_by_key(|dot| (dot.on, !dot.weighty));
    let mut placed: Vec<Placed> = Vec::with_capacity(sorted.len());
    for dot in sorted {
        let x = scale.at(dot.on);
        let (x, level) = match placed.last() {
            Some(before) if x - before.x < 9.0 => (before.x, before.level + 1),
            _ => (x, 0),
        };
        if level < 7 {
            placed.push(Placed { x, level, weighty: dot.weighty });
        }
    }
    placed
}

fn draw_gap(body: &mut String, gap: &Gap, scale: &Scale, base: f64) {
    let (from, to) = (scale.at(gap.from) + 6.0, scale.at(gap.to) - 6.0);
    if to - from < 8.0 {
        return;
    }
    let _ = write!(
        body,
        r#"<rect class="strip-blank" x="{from:.1}" y="{:.1}" width="{:.1}" height="6"/>"#,
        base - 3.0,
        to - from
    );
    line(body, "strip-gap", (from, base), (to, base));
    if to - from > 52.0 {
        let _ = write!(
            body,
            r#"<text class="strip-soft" text-anchor="middle" x="{:.1}" y="{:.1}">{}</text>"#,
            f64::midpoint(from, to),
            base - 9.0,
            escaped(&gap.words)
        );
    }
}

fn bar(body: &mut String, span: &Span, scale: &Scale, top: f64, last: Date) {
    let from = scale.at(span.from);
    let width = (scale.at(span.to.unwrap_or(last)) - from - 1.0).max(3.0);
    let now = if span.to.is_none() { (" strip-bar--now", " strip-bar-word--now") } else { ("", "") };
    let label = escaped(&span.label);
    let _ = write!(
        body,
        r#"<rect class="strip-bar{}" x="{from:.1}" y="{top:.1}" width="{width:.1}" height="24" rx="2"><title>{label}</title></rect>"#,
        now.0
    );
    if let Some(words) = fitting(&span.label, width - 12.0) {
        let _ = write!(
            body,
            r#"<text class="strip-bar-word{}" x="{:.1}" y="{:.1}">{}</text>"#,
            now.1,
            from + 6.0,
            top + 16.5,
            escaped(&words)
        );
    }
}

/// As much of a label as a bar can hold, at about 6.6 a letter; nothing where not even a few letters fit.
fn fitting(label: &str, room: f64) -> Option<String> {
    let letters = label.chars().count();
    let fits = (room / 6.6).max(0.0);
    if f64::from(u32::try_from(letters).unwrap_or(u32::MAX)) <= fits {
        return Some(label.to_owned());
    }
    let kept: String = label
        .chars()
        .scan(0.0, |taken, letter| {
            *taken += 1.0;
            (*taken < fits).then_some(letter)
        })
        .collect();
    (kept.chars().count() >= 5).then(|| format!("{}…", kept.trim_end_matches([' ', ','])))
}

fn axis(body: &mut String, scale: &Scale, last: Date, base: f64) {
    for (x, words) in scale.marks(last) {
        line(body, "strip-axis", (x, base - 20.0), (x, base - 12.0));
        let _ = write!(
            body,
            r#"<text class="strip-soft" text-anchor="middle" x="{:.1}" y="{base:.1}">{words}</text>"#,
            x.clamp(LEFT + 12.0, WIDTH - LEFT - 14.0)
        );
    }
}

fn today_line(body: &mut String, scale: &Scale, today: Date, base: f64) {
    let x = scale.at(today);
    line(body, "strip-today", (x, 4.0), (x, base));
}

fn line(body: &mut String, class: &str, from: (f64, f64), to: (f64, f64)) {
    let _ = write!(
        body,
        r#"<line class="{class}" x1="{:.1}" y1="{:.1}" x2="{:.1}" y2="{:.1}"/>"#,
        from.0, from.1, to.0, to.1
    );
}

fn framed(id: &str, name: &str, height: f64, body: &str) -> Svg {
    let (id, name) = (escaped(id), escaped(name));
    Svg(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="picture-{id}"><title id="picture-{id}">{name}</title>{body}</svg>"#
    ))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Dot, Lane, Span, fitting, placement_strip, timeline_strip};

    #[test]
    fn a_name_with_markup_is_written_as_text() {
        let span = Span { label: "<script>alert(1)</script>".into(), from: date(2025, 1, 1), to: None, row: vec![] };
        let lane = Lane { label: "Placement".into(), spans: vec![span] };
        let picture = placement_strip("p", "Placements", &[lane], vec![], date(2026, 1, 1)).expect("one bar");
        assert!(!picture.svg.to_string().contains("<script>"));
    }

    #[test]
    fn a_file_without_entries_has_no_strip() {
        assert!(timeline_strip("t", &[], &[], date(2026, 1, 1)).is_none());
    }

    #[test]
    fn entries_of_one_day_are_stacked() {
        let dots = [Dot { on: date(2025, 3, 1), weighty: false }, Dot { on: date(2025, 3, 1), weighty: true }];
        let picture = timeline_strip("t", &dots, &[], date(2026, 1, 1)).expect("two dots").svg.to_string();
        assert!(picture.contains(r#"cy="26.0""#) && picture.contains(r#"cy="17.0""#));
    }

    #[test]
    fn a_label_too_long_for_its_bar_is_cut_and_a_tiny_bar_has_none() {
        assert_eq!(fitting("Foster care", 100.0).as_deref(), Some("Foster care"));
        assert!(fitting("Residential school", 60.0).is_some_and(|words| words.ends_with('…')));
        assert_eq!(fitting("Residential school", 12.0), None);
    }
}
