//! How something goes to its recipient, and how far it is once it was decided.

use hearth_record::{Problems, sets::SharingChannel, sharing::Shared};
use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{Way, asked::Asked};
use crate::settings::{Recipient, Sort};

/// How long a share can be taken back before it goes.
pub const CAN_BE_TAKEN_BACK: SignedDuration = SignedDuration::from_mins(15);
/// How long a package can be fetched.
pub(super) const CAN_BE_FETCHED: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How it goes. Plain electronic mail is no way.
pub(super) fn channel(
    asked: &Asked<'_>,
    recipient: &Recipient,
    keyed: bool,
    problems: &mut Problems,
) -> Option<SharingChannel> {
    let code = asked.of("channel");
    if matches!(code.to_ascii_uppercase().as_str(), "EMAIL" | "E-MAIL" | "MAIL") {
        problems.add_if(
            true,
            "channel",
            "must be a secure way: ordinary e-mail can be read and misdirected. Choose the encrypted package, the link that opens once, \
             secure post or their portal",
        );
        return None;
    }
    let Ok(channel) = SharingChannel::parse(&code) else {
        problems.add_if(true, "channel", "is needed: say how it goes to them");
        return None;
    };
    problems.add_if(
        code == "ENCRYPTED" && !keyed,
        "channel",
        format!(
            "cannot be the encrypted package: no key of {} was checked yet. Choose the link that opens once",
            recipient.name
        ),
    );
    Some(channel)
}

/// The way of the record.
pub(super) fn way(recipient: &Recipient, until: Option<Date>, channel: Option<SharingChannel>) -> Way {
    match (until, recipient.sort, channel.map(SharingChannel::code)) {
        (Some(_), ..) => Way::Feed,
        (None, Sort::Internal, _) => Way::Internal,
        (None, _, Some("POST")) => Way::Letter,
        (None, _, Some("PORTAL")) => Way::Portal,
        _ => Way::Package,
    }
}

/// How far a share is that was decided.
pub(super) fn state(reveals: bool, until: Option<Date>, channel: Option<SharingChannel>) -> &'static str {
    let spoken = channel.is_some_and(|channel| channel.code() == "SPOKEN");
    match (reveals, until) {
        (true, _) => "WAITING",
        (false, Some(_)) => "STANDING",
        (false, None) if spoken => "SENT",
        (false, None) => "QUEUED",
    }
}

/// How far a share is once a second person agreed, and from when it goes.
pub(super) fn approved(shared: &Shared, now: Timestamp) -> (&'static str, Option<Timestamp>) {
    let state = state(false, *shared.until, *shared.channel);
    (state, now.checked_add(CAN_BE_TAKEN_BACK).ok().filter(|_| state == "QUEUED"))
}
