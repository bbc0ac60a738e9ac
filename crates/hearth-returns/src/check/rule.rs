use super::{Found, Setting, Whole};
use crate::children::Child;
use crate::spec::ReturnSpec;
use crate::tables::Tables;

/// A return that has rules: what one child's typed rows are, and the rules over them.
pub trait Form: Sized + 'static {
    /// One child with typed rows of this year and the last.
    type Case<'a>;

    /// The tables of the return.
    const SPEC: &'static ReturnSpec;

    /// The rules of every year, in families.
    fn rules() -> impl Iterator<Item = &'static Rule<Self>>;

    /// A child's typed rows. `last` is the return of the year before, whether the child was in it or not.
    fn case<'a>(child: Child<'a>, last: Option<&'a Tables>, setting: &'a Setting) -> Self::Case<'a>;
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The return is refused until it is put right.
    Error,
    /// The return is taken with an explanation.
    Query,
}

/// What a rule cannot do without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Need {
    /// The return of the year before.
    PreviousYear,
    /// The list of providers registered with Ofsted.
    Providers,
    /// The code of the authority that sends the return.
    Authority,
    /// A derived column of Episodes, given in the file or worked out from a postcode directory.
    Places,
    /// A table of this year's return: without it every child would seem to lack its rows.
    Table(&'static str),
    /// A table of the return of the year before: without it every child would seem to have lacked its rows.
    PreviousTable(&'static str),
    /// The XML form: the CSV form has no column for it.
    Xml,
}

/// What a rule looks at.
pub enum Check<F: Form> {
    /// One child by itself.
    Child(for<'a> fn(&F::Case<'a>, &mut Found<'a>)),
    /// The whole return: what is counted or must be unique in the authority.
    Whole(for<'a> fn(&Whole<'a>, &mut Found<'a>)),
}

/// One rule of a return.
pub struct Rule<F: Form> {
    /// The code under which the department publishes it.
    pub code: &'static str,
    /// How bad a finding is.
    pub severity: Severity,
    /// The stage at which the department's portal runs it: 1 while loading, 2 on the whole return.
    pub stage: u8,
    /// The first collection year that it holds for, where that is known.
    pub since: Option<i16>,
    /// The last collection year that it holds for, or `None` while it stands.
    pub until: Option<i16>,
    /// What it cannot run without.
    pub needs: &'static [Need],
    /// The columns that it is about.
    pub fields: &'static [&'static str],
    /// What is wrong, with `{COLUMN}` where the row's own value stands.
    pub says: &'static str,
    /// How it is put right.
    pub fix: &'static str,
    /// The rule itself.
    pub check: Check<F>,
}

impl<F: Form> Rule<F> {
    /// An error of stage 2, in every year, that needs nothing.
    const fn of(
        code: &'static str,
        fields: &'static [&'static str],
        check: Check<F>,
        says: &'static str,
        fix: &'static str,
    ) -> Self {
        Self {
            code,
            severity: Severity::Error,
            stage: 2,
            since: None,
            until: None,
            needs: &[],
            fields,
            says,
            fix,
            check,
        }
    }

    /// An error over one child, of stage 2, in every year.
    pub const fn error(
        code: &'static str,
        fields: &'static [&'static str],
        check: for<'a> fn(&F::Case<'a>, &mut Found<'a>),
        says: &'static str,
        fix: &'static str,
    ) -> Self {
        Self::of(code, fields, Check::Child(check), says, fix)
    }

    /// A query over one child, of stage 2, in every year.
    pub const fn query(
        code: &'static str,
        fields: &'static [&'static str],
        check: for<'a> fn(&F::Case<'a>, &mut Found<'a>),
        says: &'static str,
        fix: &'static str,
    ) -> Self {
        let mut rule = Self::error(code, fields, check, says, fix);
        rule.severity = Severity::Query;
        rule
    }

    /// An error over the whole return.
    pub const fn whole(
        code: &'static str,
        fields: &'static [&'static str],
        check: for<'a> fn(&Whole<'a>, &mut Found<'a>),
        says: &'static str,
        fix: &'static str,
    ) -> Self {
        Self::of(code, fields, Check::Whole(check), says, fix)
    }

    /// The same rule as a query.
    #[must_use]
    pub const fn queried(mut self) -> Self {
        self.severity = Severity::Query;
        self
    }

    /// The same rule at another stage of the portal.
    #[must_use]
    pub const fn stage(mut self, stage: u8) -> Self {
        self.stage = stage;
        self
    }

    /// The same rule from a collection year on.
    #[must_use]
    pub const fn since(mut self, year: i16) -> Self {
        self.since = Some(year);
        self
    }

    /// The same rule up to a collection year.
    #[must_use]
    pub const fn until(mut self, year: i16) -> Self {
        self.until = Some(year);
        self
    }

    /// The same rule, which cannot run without these.
    #[must_use]
    pub const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }

    /// What is wrong, for rows that nobody has at hand: "…" stands for each value.
    pub fn says_of_any(&self) -> String {
        super::say::of_any(self.says)
    }

    /// Whether the rule belongs to the rules of a collection year.
    pub fn holds_in(&self, year: i16) -> bool {
        self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
    }
}
