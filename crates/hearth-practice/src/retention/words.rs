//! The reasoning in words, for pages, letters and the command line.

use hearth_calendar::in_words::{counted, date_without_weekday};

use super::{Because, Kept, Lack, Trigger};

impl Lack {
    /// What lacks, as a clause: "the council has not supplied its schedule".
    pub fn words(self) -> String {
        match self {
            Self::NoSchedule => "the council has not supplied its retention schedule".to_owned(),
            Self::NoRule(class) => format!("the council’s schedule has no rule for: {}", class.name.to_lowercase()),
            Self::NoClass => "nothing in the file says what class of file it is".to_owned(),
            Self::NotYet(class) => {
                format!("what the rule counts from has not happened yet ({})", class.name.to_lowercase())
            }
            Self::Agreement => {
                "a record that kept it was corrected, and two people have not agreed to that yet".to_owned()
            }
            Self::Reviewer => {
                "sexual abuse was alleged and no hold stands: a reviewer must say why it may go".to_owned()
            }
        }
    }
}

impl Because {
    /// How long, as a schedule says it: "75 years from the 18th birthday"; "not set" where nobody says.
    pub fn period(&self) -> String {
        match (self.years, self.rule.counts.children) {
            (_, true) => self.rule.words.clone(),
            (Some(years), _) => {
                let at_least = if self.floor { "at least " } else { "" };
                format!("{at_least}{} {}", counted(years.into(), "year"), self.rule.words)
            }
            (None, _) => "no period is set".to_owned(),
        }
    }

    /// The sum: "18th birthday 28 February 2028 + 75 years = 28 February 2103".
    pub fn sum(&self) -> String {
        let years = self.years.map(|years| format!(" + {}", counted(years.into(), "year"))).unwrap_or_default();
        let until = self.until.map(|until| format!(" = {}", date_without_weekday(until)));
        let from = match self.trigger {
            Trigger::NotYet => return "what it counts from has not happened yet".to_owned(),
            Trigger::Children => {
                let until = self.until.map(|until| format!(", {}", date_without_weekday(until)));
                return format!("the longest file of a child that names them{}", until.unwrap_or_default());
            }
            Trigger::ClosingForBirth(event) => {
                let age = self.rule.counts.birthday.filter(|age| *age > 0);
                let age = age.map(|age| format!(" + {}", counted(age.into(), "year"))).unwrap_or_default();
                format!("no date of birth; {} {}{age}", event.name.title(), date_without_weekday(event.on))
            }
            Trigger::Event { from, .. } if self.rule.counts.birthday.is_some_and(|age| age > 0) => {
                let age = self.rule.counts.birthday.unwrap_or_default();
                format!("{age}th birthday {}", date_without_weekday(from))
            }
            Trigger::Event { event, from } => format!("{} {}", event.name.title(), date_without_weekday(from)),
        };
        format!("{from}{years}{}", until.unwrap_or_default())
    }
}

impl Kept {
    /// One quiet line: "Kept until 28 February 2103: looked after", or why there is no date.
    pub fn line(&self) -> String {
        let class = self.class.map(|class| class.name.to_lowercase());
        let class = class.map(|class| format!(": {class}")).unwrap_or_default();
        match (self.until, self.holds.first()) {
            (_, Some(hold)) => format!("Kept while a hold stands: {hold}"),
            (Some(until), None) if self.awaits_a_rule() => {
                format!("Kept to {} at least, and until the council has a rule{class}", date_without_weekday(until))
            }
            (Some(until), None) => format!("Kept until {}{class}", date_without_weekday(until)),
            (None, None) => {
                let why = self.lacks.first().map_or_else(String::new, |lack| format!(": {}", lack.words()));
                format!("Kept; no date yet{why}")
            }
        }
    }
}
