//! Where everybody stands on the sheet: a row a generation, partners side by side, children under their parents.
//!
//! No two cards meet: a row is laid out as a whole, and rows stand below one another. Lines run in the channels between rows
//! and beside the words of a card, so none goes through a name; see [`route`](super::route). All measures are whole units of
//! the picture.

use std::collections::BTreeMap;

use super::genogram::{Genogram, Union};

/// The symbol of a person is a square of this size at the left of the card; the words stand at its right.
pub const SYMBOL: i32 = 40;
/// The width of a card.
pub const CARD: i32 = 188;
/// Between the symbol and the words.
pub const INDENT: i32 = 8;
/// Between cards.
const GAP: i32 = 26;
/// Around everything.
pub const MARGIN: i32 = 20;

/// The place of one person: the symbol stands at its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Card {
    /// From the left.
    pub x: i32,
    /// From the top.
    pub y: i32,
    /// How high it is; its width is [`CARD`].
    pub height: i32,
}

impl Card {
    /// The middle of the symbol, from the left: where lines come and go.
    pub const fn middle(self) -> i32 {
        self.x + SYMBOL / 2
    }
}

/// People who stand side by side because they are partners or parents of one child.
#[derive(Debug, Clone)]
struct Block {
    members: Vec<usize>,
    left: f64,
}

impl Block {
    fn width(&self) -> f64 {
        span(self.members.len())
    }

    /// The middle of a member's symbol.
    fn middle_of(&self, person: usize) -> Option<f64> {
        let at = self.members.iter().position(|there| *there == person)?;
        Some(self.left + offset(at))
    }

    fn middle(&self) -> f64 {
        self.left + self.width() / 2.0
    }
}

fn count(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}

fn span(members: usize) -> f64 {
    count(members) * f64::from(CARD + GAP) - f64::from(GAP)
}

fn offset(at: usize) -> f64 {
    count(at) * f64::from(CARD + GAP) + f64::from(SYMBOL) / 2.0
}

/// The left edge of each person's card.
pub(super) fn columns(genogram: &Genogram) -> Vec<i32> {
    let mut rows = Rows::of(genogram);
    // Down and up a few times: each turn draws children and parents nearer; more turns change nothing that is seen.
    for _ in 0..4 {
        rows.settle_down();
        rows.settle_up();
    }
    rows.settle_down();
    rows.lefts()
}

struct Rows<'a> {
    genogram: &'a Genogram,
    rows: BTreeMap<i8, Vec<Block>>,
}

impl<'a> Rows<'a> {
    fn of(genogram: &'a Genogram) -> Self {
        let mut rows: BTreeMap<i8, Vec<Block>> = BTreeMap::new();
        let mut placed = vec![false; genogram.people.len()];
        // The unions stand in the order of their eldest children, so that children start out in the order of their births.
        let children = genogram.unions.iter().flat_map(|union| union.children.iter().map(|offspring| offspring.child));
        let parents = genogram.unions.iter().flat_map(|union| union.parents.iter().copied());
        for person in children.chain(parents).chain(0..genogram.people.len()) {
            if placed[person] {
                continue;
            }
            let members = side_by_side(genogram, person);
            for member in &members {
                placed[*member] = true;
            }
            rows.entry(genogram.rows[person]).or_default().push(Block { members, left: 0.0 });
        }
        for blocks in rows.values_mut() {
            let mut left = 0.0;
            for block in blocks {
                block.left = left;
                left += block.width() + f64::from(GAP);
            }
        }
        Self { genogram, rows }
    }

    fn middle_of(&self, person: usize) -> f64 {
        let row = self.rows.get(&self.genogram.rows[person]);
        row.into_iter().flatten().find_map(|block| block.middle_of(person)).unwrap_or_default()
    }

    fn mean(&self, people: impl Iterator<Item = usize>) -> Option<f64> {
        let all: Vec<f64> = people.map(|person| self.middle_of(person)).collect();
        (!all.is_empty()).then(|| all.iter().sum::<f64>() / count(all.len()))
    }

    /// Each row under its parents.
    fn settle_down(&mut self) {
        for row in self.rows.keys().copied().skip(1).collect::<Vec<_>>() {
            self.settle(row, |rows, member| {
                let born_to = |union: &&Union| union.children.iter().any(|offspring| offspring.child == member);
                let union = rows.genogram.unions.iter().filter(|union| !union.parents.is_empty()).find(born_to)?;
                rows.mean(union.parents.iter().copied())
            });
        }
    }

    /// Each row over its children.
    fn settle_up(&mut self) {
        for row in self.rows.keys().copied().rev().skip(1).collect::<Vec<_>>() {
            self.settle(row, |rows, member| {
                let of = |union: &&Union| union.parents.contains(&member) && !union.children.is_empty();
                let unions: Vec<&Union> = rows.genogram.unions.iter().filter(of).collect();
                let wanted: Vec<f64> = unions
                    .iter()
                    .filter_map(|union| {
                        let children = rows.mean(union.children.iter().map(|offspring| offspring.child))?;
                        let here = rows.mean(union.parents.iter().copied())?;
                        Some(rows.middle_of(member) + children - here)
                    })
                    .collect();
                (!wanted.is_empty()).then(|| wanted.iter().sum::<f64>() / count(wanted.len()))
            });
        }
    }

    /// Orders the blocks of a row by where their members want to stand, and puts each as near to it as the others let it.
    fn settle(&mut self, row: i8, wanted: impl Fn(&Self, usize) -> Option<f64>) {
        let Some(blocks) = self.rows.get(&row) else { return };
        let mut settled: Vec<(f64, f64, f64, Block)> = Vec::with_capacity(blocks.len());
        for block in blocks {
            let wishes: Vec<(f64, f64)> = block
                .members
                .iter()
                .enumerate()
                .filter_map(|(at, member)| wanted(self, *member).map(|middle| (middle, middle - offset(at))))
                .collect();
            let many = count(wishes.len());
            let (order, left, weight) = if wishes.is_empty() {
                (block.middle(), block.left, 0.05)
            } else {
                let mean = |of: fn(&(f64, f64)) -> f64| wishes.iter().map(of).sum::<f64>() / many;
                (mean(|wish| wish.0), mean(|wish| wish.1), many)
            };
            settled.push((order, left, weight, block.clone()));
        }
        settled.sort_by(|a, b| a.0.total_cmp(&b.0));
        let widths: Vec<f64> = settled.iter().map(|(.., block)| block.width() + f64::from(GAP)).collect();
        let wishes: Vec<(f64, f64)> = settled.iter().map(|(_, left, weight, _)| (*left, *weight)).collect();
        let lefts = spread(&wishes, &widths);
        let blocks = settled.into_iter().zip(lefts).map(|((.., block), left)| Block { left, ..block }).collect();
        self.rows.insert(row, blocks);
    }

    /// In whole units, the leftmost at the margin. What is rounded keeps its order, so that nothing comes to overlap.
    fn lefts(&self) -> Vec<i32> {
        let least = self.rows.values().flatten().map(|block| block.left).fold(f64::INFINITY, f64::min);
        let mut lefts = vec![0; self.genogram.people.len()];
        for block in self.rows.values().flatten() {
            #[expect(clippy::cast_possible_truncation, reason = "a picture is some thousand units wide")]
            let left = (block.left - least).round() as i32 + MARGIN;
            for (person, at) in block.members.iter().zip(0..) {
                lefts[*person] = left + at * (CARD + GAP);
            }
        }
        lefts
    }
}

/// Places things of these widths in this order, each as near to where it wants to be as the others let it (least squares by
/// pooling neighbours that would overlap).
fn spread(wishes: &[(f64, f64)], widths: &[f64]) -> Vec<f64> {
    let mut before = 0.0;
    let mut pools: Vec<(f64, f64, usize)> = Vec::with_capacity(wishes.len());
    let mut starts = Vec::with_capacity(wishes.len());
    for ((wish, weight), width) in wishes.iter().zip(widths) {
        starts.push(before);
        let mut pool = (wish - before, *weight, 1);
        before += width;
        while let Some(last) = pools.pop_if(|last| last.0 >= pool.0) {
            let weight = last.1 + pool.1;
            pool = ((last.0 * last.1 + pool.0 * pool.1) / weight, weight, last.2 + pool.2);
        }
        pools.push(pool);
    }
    let shifts = pools.iter().flat_map(|(shift, _, many)| std::iter::repeat_n(*shift, *many));
    // Whole steps keep rounding from bringing two cards nearer than they may be.
    shifts.zip(starts).map(|(shift, start)| shift.round() + start).collect()
}

/// Everybody whom partnerships join with this person, in the order in which they stand: whoever has most partners in the
/// middle, the parents of the eldest children to the left.
fn side_by_side(genogram: &Genogram, person: usize) -> Vec<usize> {
    let partners = |of: usize| {
        genogram
            .unions
            .iter()
            .filter(move |union| union.parents.len() == 2 && union.parents.contains(&of))
            .filter_map(move |union| union.parents.iter().copied().find(|other| *other != of))
    };
    let mut together = vec![person];
    let mut next = 0;
    while next < together.len() {
        for other in partners(together[next]) {
            if !together.contains(&other) {
                together.push(other);
            }
        }
        next += 1;
    }
    together.sort_unstable();
    let most = together.iter().copied().max_by_key(|who| (partners(*who).count(), std::cmp::Reverse(*who)));
    let mut line = std::collections::VecDeque::from([most.unwrap_or(person)]);
    let mut queue = std::collections::VecDeque::from([(line[0], None)]);
    while let Some((who, side)) = queue.pop_front() {
        let mut left = side.unwrap_or(true);
        for other in partners(who) {
            if line.contains(&other) {
                continue;
            }
            if left {
                line.push_front(other);
            } else {
                line.push_back(other);
            }
            queue.push_back((other, Some(left)));
            if side.is_none() {
                left = false;
            }
        }
    }
    line.into()
}

#[cfg(test)]
mod tests {
    use super::spread;

    #[test]
    fn what_wants_the_same_place_stands_around_it() {
        assert_eq!(spread(&[(100.0, 1.0), (100.0, 1.0)], &[40.0, 40.0]), [80.0, 120.0]);
    }

    #[test]
    fn what_has_room_stands_where_it_wants() {
        assert_eq!(spread(&[(0.0, 1.0), (100.0, 1.0)], &[40.0, 40.0]), [0.0, 100.0]);
    }

    #[test]
    fn nothing_overlaps_whatever_is_wanted() {
        let left = spread(&[(90.0, 1.0), (10.0, 2.0), (50.0, 0.1)], &[30.0, 60.0, 20.0]);
        assert!(left[0] + 30.0 <= left[1] && left[1] + 60.0 <= left[2], "{left:?}");
    }
}
