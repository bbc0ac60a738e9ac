//! What a council settles about its privacy notice, and what the notice that it published elsewhere says.

use jiff::civil::Date;
use serde::Deserialize;

/// The notice of a council, as far as its settings hold it. Its text is in versions, which a named officer approves.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeSettings {
    /// What it is called.
    pub title: String,
    /// What it calls the law, such as `UK GDPR`.
    pub law: String,
    /// The bases of Article 6 that it names: no processing rests on another.
    pub bases: Vec<String>,
    /// The notice that the council published elsewhere.
    pub published: Published,
}

/// A notice that the council published elsewhere. Its text is the council's and is not kept here: loading it is an act of its officers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Published {
    /// Where it stands.
    pub address: String,
    /// The day on which it was last read.
    pub read: Date,
    /// What it says that a check must know.
    pub says: Vec<Claim>,
}

/// Something that a published notice says, or leaves out, and that does not hold up against the law or against itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Claim {
    /// The records of looked-after children are kept 75 years from the eighteenth birthday; the law says from birth.
    SeventyFiveFromEighteen,
    /// Nothing is kept longer than 75 years.
    AtMostSeventyFive,
    /// Records are held until the Independent Inquiry into Child Sexual Abuse ends.
    UntilTheInquiryEnds,
    /// Nothing leaves the European Economic Area.
    EuropeanEconomicArea,
    /// Information goes abroad only exceptionally.
    AbroadExceptionally,
    /// The law is the General Data Protection Regulation, without `UK`.
    EuropeanLaw,
    /// No condition of Article 9 is named.
    NoArticleNine,
    /// Information is shared without consent only on evidence of significant harm.
    OnlyOnHarm,
    /// The duty to share for safeguarding is not named.
    NoDutyToShare,
    /// The procedure for complaints about data is not named.
    NoComplaintsProcedure,
    /// From when 7 and 10 years count is not said.
    TriggersUnsaid,
    /// Contacts without an assessment, exploitation plans, private fostering and foster carers have no rule.
    ClassesUnsaid,
    /// The records system has another name than this one.
    OtherSystem,
    /// A programme that has ended or was renamed.
    TroubledFamilies,
    /// A law by a name that no law has.
    WrongTitles,
}

impl Claim {
    /// The point of difference that it belongs to.
    pub const fn point(self) -> &'static str {
        match self {
            Self::SeventyFiveFromEighteen => "N1",
            Self::AtMostSeventyFive => "N2",
            Self::UntilTheInquiryEnds => "N3",
            Self::EuropeanEconomicArea | Self::AbroadExceptionally => "N4",
            Self::EuropeanLaw | Self::NoArticleNine => "N5",
            Self::OnlyOnHarm => "N6",
            Self::NoDutyToShare | Self::NoComplaintsProcedure => "N7",
            Self::TriggersUnsaid => "N8",
            Self::ClassesUnsaid => "N9",
            Self::OtherSystem | Self::TroubledFamilies | Self::WrongTitles => "N10",
        }
    }

    /// What is the matter, and what is done here.
    pub const fn words(self) -> &'static str {
        match self {
            Self::SeventyFiveFromEighteen => {
                "The published notice keeps the records of looked-after children to the 75th anniversary of the 18th birthday; the law asks for 75 years from birth (SI 2010/959 regulation 50). The longer one is kept to."
            }
            Self::AtMostSeventyFive => {
                "The published notice keeps nothing longer than 75 years; adoption records are kept 100 years by law (SI 2005/888 regulation 6). The law is kept to: say so in the next version."
            }
            Self::UntilTheInquiryEnds => {
                "The published notice holds records until the Independent Inquiry into Child Sexual Abuse ends; it reported in October 2022, and another statutory inquiry followed. The hold stays until two officers close it: say in the next version which inquiry it is for."
            }
            Self::EuropeanEconomicArea => {
                "The published notice speaks of the European Economic Area; the law of the United Kingdom asks whether a country is approved (UK GDPR Articles 45A to 49). Say where records are kept now."
            }
            Self::AbroadExceptionally => {
                "The published notice sends information abroad only exceptionally and to agencies that meet the UK GDPR; the law asks for an approved country, a safeguard or an exception (Articles 45A to 49). Each transfer here names which."
            }
            Self::EuropeanLaw => {
                "The published notice names the General Data Protection Regulation; since 2021 the law is the UK GDPR with the Data Protection Act 2018."
            }
            Self::NoArticleNine => {
                "The published notice names no condition of Article 9 for health, ethnicity and other special categories. The register of purposes holds them: put them into the next version."
            }
            Self::OnlyOnHarm => {
                "The published notice shares without consent only on evidence of significant harm, and elsewhere also by law, public task and substantial public interest. The gate knows all of these bases: correct the word “only”."
            }
            Self::NoDutyToShare => {
                "The published notice does not name the duty to share for safeguarding (Children Act 2004 section 16LA, by the Children’s Wellbeing and Schools Act 2026 section 4). Put it into the next version, from the day on which it comes into force."
            }
            Self::NoComplaintsProcedure => {
                "The published notice does not say that a complaint about data is acknowledged within 30 days (Data Protection Act 2018 section 164A, from 19 June 2026)."
            }
            Self::TriggersUnsaid => {
                "The published notice does not say from when 7 and 10 years count. Here they count from the later of authorisation or plan end, and the closing of the case: say so."
            }
            Self::ClassesUnsaid => {
                "The published notice gives no rule for contacts without an assessment, exploitation plans, private fostering and foster carers. Their files are kept until the council has a rule."
            }
            Self::OtherSystem => {
                "The published notice calls the records system Liquid Logic. Say what the system is called now."
            }
            Self::TroubledFamilies => {
                "The published notice names the Troubled Families Programme, which was renamed in 2021: name the programme that is paid by results today, or take it out."
            }
            Self::WrongTitles => {
                "The published notice names a law by a title that no law has. The register of legislation says which: confirm the Act that is meant."
            }
        }
    }
}
