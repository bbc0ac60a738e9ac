//! What must be known of whoever asks before anything is given to them.

use hearth_record::{Flag, people::Relationship, rights::DataSubjectRequest};

use crate::{
    Desk, Failure, FileView,
    sharing::{Taint, Whose},
};

/// The age from which a child is asked whether they decide for themselves. The law of England names none; understanding decides.
const MAY_DECIDE: u16 = 12;

/// What must be known of whoever asks, the gravest first: that they must not meet the child, that nothing says who they are, that somebody
/// must not be found, that the child may decide for themselves. Up to four queries.
///
/// # Errors
/// What the store refuses. Then nothing is shown as if there were nothing to heed.
pub async fn heed(desk: &Desk, view: &FileView, request: &DataSubjectRequest) -> Result<Vec<String>, Failure> {
    let mut heed = Vec::new();
    let who = &request.requester.reveal().0;
    let parent = request.capacity.reveal().code() == "PARENT";
    let tie = request.relationship.and_then(|tie| {
        view.all::<Relationship>().into_iter().find(|(id, _)| *id == tie).map(|(_, relationship)| relationship)
    });
    if let Some(tie) = &tie {
        if *tie.no_contact.reveal() == Some(true) {
            let why = tie.no_contact_because.reveal().as_ref().map(|why| format!(" {}", why.0)).unwrap_or_default();
            heed.push(format!("{who} must not have contact with this child.{why}"));
        }
        if parent && *tie.parental_responsibility.reveal() != Some(true) {
            heed.push(format!("The file does not say that {who} holds parental responsibility."));
        }
    } else if parent || request.capacity.reveal().code() == "RELATIVE" {
        heed.push(format!("Nothing in the file is chosen yet that says who {who} is to this child."));
    }
    let taint = Taint::of(desk.instance(), &Whose::from(view), &view.file, view.today).await?;
    if !taint.is_empty() || view.has_now(Flag::ProtectedAddress) {
        heed.push(
            "Somebody in this family must not be found. Their address, school and telephone stay out of the papers by themselves; look \
             for what else would lead to them."
                .to_owned(),
        );
    }
    let age = view.age().map(|age| age.years).filter(|years| !request.is_own() && (MAY_DECIDE..18).contains(years));
    if let Some(years) = age {
        heed.push(format!("The child is {years} and may be able to decide this: ask them before anything is given."));
    }
    Ok(heed)
}
