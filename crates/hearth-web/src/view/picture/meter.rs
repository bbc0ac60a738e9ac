//! How many, as one bar cut into parts.

use std::fmt::Write as _;

use super::{Picture, Svg, escaped};

const WIDTH: usize = 320;

/// A part of the whole.
#[derive(Debug, Clone)]
pub struct Part {
    /// What it is, such as "Looked after".
    pub label: String,
    /// How many.
    pub count: usize,
}

/// The parts of a whole side by side, each as wide as its share, with its words in the twin. `None` where there is nothing.
pub fn meter(id: &str, name: &str, parts: &[Part]) -> Option<Picture> {
    let whole: usize = parts.iter().map(|part| part.count).sum();
    if whole == 0 {
        return None;
    }
    let mut body = String::new();
    let mut x = 0;
    for (n, part) in parts.iter().enumerate().filter(|(_, part)| part.count > 0) {
        let width = part.count * WIDTH / whole;
        let shade = n.min(4);
        let _ = write!(body, r#"<rect class="meter-{shade}" x="{x}" y="0" width="{width}" height="26"/>"#);
        if width > 24 {
            let _ = write!(body, r#"<text class="meter-word-{shade}" x="{}" y="18">{}</text>"#, x + 8, part.count);
        }
        x += width;
    }
    let (id, title) = (escaped(id), escaped(name));
    let svg = format!(
        r#"<svg class="hearth-meter" role="img" aria-labelledby="{id}-title" viewBox="0 0 {WIDTH} 26"><title id="{id}-title">{title}</title>{body}</svg>"#
    );
    let rows = parts.iter().filter(|part| part.count > 0).map(|part| vec![part.label.clone(), part.count.to_string()]);
    Some(Picture {
        svg: Svg(svg),
        name: name.to_owned(),
        columns: ["Standing", "Children"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_meter_tells_each_part_in_its_twin_and_nothing_of_nobody() {
        let part = |label: &str, count| Part { label: label.to_owned(), count };
        let picture = meter("m", "Caseload", &[part("Looked after", 3), part("In need", 0), part("Other", 1)]).unwrap();
        assert_eq!(picture.rows, [["Looked after", "3"], ["Other", "1"]]);
        assert!(meter("m", "Caseload", &[]).is_none());
    }
}
