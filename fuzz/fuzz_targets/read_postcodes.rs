#![no_main]

use hearth_returns::check::Postcodes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = Postcodes::read(bytes) {
        let mut compact = Vec::new();
        read.write_compact(&mut compact).expect("a vector takes everything");
        assert_eq!(Postcodes::read(&compact[..]).expect("what was written is read"), read);
        let found = read.find(&String::from_utf8_lossy(bytes));
        assert!(found.is_none() || !read.is_empty());
    }
});
