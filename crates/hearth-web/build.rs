//! Says in one line what to do when the assets have not been built.
//!
//! A debug build goes on without them, so that `cargo check` needs no Node; what is given to people must have them.

use std::{env, path::Path};

fn main() {
    let dist = Path::new("../../assets/dist");
    println!("cargo::rerun-if-changed={}", dist.display());
    if dist.join("hearth.css").is_file() {
        return;
    }
    let remedy = "assets/dist is missing: run `npm ci --ignore-scripts && npm run build` in assets/";
    // Cargo gives `debug` for dev and test, `release` for release and every profile that inherits it.
    if env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo::error={remedy}");
    } else {
        println!("cargo::warning={remedy}; pages will have no style");
    }
}
