//! Where postcodes lie, from the directory of the Office for National Statistics.

use std::io::{self, BufRead, Read, Write};

use super::authorities::authority;

/// A directory of postcodes: authority and place on the national grid of each, in 16 bytes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Postcodes {
    /// Postcodes packed into numbers, in order.
    keys: Vec<u64>,
    spots: Vec<Spot>,
    authorities: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spot {
    east: u32,
    /// North in metres (21 bits), and the authority's place in the list above it.
    north_and_authority: u32,
}

/// Where one postcode lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spotted<'a> {
    /// The authority with children's services, or the council outside England, as ONS writes it.
    pub authority: &'a str,
    /// Metres east on the national grid.
    pub east: u32,
    /// Metres north.
    pub north: u32,
}

/// A directory that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PostcodesError {
    /// The file broke.
    #[error("the postcode directory cannot be read: {0}")]
    Io(#[from] io::Error),
    /// It is another file.
    #[error("this is no postcode directory: {0}; give the ONS Postcode Directory as CSV, or what Hearth made of it")]
    Form(String),
}

const MARK: &[u8; 8] = b"HEARTHP1";
const NORTH: u32 = 21;
/// Letters and digits of the longest text taken for a postcode.
const LONGEST: u32 = 8;
const METRES_A_MILE: f64 = 1_609.3;

impl Postcodes {
    /// Reads either form, by its first bytes.
    pub fn read(mut from: impl BufRead) -> Result<Self, PostcodesError> {
        if from.fill_buf()?.starts_with(MARK) { Self::read_compact(from) } else { Self::read_csv(from) }
    }

    /// Reads the directory as the ONS publishes it: columns for the postcode, county, district, easting and northing.
    pub fn read_csv(from: impl Read) -> Result<Self, PostcodesError> {
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(from);
        let form = |e: csv::Error| PostcodesError::Form(e.to_string());
        let headers = reader.headers().map_err(form)?.clone();
        // The names have changed with the years: oslaua, lad23cd, lad24cd; oscty, cty23cd.
        let find = |what: &str, names: &[&str]| {
            let named = |h: &str| {
                names.iter().any(|n| h.trim().trim_start_matches('\u{feff}').to_ascii_lowercase().starts_with(n))
            };
            headers
                .iter()
                .position(named)
                .ok_or_else(|| PostcodesError::Form(format!("it has no column of the {what}")))
        };
        let [post, district] = [find("postcode", &["pcds", "pcd"])?, find("district", &["oslaua", "lad", "laua"])?];
        let [east, north] = [find("easting", &["oseast1m", "east1m"])?, find("northing", &["osnrth1m", "north1m"])?];
        let county = find("county", &["oscty", "cty"]).ok();
        let mut rows: Vec<(u64, Spot)> = Vec::new();
        let mut directory = Self::default();
        let mut row = csv::StringRecord::new();
        while reader.read_record(&mut row).map_err(form)? {
            let number = |at: usize| row.get(at).and_then(|text| text.trim().parse::<u32>().ok());
            let (Some(key), Some(east), Some(north)) = (pack(row.get(post).unwrap_or("")), number(east), number(north))
            else {
                continue;
            };
            // A county has children's services where there is one; elsewhere the district has them.
            let upper = county.and_then(|at| row.get(at)).filter(|code| authority(code).is_some());
            let code = upper.or_else(|| row.get(district)).unwrap_or("").trim();
            // A postcode of no authority answers nothing that is asked.
            if !is_code(code) {
                continue;
            }
            let place = directory.place_of(code)?;
            rows.push((key, Spot { east, north_and_authority: north.min((1 << NORTH) - 1) | place << NORTH }));
        }
        rows.sort_unstable_by_key(|(key, _)| *key);
        rows.dedup_by_key(|(key, _)| *key);
        (directory.keys, directory.spots) = rows.into_iter().unzip();
        Ok(directory)
    }

    /// Writes the compact form: 16 bytes a postcode.
    pub fn write_compact(&self, mut to: impl Write) -> io::Result<()> {
        to.write_all(MARK)?;
        let names = self.authorities.join("\n");
        let word = |n: usize| u32::try_from(n).map(u32::to_le_bytes).map_err(io::Error::other);
        to.write_all(&word(names.len())?)?;
        to.write_all(names.as_bytes())?;
        to.write_all(&word(self.keys.len())?)?;
        for (key, spot) in self.keys.iter().zip(&self.spots) {
            to.write_all(&key.to_le_bytes())?;
            to.write_all(&spot.east.to_le_bytes())?;
            to.write_all(&spot.north_and_authority.to_le_bytes())?;
        }
        Ok(())
    }

    fn read_compact(mut from: impl Read) -> Result<Self, PostcodesError> {
        let mut word = || -> Result<[u8; 4], PostcodesError> { read_array(&mut from) };
        let (_, _) = (word()?, word()?);
        let length = u32::from_le_bytes(word()?);
        let mut names = String::new();
        (&mut from).take(length.into()).read_to_string(&mut names)?;
        let count = u32::from_le_bytes(read_array(&mut from)?);
        let mut directory = Self { authorities: names.lines().map(str::to_owned).collect(), ..Self::default() };
        for _ in 0..count {
            let bytes: [u8; 16] = read_array(&mut from)?;
            let [key, rest] = [&bytes[..8], &bytes[8..]]
                .map(|half| half.iter().rev().fold(0_u64, |number, byte| number << 8 | u64::from(*byte)));
            let [east, north_and_authority] =
                [rest & u64::from(u32::MAX), rest >> 32].map(|n| u32::try_from(n).unwrap_or(0));
            directory.keys.push(key);
            directory.spots.push(Spot { east, north_and_authority });
        }
        let known = |spot: &Spot| ((spot.north_and_authority >> NORTH) as usize) < directory.authorities.len();
        let all_codes = directory.authorities.iter().all(|code| is_code(code));
        if !all_codes || !directory.spots.iter().all(known) || !directory.keys.is_sorted() {
            return Err(PostcodesError::Form("it is damaged".to_owned()));
        }
        Ok(directory)
    }

    /// Where a postcode lies, however it is written.
    pub fn find(&self, postcode: &str) -> Option<Spotted<'_>> {
        let spot = self.spots[self.keys.binary_search(&pack(postcode)?).ok()?];
        let authority = &self.authorities[(spot.north_and_authority >> NORTH) as usize];
        Some(Spotted { authority, east: spot.east, north: spot.north_and_authority & ((1 << NORTH) - 1) })
    }

    /// How many postcodes there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn place_of(&mut self, code: &str) -> Result<u32, PostcodesError> {
        let at = self.authorities.iter().rposition(|held| held == code).unwrap_or_else(|| {
            self.authorities.push(code.to_owned());
            self.authorities.len() - 1
        });
        u32::try_from(at)
            .ok()
            .filter(|at| *at < 1 << (32 - NORTH))
            .ok_or_else(|| PostcodesError::Form("it names more authorities than there are".to_owned()))
    }
}

impl Spotted<'_> {
    /// Miles in a straight line to another place, to one decimal, as the department counts them.
    pub fn miles_to(&self, other: &Spotted<'_>) -> f64 {
        let [east, north] =
            [(self.east, other.east), (self.north, other.north)].map(|(a, b)| f64::from(a) - f64::from(b));
        (east.hypot(north) / METRES_A_MILE * 10.0).round() / 10.0
    }
}

fn read_array<const N: usize>(from: &mut impl Read) -> Result<[u8; N], PostcodesError> {
    let mut bytes = [0; N];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Whether a text can be the code of an authority.
fn is_code(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// A postcode as a number: its letters and digits in base 37; `None` for what cannot be one.
fn pack(postcode: &str) -> Option<u64> {
    let mut key = 0_u64;
    let mut length = 0;
    for byte in postcode.bytes().filter(|byte| !byte.is_ascii_whitespace()) {
        let digit = match byte.to_ascii_uppercase() {
            digit @ b'0'..=b'9' => u64::from(digit - b'0') + 1,
            letter @ b'A'..=b'Z' => u64::from(letter - b'A') + 11,
            _ => return None,
        };
        length += 1;
        if length > LONGEST {
            return None;
        }
        key = key * 37 + digit;
    }
    (5..=LONGEST).contains(&length).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIRECTORY: &str = "pcd,pcds,oscty,oslaua,oseast1m,osnrth1m\n\
        L203NJ,L20 3NJ,E99999999,E08000014,334000,395000\n\
        PR1 8XJ,PR1 8XJ,E10000017,E07000123,353000,429000\n\
        SA720AA,SA72 0AA,W99999999,W06000009,196000,203000\n\
        ZZ99 9ZZ,ZZ99 9ZZ,,,,\n";

    #[test]
    fn a_county_has_the_services_where_there_is_one() {
        let directory = Postcodes::read(DIRECTORY.as_bytes()).expect("a directory");
        assert_eq!(directory.len(), 3);
        assert_eq!(directory.find("l20 3nj").map(|s| s.authority), Some("E08000014"));
        assert_eq!(directory.find("PR18XJ").map(|s| s.authority), Some("E10000017"));
        assert_eq!(directory.find("SA72 0AA").map(|s| s.authority), Some("W06000009"));
        assert_eq!(directory.find("ZZ99 9ZZ"), None);
    }

    #[test]
    fn distance_is_in_miles_to_one_decimal() {
        let directory = Postcodes::read(DIRECTORY.as_bytes()).expect("a directory");
        let [bootle, preston] = ["L20 3NJ", "PR1 8XJ"].map(|p| directory.find(p).expect("a postcode"));
        // √(19,000² + 34,000²) m = 38,948.7 m.
        assert!((bootle.miles_to(&preston) - 24.2).abs() < 0.001);
    }

    #[test]
    fn the_compact_form_reads_back_the_same() {
        let directory = Postcodes::read(DIRECTORY.as_bytes()).expect("a directory");
        let mut compact = Vec::new();
        directory.write_compact(&mut compact).expect("it is written");
        assert_eq!(Postcodes::read(&compact[..]).expect("it is read"), directory);
        compact.truncate(compact.len() - 3);
        assert!(Postcodes::read(&compact[..]).is_err());
    }

    #[test]
    fn rows_without_a_postcode_or_an_authority_are_passed_over() {
        let rows =
            "L20 3NJ,,1,2\nL20 3NK,\"E08\n000014\",1,2\nL20 3NLLLLLLLLLLLLLLL,E08000014,1,2\nL20 3NM,E08000014,1,2\n";
        let directory =
            Postcodes::read(format!("pcds,oslaua,oseast1m,osnrth1m\n{rows}").as_bytes()).expect("a directory");
        assert_eq!((directory.len(), directory.find("L20 3NM").map(|s| s.authority)), (1, Some("E08000014")));
        assert_eq!(directory.find(&"9".repeat(100)), None);
        let mut compact = Vec::new();
        directory.write_compact(&mut compact).expect("it is written");
        assert_eq!(Postcodes::read(&compact[..]).expect("it is read"), directory);
    }

    #[test]
    fn another_file_is_refused_by_what_it_lacks() {
        let refused = Postcodes::read(&b"name,town\nA,B\n"[..]).expect_err("no directory");
        assert!(refused.to_string().contains("no column of the postcode"), "{refused}");
    }
}
