//! Words that somebody outside is told without a package: a question to an agency, an answer to whoever told us. They pass the gate too.

use hearth_access::{Action, Purpose};
use hearth_record::{Problems, ids::FileId};

use super::taint::{Taint, Whose};
use crate::{Desk, Failure, write};

/// What the files of these people protect, each as far as whoever is at the desk may write into it. Five queries and a load a file.
///
/// # Errors
/// What access and the store refuse. Then nothing may be told.
pub(crate) async fn protected_in(
    desk: &Desk,
    files: &[FileId],
    purpose: Option<Purpose>,
) -> Result<Vec<Taint>, Failure> {
    let mut taints = Vec::with_capacity(files.len());
    for file in files {
        let (row, facts) = desk.facts_of(*file, Action::Record).await?;
        desk.decided(Action::Record, &facts, &desk.context(purpose)).await?;
        let held = write::file_of(&desk.instance().store.load(*file, None).await?)?;
        taints.push(Taint::of(desk.instance(), &Whose::from(&row), &held, desk.today()).await?);
    }
    Ok(taints)
}

/// Refuses words that give away where somebody is, in the box in which they were typed.
///
/// # Errors
/// [`Failure::Problems`] where they do.
pub(crate) fn tells_nothing_protected(taints: &[Taint], said: &[(&'static str, &str)]) -> Result<(), Failure> {
    let mut problems = Problems::none();
    for (field, words) in said {
        let why = taints.iter().find_map(|taint| taint.names(words));
        problems.add_if(
            why.is_some(),
            field,
            format!(
                "cannot go as it is: {}. Write it without, or share it as a package that a second person approves",
                why.unwrap_or_default()
            ),
        );
    }
    Ok(problems.or_ok(())?)
}
