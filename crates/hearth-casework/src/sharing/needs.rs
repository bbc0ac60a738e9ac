//! The least that each need asks for, from `rules/sharing.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use hearth_record::{FieldSchema, Fields, KindSchema, sets::NoticeSharingReason};
use serde::Deserialize;

use crate::settings::Recipient;

/// What somebody needs information about a person for, and the least of it that does.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Need {
    /// The code.
    pub code: String,
    /// What it is, as a choice of a form.
    pub name: String,
    /// The kinds of recipients who have it, codes of `notice_recipient`.
    to: Vec<String>,
    /// The reason for sharing, a code of `notice_sharing_reason`.
    reason: String,
    /// The purpose in a council's register.
    pub purpose: String,
    /// Whether nothing may be added to its items.
    #[serde(default)]
    pub strict: bool,
    /// Whether it may be met by a standing share.
    #[serde(default)]
    pub standing: bool,
    /// The items, each a kind and a field.
    items: Vec<String>,
    /// Of which fields only these codes count; a record whose field has none of them gives nothing.
    #[serde(default)]
    only: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Needs {
    need: Vec<Need>,
}

static NEEDS: LazyLock<Vec<Need>> = LazyLock::new(|| {
    let needs: Needs =
        toml::from_str(include_str!("../../../../rules/sharing.toml")).expect("INVARIANT: the file is read by a test");
    needs.need
});

impl Need {
    /// Every need, in the order of the file.
    ///
    /// # Panics
    /// Never in a build that was tested: a test reads the file.
    pub fn all() -> &'static [Self] {
        &NEEDS
    }

    /// The need with this code.
    pub fn of(code: &str) -> Option<&'static Self> {
        NEEDS.iter().find(|need| need.code == code)
    }

    /// The needs that a recipient can have.
    pub fn of_recipient(recipient: &Recipient) -> impl Iterator<Item = &'static Self> {
        NEEDS.iter().filter(move |need| need.is_of(recipient))
    }

    /// Whether a recipient can have it.
    pub fn is_of(&self, recipient: &Recipient) -> bool {
        self.to.contains(&recipient.kind)
    }

    /// The reason for sharing.
    ///
    /// # Panics
    /// Never in a build that was tested: a test reads each.
    pub fn reason(&self) -> NoticeSharingReason {
        NoticeSharingReason::parse(&self.reason).expect("INVARIANT: a test reads the reason of each need")
    }

    /// Whether it asks for anything of this kind.
    pub fn takes(&self, kind: &KindSchema) -> bool {
        self.items.iter().any(|item| item.split_once('.').is_some_and(|(of, _)| of == kind.kind))
    }

    /// Whether this field of this kind is among its items.
    pub fn asks_for(&self, kind: &KindSchema, field: &FieldSchema) -> bool {
        let named = |item: &String| item.split_once('.') == Some((kind.kind, field.name));
        self.items.iter().any(named)
    }

    /// What of a record it takes: its values less the codes that it leaves out; nothing where the record is none that it takes.
    pub(super) fn narrowed(&self, kind: &KindSchema, fields: &Fields) -> Option<Fields> {
        let mut narrowed = fields.clone();
        for (item, codes) in &self.only {
            let Some((_, field)) = item.split_once('.').filter(|(of, _)| *of == kind.kind) else { continue };
            let kept = match fields.get(field)? {
                serde_json::Value::Array(values) => {
                    let kept: Vec<_> = values.iter().filter(|value| is_one_of(value, codes)).cloned().collect();
                    if kept.is_empty() { None } else { Some(serde_json::Value::from(kept)) }
                }
                value => Some(value.clone()).filter(|value| is_one_of(value, codes)),
            };
            narrowed.set(field, Some(kept?));
        }
        Some(narrowed)
    }
}

fn is_one_of(value: &serde_json::Value, codes: &[String]) -> bool {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    codes.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_item_of_each_need_is_a_field_of_a_kind() {
        for need in Need::all() {
            assert!(!need.items.is_empty() && !need.to.is_empty(), "{}", need.code);
            assert!(NoticeSharingReason::parse(&need.reason).is_ok(), "{}", need.reason);
            let recipients = hearth_record::code::set("notice_recipient");
            assert!(need.to.iter().all(|kind| recipients.find(kind).is_ok()), "{:?}", need.to);
            for item in need.items.iter().chain(need.only.keys()) {
                let (kind, field) = item.split_once('.').expect("a kind and a field");
                let there = hearth_record::kind(kind).is_some_and(|kind| kind.field(field).is_some());
                assert!(there, "{}: {item}", need.code);
            }
        }
    }

    #[test]
    fn each_need_has_its_purpose_in_the_register_of_each_council() {
        for pack in crate::settings::compiled_in().values() {
            for need in Need::all() {
                let served = pack.recipients.iter().any(|recipient| need.is_of(recipient));
                let there = pack.purposes.iter().any(|purpose| purpose.code == need.purpose);
                assert!(there || !served, "{}: {} of {}", pack.id, need.purpose, need.code);
            }
        }
    }

    #[test]
    fn every_recipient_of_every_council_has_a_need() {
        for pack in crate::settings::compiled_in().values() {
            for recipient in &pack.recipients {
                assert!(Need::of_recipient(recipient).next().is_some(), "{}: {}", pack.id, recipient.code);
            }
        }
    }

    #[test]
    fn of_the_factors_of_an_assessment_only_those_of_domestic_abuse_go_to_those_who_help_after_it() {
        let need = Need::of("domestic_abuse_support").expect("the need");
        let kind = hearth_record::kind("assessment").expect("the kind");
        let fields = Fields::new().with("factors", serde_json::json!(["1A", "3B", "16A"]));
        let narrowed = need.narrowed(kind, &fields).expect("it takes the record");
        assert_eq!(narrowed.get("factors"), Some(&serde_json::json!(["3B"])));
        assert!(need.narrowed(kind, &Fields::new().with("factors", serde_json::json!(["1A"]))).is_none());
    }
}
