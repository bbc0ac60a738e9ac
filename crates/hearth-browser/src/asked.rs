//! The files that somebody gave, and what they said about them.

use std::str::FromStr;
use std::sync::Arc;

use hearth_calendar::Calendar;
use hearth_returns::check::{CollectionYear, Postcodes, Providers, Setting, authority};
use hearth_returns::{Limits, ReadError, Tables, cin, collection_year, ssda903};

use crate::Read;

/// Which return is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Return {
    /// Looked-after children and care leavers.
    Ssda903,
    /// Children in need.
    Cin,
}

impl FromStr for Return {
    type Err = Refused;

    fn from_str(code: &str) -> Result<Self, Refused> {
        match code {
            "ssda903" => Ok(Self::Ssda903),
            "cin" => Ok(Self::Cin),
            _ => Err(Refused("say which return it is: SSDA903 or the children in need census".to_owned())),
        }
    }
}

impl Return {
    fn read(self, files: Vec<(String, Vec<u8>)>) -> Result<Tables, Refused> {
        let limits = Limits::default();
        let tables = match self {
            Self::Ssda903 => ssda903::read_given(files, &limits)?,
            Self::Cin => cin::read_given(files, &limits)?,
        };
        if tables.rows() == 0 {
            return Err(Refused(
                "no row of the return is in the files: check that the right return is chosen".to_owned(),
            ));
        }
        Ok(tables)
    }
}

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A file of the return.
    Files,
    /// A file of the return of the year before.
    Previous,
    /// Ofsted's list of providers.
    Providers,
    /// A directory of postcodes.
    Postcodes,
}

impl FromStr for Role {
    type Err = Refused;

    fn from_str(name: &str) -> Result<Self, Refused> {
        match name {
            "files" => Ok(Self::Files),
            "previous" => Ok(Self::Previous),
            "providers" => Ok(Self::Providers),
            "postcodes" => Ok(Self::Postcodes),
            _ => Err(Refused(format!("`{name}` is no use that a file can have"))),
        }
    }
}

/// Why nothing could be checked, with the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Refused(pub(crate) String);

impl From<ReadError> for Refused {
    fn from(error: ReadError) -> Self {
        Self(error.to_string())
    }
}

/// Files of a return, and what they are to be checked against.
#[derive(Debug)]
pub struct Asked {
    what: Return,
    files: Vec<(String, Vec<u8>)>,
    previous: Vec<(String, Vec<u8>)>,
    providers: Option<(String, Vec<u8>)>,
    postcodes: Option<(String, Vec<u8>)>,
    year: Option<i16>,
    authority: Option<String>,
}

impl Asked {
    /// No file yet.
    pub fn of(what: Return) -> Self {
        Self {
            what,
            files: Vec::new(),
            previous: Vec::new(),
            providers: None,
            postcodes: None,
            year: None,
            authority: None,
        }
    }

    /// Adds a file. There is one list of providers and one directory of postcodes: the last counts.
    pub fn add(&mut self, role: Role, name: String, bytes: Vec<u8>) {
        match role {
            Role::Files => self.files.push((name, bytes)),
            Role::Previous => self.previous.push((name, bytes)),
            Role::Providers => self.providers = Some((name, bytes)),
            Role::Postcodes => self.postcodes = Some((name, bytes)),
        }
    }

    /// Says the collection year, by the March in which it ends, instead of taking it from the files.
    pub fn in_year(&mut self, ends: i16) {
        self.year = Some(ends);
    }

    /// Says who sends the return, by either of its codes.
    pub fn sent_by(&mut self, code: &str) {
        // A code that the list does not know is used as it stands: the file may be of another country.
        let code = code.trim();
        self.authority = Some(authority(code).map_or(code, |known| &known.ons).to_owned());
    }

    /// Reads the files.
    ///
    /// # Errors
    /// [`Refused`] where a file cannot be read, where none was given, or where nobody says which year it is.
    pub fn read(self) -> Result<Read, Refused> {
        if self.files.is_empty() {
            return Err(Refused("choose the files of the return".to_owned()));
        }
        let tables = self.what.read(self.files)?;
        let last = match self.what {
            Return::Ssda903 if !self.previous.is_empty() => Some(self.what.read(self.previous)?),
            // A census is checked by itself.
            _ => None,
        };
        let year = match self.year {
            Some(year) => year,
            None => collection_year(&tables).and_then(|year| i16::try_from(year).ok()).ok_or_else(|| {
                Refused("the files do not say which year they are of: give the year in which it ends".to_owned())
            })?,
        };
        let year = CollectionYear::ending(year)
            .ok_or_else(|| Refused(format!("there is no collection year {year}: give the one in which it ends")))?;
        let mut setting = Setting::of(year, Calendar::england());
        setting.authority = self.authority;
        if let Some((name, bytes)) = self.postcodes {
            let postcodes = Postcodes::read(bytes.as_slice()).map_err(|why| Refused(format!("{name}: {why}")))?;
            setting.postcodes = Some(Arc::new(postcodes));
        }
        if let Some((name, bytes)) = self.providers {
            let providers = Providers::read(&bytes, setting.postcodes.as_deref());
            setting.providers = Some(providers.map_err(|why| Refused(format!("{name}: {why}")))?);
        }
        Ok(Read { what: self.what, tables, last, setting })
    }
}
