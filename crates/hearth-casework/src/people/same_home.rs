use hearth_record::{
    Flag, find,
    ids::{FileId, PersonId},
};
use hearth_store::Outcome;
use jiff::civil::Date;

use super::{named::told, network};
use crate::{Desk, Failure, FileView};

/// Somebody at the same address, or of the same household or family group.
pub struct Housemate {
    /// Who.
    pub person: PersonId,
    /// Their file, which the reader may open.
    pub file: FileId,
    /// What they are called there.
    pub name: String,
    /// Born, or expected.
    pub born: Option<Date>,
    /// What stands over the file.
    pub flags: Vec<Flag>,
    /// Whether they live at the same address, which neither file protects.
    pub address: bool,
    /// Whether they belong to the same group.
    pub group: bool,
}

/// Most files under one postcode that are looked at.
const CAP: u32 = 300;

/// Everybody who lives where the person of this file lives on a day, or belongs to a group with them, as far as this reader may open
/// their files: who cannot be opened is not counted either. The person of the file comes first, then the eldest.
///
/// Five queries and one commit, whatever the size of the street; one more where the view looks back, up to two more for what
/// relatives protect, and up to two more where keys are not in memory. Each file that is shown has its own entry in the audit.
///
/// # Errors
/// What the store refuses.
pub async fn same_home(desk: &Desk, view: &FileView, day: Date) -> Result<Vec<Housemate>, Failure> {
    let own = network::own(desk, view).await?;
    let terms: Vec<find::Term> = own
        .postcode(day)
        .iter()
        .map(|code| find::postcode(code))
        .chain(own.groups(day).iter().map(|group| find::identifier(group)))
        .collect();
    let store = &desk.instance().store;
    let found = store.candidates(desk.authority(), &terms, view.facts.walled, CAP).await?;
    let files: Vec<FileId> = found.found.into_iter().map(|there| there.file).filter(|file| *file != view.id).collect();
    let mut known = told(desk, view, store.files(&files).await?).await?;
    known.retain(|known| known.opens.is_some() && !known.adopted());
    let files: Vec<FileId> = known.iter().map(|known| known.row.file).collect();
    let loaded = network::load(desk, &files).await?;
    let kept = network::kept_back(desk, &known, &loaded).await?;
    let mut there = vec![Housemate {
        person: view.person,
        file: view.id,
        name: view.digest.name.whole(),
        born: view.digest.born,
        flags: view.digest.flags.clone(),
        address: true,
        group: true,
    }];
    let mut entries = Vec::new();
    for known in known {
        let Some((_, now)) = loaded.iter().find(|(file, _)| *file == known.row.file) else { continue };
        let (file, person) = (known.row.file, known.row.person);
        let said = network::said_by(view, &known, now, &kept);
        let (address, group) = (said.has_address_of(&own, day), said.is_grouped_with(&own, day));
        if address || group {
            entries.push(desk.entry("family.read", known.opens.as_ref(), Some(file), Outcome::Done));
            let (born, flags) = (known.digest.born, known.digest.flags);
            there.push(Housemate { person, file, name: said.name, born, flags, address, group });
        }
    }
    if !entries.is_empty() {
        store.note(entries).await?;
    }
    there[1..].sort_by(|a, b| (a.born.is_none(), a.born, &a.name).cmp(&(b.born.is_none(), b.born, &b.name)));
    Ok(there)
}
