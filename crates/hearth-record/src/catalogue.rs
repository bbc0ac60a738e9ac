//! The field catalogue: every field of every kind with its class, whose it is and its category of information. Collection,
//! holding and sharing are listed by these categories.

use crate::{
    schema::{FieldSchema, KindSchema},
    value::ValueType,
};

/// The headings of an export, in the order of [`Row::cells`].
pub const HEADINGS: [&str; 13] = [
    "service",
    "kind",
    "title",
    "field",
    "label",
    "meaning",
    "class",
    "about_whom",
    "category",
    "category_title",
    "type",
    "required",
    "found_by",
];

/// One field of one kind.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The kind.
    pub kind: &'static KindSchema,
    /// The field.
    pub field: &'static FieldSchema,
}

impl Row {
    /// The row as text, one cell for each of [`HEADINGS`]; none is empty.
    pub fn cells(&self) -> [String; 13] {
        let Self { kind, field } = self;
        let yes_no = |yes: bool| if yes { "yes" } else { "no" };
        [
            kind.service.code(),
            kind.kind,
            kind.title,
            field.name,
            field.label,
            field.about,
            field.class.code(),
            field.of.code(),
            field.category.code(),
            field.category.title(),
            &type_name(field.value),
            yes_no(field.required),
            yes_no(field.find.is_some()),
        ]
        .map(str::to_owned)
    }
}

/// Every field of every kind, in the order of the services.
pub fn rows() -> impl Iterator<Item = Row> {
    crate::kinds().flat_map(|kind| kind.fields.iter().map(move |field| Row { kind, field }))
}

/// The type of a value as the catalogue tells it, such as `code sex` or `list of date`.
pub fn type_name(value: ValueType) -> String {
    match value {
        ValueType::Date => "date".to_owned(),
        ValueType::PartialDate => "date, parts unknown".to_owned(),
        ValueType::Moment => "moment".to_owned(),
        ValueType::Text(most) => format!("text of at most {most}"),
        ValueType::Narrative => "narrative".to_owned(),
        ValueType::YesNo => "yes or no".to_owned(),
        ValueType::Whole(least, most) => format!("whole number from {least} to {most}"),
        ValueType::Code(set) => format!("code {set}"),
        ValueType::Postcode => "postcode".to_owned(),
        ValueType::Upn => "unique pupil number".to_owned(),
        ValueType::NhsNumber => "NHS number".to_owned(),
        ValueType::Urn => "unique reference number".to_owned(),
        ValueType::Phone => "telephone number".to_owned(),
        ValueType::Email => "e-mail address".to_owned(),
        ValueType::Person => "person".to_owned(),
        ValueType::Record => "record".to_owned(),
        ValueType::Worker => "worker".to_owned(),
        ValueType::Team => "team".to_owned(),
        ValueType::Document => "document".to_owned(),
        ValueType::Set => "set of records".to_owned(),
        ValueType::List(of) => format!("list of {}", type_name(*of)),
    }
}
