//! Every clock of a file of five hundred records, from its events to the due dates.

use hearth_casework::write::file_of;
use hearth_practice::clocks::History;
use hearth_record::Digest;

use super::{
    ground::Ground,
    load::LONG,
    measure::{self, Times},
    table::Figure,
};
use crate::output::Failed;

/// The most that the clocks of a file may cost, in milliseconds.
const MOST: f64 = 0.5;
/// Times that each file is computed.
const ROUNDS: usize = 20;

/// The figure: histories are made and clocks computed from files and digests that were opened before.
pub async fn measure(ground: &Ground) -> Result<Vec<Figure>, Failed> {
    let clocks = ground.instance.clocks(&ground.authority);
    let (mut times, mut found) = (Vec::new(), 0);
    for n in 0..ground.loaded.long_files.min(50) {
        let file = file_of(&ground.store.load(ground.long_file(n), None).await?)?;
        let digest = Digest::of(&file);
        for _ in 0..ROUNDS {
            let started = measure::start();
            let all = clocks.of(&History::of_file(&file, &digest), ground.loaded.today, None);
            times.push(started.elapsed());
            found += all.len();
        }
    }
    let each = found / times.len().max(1);
    let times = Times::of(times);
    let (p50, p99) = (times.percentile(50), times.percentile(99));
    let told = format!("p50 {p50:.3} ms, **p99 {p99:.3} ms**; {each} clocks a file");
    let name = format!("all clocks of a file of {LONG} records");
    Ok(vec![Figure::against(name, "≤ 0.5 ms", told, p99 <= MOST)])
}
