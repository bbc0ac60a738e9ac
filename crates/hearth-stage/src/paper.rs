use hearth_casework::write::Amending;
use hearth_record::{
    Author, Fields, FileType, KindSchema, Written,
    ids::{AuthorityId, EntryId, FileId, PersonId, RecordId, TeamId, WorkerId},
};
use hearth_store::{Change, Entry, FileFlags, NewFile, Outcome};

use crate::{Person, Stage, authority};

/// A file on paper: what it will hold once it is [filed](Paper::file).
#[derive(Clone)]
pub struct Paper {
    authority: AuthorityId,
    file_type: FileType,
    walled: bool,
    records: Vec<(&'static KindSchema, Fields)>,
}

/// A file that stands in the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filed {
    /// The file.
    pub file: FileId,
    /// Whose.
    pub person: PersonId,
    /// Its records, in the order in which they were put on paper.
    pub records: Vec<RecordId>,
}

impl Filed {
    /// The address of its first page.
    pub fn page(&self) -> String {
        format!("/children/{}", self.file)
    }
}

impl Paper {
    /// A child of Sefton with this name.
    pub fn child(forename: &str, surname: &str, born: &str) -> Self {
        Self::blank().with("person", &[("forename", forename), ("surname", surname), ("born", born)])
    }

    /// A child of Sefton with this name and local identifier, as the returns name children.
    pub fn numbered(forename: &str, surname: &str, born: &str, number: &str) -> Self {
        let values = [("forename", forename), ("surname", surname), ("born", born), ("la_child_id", number)];
        Self::blank().with("person", &values)
    }

    /// A child of Sefton who is expected on a day.
    pub fn unborn(surname: &str, expected: &str) -> Self {
        Self::blank().with("person", &[("forename", "Unborn"), ("surname", surname), ("expected", expected)])
    }

    fn blank() -> Self {
        Self { authority: authority("sefton"), file_type: FileType::Care, walled: false, records: Vec::new() }
    }

    /// The same at another council.
    #[must_use]
    pub fn at(self, council: &str) -> Self {
        Self { authority: authority(council), ..self }
    }

    /// The same as a file of this type.
    #[must_use]
    pub fn of_type(self, file_type: FileType) -> Self {
        Self { file_type, ..self }
    }

    /// The same behind the adoption wall.
    #[must_use]
    pub fn walled(self) -> Self {
        Self { walled: true, ..self }
    }

    /// With a record of a kind; the values as somebody would type them, those that only the system writes too.
    ///
    /// # Panics
    /// When there is no such kind or field, or the values are not of it.
    #[must_use]
    pub fn with(mut self, kind: &str, values: &[(&str, &str)]) -> Self {
        let schema = hearth_record::kind(kind).unwrap_or_else(|| panic!("there is no kind {kind}"));
        let mut fields = Fields::new();
        for (name, text) in values {
            let field = schema.field(name).unwrap_or_else(|| panic!("{kind} has no field {name}"));
            fields.set(field.name, field.value.canonical(text).unwrap_or_else(|e| panic!("{kind}.{name}: {e}")));
        }
        (schema.check)(&fields).or_ok(()).unwrap_or_else(|problems| panic!("{kind}: {problems}"));
        self.records.push((schema, fields));
        self
    }

    /// With a worker who holds the case.
    #[must_use]
    pub fn held_by(self, worker: &Person) -> Self {
        self.involving(Some(worker.worker), None, "CW", None)
    }

    /// With a team that holds the case.
    #[must_use]
    pub fn held_by_team(self, team: TeamId) -> Self {
        self.involving(None, Some(team), "CW", None)
    }

    /// With somebody involved in a role, until a day where one is given.
    #[must_use]
    pub fn involving(self, worker: Option<WorkerId>, team: Option<TeamId>, role: &str, ended: Option<&str>) -> Self {
        let (worker, team) = (text(worker), text(team));
        let values = [("worker", worker.as_str()), ("team", &team), ("role", role), ("started", "2026-01-05")];
        let ended = ended.map(|day| ("ended", day));
        self.with("involvement", &values.into_iter().chain(ended).collect::<Vec<_>>())
    }

    /// Restricted to these workers.
    #[must_use]
    pub fn restricted_to(self, workers: &[WorkerId]) -> Self {
        let allowed: Vec<String> = workers.iter().map(ToString::to_string).collect();
        let reason = "a parent works for the council";
        self.with("restriction", &[("set_at", "2026-01-06 09:00"), ("reason", reason), ("allowed", &allowed.join(","))])
    }

    /// With a conflict of interest of this worker: declared, or only detected.
    #[must_use]
    pub fn conflict_of(self, worker: WorkerId, declared: bool) -> Self {
        let kind = if declared { "DECLARED" } else { "DETECTED" };
        self.with(
            "conflict_of_interest",
            &[("worker", &worker.to_string()), ("conflict_kind", kind), ("noted_at", "2026-01-06 09:00")],
        )
    }

    /// With a detected conflict of this worker that another has set aside.
    #[must_use]
    pub fn conflict_set_aside(self, worker: WorkerId, by: WorkerId) -> Self {
        let values = [
            ("worker", worker.to_string()),
            ("conflict_kind", "DETECTED".to_owned()),
            ("noted_at", "2026-01-06 09:00".to_owned()),
            ("yielded_to", by.to_string()),
            ("yielded_at", "2026-01-07 09:00".to_owned()),
        ];
        self.with("conflict_of_interest", &values.each_ref().map(|(name, text)| (*name, text.as_str())))
    }

    /// Puts it into `change`, written by the stage itself.
    pub fn add_to(&self, stage: &Stage, change: &mut Change) -> Filed {
        let now = change.at;
        let (file, person, entry) = stage
            .instance
            .draw(|random| (FileId::new(now, random), PersonId::new(now, random), EntryId::new(now, random)));
        let walled = self.walled || self.file_type == FileType::Adoption;
        let mut amending = Amending::new_file(file, walled);
        let mut records = Vec::with_capacity(self.records.len());
        for (kind, fields) in &self.records {
            let record = stage.instance.draw(|random| RecordId::new(now, random));
            let by = Author::Job { name: "stage".to_owned() };
            let written = Written { by, because: None, set: None, withdrawn: false };
            amending.add(record, kind, fields.clone(), written, now, None);
            records.push(record);
        }
        change.entries.push(Entry {
            id: entry,
            at: now,
            actor: Stage::hand(),
            authority: self.authority.clone(),
            purpose: String::new(),
            action: "file.import",
            file: Some(file),
            record: None,
            outcome: Outcome::Done,
            count: 0,
            detail: None,
        });
        let flags = FileFlags { restricted: false, walled };
        amending.finish(
            stage.instance.pack(&self.authority),
            change,
            Some(NewFile { file, person, file_type: self.file_type, flags }),
        );
        Filed { file, person, records }
    }

    /// Files it.
    ///
    /// # Panics
    /// When the store refuses it.
    pub async fn file(&self, stage: &Stage) -> Filed {
        let mut change = Change::new(self.authority.clone(), stage.now());
        let filed = self.add_to(stage, &mut change);
        stage.instance.store.commit(change).await.expect("filed");
        filed
    }
}

fn text(id: Option<impl ToString>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}
