//! Streets that do not exist in towns that do.

use crate::chance::Chance;

/// An address of the story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Flat, where there is one.
    pub flat: Option<String>,
    /// The number of the house.
    pub house: String,
    /// The street.
    pub street: String,
    /// The town or district.
    pub town: &'static str,
    /// The postcode: a district of the area, and a unit made up for it.
    pub postcode: String,
}

impl Address {
    /// Flat, house and street in one line.
    pub fn line(&self) -> String {
        let flat = self.flat.as_ref().map(|flat| format!("{flat}, ")).unwrap_or_default();
        format!("{flat}{} {}", self.house, self.street)
    }
}

/// A town with its postcode districts.
pub(crate) type Town = (&'static str, &'static [&'static str]);

pub(crate) const SEFTON: &[(Town, u32)] = &[
    (("Bootle", &["L20"]), 26),
    (("Litherland", &["L21"]), 11),
    (("Seaforth", &["L21"]), 6),
    (("Netherton", &["L30"]), 14),
    (("Waterloo", &["L22"]), 7),
    (("Crosby", &["L23"]), 9),
    (("Maghull", &["L31"]), 7),
    (("Formby", &["L37"]), 5),
    (("Ainsdale", &["PR8"]), 3),
    (("Southport", &["PR8", "PR9"]), 22),
];

pub(crate) const KNOWSLEY: &[(Town, u32)] = &[
    (("Huyton", &["L36"]), 30),
    (("Kirkby", &["L32", "L33"]), 28),
    (("Prescot", &["L34"]), 11),
    (("Whiston", &["L35"]), 10),
    (("Halewood", &["L26"]), 12),
    (("Stockbridge Village", &["L28"]), 7),
    (("Roby", &["L36"]), 6),
];

/// Towns of an authority that is neither.
pub(crate) const ELSEWHERE: &[(Town, u32)] =
    &[(("Sandhallow", &["L40"]), 3), (("Marlby", &["WN8"]), 2), (("Thornmere", &["WA10", "WA11"]), 2)];

const STREETS: &[&str] = &[
    "Alderwick",
    "Amberline",
    "Avocet",
    "Beaconfield",
    "Bellrope",
    "Birchmarsh",
    "Bittern",
    "Bracklesea",
    "Brickfold",
    "Bulwark",
    "Candlewick",
    "Capstan",
    "Cinderpath",
    "Clovelock",
    "Cobbleton",
    "Coralline",
    "Cormorant",
    "Curlewfield",
    "Dockray",
    "Dovermead",
    "Driftwood",
    "Dunlinfield",
    "Eastbarrow",
    "Eiderdown",
    "Elmscar",
    "Fairhaul",
    "Farthing",
    "Fenwharf",
    "Flaxmoor",
    "Foxglove",
    "Galleon",
    "Gannet",
    "Goldfinch",
    "Gorsehill",
    "Graniteside",
    "Greenhaven",
    "Halyard",
    "Harebell",
    "Hawser",
    "Heronshaw",
    "Holmwick",
    "Hornbeam",
    "Ironbridge",
    "Jackdaw",
    "Kestrelmoor",
    "Kittiwake",
    "Lanternfield",
    "Larkrise",
    "Lavender",
    "Lightship",
    "Limekiln",
    "Linnetfield",
    "Longacre",
    "Mallowfield",
    "Marramgrass",
    "Mastyard",
    "Meadowsweet",
    "Millrace",
    "Moorcroft",
    "Mossbarrow",
    "Natterjack",
    "Oakhaven",
    "Oystershell",
    "Packethouse",
    "Partridge",
    "Pebblebank",
    "Pinfold",
    "Plovermead",
    "Quarryside",
    "Quayfield",
    "Redshank",
    "Reedmace",
    "Ropewalk",
    "Rowanmoor",
    "Saltmarsh",
    "Samphire",
    "Sandpiper",
    "Seaholly",
    "Shorelark",
    "Silverbeck",
    "Skylark",
    "Slipway",
    "Sorrel",
    "Spinnaker",
    "Starling",
    "Stonechat",
    "Sycamore Holt",
    "Tarnside",
    "Teasel",
    "Tidemark",
    "Turnstone",
    "Upholder",
    "Vetchling",
    "Warbler",
    "Weathervane",
    "Westbarrow",
    "Whinfield",
    "Wigeon",
    "Willowholt",
    "Windlass",
    "Yarrowfield",
];

const KINDS: &[(&str, u32)] = &[
    ("Road", 30),
    ("Street", 22),
    ("Avenue", 18),
    ("Close", 12),
    ("Drive", 9),
    ("Grove", 6),
    ("Lane", 5),
    ("Way", 4),
    ("Crescent", 3),
    ("Court", 2),
];

/// An address in one of the towns.
pub(crate) fn address(chance: &mut Chance, towns: &[(Town, u32)]) -> Address {
    let (town, districts) = chance.weighted(towns);
    let street = format!("{} {}", chance.by_rank(STREETS), chance.weighted(KINDS));
    let number = 1 + chance.below(150);
    let (flat, house) = match chance.below(20) {
        0 => (Some(format!("Flat {}", 1 + chance.below(12))), number.to_string()),
        1 => (None, format!("{number}a")),
        _ => (None, number.to_string()),
    };
    Address { flat, house, street, town, postcode: postcode(chance, districts) }
}

/// The name of an invented street, for a school or a home that is called after it.
pub(crate) fn street_name(chance: &mut Chance) -> &'static str {
    chance.pick(STREETS)
}

fn postcode(chance: &mut Chance, districts: &[&'static str]) -> String {
    const UNIT: &[u8; 20] = b"ABDEFGHJLNPQRSTUWXYZ";
    let district = chance.pick(districts);
    let digit = chance.below(10);
    let (first, second) = (chance.pick(UNIT), chance.pick(UNIT));
    format!("{district} {digit}{}{}", char::from(first), char::from(second))
}
