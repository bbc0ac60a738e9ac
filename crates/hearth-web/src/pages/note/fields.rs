//! The fields of a visit and of a note, in the order in which they are told.

use hearth_casework::{people::Relative, recording::Sibling};
use hearth_record::{FileType, Problems};

use super::{Opened, Scene, THIS_CHILD, called, ticked};
use crate::{
    field,
    view::form::{Choice, Control, Field, Posted, TextBox},
};

/// What is ticked by whoever wants to tell the manager next.
const WORRIED: &str = "Yes, my manager should know";

/// The field for what a child said; each child has one.
pub(super) fn voice_of(sibling: Option<&Sibling>) -> String {
    sibling.map_or_else(|| "voice".to_owned(), |sibling| format!("voice-{}", sibling.file))
}

/// The fields that the kind gives, taken one by one into the order in which a visit is told.
pub(super) struct Fieldset<'a> {
    scene: &'a Scene,
    opened: &'a Opened,
    posted: &'a Posted,
    given: Vec<Field>,
}

impl<'a> Fieldset<'a> {
    pub(super) fn of(scene: &'a Scene, opened: &'a Opened, posted: &'a Posted, problems: &Problems) -> Self {
        let given = field::form(&scene.offered, scene.kind, Some(&opened.view), field::posted(posted), problems);
        Self { scene, opened, posted, given }
    }

    /// The field of this name, with what a person would call it here.
    fn field(&self, name: &str, label: &str, hint: &str) -> Option<Field> {
        let field = self.given.iter().find(|field| field.name == name)?.clone();
        let label = if label.is_empty() { field.label } else { label.to_owned() };
        let hint = if hint.is_empty() { field.hint } else { Some(hint.to_owned()) };
        Some(Field { label, hint, ..field })
    }

    /// A list of children to tick.
    fn children(&self, name: &str, label: &str, hint: &str, with_this: bool) -> Option<Field> {
        let choice = |value: String, label: String| {
            let chosen = ticked(self.posted, name, &value);
            Choice::new(value, label).chosen_if(chosen)
        };
        let today = self.opened.view.today;
        let mut choices = Vec::new();
        if with_this {
            choices.push(choice(THIS_CHILD.to_owned(), self.opened.view.digest.name.whole()));
        }
        choices.extend(self.scene.siblings.iter().map(|sibling| {
            let age = sibling.born.map(|born| hearth_calendar::in_words::age_of(born, today));
            let words = age.map_or_else(|| sibling.name.clone(), |age| format!("{}, {age}", sibling.name));
            choice(sibling.file.to_string(), words)
        }));
        let error = self.given.iter().find(|field| field.name == name).and_then(|field| field.error.clone());
        (!choices.is_empty()).then(|| Field {
            name: name.to_owned(),
            label: label.to_owned(),
            hint: Some(hint.to_owned()).filter(|hint| !hint.is_empty()),
            error,
            optional: false,
            part: None,
            control: Control::Checkboxes(choices),
        })
    }

    /// A thing to tick that is so or is not.
    fn tick(&self, name: &str, label: &str, words: &str) -> Option<Field> {
        let mut field = self.field(name, label, "")?;
        let chosen = self.posted.text(name) == "yes";
        field.control = Control::Checkboxes(vec![Choice::new("yes", words).chosen_if(chosen)]);
        Some(Field { optional: false, ..field })
    }

    /// Text in so many rows.
    fn rows(&self, name: &str, label: &str, hint: &str, rows: u8) -> Option<Field> {
        let mut field = self.field(name, label, hint)?;
        field.control = Control::Narrative(self.posted.text(name), rows);
        Some(field)
    }

    pub(super) fn visit(&self) -> Vec<Field> {
        let several = !self.scene.siblings.is_empty();
        let child = self.opened.view.file_type == FileType::Care;
        let called = called(self.opened);
        let mut fields = vec![
            self.field("context", "", ""),
            self.field("visited_on", "", ""),
            self.tick("attempted_only", "Did you meet anybody?", "Nobody was in, or the door stayed shut"),
        ];
        if child {
            let each = if several { "Each child you tick gets this visit in their own file." } else { "" };
            fields.push(self.children("child_seen", "Who did you see?", each, true));
            fields.push(self.children("seen_alone", "Who did you see alone?", "", true));
            let why =
                if several { "If a child was not seen, or not alone: why?" } else { "If not seen, or not alone: why?" };
            fields.push(self.rows("not_seen_because", why, "", 2));
            fields.push(self.field(
                "bedroom_seen",
                "",
                "On a child protection visit, and where a child is looked after",
            ));
        }
        fields.push(self.field("place", "Where were you?", "Such as at home, at school, at the contact centre"));
        fields.extend(self.present());
        fields.push(self.rows("narrative", "", "What you saw, what was said, what you did and what happens next", 10));
        if child {
            let own_words = "In the child’s own words";
            fields.push(self.rows("voice", &format!("What {called} said"), own_words, 3));
            fields.extend(self.scene.siblings.iter().map(|sibling| Some(self.voice(sibling))));
        }
        fields.push(self.tick("worrying", "Does something worry you?", WORRIED));
        fields.push(self.purpose());
        fields.into_iter().flatten().collect()
    }

    /// Who else was there: those of the family by ticking them, anybody else by name.
    fn present(&self) -> Vec<Option<Field>> {
        let Some(mut typed) = self.field("present", "", "One a line") else { return Vec::new() };
        let names: Vec<String> = self.scene.adults.iter().map(|adult| adult.name.clone()).collect();
        let sent = self.posted.text("present");
        let others: Vec<&str> = sent.lines().filter(|line| !names.iter().any(|name| name == line.trim())).collect();
        typed.control = Control::Narrative(others.join("\n"), 2);
        if names.is_empty() {
            "Who else was there?".clone_into(&mut typed.label);
            return vec![Some(typed)];
        }
        "Somebody else".clone_into(&mut typed.label);
        let choice = |adult: &Relative| {
            let words = format!("{}, {}", adult.name, adult.relationship.to_lowercase());
            Choice::new(adult.name.clone(), words).chosen_if(ticked(self.posted, "present", &adult.name))
        };
        let known = Field {
            name: "present".to_owned(),
            label: "Who else was there?".to_owned(),
            hint: None,
            error: None,
            optional: true,
            part: None,
            control: Control::Checkboxes(self.scene.adults.iter().map(choice).collect()),
        };
        vec![Some(known), Some(typed)]
    }

    /// What the work was for: every visit and note says it, and what is probable is chosen.
    fn purpose(&self) -> Option<Field> {
        let mut field = self.field("activity", "", "")?;
        if let Control::Radios(choices) = &mut field.control {
            choices.retain(|choice| !choice.value.is_empty());
        }
        Some(Field { optional: false, ..field })
    }

    fn voice(&self, sibling: &Sibling) -> Field {
        let name = voice_of(Some(sibling));
        Field {
            label: format!("What {} said", sibling.called),
            hint: Some("In the child’s own words; it stands in this child’s file alone".to_owned()),
            error: None,
            optional: true,
            part: None,
            control: Control::Narrative(self.posted.text(&name), 3),
            name,
        }
    }

    pub(super) fn note(&self) -> Vec<Field> {
        let also = "The note goes into each file. Leave out what a brother or sister should not read one day.";
        let fields = [
            self.field("occurred_at", "", ""),
            self.field("note_kind", "", ""),
            self.line("subject", "What is it about?", "In a few words"),
            self.rows("body", "", "", 10),
            self.field("people", "", ""),
            self.children("also", "Write it in these files too?", also, false),
            self.tick("worrying", "Does something worry you?", WORRIED),
            self.tick("significant", "Chronology", "This is a significant event"),
            self.tick("opinion", "Fact or opinion", "This is an opinion"),
            self.purpose(),
        ];
        fields.into_iter().flatten().collect()
    }

    fn line(&self, name: &str, label: &str, hint: &str) -> Option<Field> {
        let mut field = self.field(name, label, hint)?;
        let value = self.posted.text(name);
        field.control = Control::Text(TextBox { value, width: 0, keyboard: "", autocomplete: "off" });
        Some(field)
    }
}
