//! Who opened this file.

use axum::response::Response;
use hearth_access::{Action, Purpose, Role};
use hearth_casework::{
    access::{Look, suspected_ties, who_looked},
    sharing::{self, Told},
};
use hearth_record::Flag;

use super::file::Opened;
use crate::{
    answer::{Answer, page as rendered},
    frame, paths,
    view::{
        Link,
        access::{AccessPage, AccessRow, ToldRow},
        file::Section,
    },
};

/// `GET /children/{id}/access`
pub async fn page(opened: Opened) -> Result<Response, Answer> {
    let looks = who_looked(&opened.signed.desk, &opened.view).await.map_err(|failure| opened.failed(failure))?;
    Ok(rendered(&AccessPage {
        frame: opened.frame("Who opened this file, and who was told"),
        identity: opened.identity(Some(Section::Access)),
        rows: looks.iter().map(row).collect(),
        acts: acts(&opened),
        told: told(&opened),
    }))
}

/// What was told of the person to others, as far as this reader sees the records that say so; and what it was decided not to tell.
fn told(opened: &Opened) -> Vec<ToldRow> {
    let row = |told: &Told| {
        let shared = &told.shared;
        let because = shared.justification.reveal().as_ref().map(|why| why.0.clone());
        let basis = [shared.basis.map(|basis| basis.words().to_owned()), because];
        let consent =
            shared.consent_sought.map(|consent| format!("Asked to agree: {}", consent.words().to_lowercase()));
        let family = shared.told.map(|told| told.words().to_owned());
        let times = if told.times > 1 { format!("{} times, the last on ", told.times) } else { String::new() };
        let what = shared.what.reveal().as_ref().map(|what| what.0.clone()).unwrap_or_default();
        ToldRow {
            on: format!("{times}{}", frame::moment(told.at)),
            whom: shared.recipient.reveal().0.clone(),
            what: if shared.is_withheld() { "Nothing: it was decided not to share".to_owned() } else { what },
            purpose: shared.purpose.reveal().0.clone(),
            basis: basis.into_iter().flatten().collect::<Vec<_>>().join(". "),
            family: family.into_iter().chain(consent).collect::<Vec<_>>().join(". "),
            href: paths::share(opened.view.id, told.record),
        }
    };
    let told = sharing::told(&opened.view);
    told.iter().filter(|told| told.shared.was_told() || told.shared.is_withheld()).map(row).collect()
}

fn acts(opened: &Opened) -> Vec<Link> {
    let mut acts = vec![Link::new("Declare a conflict of interest", paths::conflict(opened.view.id))];
    if opened.view.may(Action::Restrict) {
        let restricted = opened.view.has_now(Flag::Restricted);
        let words = if restricted { "Lift the restriction" } else { "Restrict this file" };
        acts.insert(1, Link::new(words, paths::restrict(opened.view.id)));
    }
    if opened.view.may(Action::ApproveAccess) {
        let ties = suspected_ties(&opened.view);
        let look = |(record, _): &(_, _)| Link::new("Look at a suspected tie", paths::tie(opened.view.id, *record));
        acts.extend(ties.iter().map(look));
    }
    acts
}

fn row(look: &Look) -> AccessRow {
    let role = look.role.parse::<Role>().map(Role::name).unwrap_or_default();
    let purpose = look.purpose.parse::<Purpose>().map(Purpose::words).unwrap_or_default();
    AccessRow {
        entry: look.entry.to_string(),
        at: frame::moment(look.at),
        who: look.who.clone(),
        role: role.to_owned(),
        what: what(look),
        why: purpose.to_owned(),
        denied: look.denied,
    }
}

fn what(look: &Look) -> String {
    let words = in_words(&look.action).unwrap_or(&look.action);
    match (look.denied, look.failed) {
        (true, _) => format!("Refused: {}", words.to_lowercase()),
        (_, true) => format!("Failed: {}", words.to_lowercase()),
        _ => words.to_owned(),
    }
}

/// What an action of the audit, or one that the policies were asked about, is called.
fn in_words(action: &str) -> Option<&'static str> {
    Some(match action {
        "file.open" | "open_file" => "Opened the file",
        "file.print" => "Printed a working copy",
        "text.search" => "Found words in the file",
        "address.reveal" => "Asked for a protected address",
        "address.correct" => "Corrected a protected address",
        "record.move" => "Moved a record to the right file",
        "glass.read" => "Read why it was opened in an emergency",
        "glass.review" => "Looked at an emergency access",
        "family.read" => "Read it for a relative's family page",
        "file.start" => "Started the file",
        "file.import" => "Imported records",
        "file.destroy" | "destroy" => "Destroyed the file",
        "retention.read" | "read_retention" => "Read how long the file is kept",
        "disposal.look" => "Looked whether the file may be destroyed",
        "disposal.give_back" => "Wrote down what was given back before the end of the file",
        "hold.place" => "Put the file under a hold",
        "file.destroy_again" => "Destroyed the file again after a restore",
        "record.add" | "record" => "Added a record",
        "record.correct" | "correct" => "Corrected a record",
        "record.withdraw" => "Withdrew a record",
        "correct_review" => "Corrected what a reviewing officer wrote",
        "read_section" => "Opened a section",
        "print" => "Printed a page",
        "contact.receive" => "Recorded a contact",
        "contact.open" => "Opened a contact that is about this person too",
        "contact.history" => "Looked what is known for a contact",
        "contact.take" => "Took the contact",
        "contact.danger" => "Said that the child is in danger now",
        "contact.anonymous" => "Kept who contacted us anonymous",
        "contact.consent" => "Recorded what the family knows",
        "contact.decide" | "decide_contact" => "Decided the contact",
        "contact.feedback" => "Told the person who contacted us",
        "know_referrer" => "Learnt who contacted us",
        "adopters.look" | "adopters.list" => "Looked what the returns lack of an adoption",
        "adopters.hand_over" | "hand_over" => "Handed over what the returns ask about adopters",
        "enquiry.ask" => "Asked an agency",
        "enquiry.open" => "Opened a question to an agency",
        "enquiry.answer" => "Recorded the answer of an agency",
        "enquiry.hold" => "Answered; the answer is held for somebody who may open the file",
        "consent.asked" => "Recorded whether we may share",
        "consent.withdrawn" => "Recorded that agreement to share was withdrawn",
        "consent.recipient_told" => "Told a recipient that agreement was withdrawn",
        "processing_consent.asked" => "Recorded consent to processing",
        "processing_consent.withdrawn" => "Recorded that consent to processing was withdrawn",
        "police_request.taken" => "Took down a request by the police",
        "police_request.refused" => "Refused a request by the police",
        "police_request.answered" => "Answered a request by the police",
        "police_request.released" | "clear_disclosure" => "Released a request by the police to the family’s list",
        "police_request.read" => "Read a request by the police",
        "court_bundle.proposed" => "Put a court bundle together",
        "court_bundle.released" | "release_to_court" => "Released a court bundle",
        "court_party.offered" => "Offered a relative to withdraw",
        "court_party.withdrew" => "Set apart the part of a relative who withdrew",
        "court_party.decided" => "Decided of the part of a relative who withdrew",
        "transfer.proposed" => "Proposed a transfer abroad",
        "transfer.told" => "Told them of a transfer abroad",
        "transfer.approved" => "Approved a transfer abroad",
        "transfer.refused" => "Refused a transfer abroad",
        "transfer.sent" => "Sent what was approved for abroad",
        "transfer.read" => "Read a proposed transfer abroad",
        "export" => "Took a copy",
        "share.decide" | "share" => "Decided to share",
        "share.withhold" => "Decided not to share",
        "share.refuse" => "Was told why something cannot be shared",
        "share.urgent" => "Told somebody in an emergency",
        "share.review" => "Looked at what was told in an emergency",
        "share.approve" | "approve_share" => "Agreed to share",
        "share.take_back" => "Took back what was about to be shared",
        "share.send" => "Handed over a package",
        "share.letter" => "Took the letter about a change",
        "share.receive" => "A package was fetched by whom it was for",
        "share.stop" => "Stopped a share",
        "share.recall" => "Told a recipient what has changed",
        "share.told" => "Told the family of a share",
        "find" => "Found the person",
        "list_row" => "Saw the file in a list",
        "list.disagreed" => "Left out of a list on which the rules disagreed",
        "glass.break" | "break_glass" => "Opened it in an emergency",
        "approve_access" => "Approved access",
        "restriction.set" | "restrict" => "Restricted the file",
        "restriction.lift" => "Lifted the restriction",
        "conflict.declare" => "Declared a conflict of interest",
        "conflict.detect" => "Was found to have a tie with the family",
        "conflict.set_aside" => "Set a suspected tie aside",
        "person.join" | "merge" => "Said that two files are of one person",
        "person.part" => "Said that two files are not of one person",
        "adoption.split" => "Prepared the adoption file",
        "document.store" => "Stored a document",
        "document.open" => "Opened a document",
        "return.send" => "Sent in a statutory return",
        "return.sending" => "Made ready to be sent to the department",
        "return.refused" => "Noted that the department refused what was sent",
        "read_return" => "Read what a return is made of",
        "correct_return" => "Corrected what a return is made of",
        "answer_enquiry" => "Answered an enquiry",
        "read_audit" => "Read who looked",
        _ => return of_requests(action),
    })
}

/// The same for what is done with requests and complaints.
fn of_requests(action: &str) -> Option<&'static str> {
    Some(match action {
        "request.begin" => "Began to write a request or a complaint down",
        "request.take" | "take_request" => "Wrote down that somebody asks about their information",
        "request.ask_proof" => "Asked for proof of who asks",
        "request.proved" => "Wrote down how it was proved who asks",
        "request.ask_meaning" => "Asked what a request means",
        "request.meant" => "Wrote down what a request means",
        "request.more_time" => "Told somebody that their request takes longer",
        "request.decide" => "Decided a request",
        "request.read" => "Looked at the papers that answer a request",
        "request.agree" => "Agreed to the papers that answer a request",
        "request.answer" => "Answered a request",
        "request.take_over" => "Took over the answer to a request or a complaint",
        "request.close" => "Closed a request that was answered",
        "request.hand_over" => "Took the papers that answered a request",
        "request.reopen" => "Took a request up again because a hold was released",
        "complaint.take" => "Wrote a complaint down",
        "complaint.answer" => "Answered a complaint",
        "complaint.more_time" => "Told somebody that their complaint takes longer",
        "complaint.panel" => "Wrote down what a complaint panel did",
        "complaint.stage" => "Took a complaint to its next stage",
        "complaint.close" => "Closed a complaint",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use hearth_access::{Action, action::Object};

    use super::in_words;

    #[test]
    fn every_action_on_a_file_has_words_for_its_page() {
        for action in Action::ALL.iter().filter(|action| action.object() != Object::Authority) {
            assert!(in_words(action.code()).is_some(), "{action}");
        }
    }
}
