//! What a decision costs. The figure that counts is the bench's, in release; this one is printed for who asks.

use hearth_access::sample::{Sample, decide_many};
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

use crate::world::POLICIES;

#[test]
#[expect(clippy::disallowed_methods, reason = "it measures, and decides nothing by the clock")]
fn a_decision_is_cheap_enough_for_every_row_of_a_page() {
    let mut random = ChaCha8Rng::seed_from_u64(3);
    let samples: Vec<Sample> = (0..256).map(|_| Sample::draw(&mut random)).collect();
    let permitted = decide_many(&POLICIES, &samples, 64);
    let started = std::time::Instant::now();
    let count = 1_024;
    let all = decide_many(&POLICIES, &samples, count);
    let each = started.elapsed() / u32::try_from(count).unwrap();
    println!("a decision takes {} µs in this build ({permitted} of 64, {all} of {count} permitted)", each.as_micros());
    // Twenty times what it takes unoptimised: this fails on a change of kind, not on a busy machine.
    assert!(each.as_millis() < 20, "{each:?}");
}
