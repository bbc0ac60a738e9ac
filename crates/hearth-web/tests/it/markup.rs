//! Just enough reading of pages for a test: what a reader sees, and what a form would send.

/// A form as the page gives it, to be filled in and sent.
#[derive(Clone)]
pub struct Form {
    pub action: String,
    pub pairs: Vec<(String, String)>,
}

impl Form {
    /// With this in a field; the boxes of a date are fields of their own.
    pub fn set(mut self, name: &str, value: &str) -> Self {
        self.pairs.retain(|(held, _)| held != name);
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With one more of several choices.
    pub fn and(mut self, name: &str, value: &str) -> Self {
        self.pairs.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With a date in its three boxes.
    pub fn date(self, name: &str, day: &str, month: &str, year: &str) -> Self {
        self.set(&format!("{name}-day"), day).set(&format!("{name}-month"), month).set(&format!("{name}-year"), year)
    }

    /// What a field holds.
    pub fn value(&self, name: &str) -> &str {
        self.pairs.iter().find(|(held, _)| held == name).map_or("", |(_, value)| value)
    }
}

/// The part between two marks, the first time that it stands.
pub fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    let rest = &text[text.find(from)? + from.len()..];
    rest.find(to).map(|end| &rest[..end])
}

/// The words of a piece of markup, with single spaces.
pub fn text(html: &str) -> String {
    let mut words = String::new();
    let mut rest = html.strip_prefix(|c: char| c == ' ').unwrap_or(html);
    // A piece that was cut out of a page may begin inside a tag.
    if rest.find('>').unwrap_or(usize::MAX) < rest.find('<').unwrap_or(usize::MAX) {
        rest = &rest[rest.find('>').unwrap_or(0) + 1..];
    }
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        words.push(' ');
        rest = rest[at..].find('>').map_or("", |end| &rest[at + end + 1..]);
    }
    words.push_str(rest);
    unescaped(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The form that posts to `action`.
pub fn form(html: &str, action: &str) -> Option<Form> {
    let form = html.split("<form").skip(1).find(|form| attribute(form, "action").as_deref() == Some(action))?;
    let form = form.split("</form>").next()?;
    let mut pairs = Vec::new();
    for tag in form.split('<').skip(1) {
        if tag.starts_with("input") {
            pairs.extend(input(tag));
        } else if tag.starts_with("textarea") {
            let held = tag.split_once('>').map_or("", |(_, text)| text);
            // A browser drops one line break at the beginning.
            let held = held.strip_prefix('\n').unwrap_or(held);
            pairs.push((attribute(tag, "name")?, unescaped(held)));
        }
    }
    for select in form.split("<select").skip(1) {
        let name = attribute(select, "name")?;
        let options: Vec<&str> = select.split("</select>").next()?.split("<option").skip(1).collect();
        let chosen =
            options.iter().find(|option| option.split('>').next().is_some_and(|tag| tag.contains(" selected")));
        let value = chosen.or(options.first()).and_then(|option| attribute(option, "value")).unwrap_or_default();
        pairs.push((name, value));
    }
    Some(Form { action: action.to_owned(), pairs })
}

fn input(tag: &str) -> Option<(String, String)> {
    let tag = tag.split('>').next()?;
    let (name, value) = (attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default());
    match attribute(tag, "type").as_deref() {
        Some("radio" | "checkbox") if !tag.contains(" checked") => None,
        Some("file" | "submit") => None,
        _ => Some((name, value)),
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let tag = tag.split('>').next()?;
    between(tag, &format!(" {name}=\""), "\"").map(unescaped)
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#38;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (sign, letter)| text.replace(sign, letter))
}

/// Pairs as the body of a posted form.
pub fn encoded(pairs: &[(&str, &str)]) -> String {
    let letters = |text: &str| -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        text.bytes()
            .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
            .collect()
    };
    pairs.iter().map(|(name, value)| format!("{}={}", letters(name), letters(value))).collect::<Vec<_>>().join("&")
}
