//! The registers that the council answers for, and its notice.

mod adding;
mod ending_key;
mod notice;
mod registers;

pub use adding::{
    agreement_form, agreement_save, end_form, end_save, key_form, key_save, purpose_form, purpose_save, statute_form,
    statute_save,
};
pub use ending_key::{end_key_form, end_key_save};
pub use notice::{decide as notice_decide, own_form, own_save, page as notice};
pub use registers::{agreements, automated, contacts, csv, index, legislation, purposes, recipients};
