#![no_main]

mod checking;
mod common;

use hearth_returns::{NamedInput, ReadError, Tables, ssda903};
use libfuzzer_sys::fuzz_target;

fn read(bytes: &[u8]) -> Result<Tables, ReadError> {
    if bytes.first() == Some(&b'<') {
        return ssda903::read_xml(NamedInput::from_text("fuzz.xml", bytes), &common::limits());
    }
    ssda903::read_files(checking::files(bytes), &common::limits())
}

fuzz_target!(|bytes: &[u8]| {
    let (now, last) = checking::years(bytes);
    if let Ok(now) = read(now) {
        let last = last.and_then(|last| read(last).ok());
        checking::check_by_all::<ssda903::Ssda903>(&now, last.as_ref());
    }
});
