//! Whether the links of a notice answer: the one part of the check that goes over a network, and only when it is told to.

use std::time::Duration;

use hearth_casework::settings::Link;

use crate::department::reading;

/// How long a page may take to answer.
const LONGEST: Duration = Duration::from_secs(20);

/// A line for each link that does not answer, or answers that there is nothing.
pub fn dead(links: &[Link]) -> Vec<String> {
    let agent = reading(LONGEST);
    let dead = |link: &Link| {
        let why = match agent.get(&link.address).call() {
            Ok(answer) if answer.status().is_success() => return None,
            Ok(answer) => format!("it answers {}", answer.status()),
            Err(error) => format!("it does not answer: {error}"),
        };
        Some(format!("link  “{}” ({}) is dead: {why}; correct the address in the settings", link.name, link.address))
    };
    links.iter().filter_map(dead).collect()
}
