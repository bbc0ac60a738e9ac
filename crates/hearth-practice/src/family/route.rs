//! The lines of a genogram. Between two rows runs a channel: partners are joined in its upper part, brothers and sisters in
//! its lower one, each join at a height of its own where two would lie on each other.

use super::{
    genogram::{Genogram, Union},
    layout::{Card, SYMBOL},
};

/// A line of the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stroke {
    /// Its corners, each straight above or beside the one before.
    pub points: Vec<(i32, i32)>,
    /// Whether it stands for something that is borne out; otherwise it is drawn dashed.
    pub sure: bool,
    /// The union it belongs to.
    pub union: usize,
}

/// Where two partners are joined: the place for dates and for the strokes of a separation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Join {
    /// The union.
    pub union: usize,
    /// The left end.
    pub left: i32,
    /// The right end.
    pub right: i32,
    /// From the top.
    pub y: i32,
}

/// The channel under a row: how many heights its two parts have.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Channel {
    joins: i32,
    bars: i32,
}

/// Between two joins, and between two bars.
const JOIN_STEP: i32 = 26;
const BAR_STEP: i32 = 14;
/// From a row to its first join, from the last join to the first bar, from the last bar to the next row.
const ABOVE: i32 = 22;
const BETWEEN: i32 = 12;
const BELOW: i32 = 22;

impl Channel {
    /// How high it is.
    pub(super) const fn height(self) -> i32 {
        ABOVE + self.joins * JOIN_STEP + BETWEEN + self.bars * BAR_STEP + BELOW
    }
}

/// A union on its way through the channel.
struct Run<'a> {
    union: usize,
    of: &'a Union,
    /// Where the lines of the parents go down.
    legs: Vec<i32>,
    /// Where the line to the children goes down.
    drop: i32,
    join: i32,
    bar: i32,
}

/// The lines of a channel, before it is known how far from the top they are.
pub(super) struct Routed<'a> {
    pub(super) channel: Channel,
    runs: Vec<Run<'a>>,
}

/// Plans the channel under a row: the unions whose parents stand in it, and those without parents whose children stand below.
pub(super) fn plan<'a>(genogram: &'a Genogram, row: i8, columns: &[i32]) -> Routed<'a> {
    let here = |union: &Union| match (union.parents.first(), union.children.first()) {
        (Some(parent), _) => genogram.rows[*parent] == row,
        (None, Some(eldest)) => genogram.rows[eldest.child] == row + 1,
        (None, None) => false,
    };
    let mut runs: Vec<Run<'_>> = Vec::new();
    for (number, union) in genogram.unions.iter().enumerate().filter(|(_, union)| here(union)) {
        let legs: Vec<i32> = union.parents.iter().map(|parent| leg(genogram, *parent, number, columns)).collect();
        runs.push(Run { union: number, of: union, legs, drop: 0, join: 0, bar: 0 });
    }
    let joins: Vec<Option<(i32, i32)>> =
        runs.iter().map(|run| ends(&run.legs).filter(|_| run.legs.len() > 1)).collect();
    let (heights, joined) = heights(&joins);
    for (run, height) in runs.iter_mut().zip(heights) {
        run.join = height;
    }
    drops(&mut runs, columns);
    let bars: Vec<Option<(i32, i32)>> = runs.iter().map(|run| ends(&reaches(run, columns))).collect();
    let (heights, barred) = self::heights(&bars);
    for (run, height) in runs.iter_mut().zip(heights) {
        run.bar = height;
    }
    Routed { channel: Channel { joins: joined, bars: barred }, runs }
}

/// Where a parent's line goes down: under the symbol, apart from those to other partners, those to the left more to the left.
fn leg(genogram: &Genogram, parent: usize, union: usize, columns: &[i32]) -> i32 {
    let other = |of: &Union| of.parents.iter().find(|there| **there != parent).map_or(columns[parent], |o| columns[*o]);
    let mut of_theirs: Vec<(i32, usize)> = genogram
        .unions
        .iter()
        .enumerate()
        .filter(|(_, of)| of.parents.contains(&parent))
        .map(|(number, of)| (other(of), number))
        .collect();
    of_theirs.sort_unstable();
    let many = i32::try_from(of_theirs.len()).unwrap_or(1);
    let at =
        of_theirs.iter().position(|(_, number)| *number == union).and_then(|at| i32::try_from(at).ok()).unwrap_or(0);
    columns[parent] + SYMBOL * (at + 1) / (many + 1)
}

/// Where the lines to the children go down: over the middle of the children, as far as the join reaches, and apart from every
/// other line that goes down there.
fn drops(runs: &mut [Run<'_>], columns: &[i32]) {
    for n in 0..runs.len() {
        let run = &runs[n];
        if run.of.children.is_empty() {
            continue;
        }
        let wanted = middle(&run.of.children.iter().map(|there| columns[there.child]).collect::<Vec<_>>());
        let (wanted, left, right) = match (&run.legs[..], ends(&run.legs)) {
            // A line from one parent stays under the symbol.
            ([only], _) => {
                let symbol = columns[run.of.parents[0]];
                (*only, symbol + 4, symbol + SYMBOL - 4)
            }
            (_, Some((left, right))) => (wanted.clamp(left + 12, (right - 12).max(left + 12)), left + 1, right - 1),
            (_, None) => {
                runs[n].drop = wanted;
                continue;
            }
        };
        let others = runs.iter().enumerate().filter(|(other, _)| *other != n).map(|(_, other)| other);
        let taken: Vec<i32> = others
            .flat_map(|other| {
                let children = other.of.children.iter().map(|there| columns[there.child] + SYMBOL / 2);
                children.chain(other.legs.iter().copied()).chain([other.drop])
            })
            .collect();
        let free = |x: &i32| taken.iter().all(|other| (other - x).abs() >= 3);
        let near = (0..=right - left).flat_map(|by| [wanted + by, wanted - by]);
        let drop = near.filter(|x| (left..=right).contains(x)).find(free).unwrap_or(wanted);
        runs[n].drop = drop;
        if runs[n].legs.len() == 1 {
            runs[n].legs[0] = drop;
        }
    }
}

fn middle(lefts: &[i32]) -> i32 {
    let many = i32::try_from(lefts.len()).unwrap_or(1).max(1);
    lefts.iter().sum::<i32>() / many + SYMBOL / 2
}

/// Everything that a bar joins: the line from above and the children's symbols.
fn reaches(run: &Run<'_>, columns: &[i32]) -> Vec<i32> {
    if run.of.children.is_empty() {
        return Vec::new();
    }
    let children = run.of.children.iter().map(|there| columns[there.child] + SYMBOL / 2);
    children.chain((!run.legs.is_empty()).then_some(run.drop)).collect()
}

fn ends(places: &[i32]) -> Option<(i32, i32)> {
    Some((*places.iter().min()?, *places.iter().max()?))
}

/// A height for each stretch, so that no two of one height touch; the shortest come first, nearest to the row. And how many
/// heights there are.
fn heights(stretches: &[Option<(i32, i32)>]) -> (Vec<i32>, i32) {
    const APART: i32 = 12;
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    order.sort_by_key(|n| stretches[*n].map_or(i32::MAX, |(left, right)| right - left));
    let mut levels: Vec<Vec<(i32, i32)>> = Vec::new();
    let mut heights = vec![0; stretches.len()];
    for n in order {
        let Some((left, right)) = stretches[n] else { continue };
        let free = |level: &Vec<(i32, i32)>| level.iter().all(|(l, r)| right + APART <= *l || r + APART <= left);
        let at = levels.iter().position(free).unwrap_or_else(|| {
            levels.push(Vec::new());
            levels.len() - 1
        });
        levels[at].push((left, right));
        heights[n] = i32::try_from(at).unwrap_or(0);
    }
    (heights, i32::try_from(levels.len()).unwrap_or(0))
}

impl Routed<'_> {
    /// The lines, where the row above ends at `top` and the symbols of its cards at `symbols`.
    pub(super) fn draw(&self, top: i32, cards: &[Card], strokes: &mut Vec<Stroke>, joins: &mut Vec<Join>) {
        let bars_from = top + ABOVE + self.channel.joins * JOIN_STEP + BETWEEN;
        for run in &self.runs {
            let join = top + ABOVE + run.join * JOIN_STEP;
            let bar = bars_from + run.bar * BAR_STEP;
            if let (Some((left, right)), [one, other]) =
                (ends(&run.legs).filter(|_| run.legs.len() > 1), &run.of.parents[..])
            {
                let under = |parent: usize| cards[parent].y + SYMBOL;
                // The legs stand in the order of the parents, not from left to right.
                let points = vec![
                    (run.legs[0], under(*one)),
                    (run.legs[0], join),
                    (run.legs[1], join),
                    (run.legs[1], under(*other)),
                ];
                let sure = run.of.partners.is_none_or(|partners| partners.sure);
                strokes.push(Stroke { points, sure, union: run.union });
                joins.push(Join { union: run.union, left, right, y: join });
            }
            draw_children(run, join, bar, cards, strokes);
        }
    }
}

/// The bar of the brothers and sisters, and what hangs on it.
fn draw_children(run: &Run<'_>, join: i32, bar: i32, cards: &[Card], strokes: &mut Vec<Stroke>) {
    if run.of.children.is_empty() {
        return;
    }
    let from = match &run.of.parents[..] {
        [] => bar,
        [only] => cards[*only].y + SYMBOL,
        _ => join,
    };
    let sure_of_all = run.of.children.iter().all(|offspring| offspring.sure);
    let sure: Vec<i32> =
        run.of.children.iter().filter(|there| there.sure).map(|there| cards[there.child].middle()).collect();
    if from != bar {
        strokes.push(Stroke {
            points: vec![(run.drop, from), (run.drop, bar)],
            sure: sure_of_all || !sure.is_empty(),
            union: run.union,
        });
    }
    // What is sure of the bar is one line, and each child that is not hangs on it by a dashed one of its own.
    let held: Vec<i32> =
        if run.legs.is_empty() { sure.clone() } else { sure.iter().copied().chain([run.drop]).collect() };
    let solid = ends(&held);
    if let Some((left, right)) = solid.filter(|(left, right)| left < right) {
        strokes.push(Stroke { points: vec![(left, bar), (right, bar)], sure: true, union: run.union });
    }
    let (least, most) = solid.unwrap_or_else(|| ends(&reaches_of(run, cards)).unwrap_or_default());
    let mut reach = (least, most);
    for offspring in &run.of.children {
        let x = cards[offspring.child].middle();
        let mut points = vec![(x, bar), (x, cards[offspring.child].y)];
        if !offspring.sure {
            // The dashed line begins where what is drawn already ends.
            if x < reach.0 {
                points.insert(0, (reach.0, bar));
                reach.0 = x;
            } else if x > reach.1 {
                points.insert(0, (reach.1, bar));
                reach.1 = x;
            }
        }
        strokes.push(Stroke { points, sure: offspring.sure, union: run.union });
    }
    if solid.is_none() && least < most {
        strokes.push(Stroke { points: vec![(least, bar), (most, bar)], sure: false, union: run.union });
    }
}

fn reaches_of(run: &Run<'_>, cards: &[Card]) -> Vec<i32> {
    run.of.children.iter().map(|there| cards[there.child].middle()).collect()
}
