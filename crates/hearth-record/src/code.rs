//! Code sets as dated data.
//!
//! A code means something in the collection years that define it: sex was `1` and `2` until 2023-24 and is `M` and `F` since.
//! A stored code therefore carries the first year of its definition (`M@2025`) where the set has changed; conversion to
//! another year happens at export ([`CodeSet::in_year`]). Years are collection years, named by the March in which they end:
//! 2025 is 1 April 2024 to 31 March 2025.
//!
//! The sets stand in `rules/code-sets.toml`, each with its source. Where a source writes for those who read returns, the same
//! line says what people call it (`words`).

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

/// One code of a set, in one definition of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// The set that it belongs to.
    pub set: &'static str,
    /// The code as returns write it.
    pub code: String,
    /// What it means, in the words of its source.
    pub meaning: String,
    /// What people call it, where the words of the source are those of a return.
    plain: Option<String>,
    /// The first collection year that defines it so, where that is known.
    pub since: Option<u16>,
    /// The last collection year that defines it so, or `None` while it stands.
    pub until: Option<u16>,
    /// The code of the same set that took its place, where there is exactly one.
    pub becomes: Option<String>,
}

impl Code {
    /// What people call it: what pages, forms and letters say.
    pub fn words(&self) -> &str {
        self.plain.as_deref().unwrap_or(&self.meaning)
    }

    /// The text that is stored: the code, and the year that defines it where the set has changed.
    pub fn stored(&self) -> String {
        match self.since {
            Some(year) => format!("{}@{year}", self.code),
            None => self.code.clone(),
        }
    }

    /// Whether the code can be used in a collection year.
    pub fn holds_in(&self, year: u16) -> bool {
        self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
    }
}

/// A text that is no code of its set.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{found}` is not a code of {set}; use one of {known}")]
pub struct NotACode {
    set: String,
    found: String,
    known: String,
}

/// A set of codes with its source.
#[derive(Debug)]
pub struct CodeSet {
    /// The name of the set, such as `placement_type`.
    pub name: String,
    /// Where the codes were read.
    pub source: String,
    codes: Vec<Code>,
}

impl CodeSet {
    /// Every definition of every code, in the order of the data.
    pub fn codes(&'static self) -> &'static [Code] {
        &self.codes
    }

    /// The codes that can be chosen today: those without an end.
    pub fn current(&'static self) -> impl Iterator<Item = &'static Code> {
        self.codes.iter().filter(|code| code.until.is_none())
    }

    /// The code that `text` writes, stored (`M@2025`) or bare (`M`). Case and spaces around it are forgiven.
    ///
    /// A bare code with several definitions is the newest.
    pub fn find(&'static self, text: &str) -> Result<&'static Code, NotACode> {
        let (code, year) = match text.trim().rsplit_once('@') {
            Some((code, year)) => (code, year.parse::<u16>().ok()),
            None => (text.trim(), None),
        };
        let mut named = self.codes.iter().rev().filter(|c| c.code.eq_ignore_ascii_case(code));
        let found = match year {
            Some(year) => named.find(|c| c.since == Some(year)),
            None => named.next(),
        };
        found.ok_or_else(|| self.refusal(text))
    }

    /// The code that `text` writes in a return of `year`, or the newest definition where that year does not define it.
    pub fn find_in(&'static self, text: &str, year: u16) -> Result<&'static Code, NotACode> {
        let code = text.trim();
        let mut named = self.codes.iter().filter(|c| c.code.eq_ignore_ascii_case(code));
        named.clone().find(|c| c.holds_in(year)).or_else(|| named.next_back()).ok_or_else(|| self.refusal(text))
    }

    /// What stands for `code` in a return of `year`: itself, what it became, or what became it.
    ///
    /// `None` where the year has no equivalent, so that the export says so instead of sending a code that the year refuses.
    pub fn in_year(&'static self, code: &'static Code, year: u16) -> Option<&'static Code> {
        if code.holds_in(year) {
            return Some(code);
        }
        if code.until.is_some_and(|until| until < year) {
            let next = code.becomes.as_deref()?;
            let outlives = |c: &&Code| c.until.is_none_or(|until| code.until.is_some_and(|mine| mine < until));
            return self.in_year(self.codes.iter().filter(outlives).find(|c| c.code == next)?, year);
        }
        let mut earlier =
            self.codes.iter().filter(|c| c.becomes.as_deref() == Some(code.code.as_str()) && c.since < code.since);
        let before = earlier.next()?;
        if earlier.next().is_some() { None } else { self.in_year(before, year) }
    }

    fn refusal(&'static self, text: &str) -> NotACode {
        let mut known: Vec<&str> = self.current().take(12).map(|code| code.code.as_str()).collect();
        if self.current().count() > known.len() {
            known.push("…");
        }
        NotACode { set: self.name.replace('_', " "), found: text.chars().take(20).collect(), known: known.join(", ") }
    }
}

#[derive(Deserialize)]
struct WrittenSet {
    source: String,
    codes: Vec<WrittenCode>,
}

#[derive(Deserialize)]
struct WrittenCode {
    code: String,
    meaning: String,
    words: Option<String>,
    since: Option<u16>,
    until: Option<u16>,
    becomes: Option<String>,
}

/// Every set, read once from the data that is compiled in.
static SETS: LazyLock<BTreeMap<String, CodeSet>> = LazyLock::new(|| {
    let written: BTreeMap<String, WrittenSet> = toml::from_str(include_str!("../../../rules/code-sets.toml"))
        .expect("rules/code-sets.toml is read by the tests of this crate");
    written.into_iter().map(|(name, set)| (name.clone(), read(name, set))).collect()
});

fn read(name: String, written: WrittenSet) -> CodeSet {
    // The names live as long as the program: one short leak a set, made once.
    let set: &'static str = Box::leak(name.clone().into_boxed_str());
    let code = |c: WrittenCode| Code {
        set,
        code: c.code,
        meaning: c.meaning,
        plain: c.words,
        since: c.since,
        until: c.until,
        becomes: c.becomes,
    };
    CodeSet { name, source: written.source, codes: written.codes.into_iter().map(code).collect() }
}

/// The set called `name`.
///
/// # Panics
/// When no set has that name: names stand in code, and a test reads every one that a kind uses.
pub fn set(name: &str) -> &'static CodeSet {
    SETS.get(name).unwrap_or_else(|| panic!("no code set is called `{name}` in rules/code-sets.toml"))
}

/// Every set, by name.
pub fn sets() -> impl Iterator<Item = &'static CodeSet> {
    SETS.values()
}

/// Makes a type for each code set that a kind uses: `code_sets! { PlacementType = "placement_type"; }`.
macro_rules! code_sets {
    ($($(#[$doc:meta])* $name:ident = $set:literal;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, PartialEq, Eq)]
            pub struct $name(&'static crate::code::Code);

            impl $name {
                /// The name of the set.
                pub const SET: &'static str = $set;

                /// The code that `text` writes, stored or bare.
                ///
                /// # Errors
                /// When the set has no such code.
                pub fn parse(text: &str) -> Result<Self, crate::code::NotACode> {
                    crate::code::set(Self::SET).find(text).map(Self)
                }

                /// The definition behind the code.
                pub const fn definition(self) -> &'static crate::code::Code {
                    self.0
                }

                /// The code as returns write it.
                pub fn code(self) -> &'static str {
                    &self.0.code
                }

                /// What it means, in the words of its source: for returns.
                pub fn meaning(self) -> &'static str {
                    &self.0.meaning
                }

                /// What people call it.
                pub fn words(self) -> &'static str {
                    self.0.words()
                }
            }

            impl std::fmt::Debug for $name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(&self.0.stored())
                }
            }

            impl crate::value::FieldValue for $name {
                const TYPE: crate::value::ValueType = crate::value::ValueType::Code($set);
                fn write(&self) -> Option<serde_json::Value> {
                    Some(self.0.stored().into())
                }
                fn read(json: Option<&serde_json::Value>) -> Result<Self, crate::value::BadValue> {
                    match json {
                        Some(serde_json::Value::String(text)) => {
                            Self::parse(text).map_err(|e| crate::value::BadValue(e.to_string()))
                        }
                        None | Some(serde_json::Value::Null) => Err(crate::value::absent()),
                        Some(other) => {
                            Err(crate::value::BadValue::new(format!("must be a code, not {}", crate::fields::shape(other))))
                        }
                    }
                }
            }
        )*

        /// The names of the sets that kinds use, for the test that reads each.
        #[cfg(test)]
        pub(crate) const USED: &[&str] = &[$($set),*];
    };
}
pub(crate) use code_sets;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_set_is_read_and_names_its_source() {
        assert!(sets().count() > 70);
        for set in sets() {
            assert!(!set.source.is_empty() && !set.codes().is_empty(), "{}", set.name);
            assert!(set.codes().iter().all(|code| !code.code.is_empty() && !code.meaning.is_empty()), "{}", set.name);
        }
    }

    #[test]
    fn people_tell_the_codes_of_a_set_apart_by_their_words() {
        for set in sets() {
            let mut words: Vec<&str> = set.current().map(Code::words).collect();
            words.sort_unstable();
            assert!(words.windows(2).all(|two| two[0] != two[1]), "{}: {words:?}", set.name);
        }
    }

    #[test]
    fn a_placement_is_called_what_carers_call_it_and_keeps_the_words_of_the_return() {
        let code = set("placement_type").find("U6").unwrap();
        assert_eq!(code.words(), "Foster care");
        assert_eq!(code.meaning, "Foster, other carer, neither");
    }

    #[test]
    fn no_words_for_people_speak_of_returns() {
        let words = || sets().flat_map(|set| set.current().map(move |code| (&set.name, code.words())));
        for (set, words) in words().filter(|(set, _)| crate::sets::USED.contains(&set.as_str())) {
            let told = ["(local)", "903", "DfE", "sent as", "also 0", "also 1", "neither)", "NEET", "UASC"];
            assert!(!told.iter().any(|mark| words.contains(mark)), "{set}: {words}");
        }
    }

    #[test]
    fn every_set_that_a_kind_names_is_there() {
        for name in crate::sets::USED {
            assert_eq!(set(name).name, *name);
        }
    }

    #[test]
    fn what_is_stored_is_read_as_the_same_definition() {
        for set in sets() {
            for code in set.codes() {
                assert_eq!(set.find(&code.stored()), Ok(code), "{}: {}", set.name, code.stored());
            }
        }
    }

    #[test]
    fn what_a_code_became_stands_in_its_set() {
        for set in sets() {
            for code in set.codes() {
                let Some(next) = &code.becomes else { continue };
                assert!(code.until.is_some(), "{}: {} became another but has no end", set.name, code.code);
                assert!(set.codes().iter().any(|c| c.code == *next), "{}: {next}", set.name);
            }
        }
    }

    #[test]
    fn a_code_converts_to_a_later_year_and_back_where_the_way_is_unique() {
        for set in sets() {
            for code in set.codes() {
                for (mine, later) in (2010..=2030).flat_map(|a| (a..=2030).map(move |b| (a, b))) {
                    if !code.holds_in(mine) {
                        continue;
                    }
                    let Some(converted) = set.in_year(code, later) else { continue };
                    assert!(converted.holds_in(later), "{}: {} in {later}", set.name, code.code);
                    if let Some(back) = set.in_year(converted, mine) {
                        let same = back == code || converted.holds_in(mine);
                        assert!(same, "{}: {} to {later} and back is {}", set.name, code.code, back.code);
                    }
                }
            }
        }
    }

    #[test]
    fn sex_is_converted_to_the_year_of_the_return() {
        let sex = set("sex");
        let of = |code: &str, year: u16| sex.in_year(sex.find(code).unwrap(), year).map(|c| c.code.as_str());
        assert_eq!(of("1", 2026), Some("M"));
        assert_eq!(of("M", 2024), Some("1"));
        // Both `0` and `9` became `U`: which of them it was, nobody knows.
        assert_eq!(of("U", 2024), None);
        assert_eq!(of("9", 2025), Some("U"));
    }

    #[test]
    fn a_code_without_a_successor_has_no_equivalent_in_a_later_year() {
        let placement = set("placement_type");
        assert_eq!(placement.in_year(placement.find("P2").unwrap(), 2026), None);
        assert_eq!(placement.in_year(placement.find("H5").unwrap(), 2026).unwrap().code, "K3");
    }

    #[test]
    fn a_code_outside_its_set_is_refused_with_those_that_can_be_used() {
        let refusal = set("yes_no").find("MAYBE").unwrap_err().to_string();
        assert_eq!(refusal, "`MAYBE` is not a code of yes no; use one of Y, N");
    }

    #[test]
    fn an_ethnicity_that_was_refused_or_not_yet_obtained_is_an_answer() {
        for code in ["REFU", "NOBT", "refu "] {
            assert!(set("ethnicity").find(code).is_ok());
        }
        assert!(set("ethnicity").find("XXXX").is_err());
    }

    #[test]
    fn a_bare_code_of_an_old_return_is_read_as_its_year_defined_it() {
        let sex = set("sex");
        assert_eq!(sex.find_in("1", 2023).unwrap().meaning, "Male");
        assert_eq!(sex.find_in("1", 2027).unwrap().code, "1", "an old code in a new return is kept, not dropped");
        assert!(sex.find_in("7", 2023).is_err());
    }
}
