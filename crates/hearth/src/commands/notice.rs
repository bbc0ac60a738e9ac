//! `hearth notice`: the notice of a council, and the check of it.

mod html;
mod links;

use std::{fmt::Write as _, io::Write as _, path::Path, sync::Arc};

use hearth_casework::{
    Instance, Pack,
    governance::{
        check::{Text, warnings},
        notice::{Block, Notice, Version, draft, for_children, in_force, versions},
        registers::{Registers, live},
    },
    settings,
};
use hearth_documents::Print;
use hearth_record::ids::AuthorityId;
use jiff::civil::Date;

use crate::{
    args::{self, NoticeFormat, Place},
    output::{Done, Failed, disk},
    place::{self, Known},
    world,
};

/// Writes the notice, or checks it.
pub async fn run(args: &args::Notice) -> Result<Done, Failed> {
    let pack = pack_of(&args.authority, args.packs.as_deref())?;
    let today = args.today.unwrap_or_else(|| hearth_calendar::london_date(world::now()));
    let instance = instance_of(&args.place).await?;
    let (registers, held) = match &instance {
        Some(instance) => (live(instance, &pack.id).await?, versions(instance, &pack.id).await?),
        None => (Registers::of(&pack), Vec::new()),
    };
    if let Some(instance) = &instance {
        instance.store.close().await?;
    }
    if args.check {
        return Ok(check(args, &pack, &registers, in_force(&held, today), today));
    }
    let (notice, stands) = if instance.is_some() && !args.draft {
        approved(args, &held, today)?
    } else {
        let notice =
            if args.children { for_children(&pack, &registers, today) } else { draft(&pack, &registers, today) };
        (notice, "Draft, written from the settings: not approved by anybody".to_owned())
    };
    let bytes = match args.format {
        NoticeFormat::Text => text(&pack, &notice, &stands).into_bytes(),
        NoticeFormat::Html => html::page(&pack, &notice, &stands, args.large_print).into_bytes(),
        NoticeFormat::Pdf if args.out.is_none() => {
            return Err(Failed::new("say where the document goes: --out notice.pdf"));
        }
        NoticeFormat::Pdf => {
            let print = if args.large_print { Print::Large } else { Print::Usual };
            hearth_web::paper::notice(&pack, &notice, &stands, today, print).map_err(Failed)?
        }
    };
    match &args.out {
        Some(path) => std::fs::write(path, bytes).map_err(disk("writing the notice", path))?,
        None => {
            std::io::stdout().write_all(&bytes).map_err(|e| Failed(format!("the notice could not be written: {e}")))?;
        }
    }
    Ok(Done::Well)
}

/// The pack of a council, compiled in or out of a folder.
pub fn pack_of(authority: &str, folder: Option<&Path>) -> Result<Pack, Failed> {
    let id = AuthorityId::new(authority)?;
    let Some(folder) = folder else {
        let mut packs = settings::compiled_in();
        let known: Vec<String> = packs.keys().map(ToString::to_string).collect();
        let unknown = || Failed(format!("no authority pack is called {id}; there are {}", known.join(", ")));
        return packs.remove(&id).ok_or_else(unknown);
    };
    let read = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).map_err(disk("reading the pack", &path))?;
        Ok::<_, Failed>((path.display().to_string(), text))
    };
    let mut texts = vec![read(folder.join(format!("{id}.toml")))?];
    let beside = folder.join(id.as_str());
    if beside.is_dir() {
        let entries = std::fs::read_dir(&beside).map_err(disk("reading the folder", &beside))?;
        let mut files: Vec<_> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
        files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
        files.sort();
        for path in files {
            texts.push(read(path)?);
        }
    }
    let parts: Vec<(&str, &str)> = texts.iter().map(|(place, text)| (place.as_str(), text.as_str())).collect();
    Pack::read(&parts).map_err(|bad| Failed(bad.to_string()))
}

/// The instance that the arguments name; none where they name none.
pub async fn instance_of(place: &Place) -> Result<Option<Arc<Instance>>, Failed> {
    if place.data.is_none() && place.config.is_none() && place.database_url.is_none() {
        return Ok(None);
    }
    Ok(Some(place::instance(Known::of(place)?.open().await?, false)?))
}

fn approved(args: &args::Notice, held: &[Version], today: Date) -> Result<(Notice, String), Failed> {
    let version = match args.version {
        Some(number) => held.iter().find(|version| version.number == number && version.approved.is_some()),
        None => in_force(held, today),
    };
    let version = version.ok_or_else(|| {
        Failed::new("no version of this notice is approved here; --draft writes the draft, and the data protection officer approves it at /settings/notice")
    })?;
    let text = if args.children {
        let none = || Failed(format!("version {} has no text for children", version.number));
        version.for_children.as_ref().ok_or_else(none)?
    } else {
        &version.text
    };
    let approval = version.approved.as_ref().map(|of| format!(", in force from {}, approved by {}", of.from, of.by));
    Ok((Notice::parse(&version.title, text), format!("Version {}{}", version.number, approval.unwrap_or_default())))
}

/// The notice for a terminal: lines of at most [`WIDTH`] characters.
fn text(pack: &Pack, notice: &Notice, stands: &str) -> String {
    let mut text = format!("{}\n{}\n{stands}\n", pack.name, notice.title);
    for section in &notice.sections {
        if !section.heading.is_empty() {
            let line = "-".repeat(section.heading.chars().count());
            let _ = write!(text, "\n{}\n{line}\n", section.heading);
        }
        for block in section.blocks() {
            text.push('\n');
            match block {
                Block::Paragraph(words) => folded(&mut text, "", words),
                Block::List(items) => items.into_iter().for_each(|item| folded(&mut text, "  - ", item)),
            }
        }
    }
    text
}

/// How wide a line is.
const WIDTH: usize = 88;

fn folded(text: &mut String, mark: &str, words: &str) {
    let mut column = mark.chars().count();
    text.push_str(mark);
    let indent = " ".repeat(column);
    for (n, word) in words.split_whitespace().enumerate() {
        let length = word.chars().count();
        if n > 0 && column + 1 + length > WIDTH {
            text.push('\n');
            text.push_str(&indent);
            column = indent.len();
        } else if n > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
    }
    text.push('\n');
}

fn check(args: &args::Notice, pack: &Pack, registers: &Registers, current: Option<&Version>, today: Date) -> Done {
    let written = draft(pack, registers, today).text();
    let mut texts = vec![Text { name: "the draft", text: &written }];
    texts.extend(current.map(|version| Text { name: "the version in force", text: &version.text }));
    let mut found: Vec<String> = warnings(pack, registers, &texts, today)
        .into_iter()
        .map(|warning| format!("{}  {}", warning.point, warning.words))
        .collect();
    if args.links {
        found.extend(links::dead(&pack.links));
    }
    for contact in &pack.contacts {
        println!("reviewed {}  {}: {}", contact.reviewed, contact.purpose.words(), contact.name);
    }
    for line in &found {
        println!("{line}");
    }
    println!("{} things to look at in the notice of {}.", found.len(), pack.name);
    if found.is_empty() { Done::Well } else { Done::Findings }
}
