use hearth_record::FileType;
use jiff::civil::Date;

use super::Listed;

/// How many files of each sort somebody holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Count {
    /// Children, and those whose age is not known.
    pub children: usize,
    /// Young adults whose file began when they were children, such as care leavers.
    pub young_adults: usize,
    /// Foster carers.
    pub foster_carers: usize,
    /// Adults who are known through a child.
    pub adults: usize,
}

impl Count {
    /// Counts one file more.
    pub fn add(&mut self, file: &Listed, today: Date) {
        let one = match file.file_type {
            FileType::FosterCarer => &mut self.foster_carers,
            FileType::Adult => &mut self.adults,
            FileType::Care | FileType::Adoption if file.is_grown(today) => &mut self.young_adults,
            FileType::Care | FileType::Adoption => &mut self.children,
            // Nobody's file: it stands in no list.
            FileType::Council => return,
        };
        *one += 1;
    }

    /// How many of each sort stand in a list.
    pub fn of<'a>(files: impl IntoIterator<Item = &'a Listed>, today: Date) -> Self {
        files.into_iter().fold(Self::default(), |mut count, file| {
            count.add(file, today);
            count
        })
    }
}
