//! What every target does with a return that was read: looks at all of it.

use hearth_returns::{Limits, Tables};

/// Small caps, so that an input of a few kilobytes can meet them.
pub fn limits() -> Limits {
    Limits { file_bytes: 1 << 20, line_bytes: 4 << 10, cell_bytes: 1 << 10, rows_per_child: 200, ..Limits::default() }
}

/// Reads every cell with every type, and checks that no row was lost or invented.
pub fn look_at_all(read: &Tables) {
    let seen: usize = read.tables().iter().map(|table| table.rows_seen() as usize).sum();
    assert_eq!(seen, read.rows() + read.rejects().len(), "every row is kept or rejected");
    let owned: usize = read.children().iter().map(|child| child.all_rows().count()).sum();
    assert!(owned <= read.rows(), "a row belongs to one child at most");
    for row in read.tables().iter().flat_map(|table| table.rows()) {
        for column in row.table().spec().columns {
            let _ = (row.date(column.name), row.moment(column.name), row.partial_date(column.name));
            let _ = (row.whole(column.name), row.flag(column.name), row.json(column.name));
        }
    }
}
