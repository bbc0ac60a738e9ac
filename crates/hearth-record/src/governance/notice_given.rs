use crate::prelude::*;

/// That somebody was given the privacy notice and told what they must answer and what they need not; or why not (UK GDPR Articles 13 and
/// 14).
#[derive(Record, Clone)]
#[record(kind = "notice_given", title = "Privacy notice given", service = Governance, category = Governance)]
pub struct NoticeGiven {
    /// The day on which it was given; where it was not, the day on which that was decided.
    #[field(label = "When?")]
    pub given_on: Open<Date>,
    /// Whom of the family it was given to; empty where it is the person of this file.
    #[field(label = "To whom?", hint = "Leave it empty where it is the person of this file", of = ThirdParty)]
    pub relationship: Open<Option<RecordId>>,
    /// How it was given.
    #[field(label = "How was it given?")]
    pub channel: Open<Option<sets::NoticeChannel>>,
    /// Whether they were told which questions they must answer and which they need not.
    #[field(label = "Told what must be answered and what need not be?")]
    pub explained: Open<Option<bool>>,
    /// Why it was not given.
    #[field(label = "If it was not given, why?", hint = "Such as that nobody knows where he is, or that telling her would put the child in danger", of = ThirdParty)]
    pub not_given_because: Private<Option<Narrative>>,
    /// The version of the council's notice that was in force.
    #[field(label = "Version of the notice", given)]
    pub version: Open<Option<Whole<1, 9999>>>,
    /// Which questions the law asks and which are voluntary, as they stood on that day.
    #[field(label = "What the law asks and what is voluntary", given)]
    pub items: Private<Option<Narrative>>,
}

impl NoticeGiven {
    /// Whether it was given.
    pub fn was_given(&self) -> bool {
        self.not_given_because.reveal().is_none()
    }
}

impl Makes for NoticeGiven {
    fn events(&self) -> Events {
        let given = Some(*self.given_on).filter(|_| self.was_given());
        let not = Some(*self.given_on).filter(|_| !self.was_given());
        events![notice.given => given, notice.not_given => not]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let both = !self.was_given() && self.channel.is_some();
        problems.add_if(both, "not_given_because", "must be empty where it was given");
        problems
    }

    fn lacks(&self) -> Problems {
        let mut lacks = Problems::none();
        let neither = self.was_given() && self.channel.is_none();
        lacks.add_if(neither, "channel", "is needed: say how it was given, or below why it was not");
        let unexplained = self.was_given() && *self.explained != Some(true);
        lacks.add_if(unexplained, "explained", "must be yes: tell them what must be answered and what need not be");
        lacks
    }

    fn headline(&self) -> String {
        match (self.was_given(), *self.version) {
            (true, Some(version)) => format!("Version {}", version.0),
            (true, None) => String::new(),
            (false, _) => "Not given".to_owned(),
        }
    }
}
