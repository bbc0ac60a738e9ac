//! A family as practitioners draw it: a square for a man, a circle for a woman, a diamond where neither is said, a triangle for
//! a child not yet born; partners joined below, children hanging from the join; dashed what is not borne out.

use std::fmt::Write as _;

use hearth_practice::family::{Card, Gender, INDENT, SYMBOL, Sheet};

use super::{Svg, escaped};

/// Somebody as they are drawn.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// The name, in bold.
    pub name: String,
    /// What stands under it: who they are, how old, what must be known. The flag marks what must not be overlooked.
    pub words: Vec<(String, bool)>,
    /// The shape, once born.
    pub gender: Gender,
    /// Not born on the day of the picture.
    pub unborn: bool,
    /// Dead by then.
    pub dead: bool,
    /// The person whose family it is: drawn with a double line.
    pub own: bool,
}

/// What is written at a join, and whether the two have parted.
#[derive(Debug, Clone, Default)]
pub struct Joined {
    /// Such as "2014 to 2019"; empty where no date is known.
    pub dates: String,
    /// Whether two strokes go through it.
    pub over: bool,
}

/// The most letters of a line of a card.
const LETTERS: usize = 20;
const LINE: i32 = 15;

/// The lines of a card: the text, whether it is the name, whether it must not be overlooked.
fn lines(figure: &Figure) -> Vec<(String, &'static str)> {
    let name = wrapped(&figure.name).into_iter().map(|line| (line, "gram-name"));
    let words = figure.words.iter().flat_map(|(words, grave)| {
        let class = if *grave { "gram-grave" } else { "gram-word" };
        wrapped(words).into_iter().map(move |line| (line, class))
    });
    name.chain(words).collect()
}

/// How high the card of somebody is.
pub fn height_of(figure: &Figure) -> i32 {
    i32::try_from(lines(figure).len()).unwrap_or(0) * LINE + 4
}

/// Words in lines that fit a card; a word that is longer than a line is cut into lines.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        for piece in letters.chunks(LETTERS) {
            let piece: String = piece.iter().collect();
            match lines.last_mut() {
                Some(line) if line.chars().count() + 1 + piece.chars().count() <= LETTERS => {
                    line.push(' ');
                    line.push_str(&piece);
                }
                _ => lines.push(piece),
            }
        }
    }
    lines
}

/// Draws a family: `figures` in the order of the cards, `joined` for each union, `homes` the edges around those who live
/// together.
pub fn genogram(
    id: &str,
    (name, description): (&str, &str),
    sheet: &Sheet,
    figures: &[Figure],
    joined: impl Fn(usize) -> Joined,
    homes: &[Vec<(i32, i32)>],
) -> Svg {
    let mut body = String::new();
    for edge in homes {
        let points: Vec<String> = edge.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let _ = write!(body, r#"<polygon class="gram-home" points="{}"/>"#, points.join(" "));
    }
    for stroke in &sheet.strokes {
        let points: Vec<String> = stroke.points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let unsure = if stroke.sure { "" } else { " gram-line--unsure" };
        let _ = write!(body, r#"<polyline class="gram-line{unsure}" points="{}"/>"#, points.join(" "));
    }
    for join in &sheet.joins {
        let Joined { dates, over } = joined(join.union);
        if over {
            let x = join.right - 24;
            for x in [x, x + 6] {
                let _ = write!(
                    body,
                    r#"<line class="gram-line" x1="{}" y1="{}" x2="{}" y2="{}"/>"#,
                    x - 4,
                    join.y + 7,
                    x + 4,
                    join.y - 7
                );
            }
        }
        if !dates.is_empty() {
            let _ = write!(
                body,
                r#"<text class="gram-date" x="{}" y="{}">{}</text>"#,
                join.left + 6,
                join.y - 5,
                escaped(&dates)
            );
        }
    }
    for (card, figure) in sheet.cards.iter().zip(figures) {
        person(&mut body, *card, figure);
    }
    let (id, name, description) = (escaped(id), escaped(name), escaped(description));
    let (width, height) = (sheet.width, sheet.height);
    Svg(format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-labelledby="picture-{id}" aria-describedby="picture-{id}-says"><title id="picture-{id}">{name}</title><desc id="picture-{id}-says">{description}</desc>{body}</svg>"#
    ))
}

fn person(body: &mut String, card: Card, figure: &Figure) {
    let class = if figure.own { "gram-person gram-person--own" } else { "gram-person" };
    shape(body, class, card, figure, 1);
    if figure.own {
        shape(body, "gram-person", card, figure, 6);
    }
    if figure.dead {
        let (left, top, right, bottom) = (card.x + 1, card.y + 1, card.x + SYMBOL - 1, card.y + SYMBOL - 1);
        for (x1, x2) in [(left, right), (right, left)] {
            let _ = write!(body, r#"<line class="gram-cross" x1="{x1}" y1="{top}" x2="{x2}" y2="{bottom}"/>"#);
        }
    }
    let x = card.x + SYMBOL + INDENT;
    for ((line, class), n) in lines(figure).into_iter().zip(1..) {
        let _ =
            write!(body, r#"<text class="{class}" x="{x}" y="{}">{}</text>"#, card.y + n * LINE - 3, escaped(&line));
    }
}

/// The shape of somebody, `inset` from the edge of the symbol.
fn shape(body: &mut String, class: &str, card: Card, figure: &Figure, inset: i32) {
    let (left, top) = (card.x + inset, card.y + inset);
    let (right, bottom) = (card.x + SYMBOL - inset, card.y + SYMBOL - inset);
    let (middle, centre) = (card.x + SYMBOL / 2, card.y + SYMBOL / 2);
    let _ = match (figure.unborn, figure.gender) {
        (true, _) => {
            // The point stands lower, so that both triangles keep the same distance all around.
            write!(
                body,
                r#"<polygon class="{class}" points="{middle},{} {right},{bottom} {left},{bottom}"/>"#,
                top + inset
            )
        }
        (_, Gender::Female) => {
            write!(body, r#"<circle class="{class}" cx="{middle}" cy="{centre}" r="{}"/>"#, SYMBOL / 2 - inset)
        }
        (_, Gender::Male) => {
            let side = SYMBOL - 2 * inset;
            write!(body, r#"<rect class="{class}" x="{left}" y="{top}" width="{side}" height="{side}"/>"#)
        }
        (_, Gender::Other) => write!(
            body,
            r#"<polygon class="{class}" points="{middle},{top} {right},{centre} {middle},{bottom} {left},{centre}"/>"#
        ),
    };
}

#[cfg(test)]
mod tests {
    use super::{Figure, height_of, wrapped};

    #[test]
    fn a_long_name_is_broken_and_none_of_it_is_lost() {
        assert_eq!(wrapped("Alexandra Featherstonehaugh-Okonkwo"), ["Alexandra", "Featherstonehaugh-Ok", "onkwo"]);
        assert_eq!(wrapped("Must not have contact"), ["Must not have", "contact"]);
    }

    #[test]
    fn a_card_is_as_high_as_its_lines() {
        let figure =
            Figure { name: "Dana Okell".into(), words: vec![("Mother, 29".into(), false)], ..Figure::default() };
        assert_eq!(height_of(&figure), 2 * 15 + 4);
    }
}
