use crate::prelude::*;

/// That somebody used a right over what is held about the person, and what came of it (UK GDPR Articles 12 and 15 to 22; Data Protection
/// Act 2018 Schedules 2 and 3). Nothing is answered before it is proved who asks. A request that is put off because a hold stands is answered
/// with that, and begins anew as a record of its own on the day on which the hold is released.
#[derive(Record, Clone)]
#[record(
    kind = "data_subject_request",
    title = "Request about personal information",
    service = Rights,
    category = Governance,
    given
)]
pub struct DataSubjectRequest {
    /// The right that they use.
    #[field(label = "What do they ask for?")]
    pub right: Open<sets::DsrRight>,
    /// The day on which it reached the council, whoever opened it: the time runs from there.
    #[field(label = "Received on", hint = "The day on which it reached anybody in the council")]
    pub received_on: Open<Date>,
    /// How it came.
    #[field(label = "How did it come?")]
    pub channel: Open<Option<sets::RequestChannel>>,
    /// Who asks.
    #[field(label = "Who asks?", of = ThirdParty)]
    pub requester: Private<Line>,
    /// In what capacity they ask.
    #[field(label = "In what capacity?", of = ThirdParty)]
    pub capacity: Private<sets::RequesterCapacity>,
    /// By what they may ask for the person: parental responsibility, a signed authority, an order of a court.
    #[field(label = "By what may they ask for somebody else?", of = ThirdParty)]
    pub authority: Private<Option<Line<400>>>,
    /// The record of who they are to the person.
    #[field(label = "Which relationship in the file is it?")]
    pub relationship: Open<Option<RecordId>>,
    /// What they ask for, in their own words.
    #[field(label = "What they wrote or said", of = ThirdParty)]
    pub asks_for: Private<Option<Narrative>>,
    /// Who works on it.
    #[field(label = "Who answers it?", of = Staff)]
    pub worker: Open<Option<WorkerId>>,

    /// The day on which proof of who they are was asked for.
    #[field(label = "Proof asked for on")]
    pub identity_asked_on: Open<Option<Date>>,
    /// The day on which it was proved.
    #[field(label = "Proved on")]
    pub identity_proved_on: Open<Option<Date>>,
    /// By what it was proved.
    #[field(label = "How was it proved?", of = ThirdParty)]
    pub identity_how: Private<Option<Line>>,
    /// Who made sure of it.
    #[field(label = "Made sure by", of = Staff)]
    pub identity_by: Open<Option<WorkerId>>,
    /// The day on which they were asked what they mean.
    #[field(label = "Asked what they mean on")]
    pub clarification_asked_on: Open<Option<Date>>,
    /// The day on which they said it.
    #[field(label = "They answered on")]
    pub clarified_on: Open<Option<Date>>,
    /// The day on which they were told that it takes longer.
    #[field(label = "Told of more time on")]
    pub extended_on: Open<Option<Date>>,
    /// Why it takes longer.
    #[field(label = "Why does it take longer?")]
    pub extended_because: Private<Option<Narrative>>,

    /// Whether the child can decide for themselves, and what they say, where somebody else asks for them.
    #[field(label = "Can the child decide this, and what do they say?")]
    pub child_says: Private<Option<Narrative>>,
    /// What was decided.
    #[field(label = "Decision")]
    pub outcome: Open<Option<sets::RequestOutcome>>,
    /// Why, as they are told it.
    #[field(label = "Why?", of = ThirdParty)]
    pub reason: Private<Option<Narrative>>,
    /// The day of the decision.
    #[field(label = "Decided on")]
    pub decided_on: Open<Option<Date>>,
    /// Who decided.
    #[field(label = "Decided by", of = Staff)]
    pub decided_by: Open<Option<WorkerId>>,
    /// The records that answer it.
    #[field(label = "What is given")]
    pub items: Open<Vec<RecordId>>,
    /// How it was made sure that giving it harms nobody (Data Protection Act 2018 Schedule 3 paragraphs 2, 5 and 18).
    #[field(label = "How was serious harm ruled out?", of = ThirdParty)]
    pub no_harm: Private<Option<Narrative>>,
    /// The SHA-256 of the papers that answer it, in hexadecimal: what goes is this and nothing else.
    #[field(label = "Fingerprint")]
    pub sha256: Private<Option<Line<64>>>,
    /// The second person who looked at the papers.
    #[field(label = "Looked at by", of = Staff)]
    pub agreed_by: Open<Option<WorkerId>>,
    /// When they agreed.
    #[field(label = "Agreed")]
    pub agreed_at: Open<Option<Timestamp>>,
    /// What they say of it.
    #[field(label = "What the second person said", of = Staff)]
    pub agreed_because: Private<Option<Narrative>>,
    /// The holds for which it was put off, by their ids in the register.
    #[field(label = "Put off for these holds, in the register")]
    pub holds: Open<Vec<Line<40>>>,
    /// What they are called.
    #[field(label = "Put off for")]
    pub hold_names: Private<Vec<Line>>,

    /// The day on which they were answered, or on which it ended without an answer.
    #[field(label = "Answered on")]
    pub answered_on: Open<Option<Date>>,
    /// The day on which whoever answered it was done with it: records that were given are taken from the file until then.
    #[field(label = "Closed on")]
    pub closed_on: Open<Option<Date>>,
    /// The record of what they were told.
    #[field(label = "What was told")]
    pub told_in: Open<Option<RecordId>>,
    /// The request that this one takes up again.
    #[field(label = "Takes up again")]
    pub reopens: Open<Option<RecordId>>,
    /// The request that took this one up again.
    #[field(label = "Taken up again as")]
    pub reopened_as: Open<Option<RecordId>>,
}

impl DataSubjectRequest {
    /// Whether it is a request to see what is held.
    pub fn is_access(&self) -> bool {
        self.right.code() == "ACCESS"
    }

    /// Whether it is a request to have something erased.
    pub fn is_erasure(&self) -> bool {
        self.right.code() == "ERASE"
    }

    /// Whether the person themselves asks.
    pub fn is_own(&self) -> bool {
        self.capacity.reveal().code() == "SELF"
    }

    /// Whether the decision is this code of `request_outcome`.
    pub fn is(&self, outcome: &str) -> bool {
        self.outcome.is_some_and(|held| held.code() == outcome)
    }

    /// Whether it ended without anybody being told anything: it was taken back, or nobody proved who they are.
    pub fn ends_untold(&self) -> bool {
        self.is("WITHDRAWN") || self.is("NOT_PROVED")
    }

    /// Whether records of the file go with the answer.
    pub fn gives_records(&self) -> bool {
        self.is_access() && (self.is("GRANTED") || self.is("PART"))
    }

    /// Whether it was put off until a hold is released, and is not taken up again yet.
    pub fn waits_for_a_hold(&self) -> bool {
        self.is("DEFERRED") && self.answered_on.is_some() && self.reopened_as.is_none()
    }

    /// Whether nothing is left to do: it was answered, and where records were given somebody closed it.
    pub fn is_over(&self) -> bool {
        self.answered_on.is_some() && (!self.gives_records() || self.closed_on.is_some())
    }

    fn out_of_order(&self) -> Problems {
        let received = Some(*self.received_on);
        let day = "the day on which it was received";
        let mut problems = Problems::none();
        for (field, on) in [
            ("identity_asked_on", *self.identity_asked_on),
            ("clarification_asked_on", *self.clarification_asked_on),
            ("extended_on", *self.extended_on),
            ("decided_on", *self.decided_on),
            ("answered_on", *self.answered_on),
        ] {
            problems.join(must_follow(received, field, on, day));
        }
        // Whoever asked before, or is known here, may have proved it long ago.
        let answered = *self.answered_on;
        problems.join(must_follow(answered, "closed_on", *self.closed_on, "the day on which it was answered"));
        let asked = *self.identity_asked_on;
        problems.join(must_follow(asked, "identity_proved_on", *self.identity_proved_on, "the day it was asked for"));
        let unclear = *self.clarification_asked_on;
        problems.join(must_follow(unclear, "clarified_on", *self.clarified_on, "the day on which they were asked"));
        problems
    }
}

impl Makes for DataSubjectRequest {
    fn events(&self) -> Events {
        // What was proved for the request that this one takes up again stands there.
        let first = |on: Option<Date>| on.filter(|_| self.reopens.is_none());
        let asked = first(*self.identity_asked_on);
        let proved = first(*self.identity_proved_on).filter(|on| *on >= *self.received_on);
        if self.is_access() {
            return events![
                access_request.received => *self.received_on,
                access_request.identity_asked => asked,
                access_request.identity_proved => proved,
                access_request.clarification_asked => *self.clarification_asked_on,
                access_request.clarified => *self.clarified_on,
                access_request.extended => *self.extended_on,
                access_request.answered => *self.answered_on,
            ];
        }
        events![
            rights_request.received => *self.received_on,
            rights_request.identity_asked => asked,
            rights_request.identity_proved => proved,
            rights_request.extended => *self.extended_on,
            rights_request.answered => *self.answered_on,
        ]
    }

    fn problems(&self) -> Problems {
        let mut problems = self.out_of_order();
        let complains = self.right.code().starts_with("COMPLAIN");
        problems.add_if(complains, "right", "is recorded as a complaint");
        let by_what = !self.is_own() && self.authority.reveal().is_none();
        problems.add_if(by_what, "authority", "is needed: such as a birth certificate, a signed authority or an order");
        let proved = self.identity_proved_on.is_some();
        let how = self.identity_how.reveal().is_some();
        problems.add_if(proved && !how, "identity_how", "is needed: say how it was proved");
        problems.add_if(how && !proved, "identity_proved_on", "is needed: say when it was proved");
        let more = self.extended_on.is_some() && self.extended_because.reveal().is_none();
        problems.add_if(more, "extended_because", "is needed: say why, as they are told it");
        let reasoned = self.outcome.is_none_or(|of| of.code() == "GRANTED") || self.reason.reveal().is_some();
        problems.add_if(!reasoned, "reason", "is needed: say why, as they are told it");
        let put_off = self.is("DEFERRED") && (!self.is_erasure() || self.holds.is_empty());
        problems.add_if(put_off, "outcome", "can be put off only where something is to be erased and a hold stands");
        let answered = self.answered_on.is_some();
        problems.add_if(answered && self.outcome.is_none(), "outcome", "is needed: decide before it is answered");
        problems.add_if(
            answered && !proved && !self.ends_untold(),
            "identity_proved_on",
            "is needed: nobody is answered before it is proved who asks",
        );
        let alone = self.agreed_by.is_some() && *self.agreed_by == *self.decided_by;
        problems.add_if(alone, "agreed_by", "must be somebody else than whoever decided");
        problems
    }

    /// Whoever answers it has a task on the file until it is over: that is what opens the file to them.
    fn work(&self) -> Vec<Work> {
        let over = self.is_over();
        let mut work = open_until(clear::REQUEST, over, None, *self.worker);
        if !over && self.worker.is_some() {
            work.extend(open_until(clear::TASK, false, None, *self.worker));
        }
        if self.waits_for_a_hold() {
            work.extend(open_until(clear::REQUEST_PUT_OFF, false, None, *self.worker));
        }
        work
    }

    fn headline(&self) -> String {
        let again = if self.reopens.is_some() { ", taken up again" } else { "" };
        let stands = match (self.answered_on.0, self.outcome.0) {
            (None, _) => "open",
            (Some(_), Some(outcome)) if outcome.code() == "DEFERRED" => "put off until a hold is released",
            (Some(_), _) => "answered",
        };
        format!("{}{again}, {stands}", self.right.words())
    }
}
