//! The privacy notice: written from the settings as a draft, approved by a named officer, kept in versions.

mod children;
mod control;
mod kept;
mod write;

use std::fmt::Write as _;

pub use self::{
    children::for_children,
    control::Control,
    kept::{Approved, Version, approve, approve_draft, fingerprint, in_force, load_own, version_in_force, versions},
    write::draft,
};

/// A notice, part by part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is called.
    pub title: String,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A section of a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading; empty for what stands before the first.
    pub heading: String,
    /// What it says.
    pub statements: Vec<Statement>,
}

/// One statement of a notice: a paragraph or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// What it says.
    pub text: String,
    /// Whether it is an item of a list.
    pub item: bool,
    /// The promises that it makes, by their numbers in `docs/promises.toml`.
    pub promises: Vec<&'static str>,
    /// The page on which staff see what keeps it.
    pub see: Option<&'static str>,
}

/// One block of a section, as it is set on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block<'a> {
    /// A paragraph.
    Paragraph(&'a str),
    /// A list.
    List(Vec<&'a str>),
}

impl Section {
    /// Its statements as they are set: items that follow each other are one list.
    pub fn blocks(&self) -> Vec<Block<'_>> {
        let mut blocks: Vec<Block<'_>> = Vec::new();
        for statement in &self.statements {
            match (statement.item, blocks.last_mut()) {
                (true, Some(Block::List(items))) => items.push(&statement.text),
                (true, _) => blocks.push(Block::List(vec![&statement.text])),
                (false, _) => blocks.push(Block::Paragraph(&statement.text)),
            }
        }
        blocks
    }
}

impl Notice {
    /// As text: `# ` begins a heading, `- ` an item, an empty line a paragraph. What stands without a heading stands first.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for section in &self.sections {
            if !section.heading.is_empty() {
                let _ = write!(text, "# {}\n\n", section.heading);
            }
            for block in section.blocks() {
                match block {
                    Block::Paragraph(words) => text.push_str(words),
                    Block::List(items) => {
                        let items: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
                        text.push_str(&items.join("\n"));
                    }
                }
                text.push_str("\n\n");
            }
        }
        text.truncate(text.trim_end().len());
        text
    }

    /// The notice that such a text is. A paragraph may go over several lines; any text is one.
    pub fn parse(title: &str, text: &str) -> Self {
        let mut notice = Self { title: title.to_owned(), sections: Vec::new() };
        let mut paragraph = String::new();
        for line in text.lines().map(str::trim).chain([""]) {
            let heading = line.strip_prefix('#').map(|rest| rest.trim_start_matches('#').trim());
            let item = ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim);
            if line.is_empty() || heading.is_some() || item.is_some() {
                let whole = std::mem::take(&mut paragraph);
                if !whole.is_empty() {
                    notice.say(Statement::said(whole, false));
                }
            }
            match (heading, item) {
                (Some(heading), _) => {
                    notice.sections.push(Section { heading: heading.to_owned(), statements: Vec::new() });
                }
                (_, Some(item)) => notice.say(Statement::said(item.to_owned(), true)),
                _ if line.is_empty() => {}
                _ => {
                    if !paragraph.is_empty() {
                        paragraph.push(' ');
                    }
                    paragraph.push_str(line);
                }
            }
        }
        notice
    }

    fn say(&mut self, statement: Statement) {
        match self.sections.last_mut() {
            Some(section) => section.statements.push(statement),
            None => self.sections.push(Section { heading: String::new(), statements: vec![statement] }),
        }
    }
}

impl Statement {
    fn said(text: String, item: bool) -> Self {
        Self { text, item, promises: Vec::new(), see: None }
    }

    /// What keeps it, promise by promise.
    pub fn controls(&self) -> Vec<Control> {
        self.promises.iter().map(|number| Control::of(number)).collect()
    }
}

/// A section that is being written.
struct Writing(Vec<Section>);

impl Writing {
    fn section(&mut self, heading: &str) {
        self.0.push(Section { heading: heading.to_owned(), statements: Vec::new() });
    }

    fn put(&mut self, text: String, item: bool, promises: &[&'static str], see: Option<&'static str>) {
        let statement = Statement { text, item, promises: promises.to_vec(), see };
        if let Some(section) = self.0.last_mut() {
            section.statements.push(statement);
        }
    }

    /// A paragraph, kept by these promises, seen on this page.
    fn says(&mut self, text: impl Into<String>, promises: &[&'static str], see: Option<&'static str>) {
        self.put(text.into(), false, promises, see);
    }

    /// An item of a list.
    fn item(&mut self, text: impl Into<String>, promises: &[&'static str], see: Option<&'static str>) {
        self.put(text.into(), true, promises, see);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_is_the_same_after_it_was_written_and_read() {
        let text = "Before all.\n\n# Who we are\n\nThe council.\n\n- one\n- two\n\nAnd so on.";
        let notice = Notice::parse("A notice", text);
        assert_eq!(notice.text(), text);
        assert_eq!(notice.sections[1].blocks().len(), 3);
    }

    #[test]
    fn any_text_is_a_notice() {
        let notice = Notice::parse("Ours", "One line\nand another of the same paragraph");
        assert_eq!(notice.text(), "One line and another of the same paragraph");
        assert_eq!(Notice::parse("Nothing", "").sections, []);
    }
}
