//! The one table that the bench prints.

use serde::Serialize;

use crate::args::Format;

/// One figure.
#[derive(Serialize)]
pub struct Figure {
    /// What was measured.
    #[serde(rename = "figure")]
    pub what: String,
    /// What it should be; empty where nothing is promised.
    pub target: String,
    /// What it is.
    pub measured: String,
    /// What the engine alone does with the same bytes.
    pub limit: String,
    /// Whether the target is met, where there is one.
    pub met: Option<bool>,
}

impl Figure {
    /// A figure without a target.
    pub fn told(figure: impl Into<String>, measured: String) -> Self {
        Self { what: figure.into(), target: String::new(), measured, limit: String::new(), met: None }
    }

    /// A figure with a target, and whether it is met.
    pub fn against(figure: impl Into<String>, target: &str, measured: String, met: bool) -> Self {
        Self { what: figure.into(), target: target.to_owned(), measured, limit: String::new(), met: Some(met) }
    }

    /// The same with the limit beside it.
    pub fn beside(mut self, limit: String) -> Self {
        self.limit = limit;
        self
    }

    fn verdict(&self) -> &'static str {
        match self.met {
            None => "",
            Some(true) => "met",
            Some(false) => "missed",
        }
    }
}

/// Prints the setting and the figures. The table is Markdown, so that it can stand in a document as it is.
pub fn print(setting: &[(&str, String)], figures: &[Figure], format: Format) {
    match format {
        Format::Json => {
            let setting: serde_json::Map<_, _> =
                setting.iter().map(|(name, value)| ((*name).to_owned(), value.clone().into())).collect();
            println!("{}", serde_json::json!({ "setting": setting, "figures": figures }));
        }
        Format::Table | Format::Csv => {
            for (name, value) in setting {
                println!("- {name}: {value}");
            }
            println!("\n| figure | target | measured | | limit beside it |\n| --- | --- | --- | --- | --- |");
            for figure in figures {
                let Figure { what: name, target, measured, limit, .. } = figure;
                println!("| {name} | {target} | {measured} | {} | {limit} |", figure.verdict());
            }
        }
    }
}
