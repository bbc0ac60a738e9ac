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

/// The same for children.
pub fn privacy_children(authority: &str) -> String {
    format!("/privacy/{authority}/children")
}

/// The same as a document.
pub fn privacy_pdf(authority: &str) -> String {
    format!("/privacy/{authority}/notice.pdf")
}

/// A version of it that was approved.
pub fn privacy_version(authority: &str, number: u16) -> String {
    format!("/privacy/{authority}/versions/{number}")
}

/// What the council answers for.
pub const SETTINGS: &str = "/settings";
/// The notice, line by line.
pub const NOTICE: &str = "/settings/notice";
/// Where the council's own wording is loaded.
pub const OWN_NOTICE: &str = "/settings/notice/own";
/// The register of purposes.
pub const PURPOSES: &str = "/settings/purposes";
/// The same with the laws, to take away.
pub const PURPOSES_CSV: &str = "/settings/purposes.csv";
/// Where a purpose is added.
pub const NEW_PURPOSE: &str = "/settings/purposes/new";
/// The register of legislation.
pub const LEGISLATION: &str = "/settings/legislation";
/// Where a law is added.
pub const NEW_STATUTE: &str = "/settings/legislation/new";
/// The register of recipients.
pub const RECIPIENTS: &str = "/settings/recipients";
/// Where the key of a recipient is checked.
pub const CHECK_KEY: &str = "/settings/recipients/key";
/// The agreements to share.
pub const AGREEMENTS: &str = "/settings/agreements";
/// Where an agreement is made.
pub const NEW_AGREEMENT: &str = "/settings/agreements/new";
/// What the system works out about people.
pub const AUTOMATED: &str = "/settings/automated";
/// The controller, and where people write and ring.
pub const CONTACTS: &str = "/settings/contacts";

/// Where the use of a recipient's key is stopped.
pub fn end_key(recipient: &str) -> String {
    format!("{RECIPIENTS}/{recipient}/key/end")
}

/// Where an agreement is ended.
pub fn end_agreement(code: &str) -> String {
    format!("{AGREEMENTS}/{code}/end")
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

/// Which adoptions of the year the returns lack the codes of the adopters of.
pub const HAND_OVER: &str = "/adoptions";

/// Handing over the codes of the adopters of one child.
pub fn hand_over(id: FileId) -> String {
    format!("{HAND_OVER}/{id}")
}

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

/// What people agreed to: sharing, and what rests on consent.
pub fn consent(id: FileId) -> String {
    format!("/children/{id}/consent")
}

/// Where agreement to share is asked for.
pub fn ask_consent(id: FileId) -> String {
    format!("/children/{id}/consent/ask")
}

/// Where consent to processing is asked for.
pub fn ask_processing(id: FileId) -> String {
    format!("/children/{id}/consent/processing")
}

/// One agreement or consent, and its withdrawal.
pub fn one_consent(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/consent/{record}")
}

/// Where it is said that the recipient was told of a withdrawal.
pub fn consent_told(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/consent/{record}/told")
}

/// How often nobody was asked to agree, and why.
pub const NOT_SOUGHT: &str = "/reports/not-asked";

/// The requests of the police about a person.
pub fn police(id: FileId) -> String {
    format!("/children/{id}/police")
}

/// Where a request of the police is taken down.
pub fn new_police(id: FileId) -> String {
    format!("/children/{id}/police/new")
}

/// One request of the police, and its answer.
pub fn police_request(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/police/{record}")
}

/// Where a request of the police is refused.
pub fn refuse_police(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/police/{record}/refuse")
}

/// Where a request of the police is let into the family's list.
pub fn release_police(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/police/{record}/release")
}

/// What people ask about their information, and what they complain of, across the council.
pub const RIGHTS: &str = "/rights";

/// The requests and complaints of a file.
pub fn requests(id: FileId) -> String {
    format!("/children/{id}/requests")
}

/// Where a request is written down.
pub fn new_request(id: FileId) -> String {
    format!("/children/{id}/requests/new")
}

/// One request, and its answer.
pub fn request(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/requests/{record}")
}

/// Where one thing is done with a request.
pub fn request_act(id: FileId, record: RecordId, act: &str) -> String {
    format!("/children/{id}/requests/{record}/{act}")
}

/// Where a second person looks at the papers that answer a request.
pub fn agree_request(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/requests/{record}/agree")
}

/// Where a complaint is written down.
pub fn new_complaint(id: FileId) -> String {
    format!("/children/{id}/complaints/new")
}

/// One complaint, and its stages.
pub fn complaint(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/complaints/{record}")
}

/// Where one thing is done with a complaint.
pub fn complaint_act(id: FileId, record: RecordId, act: &str) -> String {
    format!("/children/{id}/complaints/{record}/{act}")
}

/// The parties and bundles of proceedings.
pub fn court(id: FileId, case: RecordId) -> String {
    format!("/children/{id}/court/{case}")
}

/// Where a bundle is put together.
pub fn new_bundle(id: FileId, case: RecordId) -> String {
    format!("/children/{id}/court/{case}/bundle")
}

/// One bundle, and to whom it goes.
pub fn bundle(id: FileId, case: RecordId, bundle: RecordId) -> String {
    format!("/children/{id}/court/{case}/bundle/{bundle}")
}

/// Where the papers of a bundle that was released are taken.
pub fn bundle_papers(id: FileId, case: RecordId, bundle: RecordId) -> String {
    format!("/children/{id}/court/{case}/bundle/{bundle}/papers")
}

/// Where a relative is offered to withdraw, and where a lawyer decides of their part.
pub fn party(id: FileId, case: RecordId, party: RecordId) -> String {
    format!("/children/{id}/court/{case}/party/{party}")
}

/// Where a lawyer decides of what was set apart.
pub fn decide_apart(id: FileId, case: RecordId, party: RecordId) -> String {
    format!("/children/{id}/court/{case}/party/{party}/decide")
}

/// The transfers abroad of a file.
pub fn abroad(id: FileId) -> String {
    format!("/children/{id}/abroad")
}

/// Where a transfer abroad is proposed.
pub fn new_abroad(id: FileId) -> String {
    format!("/children/{id}/abroad/new")
}

/// One transfer abroad.
pub fn transfer(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/abroad/{record}")
}

/// Where a transfer abroad is sent.
pub fn send_transfer(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/abroad/{record}/send")
}

/// Where a transfer abroad is approved or refused.
pub fn decide_transfer(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/abroad/{record}/decide")
}

/// What is shared of a person.
pub fn shares(id: FileId) -> String {
    format!("/children/{id}/share")
}

/// Where a share is decided.
pub fn new_share(id: FileId) -> String {
    format!("/children/{id}/share/new")
}

/// Where a share that was looked at is sent; `seen` is the fingerprint of what was looked at.
pub fn send_share(id: FileId, seen: &str) -> String {
    format!("/children/{id}/share/send/{seen}")
}

/// Where an urgent disclosure is written down.
pub fn urgent_share(id: FileId) -> String {
    format!("/children/{id}/share/urgent")
}

/// The list of who was told, for the person and the family.
pub fn family_list(id: FileId) -> String {
    format!("/children/{id}/share/family")
}

/// One share.
pub fn share(id: FileId, record: RecordId) -> String {
    format!("/children/{id}/share/{record}")
}

/// Where one thing is done with a share.
pub fn share_act(id: FileId, record: RecordId, act: &str) -> String {
    format!("/children/{id}/share/{record}/{act}")
}

/// What is shared across the council.
pub const SHARING: &str = "/sharing";

/// Where somebody fetches what was shared with them.
pub fn collect(token: &str) -> String {
    format!("/collect/{token}")
}

/// How files end: what is due, batches, holds.
pub const RETENTION: &str = "/retention";
/// The register of holds.
pub const HOLDS: &str = "/retention/holds";
/// How long files are kept: the schedule beside the law.
pub const SCHEDULE: &str = "/retention/schedule";
/// Where another schedule is tried before it is proposed.
pub const TRY_SCHEDULE: &str = "/retention/schedule/try";
/// Where somebody asks after a file that is no more.
pub const RETENTION_ASK: &str = "/retention/ask";

/// How long one file is kept, and why.
pub fn kept(id: FileId) -> String {
    format!("/children/{id}/kept")
}

/// A batch of files on their way to be destroyed.
pub fn batch(id: RecordId) -> String {
    format!("{RETENTION}/batches/{id}")
}

/// One file of a batch.
pub fn disposal_item(batch: RecordId, item: RecordId) -> String {
    format!("{RETENTION}/batches/{batch}/files/{item}")
}

/// The certificate of a file that was destroyed.
pub fn certificate(file: FileId) -> String {
    format!("{RETENTION}/certificates/{file}")
}

/// The certificate with its proof, as a file.
pub fn certificate_file(file: FileId) -> String {
    format!("{RETENTION}/certificates/{file}/proof")
}

/// One hold.
pub fn hold(id: RecordId) -> String {
    format!("{HOLDS}/{id}")
}

/// The description of the API.
pub const OPENAPI: &str = "/api/openapi.json";
