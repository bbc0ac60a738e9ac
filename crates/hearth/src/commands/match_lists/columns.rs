//! Which column of a list says what of a person.

use csv::StringRecord;
use hearth_practice::matching::{Described, Home, Kin, Sex};
use jiff::civil::Date;

/// What a column can say, with the names under which lists know it.
const FIELDS: &[(&str, &[&str])] = &[
    ("id", &["id", "rec_id"]),
    ("given_name", &["given_name", "forename", "first_name", "given_names"]),
    ("middle_name", &["middle_name", "middle_names"]),
    ("surname", &["surname", "family_name", "last_name"]),
    ("other_names", &["other_names", "other_name", "alias", "known_as", "preferred_name"]),
    ("dob", &["dob", "date_of_birth", "born"]),
    ("expected", &["expected", "expected_dob", "expected_date_of_birth"]),
    ("gender", &["gender", "sex"]),
    ("house_number", &["house_number", "house", "street_number"]),
    ("street", &["street", "address_1", "address"]),
    ("town", &["town", "suburb", "city", "address_2", "district", "state"]),
    ("postcode", &["postcode", "post_code"]),
    ("phone", &["phone", "telephone", "mobile"]),
    ("identifiers", &["identifiers", "identifier", "nhs_number", "upn"]),
    ("household", &["household", "lives_with"]),
    ("wall", &["wall"]),
];

/// What `--map` said: fields with the columns that stand for them, instead of those found by name.
pub(super) struct Mapped(Vec<(&'static str, String)>);

/// The columns of one list, by field.
pub(super) struct Columns(Vec<Vec<usize>>);

impl Mapped {
    /// Reads `FIELD=COLUMN`.
    pub(super) fn read(given: &[String]) -> Result<Self, String> {
        let mut mapped = Vec::new();
        for one in given {
            let (field, column) =
                one.split_once('=').ok_or_else(|| format!("`{one}` is no mapping: write FIELD=COLUMN"))?;
            let known = FIELDS.iter().find(|(name, names)| *name == field.trim() || names.contains(&field.trim()));
            let (field, _) = known.ok_or_else(|| {
                let fields: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
                format!("there is no field `{field}`; there are {}", fields.join(", "))
            })?;
            mapped.push((*field, column.trim().to_owned()));
        }
        Ok(Self(mapped))
    }
}

impl Columns {
    /// Finds the columns in the header.
    pub(super) fn of(header: &StringRecord, mapped: &Mapped) -> Result<Self, String> {
        let at = |column: &str| header.iter().position(|name| same(name, column));
        let mut columns = Vec::new();
        for (field, names) in FIELDS {
            let said: Vec<&String> =
                mapped.0.iter().filter(|(name, _)| name == field).map(|(_, column)| column).collect();
            let mut found = Vec::new();
            for column in &said {
                found.push(at(column).ok_or_else(|| format!("there is no column `{column}`"))?);
            }
            if said.is_empty() {
                found.extend(names.iter().filter_map(|name| at(name)));
            }
            columns.push(found);
        }
        let columns = Self(columns);
        if columns.places("id").is_empty() {
            return Err("no column is called id or rec_id; say which one it is with --map id=COLUMN".to_owned());
        }
        Ok(columns)
    }

    fn places(&self, field: &str) -> &[usize] {
        FIELDS.iter().position(|(name, _)| *name == field).map_or(&[], |at| &self.0[at])
    }

    fn texts<'a>(&'a self, row: &'a StringRecord, field: &str) -> impl Iterator<Item = &'a str> {
        self.places(field).iter().filter_map(|at| row.get(*at)).map(str::trim).filter(|text| !text.is_empty())
    }

    fn text<'a>(&'a self, row: &'a StringRecord, field: &str) -> &'a str {
        self.texts(row, field).next().unwrap_or_default()
    }

    /// All columns of a field as one text.
    fn joined(&self, row: &StringRecord, field: &str) -> String {
        let mut whole = String::new();
        for text in self.texts(row, field) {
            if !whole.is_empty() {
                whole.push(' ');
            }
            whole.push_str(text);
        }
        whole
    }

    /// The id of a row.
    pub(super) fn id<'a>(&'a self, row: &'a StringRecord) -> Option<&'a str> {
        self.texts(row, "id").next()
    }

    /// The person whom a row describes.
    pub(super) fn described(&self, row: &StringRecord) -> Described {
        let home = Home {
            house: self.text(row, "house_number").to_owned(),
            street: self.joined(row, "street"),
            town: self.joined(row, "town"),
            postcode: self.text(row, "postcode").to_owned(),
        };
        let written = self.text(row, "dob");
        let born = date(written);
        Described {
            given: self.joined(row, "given_name"),
            middle: self.joined(row, "middle_name"),
            family: self.joined(row, "surname"),
            other_names: self.list(row, "other_names"),
            born,
            born_as_written: if born.is_some() { None } else { digits(written) },
            expected: date(self.text(row, "expected")),
            sex: Sex::read(self.text(row, "gender")),
            homes: if home == Home::default() { Vec::new() } else { vec![home] },
            phones: self.list(row, "phone"),
            identifiers: self.list(row, "identifiers"),
            kin: self.list(row, "household").iter().map(|text| kin(text)).collect(),
            wall: self.text(row, "wall").to_owned(),
        }
    }

    /// The values of a column that can hold several, parted by `;`, `|` or `,`.
    fn list(&self, row: &StringRecord, field: &str) -> Vec<String> {
        let parts = self.texts(row, field).flat_map(|text| text.split([';', '|', ',']));
        parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }
}

/// Whether two names of a column are one, whatever their case, spaces and underscores.
fn same(a: &str, b: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    plain(a) == plain(b)
}

/// A date as `2019-03-04`, `04/03/2019` or `20190304`.
fn date(text: &str) -> Option<Date> {
    if let Some((year, month, day)) = digits(text) {
        let small = |n: u8| i8::try_from(n).ok();
        return Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok();
    }
    hearth_record::value::date(text).ok()
}

/// Year, month and day of eight digits, or of `2019-02-31`: also of a day that no calendar has.
fn digits(text: &str) -> Option<(u16, u8, u8)> {
    let dashed = matches!(text.as_bytes(), [_, _, _, _, b'-', _, _, b'-', _, _]);
    let parts = if dashed { [0..4, 5..7, 8..10] } else { [0..4, 4..6, 6..8] };
    if !dashed && text.len() != 8 {
        return None;
    }
    let [year, month, day] = parts.map(|part| text.get(part).filter(|part| part.bytes().all(|b| b.is_ascii_digit())));
    Some((year?.parse().ok()?, month?.parse().ok()?, day?.parse().ok()?))
}

/// Somebody of the household: a name, and the date of birth after it where it is known.
fn kin(text: &str) -> Kin {
    let (name, born) = match text.rsplit_once(' ') {
        Some((name, last)) if date(last).is_some() => (name, date(last)),
        _ => (text, None),
    };
    let (given, family) = name.split_once(' ').unwrap_or((name, ""));
    Kin { given: given.to_owned(), family: family.to_owned(), born }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_lists_write_it() {
        let day = jiff::civil::date(2019, 3, 4);
        assert_eq!(date("2019-03-04"), Some(day));
        assert_eq!(date("04/03/2019"), Some(day));
        assert_eq!(date("20190304"), Some(day));
        assert_eq!(date("20191304"), None);
        assert_eq!(digits("20191304"), Some((2019, 13, 4)));
    }

    #[test]
    fn a_column_that_is_not_there_is_named() {
        let header = StringRecord::from(vec!["nr", "name"]);
        let mapped = Mapped::read(&["id=nr".to_owned(), "surname=nachname".to_owned()]).expect("both are fields");
        let wrong = Columns::of(&header, &mapped).err();
        assert_eq!(wrong.as_deref(), Some("there is no column `nachname`"));
        assert!(Mapped::read(&["shoe=size".to_owned()]).is_err());
    }
}
