//! Rows with their cells read: dates as dates, codes as text.

/// Makes a struct for the rows of a table: `typed! { Header in HEADER { born: date "DOB", sex: text "SEX" } }`.
///
/// A date that cannot be read is `None`; its text still stands in the row. A blank text is empty. A `code` written in small
/// letters is read as the code; the row keeps what was written.
macro_rules! typed {
    ($(#[$doc:meta])* $name:ident in $spec:ident { $($field:ident: $kind:ident $column:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        pub struct $name<'a> {
            /// The row itself.
            pub row: crate::Row<'a>,
            $(#[doc = concat!("The cell `", $column, "`.")] pub $field: crate::check::typed::typed!(@type $kind),)*
        }

        impl<'a> $name<'a> {
            pub(crate) fn read(row: crate::Row<'a>) -> Self {
                Self {
                    row,
                    $($field: {
                        const AT: crate::Column = crate::check::typed::found($spec.find($column));
                        crate::check::typed::typed!(@read $kind, row, AT)
                    },)*
                }
            }
        }

        impl<'a> From<$name<'a>> for crate::Row<'a> {
            fn from(typed: $name<'a>) -> Self {
                typed.row
            }
        }

        impl<'a> From<&$name<'a>> for crate::Row<'a> {
            fn from(typed: &$name<'a>) -> Self {
                typed.row
            }
        }
    };
    (@type date) => { Option<jiff::civil::Date> };
    (@type text) => { &'a str };
    (@type code) => { &'a str };
    (@type whole) => { Option<i64> };
    (@type decimal) => { Option<f64> };
    (@read date, $row:ident, $at:ident) => { $row.day($at) };
    (@read text, $row:ident, $at:ident) => { $row.cell($at) };
    (@read code, $row:ident, $at:ident) => { crate::check::codes::in_capitals($row.cell($at)) };
    (@read whole, $row:ident, $at:ident) => { $row.whole($at).ok().flatten() };
    (@read decimal, $row:ident, $at:ident) => { $row.decimal($at).ok().flatten() };
}

pub(crate) use typed;

/// A column that the table has; a name that it has not does not compile.
pub(crate) const fn found(column: Option<crate::Column>) -> crate::Column {
    match column {
        Some(column) => column,
        None => panic!("the table has no such column"),
    }
}
