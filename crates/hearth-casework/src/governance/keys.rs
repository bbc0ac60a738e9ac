//! The keys to which packages are encrypted: each was read back by the recipient to a named officer before anything is sealed with it.

use age::x25519::Recipient as Key;
use hearth_access::Action;
use hearth_record::{
    Problems, Record,
    class::{Open, Private},
    governance::KeyChecked,
    ids::RecordId,
    value::Line,
};
use sha2::{Digest, Sha256};

use super::registers::papers;
use crate::{Desk, Failure, papers::Hand, recording::document::hex};

/// How many digits of the fingerprint are read out: 128 bits.
const READ_OUT: usize = 32;

/// The fingerprint of a key, as the recipient reads it out: the first digits of the SHA-256 of its one line.
pub fn fingerprint(key: &str) -> String {
    hex(&Sha256::digest(key.trim()))[..READ_OUT].to_owned()
}

/// Writes down that a key was checked: packages for this recipient can be encrypted to it from now on, and no longer to an earlier one.
/// Three queries, a load and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever does not approve rules, [`Failure::Problems`] where it is no key, it is not the one whose fingerprint was
/// read out or it was read out on a day that has not come, and what the store refuses.
pub async fn check_key(desk: &Desk, checked: &KeyChecked) -> Result<RecordId, Failure> {
    desk.may(Action::ApproveRules).await?;
    let pack = desk.pack()?;
    let mut problems = Problems::none();
    problems.add_if(pack.recipient(&checked.recipient.0.0).is_none(), "recipient", "is needed: choose who it is of");
    let key = checked.key.reveal().0.trim();
    let secret = key.to_ascii_uppercase().starts_with("AGE-SECRET-KEY");
    problems.add_if(
        secret,
        "key",
        "is the secret half of one, which nobody may ever send: it cannot be used any more. Ask them to make another",
    );
    problems.add_if(
        !secret && key.parse::<Key>().is_err(),
        "key",
        "is no key that anything can be encrypted to: ask for the one line that begins with age1",
    );
    let heard: String = checked
        .fingerprint
        .reveal()
        .0
        .chars()
        .filter(char::is_ascii_hexdigit)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    problems.add_if(
        problems.is_empty() && heard != fingerprint(key),
        "fingerprint",
        "is not that of this key: what came to you may not be what they sent. Do not use it; ask them to read both to you again",
    );
    problems.add_if(*checked.checked_on > desk.today(), "checked_on", "must be today or before");
    problems.or_ok(())?;
    let checked = KeyChecked {
        key: Private::new(Line(key.to_owned())),
        fingerprint: Private::new(Line(heard)),
        checked_by: Open(Some(desk.subject().worker)),
        ended_on: Open(None),
        ended_because: Private::new(None),
        ..checked.clone()
    };
    Hand::of(desk).write(&papers(), "key.check", &checked, None).await
}

/// Stops the use of a recipient's key at once: one that was lost, or that somebody else may have. Three queries, a load and a change.
///
/// # Errors
/// [`Failure::Refused`] for whoever does not approve rules, [`Failure::Problems`] without a reason, [`Failure::Absent`] where none is in use,
/// and what the store refuses.
pub async fn end_key(desk: &Desk, recipient: &str, because: &str) -> Result<(), Failure> {
    desk.may(Action::ApproveRules).await?;
    let because = because.trim();
    if because.is_empty() {
        return Err(Problems::at("because", "is needed: say why it is not used any more").into());
    }
    let hand = Hand::of(desk);
    hand.amend(&papers(), "key.end", None, |amending| {
        let of = |(_, held): &(RecordId, KeyChecked)| held.recipient.0.0 == recipient && held.ended_on.is_none();
        let live: Vec<(RecordId, KeyChecked)> = amending.file().all::<KeyChecked>().filter(of).collect();
        if live.is_empty() {
            return Err(Failure::Absent("no key of this recipient is in use"));
        }
        for (id, held) in live {
            let ended = KeyChecked {
                ended_on: Open(Some(desk.today())),
                ended_because: Private::new(Some(Line(because.chars().take(200).collect()))),
                ..held
            };
            amending.correct(id, ended.to_fields(), hand.written(Some(because.to_owned())), hand.now());
        }
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_what_the_recipients_own_computer_shows() {
        // printf %s age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p | sha256sum
        let key = "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p";
        assert!(key.parse::<Key>().is_ok());
        assert_eq!(fingerprint(&format!("{key}\n")), "cf7e5682313150685bf16e42c4ea48e1");
    }
}
