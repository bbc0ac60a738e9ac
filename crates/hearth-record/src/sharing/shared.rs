use crate::prelude::*;

/// What was decided about sharing information about the person, and what came of it: to whom, for what, on which basis and why that is
/// right, what and no more, who agreed and who knows (UK GDPR Articles 5(2), 13 to 15, 19 and 30; Data Protection Act 2018 Schedule 1
/// paragraph 18). That nothing was shared is a decision too, and stands here in the same way.
#[derive(Record, Clone)]
#[record(kind = "sharing", title = "Information shared", service = Sharing, category = Governance, given)]
pub struct Shared {
    /// When it was told; of a decision not to share, when that was decided.
    #[field(label = "Shared")]
    pub shared_at: Open<Timestamp>,
    /// Who was told: an agency or a person.
    #[field(label = "With whom", of = ThirdParty)]
    pub recipient: Private<Line>,
    /// What the recipient is to do with it.
    pub purpose: Private<Line>,
    /// The basis on which it could be told.
    #[field(label = "Basis for sharing")]
    pub basis: Open<Option<sets::SharingBasis>>,
    /// What was told: no more than is needed.
    #[field(label = "What was shared", of = ThirdParty)]
    pub what: Private<Option<Narrative>>,
    /// Why it was right to tell it.
    #[field(label = "Why", of = ThirdParty)]
    pub justification: Private<Option<Narrative>>,
    /// The record that it was told from, such as an enquiry.
    #[field(label = "From which record", given)]
    pub from: Open<Option<RecordId>>,
    /// Who told it, or decided.
    #[field(label = "Shared by", of = Staff)]
    pub shared_by: Open<Option<WorkerId>>,

    /// By which way it goes out.
    #[field(label = "Way")]
    pub way: Open<Option<sets::SharingWay>>,
    /// What was decided.
    #[field(label = "Decision")]
    pub outcome: Open<Option<sets::SharingOutcome>>,
    /// How far it is.
    #[field(label = "State")]
    pub state: Open<Option<sets::SharingState>>,
    /// Who asked for it, and what they asked for.
    #[field(label = "What was asked for, and by whom", of = ThirdParty)]
    pub request: Private<Option<Narrative>>,
    /// The recipient in the council's register.
    #[field(label = "Recipient in the register")]
    pub recipient_code: Open<Option<Line<60>>>,
    /// What sort of recipient the notice calls it.
    #[field(label = "Sort of recipient")]
    pub recipient_kind: Open<Option<sets::NoticeRecipient>>,
    /// The relative who was told, where the authority knows them.
    #[field(label = "Relative", of = ThirdParty)]
    pub relative: Private<Option<PersonId>>,
    /// Which template of the least that is needed it was made from.
    #[field(label = "For which need")]
    pub need: Open<Option<Line<60>>>,
    /// The reason, in the words of the notice.
    #[field(label = "Reason")]
    pub reason: Open<Option<sets::NoticeSharingReason>>,
    /// The purpose in the council's register.
    #[field(label = "Purpose in the register")]
    pub purpose_code: Open<Option<Line<60>>>,
    /// What of UK GDPR Articles 6 and 9 and of Schedule 1 allowed it, as the register said on the day.
    #[field(label = "Conditions in law")]
    pub conditions: Private<Option<Line<400>>>,
    /// The law that requires it, where the law does.
    #[field(label = "The law")]
    pub law: Private<Option<Line>>,
    /// The evidence that somebody is at risk of significant harm.
    #[field(label = "Evidence of harm", of = ThirdParty)]
    pub harm: Private<Option<Narrative>>,
    /// Who is at risk, where it is somebody else than the person.
    #[field(label = "Who is at risk", of = ThirdParty)]
    pub harm_to: Private<Option<Line>>,
    /// The agreement under which it was told.
    #[field(label = "Agreement")]
    pub agreement: Open<Option<Line<60>>>,
    /// Whether the family was asked to agree.
    #[field(label = "Agreement of the family")]
    pub consent_sought: Open<Option<sets::SharingConsent>>,
    /// Why they were not asked, what they said, or why it was told all the same.
    #[field(label = "Why they were not asked, or what they said", of = ThirdParty)]
    pub consent_why: Private<Option<Narrative>>,
    /// Whether the family was told.
    #[field(label = "Told the family")]
    pub told: Open<Option<sets::SharingTold>>,
    /// The day on which they were told.
    #[field(label = "Told on")]
    pub told_on: Open<Option<Date>>,
    /// What they were told, or why they were not.
    #[field(label = "What they were told, or why not", of = ThirdParty)]
    pub told_why: Private<Option<Narrative>>,
    /// Why it was necessary.
    #[field(label = "Why it is necessary", of = ThirdParty)]
    pub necessary: Private<Option<Narrative>>,
    /// Why it was lawful.
    #[field(label = "Why it is lawful", of = ThirdParty)]
    pub lawful: Private<Option<Narrative>>,
    /// Why it was fair.
    #[field(label = "Why it is fair", of = ThirdParty)]
    pub fair: Private<Option<Narrative>>,
    /// What the child thinks of it.
    #[field(label = "What the child thinks of it")]
    pub child_view: Private<Option<Narrative>>,
    /// What harm sharing could do.
    #[field(label = "Harm that sharing could do", of = ThirdParty)]
    pub harm_of_sharing: Private<Option<Narrative>>,
    /// What harm keeping it back could do.
    #[field(label = "Harm that not sharing could do", of = ThirdParty)]
    pub harm_of_not_sharing: Private<Option<Narrative>>,
    /// The items that were chosen: the record and the field of each.
    #[field(label = "Items")]
    pub items: Private<Vec<Line>>,
    /// What goes beside the items, in the words of whoever shares them.
    #[field(label = "Words that go with it", of = ThirdParty)]
    pub message: Private<Option<Narrative>>,
    /// What was unusual and looked at before it went.
    #[field(label = "Looked at before it went", of = ThirdParty)]
    pub warnings: Private<Vec<Line<400>>>,
    /// Why more was told than the need asks for.
    #[field(label = "Why more than the need asks for", of = ThirdParty)]
    pub added_because: Private<Option<Narrative>>,
    /// Why this is the least that does.
    #[field(label = "Why no less would do", of = ThirdParty)]
    pub why_minimum: Private<Option<Narrative>>,
    /// How it goes to the recipient.
    #[field(label = "How it goes")]
    pub channel: Open<Option<sets::SharingChannel>>,
    /// From when it goes; until then it can be taken back.
    #[field(label = "Goes from")]
    pub goes_at: Open<Option<Timestamp>>,
    /// When it can no longer be fetched.
    #[field(label = "Can be fetched until")]
    pub expires_at: Open<Option<Timestamp>>,
    /// The SHA-256 of the link, in hexadecimal.
    #[field(label = "Fingerprint of the link", find = Link)]
    pub link: Private<Option<Line<64>>>,
    /// The SHA-256 of the link with its code, in hexadecimal.
    #[field(label = "Fingerprint of the code")]
    pub code: Private<Option<Line<64>>>,
    /// The SHA-256 of the package as it went, in hexadecimal.
    #[field(label = "Fingerprint of the package")]
    pub sha256: Private<Option<Line<64>>>,
    /// When it reached the recipient.
    #[field(label = "Received")]
    pub received_at: Open<Option<Timestamp>>,
    /// By what that is known.
    #[field(label = "Receipt", of = ThirdParty)]
    pub receipt: Private<Option<Line>>,
    /// Why it did not go, or stopped.
    #[field(label = "Why it did not go, or stopped", of = ThirdParty)]
    pub stopped_because: Private<Option<Narrative>>,
    /// Whether it takes a second person: it tells where somebody is who must not be found.
    #[field(label = "Tells of a protected address")]
    pub reveals: Open<Option<bool>>,
    /// The second person who agreed to it.
    #[field(label = "Approved by", of = Staff)]
    pub approved_by: Open<Option<WorkerId>>,
    /// When.
    #[field(label = "Approved")]
    pub approved_at: Open<Option<Timestamp>>,
    /// What the second person said.
    #[field(label = "What the second person said", of = Staff)]
    pub approved_because: Private<Option<Narrative>>,
    /// The last day of a standing share.
    #[field(label = "Standing until")]
    pub until: Open<Option<Date>>,
    /// What has to be so while it stands.
    #[field(label = "Standing while")]
    pub stands_while: Open<Option<Line<60>>>,
    /// When somebody looks at it again.
    #[field(label = "Look at it again on")]
    pub review_on: Open<Option<Date>>,
    /// When somebody looked at it.
    #[field(label = "Looked at")]
    pub reviewed_at: Open<Option<Timestamp>>,
    /// Who did.
    #[field(label = "Looked at by", of = Staff)]
    pub reviewed_by: Open<Option<WorkerId>>,
    /// What they say of it.
    #[field(label = "What they found", of = Staff)]
    pub review: Private<Option<Narrative>>,
    /// What changed since in what the recipient holds: they are to be told.
    #[field(label = "What the recipient is to be told")]
    pub recall: Private<Vec<Line>>,
    /// When the recipient was told of it.
    #[field(label = "Recipient told")]
    pub recalled_at: Open<Option<Timestamp>>,
}

impl Shared {
    /// That somebody was told something at a moment, with nothing else said yet.
    pub fn new(at: Timestamp, recipient: Line, purpose: Line) -> Self {
        Self {
            shared_at: Open(at),
            recipient: Private::new(recipient),
            purpose: Private::new(purpose),
            ..Self::nothing()
        }
    }

    /// Whether it was decided not to share.
    pub fn is_withheld(&self) -> bool {
        self.outcome.is_some_and(|outcome| outcome.code() == "NO")
    }

    /// Whether it is as far as this code of `sharing_state`.
    pub fn is(&self, state: &str) -> bool {
        self.state.is_some_and(|held| held.code() == state)
    }

    /// Whether the recipient holds something by it: everything that was recorded as told, unless its state says otherwise.
    pub fn was_told(&self) -> bool {
        let there = self.state.is_none_or(|state| matches!(state.code(), "SENT" | "RECEIVED" | "STANDING" | "ENDED"));
        there && !self.is_withheld()
    }

    /// Whether it was made in an emergency, by the short way.
    pub fn is_urgent(&self) -> bool {
        self.way.is_some_and(|way| way.code() == "URGENT")
    }

    fn nothing() -> Self {
        const NOTHING: Timestamp = Timestamp::UNIX_EPOCH;
        Self {
            shared_at: Open(NOTHING),
            recipient: Private::new(Line(String::new())),
            purpose: Private::new(Line(String::new())),
            basis: Open(None),
            what: Private::new(None),
            justification: Private::new(None),
            from: Open(None),
            shared_by: Open(None),
            way: Open(None),
            outcome: Open(None),
            state: Open(None),
            request: Private::new(None),
            recipient_code: Open(None),
            recipient_kind: Open(None),
            relative: Private::new(None),
            need: Open(None),
            reason: Open(None),
            purpose_code: Open(None),
            conditions: Private::new(None),
            law: Private::new(None),
            harm: Private::new(None),
            harm_to: Private::new(None),
            agreement: Open(None),
            consent_sought: Open(None),
            consent_why: Private::new(None),
            told: Open(None),
            told_on: Open(None),
            told_why: Private::new(None),
            necessary: Private::new(None),
            lawful: Private::new(None),
            fair: Private::new(None),
            child_view: Private::new(None),
            harm_of_sharing: Private::new(None),
            harm_of_not_sharing: Private::new(None),
            items: Private::new(Vec::new()),
            message: Private::new(None),
            warnings: Private::new(Vec::new()),
            added_because: Private::new(None),
            why_minimum: Private::new(None),
            channel: Open(None),
            goes_at: Open(None),
            expires_at: Open(None),
            link: Private::new(None),
            code: Private::new(None),
            sha256: Private::new(None),
            received_at: Open(None),
            receipt: Private::new(None),
            stopped_because: Private::new(None),
            reveals: Open(None),
            approved_by: Open(None),
            approved_at: Open(None),
            approved_because: Private::new(None),
            until: Open(None),
            stands_while: Open(None),
            review_on: Open(None),
            reviewed_at: Open(None),
            reviewed_by: Open(None),
            review: Private::new(None),
            recall: Private::new(Vec::new()),
            recalled_at: Open(None),
        }
    }
}

impl Makes for Shared {
    /// What was only decided, and what never went, made nothing happen to anybody: it stands under its own name or under none.
    fn events(&self) -> Events {
        let told = Some(*self.shared_at).filter(|_| self.was_told());
        let withheld = Some(*self.shared_at).filter(|_| self.is_withheld());
        events![information.shared => told, information.withheld => withheld]
    }

    fn problems(&self) -> Problems {
        let mut problems = Problems::none();
        let alone = self.approved_by.is_some() && *self.approved_by == *self.shared_by;
        problems.add_if(alone, "approved_by", "must be somebody else than whoever shares it");
        problems
    }

    fn work(&self) -> Vec<Work> {
        let row = |kind, state: &'static str, due| Work { kind, state: state.into(), due, team: None, worker: None };
        let open = |kind, due| row(kind, clear::OPEN, due);
        let mut rows = Vec::new();
        if self.is_urgent() && self.reviewed_at.is_none() {
            rows.push(open(clear::SHARE_REVIEW, *self.review_on));
        }
        if self.is_withheld() {
            rows.push(open(clear::SHARE_WITHHELD, *self.review_on));
        }
        if !self.recall.reveal().is_empty() && self.recalled_at.is_none() {
            rows.push(open(clear::SHARE_RECALL, None));
        }
        match self.state.map(sets::SharingState::code) {
            Some("WAITING") => rows.push(open(clear::SHARE_APPROVAL, None)),
            Some("QUEUED") => rows.push(open(clear::SHARE_QUEUED, None)),
            Some("STANDING") => rows.push(open(clear::SHARE_STANDING, *self.until)),
            _ => {}
        }
        if let Some(reason) = self.reason.filter(|_| self.was_told()) {
            rows.push(row(clear::SHARE_REASON, reason.code(), Some(hearth_calendar::london_date(*self.shared_at))));
        }
        rows
    }

    fn headline(&self) -> String {
        let decided = if self.is_withheld() { "Decided not to tell " } else { "" };
        format!("{decided}{}", self.recipient.reveal().0)
    }
}
