//! Where placements are, worked out from the postcodes where the file does not say.

use super::case::{Case, Episode};
use crate::check::{Postcodes, outside_england, same_authority};

/// What stands for a distance that nobody knows.
pub(super) const UNKNOWN: f64 = 999.9;

/// Fills in authority, location and distance of each episode. Short breaks have none; nor has the distance of an unaccompanied
/// asylum seeker, who has no home to measure from.
pub(super) fn fill<'a>(case: &mut Case<'a>, postcodes: &'a Postcodes) {
    let (ours, uasc) = (case.setting.authority.as_deref(), case.uasc());
    let last = case.last.iter_mut().flat_map(|last| &mut last.episodes);
    for episode in case.now.episodes.iter_mut().chain(last).filter(|episode| !episode.is_short_break()) {
        of(episode, postcodes, ours, uasc);
    }
}

fn of<'a>(episode: &mut Episode<'a>, postcodes: &'a Postcodes, ours: Option<&str>, uasc: bool) {
    let [home, there] = [episode.home_post, episode.pl_post].map(|post| postcodes.find(post));
    if episode.pl_la.is_empty() {
        episode.pl_la = there.map_or("", |there| there.authority);
    }
    if let Some(ours) = ours.filter(|_| episode.pl_location.is_empty() && !episode.pl_la.is_empty()) {
        episode.pl_location = if same_authority(ours, episode.pl_la) { "IN" } else { "OUT" };
    }
    let said = !episode.row.cell("PL_DISTANCE").is_empty();
    if !said && !uasc && !episode.home_post.is_empty() && !episode.pl_post.is_empty() {
        episode.pl_distance = Some(match (home, there) {
            (Some(home), Some(there)) if !outside_england(home.authority) || !outside_england(there.authority) => {
                home.miles_to(&there)
            }
            _ => UNKNOWN,
        });
    }
}
