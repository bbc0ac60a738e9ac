//! The register of lawful bases: for which purpose the council uses information, and what allows it.

use hearth_record::{Problems, Service, code};
use jiff::civil::Date;
use serde::Deserialize;

use super::{Pack, Statute};

/// A purpose for which the council uses information about people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// The code.
    pub code: String,
    /// What is done, in plain words that complete "We use information to …".
    pub name: String,
    /// The same for a child.
    #[serde(default)]
    pub for_children: Option<String>,
    /// The parts of the record whose questions are asked for it, by the codes of their services.
    #[serde(default)]
    pub asks: Vec<String>,
    /// The one basis of UK GDPR Article 6, a code of `lawful_basis_article6`.
    pub article6: String,
    /// Who or what the basis needs beside it: the emergency for `6(1)(d)`.
    #[serde(default)]
    pub article6_note: Option<String>,
    /// The condition of UK GDPR Article 9 for special categories, such as `9(2)(g)`.
    #[serde(default)]
    pub article9: Option<String>,
    /// The condition of Schedule 1 to the Data Protection Act 2018, such as `18`: the paragraph.
    #[serde(default)]
    pub schedule1: Option<String>,
    /// The categories of data, codes of the pack's categories.
    pub categories: Vec<String>,
    /// The powers it rests on.
    pub powers: Vec<Power>,
    /// The appropriate policy document (Data Protection Act 2018 Schedule 1 Part 4), by its title.
    #[serde(default)]
    pub policy_document: Option<String>,
    /// What protects people where the condition asks for safeguards.
    #[serde(default)]
    pub safeguards: Option<String>,
    /// From when it is in use; none while it is being prepared.
    #[serde(default)]
    pub activated: Option<Date>,
}

/// A statute of the pack's legislation register, and the place in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Power {
    /// The code of the statute.
    pub statute: String,
    /// The section, regulation or article, as it is cited, such as `section 17`.
    #[serde(default)]
    pub place: Option<String>,
}

impl Purpose {
    /// The words of its basis of Article 6.
    pub fn basis(&self) -> &'static str {
        code::set("lawful_basis_article6").find(&self.article6).map_or("", |code| code.words())
    }

    /// The rights that follow from its basis.
    pub fn rights(&self) -> Rights {
        Rights::of(&self.article6)
    }

    /// Whether it uses special categories.
    pub fn is_special(&self, pack: &Pack) -> bool {
        pack.categories.iter().any(|category| category.special && self.categories.contains(&category.code))
    }

    /// Its powers as they are cited, out of these laws: "Children Act 1989 section 17".
    pub fn cited(&self, statutes: &[Statute]) -> Vec<String> {
        let cite = |power: &Power| {
            let title =
                statutes.iter().find(|statute| statute.code == power.statute).map(|statute| statute.title.clone());
            let title = title.unwrap_or_else(|| power.statute.clone());
            power.place.as_ref().map_or(title.clone(), |place| format!("{title} {place}"))
        };
        self.powers.iter().map(cite).collect()
    }

    /// What it lacks before it can be in use: exactly one basis, out of those that the notice names; a law; where it uses special
    /// categories the condition of Article 9 and the paragraph that meets it; and the policy document where that asks for one.
    pub fn lacks(&self, pack: &Pack, statutes: &[Statute]) -> Problems {
        let mut lacks = Problems::none();
        let named = pack.notice.bases.contains(&self.article6);
        lacks.add_if(!named, "article6", "must be one of the bases that the council’s notice names");
        let emergency = self.article6 == VITAL_INTERESTS && self.article6_note.is_none();
        lacks.add_if(
            emergency,
            "article6_note",
            "is needed: vital interests are for an emergency, so say what has to be so",
        );
        lacks.add_if(self.categories.is_empty(), "categories", "is needed: choose at least one");
        lacks.add_if(self.powers.is_empty(), "powers", "is needed: name the law that it rests on");
        let strange = self.powers.iter().any(|power| !statutes.iter().any(|statute| statute.code == power.statute));
        lacks.add_if(strange, "powers", "must be laws of the register of legislation");
        let special = self.is_special(pack);
        lacks.add_if(
            special && self.article9.is_none(),
            "article9",
            "is needed before it is in use: it covers a special category",
        );
        lacks.add_if(
            special && self.schedule1.is_none(),
            "schedule1",
            "is needed before it is in use: it covers a special category",
        );
        lacks.add_if(
            self.needs_policy_document() && self.policy_document.is_none(),
            "policy_document",
            "is needed before it is in use: this paragraph of Schedule 1 asks for an appropriate policy document",
        );
        lacks.add_if(
            self.needs_policy_document() && self.safeguards.is_none(),
            "safeguards",
            "is needed before it is in use: say what protects people",
        );
        lacks
    }

    /// Whether the paragraph of Schedule 1 asks for an appropriate policy document: paragraph 1 and those of Part 2 do (paragraph 5).
    pub fn needs_policy_document(&self) -> bool {
        let paragraph = self.schedule1.as_ref().and_then(|text| text.parse::<u8>().ok());
        paragraph.is_some_and(|number| number == 1 || (6..=28).contains(&number))
    }
}

/// The basis that is for emergencies.
const VITAL_INTERESTS: &str = "6(1)(d)";

/// Why the purposes of a pack cannot be used.
pub(super) fn wrong(pack: &Pack) -> Option<String> {
    let bases = code::set("lawful_basis_article6");
    if let Some(unknown) = pack.notice.bases.iter().find(|basis| bases.find(basis).is_err()) {
        return Some(format!("the notice names `{unknown}`, which is no basis of Article 6"));
    }
    let asked_for =
        |service: &Service| pack.purposes.iter().any(|purpose| purpose.asks.iter().any(|code| code == service.code()));
    if let Some(service) = Service::ALL.iter().find(|service| !asked_for(service)) {
        return Some(format!("no purpose says that the questions of `{}` are asked for it", service.code()));
    }
    for purpose in &pack.purposes {
        let name = &purpose.code;
        if let Some(unknown) =
            purpose.categories.iter().find(|code| !pack.categories.iter().any(|of| of.code == **code))
        {
            return Some(format!("the purpose {name} uses `{unknown}`, which is no category of the pack"));
        }
        let lacks = purpose.lacks(pack, &pack.statutes);
        if purpose.activated.is_some() && !lacks.is_empty() {
            return Some(format!("the purpose {name} is in use and cannot be: {lacks}"));
        }
    }
    None
}

/// Which rights a basis of Article 6 gives beside those that everybody has on every basis: to be told, to see, to have corrected, to have
/// restricted, to complain (UK GDPR Articles 7(3), 17, 20 and 21).
#[expect(
    clippy::struct_excessive_bools,
    reason = "each right is given by itself: no state of one follows from another"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// To take consent back, and so end the use.
    pub withdraw: bool,
    /// To have erased what is no longer needed or was not lawful.
    pub erase: bool,
    /// To take a copy elsewhere that a machine can read.
    pub port: bool,
    /// To object, and have it weighed.
    pub object: bool,
}

impl Rights {
    /// Those that follow from a basis; none of them from a text that is no basis.
    pub fn of(article6: &str) -> Self {
        let is = |codes: &[&str]| codes.contains(&article6);
        Self {
            withdraw: is(&["6(1)(a)"]),
            // Erasure is not offered as of right against a legal obligation or a public task (Article 17(3)(b)).
            erase: is(&["6(1)(a)", "6(1)(b)", "6(1)(d)"]),
            port: is(&["6(1)(a)", "6(1)(b)"]),
            object: is(&["6(1)(e)"]),
        }
    }
}
