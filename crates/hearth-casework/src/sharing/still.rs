//! Whether what was decided may still go: everything that can change is asked again when it goes, because a form that was right at noon
//! can be wrong at two.

use hearth_record::{access::Restriction, sets::NoticeDataCategory, sharing::Shared};

use super::{conditions::Ground, items, taint::Taint};
use crate::{consent, court};

/// Why it may not go any more, in words; nothing where it may.
pub(crate) fn stopped(ground: Ground<'_>, shared: &Shared, taint: &Taint) -> Option<String> {
    let code = shared.recipient_code.as_ref().map(|code| code.0.as_str()).unwrap_or_default();
    let Some(recipient) = ground.pack.recipient(code) else {
        return Some("The recipient is not in the council’s register any more.".to_owned());
    };
    let purpose = shared.purpose_code.as_ref().map(|code| code.0.as_str()).unwrap_or_default();
    if let Err(why) = ground.purpose(purpose) {
        return Some(format!("It may not go: {why}."));
    }
    if let Some(why) = ground.not_now(recipient) {
        return Some(format!("{} {why}.", recipient.name));
    }
    if let Some(why) = ground.without_agreement(recipient, purpose) {
        return Some(format!("{} {why}.", recipient.name));
    }
    if let Some(why) = ground.not_abroad(recipient) {
        return Some(format!("{} is in another country: {why}.", recipient.name));
    }
    if is_set_apart(ground, shared) {
        return Some(
            "It holds the part of a relative who withdrew, and no lawyer has said that it may be disclosed.".to_owned(),
        );
    }
    if let Some(why) = unwanted(ground, shared, recipient.code.as_str()) {
        return Some(format!("It {why}."));
    }
    if was_restricted_since(ground, shared) {
        return Some("The file was restricted after this was decided: decide again.".to_owned());
    }
    reveals(ground, shared, taint)
}

/// What the family said since.
fn unwanted(ground: Ground<'_>, shared: &Shared, recipient: &str) -> Option<String> {
    let (basis, reason) = shared.basis.zip(*shared.reason)?;
    let of = |key: &hearth_record::value::Line| {
        let (_, field) = items::meant(ground.file, &key.0)?;
        let category = ground.pack.data_category(field.category)?;
        NoticeDataCategory::parse(&category.code).ok()
    };
    let mut categories: Vec<NoticeDataCategory> = shared.items.reveal().iter().filter_map(of).collect();
    categories.sort_by_key(|category| category.code());
    categories.dedup();
    consent::standing(ground.file, recipient, reason, &categories, ground.now).stops(basis.code())
}

fn is_set_apart(ground: Ground<'_>, shared: &Shared) -> bool {
    let apart = court::apart(ground.file);
    let locked = |key: &hearth_record::value::Line| {
        items::meant(ground.file, &key.0).is_some_and(|(held, _)| apart.contains_key(&held.id))
    };
    shared.items.reveal().iter().any(locked)
}

fn was_restricted_since(ground: Ground<'_>, shared: &Shared) -> bool {
    let decided = *shared.approved_at.as_ref().unwrap_or(&shared.shared_at);
    ground.file.all::<Restriction>().any(|(_, set)| *set.set_at > decided && set.lifted_at.is_none())
}

/// What it would give away now, and did not when it was decided.
fn reveals(ground: Ground<'_>, shared: &Shared, taint: &Taint) -> Option<String> {
    if shared.approved_by.is_some() && *shared.reveals == Some(true) {
        return None;
    }
    let gives_away = shared.items.reveal().iter().any(|key| {
        items::meant(ground.file, &key.0).is_some_and(|(held, field)| {
            let value = held.current().fields.get(field.name);
            value.is_some_and(|value| taint.why(held, field, &field.in_words(value)).is_some())
        })
    });
    let says = shared.message.reveal().as_ref().is_some_and(|message| taint.names(&message.0).is_some());
    (gives_away || says).then(|| {
        "It would tell where somebody is who must not be found: an address was protected after this was decided."
            .to_owned()
    })
}
