//! The list of providers registered with Ofsted.

use std::collections::HashMap;

use jiff::civil::Date;
use serde_json::Value;

use super::Postcodes;
use crate::spec::DateOrder;
use crate::value;

/// A provider as Ofsted lists it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Provider {
    /// The codes of provider that it may be recorded under, such as `PR1`; empty where the list does not say.
    pub provider_codes: Vec<String>,
    /// The codes of placement that it may be recorded under, such as `K2`; empty where the list does not say.
    pub place_codes: Vec<String>,
    /// Its postcode, without blanks, in capitals.
    pub postcode: Option<String>,
    /// The authority in whose area it stands, as ONS writes it.
    pub authority: Option<String>,
    /// When its registration ended.
    pub closed: Option<Date>,
}

/// Providers by their unique reference number, in capitals.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Providers(HashMap<String, Provider>);

/// A list of providers that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the list of providers cannot be read: {0}")]
pub struct ProvidersError(pub String);

impl Providers {
    /// The provider with this unique reference number.
    pub fn get(&self, urn: &str) -> Option<&Provider> {
        self.0.get(&urn.trim().to_ascii_uppercase())
    }

    /// Adds a provider; a second row of the same number adds its codes.
    pub fn add(&mut self, urn: &str, provider: Provider) {
        let held = self.0.entry(urn.trim().to_ascii_uppercase()).or_default();
        held.provider_codes.extend(provider.provider_codes);
        held.place_codes.extend(provider.place_codes);
        held.postcode = provider.postcode.or_else(|| held.postcode.take());
        held.authority = provider.authority.or_else(|| held.authority.take());
        held.closed = provider.closed.or(held.closed);
    }

    /// Says of each provider whose postcode the directory knows in whose area it is.
    pub(super) fn place(&mut self, postcodes: &Postcodes) {
        for provider in self.0.values_mut() {
            let spot = provider.postcode.as_deref().and_then(|post| postcodes.find(post));
            if let Some(spot) = spot {
                provider.authority = Some(spot.authority.to_owned());
            }
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads a JSON array of objects with any of `URN`, `PROVIDER_CODES`, `PLACE_CODES`, `POSTCODE`, `LA_CODE_INFERRED`, `REG_END`.
    pub fn from_json(text: &str) -> Result<Self, ProvidersError> {
        let rows: Vec<serde_json::Map<String, Value>> = serde_json::from_str(text)
            .map_err(|e| ProvidersError(format!("{e}; give an array of objects with URN")))?;
        let mut providers = Self::default();
        for row in &rows {
            let cell = |name: &str| row.get(name).map(said).unwrap_or_default();
            let list = |name: &str| codes(&cell(name));
            let text = |name: &str| Some(cell(name)).filter(|text| !text.is_empty());
            providers.add(
                &cell("URN"),
                Provider {
                    provider_codes: list("PROVIDER_CODES"),
                    place_codes: list("PLACE_CODES"),
                    postcode: text("POSTCODE").map(|post| post.replace(' ', "").to_ascii_uppercase()),
                    authority: text("LA_CODE_INFERRED"),
                    closed: text("REG_END").and_then(|day| value::date(&day, DateOrder::Either).ok()),
                },
            );
        }
        Ok(providers)
    }
}

/// A JSON value as a cell would show it: a number without a fraction has none.
fn said(value: &Value) -> String {
    match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => {
            number.as_f64().filter(|n| n.fract() == 0.0).map_or_else(|| number.to_string(), |n| format!("{n:.0}"))
        }
        _ => String::new(),
    }
}

pub(super) fn codes(text: &str) -> Vec<String> {
    text.split([',', ' ', '|', ';']).filter(|code| !matches!(*code, "" | "-")).map(str::to_owned).collect()
}
