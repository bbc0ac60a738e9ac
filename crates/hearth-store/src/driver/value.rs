//! What goes into a statement and what comes out, alike on both engines.

use hearth_record::ids::{
    AccountId, AuthorityId, BlobId, EntryId, FileId, PersonId, RecordId, SetId, TeamId, WorkerId,
};
use jiff::{Timestamp, civil::Date};

use crate::error::StoreError;

/// A parameter or a column. Ids are 16 bytes, moments are microseconds since 1970 in UTC, dates are `YYYY-MM-DD`, truth is 0 or 1.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
    /// Only as a parameter of `LIST($n)`.
    Blobs(Vec<Vec<u8>>),
}

impl Value {
    /// A list of ids for `LIST($n)`.
    pub(crate) fn ids<T: StoredId>(ids: impl IntoIterator<Item = T>) -> Self {
        Self::Blobs(ids.into_iter().map(|id| id.to_bytes().to_vec()).collect())
    }

    /// A list of byte strings for `LIST($n)`.
    pub(crate) fn blobs<B: AsRef<[u8]>>(blobs: impl IntoIterator<Item = B>) -> Self {
        Self::Blobs(blobs.into_iter().map(|b| b.as_ref().to_vec()).collect())
    }

    /// How many members a list has; none when this is no list.
    pub(crate) fn list_len(&self) -> Option<usize> {
        match self {
            Self::Blobs(l) => Some(l.len()),
            _ => None,
        }
    }
}

/// An id that is stored as its sixteen bytes.
pub(crate) trait StoredId: Copy {
    fn to_bytes(self) -> [u8; 16];
    fn of_bytes(bytes: [u8; 16]) -> Self;
}

macro_rules! stored_ids {
    ($($id:ident),*) => {$(
        impl StoredId for $id {
            fn to_bytes(self) -> [u8; 16] { self.as_bytes() }
            fn of_bytes(bytes: [u8; 16]) -> Self { Self::from_bytes(bytes) }
        }
        impl From<$id> for Value {
            fn from(id: $id) -> Self { Self::Bytes(id.as_bytes().to_vec()) }
        }
    )*};
}
stored_ids!(AccountId, BlobId, EntryId, FileId, PersonId, RecordId, SetId, TeamId, WorkerId);

macro_rules! values {
    ($($from:ty => |$v:ident| $to:expr;)*) => {$(
        impl From<$from> for Value {
            fn from($v: $from) -> Self { $to }
        }
    )*};
}
values! {
    i64 => |v| Self::Int(v);
    u32 => |v| Self::Int(i64::from(v));
    bool => |v| Self::Int(i64::from(v));
    String => |v| Self::Text(v);
    &str => |v| Self::Text(v.to_owned());
    Vec<u8> => |v| Self::Bytes(v);
    &[u8] => |v| Self::Bytes(v.to_vec());
    [u8; 16] => |v| Self::Bytes(v.to_vec());
    [u8; 32] => |v| Self::Bytes(v.to_vec());
    &AuthorityId => |v| Self::Text(v.as_str().to_owned());
    Date => |v| Self::Text(v.to_string());
    Timestamp => |v| Self::Int(v.as_microsecond());
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Parameters from anything that can be one.
macro_rules! params {
    ($($value:expr),* $(,)?) => { vec![$($crate::driver::Value::from($value)),*] };
}
pub(crate) use params;

/// One row of an answer. Columns are read by their place in the statement's `SELECT`.
#[derive(Debug, Clone)]
pub(crate) struct Row(pub(crate) Vec<Value>);

impl Row {
    fn wrong(&self, column: usize, wanted: &str) -> StoreError {
        let found = match self.0.get(column) {
            None => "nothing",
            Some(Value::Null) => "null",
            Some(Value::Int(_)) => "a number",
            Some(Value::Text(_)) => "text",
            Some(_) => "bytes",
        };
        StoreError::Form(format!("column {column} holds {found} instead of {wanted}"))
    }

    fn opt<T>(&self, column: usize, read: impl Fn(&Self) -> Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        match self.0.get(column) {
            Some(Value::Null) => Ok(None),
            _ => read(self).map(Some),
        }
    }

    pub(crate) fn int(&self, column: usize) -> Result<i64, StoreError> {
        match self.0.get(column) {
            Some(Value::Int(v)) => Ok(*v),
            _ => Err(self.wrong(column, "a number")),
        }
    }

    /// A count or a number of order, never negative.
    pub(crate) fn number(&self, column: usize) -> Result<u64, StoreError> {
        u64::try_from(self.int(column)?).map_err(|_| self.wrong(column, "a number from 0"))
    }

    pub(crate) fn truth(&self, column: usize) -> Result<bool, StoreError> {
        Ok(self.int(column)? != 0)
    }

    pub(crate) fn text(&self, column: usize) -> Result<&str, StoreError> {
        match self.0.get(column) {
            Some(Value::Text(v)) => Ok(v),
            _ => Err(self.wrong(column, "text")),
        }
    }

    pub(crate) fn opt_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        self.opt(column, |row| row.text(column).map(ToOwned::to_owned))
    }

    pub(crate) fn bytes(&self, column: usize) -> Result<&[u8], StoreError> {
        match self.0.get(column) {
            Some(Value::Bytes(v)) => Ok(v),
            _ => Err(self.wrong(column, "bytes")),
        }
    }

    pub(crate) fn opt_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, StoreError> {
        self.opt(column, |row| row.bytes(column).map(<[u8]>::to_vec))
    }

    pub(crate) fn array<const N: usize>(&self, column: usize) -> Result<[u8; N], StoreError> {
        self.bytes(column)?.try_into().map_err(|_| self.wrong(column, &format!("{N} bytes")))
    }

    pub(crate) fn opt_array<const N: usize>(&self, column: usize) -> Result<Option<[u8; N]>, StoreError> {
        self.opt(column, |row| row.array(column))
    }

    pub(crate) fn id<T: StoredId>(&self, column: usize) -> Result<T, StoreError> {
        self.array(column).map(T::of_bytes)
    }

    pub(crate) fn opt_id<T: StoredId>(&self, column: usize) -> Result<Option<T>, StoreError> {
        self.opt(column, |row| row.id(column))
    }

    pub(crate) fn moment(&self, column: usize) -> Result<Timestamp, StoreError> {
        Timestamp::from_microsecond(self.int(column)?).map_err(|_| self.wrong(column, "a moment"))
    }

    pub(crate) fn opt_moment(&self, column: usize) -> Result<Option<Timestamp>, StoreError> {
        self.opt(column, |row| row.moment(column))
    }

    pub(crate) fn date(&self, column: usize) -> Result<Date, StoreError> {
        self.text(column)?.parse().map_err(|_| self.wrong(column, "a date"))
    }

    pub(crate) fn authority(&self, column: usize) -> Result<AuthorityId, StoreError> {
        AuthorityId::new(self.text(column)?).map_err(|_| self.wrong(column, "an authority"))
    }
}
