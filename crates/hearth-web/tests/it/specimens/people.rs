//! Finding and choosing people, signing in.

use hearth_web::view::{
    Frame, Link, Tag, Tone,
    file::Section,
    people::{Asked, ChoosePersonPage, FindPage, Found, FoundPerson},
    sign_in::{DemoCard, DemoCouncil, SignInPage},
};

use super::{FILE, frame, jaden, text};

pub fn find(found: bool) -> FindPage {
    let person = |name: &str, open: bool, born: &str, lives: &str, standing: Vec<Tag>, why: &[&str]| FoundPerson {
        name: text(name),
        person: text("01936b1e5c7a7d0e8f21a4c9d8e7b604"),
        href: open.then(|| text(FILE)),
        reference: text("C0000001"),
        born: text(born),
        lives: text(lives),
        standing,
        why: why.iter().map(|words| text(words)).collect(),
    };
    FindPage {
        frame: frame("Find a person"),
        asked: if found { Asked { q: text("kayleigh oakell"), ..Asked::default() } } else { Asked::default() },
        found: found.then(|| Found {
            count: text("2 people, the likeliest first"),
            people: vec![
                person(
                    "Kayla Okell",
                    true,
                    "4 June 2019, 7 years",
                    "Bootle",
                    vec![Tag::new("Child protection", Tone::Standing)],
                    &["Okell sounds like Oakell", "Kayla is near Kayleigh"],
                ),
                person(
                    "Kayleigh Oakley",
                    false,
                    "1 May 2012, 14 years",
                    "Southport",
                    vec![Tag::new("Restricted", Tone::Grave)],
                    &["Kayleigh is the same"],
                ),
            ],
            more: Some(text("There are more than 20. Add a date of birth or a postcode to see fewer.")),
        }),
        instead: vec![Link::new("Record a contact about somebody new", "/contacts/add")],
    }
}

pub fn choose_person() -> ChoosePersonPage {
    let of = find(true);
    ChoosePersonPage {
        frame: Frame { back: Some(Link::new("Back to: relationship", FILE)), ..frame("Find somebody") },
        identity: jaden(Section::Family, false),
        field: text("Person known here"),
        action: format!("{FILE}/choose/add:relationship/other"),
        asked: of.asked,
        found: of.found,
        form: format!("{FILE}/add/relationship"),
        by_name: true,
    }
}

pub fn sign_in(demo: bool) -> SignInPage {
    let card = |login: &str, role: &str, name: &str, does: &str, waits: Option<&str>| DemoCard {
        login: text(login),
        role: text(role),
        name: text(name),
        does: text(does),
        waits: waits.map(text),
    };
    let cards = vec![
        card(
            "contact.officer",
            "Contact officer",
            "Dev Morgan",
            "Records what people tell the front door.",
            Some("1 decision late, 1 due in 2 hours"),
        ),
        card(
            "social.worker",
            "Social worker",
            "Priya Nair",
            "Works with the Lewin and Okell families.",
            Some("5 overdue"),
        ),
        card("team.manager", "Team manager", "Owen Blythe", "Allocates, decides and supervises in Crosby.", None),
        card(
            "iro",
            "Independent reviewing officer",
            "Hazel Amin",
            "Chairs the reviews of looked-after children.",
            None,
        ),
        card("administrator", "Administrator", "Sam Rourke", "Keeps accounts and settings; sees no file.", None),
    ];
    let council = |name: &str| DemoCouncil { name: text(name), cards: cards.clone() };
    SignInPage {
        frame: Frame { me: None, council: String::new(), demo, ..frame("Sign in") },
        demo: if demo { vec![council("Sefton Council"), council("Knowsley Council")] } else { vec![] },
        login: String::new(),
        ask_code: !demo,
        refused: (!demo).then(|| text("The login, the password or the code is wrong. Try again.")),
        next: String::new(),
    }
}
