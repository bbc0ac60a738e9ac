//! Two people, not two accounts: who may decide what another began.

use hearth_access::Role;
use hearth_record::ids::WorkerId;

use crate::{Desk, Failure, access::Holder};

/// Whether whoever is at the desk may decide what `other` began: another human being, neither of the two an administrator of accounts
/// under any sign-in name, and neither the other's line manager, as far as that is known. One query.
///
/// # Errors
/// [`Failure::Wrong`] with the reason, and what the store refuses: what cannot be looked up is refused.
pub(crate) async fn two(desk: &Desk, other: WorkerId) -> Result<(), Failure> {
    let me = desk.subject().worker;
    let refuse = |why: &str| Err(Failure::Wrong(why.to_owned()));
    if me == other {
        return refuse(
            "this takes two people, and you are the one who began it: ask a colleague to decide with their own account",
        );
    }
    let (mut mine, mut theirs) = (None, None);
    for account in desk.instance().store.accounts(desk.authority()).await? {
        let holder = Holder::of(&account)?;
        let of = if holder.worker == me {
            &mut mine
        } else if holder.worker == other {
            &mut theirs
        } else {
            continue;
        };
        if holder.role == Role::Administrator.code() {
            return refuse("one of the two of you keeps the accounts of this system: somebody else must decide");
        }
        *of = holder.manager.or(*of);
    }
    if mine == Some(other) || theirs == Some(me) {
        return refuse("one of the two of you manages the other: somebody outside that line must decide");
    }
    if mine.is_some() && mine == theirs {
        return refuse("the two of you have one line manager: somebody of another line must decide");
    }
    Ok(())
}
