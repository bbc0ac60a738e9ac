//! What the form of a worry holds before anybody writes: who the manager is, and the visit or note that it comes from.

use hearth_casework::access::Colleague;
use hearth_record::{
    Author, Held, Record,
    ids::WorkerId,
    people::Involvement,
    recording::{CaseNote, Visit},
};

use super::file::Opened;
use crate::view::form::{Control, Field};

/// What the form is called, what happens then, and the words on its button.
pub const HEADING: &str = "Tell the manager what worries you";
/// See [`HEADING`].
pub const INTRO: &str = "It stands on the manager’s page at once and waits there until it is answered.";
/// See [`HEADING`].
pub const SUBMIT: &str = "Tell the manager";

/// The day, the manager and the record, as far as they are known.
pub fn begun(opened: &Opened) -> Vec<(String, String)> {
    let mut pairs = vec![("told_on", opened.view.today.to_string())];
    pairs.extend(manager(opened).map(|worker| ("manager", worker.to_string())));
    pairs.extend(just_written(opened).map(|held| ("about", held.id.to_string())));
    pairs.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

/// Leaves among those to whom it can be told the managers of the teams that hold the file: another could not open it. Where there is
/// none, everybody stays.
pub fn only_managers(opened: &Opened, fields: &mut [Field]) {
    let open = opened.view.all::<Involvement>().into_iter().map(|(_, i)| i).filter(|i| i.ended.is_none());
    let teams: Vec<_> = open.filter_map(|i| *i.team).collect();
    let holds = |known: &&Colleague| known.manages && known.teams.iter().any(|team| teams.contains(team));
    let managers: Vec<String> = opened.colleagues.iter().filter(holds).map(|known| known.worker.to_string()).collect();
    let of_managers = fields.iter_mut().find(|field| field.name == "manager");
    if let Some(Field { control: Control::Select(choices), .. }) = of_managers.filter(|_| !managers.is_empty()) {
        choices.retain(|choice| choice.chosen || choice.value.is_empty() || managers.contains(&choice.value));
    }
}

/// The manager whom the file names; else one of the team that holds it, else one of the writer's own team.
fn manager(opened: &Opened) -> Option<WorkerId> {
    let subject = opened.signed.desk.subject();
    let open: Vec<Involvement> =
        opened.view.all::<Involvement>().into_iter().map(|(_, i)| i).filter(|i| i.ended.is_none()).collect();
    let named = open.iter().filter(|i| i.role.code() == "MANAGER").find_map(|i| *i.worker);
    let holding = open.iter().filter_map(|i| *i.team);
    let of_team = |team| {
        let managers = opened.colleagues.iter().filter(|known| known.manages && known.worker != subject.worker);
        managers.clone().find(|known| known.teams.contains(&team)).map(|known| known.worker)
    };
    named.or_else(|| holding.chain(subject.teams.iter().copied()).find_map(of_team))
}

/// The last visit or note that the writer recorded today.
fn just_written(opened: &Opened) -> Option<&Held> {
    let me = opened.signed.desk.subject().worker;
    let kinds = [Visit::SCHEMA.kind, CaseNote::SCHEMA.kind];
    let mine = |held: &&Held| {
        let first = &held.versions()[0];
        let by_me = matches!(&first.written.by, Author::Worker { id, .. } if *id == me);
        by_me && !held.withdrawn() && hearth_calendar::london_date(first.recorded_at) == opened.view.today
    };
    let written = opened.view.records().filter(|held| kinds.contains(&held.schema.kind)).filter(mine);
    written.max_by_key(|held| held.versions()[0].recorded_at)
}
