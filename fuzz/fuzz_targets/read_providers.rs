#![no_main]

use hearth_returns::check::{Postcodes, Providers};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let directory = Postcodes::read(&b"pcds,oslaua,oseast1m,osnrth1m\nL20 3NJ,E08000014,334000,395000\n"[..]).ok();
    if let Ok(read) = Providers::read(bytes, directory.as_ref()) {
        assert_eq!(read.is_empty(), read.len() == 0);
        let _ = read.get("SC000001");
    }
});
