//! A genogram on its sheet: cards, lines, and the edge around a household.

use std::collections::BTreeMap;

use super::{
    genogram::Genogram,
    layout::{self, CARD, Card, MARGIN},
    route::{self, Join, Stroke},
};

/// A genogram with a place for everything.
pub struct Sheet {
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
    /// The card of each person, in the order of the genogram.
    pub cards: Vec<Card>,
    /// The lines.
    pub strokes: Vec<Stroke>,
    /// Where partners are joined.
    pub joins: Vec<Join>,
}

/// Around the cards of a household.
const AROUND: i32 = 10;

impl Sheet {
    /// Places a genogram whose cards are as high as `height` says of each person.
    pub fn of(genogram: &Genogram, height: impl Fn(usize) -> i32) -> Self {
        let columns = layout::columns(genogram);
        let heights: Vec<i32> = (0..genogram.people.len()).map(|person| height(person).max(layout::SYMBOL)).collect();
        let mut cards: Vec<Card> =
            columns.iter().zip(&heights).map(|(x, height)| Card { x: *x, y: 0, height: *height }).collect();
        let mut rows: BTreeMap<i8, Vec<usize>> = BTreeMap::new();
        for (person, row) in genogram.rows.iter().enumerate() {
            rows.entry(*row).or_default().push(person);
        }
        let (first, last) = (rows.keys().next().copied().unwrap_or(0), rows.keys().next_back().copied().unwrap_or(0));
        let (mut strokes, mut joins) = (Vec::new(), Vec::new());
        let mut y = MARGIN;
        // Brothers and sisters without parents hang on a bar above the first row.
        let mut above = route::plan(genogram, first - 1, &columns);
        let mut drawn = Vec::new();
        if genogram
            .unions
            .iter()
            .any(|union| union.parents.is_empty() && genogram.rows[union.children[0].child] == first)
        {
            drawn.push((y, above));
            y += drawn[0].1.channel.height();
        }
        for row in first..=last {
            let tallest = rows.get(&row).into_iter().flatten().map(|person| heights[*person]).max().unwrap_or(0);
            for person in rows.get(&row).into_iter().flatten() {
                cards[*person].y = y;
            }
            y += tallest;
            above = route::plan(genogram, row, &columns);
            let height = above.channel.height();
            drawn.push((y, above));
            y += if row == last { 0 } else { height };
        }
        let mut lowest = y;
        for (top, routed) in &drawn {
            let from = strokes.len();
            routed.draw(*top, &cards, &mut strokes, &mut joins);
            lowest =
                strokes[from..].iter().flat_map(|stroke| &stroke.points).map(|point| point.1).fold(lowest, i32::max);
        }
        let width = cards.iter().map(|card| card.x + CARD).max().unwrap_or(0) + MARGIN;
        Self { width, height: lowest + MARGIN + AROUND, cards, strokes, joins }
    }

    /// The edge around those who live together: as few closed lines as go around them and around nobody else.
    pub fn edge_around(&self, genogram: &Genogram, members: &[usize]) -> Vec<Vec<(i32, i32)>> {
        let mut edges: Vec<Vec<Stretch>> = Vec::new();
        let mut rows: Vec<i8> = genogram.rows.clone();
        rows.sort_unstable();
        rows.dedup();
        let mut open: Option<Vec<Stretch>> = None;
        for row in rows {
            let stretches = self.stretches(genogram, row, members);
            let going_on = open.take();
            match (&stretches[..], going_on) {
                ([one], Some(mut edge)) if edge.last().is_some_and(|last| last.meets(one)) => {
                    edge.push(*one);
                    open = Some(edge);
                }
                (_, going_on) => {
                    edges.extend(going_on);
                    match &stretches[..] {
                        [one] => open = Some(vec![*one]),
                        several => edges.extend(several.iter().map(|one| vec![*one])),
                    }
                }
            }
        }
        edges.extend(open);
        edges.iter().map(|edge| outline(edge)).collect()
    }

    /// The stretches of a row in which only members stand.
    fn stretches(&self, genogram: &Genogram, row: i8, members: &[usize]) -> Vec<Stretch> {
        let mut people: Vec<usize> = (0..self.cards.len()).filter(|person| genogram.rows[*person] == row).collect();
        people.sort_by_key(|person| self.cards[*person].x);
        let runs = people.chunk_by(|a, b| members.contains(a) == members.contains(b));
        runs.filter(|run| members.contains(&run[0])).map(|run| self.stretch(run)).collect()
    }

    fn stretch(&self, run: &[usize]) -> Stretch {
        let cards = || run.iter().map(|person| self.cards[*person]);
        Stretch {
            left: cards().map(|card| card.x).min().unwrap_or(0) - AROUND,
            right: cards().map(|card| card.x + CARD).max().unwrap_or(0) + AROUND,
            top: cards().map(|card| card.y).min().unwrap_or(0) - AROUND,
            bottom: cards().map(|card| card.y + card.height).max().unwrap_or(0) + AROUND,
        }
    }
}

/// A part of a row that an edge goes around.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    left: i32,
    right: i32,
    top: i32,
    bottom: i32,
}

impl Stretch {
    /// Whether an edge can go on from this stretch to one below it.
    fn meets(&self, below: &Self) -> bool {
        self.right.min(below.right) - self.left.max(below.left) >= CARD / 3
    }
}

/// The closed line around stretches that stand below one another: down the right side, up the left one.
fn outline(stretches: &[Stretch]) -> Vec<(i32, i32)> {
    let mut right = Vec::new();
    let mut left = Vec::new();
    for (n, stretch) in stretches.iter().enumerate() {
        right.push((stretch.right, stretch.top));
        left.push((stretch.left, stretch.top));
        let Some(below) = stretches.get(n + 1) else {
            right.push((stretch.right, stretch.bottom));
            left.push((stretch.left, stretch.bottom));
            continue;
        };
        // The wider of the two keeps its width only beside its own cards.
        if below.right < stretch.right {
            right.extend([(stretch.right, stretch.bottom), (below.right, stretch.bottom)]);
        } else {
            right.push((stretch.right, below.top));
        }
        if below.left > stretch.left {
            left.extend([(stretch.left, stretch.bottom), (below.left, stretch.bottom)]);
        } else {
            left.push((stretch.left, below.top));
        }
    }
    left.reverse();
    right.extend(left);
    right.dedup();
    right
}
