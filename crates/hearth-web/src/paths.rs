//! Every address of the pages, in one typed place. No name of a person stands in any of them.

use hearth_record::ids::{FileId, RecordId};

/// The address of a file.
pub fn file(id: FileId) -> String {
    format!("/children/{id}")
}

/// The family and the network of a file.
pub fn family(id: FileId) -> String {
    format!("/children/{id}/family")
}

/// Everybody at the address of the person of a file.
pub fn household(id: FileId) -> String {
    format!("/children/{id}/household")
}

/// The address of one record of a file.
pub fn record(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/records/{record}")
}

/// The address of the form that corrects a record.
pub fn correct(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/records/{record}/correct")
}

/// The address of the form that withdraws a record.
pub fn withdraw(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/records/{record}/withdraw")
}

/// The address of the form that adds a record of a kind. A document comes with its bytes, so it has a form of its own.
pub fn add(id: FileId, kind: &str) -> String {
    if kind == "document" { documents(id) } else { format!("/children/{id}/add/{kind}") }
}

/// The documents of a file.
pub fn documents(id: FileId) -> String {
    format!("/children/{id}/documents")
}

/// The bytes of one document.
pub fn document(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/documents/{record}")
}

/// The page that offers what can be added.
pub fn choose(id: FileId) -> String {
    format!("/children/{id}/add")
}

/// The address of the form that opens a closed file in an emergency.
pub fn break_glass(id: FileId) -> String {
    format!("/children/{id}/break-glass")
}

/// Where somebody says why they open a file that nothing in the records connects them with.
pub fn purpose(id: FileId) -> String {
    format!("/children/{id}/purpose")
}

/// Where somebody is found for a field of a form that is being written; `form` is the name of its draft.
pub fn choose_person(id: FileId, form: &str, field: &str) -> String {
    format!("/children/{id}/choose/{form}/{field}")
}

/// Where the texts of one's own children's files are searched.
pub const SEARCH: &str = "/search";

/// Where the texts of a file and its family are searched.
pub fn search_file(id: FileId) -> String {
    format!("/children/{id}/search")
}

/// Where a working copy of a file is printed.
pub fn print(id: FileId) -> String {
    format!("/children/{id}/print")
}

/// Where a file is restricted, or its restriction lifted.
pub fn restrict(id: FileId) -> String {
    format!("/children/{id}/restrict")
}

/// Where somebody declares a conflict of interest with a file.
pub fn conflict(id: FileId) -> String {
    format!("/children/{id}/conflict")
}

/// Where a tie that the records suggest is set aside.
pub fn tie(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/conflict/{record}")
}

/// Where a record is moved to the right file.
pub fn move_record(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/records/{record}/move")
}

/// Where a protected address is asked for.
pub fn reveal(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/records/{record}/reveal")
}

/// Where a protected address is corrected, and stays protected.
pub fn correct_address(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/records/{record}/address")
}

/// What a council tells the public of what it does with information, by its short name.
pub fn privacy(authority: &str) -> String {
    format!("/privacy/{authority}")
}

/// The statutory returns.
pub const RETURNS: &str = "/returns";
/// What a return found, to take away.
pub const FINDINGS: &str = "/returns/findings";
/// Where files of a return are checked.
pub const CHECK_FILES: &str = "/returns/check";
/// Where a return is signed off.
pub const SIGN_RETURN: &str = "/returns/sign";
/// Where it is said that a return was sent.
pub const RETURN_SENT: &str = "/returns/sent";

/// What is to be put right for a return, by its code.
pub fn to_put_right(code: &str) -> String {
    format!("{RETURNS}/{code}")
}

/// The file of a return that was signed off or sent.
pub fn kept_return(year: i16, record: RecordId) -> String {
    format!("{RETURNS}/kept/{year}/{record}")
}

/// The part of a file's first page that says what a return would stumble over.
pub fn quality(id: FileId) -> String {
    format!("/children/{id}#quality")
}

/// What the work of one's teams was for.
pub const ACTIVITY: &str = "/reports/activity";

/// Who may stand in two files.
pub const DUPLICATES: &str = "/duplicates";

/// Where emergency access is looked at afterwards.
pub const GLASS: &str = "/access/emergency";

/// Where the rule, the start and the sum of a clock stand; `rule` is the number of its rule.
pub fn why(id: FileId, rule: &str) -> String {
    format!("/children/{id}#{}", clock(rule))
}

/// The part of the overview where the clock of a rule stands.
pub fn clock(rule: &str) -> String {
    format!("due-{}", rule.to_lowercase())
}

/// The queue of the front door.
pub const QUEUE: &str = "/queue";
/// Where a contact is taken.
pub const NEW_CONTACT: &str = "/contacts/new";
/// Where it is said who the people of a contact are.
pub const NEW_CONTACT_WHO: &str = "/contacts/new/who";
/// Where the draft of a contact is kept.
pub const NEW_CONTACT_DRAFT: &str = "/contacts/new/draft";
/// What an agency is asked and has not answered.
pub const ENQUIRIES: &str = "/enquiries";
/// How early help comes.
pub const FIRST_HELP: &str = "/reports/first-help";

/// The page of a contact.
pub fn contact(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/contacts/{record}")
}

/// Where one thing is done with a contact.
pub fn contact_act(id: FileId, record: RecordId, act: &str) -> String {
    format!("/children/{id}/contacts/{record}/{act}")
}

/// Where a question to an agency is answered.
pub fn enquiry(id: FileId, record: RecordId) -> String {
    format!("/enquiries/{id}/{record}")
}
