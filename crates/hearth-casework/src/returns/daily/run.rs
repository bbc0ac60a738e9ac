//! A run: everything that is new, in batches.

use std::collections::BTreeMap;

use futures_util::{StreamExt, TryStreamExt, stream};
use hearth_record::{
    class::{Open, Private},
    ids::FileId,
    sharing::DailySend,
    value::{Line as Text, Narrative, Whole},
};
use hearth_returns::daily::{MOST, Window, body};
use jiff::Timestamp;

use super::{
    Line, Patience,
    answer::receipts,
    deliver::{End, deliver},
    feed::{self, Due, Found},
    look::{Looked, look},
};
use crate::{
    Desk, Failure,
    papers::{Hand, Papers},
    returns::{
        walk::{Walked, noted},
        whole::Why,
        year_of,
    },
};

/// How many files are marked or written at once.
const AT_ONCE: usize = 8;
/// So many children refused one after the other, and none accepted, are no mistakes in children: nothing more is sent.
const ALL_REFUSED: u32 = 8;

/// What came of a run.
#[derive(Debug)]
pub struct DailyRun {
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// The time that was looked back over.
    pub window: Window,
    /// How many children count.
    pub children: u32,
    /// Of how many something new was accepted.
    pub sent: u32,
    /// Of how many there was nothing new.
    pub unchanged: u32,
    /// How many were taken back as a whole.
    pub taken_back: u32,
    /// Whom the department refused.
    pub refused: Vec<RefusedChild>,
    /// How many wait for the next run.
    pub waiting: u32,
    /// How many batches were accepted.
    pub batches: u32,
    /// How often something was sent.
    pub posts: u32,
    /// What the department wrote when it accepted a batch, as it wrote it.
    pub receipts: Vec<String>,
    /// Why it stopped before the end.
    pub stopped: Option<String>,
    /// What was looked at, and what was left out.
    pub walked: Walked,
}

/// A child whom the department refused. It says what the department said, which may hold what was sent: it belongs before the eyes of
/// whoever prepares returns, and into no log.
#[derive(Debug, Clone)]
pub struct RefusedChild {
    /// The file.
    pub file: FileId,
    /// The local identifier.
    pub child: String,
    /// Why.
    pub because: String,
}

/// Sends what is new since the department accepted last, at most [`MOST`] children at once, and writes what came of it into the child's
/// files and into the papers of the council. `progress` hears how many files were looked at, and how many children were answered for.
///
/// A batch that is refused is halved until the child is found whom the department refuses: that child is marked with the reason, the others
/// go on. One that is too much is halved, and so is every batch after it. Where nothing more can be sent, the rest waits for the next run.
///
/// A walk over every file; for each child of whom there is something new two loads and two changes. Where it is cut off, what was answered
/// for stays, see [the module](super).
///
/// # Errors
/// [`Failure::Refused`] for whoever makes no returns, and what the store refuses. What the department refuses is no error: the run says it.
pub async fn send(
    desk: &Desk,
    line: &impl Line,
    patience: &Patience,
    mut progress: impl FnMut(u32, u32),
) -> Result<DailyRun, Failure> {
    let began = line.now();
    // Asked before anything goes: what was told cannot be taken back.
    feed::shared(desk, None, began)?;
    let (looked, permit) = look(desk, |files| progress(files, 0)).await?;
    let Looked { due, refused_before, children, unchanged, walked } = looked;
    noted(desk, &permit, "dfe_api".to_owned(), due.len() + refused_before.len()).await?;
    let files = walked.files;
    let run = DailyRun {
        began,
        ended: began,
        window: Window::on(desk.today()),
        children,
        sent: 0,
        unchanged,
        taken_back: 0,
        refused: Vec::new(),
        waiting: 0,
        batches: 0,
        posts: 0,
        receipts: Vec::new(),
        stopped: None,
        walked,
    };
    let mut sender = Sender { desk, line, patience, run, most: MOST, in_a_row: 0 };
    let all = async {
        for (queue, known_bad) in [(due, false), (refused_before, true)] {
            for files_of_batch in queue.chunks(MOST) {
                if sender.run.stopped.is_some() {
                    sender.run.waiting += u32::try_from(files_of_batch.len()).unwrap_or(0);
                    continue;
                }
                sender.batch(files_of_batch, known_bad).await?;
                progress(files, sender.run.sent + sender.run.taken_back);
            }
        }
        Ok::<(), Failure>(())
    };
    let done = all.await;
    let mut run = sender.run;
    if let Err(failure) = &done {
        run.stopped = Some(failure.to_string());
    }
    run.ended = line.now();
    write_down(desk, &run).await?;
    done.map(|()| run)
}

/// A run on its way.
struct Sender<'a, L> {
    desk: &'a Desk,
    line: &'a L,
    patience: &'a Patience,
    run: DailyRun,
    /// How many children go at once.
    most: usize,
    /// How many children were refused since one was accepted.
    in_a_row: u32,
}

impl<L: Line> Sender<'_, L> {
    /// Sends what is new in these files: what is taken back first, then what is told anew.
    async fn batch(&mut self, files: &[FileId], known_bad: bool) -> Result<(), Failure> {
        let (desk, at) = (self.desk, self.line.now());
        let marked = stream::iter(files.to_vec()).map(|file| feed::mark(desk, file, at)).buffered(AT_ONCE);
        let marked: Vec<Found> = marked.try_collect().await?;
        let mut going = Vec::new();
        for found in marked {
            match found {
                Found::Due(due) => going.push(due),
                Found::Nothing => self.run.unchanged += 1,
                Found::Closed(left_out) => self.run.walked.left_out.push(left_out),
            }
        }
        while !going.is_empty() {
            going = self.step(going, known_bad).await?;
        }
        Ok(())
    }

    /// Sends one step of each; those who have another.
    async fn step(&mut self, going: Vec<Due>, known_bad: bool) -> Result<Vec<Due>, Failure> {
        let mut next = Vec::new();
        let mut pieces = split(going, self.most);
        while let Some(piece) = pieces.pop() {
            if self.run.stopped.is_some() {
                self.run.waiting += u32::try_from(piece.len()).unwrap_or(0);
                continue;
            }
            let sent = body(piece.iter().filter_map(|due| due.steps.front()));
            match deliver(self.line, self.patience, &sent, &mut self.run.posts).await {
                End::Accepted(answer) => next.extend(self.accepted(piece, &answer).await?),
                End::Refused(because) if piece.len() == 1 => {
                    self.refused(piece, &because, known_bad).await?;
                }
                End::TooMuch(because) if piece.len() == 1 => {
                    self.refused(piece, &because, true).await?;
                }
                End::Refused(_) => {
                    let half = piece.len().div_ceil(2);
                    pieces.extend(split(piece, half));
                }
                End::TooMuch(_) => {
                    self.most = piece.len().div_ceil(2);
                    let smaller = self.most;
                    pieces = pieces.into_iter().chain([piece]).flat_map(|piece| split(piece, smaller)).collect();
                }
                End::Stop(why) => {
                    self.run.waiting += u32::try_from(piece.len()).unwrap_or(0);
                    self.run.stopped = Some(why);
                }
            }
        }
        if self.run.stopped.is_some() {
            self.run.waiting += u32::try_from(next.len()).unwrap_or(0);
            next.clear();
        }
        Ok(next)
    }

    /// Writes into each file that it was accepted, as soon as it was; those of whom there is more to send.
    async fn accepted(&mut self, piece: Vec<Due>, answer: &str) -> Result<Vec<Due>, Failure> {
        self.run.batches += 1;
        self.in_a_row = 0;
        let receipts = receipts(answer, piece.len());
        self.run.receipts.extend(receipts.first().cloned().flatten());
        let (mut done, mut next) = (Vec::new(), Vec::new());
        for (mut due, receipt) in piece.into_iter().zip(receipts) {
            due.steps.pop_front();
            if due.steps.is_empty() { done.push((due, receipt)) } else { next.push(due) }
        }
        for (due, _) in &done {
            *(if due.now.is_some() { &mut self.run.sent } else { &mut self.run.taken_back }) += 1;
        }
        let (desk, at) = (self.desk, self.line.now());
        let write = |(due, receipt): (Due, Option<String>)| async move {
            feed::accepted(desk, &due, receipt.as_deref(), at).await
        };
        stream::iter(done).map(write).buffer_unordered(AT_ONCE).try_collect::<()>().await?;
        Ok(next)
    }

    async fn refused(&mut self, piece: Vec<Due>, because: &str, known_bad: bool) -> Result<(), Failure> {
        for due in piece {
            feed::refused(self.desk, due.file, because, self.line.now()).await?;
            self.run.refused.push(RefusedChild { file: due.file, child: due.child, because: because.to_owned() });
        }
        if !known_bad {
            self.in_a_row += 1;
            if self.in_a_row >= ALL_REFUSED && self.run.batches == 0 {
                self.run.stopped = Some(format!(
                    "the department refused the first {ALL_REFUSED} children, each by itself: that is no mistake in a child; the \
                     first refusal says why, the rest goes with the next run"
                ));
            }
        }
        Ok(())
    }
}

/// In pieces of at most `most`, the first of them last: they are taken from the end.
fn split(mut whole: Vec<Due>, most: usize) -> Vec<Vec<Due>> {
    let mut pieces = Vec::new();
    while !whole.is_empty() {
        let rest = whole.split_off(whole.len().min(most.max(1)));
        pieces.push(std::mem::replace(&mut whole, rest));
    }
    pieces.reverse();
    pieces
}

async fn write_down(desk: &Desk, run: &DailyRun) -> Result<(), Failure> {
    let year = year_of(desk.today()).ok_or_else(|| Failure::Wrong("there is no return of this year".to_owned()))?;
    let count = |number: u32| Open(Whole(i64::from(number)));
    let many = |number: usize| count(u32::try_from(number).unwrap_or(u32::MAX));
    let record = DailySend {
        began_at: Open(run.began),
        ended_at: Open(run.ended),
        sent_by: Open(desk.subject().worker),
        window_from: Open(run.window.from),
        children: count(run.children),
        sent: count(run.sent),
        unchanged: count(run.unchanged),
        taken_back: count(run.taken_back),
        refused: many(run.refused.len()),
        waiting: count(run.waiting),
        left_out: many(run.walked.left_out.len()),
        batches: count(run.batches),
        posts: count(run.posts),
        receipts: Private::new(run.receipts.iter().map(|receipt| Text(receipt.clone())).collect()),
        stopped: Private::new(run.stopped.clone().map(Narrative)),
    };
    Hand::of(desk).write(&Papers::of_returns(year), "return.daily", &record, None).await.map(|_| ())
}

impl DailyRun {
    /// How many files each reason kept out.
    pub fn left_out_by_reason(&self) -> BTreeMap<Why, usize> {
        self.walked.left_out_by_reason()
    }
}
