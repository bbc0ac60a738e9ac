//! Whether the people of an instance are real or invented. It is said once, when the instance is made or first served, and goes into its
//! backups; a demonstration, whose password everybody knows, is never opened over real people, whatever folder it is given.

use crate::{
    Store,
    driver::{Place, Step, params},
    error::StoreError,
};

/// Who the people of an instance are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum People {
    /// Real people.
    Real,
    /// Invented people: a demonstration.
    Invented,
}

impl People {
    const fn code(self) -> &'static str {
        match self {
            Self::Real => "real",
            Self::Invented => "invented",
        }
    }
}

impl Store {
    /// Who the people in it are; none where nobody has said.
    ///
    /// # Errors
    /// [`StoreError::Form`] for a word that this build does not know.
    pub async fn people(&self) -> Result<Option<People>, StoreError> {
        let row = self.driver().first(Place::Data, "SELECT people FROM instance WHERE id = 1", Vec::new()).await?;
        let Some(row) = row else { return Ok(None) };
        match row.text(0)? {
            "real" => Ok(Some(People::Real)),
            "invented" => Ok(Some(People::Invented)),
            other => Err(StoreError::Form(format!("`{other}` says nothing about the people of an instance"))),
        }
    }

    /// Says who the people in it are. Once said it stands.
    ///
    /// # Errors
    /// [`StoreError::Refused`] where the other was said before.
    pub async fn say_people(&self, people: People) -> Result<(), StoreError> {
        const SAY: &str = "INSERT INTO instance (id, people) VALUES (1, $1) ON CONFLICT (id) DO NOTHING";
        self.driver().write(Place::Data, vec![Step::new(SAY, params![people.code()])]).await?;
        if self.people().await? == Some(people) {
            return Ok(());
        }
        Err(StoreError::Refused(match people {
            People::Real => {
                "this instance holds invented people and accounts whose password everybody knows".to_owned()
            }
            People::Invented => "this instance holds real people".to_owned(),
        }))
    }
}
