//! The parties to proceedings, worked out from what the file says on a day: nobody is one because somebody ticked a box. Family Procedure
//! Rules 2010 rule 12.3 and Practice Direction 12C: those with parental responsibility are respondents; a parent without it is told of the
//! proceedings, and is a party from the day of the order that joins them.

use hearth_record::{
    court::{CourtCase, CourtParty},
    ids::{PersonId, RecordId},
    people::Relationship,
};
use jiff::civil::Date;

use crate::{
    Desk, Failure, FileView,
    consent::{Holder, holders},
    people,
};

/// How somebody takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A party: gets the papers.
    Party,
    /// Is told of the proceedings and gets no papers.
    NoticeOnly,
    /// Was a party or was assessed, and withdrew.
    Withdrew,
}

impl Part {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Party => "Party",
            Self::NoticeOnly => "Notice only",
            Self::Withdrew => "Withdrew",
        }
    }
}

/// Somebody who takes part in proceedings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// By what a form names them: the same while the records are the same.
    pub key: String,
    /// What they are called.
    pub name: String,
    /// As what they take part, such as "Mother".
    pub role: String,
    /// How they take part.
    pub part: Part,
    /// Why, in words.
    pub why: String,
    /// Who represents them.
    pub lawyer: Option<String>,
    /// What stands of them among the parties that were recorded.
    pub record: Option<RecordId>,
    /// Whether they are outside the council: papers are released to these.
    pub outside: bool,
    /// Whether they can be offered to withdraw: they hold no parental responsibility and stand among the recorded parties.
    pub may_withdraw: bool,
}

/// The proceedings and those who take part.
pub struct Parties {
    /// The proceedings.
    pub case: CourtCase,
    /// Who takes part: the council, the child, those with parental responsibility, those joined, then those who are told only.
    pub all: Vec<Party>,
}

impl Parties {
    /// The party with this key.
    pub fn party(&self, key: &str) -> Option<&Party> {
        self.all.iter().find(|party| party.key == key)
    }
}

/// What stands of proceedings in the file of a view, for whom every name is looked up once. Up to six queries.
struct Scene<'a> {
    view: &'a FileView,
    recorded: Vec<(RecordId, CourtParty)>,
    used: Vec<RecordId>,
    today: Date,
}

/// Who takes part in proceedings, and why, as the records of the file stand now. Up to six queries.
///
/// # Errors
/// [`Failure::Absent`] where there are no such proceedings in the file, and what the store refuses.
pub async fn parties(desk: &Desk, view: &FileView, case: RecordId) -> Result<Parties, Failure> {
    let absent = || Failure::Absent("there are no such proceedings in this file");
    let found = view.all::<CourtCase>().into_iter().find(|(id, _)| *id == case);
    let (_, proceedings) = found.ok_or_else(absent)?;
    let holders = holders(desk, view).await?;
    let ties = parents_without(view, &holders);
    let known: Vec<PersonId> = ties.iter().filter_map(|(_, tie)| *tie.other.reveal()).collect();
    let named = people::named(desk, view, &known).await?;
    let of_case = |(_, party): &(RecordId, CourtParty)| party.case.is_none_or(|of| of == case);
    let recorded = view.all::<CourtParty>().into_iter().filter(of_case).collect();
    let mut scene = Scene { view, recorded, used: Vec::new(), today: view.today };
    let mut all = vec![council(desk)?, scene.child(&proceedings)];
    all.extend(holders.iter().map(|holder| scene.by_law(holder)));
    let parents: Vec<Party> = ties
        .iter()
        .map(|(id, tie)| {
            let name = tie.other.reveal().and_then(|person| named.iter().find(|named| named.person == person));
            let name = name.and_then(|named| named.name.clone()).or_else(|| written_name(tie));
            scene.parent(*id, tie, name.unwrap_or_else(|| "Person not shown".to_owned()))
        })
        .collect();
    all.extend(scene.recorded_apart());
    all.extend(parents);
    all.sort_by_key(|party| match party.part {
        Part::Party => 0,
        Part::NoticeOnly => 1,
        Part::Withdrew => 2,
    });
    Ok(Parties { case: proceedings, all })
}

fn council(desk: &Desk) -> Result<Party, Failure> {
    Ok(Party {
        key: "council".to_owned(),
        name: desk.pack()?.name.clone(),
        role: "The council".to_owned(),
        part: Part::Party,
        why: "Brings the case, or answers it".to_owned(),
        lawyer: None,
        record: None,
        outside: false,
        may_withdraw: false,
    })
}

/// The parents whom the file knows and of whom it does not say that they hold parental responsibility.
fn parents_without(view: &FileView, holders: &[Holder]) -> Vec<(RecordId, Relationship)> {
    let parent = |tie: &Relationship| {
        matches!(tie.relationship_type.reveal().code(), "MOTHER" | "FATHER" | "SECOND_PARENT" | "ADOPTIVE_PARENT")
    };
    let holds = |id: RecordId, tie: &Relationship| {
        let same = |holder: &&Holder| {
            holder.relationship == id || (holder.person.is_some() && holder.person == *tie.other.reveal())
        };
        holders.iter().any(|holder| same(&holder))
    };
    let stands = |tie: &Relationship| tie.ended.is_none_or(|ended| ended > view.today);
    view.all::<Relationship>().into_iter().filter(|(id, tie)| parent(tie) && stands(tie) && !holds(*id, tie)).collect()
}

fn written_name(tie: &Relationship) -> Option<String> {
    tie.other_name.reveal().as_ref().map(|name| name.0.clone())
}

impl Scene<'_> {
    /// What was recorded of somebody among the parties, by who they are or by their name; it is then spoken for.
    fn recorded_of(&mut self, person: Option<PersonId>, name: &str) -> Option<(RecordId, CourtParty)> {
        let same = |(id, party): &&(RecordId, CourtParty)| {
            let known = person.is_some() && *party.person.reveal() == person;
            let named = party.name.reveal().0.trim().eq_ignore_ascii_case(name.trim());
            !self.used.contains(id) && (known || named)
        };
        let found = self.recorded.iter().find(same).cloned();
        self.used.extend(found.iter().map(|(id, _)| *id));
        found
    }

    fn child(&mut self, case: &CourtCase) -> Party {
        let speaks = |(_, party): &&(RecordId, CourtParty)| matches!(party.part.reveal().code(), "GUARDIAN" | "CHILD");
        let speaking: Vec<(RecordId, CourtParty)> = self.recorded.iter().filter(speaks).cloned().collect();
        self.used.extend(speaking.iter().map(|(id, _)| *id));
        let by_part =
            |code: &str| speaking.iter().find(|(_, party)| party.part.reveal().code() == code).map(|(_, party)| party);
        let guardian = case.guardian.reveal().as_ref().map(|name| name.0.clone());
        let guardian = guardian.or_else(|| by_part("GUARDIAN").map(|party| party.name.reveal().0.clone()));
        let lawyer = speaking.iter().find_map(|(_, party)| party.lawyer.reveal().as_ref()).map(|name| name.0.clone());
        let through = guardian.map_or_else(
            || "The case is about them; no guardian is recorded yet".to_owned(),
            |name| format!("The case is about them; the children’s guardian, {name}, speaks for them"),
        );
        Party {
            key: "child".to_owned(),
            name: self.view.digest.name.whole(),
            role: "The child".to_owned(),
            part: Part::Party,
            why: through,
            lawyer,
            record: speaking.first().map(|(id, _)| *id),
            outside: true,
            may_withdraw: false,
        }
    }

    fn by_law(&mut self, holder: &Holder) -> Party {
        let recorded = self.recorded_of(holder.person, &holder.name);
        let by = holder.by.map(|by| format!(": {}", by.to_lowercase())).unwrap_or_default();
        Party {
            key: holder.relationship.to_string(),
            name: holder.name.clone(),
            role: holder.relation.to_owned(),
            part: Part::Party,
            why: format!("Holds parental responsibility{by}"),
            lawyer: recorded.as_ref().and_then(|(_, party)| party.lawyer.reveal().as_ref().map(|name| name.0.clone())),
            record: recorded.map(|(id, _)| id),
            outside: true,
            may_withdraw: false,
        }
    }

    /// A parent without parental responsibility: told only, until an order joins them.
    fn parent(&mut self, tie: RecordId, relationship: &Relationship, name: String) -> Party {
        let role = relationship.relationship_type.reveal().words().to_owned();
        match self.recorded_of(*relationship.other.reveal(), &name) {
            Some((id, party)) => Party { name, role, ..self.of_record(id, &party) },
            None => Party {
                key: tie.to_string(),
                name,
                role,
                part: Part::NoticeOnly,
                why: "A parent without parental responsibility is told of the proceedings; an order can join them"
                    .to_owned(),
                lawyer: None,
                record: None,
                outside: true,
                may_withdraw: false,
            },
        }
    }

    /// Those whom nothing but a record of the party names.
    fn recorded_apart(&mut self) -> Vec<Party> {
        // Parents come after, by their relationship, and speak for their own record.
        let parents: Vec<String> = self
            .view
            .all::<Relationship>()
            .iter()
            .filter(|(_, tie)| matches!(tie.relationship_type.reveal().code(), "MOTHER" | "FATHER" | "SECOND_PARENT"))
            .filter_map(|(_, tie)| written_name(tie))
            .collect();
        let left: Vec<(RecordId, CourtParty)> = self
            .recorded
            .iter()
            .filter(|(id, party)| !self.used.contains(id) && !parents.contains(&party.name.reveal().0))
            .cloned()
            .collect();
        self.used.extend(left.iter().map(|(id, _)| *id));
        left.iter().map(|(id, party)| self.of_record(*id, party)).collect()
    }

    fn of_record(&self, id: RecordId, party: &CourtParty) -> Party {
        let joined = party.joined_on.reveal().filter(|on| *on <= self.today);
        let withdrew = party.withdrew_on.reveal().filter(|on| *on <= self.today);
        let day = hearth_calendar::in_words::date_without_weekday;
        let (part, why) = match (withdrew, joined) {
            (Some(on), _) => (Part::Withdrew, format!("Withdrew on {}", day(on))),
            (None, Some(on)) => (Part::Party, format!("Joined by an order of {}", day(on))),
            (None, None) => (
                Part::NoticeOnly,
                "No order has joined them, and no relationship in this file says that they hold parental responsibility".to_owned(),
            ),
        };
        Party {
            key: id.to_string(),
            name: party.name.reveal().0.clone(),
            role: party.part.reveal().words().to_owned(),
            part,
            why,
            lawyer: party.lawyer.reveal().as_ref().map(|name| name.0.clone()),
            record: Some(id),
            outside: true,
            may_withdraw: true,
        }
    }
}
