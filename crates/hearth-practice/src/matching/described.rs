//! Somebody as a list, a letter or a caller describes them.

use jiff::civil::Date;

/// A description of a person: whatever is known, the rest empty.
#[derive(Clone, Default)]
pub struct Described {
    /// The given name, or all given names.
    pub given: String,
    /// Further given names, where they stand apart.
    pub middle: String,
    /// The family name.
    pub family: String,
    /// Other whole names: before a marriage, a nickname, as another paper spells it.
    pub other_names: Vec<String>,
    /// The date of birth.
    pub born: Option<Date>,
    /// Year, month and day of birth as somebody wrote them, where no calendar has that day: 31 February still tells.
    pub born_as_written: Option<(u16, u8, u8)>,
    /// When the child is expected, before the birth.
    pub expected: Option<Date>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Where they live or lived.
    pub homes: Vec<Home>,
    /// Telephone numbers.
    pub phones: Vec<String>,
    /// Identifiers of any sort: local, NHS, unique pupil number.
    pub identifiers: Vec<String>,
    /// Who else belongs to the household.
    pub kin: Vec<Kin>,
    /// The adoption wall at which this description stands; empty for nearly everybody. Two descriptions that each have one
    /// are never compared.
    pub wall: String,
}

/// Sex as the returns write it; unknown is no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// Female.
    Female,
    /// Male.
    Male,
}

/// An address in parts.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Home {
    /// The number or name of the house.
    pub house: String,
    /// The street, with whatever belongs to it.
    pub street: String,
    /// The town or district.
    pub town: String,
    /// The postcode.
    pub postcode: String,
}

/// Somebody of the household.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Kin {
    /// The given name.
    pub given: String,
    /// The family name, where it is known.
    pub family: String,
    /// The date of birth.
    pub born: Option<Date>,
}

impl Sex {
    /// The sex of a code or word: `F`, `female`, `girl`, `2`; `M`, `male`, `boy`, `1`.
    pub fn read(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "f" | "female" | "girl" | "woman" | "2" => Some(Self::Female),
            "m" | "male" | "boy" | "man" | "1" => Some(Self::Male),
            _ => None,
        }
    }
}

impl Described {
    /// Somebody of whom a name is known.
    pub fn named(given: &str, family: &str) -> Self {
        Self { given: given.to_owned(), family: family.to_owned(), ..Self::default() }
    }

    /// The same, born on a day.
    #[must_use]
    pub fn born(self, on: Date) -> Self {
        Self { born: Some(on), ..self }
    }

    /// The same, not born yet and expected on a day.
    #[must_use]
    pub fn expected(self, on: Date) -> Self {
        Self { expected: Some(on), ..self }
    }

    /// The same, of this sex.
    #[must_use]
    pub fn of_sex(self, sex: Sex) -> Self {
        Self { sex: Some(sex), ..self }
    }

    /// The same, living there.
    #[must_use]
    pub fn living_at(mut self, house: &str, street: &str, town: &str, postcode: &str) -> Self {
        let [house, street, town, postcode] = [house, street, town, postcode].map(str::to_owned);
        self.homes.push(Home { house, street, town, postcode });
        self
    }

    /// The same, also called so.
    #[must_use]
    pub fn also_called(mut self, name: &str) -> Self {
        self.other_names.push(name.to_owned());
        self
    }

    /// The same, with this identifier.
    #[must_use]
    pub fn with_identifier(mut self, identifier: &str) -> Self {
        self.identifiers.push(identifier.to_owned());
        self
    }

    /// The same, with this person in the household.
    #[must_use]
    pub fn with(mut self, given: &str, family: &str, born: Option<Date>) -> Self {
        self.kin.push(Kin { given: given.to_owned(), family: family.to_owned(), born });
        self
    }

    /// Whether nothing is known of them by which anybody could be found.
    pub fn is_empty(&self) -> bool {
        let names = [&self.given, &self.middle, &self.family].iter().all(|name| name.trim().is_empty());
        names
            && self.other_names.is_empty()
            && self.born.or(self.expected).is_none()
            && self.homes.is_empty()
            && self.phones.is_empty()
            && self.identifiers.is_empty()
    }
}
