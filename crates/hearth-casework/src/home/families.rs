use std::collections::{BTreeMap, BTreeSet};

use hearth_record::{FileType, ids::PersonId};

use super::Listed;

/// People in a list who belong together.
pub struct Family<'a> {
    /// The surnames of its children, each once and by the alphabet; of its adults, where the list has none of its children.
    pub surnames: Vec<&'a str>,
    /// Its children, the eldest first.
    pub children: Vec<&'a Listed>,
    /// The adults whose own files stand in the list: foster carers, and those who are known through a child.
    pub adults: Vec<&'a Listed>,
}

/// The families of a list, by surname: whoever names somebody else in it as kin belongs to them. Whoever neither names nor is named
/// stands with those of the same surname.
pub fn families(files: &[Listed]) -> Vec<Family<'_>> {
    let mut links = by_kin(files);
    let linked: BTreeSet<usize> = links.iter().flat_map(|(one, other)| [*one, *other]).collect();
    for (at, file) in files.iter().enumerate().filter(|(at, file)| !linked.contains(at) && !file.family.is_empty()) {
        let alike = || (0..files.len()).filter(|other| *other != at && files[*other].family == file.family);
        links.extend(alike().find(|other| linked.contains(other)).or_else(|| alike().next()).map(|other| (at, other)));
    }
    let mut family: Vec<usize> = (0..files.len()).collect();
    for (one, other) in links {
        let (stays, goes) = (family[one], family[other]);
        family.iter_mut().filter(|of| **of == goes).for_each(|of| *of = stays);
    }
    let mut members: BTreeMap<usize, Vec<&Listed>> = BTreeMap::new();
    for (of, file) in family.into_iter().zip(files) {
        members.entry(of).or_default().push(file);
    }
    let mut families: Vec<Family<'_>> = members.into_values().map(together).collect();
    families.sort_by(|a, b| a.surnames.cmp(&b.surnames));
    families
}

/// Who names whom, by their places in the list. An adoption file is linked to none: it stands behind the wall, on a screen too.
fn by_kin(files: &[Listed]) -> Vec<(usize, usize)> {
    let open = || files.iter().enumerate().filter(|(_, file)| file.file_type != FileType::Adoption);
    let places: BTreeMap<PersonId, usize> = open().map(|(at, file)| (file.person, at)).collect();
    let names = |(at, file): (usize, &Listed)| {
        let named: Vec<usize> =
            file.kin.iter().chain([&file.person]).filter_map(|kin| places.get(kin).copied()).collect();
        named.into_iter().filter(move |other| *other != at).map(move |other| (at, other))
    };
    open().flat_map(names).collect()
}

fn together(mut members: Vec<&Listed>) -> Family<'_> {
    members.sort_by_key(|file| (file.born, file.file));
    let (children, adults): (Vec<&Listed>, Vec<&Listed>) = members.into_iter().partition(|file| file.is_child());
    let heads = if children.is_empty() { &adults } else { &children };
    let surnames: BTreeSet<&str> =
        heads.iter().map(|file| file.family.as_str()).filter(|name| !name.is_empty()).collect();
    Family { surnames: surnames.into_iter().collect(), children, adults }
}
