use crate::prelude::*;

/// Who takes part in proceedings: those with parental responsibility by law, others by an order.
#[derive(Record, Clone)]
#[record(kind = "court_party", title = "Party to proceedings", service = Court, category = FamilyCircumstances)]
pub struct CourtParty {
    /// The proceedings.
    #[field(label = "Proceedings")]
    pub case: Open<Option<RecordId>>,
    /// The name.
    #[field(of = ThirdParty)]
    pub name: Private<Line>,
    /// The person, where the authority knows them.
    #[field(label = "Person known here", of = ThirdParty, find = Refers)]
    pub person: Private<Option<PersonId>>,
    /// As what they take part.
    #[field(label = "They take part as", of = ThirdParty)]
    pub part: Private<sets::CourtPart>,
    /// Whether they hold parental responsibility.
    #[field(label = "Parental responsibility?", of = ThirdParty)]
    pub parental_responsibility: Private<Option<bool>>,
    /// The day of the order that joined them, where one did.
    #[field(label = "Joined by order on", of = ThirdParty)]
    pub joined_on: Private<Option<Date>>,
    /// Who represents them.
    #[field(label = "Represented by", of = ThirdParty)]
    pub lawyer: Private<Option<Line>>,
    /// The day on which they withdrew from an assessment or from the proceedings.
    #[field(label = "Withdrew on", of = ThirdParty)]
    pub withdrew_on: Private<Option<Date>>,
    /// The day on which they were offered to withdraw, where they hold no parental responsibility and do not agree to be part of it.
    #[field(label = "Offered to withdraw on", of = ThirdParty, given)]
    pub withdrawal_offered_on: Private<Option<Date>>,
    /// What they answered.
    #[field(label = "What they answered", of = ThirdParty, given)]
    pub withdrawal_answer: Private<Option<sets::WithdrawalAnswer>>,
    /// The records that hold their part: set apart once they withdraw.
    #[field(label = "Records of their part", given)]
    pub set_apart: Open<Vec<RecordId>>,
    /// What a lawyer decided of the records that were set apart.
    #[field(label = "What the lawyer decided", of = ThirdParty, given)]
    pub apart_decision: Private<Option<sets::ApartDecision>>,
    /// When the lawyer decided it.
    #[field(label = "Decided", given)]
    pub apart_decided_at: Private<Option<Timestamp>>,
    /// The lawyer.
    #[field(label = "Decided by", of = Staff, given)]
    pub apart_decided_by: Open<Option<WorkerId>>,
    /// Why it was decided so.
    #[field(label = "Why", of = ThirdParty, given)]
    pub apart_because: Private<Option<Narrative>>,
}

/// Those who take part only once the court has joined them by an order.
const BY_ORDER: [&str; 2] = ["CARER", "INTERVENER"];

impl CourtParty {
    /// Whether they withdrew, and no lawyer has said that their part may be disclosed.
    pub fn keeps_apart(&self) -> bool {
        let disclosed = self.apart_decision.reveal().is_some_and(|decision| decision.code() == "DISCLOSE");
        self.withdrew_on.reveal().is_some() && !disclosed
    }
}

impl Makes for CourtParty {
    fn events(&self) -> Events {
        events![party.joined => self.joined_on, party.left => self.withdrew_on]
    }

    fn problems(&self) -> Problems {
        must_follow(*self.joined_on.reveal(), "withdrew_on", *self.withdrew_on.reveal(), "the day of joining")
    }

    /// Nobody takes part at their own wish: the court joins them.
    fn lacks(&self) -> Problems {
        let mut problems = Problems::none();
        let by_order = BY_ORDER.contains(&self.part.reveal().code());
        let parental = *self.parental_responsibility.reveal() == Some(true);
        problems.add_if(
            by_order && !parental && self.joined_on.reveal().is_none(),
            "joined_on",
            "is needed: a relative, carer or intervener is a party from the day of the order that joins them",
        );
        problems
    }

    fn headline(&self) -> String {
        format!("{}, {}", self.name.reveal().0, self.part.reveal().words().to_lowercase())
    }
}
