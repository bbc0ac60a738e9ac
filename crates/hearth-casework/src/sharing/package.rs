//! A package as it goes out: the items that were chosen and nothing else, as a document for people and as data for systems, in one folder
//! with the documents among them. It is made when it goes, out of the records as they stand then, and no copy of it stays here: the record
//! of the share says which versions of which records it was made of.

use std::io::{Cursor, Write};

use age::x25519::Recipient;
use hearth_calendar::in_words;
use hearth_documents::{Block, Document, Print, pdf, typeface};
use hearth_record::{File, ids::RecordId, sets::SharingChannel, sharing::Shared};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    enclosed::Enclosed,
    items::{self, Taken},
    needs::Need,
};
use crate::{Failure, Pack, governance::registers::Registers, recording::document::hex};

/// How whatever goes out about a person is marked.
const MARK: &str = "Official, sensitive: personal";

/// Something that goes to a recipient.
pub struct Package {
    /// The name under which it is saved: it names nobody.
    pub name: String,
    /// The media type.
    pub media_type: &'static str,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// What a package is made of.
pub(crate) struct Packing<'a> {
    /// The council's settings.
    pub pack: &'a Pack,
    /// Its registers as they stand, with the keys that were checked.
    pub registers: &'a Registers,
    /// The file.
    pub file: &'a File,
    /// The record of the share.
    pub record: RecordId,
    /// What it says.
    pub shared: &'a Shared,
    /// The documents that go along.
    pub enclosed: &'a [Enclosed],
    /// The moment.
    pub now: Timestamp,
}

impl Packing<'_> {
    /// The package as this share's channel wants it: a folder; encrypted where it goes so; without the data where it goes on paper.
    ///
    /// # Errors
    /// [`Failure::Wrong`] where it cannot be written, or not encrypted to the recipient's key. Then nothing goes.
    pub fn pack(&self) -> Result<Package, Failure> {
        let reference = reference(self.record);
        let channel = self.shared.channel.map(SharingChannel::code);
        let paper = written(&self.document())?;
        if channel == Some("POST") && self.enclosed.is_empty() {
            return Ok(Package { name: format!("{reference}.pdf"), media_type: "application/pdf", bytes: paper });
        }
        let data = self.data();
        let mut parts = vec![("information.pdf", paper.as_slice())];
        if channel != Some("POST") {
            parts.push(("information.json", data.as_bytes()));
        }
        parts.extend(self.enclosed.iter().map(|of| (of.name.as_str(), of.bytes.as_slice())));
        sealed(folder(&parts)?, &reference, self.shared, self.registers)
    }

    fn need(&self) -> Option<&'static Need> {
        self.shared.need.as_ref().and_then(|code| Need::of(&code.0))
    }

    fn taken(&self) -> Vec<Taken> {
        let keys: Vec<String> = self.shared.items.reveal().iter().map(|key| key.0.clone()).collect();
        let mut taken = items::taken(self.file, &keys, self.need());
        for of in self.enclosed {
            let its =
                taken.iter_mut().find(|item| super::enclosed::among([item.key.as_str()].into_iter()) == [of.record]);
            if let Some(item) = its {
                item.value = format!("{}, SHA-256 {}", of.name, of.sha256);
            }
        }
        taken
    }

    fn data(&self) -> String {
        serde_json::json!({
            "from": self.pack.name,
            "controller": { "name": self.pack.controller.name, "post": self.pack.controller.post },
            "to": self.shared.recipient.reveal().0,
            "for": self.shared.purpose.reveal().0,
            "basis": self.basis(),
            "reference": reference(self.record),
            "made_at": self.now.to_string(),
            "use_until": self.shared.until.map(|day| day.to_string()),
            "items": self.taken(),
            "words": self.shared.message.reveal().as_ref().map(|words| words.0.as_str()),
            "documents": self.enclosed.iter().map(|of| serde_json::json!({ "name": of.name, "sha256": of.sha256 })).collect::<Vec<_>>(),
        })
        .to_string()
    }

    /// What allows the recipient to be told: the basis, the law where one requires it, and the conditions of the register.
    fn basis(&self) -> String {
        let basis = self.shared.basis.map(|basis| basis.words().to_owned());
        let law = self.shared.law.reveal().as_ref().map(|law| law.0.clone());
        let conditions = self.shared.conditions.reveal().as_ref().map(|words| words.0.clone());
        [basis, law, conditions].into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    /// The document for people: a cover that says for whom, for what and by what right, then the information.
    fn document(&self) -> Document {
        let purpose = self.shared.purpose.reveal().0.to_lowercase();
        let taken = self.taken();
        let mut about = vec![
            ("For".to_owned(), self.shared.recipient.reveal().0.clone()),
            ("So that you can".to_owned(), purpose.clone()),
            ("What allows us to tell you".to_owned(), self.basis()),
            ("Reference".to_owned(), reference(self.record)),
            ("Made on".to_owned(), in_words::date_without_weekday(hearth_calendar::london_date(self.now))),
        ];
        if let Some(agreement) = self.shared.agreement.as_ref().and_then(|code| self.named(&code.0)) {
            about.push(("Under".to_owned(), agreement));
        }
        if let Some(until) = *self.shared.until {
            about.push(("Use it until".to_owned(), in_words::date_without_weekday(until)));
        }
        let mut blocks = vec![
            Block::Banner(format!(
                "Use this only so that you can {purpose}. Do not pass it on, and destroy it when you no longer need it for that."
            )),
            Block::Rows(about),
            Block::Heading("What is in it, and why".to_owned()),
        ];
        let mut listed: Vec<String> = taken.iter().map(|item| item.label.clone()).collect();
        let message = self.shared.message.reveal().as_ref().map_or("", |words| words.0.as_str());
        if !message.trim().is_empty() {
            listed.push("What we say in our own words".to_owned());
        }
        let why = self.need().map_or("what you have to do", |need| need.name.as_str());
        blocks.push(Block::Paragraph(format!("No more than you need to {}:", lower(why))));
        blocks.push(Block::List(listed));
        blocks.push(Block::Heading("Who answers for it".to_owned()));
        blocks.push(Block::Paragraph(self.pack.owner()));
        blocks.push(Block::Paragraph(format!(
            "If this was not meant for you, or if any of it is wrong, tell {} at once and give the reference. If we correct any of it, we will \
             tell you.",
            self.pack.name
        )));
        blocks.extend([Block::NewPage, Block::Heading("The information".to_owned())]);
        blocks.extend(
            message.lines().filter(|line| !line.trim().is_empty()).map(|line| Block::Paragraph(line.to_owned())),
        );
        blocks.push(Block::Rows(taken.into_iter().map(|item| (item.label, item.value)).collect()));
        paper(self.pack, format!("Information for {}", self.shared.recipient.reveal().0), self.now, blocks)
    }

    fn named(&self, agreement: &str) -> Option<String> {
        self.registers.agreements.iter().find(|held| held.code == agreement).map(|held| held.name.clone())
    }
}

fn lower(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// The reference of a share: part of the id of its record.
pub(super) fn reference(record: RecordId) -> String {
    let id = record.to_string();
    format!("share-{}", &id[id.len().saturating_sub(8)..])
}

/// A document that goes out: the council and the marking stand at the head of each of its pages, the controller at the foot.
pub(crate) fn paper(pack: &Pack, title: String, now: Timestamp, blocks: Vec<Block>) -> Document {
    Document {
        title,
        from: format!("{} · {MARK}", pack.name),
        foot: pack.owner(),
        date: hearth_calendar::london_date(now),
        blocks,
    }
}

/// A document as PDF.
///
/// # Errors
/// [`Failure::Wrong`] where it cannot be written.
pub(crate) fn written(document: &Document) -> Result<Vec<u8>, Failure> {
    let faces = typeface().map_err(|error| Failure::Wrong(error.to_string()))?;
    pdf(document, faces, Print::Usual).map_err(|error| Failure::Wrong(error.to_string()))
}

/// A folder of these files, in one file.
///
/// # Errors
/// [`Failure::Wrong`] where it cannot be put together.
pub(crate) fn folder(parts: &[(&str, &[u8])]) -> Result<Vec<u8>, Failure> {
    let failed = |_| Failure::Wrong("the package could not be put together; try again".to_owned());
    let mut folder = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        folder.start_file(*name, SimpleFileOptions::default()).map_err(|e| failed(e.to_string()))?;
        folder.write_all(bytes).map_err(|e| failed(e.to_string()))?;
    }
    Ok(folder.finish().map_err(|e| failed(e.to_string()))?.into_inner())
}

/// A folder as it goes by the channel of a share: encrypted to the checked key of the recipient where it goes so.
///
/// # Errors
/// [`Failure::Wrong`] where no key of the recipient is in use. Then nothing goes.
pub(super) fn sealed(bytes: Vec<u8>, name: &str, shared: &Shared, registers: &Registers) -> Result<Package, Failure> {
    if shared.channel.map(SharingChannel::code) != Some("ENCRYPTED") {
        return Ok(Package { name: format!("{name}.zip"), media_type: "application/zip", bytes });
    }
    let refused = || {
        Failure::Wrong(
            "no key of this recipient is in use any more, so nothing went: have their key checked again, or take this back and choose the \
             link that opens once"
                .to_owned(),
        )
    };
    let code = shared.recipient_code.as_ref().map(|code| code.0.as_str()).unwrap_or_default();
    let key: Recipient = registers.key(code).and_then(|held| held.key.parse().ok()).ok_or_else(refused)?;
    let bytes = age::encrypt(&key, &bytes).map_err(|_| refused())?;
    Ok(Package { name: format!("{name}.zip.age"), media_type: "application/octet-stream", bytes })
}

/// The SHA-256 of bytes in hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}
