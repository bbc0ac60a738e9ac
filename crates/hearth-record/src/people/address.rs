use crate::prelude::*;

/// Where the person lives or lived, and where letters go. A move ends one address and begins another, so that the old one
/// stays.
#[derive(Record, Clone)]
#[record(kind = "address", title = "Address", service = People, category = PersonalInformation)]
pub struct Address {
    /// What the address is to the person.
    #[field(label = "Type of address")]
    pub address_type: Open<sets::AddressType>,
    /// The room.
    pub room: Private<Option<Line>>,
    /// The floor.
    pub floor: Private<Option<Line>>,
    /// The flat.
    pub flat: Private<Option<Line>>,
    /// The name of the building.
    #[field(label = "Building")]
    pub building: Private<Option<Line>>,
    /// The number or name of the house.
    #[field(label = "House number or name")]
    pub house: Private<Option<Line>>,
    /// The street.
    pub street: Private<Option<Line>>,
    /// The town.
    #[field(label = "Town or city")]
    pub town: Private<Option<Line>>,
    /// The postcode. The one of the home at the start of care goes into the SSDA903 as `HOME_POST`.
    #[field(find = Postcode)]
    pub postcode: Private<Option<Postcode>>,
    /// The unique property reference number.
    #[field(label = "Property reference (UPRN)")]
    pub uprn: Private<Option<Whole<1, 999_999_999_999>>>,
    /// Metres east on the national grid.
    pub easting: Private<Option<Whole<0, 700_000>>>,
    /// Metres north on the national grid.
    pub northing: Private<Option<Whole<0, 1_300_000>>>,
    /// The day of moving in, where that is known.
    #[field(label = "Moved in")]
    pub started: Open<Option<Date>>,
    /// The day of moving out.
    #[field(label = "Moved out")]
    pub ended: Open<Option<Date>>,
    /// Whether the address must be kept from somebody, such as a refuge. It stays so after the person has moved on.
    #[field(label = "Is this address protected?", hint = "A protected address is kept out of letters, packs and copies of the file")]
    pub protected: Open<Option<bool>>,
    /// From whom it is kept and why.
    #[field(label = "Protected from whom, and why?", of = ThirdParty)]
    pub protected_because: Private<Option<Narrative>>,
    /// Who told it, where nobody of the council has been there and no paper says it. Never the name of somebody who asked not to be
    /// named.
    #[field(label = "Who says so?", of = ThirdParty)]
    pub source: Private<Option<Line>>,
    /// The day on which it was told.
    #[field(label = "Told on")]
    pub told_on: Open<Option<Date>>,
    /// Whether a paper, a visit or a second source bears it out. One that is said to be unconfirmed is nobody's home while there is
    /// another.
    pub confirmed: Open<Option<bool>>,
}

impl Address {
    /// The fields that tell where an address is.
    pub const WHERE: &[&str] = &[
        "room", "floor", "flat", "building", "house", "street", "town", "postcode", "uprn", "easting", "northing",
    ];

    /// What the home is chosen by among the addresses of one time, the greatest: one that is borne out before one that was only told,
    /// then the latest.
    pub fn likeliest(&self) -> (bool, Option<Date>) {
        (*self.confirmed != Some(false), *self.started)
    }
}

impl Makes for Address {
    fn events(&self) -> Events {
        events![address.moved_in => self.started, address.moved_out => self.ended]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.started, "ended", *self.ended, "the day of moving in")
    }

    /// A protected address stays protected when the person leaves it: where a refuge is must not be told later either.
    fn flags(&self) -> Vec<Flag> {
        if *self.protected == Some(true) { vec![Flag::ProtectedAddress] } else { Vec::new() }
    }

    /// Where a protected address is.
    fn withheld(&self) -> &'static [&'static str] {
        if *self.protected == Some(true) { Self::WHERE } else { &[] }
    }

    fn headline(&self) -> String {
        self.address_type.words().to_owned()
    }
}
