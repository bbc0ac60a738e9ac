//! Clocks, percentiles and what the kernel says of a process.

use std::time::{Duration, Instant};

/// The moment at which something starts.
#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
pub fn start() -> Instant {
    Instant::now()
}

/// How long each of many acts took.
#[derive(Default, Clone)]
pub struct Times(Vec<Duration>);

impl Times {
    /// Times that were taken.
    pub fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// How many.
    pub fn count(&self) -> u64 {
        self.0.len() as u64
    }

    /// The time that `percent` of the acts did not exceed, in milliseconds; 100 gives the longest.
    pub fn percentile(&self, percent: usize) -> f64 {
        let place = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(place).map_or(0.0, Duration::as_secs_f64) * 1000.0
    }
}

/// How many a second. Counts here are far below the four thousand million that a figure could lose.
pub fn rate(count: u64, seconds: f64) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX)) / seconds.max(1e-9)
}

/// The middle one of an odd number of runs.
pub fn median(mut runs: Vec<f64>) -> f64 {
    runs.sort_unstable_by(f64::total_cmp);
    runs.get(runs.len() / 2).copied().unwrap_or(0.0)
}

/// How long one of `count` acts takes, in nanoseconds: the median of five runs.
pub fn nanoseconds(count: u32, mut act: impl FnMut()) -> f64 {
    let run = |_| {
        let started = start();
        (0..count).for_each(|_| act());
        started.elapsed().as_secs_f64() * 1e9 / f64::from(count)
    };
    median((0..5).map(run).collect())
}

/// The seconds of a processor that this process has used, as the kernel tells them.
pub fn processor() -> f64 {
    // Fields 14 and 15 of the line, counted from behind the name, which may hold anything: in hundredths of a second.
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let behind = stat.rsplit_once(')').map_or("", |(_, behind)| behind);
    let ticks = behind.split_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok());
    ticks.sum::<f64>() / 100.0
}

/// A line of `/proc/self/status` in MiB: `VmRSS` is what the process holds now, `VmHWM` the most that it ever held.
pub fn memory(line: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let found = status.lines().find_map(|l| l.strip_prefix(line)?.strip_prefix(':'));
    let kib: Option<f64> = found.and_then(|rest| rest.trim().strip_suffix("kB")?.trim().parse().ok());
    kib.unwrap_or(0.0) / 1024.0
}

/// How busy the machine is: the number of runnable tasks, as a mean over a minute.
pub fn load_average() -> f64 {
    let text = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().and_then(|first| first.parse().ok()).unwrap_or(0.0)
}
