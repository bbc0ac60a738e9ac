use crate::prelude::*;

/// How much of a stretch of school a child attended.
#[derive(Record, Clone)]
#[record(kind = "attendance", title = "Attendance", service = Education, category = PersonalInformation)]
pub struct Attendance {
    /// The first day of the stretch.
    #[field(label = "From")]
    pub started: Open<Date>,
    /// The last day of the stretch.
    #[field(label = "To")]
    pub ended: Open<Date>,
    /// How many half-days (sessions) were attended, of a hundred.
    #[field(label = "Attendance, per cent")]
    pub percent: Private<Whole<0, 100>>,
    /// How many half-days were missed without leave, of a hundred.
    #[field(label = "Absent without leave, per cent")]
    pub unauthorised: Private<Option<Whole<0, 100>>>,
    /// Whether the child is on a part-time timetable.
    #[field(label = "Part-time timetable?")]
    pub part_time: Private<Option<bool>>,
    /// Why days were missed, and what is being done.
    #[field(label = "Why, and what is being done", of = ThirdParty)]
    pub notes: Private<Option<Narrative>>,
}

impl Makes for Attendance {
    fn events(&self) -> Events {
        events![attendance.recorded => self.ended]
    }

    fn problems(&self) -> Problems {
        let mut problems = must_follow(Some(*self.started), "ended", Some(*self.ended), "the first day");
        let both = self.percent.reveal().0 + self.unauthorised.reveal().map_or(0, |part| part.0);
        problems.add_if(both > 100, "unauthorised", "must not be more than what was missed");
        problems
    }

    fn headline(&self) -> String {
        format!("{} per cent", self.percent.reveal().0)
    }
}
