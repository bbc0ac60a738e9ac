//! Communities: which names go together, and which ethnicity codes those who bear them may have.

use crate::people::{forenames, surnames};

/// Names that are given together.
pub(crate) struct Community {
    /// Ethnicity codes with their weights.
    pub(crate) ethnicities: &'static [(&'static str, u32)],
    pub(crate) girls: &'static [&'static str],
    pub(crate) boys: &'static [&'static str],
    pub(crate) women: &'static [&'static str],
    pub(crate) men: &'static [&'static str],
    pub(crate) surnames: &'static [&'static str],
    /// First language where it is often not English.
    pub(crate) language: Option<&'static str>,
}

const BRITISH: Community = Community {
    ethnicities: &[("WBRI", 960), ("NOBT", 12), ("REFU", 6), ("MWBC", 12), ("MOTH", 10)],
    girls: forenames::GIRLS,
    boys: forenames::BOYS,
    women: forenames::WOMEN,
    men: forenames::MEN,
    surnames: surnames::BRITISH,
    language: None,
};

const IRISH: Community = Community {
    ethnicities: &[("WIRI", 7), ("WIRT", 3)],
    girls: &["Niamh", "Aoife", "Ciara", "Saoirse", "Roisin", "Orla", "Maeve", "Eimear", "Clodagh", "Caoimhe"],
    boys: &["Cillian", "Conor", "Oisin", "Fionn", "Cormac", "Eoin", "Darragh", "Rian", "Tadhg", "Cathal"],
    women: &["Sinead", "Deirdre", "Grainne", "Siobhan", "Fionnuala", "Bridget", "Maura", "Aisling"],
    men: &["Padraig", "Brendan", "Declan", "Eamonn", "Seamus", "Donal", "Niall", "Fergus"],
    surnames: &[
        "O'Reilly",
        "Doherty",
        "McDonagh",
        "Ward",
        "Maughan",
        "O'Sullivan",
        "Keane",
        "Connors",
        "Stokes",
        "Heaney",
    ],
    language: None,
};

const EASTERN_EUROPEAN: Community = Community {
    ethnicities: &[("WOTH", 92), ("WROM", 8)],
    girls: &["Zuzanna", "Julia", "Maja", "Oliwia", "Lena", "Anastasia", "Gabriela", "Nikola", "Daria", "Ilinca"],
    boys: &["Jakub", "Antoni", "Filip", "Szymon", "Kacper", "Andrei", "Matei", "Oleksandr", "Mykola", "Dominik"],
    women: &["Katarzyna", "Agnieszka", "Magdalena", "Ioana", "Oksana", "Elena", "Joanna", "Iveta"],
    men: &["Piotr", "Tomasz", "Marcin", "Ionut", "Viktor", "Pawel", "Mihai", "Radoslav"],
    surnames: &[
        "Nowak",
        "Kowalska",
        "Wisniewski",
        "Popescu",
        "Ionescu",
        "Shevchenko",
        "Mazur",
        "Kaminski",
        "Balog",
        "Horvath",
    ],
    language: Some("Polish"),
};

const SOUTH_ASIAN_MUSLIM: Community = Community {
    ethnicities: &[("APKN", 5), ("ABAN", 5), ("AOTH", 2)],
    girls: &["Aisha", "Fatima", "Maryam", "Zainab", "Hafsa", "Amina", "Inaya", "Khadija", "Sumaiya", "Ayesha"],
    boys: &["Muhammad", "Yusuf", "Ibrahim", "Ali", "Hamza", "Zayn", "Ayaan", "Musa", "Rayyan", "Haris"],
    women: &["Shabnam", "Nasreen", "Rukhsana", "Saima", "Shaista", "Farzana", "Rehana", "Tahira"],
    men: &["Imran", "Tariq", "Asif", "Shahid", "Nadeem", "Kamran", "Abdul", "Faisal"],
    surnames: &["Khan", "Ahmed", "Hussain", "Begum", "Malik", "Akhtar", "Miah", "Rahman", "Chowdhury", "Iqbal"],
    language: Some("Urdu"),
};

const INDIAN: Community = Community {
    ethnicities: &[("AIND", 9), ("AOTH", 1)],
    girls: &["Ananya", "Diya", "Priya", "Saanvi", "Kavya", "Simran", "Jasleen", "Meera", "Isha", "Riya"],
    boys: &["Arjun", "Aarav", "Rohan", "Vihaan", "Dev", "Gurpreet", "Harjit", "Kiran", "Nikhil", "Ishaan"],
    women: &["Sunita", "Anjali", "Deepa", "Manpreet", "Lakshmi", "Sangeeta", "Rekha", "Harpreet"],
    men: &["Rajesh", "Sanjay", "Suresh", "Amit", "Balwinder", "Vijay", "Prakash", "Sandeep"],
    surnames: &["Patel", "Singh", "Kaur", "Sharma", "Nair", "Thomas", "Reddy", "Gill", "Menon", "Joseph"],
    language: Some("Malayalam"),
};

const AFRICAN: Community = Community {
    ethnicities: &[("BAFR", 9), ("BOTH", 1)],
    girls: &["Adaeze", "Blessing", "Temitope", "Abena", "Hodan", "Selam", "Chiamaka", "Ifrah", "Tendai", "Grace"],
    boys: &["Emmanuel", "David", "Chidi", "Kwame", "Abdi", "Yonas", "Ayomide", "Tariro", "Samuel", "Kofi"],
    women: &["Ngozi", "Folake", "Akosua", "Halima", "Hirut", "Patience", "Mercy", "Sahra"],
    men: &["Olumide", "Kwabena", "Mohamed", "Tesfaye", "Chukwuemeka", "Joseph", "Farah", "Tafadzwa"],
    surnames: &["Okafor", "Mensah", "Abdi", "Tesfay", "Adeyemi", "Moyo", "Osei", "Eze", "Warsame", "Ncube"],
    language: Some("Somali"),
};

const CARIBBEAN: Community = Community {
    ethnicities: &[("BCRB", 5), ("MWBC", 5)],
    girls: &["Jada", "Naomi", "Aaliyah", "Kiara", "Shanice", "Amara", "Imani", "Renee"],
    boys: &["Tyrell", "Jerome", "Isaiah", "Malachi", "Jaden", "Reuben", "Elijah", "Tyrese"],
    women: &["Marcia", "Yvonne", "Simone", "Natalie", "Monique", "Cherelle"],
    men: &["Leroy", "Delroy", "Errol", "Winston", "Andre", "Jermaine"],
    surnames: &["Campbell", "Grant", "Francis", "Bailey", "Gordon", "Dacosta", "Palmer", "Blake"],
    language: None,
};

const CHINESE: Community = Community {
    ethnicities: &[("CHNE", 10)],
    girls: &["Mei", "Xin Yi", "Jia", "Lily", "Ying", "Chloe"],
    boys: &["Jun", "Wei", "Hao", "Ethan", "Lok", "Ming"],
    women: &["Li", "Fang", "Xiu", "Amy", "Hui"],
    men: &["Jian", "Chun", "Tony", "Kwok", "Feng"],
    surnames: &["Chen", "Wong", "Li", "Zhang", "Lam", "Cheung", "Liu", "Ho"],
    language: Some("Cantonese"),
};

const MIDDLE_EASTERN: Community = Community {
    ethnicities: &[("OOTH", 10)],
    girls: &["Shirin", "Lamar", "Rojin", "Hala", "Nour", "Yasmin", "Zahra", "Avin"],
    boys: &["Ahmad", "Omid", "Karwan", "Rebin", "Farhad", "Omar", "Hassan", "Zana"],
    women: &["Layla", "Parisa", "Samira", "Huda", "Nasrin"],
    men: &["Karim", "Reza", "Azad", "Hamid", "Mustafa"],
    surnames: &["Ahmadi", "Hassan", "Karimi", "Rostami", "Al-Masri", "Mahmoud", "Aziz", "Rasul"],
    language: Some("Kurdish (Sorani)"),
};

/// The communities of the two boroughs, with their weights.
pub(crate) const FAMILIES: &[(&Community, u32)] = &[
    (&BRITISH, 900),
    (&IRISH, 14),
    (&EASTERN_EUROPEAN, 28),
    (&SOUTH_ASIAN_MUSLIM, 14),
    (&INDIAN, 10),
    (&AFRICAN, 14),
    (&CARIBBEAN, 8),
    (&CHINESE, 6),
    (&MIDDLE_EASTERN, 6),
];

/// The communities of children who came alone to seek asylum.
pub(crate) const CAME_ALONE: &[(&Community, u32)] = &[(&MIDDLE_EASTERN, 6), (&AFRICAN, 4)];
