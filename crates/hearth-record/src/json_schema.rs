//! A kind as a JSON schema (draft 2020-12), for the API and its description.

use serde_json::{Map, Value as Json, json};

use crate::{
    code,
    schema::{FieldSchema, KindSchema},
    value::ValueType,
};

/// The JSON schema of the fields of a kind.
///
/// Beside the words of the standard, each property carries `x-class`, `x-whose` and `x-category`: what may be done with its
/// values. Fields that the system fills are `readOnly`.
pub fn json_schema(kind: &KindSchema) -> Json {
    let properties: Map<String, Json> =
        kind.fields.iter().map(|field| (field.name.to_owned(), property(field))).collect();
    let required: Vec<&str> = kind.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.title,
        "description": kind.about,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

fn property(field: &FieldSchema) -> Json {
    let mut property = of_type(field.value);
    property.insert("title".to_owned(), field.label.into());
    property.insert("description".to_owned(), field.about.into());
    property.insert("x-class".to_owned(), field.class.code().into());
    property.insert("x-whose".to_owned(), field.of.code().into());
    property.insert("x-category".to_owned(), field.category.code().into());
    if field.given {
        property.insert("readOnly".to_owned(), true.into());
    }
    Json::Object(property)
}

/// The schema of a value as it stands in the seal: the canonical form, not what a person may type.
fn of_type(value: ValueType) -> Map<String, Json> {
    let schema = match value {
        ValueType::Date => json!({ "type": "string", "format": "date" }),
        ValueType::PartialDate => {
            json!({ "type": "string", "pattern": "^([0-9]{4}|zzzz)-([0-9]{2}|zz)-([0-9]{2}|zz)$" })
        }
        ValueType::Moment => json!({ "type": "string", "format": "date-time" }),
        ValueType::Text(most) => json!({ "type": "string", "minLength": 1, "maxLength": most }),
        ValueType::Narrative => json!({ "type": "string", "minLength": 1 }),
        ValueType::YesNo => json!({ "type": "boolean" }),
        ValueType::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        ValueType::Code(set) => codes(set),
        ValueType::Postcode => json!({ "type": "string", "pattern": "^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$" }),
        ValueType::Upn => json!({ "type": "string", "pattern": "^[A-Z][0-9]{11}[0-9A-Z]$" }),
        ValueType::NhsNumber => json!({ "type": "string", "pattern": "^[0-9]{10}$" }),
        ValueType::Urn => json!({ "type": "string", "pattern": "^([0-9]{7}|SC[0-9]{6}|XXXXXXX)$" }),
        ValueType::Phone => json!({ "type": "string", "pattern": "^\\+?[0-9 ()-]+$" }),
        ValueType::Email => json!({ "type": "string", "format": "email", "maxLength": 254 }),
        ValueType::Person
        | ValueType::Record
        | ValueType::Worker
        | ValueType::Team
        | ValueType::Document
        | ValueType::Set => json!({ "type": "string", "pattern": "^[0-9a-f]{32}$" }),
        ValueType::List(of) => json!({ "type": "array", "minItems": 1, "items": of_type(*of) }),
    };
    let Json::Object(schema) = schema else { return Map::new() };
    schema
}

/// Every code as it is stored, each with its meaning. Codes that have ended stay: old records hold them.
fn codes(set: &str) -> Json {
    let codes = code::set(set).codes().iter();
    let one_of: Vec<Json> = codes.map(|code| json!({ "const": code.stored(), "title": code.meaning })).collect();
    json!({ "type": "string", "oneOf": one_of, "x-code-set": set })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placement_is_described_with_its_codes_and_classes() {
        let schema = json_schema(crate::kind("placement").unwrap());
        assert_eq!(schema["required"], json!(["started", "placement_type"]));
        assert_eq!(schema["properties"]["started"]["format"], "date");
        assert_eq!(schema["properties"]["urn"]["x-class"], "private");
        let types = schema["properties"]["placement_type"]["oneOf"].as_array().unwrap();
        assert!(
            types.contains(&json!({ "const": "U1", "title": code::set("placement_type").find("U1").unwrap().meaning }))
        );
    }

    #[test]
    fn what_the_system_fills_cannot_be_sent() {
        let schema = json_schema(crate::kind("document").unwrap());
        assert_eq!(schema["properties"]["blob"]["readOnly"], true);
        assert_eq!(schema["properties"]["title"].get("readOnly"), None);
    }
}
