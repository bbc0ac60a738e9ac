//! A package as it goes out: the items that were chosen and nothing else, as a page for people and as data for systems, in one folder. It is
//! made when it goes, out of the records as they stand then, and no copy of it stays here: the record of the share says which versions of
//! which records it was made of.

use std::{
    fmt::Write as _,
    io::{Cursor, Write},
};

use age::x25519::Recipient;
use hearth_record::{File, ids::RecordId, sharing::Shared};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{
    items::{self, Taken},
    needs::Need,
};
use crate::{Failure, Pack};

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
    /// The file.
    pub file: &'a File,
    /// The record of the share.
    pub record: RecordId,
    /// What it says.
    pub shared: &'a Shared,
    /// The moment.
    pub now: Timestamp,
}

impl Packing<'_> {
    /// The package as this share's channel wants it: a folder with page and data; encrypted where it goes so; the page alone where it goes
    /// on paper.
    ///
    /// # Errors
    /// [`Failure::Wrong`] where it cannot be encrypted to the recipient's key. Then nothing goes.
    pub fn pack(&self) -> Result<Package, Failure> {
        let reference = self.reference();
        let channel = self.shared.channel.map(hearth_record::sets::SharingChannel::code);
        match channel {
            Some("POST") => Ok(Package {
                name: format!("{reference}.html"),
                media_type: "text/html; charset=utf-8",
                bytes: self.page().into_bytes(),
            }),
            Some("ENCRYPTED") => Ok(Package {
                name: format!("{reference}.zip.age"),
                media_type: "application/octet-stream",
                bytes: self.encrypted(&self.folder()?)?,
            }),
            _ => Ok(Package { name: format!("{reference}.zip"), media_type: "application/zip", bytes: self.folder()? }),
        }
    }

    /// The reference of the share: part of the id of its record.
    fn reference(&self) -> String {
        let id = self.record.to_string();
        format!("share-{}", &id[id.len().saturating_sub(8)..])
    }

    fn need(&self) -> Option<&'static Need> {
        self.shared.need.as_ref().and_then(|code| Need::of(&code.0))
    }

    fn taken(&self) -> Vec<Taken> {
        let keys: Vec<String> = self.shared.items.reveal().iter().map(|key| key.0.clone()).collect();
        items::taken(self.file, &keys, self.need())
    }

    fn folder(&self) -> Result<Vec<u8>, Failure> {
        let failed = |_| Failure::Wrong("the package could not be put together; try again".to_owned());
        let mut folder = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in [("information.html", self.page()), ("information.json", self.data())] {
            folder.start_file(name, SimpleFileOptions::default()).map_err(|e| failed(e.to_string()))?;
            folder.write_all(bytes.as_bytes()).map_err(|e| failed(e.to_string()))?;
        }
        Ok(folder.finish().map_err(|e| failed(e.to_string()))?.into_inner())
    }

    fn encrypted(&self, bytes: &[u8]) -> Result<Vec<u8>, Failure> {
        let refused = || {
            Failure::Wrong(
                "the key of this recipient cannot be used, so nothing went: have it checked again, or choose the link that opens once"
                    .to_owned(),
            )
        };
        let code = self.shared.recipient_code.as_ref().map(|code| code.0.as_str()).unwrap_or_default();
        let key = self.pack.recipient(code).and_then(|recipient| recipient.key.as_deref()).ok_or_else(refused)?;
        let key: Recipient = key.parse().map_err(|_| refused())?;
        age::encrypt(&key, bytes).map_err(|_| refused())
    }

    fn data(&self) -> String {
        serde_json::json!({
            "from": self.pack.name,
            "to": self.shared.recipient.reveal().0,
            "for": self.shared.purpose.reveal().0,
            "reference": self.reference(),
            "made_at": self.now.to_string(),
            "items": self.taken(),
            "words": self.shared.message.reveal().as_ref().map(|words| words.0.as_str()),
        })
        .to_string()
    }

    /// The page for people: plain markup that needs nothing from anywhere.
    fn page(&self) -> String {
        let day = hearth_calendar::in_words::date_without_weekday(hearth_calendar::london_date(self.now));
        let mut rows = String::new();
        for item in self.taken() {
            let _ =
                writeln!(rows, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", shown(&item.label), shown(&item.value));
        }
        let mut message = String::new();
        let words = self.shared.message.reveal().as_ref().map_or("", |words| words.0.as_str());
        for line in words.lines().filter(|line| !line.trim().is_empty()) {
            let _ = writeln!(message, "<p>{}</p>", shown(line));
        }
        let table = if rows.is_empty() { rows } else { format!("<table>\n{rows}</table>\n") };
        format!(
            "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head><meta charset=\"utf-8\"><title>Information from {council}</title>\n<style>{STYLE}</style></head>\n\
             <body>\n<p class=\"mark\">Official, sensitive: personal</p>\n<h1>Information from {council}</h1>\n\
             <dl><dt>For</dt><dd>{to}</dd><dt>So that you can</dt><dd>{purpose}</dd><dt>Reference</dt><dd>{reference}</dd><dt>Made on</dt><dd>{day}</dd></dl>\n\
             {message}{table}\
             <p class=\"end\">Use this only for what it was sent for. Do not pass it on, and destroy it when you no longer need it. If it was not \
             meant for you, or if any of it is wrong, tell {council} at once and give the reference. If we correct any of it, we will tell you.</p>\n</body>\n</html>\n",
            council = shown(&self.pack.name),
            to = shown(&self.shared.recipient.reveal().0),
            purpose = shown(&self.shared.purpose.reveal().0.to_lowercase()),
            reference = self.reference(),
        )
    }
}

/// The look of the page, on a screen and on paper.
const STYLE: &str = "body{font:1rem/1.5 Arial,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#111}\
    h1{font-size:1.6rem;color:#0b4f57}.mark{font-weight:bold;text-align:right}\
    dl{display:grid;grid-template-columns:10rem 1fr;gap:.3rem}dt{font-weight:bold}dd{margin:0}\
    table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;border-bottom:1px solid #b1b4b6}\
    td{white-space:pre-wrap}th{width:40%}.end{margin-top:2rem;border-top:2px solid #0b4f57;padding-top:.6rem}\
    @media print{body{margin:0}}";

/// Text as it stands in markup.
fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            '"' => shown.push_str("&quot;"),
            '\'' => shown.push_str("&#39;"),
            other => shown.push(other),
        }
    }
    shown
}

/// The SHA-256 of bytes in hexadecimal.
pub(crate) fn fingerprint(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"))
}
