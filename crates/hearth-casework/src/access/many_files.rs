use hearth_access::Action;
use hearth_calendar::{add_days, start_of_london_day};
use hearth_record::ids::{AccountId, WorkerId};
use hearth_store::Outcome;
use jiff::civil::Date;

use super::account::Holder;
use crate::{Desk, Failure};

/// How many days are looked at, today among them.
const DAYS: i32 = 7;
/// The entry of a file that was opened.
const OPENS: &str = "file.open";
/// The entries of something that was taken out of a file: on paper, as a document, as a package or a letter.
const TAKES: [&str; 7] = [
    "file.print",
    "document.open",
    "share.send",
    "police_request.answered",
    "court_bundle.released",
    "transfer.sent",
    "request.answer",
];

/// Somebody who touched more files on a day than their council takes for ordinary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ManyFiles {
    /// The day.
    pub on: Date,
    /// With which account.
    pub account: AccountId,
    /// Who; none where the account is gone.
    pub worker: Option<WorkerId>,
    /// Their name, where they still have an account.
    pub by: String,
    /// How many different files they opened or took something out of, whichever way they went.
    pub files: u32,
    /// Out of how many they took something.
    pub taken: u32,
}

/// Who touched unusually many files in the last week, the newest day first and the most files in front. Each file counts once a day for
/// one person, whichever way it was opened, printed, downloaded or told; a look that was refused counts nothing. It names no file. Eight
/// queries and an entry of the audit.
///
/// # Errors
/// What access and the store refuse.
pub async fn many_files(desk: &Desk) -> Result<Vec<ManyFiles>, Failure> {
    let permit = desk.may(Action::ReviewAccess).await?;
    let (store, watch) = (&desk.instance().store, desk.pack()?.watch);
    let mut holders = Vec::new();
    for account in store.accounts(desk.authority()).await? {
        let holder = Holder::of(&account)?;
        holders.push((account.id, holder.worker, holder.name));
    }
    let mut found = Vec::new();
    for back in 0..DAYS {
        let on = add_days(desk.today(), -back);
        let day = (start_of_london_day(on), start_of_london_day(add_days(on, 1)));
        let mut touched = store.touched(desk.authority(), day, OPENS, TAKES).await?;
        touched.retain(|touched| touched.files > watch.opened_a_day || touched.taken > watch.taken_a_day);
        touched.sort_by_key(|touched| std::cmp::Reverse((touched.files, touched.taken)));
        for touched in touched {
            let holder = holders.iter().find(|(id, ..)| *id == touched.account);
            found.push(ManyFiles {
                on,
                account: touched.account,
                worker: holder.map(|(_, worker, _)| *worker),
                by: holder.map_or_else(|| "Somebody who has no account any more".to_owned(), |(.., name)| name.clone()),
                files: touched.files,
                taken: touched.taken,
            });
        }
    }
    let mut entry = desk.entry("access.many", Some(&permit), None, Outcome::Done);
    entry.count = u32::try_from(found.len()).unwrap_or(u32::MAX);
    store.note(vec![entry]).await?;
    Ok(found)
}
