//! Whether something may be shared: what somebody proposes, held against the file, the register, the agreements and what the family said.
//! Every refusal says what is missing and how to make it lawful. Nothing is written here.

use hearth_record::{
    Problems,
    class::{Open, Private},
    sets::{NoticeDataCategory, NoticeRecipient, SharingBasis, SharingOutcome, SharingState, SharingWay},
    sharing::Shared,
};
use jiff::civil::Date;

use super::{
    Disclosure, Way,
    asked::{Asked, Whom, answers, day, in_words, line, whom},
    conditions::{Ground, is_contract, shows_protocol},
    how::{CAN_BE_FETCHED, CAN_BE_TAKEN_BACK, channel, state, way},
    items::{Item, Offering},
    needs::Need,
    taint::Taint,
};
use crate::{
    Desk, Failure, FileView, Pack, consent,
    governance::registers::Registers,
    settings::{Recipient, Sort},
};

/// The longest that a share stands before somebody decides again.
const STANDS: i32 = 366;

/// What may be shared: the record as it will stand, and what goes.
pub struct Decided {
    /// The record.
    pub shared: Shared,
    /// What goes, in the order of the file.
    pub items: Vec<Item>,
    /// What is unusual, to be looked at before it goes.
    pub warnings: Vec<String>,
}

/// Everything that a decision is made from.
pub(crate) struct Deciding<'a> {
    /// Who decides.
    pub desk: &'a Desk,
    /// The file.
    pub view: &'a FileView,
    /// File and settings.
    pub ground: Ground<'a>,
    /// What the file and its family protect.
    pub taint: &'a Taint,
}

impl<'a> Deciding<'a> {
    pub fn new(
        desk: &'a Desk,
        view: &'a FileView,
        pack: &'a Pack,
        (registers, taint): (&'a Registers, &'a Taint),
    ) -> Self {
        let ground = Ground { pack, registers, file: &view.file, file_type: view.file_type, now: desk.now() };
        Self { desk, view, ground, taint }
    }

    /// What may be shared of what is proposed.
    ///
    /// # Errors
    /// [`Failure::Problems`] with everything that stands in its way.
    pub fn decide(&self, asked: &Asked<'_>) -> Result<Decided, Failure> {
        let whom = whom(self.ground, asked)?;
        if asked.of("outcome") == "NO" {
            return self.withheld(asked, &whom);
        }
        let need = Need::of(&asked.of("need")).filter(|need| need.is_of(whom.recipient));
        let need = need.ok_or_else(|| Problems::at("need", "is needed: choose what they need it for"))?;
        let mut problems = Problems::none();
        let outcome = SharingOutcome::parse(&asked.of("outcome")).ok();
        problems.add_if(outcome.is_none(), "outcome", "is needed: say whether you share what was asked for");
        let items = self.items(asked, whom.recipient, need, &mut problems);
        let basis = self.basis(asked, whom.recipient, need, &items, &mut problems);
        let conditions = self.register(need, &mut problems);
        self.may_be_told(&whom, need, &mut problems);
        answers(asked, basis, &mut problems);
        let keyed = self.ground.registers.key(&whom.recipient.code).is_some();
        let channel = channel(asked, whom.recipient, keyed, &mut problems);
        let until = self.standing(asked, need, &mut problems);
        let told_on = self.told_on(asked, &mut problems);
        let warnings = self.warnings(&whom, need);
        let unlooked = !warnings.is_empty() && asked.of("checked") != "yes";
        problems.add_if(
            unlooked,
            "checked",
            format!("is needed: {}. Say that you looked at this and share all the same", warnings.join("; ")),
        );
        let reveals = items.iter().any(|item| item.reveals.is_some())
            || asked.some("message").is_some_and(|message| self.taint.names(&message).is_some())
            || must_not_meet(&whom)
                && items.iter().any(|item| item.key.contains(".postcode") || item.key.contains(".street"));
        problems.add_if(
            reveals && asked.some("release_because").is_none(),
            "release_because",
            "is needed: what you chose tells where somebody is who must not be found. Untick it, or say why they must know; a second \
             person has to agree",
        );
        problems.or_ok(())?;
        let told = items.iter().map(|item| item.label.clone()).collect::<Vec<_>>().join("\n");
        let what = if told.is_empty() { asked.of("message") } else { told };
        let agreement = self.ground.agreement(whom.recipient, &need.purpose);
        let because = asked.some("law").or_else(|| asked.some("lawful"));
        let disclosure = Disclosure {
            way: way(whom.recipient, until, channel),
            recipient: &whom.name,
            purpose: &need.name,
            basis,
            because: because.as_deref(),
            what: Some(&what),
            from: None,
        };
        let shared = disclosure.pass(self.desk, self.desk.now())?;
        let now = self.desk.now();
        let state = state(reveals, until, channel);
        let goes_at = now.checked_add(CAN_BE_TAKEN_BACK).unwrap_or(now);
        let shared = Shared {
            outcome: Open(outcome),
            state: Open(SharingState::parse(state).ok()),
            recipient_code: Open(Some(line(&whom.recipient.code))),
            recipient_kind: Open(NoticeRecipient::parse(&whom.recipient.kind).ok()),
            relative: Private::new(whom.relative.as_ref().and_then(|tie| *tie.other.reveal())),
            need: Open(Some(line(&need.code))),
            reason: Open(Some(need.reason())),
            purpose_code: Open(Some(line(&need.purpose))),
            conditions: Private::new(conditions.map(|words| line(&words))),
            agreement: Open(agreement.map(|agreement| line(&agreement.code))),
            told_on: Open(told_on),
            items: Private::new(items.iter().map(|item| line(&item.key)).collect()),
            warnings: Private::new(warnings.iter().map(|words| line(words)).collect()),
            channel: Open(channel),
            goes_at: Open(Some(goes_at).filter(|_| state == "QUEUED")),
            expires_at: Open(now.checked_add(CAN_BE_FETCHED).ok().filter(|_| until.is_none() && state != "SENT")),
            reveals: Open(Some(true).filter(|_| reveals)),
            until: Open(until),
            stands_while: Open(until.and(whom.recipient.only_while).map(|_| line("cin_plan_open"))),
            ..in_words(asked, shared)
        };
        Ok(Decided { shared, items, warnings })
    }

    /// That it was decided not to share: with whom, what was asked for, why, and what it may cost.
    fn withheld(&self, asked: &Asked<'_>, whom: &Whom<'_>) -> Result<Decided, Failure> {
        let mut problems = Problems::none();
        problems.add_if(asked.some("not_because").is_none(), "not_because", "is needed: say why nothing is shared");
        let harm = asked.some("harm_of_not_sharing").is_none();
        problems.add_if(harm, "harm_of_not_sharing", "is needed: say what could go wrong because they do not know");
        let review_on = day(asked, "review_on", &mut problems);
        problems.or_ok(())?;
        let need = Need::of(&asked.of("need")).filter(|need| need.is_of(whom.recipient));
        let now = self.desk.now();
        let shared = Shared {
            way: Open(SharingWay::parse(Way::Package.code()).ok()),
            outcome: Open(SharingOutcome::parse("NO").ok()),
            recipient_code: Open(Some(line(&whom.recipient.code))),
            recipient_kind: Open(NoticeRecipient::parse(&whom.recipient.kind).ok()),
            relative: Private::new(whom.relative.as_ref().and_then(|tie| *tie.other.reveal())),
            need: Open(need.map(|need| line(&need.code))),
            reason: Open(need.map(Need::reason)),
            shared_by: Open(Some(self.desk.subject().worker)),
            review_on: Open(review_on),
            ..in_words(
                asked,
                Shared::new(now, line(&whom.name), line(need.map_or("Nothing was shared", |need| &need.name))),
            )
        };
        let shared = Shared { justification: asked.narrative("not_because"), ..shared };
        Ok(Decided { shared, items: Vec::new(), warnings: Vec::new() })
    }

    /// The items that were ticked, as they stand in the file.
    fn items(&self, asked: &Asked<'_>, recipient: &Recipient, need: &Need, problems: &mut Problems) -> Vec<Item> {
        let ticked = asked.items();
        let offering =
            Offering { pack: self.ground.pack, recipient, need, taint: self.taint, today: self.ground.today() };
        let whole = ticked.iter().any(|key| key == "*");
        let offered = offering.items(self.view, true);
        let chosen: Vec<Item> =
            offered.into_iter().filter(|item| ticked.contains(&item.key) || whole && item.reveals.is_none()).collect();
        let lost = ticked.iter().filter(|key| *key != "*" && !chosen.iter().any(|item| item.key == **key)).count();
        problems.add_if(
            lost > 0,
            "items",
            "hold something that this need does not take or that is not in the file any more: look through the list and tick what is needed",
        );
        let barred: Vec<&str> = chosen.iter().filter(|item| !item.allowed).map(|item| item.label.as_str()).collect();
        problems.add_if(
            !barred.is_empty(),
            "items",
            format!("cannot all go: {} may not be told of {}. Untick them", recipient.name, barred.join(", ")),
        );
        let spoken = asked.some("message").is_some();
        problems.add_if(
            chosen.is_empty() && !spoken,
            "items",
            "are needed: tick what they are told, or write it in words",
        );
        let added = whole || chosen.iter().any(|item| !item.needed);
        problems.add_if(
            added && asked.some("added_because").is_none(),
            "added_because",
            "is needed: you chose more than this need asks for. Say why they must have it, or untick it",
        );
        chosen
    }

    /// The basis, with what it needs.
    fn basis(
        &self,
        asked: &Asked<'_>,
        recipient: &Recipient,
        need: &Need,
        items: &[Item],
        problems: &mut Problems,
    ) -> Option<SharingBasis> {
        let Ok(basis) = SharingBasis::parse(&asked.of("basis")) else {
            problems.add_if(true, "basis", "is needed: nothing is shared without one. Choose what allows it");
            return None;
        };
        let code = basis.code();
        let without = |name: &str| asked.some(name).is_none();
        problems.add_if(
            code == "HARM" && without("harm"),
            "harm",
            "is needed: write the evidence that somebody is at risk of significant harm, or choose another basis",
        );
        problems.add_if(
            code == "LEGAL" && without("law"),
            "law",
            "is needed: name the law or the order that requires it",
        );
        let in_force =
            self.ground.registers.statutes.iter().any(|law| law.code == "S16LA" && law.from <= self.ground.today());
        problems.add_if(
            code == "S16LA" && !in_force,
            "basis",
            "is not in force yet: choose the public task, or evidence of significant harm",
        );
        let contract = self.ground.agreement(recipient, &need.purpose).is_some_and(is_contract);
        problems.add_if(
            code == "CONTRACT" && !contract,
            "basis",
            "needs a contract that holds today, and there is none with them for this: choose another basis",
        );
        let mut categories: Vec<NoticeDataCategory> = items.iter().filter_map(|item| item.category).collect();
        categories.sort_by_key(|category| category.code());
        categories.dedup();
        let standing =
            consent::standing(self.ground.file, &recipient.code, need.reason(), &categories, self.ground.now);
        if let Some(why) = standing.stops(code) {
            problems.add_if(true, "basis", why);
        }
        Some(basis)
    }

    /// What the register says of the purpose, in words; and where it allows nothing, why.
    fn register(&self, need: &Need, problems: &mut Problems) -> Option<String> {
        match self.ground.purpose(&need.purpose) {
            Ok(purpose) => {
                let article9 =
                    purpose.article9.as_ref().map(|article| format!(", Article {article}")).unwrap_or_default();
                let schedule1 = purpose
                    .schedule1
                    .as_ref()
                    .map(|paragraph| format!(", Schedule 1 paragraph {paragraph}"))
                    .unwrap_or_default();
                Some(format!("Article {}{article9}{schedule1}", purpose.article6))
            }
            Err(why) => {
                problems.add_if(true, "need", format!("cannot be met: {why}"));
                None
            }
        }
    }

    /// Whether this recipient may be told of this file now.
    fn may_be_told(&self, whom: &Whom<'_>, need: &Need, problems: &mut Problems) {
        let recipient = whom.recipient;
        if let Some(why) = self.ground.not_now(recipient) {
            problems.add_if(true, "recipient", why);
        }
        if let Some(why) = self.ground.without_agreement(recipient, &need.purpose) {
            problems.add_if(true, "recipient", why);
        }
        if let Some(why) = self.ground.not_abroad(recipient) {
            problems.add_if(true, "recipient", format!("is in another country: {why}"));
        }
    }

    fn told_on(&self, asked: &Asked<'_>, problems: &mut Problems) -> Option<Date> {
        let on = day(asked, "told_on", problems);
        let told = asked.of("told") == "TOLD";
        problems.add_if(told && on.is_none(), "told_on", "is needed: say on which day they were told");
        problems.add_if(on.is_some_and(|on| on > self.ground.today()), "told_on", "must be today or before");
        on.filter(|_| told)
    }

    /// The last day of a standing share, where one is asked for.
    fn standing(&self, asked: &Asked<'_>, need: &Need, problems: &mut Problems) -> Option<Date> {
        if asked.of("standing") != "yes" {
            return None;
        }
        problems.add_if(!need.standing, "standing", "is not for this need: each share of it is decided by itself");
        let until = day(asked, "until", problems);
        let today = self.ground.today();
        problems.add_if(until.is_none(), "until", "is needed: say when the standing share ends");
        let latest = hearth_calendar::add_days(today, STANDS);
        let out = until.is_some_and(|until| until <= today || until > latest);
        problems.add_if(out, "until", "must be after today and within a year: then somebody decides again");
        until
    }

    /// What is unusual.
    fn warnings(&self, whom: &Whom<'_>, need: &Need) -> Vec<String> {
        let recipient = whom.recipient;
        let mut warnings = Vec::new();
        if recipient.sort == Sort::Family && whom.relative.is_none() {
            warnings.push(format!("the file names no relationship with {}", whom.name));
        }
        if must_not_meet(whom) {
            warnings.push(format!("{} must not have contact with this child", whom.name));
        }
        if shows_protocol(recipient) && !self.ground.is_on_network(recipient) {
            warnings.push(format!("nothing in this file says that {} works with this child", recipient.name));
        }
        if shows_protocol(recipient) && self.ground.agreement(recipient, &need.purpose).is_none() {
            warnings.push(format!(
                "no information sharing protocol with {} covers this, so it goes as a decision of its own",
                recipient.name
            ));
        }
        warnings
    }
}

fn must_not_meet(whom: &Whom<'_>) -> bool {
    whom.relative.as_ref().is_some_and(|tie| *tie.no_contact.reveal() == Some(true))
}
