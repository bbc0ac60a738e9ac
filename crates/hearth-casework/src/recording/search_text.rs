//! Looking for words in what was written: by opening files, because no index holds a narrative.

use std::collections::BTreeSet;

use hearth_record::{
    Held,
    ids::{FileId, PersonId, RecordId},
    people::Relationship,
    value::ValueType,
};
use hearth_store::Outcome;
use jiff::{Timestamp, civil::Date};
use serde_json::Value as Json;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use crate::{Desk, Failure, FileView, lists};

/// Where to look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// In the files of those whom this person is involved with now.
    MyChildren,
    /// In one file.
    File(FileId),
    /// In one file and those of the family that this person may open.
    Family(FileId),
}

/// A place at which the words stand.
#[derive(Clone)]
pub struct Passage {
    /// The file.
    pub file: FileId,
    /// Whose it is.
    pub name: String,
    /// The record.
    pub record: RecordId,
    /// What kind of record it is.
    pub kind: &'static str,
    /// The field.
    pub field: &'static str,
    /// The sentence: what stands before the first word that was found, the word itself, and what follows.
    pub sentence: [String; 3],
    /// Who wrote it.
    pub by: String,
    /// When it was written.
    pub written_at: Timestamp,
    /// The day that it tells of, where it has one.
    pub on: Option<Date>,
}

/// What was found.
pub struct Searched {
    /// The passages, what happened last first.
    pub passages: Vec<Passage>,
    /// How many files were looked through.
    pub files: usize,
    /// Whether there is more than is shown.
    pub more: bool,
}

/// How many files are looked through, and how many passages are shown.
const MOST_FILES: usize = 100;
const MOST_PASSAGES: usize = 100;

/// Looks for words in the notes and other texts of files. All the words must stand in one text, each at the beginning of a word;
/// case and accents do not count. Closed sections, protected addresses and withdrawn records are not looked through.
///
/// The search has an entry in the audit, and so has each file of which something is shown; within one file or a family, each that was
/// looked through. What was looked for stands sealed. At most six queries and a load for each file.
///
/// # Errors
/// [`Failure::Wrong`] where nothing was asked, and what access and the store refuse.
pub async fn search_text(desk: &Desk, asked: &str, within: Within) -> Result<Searched, Failure> {
    let words = words_of(asked);
    if words.is_empty() {
        return Err(Failure::Wrong("type at least one word of two letters".to_owned()));
    }
    let mut views = looked_into(desk, within).await?;
    views.truncate(MOST_FILES);
    let mut passages = Vec::new();
    for view in &views {
        passages.extend(view.records().filter(|held| !held.withdrawn()).flat_map(|held| in_record(view, held, &words)));
    }
    passages.sort_by_key(|passage| std::cmp::Reverse((passage.on, passage.written_at, passage.record)));
    let more = passages.len() > MOST_PASSAGES;
    passages.truncate(MOST_PASSAGES);
    note(desk, asked, within, (&views, &passages)).await?;
    Ok(Searched { passages, files: views.len(), more })
}

async fn looked_into(desk: &Desk, within: Within) -> Result<Vec<FileView>, Failure> {
    match within {
        Within::MyChildren => {
            let most = u32::try_from(MOST_FILES).unwrap_or(u32::MAX);
            let rows = desk.instance().store.listing(&lists::mine(desk.subject()), None, most).await?;
            desk.look_into(&rows.iter().map(|row| row.file).collect::<Vec<_>>()).await
        }
        Within::File(file) => one(desk, file).await.map(|view| vec![view]),
        Within::Family(file) => {
            let view = one(desk, file).await?;
            let others = family_of(desk, &view).await?;
            Ok(std::iter::once(view).chain(others).collect())
        }
    }
}

/// The one file, refused in the words of any page of it.
async fn one(desk: &Desk, file: FileId) -> Result<FileView, Failure> {
    match desk.look_into(&[file]).await?.pop() {
        Some(view) => Ok(view),
        None => desk.open(file, None, None).await,
    }
}

async fn family_of(desk: &Desk, view: &FileView) -> Result<Vec<FileView>, Failure> {
    let kin: BTreeSet<PersonId> =
        view.all::<Relationship>().iter().filter_map(|(_, said)| *said.other.reveal()).collect();
    let rows = desk.instance().store.files_of_people(&kin.into_iter().collect::<Vec<_>>()).await?;
    let files: Vec<FileId> = rows.iter().map(|row| row.file).filter(|file| *file != view.id).collect();
    let mut views = desk.look_into(&files).await?;
    // Nothing leads from here to somebody who was adopted since.
    views.retain(|view| !view.digest.was_adopted());
    Ok(views)
}

async fn note(
    desk: &Desk,
    asked: &str,
    within: Within,
    (views, passages): (&[FileView], &[Passage]),
) -> Result<(), Failure> {
    let mut whole = desk.entry("text.search", None, None, Outcome::Done);
    whole.count = u32::try_from(views.len()).unwrap_or(u32::MAX);
    whole.detail = Some(asked.as_bytes().to_vec());
    let mut entries = vec![whole];
    for view in views {
        let shown = passages.iter().filter(|passage| passage.file == view.id).count();
        // That a file was gone through for a word says something even where it does not hold it.
        if shown > 0 || within != Within::MyChildren {
            let mut entry = desk.entry("text.search", Some(&view.permit), Some(view.id), Outcome::Done);
            entry.count = u32::try_from(shown).unwrap_or(u32::MAX);
            entries.push(entry);
        }
    }
    Ok(desk.instance().store.note(entries).await?)
}

fn in_record(view: &FileView, held: &Held, words: &[String]) -> Vec<Passage> {
    let (current, kept) = (held.current(), view.kept_from(held));
    let mut found = Vec::new();
    for field in held.schema.fields.iter().filter(|field| is_text(field.value)) {
        if !view.shows(field) || view.withholds(held, field) || kept.contains(&field.name) {
            continue;
        }
        let texts: Vec<&str> = match current.fields.get(field.name) {
            Some(Json::String(text)) => vec![text],
            Some(Json::Array(values)) => values.iter().filter_map(Json::as_str).collect(),
            _ => continue,
        };
        let place = texts.into_iter().find_map(|text| found_in(text, words).map(|at| sentence(text, at)));
        if let Some(sentence) = place {
            found.push(Passage {
                file: view.id,
                name: view.digest.name.whole(),
                record: held.id,
                kind: held.schema.title,
                field: field.label,
                sentence,
                by: held.versions()[0].written.by.name().to_owned(),
                written_at: held.versions()[0].recorded_at,
                on: held.events().iter().map(|event| event.on).max(),
            });
        }
    }
    found
}

const fn is_text(of: ValueType) -> bool {
    matches!(of, ValueType::Text(_) | ValueType::Narrative | ValueType::List(ValueType::Text(_) | ValueType::Narrative))
}

/// The words that were asked for, folded; those of one letter say nothing.
fn words_of(asked: &str) -> Vec<String> {
    words(asked).map(|(_, word)| folded(word)).filter(|word| word.chars().count() > 1).take(10).collect()
}

/// The words of a text, each with the place at which it begins.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    std::iter::from_fn(move || {
        let from = rest + text[rest..].find(char::is_alphanumeric)?;
        let letter = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        let to = text[from..].find(|c| !letter(c)).map_or(text.len(), |end| from + end);
        rest = to;
        Some((from, &text[from..to]))
    })
}

/// A word without case and accents.
fn folded(word: &str) -> String {
    word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect()
}

/// Whether `word` of a text begins with the folded word `asked`. Plain letters are compared where they stand: a caseload has
/// hundreds of thousands of words.
fn begins(word: &str, asked: &str) -> bool {
    if word.is_ascii() {
        word.len() >= asked.len() && word.as_bytes()[..asked.len()].eq_ignore_ascii_case(asked.as_bytes())
    } else {
        folded(word).starts_with(asked)
    }
}

/// Where the first of the words stands, where all of them do.
fn found_in(text: &str, asked: &[String]) -> Option<(usize, usize)> {
    let mut places: Vec<Option<(usize, usize)>> = vec![None; asked.len()];
    for (at, word) in words(text) {
        for (n, asked) in asked.iter().enumerate() {
            if places[n].is_none() && begins(word, asked) {
                places[n] = Some((at, at + word.len()));
            }
        }
        if places.iter().all(Option::is_some) {
            break;
        }
    }
    places.into_iter().collect::<Option<Vec<_>>>()?.into_iter().min()
}

/// How much of a long sentence is shown on either side of the word.
const REACH: usize = 140;

/// The sentence around a word: before, the word, after.
fn sentence(text: &str, (from, to): (usize, usize)) -> [String; 3] {
    let ends = |c: char| matches!(c, '.' | '!' | '?' | '\n');
    let before = &text[..from];
    let begin = before.rfind(ends).map_or(0, |at| at + 1);
    let cut = before[begin..].char_indices().rev().nth(REACH).map(|(at, _)| begin + at);
    let start = cut.unwrap_or(begin);
    let after = &text[to..];
    let end = after.char_indices().enumerate().find(|(n, (_, c))| *n > REACH || ends(*c));
    let (end, more) = match end {
        Some((n, (at, c))) if n <= REACH => (at + if c == '\n' { 0 } else { c.len_utf8() }, false),
        Some((_, (at, _))) => (at, true),
        None => (after.len(), false),
    };
    let head = if cut.is_some() { "… " } else { "" };
    let tail = if more { " …" } else { "" };
    [
        format!("{head}{}", text[start..from].trim_start()),
        text[from..to].to_owned(),
        format!("{}{tail}", after[..end].trim_end()),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, asked: &str) -> Option<String> {
        found_in(text, &words_of(asked)).map(|at| sentence(text, at).join("|"))
    }

    #[test]
    fn the_sentence_with_the_word_is_shown_and_no_other() {
        let text = "We talked in the car. He said that Ryan shouts at night! Then we went in.\nNothing else.";
        assert_eq!(found(text, "ryan").as_deref(), Some("He said that |Ryan| shouts at night!"));
        assert_eq!(found(text, "NOTHING else").as_deref(), Some("|Nothing| else."));
    }

    #[test]
    fn all_the_words_must_stand_there_and_each_begins_a_word() {
        assert!(found("Ryan shouts at night", "night ry").is_some());
        assert!(found("Ryan shouts at night", "night smoke").is_none());
        assert!(found("Bryan was there", "ryan").is_none(), "a word is found by its beginning");
    }

    #[test]
    fn accents_and_case_do_not_count() {
        assert!(found("Zoë met André", "zoe andre").is_some());
        assert!(found("ZOE", "zoë").is_some());
    }

    #[test]
    fn one_letter_is_no_search() {
        assert!(words_of(" a . ! ").is_empty());
    }
}
