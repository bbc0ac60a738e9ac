use hearth_practice::matching::Home;
use hearth_record::Fields;

use super::Told;
use crate::{
    Desk, Failure,
    people::who::{Described, Likely, who_is_this},
};

/// Who each of the people of a contact may be among those who are known, likeliest first: the whole household in one pass, and an
/// entry of the audit that says who was shown.
///
/// # Errors
/// What access and the store refuse.
pub async fn likely(desk: &Desk, people: &[&Told]) -> Result<Vec<Vec<Likely>>, Failure> {
    let described: Vec<Described> = people.iter().map(|told| described(told)).collect();
    who_is_this(desk, &described).await
}

fn described(told: &Told) -> Described {
    let text = |fields: &Fields, name: &str| fields.text(name).unwrap_or_default().to_owned();
    let date = |name: &str| told.person.text(name).and_then(|date| date.parse().ok());
    let home = |address: &Fields| Home {
        house: text(address, "house"),
        street: text(address, "street"),
        town: text(address, "town"),
        postcode: text(address, "postcode"),
    };
    Described {
        given: text(&told.person, "forename"),
        family: text(&told.person, "surname"),
        born: date("born"),
        expected: date("expected"),
        homes: told.address.iter().map(home).collect(),
        ..Described::default()
    }
}
