//! A return that was read, and what can be answered about it.

use std::io::{self, Cursor, Seek, Write};

use hearth_returns::check::{Form, Report, Setting, Took, check, write_csv, write_json, write_xlsx};
use hearth_returns::{Tables, cin, ssda903};
use serde::Serialize;

use crate::Return;

/// A return with what it is checked against. Each answer checks it anew: that takes less time than to keep what was found.
#[derive(Debug)]
pub struct Read {
    pub(crate) what: Return,
    pub(crate) tables: Tables,
    pub(crate) last: Option<Tables>,
    pub(crate) setting: Setting,
}

/// What the report of a check does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct About {
    /// How many children the return names.
    pub children: usize,
    /// How many rows it has.
    pub rows: usize,
    /// What should be known about the files, and rows that could not be read.
    pub remarks: Vec<String>,
}

impl Read {
    /// What there is to say about the files themselves.
    pub fn about(&self) -> About {
        let notices = self.tables.notices().iter().chain(self.last.iter().flat_map(Tables::notices));
        let rejects = self.tables.rejects().iter().map(|reject| format!("left out: {reject}"));
        About {
            children: self.tables.children().len(),
            rows: self.tables.rows(),
            remarks: notices.map(ToString::to_string).chain(rejects).collect(),
        }
    }

    /// The JSON of `hearth check --format json`; how long it took, whoever asks knows.
    ///
    /// # Errors
    /// Where there is not memory enough to hold the answer.
    pub fn json(&self) -> io::Result<Vec<u8>> {
        self.written(Format::Json)
    }

    /// The findings, one a line.
    ///
    /// # Errors
    /// Where there is not memory enough to hold the answer.
    pub fn csv(&self) -> io::Result<Vec<u8>> {
        self.written(Format::Csv)
    }

    /// The findings as a workbook.
    ///
    /// # Errors
    /// Where there is not memory enough to hold the answer.
    pub fn xlsx(&self) -> io::Result<Vec<u8>> {
        self.written(Format::Xlsx)
    }

    fn written(&self, how: Format) -> io::Result<Vec<u8>> {
        match self.what {
            Return::Ssda903 => how.of(&check::<ssda903::Ssda903>(&self.tables, self.last.as_ref(), &self.setting)),
            Return::Cin => how.of(&check::<cin::Cin>(&self.tables, None, &self.setting)),
        }
    }
}

/// How findings are written.
#[derive(Clone, Copy)]
enum Format {
    Json,
    Csv,
    Xlsx,
}

impl Format {
    fn of<F: Form>(self, report: &Report<'_, F>) -> io::Result<Vec<u8>> {
        let mut out = Cursor::new(Vec::new());
        self.write(report, &mut out)?;
        Ok(out.into_inner())
    }

    fn write<F: Form>(self, report: &Report<'_, F>, out: &mut (impl Write + Seek + Send)) -> io::Result<()> {
        match self {
            Self::Json => write_json(report, Took::default(), out),
            Self::Csv => write_csv(report, out),
            Self::Xlsx => write_xlsx(report, out),
        }
    }
}
