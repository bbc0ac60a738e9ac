//! What every page has: the bar, the banner of the demonstration, the way back, a notice, the foot, the printed head.

/// A link with the words that it shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub text: String,
    /// The address, never with a name in it.
    pub href: String,
}

impl Link {
    /// A link that shows `text` and leads to `href`.
    pub fn new(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self { text: text.into(), href: href.into() }
    }
}

/// How a tag looks. The word on it says the same without the colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// A plain state.
    #[default]
    Plain,
    /// Part of how the child stands with the council: in need, looked after.
    Standing,
    /// What changes how everything else is read: protected, restricted, deceased.
    Grave,
    /// Somebody has to act. Use it rarely.
    Needs,
}

/// A short word in a shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// One to three words.
    pub text: String,
    /// How it looks.
    pub tone: Tone,
}

impl Tag {
    /// A tag of this tone.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }

    /// The class of the style sheet.
    pub fn class(&self) -> &'static str {
        match self.tone {
            Tone::Plain => "hearth-tag--plain",
            Tone::Standing => "hearth-tag--teal",
            Tone::Grave => "hearth-tag--grave",
            Tone::Needs => "hearth-tag--needs",
        }
    }
}

/// A label and what stands beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The label.
    pub label: String,
    /// The value in words; paragraphs are kept.
    pub value: String,
    /// Where the value leads, if anywhere.
    pub href: Option<String>,
}

impl Row {
    /// A row that leads nowhere.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into(), href: None }
    }

    /// The same row, leading to `href`.
    #[must_use]
    pub fn to(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }
}

/// Who is signed in, as the bar shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// The person's name.
    pub name: String,
    /// Role and team, such as "Social worker, Bootle team".
    pub role: String,
}

/// One message after an act that worked, such as "Contact recorded".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// Where to see it, if anywhere.
    pub link: Option<Link>,
}

impl Notice {
    /// That something was done.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), link: None }
    }
}

/// The head of each printed sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Whose file it is, with the reference.
    pub about: String,
    /// The marking, such as "Official, sensitive: personal".
    pub marking: String,
    /// Who printed it and when.
    pub printed: String,
}

/// What every page has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frame {
    /// The page's own title; the browser shows it before the council's name. No name of a person on pages whose title
    /// a browser may keep in its history.
    pub title: String,
    /// The council, such as "Sefton Council". Empty before anybody is signed in to an instance of several councils.
    pub council: String,
    /// Whether the banner of the demonstration stands at the top.
    pub demo: bool,
    /// The token that every posted form carries.
    pub csrf: String,
    /// Who is signed in; without it there is neither search nor sign out.
    pub me: Option<Me>,
    /// The way back, at the top of the page.
    pub back: Option<Link>,
    /// What has just been done.
    pub notice: Option<Notice>,
    /// Where help is to be had; the same place on every page.
    pub help: Option<Link>,
    /// The head of each printed sheet; pages of a file have one.
    pub sheet: Option<Sheet>,
    /// Who owns the information that the page asks for or shows, and where they are written to; empty before the council is known.
    pub owner: String,
}
