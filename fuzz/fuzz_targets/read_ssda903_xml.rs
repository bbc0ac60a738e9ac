#![no_main]

mod common;

use hearth_returns::{NamedInput, ssda903};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = ssda903::read_xml(NamedInput::from_text("fuzz.xml", bytes), &common::limits()) {
        common::look_at_all(&read);
    }
});
