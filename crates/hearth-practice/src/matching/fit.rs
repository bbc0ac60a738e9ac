//! How well people fit what somebody typed: the same evidence, told as a share of what a perfect fit would bring.

use super::{
    described::Described,
    entry::{self, Entry},
    evidence,
    roll::Roll,
};

/// How well one person of a roll fits.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The place in the roll.
    pub place: u32,
    /// From 0 to 1: 1 where everything that was asked agrees outright.
    pub share: f64,
    /// Why, in words.
    pub why: Vec<String>,
}

impl Roll {
    /// How everybody in the roll fits, in the order of the roll: each by the reading of what was asked that fits them best.
    /// What was typed into one box can be read in several ways, because nobody says which word is the family name.
    pub fn fits(&mut self, readings: &[Described]) -> Vec<Fit> {
        self.settle();
        let readings: Vec<Entry> =
            readings.iter().map(|reading| entry::read(&mut self.lexicon, reading, false)).collect();
        let among = self.among();
        let whole: Vec<f32> = readings
            .iter()
            .map(|reading| evidence::weigh(&self.lexicon, reading, reading, among, None).map_or(0.0, |own| own.bits()))
            .collect();
        let mut fits = Vec::with_capacity(self.len());
        for (place, entry) in (0_u32..).zip(&self.entries) {
            let weighed = readings.iter().zip(&whole).filter_map(|(reading, whole)| {
                let found = evidence::weigh(&self.lexicon, reading, entry, among, None)?;
                let share = if *whole > 0.0 { found.bits() / whole } else { 0.0 };
                Some((share, found, reading))
            });
            if let Some((share, found, reading)) = weighed.max_by(|a, b| a.0.total_cmp(&b.0)) {
                let why = found.why(&self.lexicon, reading, entry);
                fits.push(Fit { place, share: f64::from(share).clamp(0.0, 1.0), why });
            }
        }
        fits
    }
}
