//! One batch over the line, until it is answered for good.

use std::{future::Future, time::Duration};

use jiff::Timestamp;

use super::answer::{asked_to_wait, because};

/// The line to the department: it sends, waits and knows the time. The one for real stands in the program, those of tests in the tests.
pub trait Line {
    /// Sends a batch (JSON) and answers with what came back.
    fn post(&self, batch: String) -> impl Future<Output = Result<Answer, Broken>> + Send;

    /// Waits.
    fn wait(&self, time: Duration) -> impl Future<Output = ()> + Send;

    /// The moment.
    fn now(&self) -> Timestamp;
}

/// What the department answered.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The status, such as 200.
    pub status: u16,
    /// The header `Retry-After`, as it was written.
    pub retry_after: Option<String>,
    /// The body.
    pub body: String,
}

/// Nobody answered: the connection could not be made, or broke. The text says what happened, never what was sent.
#[derive(Debug, Clone)]
pub struct Broken(pub String);

/// How often and how long something is tried.
#[derive(Debug, Clone)]
pub struct Patience {
    /// How often a batch is sent before the rest is left to the next run.
    pub tries: u32,
    /// The wait before the second time; each after it is twice as long.
    pub first: Duration,
    /// The longest wait. Where the department asks for a longer one, the rest is left to the next run.
    pub longest: Duration,
}

impl Patience {
    /// That of a night: six times within a quarter of an hour at most.
    pub const NIGHT: Self = Self { tries: 6, first: Duration::from_secs(2), longest: Duration::from_mins(5) };

    /// How long to wait after an attempt that failed; none where that is longer than anybody should wait.
    fn after(&self, attempt: u32, asked: Option<Duration>) -> Option<Duration> {
        let own = self.first.saturating_mul(1 << attempt.saturating_sub(1).min(16)).min(self.longest);
        let wait = asked.map_or(own, |asked| asked.max(own));
        (wait <= self.longest).then_some(wait)
    }
}

/// How a batch ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Taken, with whatever the department wrote.
    Accepted(String),
    /// Refused for what is in it.
    Refused(String),
    /// Too much for once.
    TooMuch(String),
    /// Nothing more can be sent today, and why.
    Stop(String),
}

/// Sends a batch until it is answered for good: 429, 5xx and a broken connection are tried again, after the time that the department asks
/// for or after twice the last. `posts` counts each time.
pub(super) async fn deliver(line: &impl Line, patience: &Patience, batch: &str, posts: &mut u32) -> End {
    let mut attempt = 0;
    loop {
        attempt += 1;
        *posts += 1;
        let (trouble, asked) = match line.post(batch.to_owned()).await {
            Err(Broken(why)) => (format!("no answer: {why}"), None),
            Ok(answer) => {
                if let Some(end) = final_of(&answer) {
                    return end;
                }
                let asked = answer.retry_after.as_deref().and_then(|text| asked_to_wait(text, line.now()));
                (format!("the department answered {}", answer.status), asked)
            }
        };
        let again = if attempt < patience.tries { patience.after(attempt, asked) } else { None };
        match (again, asked) {
            (Some(wait), _) => line.wait(wait).await,
            (None, Some(asked)) if attempt < patience.tries => {
                return End::Stop(format!(
                    "{trouble} and asks to wait {} seconds: the rest goes with the next run",
                    asked.as_secs()
                ));
            }
            (None, _) => return End::Stop(format!("{trouble}, {attempt} times: the rest goes with the next run")),
        }
    }
}

/// What an answer means, where it is the last.
fn final_of(answer: &Answer) -> Option<End> {
    Some(match answer.status {
        200..=299 => End::Accepted(answer.body.clone()),
        400 | 422 => End::Refused(because(answer.status, &answer.body)),
        401 => End::Stop(
            "the department does not know the key (401): nothing more is sent; look at the key file, or whether the key has \
             run out"
                .to_owned(),
        ),
        403 => End::Stop(
            "the department does not let this council in with this key (403): nothing more is sent; ask it whether the key is \
             that of the council, and whether the number of the council is right"
                .to_owned(),
        ),
        413 => End::TooMuch(because(answer.status, &answer.body)),
        408 | 429 | 500..=599 => return None,
        other => End::Stop(format!("the department answered {other}, which its description does not know: look at the address")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_wait_is_twice_the_last_and_what_the_department_asks_for_counts() {
        let patience = Patience { tries: 9, first: Duration::from_secs(2), longest: Duration::from_mins(1) };
        let waits = [1, 2, 3, 6, 40].map(|attempt| patience.after(attempt, None).map(|wait| wait.as_secs()));
        assert_eq!(waits, [Some(2), Some(4), Some(8), Some(60), Some(60)]);
        let asked = |seconds| patience.after(1, Some(Duration::from_secs(seconds))).map(|wait| wait.as_secs());
        assert_eq!([asked(1), asked(30), asked(61)], [Some(2), Some(30), None]);
    }
}
