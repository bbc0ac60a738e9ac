#![no_main]

mod common;

use hearth_returns::{NamedInput, ssd};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = ssd::read_files(vec![NamedInput::from_text("fuzz.csv", bytes)], &common::limits()) {
        common::look_at_all(&read);
    }
});
