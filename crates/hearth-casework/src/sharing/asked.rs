//! What somebody proposes, as they typed it.

use hearth_record::{
    Problems,
    class::{Open, Private},
    people::Relationship,
    sets::{SharingBasis, SharingConsent, SharingTold},
    sharing::Shared,
    value::{Line, Narrative, ValueType},
};
use jiff::civil::Date;

use super::conditions::Ground;
use crate::settings::{Recipient, Sort};

/// What somebody proposes: the texts of the form by the names of its fields; several of one name stand one a line.
pub struct Asked<'a> {
    /// Gives the text of a field.
    pub text: &'a (dyn Fn(&str) -> String + Send + Sync),
}

impl Asked<'_> {
    pub(super) fn of(&self, name: &str) -> String {
        (self.text)(name).trim().to_owned()
    }

    pub(super) fn some(&self, name: &str) -> Option<String> {
        Some(self.of(name)).filter(|text| !text.is_empty())
    }

    pub(super) fn narrative(&self, name: &str) -> Private<Option<Narrative>> {
        Private::new(self.some(name).map(|text| Narrative(text.replace("\r\n", "\n"))))
    }

    pub(super) fn line(&self, name: &str) -> Private<Option<Line>> {
        Private::new(self.some(name).map(|text| line(&text)))
    }

    /// The names of the items that were ticked.
    pub fn items(&self) -> Vec<String> {
        let mut keys: Vec<String> =
            self.of("items").lines().map(|key| key.trim().to_owned()).filter(|key| !key.is_empty()).collect();
        keys.dedup();
        keys
    }
}

/// A line of a record, cut to its length.
pub(super) fn line<const MOST: u16>(text: &str) -> Line<MOST> {
    Line(text.lines().collect::<Vec<_>>().join(" ").chars().take(MOST.into()).collect())
}

/// A day that was typed; what is wrong with it stands with its field.
pub(super) fn day(asked: &Asked<'_>, name: &'static str, problems: &mut Problems) -> Option<Date> {
    match ValueType::Date.canonical(&asked.of(name)) {
        Ok(value) => value.and_then(|day| day.as_str()?.parse().ok()),
        Err(bad) => {
            problems.add_if(true, name, bad.to_string());
            None
        }
    }
}

/// Who is to be told, as it was chosen: of the register, and of the family somebody whom the file names.
pub(crate) struct Whom<'a> {
    /// The recipient in the register.
    pub recipient: &'a Recipient,
    /// What they are called.
    pub name: String,
    /// The relative.
    pub relative: Option<Relationship>,
}

/// Who was chosen: a code of the register, or `family:` and the record of the tie.
pub(crate) fn whom<'a>(ground: Ground<'a>, asked: &Asked<'_>) -> Result<Whom<'a>, Problems> {
    let chosen = asked.of("recipient");
    let (code, tie) = chosen.split_once(':').map_or((chosen.as_str(), None), |(code, tie)| (code, Some(tie)));
    let wrong = || Problems::at("recipient", "is needed: choose who is to be told from the list");
    let recipient = ground.pack.recipient(code).ok_or_else(wrong)?;
    if recipient.sort != Sort::Family {
        return Ok(Whom { recipient, name: recipient.name.clone(), relative: None });
    }
    if let Some(tie) = tie.filter(|tie| *tie != "other") {
        let relative = ground.relative(tie).ok_or_else(wrong)?;
        let called = relative.other_name.reveal().as_ref().map(|name| format!("{}, ", name.0)).unwrap_or_default();
        let name = format!("{called}{}", relative.relationship_type.reveal().words().to_lowercase());
        return Ok(Whom { recipient, name, relative: Some(relative) });
    }
    let missing = "is needed: say which relative it is, or record the relationship first and choose them";
    let name = asked.some("relative_name").ok_or_else(|| Problems::at("relative_name", missing))?;
    Ok(Whom { recipient, name, relative: None })
}

/// The answers in words, on the record.
pub(super) fn in_words(asked: &Asked<'_>, shared: Shared) -> Shared {
    Shared {
        request: asked.narrative("request"),
        law: asked.line("law"),
        harm: asked.narrative("harm"),
        harm_to: asked.line("harm_to"),
        consent_sought: Open(SharingConsent::parse(&asked.of("consent_sought")).ok()),
        consent_why: asked.narrative("consent_why"),
        told: Open(SharingTold::parse(&asked.of("told")).ok()),
        told_why: asked.narrative("told_why"),
        necessary: asked.narrative("necessary"),
        lawful: asked.narrative("lawful"),
        fair: asked.narrative("fair"),
        child_view: asked.narrative("child_view"),
        harm_of_sharing: asked.narrative("harm_of_sharing"),
        harm_of_not_sharing: asked.narrative("harm_of_not_sharing"),
        message: asked.narrative("message"),
        added_because: asked.narrative("added_because"),
        why_minimum: asked.narrative("why_minimum"),
        approved_because: Private::new(None),
        justification: match asked.some("release_because") {
            Some(why) => Private::new(Some(Narrative(why))),
            None => shared.justification.clone(),
        },
        ..shared
    }
}

/// The answers that every share gives, and what the family was asked and told.
pub(super) fn answers(asked: &Asked<'_>, basis: Option<SharingBasis>, problems: &mut Problems) {
    let without = |name: &str| asked.some(name).is_none();
    for (name, why) in [
        ("necessary", "is needed: say why it is necessary that they know"),
        ("lawful", "is needed: say why it is lawful"),
        ("fair", "is needed: say why it is fair to the child and the family"),
        ("why_minimum", "is needed: say why no less would do for what they have to do"),
    ] {
        problems.add_if(without(name), name, why);
    }
    let consent = asked.of("consent_sought");
    problems.add_if(
        SharingConsent::parse(&consent).is_err(),
        "consent_sought",
        "is needed: say whether the family was asked to agree",
    );
    let by_agreement = basis.is_some_and(|basis| basis.code() == "CONSENT");
    problems.add_if(
        by_agreement && consent != "GIVEN",
        "consent_sought",
        "must say that they agreed, where the share rests on it; or choose another basis",
    );
    let reason = matches!(consent.as_str(), "NOT_SOUGHT" | "REFUSED") && without("consent_why");
    problems.add_if(
        reason,
        "consent_why",
        "is needed: say why they were not asked, or why it is shared although they refused",
    );
    let told = asked.of("told");
    problems.add_if(SharingTold::parse(&told).is_err(), "told", "is needed: say whether the family was told of this");
    let why = matches!(told.as_str(), "TOLD" | "NOT_YET" | "ENDANGER") && without("told_why");
    problems.add_if(why, "told_why", "is needed: say what they were told, or why they were not");
}
