//! Templates: how the form of a kind is laid out and worded, as dated data.
//!
//! What a record holds is said by its kind and stays; in which parts it is asked for and in which words is settled by the
//! service and changes. The templates stand in `rules/templates.toml`. A record keeps the number of the one by which it was
//! written (its field [`KEPT`]), so that a page shows the questions that were asked then.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::{
    fields::Fields,
    schema::{FieldSchema, KindSchema},
};

/// The field in which a record keeps the number of its template.
pub const KEPT: &str = "template";

/// The layout and the words of a form from a day on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Template {
    /// The kind whose form it is.
    pub kind: String,
    /// The number, unique among the templates of the kind.
    pub number: u16,
    /// The council whose form it is; of all where none is named.
    pub council: Option<String>,
    /// The first day on which it is used.
    pub since: Date,
    /// From which law or agreement the parts are.
    pub source: String,
    /// The parts, in order.
    #[serde(rename = "part")]
    pub parts: Vec<Part>,
}

/// A part of a form under a heading.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The heading.
    pub title: String,
    /// What is asked, in order.
    pub fields: Vec<Question>,
}

/// One field as a template asks for it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The field of the kind.
    pub name: String,
    /// The label, where it is another than the kind's.
    pub label: Option<String>,
    /// The hint, where it is another than the kind's.
    pub hint: Option<String>,
}

/// A field in the order of a form, with the words that the form has for it.
pub struct Asked {
    /// The field.
    pub field: &'static FieldSchema,
    /// The heading of the part that begins with it.
    pub part: Option<&'static str>,
    /// The label.
    pub label: &'static str,
    /// The hint; empty where there is none.
    pub hint: &'static str,
}

#[derive(Deserialize)]
struct Written {
    template: Vec<Template>,
}

static TEMPLATES: LazyLock<Vec<Template>> = LazyLock::new(|| {
    let written: Written = toml::from_str(include_str!("../../../rules/templates.toml"))
        .expect("INVARIANT: rules/templates.toml is read by a test of this crate");
    written.template
});

/// The template by which a record of `kind` is written in `council` on `today`: the council's own before the common one, the
/// newest before the older. Most kinds have none.
pub fn in_use(kind: &KindSchema, council: &str, today: Date) -> Option<&'static Template> {
    let holds = |template: &&Template| {
        template.kind == kind.kind
            && template.since <= today
            && template.council.as_deref().is_none_or(|its| its == council)
    };
    TEMPLATES.iter().filter(holds).max_by_key(|template| (template.council.is_some(), template.since, template.number))
}

/// The template by which these values were written, where they keep one.
pub fn kept_by(kind: &KindSchema, fields: &Fields) -> Option<&'static Template> {
    let number = fields.get(KEPT)?.as_i64()?;
    TEMPLATES.iter().find(|template| template.kind == kind.kind && i64::from(template.number) == number)
}

/// The fields of `kind` in the order and in the words of `template`; those that it does not name come last, in the order of
/// the kind.
pub fn asked(kind: &KindSchema, template: Option<&'static Template>) -> Vec<Asked> {
    let mut asked = Vec::with_capacity(kind.fields.len());
    for part in template.iter().flat_map(|template| &template.parts) {
        let mut heading = Some(part.title.as_str());
        for question in &part.fields {
            if let Some(field) = kind.field(&question.name) {
                let label = question.label.as_deref().unwrap_or(field.label);
                let hint = question.hint.as_deref().unwrap_or(field.hint);
                asked.push(Asked { field, part: heading.take(), label, hint });
            }
        }
    }
    let plain = |field: &'static FieldSchema| Asked { field, part: None, label: field.label, hint: field.hint };
    let named = |field: &FieldSchema| asked.iter().any(|asked| asked.field.name == field.name);
    let rest: Vec<Asked> = kind.fields.iter().filter(|field| !named(field)).map(plain).collect();
    asked.extend(rest);
    asked
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_template_names_fields_of_a_kind_that_keeps_its_number_each_once() {
        for template in TEMPLATES.iter() {
            let kind = crate::kind(&template.kind).expect("a kind");
            let kept = kind.field(KEPT).expect("the kind keeps the number of its template");
            assert!(kept.given, "{}", template.kind);
            assert!(!template.source.is_empty());
            let mut names: Vec<&str> =
                template.parts.iter().flat_map(|part| &part.fields).map(|asked| asked.name.as_str()).collect();
            assert!(names.iter().all(|name| kind.field(name).is_some_and(|field| !field.given)), "{names:?}");
            let all = names.len();
            names.sort_unstable();
            names.dedup();
            assert_eq!(names.len(), all, "{}: a field stands twice", template.kind);
            let same = |other: &&Template| other.kind == template.kind && other.number == template.number;
            assert_eq!(TEMPLATES.iter().filter(same).count(), 1, "{} {}", template.kind, template.number);
        }
    }

    #[test]
    fn a_record_is_read_by_the_template_that_it_was_written_by() {
        let kind = crate::kind("assessment").expect("a kind");
        assert!(in_use(kind, "sefton", date(2020, 1, 1)).is_none(), "it was not there yet");
        let template = in_use(kind, "sefton", date(2026, 3, 2)).expect("a template");
        let fields = Fields::new().with("started", "2026-03-02").with(KEPT, template.number);
        assert_eq!(kept_by(kind, &fields).map(|kept| kept.number), Some(template.number));
        assert!(kept_by(kind, &Fields::new().with("started", "2015-03-02")).is_none(), "an older record keeps none");
    }

    #[test]
    fn a_form_has_every_field_of_its_kind_once_with_or_without_a_template() {
        let kind = crate::kind("assessment").expect("a kind");
        for template in [None, in_use(kind, "sefton", date(2026, 3, 2))] {
            let asked = asked(kind, template);
            assert_eq!(asked.len(), kind.fields.len());
            let education = asked.iter().find(|asked| asked.field.name == "education").expect("asked");
            assert_eq!(education.part.is_some(), template.is_some());
        }
    }
}
