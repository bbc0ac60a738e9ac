//! Statutory returns: the tables of SSDA903, the children in need census and
//! the Standard Safeguarding Dataset, read into one compact form.
//!
//! Nothing here knows a database, a clock or a network. Reading takes bytes
//! (a [`Read`](std::io::Read), or a path) and gives [`Tables`]: every cell of
//! every table as text in one arena a table, rows indexed by child, so that one
//! child's rows of every table are found without searching. Cells stay text;
//! [`Row`] turns them into dates, codes and numbers on demand, so a bad value
//! fails its own row and never the file.
//!
//! Three kinds of trouble are kept apart:
//!
//! - [`ReadError`]: the file cannot be trusted as a whole (truncated, hostile,
//!   another format). Reading stops and gives nothing.
//! - [`Reject`]: one row cannot be used, with the place, the reason and the
//!   remedy. The rest is read.
//! - [`Notice`]: the file was read, and something about it should be known (an
//!   unknown column, another encoding, a second file of the same table).
//!
//! ```
//! use hearth_returns::{Limits, NamedInput, ssda903};
//!
//! let header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n101,F,16/03/2015,WBRI,UN3,,\n";
//! let read = ssda903::read_files(
//!     vec![NamedInput::from_text("header.csv", header)],
//!     &Limits::default(),
//! )?;
//! let child = read.child("101").expect("the file names child 101");
//! let row = child.rows("Header").next().expect("one header row");
//! assert_eq!(row.date("DOB"), Ok(Some(jiff::civil::date(2015, 3, 16))));
//! # Ok::<(), hearth_returns::ReadError>(())
//! ```

pub mod annex_a;
pub mod check;
pub mod cin;
pub mod daily;
pub mod ssd;
pub mod ssda903;

mod children;
mod error;
mod files;
mod filling;
mod folder;
mod history;
mod input;
mod leaving_care;
mod limits;
mod notice;
mod recognise;
mod reject;
mod row;
mod separated;
mod spec;
mod table;
mod tables;
mod value;
mod window;
mod xml;
mod xml_map;
mod xml_unit;
mod xml_write;
mod year;
mod zipped;

pub use children::{Child, Children, RowsOf};
pub use error::{Place, ReadError, ReadErrorKind};
pub use files::NamedInput;
pub use filling::{Filling, Records};
pub use history::TimeInCare;
pub use limits::Limits;
pub use notice::{Aside, Notice, NoticeKind};
pub use reject::{Lost, Reject, write_rejects};
pub use row::Row;
pub use spec::{Column, ColumnKey, ColumnKind, ColumnSpec, DateOrder, Owner, ReturnSpec, TableSpec};
pub use table::Table;
pub use tables::Tables;
pub use value::{BadValue, PartialDate};
pub use window::Window;
pub use year::collection_year;
