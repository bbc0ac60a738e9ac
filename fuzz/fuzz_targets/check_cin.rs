#![no_main]

mod checking;
mod common;

use hearth_returns::{NamedInput, cin};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let read = if bytes.first() == Some(&b'<') {
        cin::read_xml(NamedInput::from_text("fuzz.xml", bytes), &common::limits())
    } else {
        cin::read_files(checking::files(bytes), &common::limits())
    };
    if let Ok(read) = read {
        checking::check_by_all::<cin::Cin>(&read, None);
    }
});
