//! The letter that tells a recipient what changed in what they hold (UK GDPR Article 19). It names nobody: it gives the reference of what
//! they have, and what of it was corrected, withdrawn or restricted.

use hearth_access::Action;
use hearth_calendar::{in_words, london_date};
use hearth_documents::{Block, Document};
use hearth_record::{ids::RecordId, sets::SharingBasis, sharing::Shared};
use hearth_store::Outcome;

use super::{
    Disclosure, Way,
    package::{Package, folder, paper, reference, sealed, written},
};
use crate::{Desk, Failure, FileView, governance::registers::live};

/// What the recipient is to do with the notice.
const PURPOSE: &str = "Correct or destroy what you hold";
/// The law that requires it.
const LAW: &str = "UK GDPR Article 19: each recipient is told of what was rectified, erased or restricted";

/// The letter for the recipient of a share in which something changed, to go by the way by which that went: encrypted to their key, or on
/// paper. Two queries, a load and an entry.
///
/// # Errors
/// [`Failure::Wrong`] where nothing changed or it cannot be written, and what access and the store refuse.
pub async fn letter(desk: &Desk, view: &FileView, record: RecordId) -> Result<Package, Failure> {
    let permit = desk.decided(Action::Share, &view.facts, &desk.context(view.purpose())).await?;
    let found = view.all::<Shared>().into_iter().find(|(id, _)| *id == record);
    let (_, shared) = found.ok_or(Failure::Absent("there is no such share"))?;
    waits(&shared)?;
    let bytes = written(&document(desk, record, &shared)?)?;
    let name = format!("{}-notice", reference(record));
    let package = if shared.channel.is_some_and(|channel| channel.code() == "ENCRYPTED") {
        let registers = live(desk.instance(), desk.authority()).await?;
        sealed(folder(&[("notice.pdf", &bytes)])?, &name, &shared, &registers)?
    } else {
        Package { name: format!("{name}.pdf"), media_type: "application/pdf", bytes }
    };
    let mut entry = desk.entry("share.letter", Some(&permit), Some(view.id), Outcome::Done);
    entry.record = Some(record);
    desk.instance().store.note(vec![entry]).await?;
    Ok(package)
}

/// Whether the recipient of a share is to be told of a change.
///
/// # Errors
/// [`Failure::Wrong`] where nothing changed, or they were told.
pub(super) fn waits(shared: &Shared) -> Result<(), Failure> {
    if shared.recall.reveal().is_empty() {
        return Err(Failure::Wrong("nothing changed in what they hold".to_owned()));
    }
    if shared.recalled_at.is_some() {
        return Err(Failure::Wrong("they were told of this already".to_owned()));
    }
    Ok(())
}

/// The record that a recipient was told of a change: it goes through the gate like everything that is told.
pub(super) fn told(desk: &Desk, record: RecordId, shared: &Shared) -> Result<Shared, Failure> {
    let lines: Vec<&str> = shared.recall.reveal().iter().map(|line| line.0.as_str()).collect();
    let what = lines.join("\n");
    let gate = Disclosure {
        way: Way::Letter,
        recipient: &shared.recipient.reveal().0,
        purpose: PURPOSE,
        basis: SharingBasis::parse("LEGAL").ok(),
        because: Some(LAW),
        what: Some(&what),
        from: Some(record),
    };
    let told = gate.pass(desk, desk.now())?;
    Ok(Shared {
        recipient_code: shared.recipient_code.clone(),
        recipient_kind: shared.recipient_kind,
        relative: shared.relative,
        channel: shared.channel,
        ..told
    })
}

fn document(desk: &Desk, record: RecordId, shared: &Shared) -> Result<Document, Failure> {
    let pack = desk.pack()?;
    let changed = shared.recall.reveal().iter().map(|line| line.0.clone()).collect();
    let day = |at| in_words::date_without_weekday(london_date(at));
    let blocks = vec![
        Block::Rows(vec![
            ("To".to_owned(), shared.recipient.reveal().0.clone()),
            ("Our reference".to_owned(), reference(record)),
            ("Date".to_owned(), day(desk.now())),
            ("What you have from us".to_owned(), format!("Shared on {}", day(*shared.shared_at))),
            ("So that you could".to_owned(), shared.purpose.reveal().0.to_lowercase()),
        ]),
        Block::Heading("What has changed".to_owned()),
        Block::List(changed),
        Block::Heading("What we ask of you".to_owned()),
        Block::List(vec![
            "Correct or destroy what you hold of this.".to_owned(),
            "Tell everybody to whom you passed it on.".to_owned(),
            format!("Write back to {} that you have done so, and give our reference.", pack.name),
        ]),
        Block::Paragraph(
            "If you need what is right now, ask us: we decide anew what we can share with you. The law requires us to tell you this (UK GDPR \
             Article 19)."
                .to_owned(),
        ),
        Block::Paragraph(format!("{}, for {}", desk.name(), pack.name)),
        Block::Paragraph(pack.owner()),
    ];
    Ok(paper(pack, "A change in what you hold".to_owned(), desk.now(), blocks))
}
